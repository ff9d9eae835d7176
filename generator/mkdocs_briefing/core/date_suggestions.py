"""Suggests how to write a date that is not in EDTF: what contributors write, and what they mean."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from mkdocs_briefing.core.edtf import DECEMBER, MONTHS, OPEN, DateError, is_point, iso, read_span

_LONGEST_DATE: Final = 80
_FORMS: Final = "write YYYY, YYYY-MM or YYYY-MM-DD, such as 2019-11-14"

_OPEN_ENDS: Final = frozenset(
    {"", "..", "...", "open", "now", "present", "the present", "present day", "today"}
    | {"date", "to date", "ongoing"}
    | {"current", "still", "continuing", "unknown", "n/a", "n.a", "none", "never", "forever"}
    | {"not yet", "open-ended", "tbd", "tba", "-", "--", "?", "*"}
)
_UP_TO: Final = re.compile(r"(?:(?:until|till|up to|to|the) )+")
_PERSIAN_YEAR: Final = re.compile("\u06f1[\u06f3\u06f4][\u06f0-\u06f9]{2}(?![\u06f0-\u06f9])")
_CJK_DATE: Final = re.compile(r"([0-9]{4})[年년] ?(?:([0-9]{1,2})[月월] ?(?:([0-9]{1,2})[日일])?)?")
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


def suggestion(text: str) -> str:
    """What to write instead of a text that is no date.

    Raises:
        DateError: it seems to mean a date, but one that no calendar has.
    """
    if len(text) > _LONGEST_DATE:
        return _FORMS
    plain = re.sub(r"(?<=[^.])[.,;]$", "", _plain(text))
    if _PERSIAN_YEAR.match(text.strip()):
        return "write the year of the Gregorian calendar, such as 2019-11-14"
    if _FAR.fullmatch(plain) and not _COMPACT.fullmatch(plain):
        return "years run from 0001 to 9999"
    possible: list[str] = []
    impossible: list[DateError] = []
    for candidate in dict.fromkeys(_candidates(plain)):
        try:
            if read_span(candidate) is not None:
                possible.append(candidate)
        except DateError as error:
            impossible.append(error)
    if possible:
        return f"write {' or '.join(possible)}"
    if impossible:
        raise impossible[0]
    return _FORMS


def says_open(text: str) -> bool:
    """Whether a text says that something has no known end or beginning: ``present``."""
    plain = _UP_TO.sub("", _plain(text).strip(" ."), count=1)
    return plain in _OPEN_ENDS or (plain.replace(" ", "").isalpha() and "ongoing" in plain)


def _plain(text: str) -> str:
    """Return the text in lower case, with one kind of digit, of hyphen and of space."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text
    )
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    return " ".join(text.split())


def _candidates(text: str) -> Iterator[str]:
    """The dates that the text may mean, in EDTF: none, one or, if it is ambiguous, several."""
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
    begins = [OPEN] if begin in _OPEN_ENDS else list(_points(begin))
    ends = [OPEN] if end in _OPEN_ENDS else list(_points(end))
    # "4 to 9 April 2019", "April 14-16, 2019": either end may complete the other.
    if not ends:
        words = _WORD.findall(begin)[:_MOST_SHARED]
        ends = _first_with_points(
            f"{' '.join(words[:count])} {end}" for count in range(1, len(words))
        )
    if not begins:
        words = _WORD.findall(end)[-_MOST_SHARED:]
        begins = _first_with_points(
            f"{begin} {' '.join(words[-count:])}" for count in range(1, len(words))
        )
    if len(begins) == len(ends) == 1 and begins != ends:
        yield f"{begins[0]}/{ends[0]}"


def _first_with_points(texts: Iterable[str]) -> list[str]:
    return next(
        (found for text in texts if (found := list(_qualified_points(text, _spelled_points)))), []
    )


def _points(text: str) -> Iterator[str]:
    return _qualified_points(text, _unqualified_points)


def _qualified_points(text: str, unqualified: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The years, months and days that a text may mean, with their qualifier."""
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
    for point in unqualified(text):
        yield point + qualifier


def _unqualified_points(text: str) -> Iterator[str]:
    if is_point(text) or _TIME.fullmatch(text):
        yield text[:10]
    elif match := _YEAR_FIRST.fullmatch(text):
        if match[4] or int(match[3]) <= DECEMBER:
            yield iso(int(match[1]), int(match[3]), int(match[4]) if match[4] else None)
    elif match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), _full_year(match[4])
        # 4/5/2019 is 4 May to some and 5 April to others.
        orders = [(second, first), (first, second)]
        yield from (iso(year, month, day) for month, day in orders if 1 <= month <= DECEMBER)
    elif match := _MONTH_YEAR.fullmatch(text):
        yield iso(int(match[2]), int(match[1]))
    elif match := _COMPACT.fullmatch(text):
        yield iso(int(match[1]), int(match[2]), int(match[3]))
    elif match := _CJK_DATE.fullmatch(text):
        month, day = (int(part) if part else None for part in (match[2], match[3]))
        yield iso(int(match[1]), month, day)
    elif match := _MASKED.fullmatch(text):
        yield iso(int(match[1]), int(match[2]) if match[2] else None)
    elif match := _DECADE.fullmatch(text):
        decade = match[1] or match[2]
        yield f"{decade}0/{decade}9"
    elif match := _CENTURY.fullmatch(text):
        yield f"{match[1]}00/{match[1]}99"
    else:
        yield from _spelled_points(text)


def _full_year(digits: str) -> int:
    """Return the year; one of two digits is taken to lie between 1970 and 2069."""
    year = int(digits)
    if len(digits) > len("19"):
        return year
    return year + (2000 if year < 70 else 1900)  # noqa: PLR2004


def _spelled_points(text: str) -> Iterator[str]:
    """Read ``14 November 2019``, ``Thursday, Nov 14th, 2019``, ``November 2019``."""
    years: list[int] = []
    months: list[int] = []
    days: list[int] = []
    for word in _WORD.findall(text):
        if word in _CONNECTING or _number_of_name(word, _WEEKDAYS):
            continue
        if word.isascii() and word.isdigit():
            (years if len(word) == len("2019") else days).append(int(word[:4]))
        elif found := _number_of_name(word, MONTHS):
            months.append(found)
        else:
            return
    if len(years) == len(months) == 1 and len(days) <= 1:
        yield iso(years[0], months[0], days[0] if days else None)


def _number_of_name(word: str, names: tuple[str, ...]) -> int:
    """The number, from 1, of the name that a word is or shortens; 0 if there is none."""
    word = "sep" if word == "sept" else word
    if len(word) < _SHORTEST_NAME:
        return 0
    return next(
        (number for number, name in enumerate(names, 1) if name.lower().startswith(word)), 0
    )
