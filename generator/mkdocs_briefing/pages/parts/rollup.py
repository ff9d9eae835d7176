"""Gathers what an actor's members and officials did and said while they belonged to it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.entities import Actor, Backing, Event, Statement
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.membership import Span
from mkdocs_briefing.model.row_days import begins, known_by
from mkdocs_briefing.pages.parts.belonging import Belonging
from mkdocs_briefing.wording.accounts import Entry

ROWS_SHOWN: Final = 30
"""With more rows of a kind than these, only the newest are shown."""


@dataclass(frozen=True, slots=True, eq=False)
class MemberEvent:
    """What members or officials of an actor did, took part in or denied."""

    entry: Entry
    who: tuple[Actor, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rollup:
    """What members and officials of an actor did and said, without what is its own.

    Attributes:
        is_cut: whether older rows are left out.
    """

    backing: tuple[Backing, ...]
    events: tuple[MemberEvent, ...]
    statements: tuple[Statement, ...]
    is_cut: bool

    def __bool__(self) -> bool:
        return bool(self.backing or self.events or self.statements)


def rollup(
    actor: Actor, members: Belonging, index: Index, entry_of: Callable[[Event], Entry]
) -> Rollup:
    """What the members and officials of an actor did and said on days of their membership."""
    backing = dict.fromkeys(
        row
        for member, spans in members.items()
        for row in index.backing_by.get(member, ())
        if _meets(spans, begins(row), max(begins(row), known_by(row)))
        and actor not in (row.by, row.to, row.side.actor)
    )
    statements = dict.fromkeys(
        row
        for member, spans in members.items()
        for row in index.statements_by.get(member, ())
        if _meets_date(spans, row.date) and actor not in row.who
    )
    events: defaultdict[Event, dict[Actor, None]] = defaultdict(dict)
    for member, event in _events(members, index):
        if actor not in entry_of(event).actors:
            events[event][member] = None
    in_order = (
        sorted(backing, key=lambda row: (begins(row), row.address)),
        sorted(events, key=lambda event: (event.date.sort_key(), event.address)),
        sorted(statements, key=lambda row: (row.date.sort_key(), row.address)),
    )
    rows, happened, said = in_order
    return Rollup(
        backing=tuple(rows[-ROWS_SHOWN:]),
        events=tuple(MemberEvent(entry_of(e), tuple(events[e])) for e in happened[-ROWS_SHOWN:]),
        statements=tuple(said[-ROWS_SHOWN:]),
        is_cut=any(len(one) > ROWS_SHOWN for one in in_order),
    )


def _events(members: Belonging, index: Index) -> Iterator[tuple[Actor, Event]]:
    """What members did, took part in or denied, not what was done to them."""
    for member, spans in members.items():
        for event in index.events_with.get(member, ()):
            if any(
                member in (*account.by, *account.actors, *(one.who for one in account.denied_by))
                and _meets_date(spans, account.date)
                for account in event.accounts
            ):
                yield member, event


def _meets(spans: Iterable[Span], first: Day, last: Day) -> bool:
    return any(span.meets(first, last) for span in spans)


def _meets_date(spans: Iterable[Span], date: Date) -> bool:
    return _meets(spans, date.first_day, date.last_day)
