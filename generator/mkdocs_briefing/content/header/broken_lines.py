"""Finds what is wrong with the form of a line: its fence, its dash, its key, its indentation."""

import re
from collections.abc import Iterator
from typing import Final

import yaml
from mkdocs_briefing.content.header.fences import rule_for_a_fence
from mkdocs_briefing.content.header.other_signs import BULLETS
from mkdocs_briefing.content.header.slip import Lines, Look, Slip, line_at, look_at_the_line
from mkdocs_briefing.content.schema import all_keys
from mkdocs_briefing.core.names import quoted

OUT_OF_LINE: Final = "a list entry is out of line; indent every - by the same number of spaces"
NO_SPACE: Final = "there is no space after the colon; write every key as `key: value`"

_DASH: Final = "an entry of a list begins with a dash, a space and its first key: `- by: Turkey`"
_KEY: Final = re.compile(r"^( *)((?:- +)*)([\"']?[A-Za-z_][\w-]*[\"']?) *:(?=\s|$)")
_DASH_SLIP: Final = re.compile(
    rf"^\s*(?:[{BULLETS}]+\s*|[*+]\s+|[0-9]{{1,3}}[.)]\s+|-(?=[{{\w])|--+\s+)(?=[{{\[\w\"'])"
)
_WORD: Final = re.compile(r"^\s*((?:- +)*)([A-Za-z_]+)(?= |$)(?! *:)")
_MARKED_KEY: Final = re.compile(r"^\s*(?:- +)*([*_]{1,3})([A-Za-z_]+?)(?:\1 *:|: *\1)")
_SECOND_KEY: Final = re.compile(
    r"^(\s*(?:- +)*)([a-z_]+): (?![\"'{\[|>]).*?[,;] *([a-z_]+):(?= |$)"
)
_MOST_LINES_ABOVE: Final = 40


def fence(lines: Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    """A line above a text that was meant as the lower fence."""
    slip = rule_for_a_fence(lines[: mark.line + 1])
    if slip is None:
        return None
    below = (_KEY.match(line) for line in lines[slip.line + 1 :])
    # With keys of the header below it, it is a line of a text of several lines.
    return None if any(key and not key[1] and key[3] in all_keys() for key in below) else slip


def dash(lines: Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    """Another sign for the dash of a list, or no space behind it."""
    for number in _lines_of_block(lines, mark.line):
        line = lines[number]
        if match := _DASH_SLIP.match(line):
            column = len(line) - len(line.lstrip())
            is_close = line[column] == "-" and line[match.end() - 1] == "-"
            message = f"there is no space behind the dash; {_DASH}" if is_close else _DASH
            # With a sign of another width, the keys below it would be out of line.
            is_clear = match.end() - column == len("- ") or line.endswith(("}", "]"))
            meant = f"{line[:column]}- {line[match.end() :]}" if is_clear else None
            return Slip(number, column, message, meant)
    return None


def _lines_of_block(lines: Lines, at: int) -> Iterator[int]:
    """Yield the numbers of a line and of those above it, up to the key at the margin."""
    for number in range(min(at, len(lines) - 1), max(-1, at - _MOST_LINES_ABOVE), -1):
        yield number
        if lines[number][:1] not in (" ", ""):
            return


def marked_key(lines: Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    """A key in bold or italics."""
    line = line_at(lines, mark.line)
    match = _MARKED_KEY.match(line)
    if match is None or match[2] not in all_keys():
        return None
    column = match.start(1)
    message = f"a key has no {match[1]} around it; write {match[2]}: and the value"
    return Slip(mark.line, column, message, f"{line[:column]}{match[2]}:{line[match.end() :]}")


def no_colon(lines: Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    """A key with no colon behind it."""
    for number in (mark.line, mark.line - 1):
        match = _WORD.match(line_at(lines, number))
        if match and match[2] in all_keys():
            message = f"there is no colon behind {match[2]}; write every key as `key: value`"
            line = lines[number]
            meant = f"{line[: match.end()]}:{line[match.end() :]}"
            return Slip(number, match.start(2), message, meant)
    return None


def keys_on_one_line(lines: Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A row like one in braces, but without them."""
    line = line_at(lines, mark.line)
    match = _SECOND_KEY.match(line)
    if match is None or "mapping values" not in said or not {match[2], match[3]} <= all_keys():
        return None
    message = (
        f"{match[2]} and {match[3]} stand on one line; write each on a line of its own, or put "
        "them in braces: {…}. If it is one text, put that in quotes"
    )
    return Slip(mark.line, match.start(3), message)


def out_of_line(lines: Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A key that is not below the first key of its row, or below the key above it."""
    line = line_at(lines, mark.line)
    key = _KEY.match(line)
    if key is None or "flow" in said or "quoted" in said:
        return None
    if "mapping values" in said and mark.column > key.end():
        return None
    if key[2]:
        return Slip(mark.line, len(key[1]), OUT_OF_LINE)
    column = len(key[1])
    for number in range(mark.line - 1, max(-1, mark.line - _MOST_LINES_ABOVE), -1):
        above = _KEY.match(lines[number])
        if above is None:
            continue
        wanted = len(above[1]) + len(above[2])
        if wanted == column:
            return None
        if column == 0 and not above[2] and number == 0:
            message = f"{above[3]} is indented; begin it at the margin, like {key[3]} below it"
            return Slip(number, wanted, message)
        where = (
            f"indent it by {wanted} space{'' if wanted == 1 else 's'}, to begin in column "
            f"{wanted + 1}"
            if wanted
            else "begin it at the margin"
        )
        message = f"{key[3]} is out of line with {above[3]} above it; {where}"
        below = line_at(lines, mark.line + 1)
        # What belongs to the key would have to move with it.
        is_clear = len(below) - len(below.lstrip()) <= min(column, wanted)
        meant = " " * wanted + line.lstrip() if is_clear else None
        return Slip(mark.line, column, message, meant)
    return None


def entry_out_of_line(lines: Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A dash that is not below the dash of the entry above it."""
    line = line_at(lines, mark.line)
    if not re.match(r" *- ", line) or "flow" in said or "block" not in said:
        return None
    return Slip(mark.line, len(line) - len(line.lstrip()), OUT_OF_LINE)


def text_in_the_header(lines: Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A line that is no key, often the first one of the text, above which the fence is missing."""
    if "could not find expected ':'" not in said:
        return None
    is_below = False
    for number, line in enumerate(lines[: mark.line + 1]):
        if line[:1].strip() and line[0] not in "-#" and not re.match(r"[^\s:]+ *:(\s|$)", line):
            message = (
                f"{quoted(line, 20)} is no line of a header; if the text begins here, write a "
                "line --- above it"
                if is_below
                else f"{quoted(line, 20)} is no line of a header; write every key as `key: value`"
            )
            return Slip(number, 0, message)
        is_below = is_below or ":" in line
    return None


def _with_space(line: str, column: int) -> str:
    """Return the line with a colon and a space for the sign at a column."""
    return f"{line[:column]}: {line[column + 1 :]}"


colon_without_space: Final[Look] = look_at_the_line(
    re.compile(r"^\s*(?:- +)?[A-Za-z_]+:(?=[^\s/])"), NO_SPACE, 0, -1, meant=_with_space
)
wide_colon: Final[Look] = look_at_the_line(
    re.compile(r"^\s*(?:- +)?[A-Za-z_]+\s*[\uff1a\ufe55\ua789]"),
    "a wide colon (\uff1a); write an ordinary one and a space behind it",
    0,
    -1,
    meant=_with_space,
)
