"""Makes the page of each conflict, and the list of all conflicts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from mkdocs_briefing.model.entities import Article, Conflict, Membership, Side
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts.feedback import Provenance
from mkdocs_briefing.pages.parts.glance import Glance, ShortCamp, short_camps
from mkdocs_briefing.pages.parts.outline import Section
from mkdocs_briefing.wording.accounts import Entry

OUTLINE: Final[Mapping[str, Section]] = {
    "backers": Section("_backers", "Who stands with whom"),
    "sides": Section("_sides", "The conflict and its sides"),
    "chronology": Section("_chronology", "Chronology"),
    "articles": Section("_articles", "Articles"),
}

NEWEST_EVENTS: Final = 8
"""The most events that a conflict's page lists; the chronology has all."""

NEWEST_ARTICLES: Final = 8
"""The most articles that it lists; the list of articles has all."""

MEMBERS_OF_A_SIDE: Final = 20
"""The most members of a side that it names; the page of the side has all."""

CONFLICTS_IN_TABLE: Final = 100
"""With more conflicts than these, the list of all has only the names of the others."""


@dataclass(frozen=True, slots=True, eq=False)
class ShownSide:
    """A side with some of its members."""

    side: Side
    members: tuple[Membership, ...]
    member_count: int


@dataclass(frozen=True, slots=True, eq=False)
class ConflictView:
    """One conflict, in short sections that lead to the pages with everything.

    Attributes:
        events: the newest ones, in the order of days.
        articles: the newest ones.
    """

    glance: Glance
    sides: tuple[ShownSide, ...]
    camps: tuple[ShortCamp, ...]
    events: tuple[Entry, ...]
    articles: tuple[Article, ...]

    @property
    def conflict(self) -> Conflict:
        return self.glance.conflict


@dataclass(frozen=True, slots=True, eq=False)
class ConflictList:
    """Every conflict, those with the newest articles first.

    Attributes:
        others: if there are many, those of which only the name is shown.
    """

    glances: tuple[Glance, ...]
    others: tuple[Conflict, ...]


def pages(site: SiteData) -> Iterator[Page]:
    """A page for each conflict."""
    for conflict in site.briefing.conflicts:
        yield Page(
            address=conflict.address,
            title=conflict.title,
            make=partial(_content, conflict, site),
            description=conflict.summary
            or f"{conflict.title}: the sides, who stands with whom, and what happened.",
            body=conflict.path,
        )


def _content(conflict: Conflict, site: SiteData) -> Content:
    return Content(
        shows={"conflict": _view(conflict, site), "outline": OUTLINE},
        sections=tuple(OUTLINE.values()),
        pictures=partial(site.pictures.of_conflict, conflict),
        search=site.search.conflict(conflict),
    )


def _view(conflict: Conflict, site: SiteData) -> ConflictView:
    events = site.index.events_of.get(conflict, ())
    articles = site.index.articles_of.get(conflict, ())
    return ConflictView(
        glance=site.glance_of(conflict),
        sides=tuple(
            ShownSide(side, side.members[:MEMBERS_OF_A_SIDE], len(side.members))
            for side in conflict.sides
        ),
        camps=short_camps(site.table_of(conflict)),
        events=tuple(map(site.entry_of, events[-NEWEST_EVENTS:])),
        articles=articles[:NEWEST_ARTICLES],
    )


def index_page(site: SiteData) -> Iterator[Page]:
    """The list of all conflicts."""
    yield Page(
        title="Conflicts",
        make=partial(_content_of_index, site),
        description="Every conflict: its sides, its dead, and what changed last.",
    )


def _content_of_index(site: SiteData) -> Content:
    conflicts = site.newest_conflicts
    shown, others = conflicts[:CONFLICTS_IN_TABLE], conflicts[CONFLICTS_IN_TABLE:]
    view = ConflictList(tuple(map(site.glance_of, shown)), tuple(others))
    return Content(
        shows={"conflicts": view},
        provenance=Provenance(site.briefing.articles, site.briefing.conflicts),
    )
