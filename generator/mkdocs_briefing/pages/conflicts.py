"""Selects a conflict's sides, backers and chronology, and lists the conflicts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from mkdocs_briefing.model.entities import Article, Conflict, Event
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.events import Year, by_month
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.standings import Table
from mkdocs_briefing.wording.accounts import Entry

OUTLINE: Final[Mapping[str, Section]] = {
    "sides": Section("_sides", "The sides"),
    "backers": Section("_backers", "Who stands with whom"),
    "chronology": Section("_chronology", "Chronology"),
    "articles": Section("_articles", "Articles"),
}

EVENTS_ON_A_CONFLICT: Final = 300
"""A conflict with more events shows its newest ones, and links to the chronology."""

ARTICLES_ON_A_CONFLICT: Final = 12
"""A conflict shows so many of its newest articles."""


@dataclass(frozen=True, slots=True, eq=False)
class ConflictPage:
    """One conflict.

    Attributes:
        chronology: all its events; where they are too many, the newest.
        any_day: for the scripts, what decides the table on any day.
        all_events: whether ``chronology`` holds them all.
    """

    conflict: Conflict
    table: Table
    any_day: Markup
    chronology: tuple[Year, ...]
    event_count: int
    all_events: bool
    articles: tuple[Article, ...]
    article_count: int


def page(
    table: Table, index: Index, entries: Mapping[Event, Entry], any_day: Markup
) -> ConflictPage:
    """What is known of one conflict."""
    conflict = table.conflict
    events = index.events_of.get(conflict, ())
    articles = index.articles_of.get(conflict, ())
    return ConflictPage(
        conflict=conflict,
        table=table,
        any_day=any_day,
        chronology=by_month(entries[event] for event in events[-EVENTS_ON_A_CONFLICT:]),
        event_count=len(events),
        all_events=len(events) <= EVENTS_ON_A_CONFLICT,
        articles=articles[:ARTICLES_ON_A_CONFLICT],
        article_count=len(articles),
    )


@dataclass(frozen=True, slots=True, eq=False)
class ConflictList:
    """Every conflict, in the order of the briefing."""

    tables: tuple[Table, ...]


def listing(tables: Iterable[Table]) -> ConflictList:
    """The index page of all conflicts."""
    return ConflictList(tuple(tables))
