"""Counts the events and the deaths of each month or year of a chronology."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.pages.events import Month, Year
from mkdocs_briefing.wording.accounts import Entry

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
    """The events of a month or a year.

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
        events = f"{self.title}: {self.count} event{'' if self.count == 1 else 's'}"
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


def _by_month(years: Iterable[Year], address: Address) -> Iterator[Bar]:
    for year in years:
        for month in year.months:
            number = int(month.id.rpartition("-")[2])
            yield Bar(
                row=year.number,
                column=number - 1 if number else MONTHS_PER_ROW,
                title=month.title,
                count=len(month.entries),
                toll=toll(month.entries),
                href=address(year, month),
            )


def _by_year(years: Iterable[Year], address: Address) -> Iterator[Bar]:
    for year in years:
        decade, column = divmod(year.number, YEARS_PER_ROW)
        yield Bar(
            row=decade * YEARS_PER_ROW,
            column=column,
            title=year.title,
            count=year.entry_count,
            toll=toll([entry for month in year.months for entry in month.entries]),
            href=address(year, None),
        )


def toll(entries: Iterable[Entry]) -> Toll | None:
    """Add up the deaths of events; several accounts of one event count once."""
    counts_per_event = [
        [one.count for version in entry.versions for one in version.tolls if one.what == "killed"]
        for entry in entries
    ]
    counts_per_event = [counts for counts in counts_per_event if counts]
    if not counts_per_event:
        return None
    highest = [max(counts, key=_high) for counts in counts_per_event]
    first, *others = counts_per_event
    return Toll(
        low=sum(min(map(_low, counts)) for counts in counts_per_event),
        high=sum(map(_high, highest)),
        is_lower_bound=any(count.best is None and count.high is None for count in highest),
        figures=() if others else tuple(dict.fromkeys(map(_count_words, first))),
    )


def _figures(count: Count) -> tuple[int, ...]:
    return tuple(one for one in (count.low, count.best, count.high) if one is not None)


def _low(count: Count) -> int:
    return min(_figures(count), default=0)


def _high(count: Count) -> int:
    return max(_figures(count), default=0)


def _count_words(count: Count) -> str:
    return f"{count.words()} as of {count.as_of.words()}" if count.as_of else count.words()
