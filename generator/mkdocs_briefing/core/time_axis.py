"""Chooses which days an axis of time shows and names: days, months or years."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from typing import Final

from mkdocs_briefing.core.dates import MONTHS

MOST_DAYS: Final = 62
MOST_MONTHS: Final = 40
"""Up to so many days or months, the axis names these, and not the next larger unit."""
DAY_ROOM: Final = 60.0
MONTH_ROOM: Final = 40.0
YEAR_ROOM: Final = 46.0
"""The widths of the names on the axis, with a gap."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that the axis names.

    Attributes:
        label: the day or the month; empty if the axis only names years.
        year: the year, if it has not been named before.
    """

    day: Day
    label: str
    year: str = ""


def frame(days: Iterable[Day], start: Day | None, last: Day) -> tuple[Day, Day]:
    """Return the first and the last day to draw.

    What began long before the conflict comes in from the left. Otherwise a resolution of 2015
    would squeeze a war of 2019 into the right-hand edge.

    Args:
        days: the days on which something begins.
        start: the first day of the conflict, if known.
        last: the last day to draw.
    """
    shown = set(days)
    if start is not None and start < last:
        earliest = _before(start, (last - start) / 6)
        shown = {day for day in shown if day >= earliest} | {start}
    first = min([*shown, _before(last, timedelta(days=14))])
    return _before(first, (last - first) / 40), last


def _before(day: Day, time: timedelta) -> Day:
    """Return the day that long before another, or the first day of the calendar."""
    return Day.fromordinal(max(1, day.toordinal() - time.days))


def ticks(first: Day, last: Day, room: float) -> Iterator[Tick]:
    """Yield the days to name, as many as there is room for.

    Args:
        first: the first day of the axis.
        last: its last day.
        room: its length, in units.
    """
    days = (last - first).days
    months = days / 30.4
    if days <= MOST_DAYS:
        yield from _days(first, last, room / days)
    elif months <= MOST_MONTHS:
        yield from _months(first, last, room / months)
    else:
        yield from _years(first, last, room * 12 / months)


def _days(first: Day, last: Day, each: float) -> Iterator[Tick]:
    step = next(step for step in (7, 14, 28, 56) if each * step >= DAY_ROOM)
    named = 0
    for number in range(first.toordinal() + 1, last.toordinal(), step):
        day = Day.fromordinal(number)
        label = f"{day.day} {MONTHS[day.month - 1][:3]}"
        yield Tick(day, label, str(day.year) if day.year != named else "")
        named = day.year


def _months(first: Day, last: Day, each: float) -> Iterator[Tick]:
    step = next((step for step in (1, 2, 3, 6) if each * step >= MONTH_ROOM), 12)
    named = 0
    for number in range(first.year * 12 + first.month, last.year * 12 + last.month):
        day = Day(number // 12, number % 12 + 1, 1)
        if (day.month - 1) % step == 0:
            label = MONTHS[day.month - 1][:3]
            yield Tick(day, label, str(day.year) if day.year != named else "")
            named = day.year


def _years(first: Day, last: Day, each: float) -> Iterator[Tick]:
    steps = (digit * power for power in (1, 10, 100, 1000) for digit in (1, 2, 5))
    step = next(step for step in steps if each * step >= YEAR_ROOM)
    for number in range(first.year + 1, last.year + 1):
        if number % step == 0:
            yield Tick(Day(number, 1, 1), "", str(number))
