"""Describes one page as data, and holds what all pages of a site share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from typing import Protocol

from markupsafe import Markup

from mkdocs_briefing.core.code_host import CodeHost, Concern
from mkdocs_briefing.model.entities import Body, Briefing, Conflict, Event
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.events import Year
from mkdocs_briefing.pages.feedback import Provenance
from mkdocs_briefing.pages.links import Links
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.search_metadata import PLAIN, SearchEntry, SearchMetadata
from mkdocs_briefing.pages.standings import Table
from mkdocs_briefing.wording.accounts import Entry


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is not a page, such as a download."""

    path: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Download:
    """A file for readers to take away.

    Attributes:
        column_meanings: what the columns of a CSV table hold, where their names do not say it.
    """

    path: str
    title: str
    description: str
    text: str = field(repr=False)
    column_meanings: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page: where it stands, and everything that its template shows.

    A module in this room gives what only its pages have. The address of an index page, the
    template and what all pages share are added by the layout of the site.

    Attributes:
        shows: what only this page shows, by the names that its template uses.
        address: relative to the root of the site, ``""`` or ending in ``/``.
        template: below ``theme/``.
        body: the file below ``content/`` whose Markdown the page carries, if any.
        text: Markdown that ships with the program, for a page without a body.
        sections: the headings below the title, for a table of contents; without those of the
            Markdown text.
        anchors: the permanent anchors on the page, which no heading of the text may take.
        pictures: draws the pictures. It is called when the page is rendered: drawings take
            long, and several processes render pages.
        search: what the search knows of the page; ``None`` keeps the page out of the search.
        provenance: the files that a page without a file of its own is made from; ``None`` for
            every article.
        concern: what a problem report on this page is about.
        assets: files that belong to the page.
        shared: gives what all pages show; also called when the page is rendered.
    """

    title: str
    shows: Mapping[str, object] = field(repr=False)
    address: str = ""
    template: str = ""
    description: str | None = None
    body: str | None = None
    text: str | None = field(default=None, repr=False)
    sections: tuple[Section, ...] = ()
    anchors: frozenset[str] = frozenset()
    pictures: Callable[[], object] = field(default=tuple, repr=False)
    search: SearchEntry | None = PLAIN
    provenance: Provenance | None = None
    concern: Concern = "content"
    assets: tuple[Asset, ...] = ()
    shared: Callable[[], Mapping[str, object]] = field(default=dict, repr=False)

    @property
    def context(self) -> Mapping[str, object]:
        """Everything that the template shows."""
        return {**self.shared(), "pictures": self.pictures(), **self.shows}


class Pictures(Protocol):
    """Draws pictures when a page asks for them; pages only hand them on to templates."""

    def of_conflict(self, conflict: Conflict) -> Sequence[object]:
        """Every picture of a conflict, for its own page."""

    def of_all_conflicts(self) -> Mapping[Conflict, Sequence[object]]:
        """The same of every conflict, for the page on all of them."""

    def for_home(self, conflicts: Sequence[Conflict]) -> Mapping[Conflict, Sequence[object]]:
        """The pictures of conflicts on the home page."""

    def of_chronology(self, years: Sequence[Year], *, by_year: bool) -> Sequence[object]:
        """The pictures above the chronology; ``by_year`` if years have pages of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class SiteData:
    """What the pages of one site share, worked out once.

    Attributes:
        site_url: where the site will stand, if that is known.
        code_host: where the content can be edited, if that is known.
        days: the day for which each conflict is shown.
        entries: the chronology's entry for each event.
        tables: who stands with whom, one table a conflict.
        timelines: for scripts, what decides the table of each conflict on any day, as JSON.
        introductions: the contributors' own pages by address; at the address of a generated
            page they introduce it.
        country_name: the words for a country as a contributor wrote it, such as Libya for ``LY``.
    """

    site_name: str
    site_url: str | None
    code_host: CodeHost | None
    briefing: Briefing
    index: Index
    links: Links
    days: Mapping[Conflict, Day]
    entries: Mapping[Event, Entry]
    tables: tuple[Table, ...]
    timelines: Mapping[Conflict, Markup]
    search: SearchMetadata
    downloads: tuple[Download, ...]
    introductions: Mapping[str, Body]
    pictures: Pictures
    country_name: Callable[[str], str]
