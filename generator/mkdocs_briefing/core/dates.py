"""Orders and words dates that may be partial, uncertain or open.

Dates are those of EDTF level 1 (ISO 8601-2:2019; the Library of Congress's Extended
Date/Time Format), as far as newsrooms need it: ``YYYY``, ``YYYY-MM`` and ``YYYY-MM-DD``,
qualified by ``~`` (about), ``?`` (uncertain) or ``%`` (both), and intervals of these, open
ones included.

The ``edtf`` package reads the same and more, with a grammar that takes about 4 ms a date:
two minutes for the 30,000 dates of a large dossier. The tests hold this type against it.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from functools import lru_cache
from typing import Final, NamedTuple

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DECEMBER: Final = 12
_LONGEST_QUOTE: Final = 40
_LONGEST_DATE: Final = 80
_POINT: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_FORMS: Final = "write YYYY, YYYY-MM or YYYY-MM-DD, such as 2019-11-14"


class DateError(ValueError):
    """A date that cannot be read; the message is for its contributor and names the fix."""


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
    """A day, a month, a year, or the time between two of them.

    A qualifier says how far to trust a date, not how far off it may be: it leaves the
    earliest and the latest day where they are.

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
        """Read a date.

        Raises:
            DateError: it is not written in one of the forms above, or no such day exists.
        """
        return _parse(text.strip())

    def sort_key(self) -> tuple[Day, bool, Day, str]:
        """By the earliest day, then the latest; without an earliest day by the latest.

        A year comes after its January (2021-01, 2021) and before its February, and an
        open end after every end that is known. The text decides between equals.
        """
        first = self.earliest or self.latest or Day.min
        return first, self.latest is None, self.latest or first, self.text

    def words(self) -> str:
        """As a person would write it: ``about 4 April 2019``, ``April to June 2019``."""
        return "".join(part.text for part in self.parts())

    def parts(self) -> tuple[Part, ...]:
        """The words, cut so that each stretch that names a date carries its ``<time>``.

        The values are valid year, month and date strings of the HTML standard, which
        knows neither qualifiers nor intervals: those are left to the words.
        """
        return _worded(self.text)


class _Point(NamedTuple):
    """One end of an interval, or all of a date that is none."""

    year: int
    month: int | None
    day: int | None
    qualifier: str

    @property
    def machine(self) -> str:
        return _iso(self.year, self.month, self.day)

    @property
    def text(self) -> str:
        return self.machine + self.qualifier

    @property
    def earliest(self) -> Day:
        return Day(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> Day:
        month = self.month or _DECEMBER
        return Day(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def approximate(self) -> bool:
        return self.qualifier in {"~", "%"}

    @property
    def uncertain(self) -> bool:
        return self.qualifier in {"?", "%"}

    def named(self, *, month: bool = True, year: bool = True) -> Part:
        """Its name, without the month or the year where the other end says them."""
        words = (
            str(self.day) if self.day else "",
            MONTHS[self.month - 1] if self.month and month else "",
            str(self.year) if year else "",
        )
        return Part(" ".join(filter(None, words)), self.machine)


def quoted(text: str) -> str:
    """A contributor's words as a message may repeat them: short, and on one line."""
    text = " ".join(text[: 4 * _LONGEST_QUOTE].split())
    text = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


# Reading


@lru_cache(maxsize=2**15)
def _parse(text: str) -> Date:
    date = _read(text)
    if date is None:
        raise DateError(_fix(text))
    return date


def _read(text: str) -> Date | None:
    """The date; ``None`` where the text does not even have the form of one."""
    begin_text, slash, end_text = text.partition("/")
    if not slash:
        point = _point(text)
        if point is None:
            return None
        return Date(text, point.earliest, point.latest, point.approximate, point.uncertain)
    begin = None if begin_text == ".." else _point(begin_text)
    end = None if end_text == ".." else _point(end_text)
    if (begin is None and begin_text != "..") or (end is None and end_text != ".."):
        return None
    points = [point for point in (begin, end) if point is not None]
    if not points:
        raise DateError("the interval ../.. names no date; write one end, such as 2019-04/..")
    if begin and end and begin.earliest > end.latest:
        raise DateError(f"the interval {text} ends before it begins; write {end.text}/{begin.text}")
    return Date(
        text,
        begin.earliest if begin else None,
        end.latest if end else None,
        any(point.approximate for point in points),
        any(point.uncertain for point in points),
    )


def _point(text: str) -> _Point | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2]) if match[2] else None
    day = int(match[3]) if match[3] else None
    if year == 0:
        raise DateError(f"no such year: {text}; years run from 0001 to 9999")
    if month is not None and not 1 <= month <= _DECEMBER:
        raise DateError(f"no such month: {text}; {_month_fix(year, month, day)}")
    if month is not None and day is not None:
        days = monthrange(year, month)[1]
        if day == 0:
            raise DateError(f"no such day: {text}; write {_iso(year, month)}")
        if day > days:
            raise DateError(f"no such day: {text}; {MONTHS[month - 1]} {year} has {days} days")
    return _Point(year, month, day, match[4])


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    text = f"{year:04}"
    if month is not None:
        text += f"-{month:02}"
        if day is not None:
            text += f"-{day:02}"
    return text


