"""The pages of the site as MkDocs handles them; title, header and text are known beforehand."""

import logging
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path
from typing import Final

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url
from mkdocs_briefing.core.code_host import CodeHost
from mkdocs_briefing.host.converter import Converter
from mkdocs_briefing.host.policy import as_text
from mkdocs_briefing.host.theme import theme_dirs
from mkdocs_briefing.host.theme_checks import page_key_faults
from mkdocs_briefing.host.toc import avoid_anchors, table_of_contents
from mkdocs_briefing.markdown.mentions import MentionsExtension, Names
from mkdocs_briefing.markdown.sanitizer import BodyExtension, sanitised
from mkdocs_briefing.model.entities import Actor, Article, Body, Briefing
from mkdocs_briefing.pages.page import Page

log = logging.getLogger("mkdocs.structure.pages")

FIRST_DAY: Final = Day(1970, 1, 1)
LAST_DAY: Final = Day(2106, 2, 6)
"""The days that gzip can store; MkDocs gives the compressed sitemap its newest day."""

_ID: Final = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class PageData:
    """What the pages of one build share.

    Attributes:
        names: finds the names of actors in texts.
        bodies: the Markdown texts, by path below the content folder.
        profiles: the actors with a file of their own, by its path.
        described: the files of articles, conflicts and actors.
        changed: the day each article was last changed, by path.
        newest: the newest of these days.
        code_host: the repository of the site, if it has one.
        prerendered: whether worker processes render the texts, before MkDocs asks for pages.
    """

    names: Names
    bodies: Mapping[str, Body]
    profiles: Mapping[str, Actor]
    described: AbstractSet[str]
    changed: Mapping[str, Day]
    newest: Day
    code_host: CodeHost | None
    prerendered: bool


def page_data(briefing: Briefing, code_host: CodeHost | None, *, prerendered: bool) -> PageData:
    """Collect what the pages of a briefing share."""
    profiles = {actor.path: actor for actor in briefing.actors if actor.path}
    days = {article.path: _day_changed(article) for article in briefing.articles}
    changed = {path: day for path, day in days.items() if day is not None}
    return PageData(
        names=Names(briefing.actors),
        bodies={body.path: body for body in briefing.bodies},
        profiles=profiles,
        described={*profiles, *days, *(conflict.path for conflict in briefing.conflicts)},
        changed=changed,
        newest=max(changed.values(), default=FIRST_DAY),
        code_host=code_host,
        prerendered=prerendered,
    )


def _day_changed(article: Article) -> Day | None:
    date = article.updated or article.date
    return date.latest or date.earliest


class BriefingPage(MkDocsPage):
    """A page of the site.

    Attributes:
        spec: what the page shows.
        body: the Markdown text on it, if any.
        data: what all pages of the build share.
    """

    def __init__(
        self, spec: Page, file: File, config: MkDocsConfig, data: PageData, label: str | None
    ) -> None:
        super().__init__(label or escape(spec.title), file, config)
        self._label = label
        self._ids: set[str] | None = None
        if data.code_host is not None:
            # MkDocs does not encode names such as `#1.md`, and Material may link to them.
            self.edit_url = None if spec.body is None else data.code_host.edit_url(spec.body)
        self.show(spec, data)

    def show(self, spec: Page, data: PageData) -> None:
        """Show something else at the same address, of the same file."""
        self.title = self._label or escape(spec.title)
        self.spec = spec
        self.body = None if spec.body is None else data.bodies[spec.body]
        self.data = data
        self._ids = None
        # MkDocs would write the day of the build into sitemap.xml.
        day = data.changed.get(spec.body or "", data.newest)
        self.update_date = min(max(day, FIRST_DAY), LAST_DAY).isoformat()

    def read_source(self, config: MkDocsConfig) -> None:
        """Set text and header from what was read before.

        MkDocs itself would take a first line such as ``Note: …`` for a header.
        """
        self.markdown = self.spec.text or ""
        self.meta = {"template": self.spec.template}
        if self.body is not None:
            self.markdown = self.body.text
            faults = page_key_faults(self.body, theme_dirs(config.theme))
            # A key without a value must not override ours.
            self.meta |= {
                key: value
                for key, value in self.body.meta.items()
                if value is not None and key not in faults
            }
        self.meta["title"] = self.spec.title
        self.meta["description"] = self.spec.description or self.meta.get("description")
        if self.spec.title == config.site_name:
            # Material adds the site's name to each title.
            del self.meta["title"]
        self.meta |= {key: _escaped(value) for key, value in self.meta.items() if key != "template"}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text, unless a worker process does so."""
        if self.data.prerendered:
            self.content = ""
        else:
            self.render_text(config, files)

    def render_text(
        self, config: MkDocsConfig, files: Files, converter: Converter | None = None
    ) -> None:
        """Render the text to sanitized HTML, with links from names to actors.

        Args:
            config: the site's settings.
            files: where links may lead to.
            converter: renders as MkDocs would, with what is left from the text before.
        """
        if not self.markdown:
            self.content = ""
            self.toc = TableOfContents([])
        else:
            try:
                if converter is None:
                    super().render(self._markdown_config(config), files)
                else:
                    self._convert(converter)
            except (RecursionError, AssertionError):
                # Only in a preview: a build has stopped at problems such as "too-deep".
                self.content = f"<pre>{escape(self.markdown)}</pre>"
            self.content = as_text(sanitised(self.content or "", self.spec.anchors))
        self.toc = table_of_contents(self.toc, self.spec.content.sections)

    def _convert(self, converter: Converter) -> None:
        assert self.markdown is not None, "MkDocs reads a page before it renders it"
        self.content = converter.convert(
            self.markdown, self.file, self.spec.anchors, self._mentions()
        )
        self.toc = converter.toc
        # MkDocs checks no links where it logs each of them.
        if log.getEffectiveLevel() > logging.DEBUG:
            self.links_to_anchors = converter.links_to_anchors

    def _mentions(self) -> MentionsExtension:
        # Names in the program's own texts are examples.
        names = Names(()) if self.body is None else self.data.names
        own_actor = self.data.profiles.get(self.spec.body or "")
        return MentionsExtension(names, href=self._href, skip=own_actor)

    def _markdown_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Return the configuration with the Markdown extensions of the briefing."""
        extensions = [BodyExtension(), self._mentions()]
        config = copy(config)
        # MkDocs' types allow only names here; Python-Markdown takes extensions, too.
        config.markdown_extensions = [*config.markdown_extensions, *extensions]  # type: ignore[list-item]
        toc = avoid_anchors(self.spec.anchors, config.mdx_configs.get("toc", {}))
        config.mdx_configs = {**config.mdx_configs, "toc": toc}
        return config

    def _href(self, actor: Actor) -> str:
        return get_relative_url(actor.address, self.url)

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """The ids on the written page: those of rows do not occur in the text."""
        page = Path(self.file.abs_dest_path)
        if self._ids is None and page.exists():
            self._ids = set(_ID.findall(page.read_text(encoding="utf-8")))
        return self._ids

    @present_anchor_ids.setter
    def present_anchor_ids(self, anchors: set[str] | None) -> None:
        """Ignore what MkDocs sets here, which is the ids of the text only."""


def _escaped(value: object) -> object:
    """Escape every text in a header's value, because Material shows them as HTML."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, Mapping):
        return {escape(key): _escaped(item) for key, item in value.items()}
    return value
