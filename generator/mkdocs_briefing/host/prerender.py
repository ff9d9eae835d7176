"""Makes downloads and pages in worker processes, before MkDocs asks for them."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Final, NamedTuple

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import TemplateContext
from mkdocs_briefing.core.workers import map_in_processes, processes_for
from mkdocs_briefing.host.converter import Converter
from mkdocs_briefing.host.files import AssetFile
from mkdocs_briefing.host.finished_page import finished
from mkdocs_briefing.host.pages import BriefingPage

_TEMPLATE: Final = "briefing/prerendered.html"
"""Shows a page that is rendered already."""
_LETTERS_OF_A_PAGE: Final = 2000


class _RenderedPage(NamedTuple):
    """What a worker process sends back.

    Attributes:
        url: the address of the page, as MkDocs has it.
        html: the whole page, with its Content-Security-Policy.
        links_to_anchors: the anchors that the page links to, by the path of the other file, and
            how each link is written. MkDocs checks them when all pages are made.
    """

    url: str
    html: str
    links_to_anchors: Mapping[str, dict[str, str]]


class Prerendering:
    """The downloads and pages of one build, made in the order in which MkDocs will ask for them."""

    def __init__(
        self, env: Environment, config: MkDocsConfig, nav: Navigation, files: Files
    ) -> None:
        included = files.documentation_pages(inclusion=InclusionLevel.is_included)
        pages = [file.page for file in included if isinstance(file.page, BriefingPage)]
        templates = [page.meta["template"] for page in pages]

        assets = [
            file for file in files if isinstance(file, AssetFile) and file.inclusion.is_included()
        ]

        converter = Converter(config, files) if Converter.is_safe(config) else None

        def make(number: int) -> _RenderedPage | bytes:
            if number < len(assets):
                # Kept, or as letters, the largest would take a tenth of the memory of a build.
                return assets[number].asset.write().encode()
            page = pages[number - len(assets)]
            # For links that are `!relative` in `mkdocs.yml`.
            config._current_page = page
            page.active = True
            page.render_text(config, files, converter)
            context = get_context(nav, included, config, page)
            context["view"] = SimpleNamespace(**page.spec.context)  # type: ignore[typeddict-unknown-key]
            html = env.get_template(templates[number - len(assets)]).render(context)
            page.active = False
            links = {
                file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()
            }
            return _RenderedPage(page.url, finished(html, config), links)

        for page in pages:
            page.meta["template"] = _TEMPLATE
        for asset in assets:
            asset.write = self._next_download
        self._files = files
        # A long text takes as long as several pages.
        letters = sum(len(page.body.text) for page in pages if page.body is not None)
        tasks = len(assets) + len(pages)
        processes = processes_for(tasks + letters // _LETTERS_OF_A_PAGE)
        # A card shows what the page of its actor shows.
        place_of = {file.asset.path: number for number, file in enumerate(assets)}
        beside = {
            place_of[asset.path]: number
            for number, page in enumerate(pages, len(assets))
            for asset in page.spec.assets
            if asset.path in place_of
        }
        self._made = map_in_processes(make, tasks, processes, beside=beside)

    def close(self) -> None:
        """Stop the worker processes."""
        self._made.close()

    def _next_download(self) -> bytes:
        """Return what the next download holds; MkDocs writes them all before the first page."""
        text = next(self._made)
        assert isinstance(text, bytes), "MkDocs asks for files in their order"
        return text

    def insert(self, page: BriefingPage, context: TemplateContext) -> None:
        """Put the next page into its context; it has to be the one that MkDocs asks for."""
        rendered = next(self._made)
        assert isinstance(rendered, _RenderedPage), "MkDocs asks for pages after all other files"
        assert rendered.url == page.url, "MkDocs asks for pages in the order of its files"
        page.links_to_anchors = {
            file: anchors
            for path, anchors in rendered.links_to_anchors.items()
            if (file := self._files.get_file_from_path(path)) is not None
        }
        context["prerendered"] = Markup(rendered.html)  # type: ignore[typeddict-unknown-key]
