"""Reads counts that may be exact, rounded, bounded or a range, and puts them into words.

Low, best and high are those of the UCDP Georeferenced Event Dataset (GED), whose
fatality figures come as a low, a best and a high estimate.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Self

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.names import quoted

THOUSANDS: Final = ",'\u2019 \u00a0\u2007\u2009\u202f"
"""What may stand between thousands: commas, apostrophes, and spaces that do not break a line."""
_NUMBER: Final = rf"[0-9]{{1,3}}(?:[{THOUSANDS}][0-9]{{3}})+|[0-9]+"
_EXACT: Final = re.compile(rf"({_NUMBER})")
_AT_LEAST: Final = re.compile(rf"({_NUMBER})\s*\+")
_ABOUT: Final = re.compile(rf"~\s*({_NUMBER})")
_RANGE: Final = re.compile(rf"({_NUMBER})\s*[-\u2010-\u2014]\s*({_NUMBER})")

LONGEST_AMOUNT: Final = 120
_LONGEST_COUNT: Final = 100
_LONGEST_QUOTE: Final = 40
_LARGEST: Final = 9_999_999_999

# What contributors write, and what they are told to write instead.
_FIXES: Final = (
    (r"(?:at least|more than|over|>=?|\u2265)\s*({n})|({n})\s*(?:or more|and more)", '"{}+"'),
    (r"(?:about|around|circa|ca\.?|c\.|approx\.?|approximately|some|nearly)\s*({n})", '"~{}"'),
    (r"({n})\s*~|\u2248\s*({n})", '"~{}"'),
    (r"(?:up to|at most|fewer than|less than|under|<=?|\u2264)\s*({n})", "{{high: {}}}"),
    (r"(?:between\s+|from\s+)?({n})\s*(?:to|and|\.{{2,3}}|/|-)\s*({n})", '"{}-{}"'),
    (r"({n})", "{}"),
    (r"({n})\s*\+", '"{}+"'),
    (r"~\s*({n})", '"~{}"'),
)
_FIX_PATTERNS: Final = tuple(
    (re.compile(pattern.format(n=_NUMBER)), fix) for pattern, fix in _FIXES
)
_POINTS_BETWEEN_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_UNIT: Final = re.compile(
    r"\s*\b(?:people|persons|dead|deaths|killed|injured|wounded|displaced|civilians|fighters)$"
)


class CountError(ValueError):
    """A count that cannot be read; the message is for its contributor and names the fix."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many, as far as is known.

    Attributes:
        low: the lowest estimate; ``None`` if nobody gives one, as with the next two.
        best: the most likely number.
        high: the highest estimate.
        approximate: whether ``best`` is a round number.
        as_of: the date of the count.
        note: what a reader should know about it.
    """

    low: int | None
    best: int | None
    high: int | None
    approximate: bool = False
    as_of: Date | None = None
    note: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``53``, ``1000+``, ``40-53`` or ``~50``; ``1,000`` and ``1 000`` are 1000.

        Raises:
            CountError: the text has none of these forms, or a number is too large.
        """
        text = text.strip()
        if len(text) > _LONGEST_COUNT:
            raise CountError(_message(text))
        if match := _EXACT.fullmatch(text):
            number = _number(match[1])
            return cls(number, number, number)
        if match := _AT_LEAST.fullmatch(text):
            return cls(_number(match[1]), None, None)
        if match := _ABOUT.fullmatch(text):
            return cls(None, _number(match[1]), None, approximate=True)
        if match := _RANGE.fullmatch(text):
            low, high = _number(match[1]), _number(match[2])
            if low > high:
                raise CountError(f'the count {low}-{high} runs backwards; write "{high}-{low}"')
            return cls(low, None, high)
        raise CountError(_message(text))

    @classmethod
    def of(
        cls,
        low: int | None = None,
        best: int | None = None,
        high: int | None = None,
        as_of: Date | None = None,
        note: str | None = None,
    ) -> Self:
        """Make a count of numbers that a contributor gives one by one.

        Raises:
            CountError: there is no number, a number is below zero or above 9,999,999,999, or
                the numbers are out of order.
        """
        numbers = [
            (name, number)
            for name, number in (("low", low), ("best", best), ("high", high))
            if number is not None
        ]
        if not numbers:
            raise CountError("a count without a number; write low, best or high")
        for name, number in numbers:
            if number < 0:
                raise CountError(f"{name} is below zero; write a number from 0")
            if number > _LARGEST:
                raise CountError(f"{name} is too large; write a number of at most 10 digits")
        for (name, number), (next_name, next_number) in pairwise(numbers):
            if number > next_number:
                raise CountError(
                    f"{name} {number} is above {next_name} {next_number}; "
                    "low may not exceed best, nor best high"
                )
        return cls(low, best, high, as_of=as_of, note=note)

    def words(self) -> str:
        """As a person would write it: ``53``, ``1,000 or more``, ``40 to 53``, ``about 50``."""
        low, best, high = self.low, self.best, self.high
        if best is None:
            return _range(low, high)
        words = f"about {best:,}" if self.approximate else f"{best:,}"
        if (low is None and high is None) or low == best == high:
            return words
        if high is None:
            return f"{words} (at least {low:,})"
        if low is None:
            return f"{words} (at most {high:,})"
        return f"{words} ({_range(low, high)})"