# Wording


@lru_cache(maxsize=2**15)
def _worded(text: str) -> tuple[Part, ...]:
    begin_text, slash, end_text = text.partition("/")
    begin, end = _point(begin_text), _point(end_text)
    if begin and end:
        return _interval(begin, end)
    if begin:
        return _qualified(begin, begin.named(), "since " if slash else "")
    if end:
        return _qualified(end, end.named(), "by ")
    raise DateError(_fix(text))


def _qualified(point: _Point, name: Part, link: str = "") -> tuple[Part, ...]:
    possibly = "possibly " if point.uncertain else ""
    about = "about " if point.approximate else ""
    before = f"{possibly}{link}{about}"
    return (Part(before), name) if before else (name,)


def _interval(begin: _Point, end: _Point) -> tuple[Part, ...]:
    if begin == end:
        return _qualified(begin, begin.named())
    # "about April to June" would leave open how far "about" reaches, and "April to
    # 9 June 2019" which year: the year is said once only between two ends of a kind.
    alike = (
        not (begin.qualifier or end.qualifier)
        and (begin.month is None) == (end.month is None)
        and (begin.day is None) == (end.day is None)
    )
    same_year = alike and begin.month is not None and begin.year == end.year
    same_month = same_year and begin.day is not None and begin.month == end.month
    return (
        *_qualified(begin, begin.named(month=not same_month, year=not same_year)),
        Part(" to "),
        *_qualified(end, end.named()),
    )


# Fixing: what contributors write instead, and what they are told to write.

_OPEN: Final = frozenset(
    {"", "..", "...", "open", "now", "present", "today", "ongoing", "unknown", "?", "*"}
)
_ABOUT: Final = re.compile(r"(?:~|≈|c\.|ca\b\.?|circa\b|about\b|around\b|approx(?:imately)?\b\.?)")
_POSSIBLY: Final = re.compile(r"(?:\?|possibly\b|perhaps\b|maybe\b|probably\b)")
_WITHIN: Final = re.compile(
    r"(?:early|mid|late|(?:the )?(?:beginning|start|middle|end) of|in|on)\b[- ]?"
)
_SINCE: Final = re.compile(r"(?:since|after|from|starting)\b")
_UNTIL: Final = re.compile(r"(?:by|until|till|before|up to)\b")
_BETWEEN: Final = re.compile(r"(?:between|from) ")
_SEPARATOR: Final = re.compile(r" (?:and|to|until|till|through) | ?(?:--+|->|\.\.+|/) ?| ?- ?")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})([-/. ])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4}|(?<=[/.])[0-9]{2})")
_MONTH_YEAR: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ] ?[0-9]{1,2}:?[0-9]{2}.*")
_MASKED: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-[xu]{2}){1,2}")
_DECADE: Final = re.compile(r"([0-9]{3})[xu]|([0-9]{3})0'?s")
_CENTURY: Final = re.compile(r"([0-9]{2})[xu]{2}")
_YEARS: Final = re.compile(r"([0-9]{4})[-/]([0-9]{2}|[0-9]{4})")
_SHORTENED: Final = re.compile(r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)/([0-9]{2}(?:-[0-9]{2})?)")
_FAR: Final = re.compile(r"y?-?[0-9]{5,}|-[0-9]{4}(?:-.*)?|y-?[0-9]+")
_WORD: Final = re.compile(r"[^\W\d_]+|[0-9]+|\S")
_CONNECTING: Final = frozenset({"of", "the", "st", "nd", "rd", "th", ",", "."})
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_NAME: Final = 3
_MOST_SHARED: Final = 4


