"""Groups the entries of a chronology by year and month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mkdocs_briefing.core.dates import MONTHS, Date
from mkdocs_briefing.wording.accounts import Entry


@dataclass(frozen=True, slots=True, eq=False)
class Month:
    """The events of a month, or those of a year whose month is not known."""

    id: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def key(self) -> str:
        """What the calendar keys of its events begin with."""
        return self.id.removeprefix("_")

    @property
    def name(self) -> str:
        """The month without its year."""
        number = int(self.key.rpartition("-")[2])
        return MONTHS[number - 1] if number else "month not known"


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """The events of a year by month."""

    number: int
    id: str
    title: str
    months: tuple[Month, ...]
    entry_count: int

    @property
    def key(self) -> str:
        """What the calendar keys of its events begin with."""
        return self.id.removeprefix("_")

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for month in self.months for entry in month.entries)


def calendar_key(date: Date) -> str:
    """The day under which a date is listed, as ``2019-07-04``.

    ``00`` stands for the month of a date that names no more than a year, and for the day of one
    that names no day. An interval is listed where it begins.
    """
    begin, _, end = date.text.partition("/")
    named = (end if begin == ".." else begin).strip("~?%").split("-")
    month, day, *_ = (*named[1:], "00", "00")
    return f"{date.first_day.year}-{month}-{day}"


def by_month(entries: Iterable[Entry]) -> tuple[Year, ...]:
    """Entries by year and month; those that only name the year come first in it."""
    groups: defaultdict[int, defaultdict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        year, month, _ = map(int, calendar_key(entry.date).split("-"))
        groups[year][month].append(entry)
    return tuple(_year(number, months) for number, months in sorted(groups.items()))


def newest_first(years: Iterable[Year]) -> tuple[Year, ...]:
    """The same the other way round: years, months and entries."""
    return tuple(
        replace(
            year,
            months=tuple(
                replace(month, entries=month.entries[::-1]) for month in year.months[::-1]
            ),
        )
        for year in tuple(years)[::-1]
    )


def _year(number: int, months: Mapping[int, list[Entry]]) -> Year:
    return Year(
        number=number,
        id=f"_{number}",
        title=str(number),
        months=tuple(
            Month(
                id=f"_{number}-{month:02}",
                title=f"{MONTHS[month - 1]} {number}" if month else f"{number}, month not known",
                entries=tuple(entries),
            )
            for month, entries in sorted(months.items())
        ),
        entry_count=sum(map(len, months.values())),
    )
