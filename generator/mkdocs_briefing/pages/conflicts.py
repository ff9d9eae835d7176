"""Makes the page of each conflict, and the list of all conflicts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from markupsafe import Markup

from mkdocs_briefing.model.entities import Article, Conflict
from mkdocs_briefing.pages.events import Year, by_month
from mkdocs_briefing.pages.feedback import Provenance
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.standings import Table

OUTLINE: Final[Mapping[str, Section]] = {
    "sides": Section("_sides", "The sides"),
    "backers": Section("_backers", "Who stands with whom"),
    "chronology": Section("_chronology", "Chronology"),
    "articles": Section("_articles", "Articles"),
}

EVENTS_ON_A_CONFLICT: Final = 300
"""A conflict with more events shows its newest ones, and links to the chronology."""

ARTICLES_ON_A_CONFLICT: Final = 12
"""The most articles that a conflict's page lists, the newest first."""


@dataclass(frozen=True, slots=True, eq=False)
class ConflictView:
    """One conflict.

    Attributes:
        timeline: for scripts, what decides the table on any day.
        chronology: all its events; if there are too many, the newest.
        has_all_events: whether ``chronology`` holds them all.
    """

    conflict: Conflict
    table: Table
    timeline: Markup
    chronology: tuple[Year, ...]
    event_count: int
    has_all_events: bool
    articles: tuple[Article, ...]
    article_count: int


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
        conflict=conflict,
        table=site.table_of(conflict),
        timeline=site.timeline_of(conflict),
        chronology=by_month(map(site.entry_of, events[-EVENTS_ON_A_CONFLICT:])),
        event_count=len(events),
        has_all_events=len(events) <= EVENTS_ON_A_CONFLICT,
        articles=articles[:ARTICLES_ON_A_CONFLICT],
        article_count=len(articles),
    )


def index_page(site: SiteData) -> Iterator[Page]:
    """The list of all conflicts."""
    yield Page(
        title="Conflicts",
        make=lambda: Content(
            shows={"tables": site.tables},
            provenance=Provenance(site.briefing.articles, site.briefing.conflicts),
        ),
        description="Every conflict, its sides and who stands with whom.",
    )