@dataclass(frozen=True, slots=True)
class Amount:
    """A count of something with its unit, as in ``6 TB2 drones`` or ``~120000000 USD``.

    Attributes:
        text: as the contributor wrote it, with single spaces.
    """

    text: str
    count: Count
    unit: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a count, a space and a unit.

        Raises:
            CountError: there is no unit, or what stands before it is no count.
        """
        words = text.split()
        if len(text) <= LONGEST_AMOUNT:
            # "1 000 tonnes": as much as can be read as a count is the count.
            for length in range(len(words) - 1, 0, -1):
                count, unit = " ".join(words[:length]), " ".join(words[length:])
                if _is_count(count) and any(letter.isalpha() for letter in unit):
                    return cls(f"{count} {unit}", Count.parse(count), unit)
        number, _, unit = text.strip().partition(" ")
        if len(text) <= LONGEST_AMOUNT and _POINTS_BETWEEN_THOUSANDS.fullmatch(number.strip("~+")):
            raise CountError(
                f"bad amount {quoted(text, _LONGEST_QUOTE)}, as a point means a fraction to some "
                "readers; if it stands between thousands, write "
                f"{quoted(f'{number.replace(chr(46), chr(44))} {unit}', _LONGEST_QUOTE)}"
            )
        raise CountError(
            f"bad amount {quoted(text, _LONGEST_QUOTE)}; write a count and its unit, such as "
            '"6 drones", "800-1200 fighters" or "~120000000 USD"'
        )

    def words(self) -> str:
        """As a person would write it: ``about 120,000,000 USD``."""
        return f"{self.count.words()} {self.unit}"


def _is_count(text: str) -> bool:
    return any(form.fullmatch(text) for form in (_EXACT, _AT_LEAST, _ABOUT, _RANGE))


def _range(low: int | None, high: int | None) -> str:
    match low, high:
        case None, None:
            return "unknown"
        case None, _:
            return f"up to {high:,}"
        case _, None:
            return f"{low:,} or more"
        case _ if low == high:
            return f"{low:,}"
        case _:
            return f"{low:,} to {high:,}"


def _number(digits: str) -> int:
    """The value of the digits, with or without separators between thousands."""
    bare = re.sub("[^0-9]", "", digits).lstrip("0") or "0"
    # int() raises an error of its own for thousands of digits.
    if len(bare) > len(str(_LARGEST)):
        raise CountError(f"{_bad_count(digits)}; write a number of at most 10 digits")
    return int(bare)


def _bad_count(text: str) -> str:
    return f"bad count {quoted(text, _LONGEST_QUOTE)}"


def _message(text: str) -> str:
    """What is wrong with a text that is no count, and what to write instead."""
    if len(text) <= _LONGEST_COUNT:
        plain = _UNIT.sub("", text.casefold())
        plain = "".join(
            str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in plain
        )
        with_points = plain
        plain = _POINTS_BETWEEN_THOUSANDS.sub(lambda match: match[0].replace(".", ""), plain)
        for pattern, fix in _FIX_PATTERNS:
            if match := pattern.fullmatch(plain):
                numbers = sorted(_number(group) for group in match.groups() if group is not None)
                written = fix.format(*numbers)
                if plain != with_points:
                    return (
                        f"{_bad_count(text)}, as a point means a fraction to some readers; "
                        f"if it stands between thousands, write {written}"
                    )
                return f"{_bad_count(text)}; write {written}"
    return f'{_bad_count(text)}; write a number, "1000+", "40-53" or "~50"'
