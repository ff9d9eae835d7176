"""Counts the events and the deaths of each month or year of a chronology."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import MONTHS
from mkdocs_briefing.wording.calendar import Month, Year
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
        over_time: figures that were counted since an earlier month or year. They may include
            what other figures count, so they are never added up.
    """

    low: int
    high: int
    is_lower_bound: bool
    figures: tuple[str, ...]
    over_time: tuple[Count, ...] = ()

    @property
    def most(self) -> int:
        """The highest figure."""
        return max(self.high, *map(_high, self.over_time), 0)

    @property
    def short(self) -> str:
        bounds = [one for one in self.over_time if _high(one) == self.most]
        more = any(map(_is_lower_bound, bounds)) if bounds else self.is_lower_bound
        return f"{self.most:,}{'+' if more else ''}"

    @property
    def words(self) -> str:
        parts = []
        if self.figures:
            parts.append(f"killed: {', or '.join(self.figures)}")
        elif self.high or not self.over_time:
            total = f"{self.high:,}{'+' if self.is_lower_bound else ''}"
            total = total if self.low == self.high else f"{self.low:,} to {total}"
            parts.append(f"killed, the events' figures added up: {total}")
        parts += [f"killed over a longer time: {toll_words(one)}" for one in self.over_time]
        return "; ".join(parts)


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
    by_month: bool

    @property
    def key(self) -> str:
        """The month or the year, as the beginning of the keys of its events."""
        if self.by_month:
            month = 0 if self.column == MONTHS_PER_ROW else self.column + 1
            return f"{self.row}-{month:02}"
        return str(self.row + self.column)

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


@dataclass(frozen=True, slots=True)
class _Deaths:
    """The counts of those killed that belong to a bar.

    Attributes:
        href: where the first of their events is listed.
        per_event: one list for each event.
        over_time: those that were counted since an earlier bar.
    """

    href: str
    per_event: list[list[Count]] = field(default_factory=list)
    over_time: list[Count] = field(default_factory=list)

    @property
    def toll(self) -> Toll | None:
        return toll(self.per_event, self.over_time)


def _by_month(years: Iterable[Year], address: Address) -> Iterator[Bar]:
    deaths = _deaths(years, address, _month_place)
    for year in years:
        for month in year.months:
            place = _month_place(year.number, _number(month))
            href = address(year, month)
            killed = deaths.pop(place, _Deaths(href)).toll
            yield Bar(*place, month.title, len(month.entries), killed, href, by_month=True)
    for (row, column), one in sorted(deaths.items(), key=itemgetter(0)):
        yield Bar(row, column, f"{MONTHS[column]} {row}", 0, one.toll, one.href, by_month=True)


def _by_year(years: Iterable[Year], address: Address) -> Iterator[Bar]:
    deaths = _deaths(years, address, _year_place)
    for year in years:
        place, href = _year_place(year.number, 0), address(year, None)
        killed = deaths.pop(place, _Deaths(href)).toll
        yield Bar(*place, year.title, year.entry_count, killed, href, by_month=False)
    for (row, column), one in sorted(deaths.items(), key=itemgetter(0)):
        yield Bar(row, column, str(row + column), 0, one.toll, one.href, by_month=False)


def _month_place(year: int, month: int) -> Place:
    return year, month - 1 if month else MONTHS_PER_ROW


def _year_place(year: int, _month: int) -> Place:
    decade, column = divmod(year, YEARS_PER_ROW)
    return decade * YEARS_PER_ROW, column


def _number(month: Month) -> int:
    return int(month.id.rpartition("-")[2])


def _deaths(
    years: Iterable[Year], address: Address, place: Callable[[int, int], Place]
) -> dict[Place, _Deaths]:
    """The counts of those killed, by the bar that they belong to.

    A toll that was counted up to a day belongs to that day, not to that of the event.
    """
    found: dict[Place, _Deaths] = {}
    for year in years:
        for month in year.months:
            own = place(year.number, _number(month))
            for entry in month.entries:
                counts: list[Count] = []
                for one in entry.tolls:
                    if one.what != "killed":
                        continue
                    day = one.count.as_of.last_day if one.count.as_of else None
                    here = own if day is None else place(day.year, day.month)
                    if here == own:
                        counts.append(one.count)
                    else:
                        deaths = found.setdefault(here, _Deaths(address(year, month)))
                        deaths.over_time.append(one.count)
                if counts:
                    found.setdefault(own, _Deaths(address(year, month))).per_event.append(counts)
    return found


def toll(
    counts_per_event: Sequence[Sequence[Count]], over_time: Sequence[Count] = ()
) -> Toll | None:
    """Add up the deaths of events; several counts of one event count once."""
    if not counts_per_event and not over_time:
        return None
    highest = [max(counts, key=_high) for counts in counts_per_event]
    return Toll(
        low=sum(min(map(_low, counts)) for counts in counts_per_event),
        high=sum(map(_high, highest)),
        is_lower_bound=any(map(_is_lower_bound, highest)),
        figures=tuple(dict.fromkeys(map(toll_words, counts_per_event[0])))
        if len(counts_per_event) == 1
        else (),
        over_time=tuple(over_time),
    )


def _is_lower_bound(count: Count) -> bool:
    return count.best is None and count.high is None


def _figures(count: Count) -> tuple[int, ...]:
    return tuple(one for one in (count.low, count.best, count.high) if one is not None)


def _low(count: Count) -> int:
    return min(_figures(count), default=0)


def _high(count: Count) -> int:
    return max(_figures(count), default=0)
