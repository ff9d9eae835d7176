"""Describes one page as data, and holds what all pages of a site share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from functools import cache, cached_property
from typing import Protocol

from markupsafe import Markup
from mkdocs_briefing.core.code_host import CodeHost, Concern
from mkdocs_briefing.model.entities import Actor, Body, Briefing, Conflict, Event
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.parts.assets import Asset, Download
from mkdocs_briefing.pages.parts.chronology_parts import Part
from mkdocs_briefing.pages.parts.embedded import as_json, embedded
from mkdocs_briefing.pages.parts.feedback import Provenance
from mkdocs_briefing.pages.parts.glance import Glance, glance
from mkdocs_briefing.pages.parts.links import Links
from mkdocs_briefing.pages.parts.outline import Section
from mkdocs_briefing.pages.parts.search_metadata import PLAIN, SearchEntry, SearchMetadata
from mkdocs_briefing.pages.parts.timeline_data import Timeline, common_axis, timeline, timeline_path
from mkdocs_briefing.standings.standing import Standing, days
from mkdocs_briefing.standings.table import Table, table
from mkdocs_briefing.wording.accounts import Entry, entry
from mkdocs_briefing.wording.calendar import Month, Year


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What a page shows, worked out when somebody asks for the page.

    Attributes:
        shows: what only this page shows, by the names that its template uses.
        sections: the headings below the title, for a table of contents; without those of the
            Markdown text.
        pictures: draws the pictures. It is called when the page is rendered: drawings take
            long, and several processes render pages.
        search: what the search knows of the page; ``None`` keeps the page out of the search.
        provenance: the files that a page without a file of its own is made from; ``None`` for
            every article.
    """

    shows: Mapping[str, object] = field(repr=False)
    sections: tuple[Section, ...] = ()
    pictures: Callable[[], object] = field(default=tuple, repr=False)
    search: SearchEntry | None = PLAIN
    provenance: Provenance | None = None


@dataclass(frozen=True, eq=False)
class Page:
    """One page: where it stands, and how to work out everything that its template shows.

    A module in this room gives what only its pages have. The address of an index page, the
    template and what all pages share are added by the layout of the site.

    Attributes:
        make: works out the content.
        address: relative to the root of the site, ``""`` or ending in ``/``.
        template: below ``theme/``.
        body: the file below ``content/`` whose Markdown the page carries, if any.
        text: Markdown that ships with the program, for a page without a body.
        anchors: the permanent anchors on the page, which no heading of the text may take.
        concern: what a problem report on this page is about.
        assets: files that belong to the page.
        shared: gives what all pages show; called when the page is rendered.
    """

    title: str
    make: Callable[[], Content] = field(repr=False)
    address: str = ""
    template: str = ""
    description: str | None = None
    body: str | None = None
    text: str | None = field(default=None, repr=False)
    anchors: frozenset[str] = field(default=frozenset(), repr=False)
    concern: Concern = "content"
    assets: tuple[Asset, ...] = ()
    shared: Callable[[], Mapping[str, object]] = field(default=dict, repr=False)

    @cached_property
    def content(self) -> Content:
        """What the page shows; worked out once."""
        return self.make()

    @property
    def context(self) -> Mapping[str, object]:
        """Everything that the template shows."""
        content = self.content
        return {**self.shared(), "pictures": content.pictures(), **content.shows}


class Pictures(Protocol):
    """Draws pictures when a page asks for them; pages only hand them on to templates."""

    def of_conflict(self, conflict: Conflict) -> Sequence[object]:
        """The pictures of a conflict on its own page."""

    def of_table(self, conflict: Conflict) -> Sequence[object]:
        """Every picture of a conflict, for the page with its table."""

    def of_all_conflicts(self) -> Mapping[Conflict, Sequence[object]]:
        """The same of every conflict, for the page with all tables."""

    def for_home(self, conflicts: Sequence[Conflict]) -> Mapping[Conflict, Sequence[object]]:
        """The pictures of conflicts on the home page."""

    def of_actor(self, actor: Actor, standings: Sequence[Standing]) -> Sequence[object]:
        """Where an actor stood through time, for its own page."""

    def of_chronology(
        self, years: Sequence[Year], address: Callable[[Year, Month | None], str]
    ) -> Sequence[object]:
        """The pictures above a chronology; ``address`` is where a year or a month is listed."""


@dataclass(frozen=True, eq=False)
class SiteData:
    """What the pages of one site share; each part is worked out once, when a page needs it.

    Attributes:
        site_url: where the site will stand, if that is known.
        code_host: where the content can be edited, if that is known.
        chronology: all events, split into pages.
        introductions: the contributors' own pages by address; at the address of a generated
            page they introduce it.
        draw: makes the pictures of some tables.
        country_name: the words for a country as a contributor wrote it, such as Libya for ``LY``.
    """

    site_name: str
    site_url: str | None
    code_host: CodeHost | None
    briefing: Briefing
    index: Index
    links: Links
    chronology: Part
    downloads: tuple[Download, ...]
    introductions: Mapping[str, Body]
    draw: Callable[[Callable[[Conflict], Table], Sequence[Conflict]], "Pictures"]
    country_name: Callable[[str], str]

    @cached_property
    def days(self) -> Mapping[Conflict, Day]:
        """The day for which each conflict is shown."""
        return days(self.index)

    @cached_property
    def newest_conflicts(self) -> tuple[Conflict, ...]:
        """All conflicts, those with the newest articles first."""
        conflicts = self.briefing.conflicts
        return tuple(sorted(conflicts, key=lambda one: self.days.get(one, Day.min), reverse=True))

    @cached_property
    def entry_of(self) -> Callable[[Event], Entry]:
        """The chronology's entry for an event."""
        statements_on = self.index.statements_on
        return cache(lambda event: entry(event, statements_on.get(event, ())))

    @cached_property
    def table_of(self) -> Callable[[Conflict], Table]:
        """Who stands with whom in a conflict."""
        return cache(lambda conflict: table(conflict, self.index, self.days))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of all conflicts."""
        return tuple(map(self.table_of, self.briefing.conflicts))

    @cached_property
    def glance_of(self) -> Callable[[Conflict], Glance]:
        """What matters most in a conflict."""
        return cache(lambda one: glance(one, self.index, self.days, self.entry_of))

    @cached_property
    def _timeline_of(self) -> Callable[[Conflict], Timeline]:
        backing_of = self.index.backing_of
        return cache(
            lambda conflict: timeline(
                self.table_of(conflict), backing_of.get(conflict, ()), self.links
            )
        )

    @cached_property
    def timeline_of(self) -> Callable[[Conflict], Markup]:
        """For scripts, as JSON: what the tools need at once, and of a short table also the rest."""
        return cache(lambda conflict: embedded(self._timeline_of(conflict).in_page))

    @cached_property
    def common_axis(self) -> Markup:
        """For scripts, the days of one slider for the tables of all conflicts, as JSON."""
        return embedded(common_axis(map(self._timeline_of, self.briefing.conflicts)))

    def timeline_file(self, conflict: Conflict) -> Asset:
        """The rest, which scripts load when a reader first uses a tool."""
        return Asset(
            timeline_path(conflict), lambda: as_json(self._timeline_of(conflict).stretches) + "\n"
        )

    @cached_property
    def search(self) -> SearchMetadata:
        """What the search knows of articles, actors and conflicts."""
        return SearchMetadata(self.index)

    @cached_property
    def pictures(self) -> Pictures:
        """The pictures of every page."""
        return self.draw(self.table_of, self.briefing.conflicts)