def _month_fix(year: int, month: int, day: int | None) -> str:
    if month == 0:
        return f"write {_iso(year)}"
    if day is not None and 1 <= day <= _DECEMBER and month <= monthrange(year, day)[1]:
        return f"write {_iso(year, day, month)}"
    if day is None and month > year % 100:
        # 2019-21 is a season in EDTF, and in a newsroom two years.
        century = year - year % 100
        return f"months run from 01 to 12; if you mean years, write {year:04}/{century + month:04}"
    return "months run from 01 to 12"


def _fix(text: str) -> str:
    fault = f'bad date "{quoted(text)}"'
    if len(text) > _LONGEST_DATE:
        return f"{fault}; {_FORMS}"
    plain = _plain(text)
    if _FAR.fullmatch(plain) and not _COMPACT.fullmatch(plain):
        return f"{fault}; years run from 0001 to 9999"
    meant: list[str] = []
    impossible: list[DateError] = []
    for candidate in dict.fromkeys(_candidates(plain)):
        try:
            if _read(candidate) is not None:
                meant.append(candidate)
        except DateError as error:
            impossible.append(error)
    if meant:
        return f"{fault}; write {' or '.join(meant)}"
    return str(impossible[0]) if impossible else f"{fault}; {_FORMS}"


def _plain(text: str) -> str:
    """In small letters, with one kind of hyphen and of space."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    return " ".join(text.split())


def _candidates(text: str) -> Iterator[str]:
    """What the text may mean, in EDTF: nothing, one date or, where it is open, several."""
    points = list(_points(text))
    if points:
        yield from points
        return
    if match := _YEARS.fullmatch(text):
        yield f"{match[1]}/{match[1][: 4 - len(match[2])]}{match[2]}"
        return
    if match := _SHORTENED.fullmatch(text):
        yield f"{match[1]}/{match[1][: -len(match[2])]}{match[2]}"
        return
    if text.endswith("-") and "/" not in text:
        for point in _points(text.rstrip("- ")):
            yield from (point, f"{point}/..")
        return
    for pattern, form in ((_SINCE, "{}/.."), (_UNTIL, "../{}")):
        if match := pattern.match(text):
            yield from (form.format(point) for point in _points(text[match.end() :].strip()))
    text = _BETWEEN.sub("", text, count=1)
    for separator in _SEPARATOR.finditer(text):
        yield from _ends(text[: separator.start()], text[separator.end() :])


def _ends(begin: str, end: str) -> Iterator[str]:
    begins = [".."] if begin in _OPEN else list(_points(begin))
    ends = [".."] if end in _OPEN else list(_points(end))
    # "4 to 9 April 2019", "April 14-16, 2019": either end may complete the other.
    if not ends:
        words = _WORD.findall(begin)[:_MOST_SHARED]
        ends = _first_spelled(f"{' '.join(words[:kept])} {end}" for kept in range(1, len(words)))
    if not begins:
        words = _WORD.findall(end)[-_MOST_SHARED:]
        begins = _first_spelled(
            f"{begin} {' '.join(words[-kept:])}" for kept in range(1, len(words))
        )
    if len(begins) == len(ends) == 1 and begins != ends:
        yield f"{begins[0]}/{ends[0]}"


def _first_spelled(texts: Iterable[str]) -> list[str]:
    return next((found for text in texts if (found := list(_points(text, _spelled)))), [])


def _points(text: str, bare_points: Callable[[str], Iterable[str]] | None = None) -> Iterator[str]:
    """The single dates a text may mean, with their qualifier."""
    approximate = uncertain = False
    while True:
        text = text.strip(" ,;()[]\"'")
        if match := _ABOUT.match(text):
            approximate = True
        elif match := _POSSIBLY.match(text):
            uncertain = True
        else:
            match = _WITHIN.match(text)
        if match is None or not match.end():
            break
        text = text[match.end() :]
    while text.endswith(("~", "?", "%")):
        approximate = approximate or text[-1] in "~%"
        uncertain = uncertain or text[-1] in "?%"
        text = text[:-1].rstrip(" ()")
    qualifier = {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
        (approximate, uncertain), ""
    )
    for point in (bare_points or _bare_points)(text):
        yield point + qualifier


def _bare_points(text: str) -> Iterator[str]:
    if _POINT.fullmatch(text) or _TIME.fullmatch(text):
        yield text[:10]
    elif match := _YEAR_FIRST.fullmatch(text):
        if match[4] or int(match[3]) <= _DECEMBER:
            yield _iso(int(match[1]), int(match[3]), int(match[4]) if match[4] else None)
    elif match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), _full_year(match[4])
        # 4/5/2019 is the 4th of May to some and the 5th of April to others.
        orders = [(second, first), (first, second)]
        yield from (_iso(year, month, day) for month, day in orders if 1 <= month <= _DECEMBER)
    elif match := _MONTH_YEAR.fullmatch(text):
        yield _iso(int(match[2]), int(match[1]))
    elif match := _COMPACT.fullmatch(text):
        yield _iso(int(match[1]), int(match[2]), int(match[3]))
    elif match := _MASKED.fullmatch(text):
        yield _iso(int(match[1]), int(match[2]) if match[2] else None)
    elif match := _DECADE.fullmatch(text):
        decade = match[1] or match[2]
        yield f"{decade}0/{decade}9"
    elif match := _CENTURY.fullmatch(text):
        yield f"{match[1]}00/{match[1]}99"
    else:
        yield from _spelled(text)


def _full_year(digits: str) -> int:
    """A year of two digits is one that a newsroom is likely to write about: 1970 to 2069."""
    year = int(digits)
    if len(digits) > len("19"):
        return year
    return year + (2000 if year < 70 else 1900)  # noqa: PLR2004


def _spelled(text: str) -> Iterator[str]:
    """``14 November 2019``, ``Thursday, Nov 14th, 2019``, ``November 2019``."""
    years: list[int] = []
    months: list[int] = []
    days: list[int] = []
    for word in _WORD.findall(text):
        if word in _CONNECTING or _names(word, _WEEKDAYS):
            continue
        if word.isascii() and word.isdigit():
            (years if len(word) == len("2019") else days).append(int(word[:4]))
        elif found := _names(word, MONTHS):
            months.append(found)
        else:
            return
    if len(years) == len(months) == 1 and len(days) <= 1:
        yield _iso(years[0], months[0], days[0] if days else None)


def _names(word: str, names: tuple[str, ...]) -> int:
    """Which of the names, counted from 1, a word is or shortens; 0 where it is none."""
    word = "sep" if word == "sept" else word
    if len(word) < _SHORTEST_NAME:
        return 0
    return next((place for place, name in enumerate(names, 1) if name.lower().startswith(word)), 0)
