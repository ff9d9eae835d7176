"""Splits a chronology into pages that stay small: by year, then by month, then by day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.dates import MONTHS
from mkdocs_briefing.model.entities import Briefing, Event
from mkdocs_briefing.wording.calendar import calendar_key

ROWS_ON_ONE_PAGE: Final = 150
"""The most accounts and statements on a page of the chronology, unless they are of one day.

One of them takes about 2 kB, so that a page stays well below 400 kB.
"""

_DEEPEST: Final = 3
"""A key names at most a year, a month and a day."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A stretch of the chronology that has a page of its own.

    Attributes:
        key: ``2019``, ``2019-07`` or ``2019-07-04``, with ``00`` for a month or a day that is
            not known; empty for the whole chronology.
        parts: the pages it is split into; empty if it lists its events itself.
    """

    key: str
    events: tuple[Event, ...]
    parts: tuple["Part", ...] = ()

    @property
    def address(self) -> str:
        return address_of(self.key)

    def walk(self) -> Iterator["Part"]:
        """The part, and all parts of it, in the order of time."""
        yield self
        for part in self.parts:
            yield from part.walk()


def address_of(key: str) -> str:
    """The address of the page of a part, by its key."""
    return "chronology/" + "".join(f"{number}/" for number in key.split("-") if number)


def title_of(key: str) -> str:
    """A part's key in words: ``2019``, ``July 2019``, ``4 July 2019``."""
    year, month, day = (*key.split("-"), None, None)[:3]
    if month is None:
        return str(year)
    if month == "00":
        return f"{year}, month not known"
    words = f"{MONTHS[int(month) - 1]} {year}"
    if day is None:
        return words
    return f"{words}, day not known" if day == "00" else f"{int(day)} {words}"


def whole_chronology(briefing: Briefing) -> Part:
    """The chronology of a briefing, split as far as its size asks for."""
    statements = Counter(row.event for row in briefing.statements if row.event is not None)
    rows = {event: len(event.accounts) + statements[event] for event in briefing.events}
    days = {event: calendar_key(event.date).split("-") for event in briefing.events}
    return _part("", briefing.events, rows, days)


def _part(
    key: str, events: Iterable[Event], rows: Mapping[Event, int], days: Mapping[Event, list[str]]
) -> Part:
    events = tuple(events)
    depth = len(key.split("-")) if key else 0
    if depth == _DEEPEST or sum(rows[event] for event in events) <= ROWS_ON_ONE_PAGE:
        return Part(key, events)
    groups: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        groups["-".join(days[event][: depth + 1])].append(event)
    keys = sorted(groups, key=lambda key: [int(number) for number in key.split("-")])
    return Part(key, events, tuple(_part(key, groups[key], rows, days) for key in keys))


def event_pages(whole: Part) -> Mapping[Event, str]:
    """The address of the page that lists each event; empty if one page lists them all."""
    if not whole.parts:
        return {}
    return {event: part.address for part in whole.walk() if not part.parts for event in part.events}


def possible_addresses(briefing: Briefing) -> Iterator[str]:
    """The addresses of all parts, also of those that only a longer chronology will have."""
    keys = {calendar_key(event.date) for event in briefing.events}
    for depth in range(1, _DEEPEST + 1):
        for key in sorted({"-".join(key.split("-")[:depth]) for key in keys}):
            yield address_of(key)
