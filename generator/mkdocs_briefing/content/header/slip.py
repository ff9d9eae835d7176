"""Defines a slip: what is wrong in a line of a header that is no YAML, and what was meant."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import yaml

Lines: TypeAlias = Sequence[str]


class Slip(NamedTuple):
    """What is wrong in a header: the line and the column, from 0, and what to write instead.

    Attributes:
        meant: the line as it was meant, where that is clear.
    """

    line: int
    column: int
    message: str
    meant: str | None = None


Look: TypeAlias = Callable[[Lines, yaml.Mark, str], Slip | None]
"""Looks for one kind of slip.

It takes the lines of the header, the place that the parser names, and what the parser says.
"""


def line_at(lines: Lines, number: int) -> str:
    """Return a line by its number, from 0; ``""`` where there is none."""
    return lines[number] if 0 <= number < len(lines) else ""


def look_at_the_line(
    pattern: re.Pattern[str],
    message: str,
    *offsets: int,
    meant: Callable[[str, int], str | None] = lambda _line, _column: None,
) -> Look:
    """Return a look for a slip in the line of the mark, or in lines beside it.

    Args:
        pattern: of the line; it ends with the sign that is wrong.
        message: what is wrong with it.
        offsets: which lines to look at, counted from that of the mark.
        meant: gives the line as it was meant.
    """

    def look(lines: Lines, mark: yaml.Mark, _said: str) -> Slip | None:
        for number in (mark.line + offset for offset in offsets):
            line = line_at(lines, number)
            if (match := pattern.search(line)) and "#" not in line[: match.start()]:
                column = max(match.end() - 1, 0)
                return Slip(number, column, message, meant(line, column))
        return None

    return look
