"""Makes each page, download and file of a preview when somebody asks for it.

MkDocs makes everything at each change. A preview hides its files from that loop, and later
makes one page with MkDocs' own functions, so that every event of every plugin takes place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from jinja2 import Environment
from mkdocs.commands.build import (
    _build_extra_template,
    _build_page,
    _build_theme_template,
    _populate_page,
)
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import clean_directory
from mkdocs_briefing.host.files import AssetFile
from mkdocs_briefing.host.pages import BriefingPage, PageData
from mkdocs_briefing.host.sitemap import rewrite_compressed_sitemap
from mkdocs_briefing.model.entities import Body
from mkdocs_briefing.pages.page import Page as BriefedPage
from mkdocs_briefing.site.layout import Site

_SITEMAP: Final = "sitemap.xml"

_ALONE: Final = frozenset(
    (
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
    )
)
"""Markdown extensions that look at nothing but the text of the page."""

Inclusion = Callable[[InclusionLevel], bool]


class HiddenFiles(Files):
    """The files of a site, which a build of MkDocs does not see while ``hidden`` is true.

    Attributes:
        inclusion: which files the build asked for: a preview shows drafts, too.
    """

    def __init__(self, files: Iterable[File]) -> None:
        super().__init__(files)
        self.hidden = False
        self.inclusion: Inclusion = InclusionLevel.is_included

    def documentation_pages(
        self, *, inclusion: Inclusion = InclusionLevel.is_included
    ) -> Sequence[File]:
        """Return the pages, or none while they are hidden."""
        if not self.hidden:
            return super().documentation_pages(inclusion=inclusion)
        self.inclusion = inclusion
        return ()

    def copy_static_files(
        self, dirty: bool = False, *, inclusion: Inclusion = InclusionLevel.is_included
    ) -> None:
        """Copy all other files, or none while they are hidden."""
        if not self.hidden:
            super().copy_static_files(dirty, inclusion=inclusion)


def _places(pages: Iterable[BriefedPage]) -> list[tuple[str, str | None]]:
    return [(page.address, page.body) for page in pages]


class OnDemandSite:
    """A site of which nothing is made before somebody asks for it.

    Args:
        config: of the build that read the content.
        files: all files of the site. The build does not see them from now on.
        nav: the navigation.
    """

    def __init__(self, config: MkDocsConfig, files: HiddenFiles, nav: Navigation) -> None:
        self._config = config
        self._files = files
        self._nav = nav
        self._theme_templates = tuple(config.theme.static_templates)
        self._extra_templates = tuple(config.extra_templates)
        self._makers: dict[str, Callable[[], None]] = {}
        files.hidden = True
        config.theme.static_templates.clear()
        config.extra_templates = []

    def open(self, env: Environment) -> None:
        """Note what can be made, when the build is over.

        Args:
            env: renders the templates.
        """
        self._files.hidden = False
        self._makers = dict(self._list(env))

    @property
    def pages(self) -> tuple[str, ...]:
        """Every HTML file that can be made."""
        return tuple(path for path in self._makers if path.endswith(".html"))

    def make_once(self, path: str) -> None:
        """Write a file, unless it is there already."""
        if not Path(self._config.site_dir, path).exists():
            self.make(path)

    def make(self, path: str) -> bool:
        """Write a file into the folder of the site; return whether there is such a file.

        Args:
            path: relative to the root of the site.
        """
        make = self._makers.get(path)
        if make is not None:
            make()
        return make is not None

    def take_texts(self, texts: Mapping[str, Body]) -> None:
        """Show new texts, and remove what was made of the old ones.

        Args:
            texts: by the paths of their files below the content folder. Nothing else has
                changed, but for the contents of the files that are published unchanged.
        """
        alone = _ALONE.issuperset(self._config.markdown_extensions)
        for file in self._files:
            page = file.page
            if isinstance(page, BriefingPage):
                text = texts.get(page.spec.body or "")
                if text is not None:
                    page.body = text
                elif alone:
                    continue
            elif isinstance(file, AssetFile):
                asset = file.asset.with_texts and file.asset.with_texts(texts)
                if asset is None:
                    continue
                file.asset = asset
            elif file.src_dir != self._config.docs_dir:
                continue
            Path(file.abs_dest_path).unlink(missing_ok=True)

    def take_site(self, site: Site, data: PageData) -> bool:
        """Show another site of the same pages and downloads, and remove what was made.

        Args:
            site: takes the place of the one shown.
            data: what its pages share.

        Returns:
            ``False``, and nothing is changed, if there are other pages or downloads.
        """
        pages = [file.page for file in self._files if isinstance(file.page, BriefingPage)]
        assets = [file for file in self._files if isinstance(file, AssetFile)]
        if _places(page.spec for page in pages) != _places(site.pages) or [
            file.asset.path for file in assets
        ] != [asset.path for asset in site.assets]:
            return False
        for page, spec in zip(pages, site.pages, strict=True):
            page.show(spec, data)
        for file, asset in zip(assets, site.assets, strict=True):
            file.asset = asset
        clean_directory(self._config.site_dir)
        return True

    def _list(self, env: Environment) -> Iterator[tuple[str, Callable[[], None]]]:
        config, files, nav = self._config, self._files, self._nav
        # In the order in which a build writes them: what comes later replaces what came before.
        for file in files:
            if not file.is_documentation_page() and files.inclusion(file.inclusion):
                yield file.dest_uri, file.copy_file
        for name in self._theme_templates:
            make = partial(_build_theme_template, name, env, files, config, nav)
            if name == _SITEMAP:
                make = partial(self._make_sitemap, make)
                # MkDocs writes both at once.
                yield f"{name}.gz", make
            yield name, make
        for name in self._extra_templates:
            yield str(name), partial(_build_extra_template, str(name), files, config, nav)
        pages = files.documentation_pages(inclusion=files.inclusion)
        for file in pages:
            yield file.dest_uri, partial(self._make_page, file, pages, env)

    def _make_sitemap(self, make: Callable[[], None]) -> None:
        make()
        rewrite_compressed_sitemap(Path(self._config.site_dir))

    def _make_page(self, file: File, pages: Sequence[File], env: Environment) -> None:
        page = file.page or Page(None, file, self._config)
        _populate_page(page, self._config, self._files)
        excluded = file.inclusion.is_excluded()
        _build_page(page, self._config, pages, self._nav, env, excluded=excluded)
