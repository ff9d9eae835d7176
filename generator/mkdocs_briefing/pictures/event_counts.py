"""Counts the events and the deaths of each month or year of a chronology."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import MONTHS
from mkdocs_briefing.pages.events import Month, Year
from mkdocs_briefing.wording.accounts import Entry
from mkdocs_briefing.wording.words import toll as toll_words

YEARS_BY_MONTH: Final = 10
"""A chronology of more years than these has a bar for each year, not for each month."""
MONTHS_PER_ROW: Final = 12
YEARS_PER_ROW: Final = 10

Address = Callable[[Year, Month | None], str]
"""Where a year or one of its months is listed, relative to the page with the picture."""


@dataclass(frozen=True, slots=True)
class Toll:
    """How many people were killed in all events of a bar.

    Attributes:
        low: the sum of the lowest figures of each event.
        high: the sum of the highest figures.
        is_lower_bound: whether one of the highest figures is only a lower bound, as ``1000+`` is.
        figures: every figure that is given, if they are all of one event.
    """

    low: int
    high: int
    is_lower_bound: bool
    figures: tuple[str, ...]

    @property
    def short(self) -> str:
        return f"{self.high:,}{'+' if self.is_lower_bound else ''}"

    @property
    def words(self) -> str:
        if self.figures:
            return f"killed: {', or '.join(self.figures)}"
        total = self.short if self.low == self.high else f"{self.low:,} to {self.short}"
        return f"killed, the events' figures added up: {total}"


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of a month or a year, and how many had been killed by then.

    Attributes:
        row: the year, or the first year of the decade.
        column: counted from 0; 12 for events of a year whose month is not known.
    """

    row: int
    column: int
    title: str
    count: int
    toll: Toll | None
    href: str

    @property
    def words(self) -> str:
        number = self.count or "no"
        events = f"{self.title}: {number} event{'' if self.count == 1 else 's'}"
        return f"{events}; {self.toll.words}" if self.toll else events


@dataclass(frozen=True, slots=True)
class Grid:
    """All bars, and whether rows are years and columns months, or decades and years."""

    bars: tuple[Bar, ...]
    by_month: bool
    columns: int

    @property
    def years_per_row(self) -> int:
        return 1 if self.by_month else YEARS_PER_ROW

    def row_title(self, row: int) -> str:
        """Return the name of a year or a decade."""
        return str(row) if self.by_month else f"{row}s"


def grid(years: Sequence[Year], address: Address) -> Grid:
    """Return the bars of a chronology that has at least one year."""
    by_month = years[-1].number - years[0].number < YEARS_BY_MONTH
    bars = tuple(_by_month(years, address) if by_month else _by_year(years, address))
    least = MONTHS_PER_ROW if by_month else YEARS_PER_ROW
    return Grid(bars, by_month, max(least, *(bar.column + 1 for bar in bars)))


Place = tuple[int, int]
"""The row and the column of a bar."""


def _by_month(years: Iterable[Year], address: Address) -> Iterator[Bar]:
    tolls = _tolls(years, address, _month_place)
    for year in years:
        for month in year.months:
            place = _month_place(year.number, _number(month))
            counts, _ = tolls.pop(place, ([], ""))
            href = address(year, month)
            yield Bar(*place, month.title, len(month.entries), toll(counts), href)
    for (row, column), (counts, href) in sorted(tolls.items()):
        yield Bar(row, column, f"{MONTHS[column]} {row}", 0, toll(counts), href)


def _by_year(years: Iterable[Year], address: Address) -> Iterator[Bar]:
    tolls = _tolls(years, address, _year_place)
    for year in years:
        place = _year_place(year.number, 0)
        counts, _ = tolls.pop(place, ([], ""))
        yield Bar(*place, year.title, year.entry_count, toll(counts), address(year, None))
    for (row, column), (counts, href) in sorted(tolls.items()):
        yield Bar(row, column, str(row + column), 0, toll(counts), href)


def _month_place(year: int, month: int) -> Place:
    return year, month - 1 if month else MONTHS_PER_ROW


def _year_place(year: int, _month: int) -> Place:
    decade, column = divmod(year, YEARS_PER_ROW)
    return decade * YEARS_PER_ROW, column


def _number(month: Month) -> int:
    return int(month.id.rpartition("-")[2])


def _tolls(
    years: Iterable[Year], address: Address, place: Callable[[int, int], Place]
) -> dict[Place, tuple[list[list[Count]], str]]:
    """The counts of those killed by event, with the address of the first of these events.

    A toll that was counted up to a day belongs to that day, not to that of the event.
    """
    found: dict[Place, tuple[list[list[Count]], str]] = {}
    for year in years:
        for month in year.months:
            for entry in month.entries:
                for day, counts in _killed(entry).items():
                    here = (year.number, _number(month)) if day is None else (day.year, day.month)
                    found.setdefault(place(*here), ([], address(year, month)))[0].append(counts)
    return found


def _killed(entry: Entry) -> Mapping[Day | None, list[Count]]:
    """The counts of those killed in an event, by the day up to which they were counted."""
    found: defaultdict[Day | None, list[Count]] = defaultdict(list)
    for one in entry.tolls:
        if one.what == "killed":
            found[one.count.as_of.last_day if one.count.as_of else None].append(one.count)
    return found


def toll(counts_per_event: Sequence[Sequence[Count]]) -> Toll | None:
    """Add up the deaths of events; several counts of one event count once."""
    if not counts_per_event:
        return None
    highest = [max(counts, key=_high) for counts in counts_per_event]
    first, *others = counts_per_event
    return Toll(
        low=sum(min(map(_low, counts)) for counts in counts_per_event),
        high=sum(map(_high, highest)),
        is_lower_bound=any(count.best is None and count.high is None for count in highest),
        figures=() if others else tuple(dict.fromkeys(map(toll_words, first))),
    )


def _figures(count: Count) -> tuple[int, ...]:
    return tuple(one for one in (count.low, count.best, count.high) if one is not None)


def _low(count: Count) -> int:
    return min(_figures(count), default=0)


def _high(count: Count) -> int:
    return max(_figures(count), default=0)
