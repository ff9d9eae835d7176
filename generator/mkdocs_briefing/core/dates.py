"""Sorts dates that may be partial, uncertain or open, and puts them into words."""

from dataclasses import dataclass
from datetime import date as Day
from functools import lru_cache
from typing import Final

from mkdocs_briefing.core.date_suggestions import suggestion
from mkdocs_briefing.core.edtf import MONTHS, DateError, Point, Span, read_span
from mkdocs_briefing.core.names import quoted

__all__ = ["MONTHS", "Date", "DateError", "Part"]

_LONGEST_QUOTE: Final = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a date's wording.

    Attributes:
        text: the words.
        machine: the value for HTML's ``<time datetime>``, a valid year, month or date
            string; ``None`` for words that only connect.
    """

    text: str
    machine: str | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month, a year, or the time between two of them; at least one end is known.

    Attributes:
        text: in EDTF; ``Date.parse`` reads it back to an equal date.
        earliest: the first day it can mean; ``None`` for ``../2019-11``.
        latest: the last day it can mean; ``None`` for ``2019-04/..``.
        approximate: whether it, or either end, is qualified by ``~`` or ``%``.
        uncertain: whether it, or either end, is qualified by ``?`` or ``%``.
    """

    text: str
    earliest: Day | None
    latest: Day | None
    approximate: bool
    uncertain: bool

    @staticmethod
    def parse(text: str) -> "Date":
        """Read a date in the notation of :mod:`mkdocs_briefing.core.edtf`.

        Raises:
            DateError: it is not written in that notation, or no calendar has such a day.
        """
        return _parse(text.strip())

    @property
    def first_day(self) -> Day:
        """The first day that is known of it: its earliest, or with an open beginning its latest."""
        day = self.earliest or self.latest
        assert day is not None, "at least one end of a date is known"
        return day

    @property
    def last_day(self) -> Day:
        """The last day that is known of it: its latest, or with an open end its earliest."""
        day = self.latest or self.earliest
        assert day is not None, "at least one end of a date is known"
        return day

    def sort_key(self) -> tuple[Day, bool, Day, str]:
        """Sort by the first day, then by the last.

        A year comes after its January (2021-01, 2021) and before its February, and an
        open end after every end that is known. The text decides between equals.
        """
        return self.first_day, self.latest is None, self.last_day, self.text

    def words(self) -> str:
        """As a person would write it: ``about 4 April 2019``, ``April to June 2019``."""
        return "".join(part.text for part in self.parts())

    def parts(self) -> tuple[Part, ...]:
        """The words, cut so that each stretch that names a date carries its ``<time>``.

        The values are valid year, month and date strings of the HTML standard, which
        knows neither qualifiers nor intervals: those are left to the words.
        """
        return _parts(self.text)


@lru_cache(maxsize=2**15)
def _parse(text: str) -> Date:
    begin, end = _span(text)
    points = [point for point in (begin, end) if point is not None]
    return Date(
        text,
        begin.earliest if begin else None,
        end.latest if end else None,
        any(point.approximate for point in points),
        any(point.uncertain for point in points),
    )


def _span(text: str) -> Span:
    span = read_span(text)
    if span is None:
        raise DateError(f"bad date {quoted(text, _LONGEST_QUOTE)}; {suggestion(text)}")
    return span


@lru_cache(maxsize=2**15)
def _parts(text: str) -> tuple[Part, ...]:
    begin, end = _span(text)
    if begin and end:
        return _interval(begin, end)
    if begin:
        return _qualified(begin, _named(begin), "since ")
    if end:
        return _qualified(end, _named(end), "by ")
    return ()


def _named(point: Point, *, month: bool = True, year: bool = True) -> Part:
    """The name of one end, without the month or the year where the other end says them."""
    words = (
        str(point.day) if point.day else "",
        MONTHS[point.month - 1] if point.month and month else "",
        str(point.year) if year else "",
    )
    return Part(" ".join(filter(None, words)), point.unqualified)


def _qualified(point: Point, name: Part, preposition: str = "") -> tuple[Part, ...]:
    possibly = "possibly " if point.uncertain else ""
    about = "about " if point.approximate else ""
    before = f"{possibly}{preposition}{about}"
    return (Part(before), name) if before else (name,)


def _interval(begin: Point, end: Point) -> tuple[Part, ...]:
    if begin == end:
        return _qualified(begin, _named(begin))
    # "about April to June" would leave open how far "about" reaches, and "April to
    # 9 June 2019" which year: the year is said once only between two ends of one kind.
    same_kind = (
        not (begin.qualifier or end.qualifier)
        and (begin.month is None) == (end.month is None)
        and (begin.day is None) == (end.day is None)
    )
    same_year = same_kind and begin.month is not None and begin.year == end.year
    same_month = same_year and begin.day is not None and begin.month == end.month
    return (
        *_qualified(begin, _named(begin, month=not same_month, year=not same_year)),
        Part(" to "),
        *_qualified(end, _named(end)),
    )
