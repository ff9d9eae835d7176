"""Selects the situation at a glance: each conflict's sides, and what is new about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.model.entities import Article, Conflict, Event
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.changes import Change, changes
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.standings import Table
from mkdocs_briefing.wording.accounts import Entry

CONFLICTS_IN_FULL: Final = 4
"""So many conflicts are shown at a glance; the others are listed."""

NEWEST_EVENTS: Final = 5
NEWEST_CHANGES: Final = 6
NEWEST_ARTICLES: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """One conflict at a glance; its newest events, changes and articles come first.

    Attributes:
        summary: left out where the page's own text introduces the only conflict.
    """

    summary: str | None
    table: Table
    events: tuple[Entry, ...]
    changes: tuple[Change, ...]
    articles: tuple[Article, ...]

    @property
    def conflict(self) -> Conflict:
        return self.table.conflict


@dataclass(frozen=True, slots=True, eq=False)
class HomePage:
    """The first page that readers see.

    Attributes:
        others: the conflicts that are only listed.
        unplaced: the newest articles, where no conflict is at a glance that has some.
    """

    glances: tuple[Glance, ...]
    others: tuple[Conflict, ...]
    unplaced: tuple[Article, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(
            Section(f"_{glance.conflict.slug}", glance.conflict.title) for glance in self.glances
        )


def page(
    tables: Sequence[Table], index: Index, entries: Mapping[Event, Entry], *, introduced: bool
) -> HomePage:
    """The situation; the conflicts with the newest articles come first."""
    newest_first = sorted(
        tables, key=lambda table: table.on.toordinal() if table.on else 0, reverse=True
    )
    tell = not introduced or len(tables) > 1
    glances = tuple(
        _glance(table, index, entries, tell) for table in newest_first[:CONFLICTS_IN_FULL]
    )
    told = any(glance.articles for glance in glances)
    return HomePage(
        glances=glances,
        others=tuple(table.conflict for table in newest_first[CONFLICTS_IN_FULL:]),
        unplaced=() if told else index.briefing.articles[:NEWEST_ARTICLES],
    )


def _glance(table: Table, index: Index, entries: Mapping[Event, Entry], tell: bool) -> Glance:
    events = index.events_of.get(table.conflict, ())
    rows = index.backing_of.get(table.conflict, ())
    articles = index.articles_of.get(table.conflict, ())
    return Glance(
        summary=table.conflict.summary if tell else None,
        table=table,
        events=tuple(entries[event] for event in reversed(events[-NEWEST_EVENTS:])),
        changes=changes(rows, table.on)[:NEWEST_CHANGES] if table.on else (),
        articles=articles[:NEWEST_ARTICLES],
    )
