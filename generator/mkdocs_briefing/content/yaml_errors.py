"""Explains in words why a header is not valid YAML.

The parser notices most slips later than where they are, and says what it would have needed.
So the lines themselves are looked at first: for what people write, and for what it looks like.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

import yaml
from mkdocs_briefing.content.schema import all_keys
from mkdocs_briefing.core.names import quoted

_HINTS: Final = (
    (r"escape", "a backslash has a special meaning in double quotes; use single quotes instead"),
    (
        r"quoted scalar",
        'a quotation mark is opened here and never closed; close it, or write \\" inside the value',
    ),
    (
        r"mapping values are not allowed",
        "a colon and a space inside a value; put the value in double quotes",
    ),
    (
        r"flow sequence|expected ',' or '\]'",
        "a list in brackets is not finished; check for a missing comma or a missing ]",
    ),
    (
        r"flow mapping|expected ',' or '}'",
        "an entry in braces is not finished; check for a missing comma or a missing }",
    ),
    (
        r"block collection|expected '-' indicator|block sequence entries are not allowed",
        "a list entry is out of line; indent every - by the same number of spaces",
    ),
    (
        r"could not find expected ':'|simple key|block mapping|expected <block end>",
        "a line is out of line or has no colon; write every key as `key: value` and line the "
        "keys up",
    ),
    (
        r"anchor|alias",
        "a value that begins with & or * has a special meaning in YAML; put it in quotes",
    ),
    (r"tag", "a value that begins with ! has a special meaning in YAML; put it in quotes"),
)
"""Patterns of what the YAML parser says, and what that usually means for the writer."""

BULLETS: Final = "\u2022\u2023\u2043\u25aa\u25cf\u25cb\u25e6\u00b7\u2010-\u2015\u2212"
"""What word processors write for the dash of a list, as a class of a regular expression."""

DASH: Final = "an entry of a list begins with a dash, a space and its first key: `- by: Turkey`"
NO_SPACE: Final = "there is no space after the colon; write every key as `key: value`"

_KEY: Final = re.compile(r"^( *)((?:- +)*)([\"']?[A-Za-z_][\w-]*[\"']?) *:(?=\s|$)")
_DASH_SLIP: Final = re.compile(
    rf"^\s*(?:[{BULLETS}]+\s*|[*+]\s+|[0-9]{{1,3}}[.)]\s+|-(?=[{{\w])|--+\s+)(?=[{{\[\w\"'])"
)
_CURLY: Final = re.compile("(?:^|: |[,{[-] *)[\u201c\u201d\u201e\u2018\u2019\u00ab]")
_CUT_APOSTROPHE: Final = re.compile(r"(?:^|[:,{\[-] +|[\[{])'(?:[^']|'')*'(?= *[^\s'\",}\]#:])")
_COMMENT: Final = re.compile(r"[ \[{]#(?=\S)")
_CUT_QUOTES: Final = re.compile(r"(?:^|[:,{\[-] +|[\[{])\"[^\"]*\"(?= *[^\s\",}\]#:])")
_COLON_WITHOUT_SPACE: Final = re.compile(r"^\s*(?:- +)?[A-Za-z_]+:(?=[^\s/])")
_WIDE_COLON: Final = re.compile(r"^\s*(?:- +)?[A-Za-z_]+\s*[\uff1a\ufe55\ua789]")
_WORD: Final = re.compile(r"^\s*((?:- +)*)([A-Za-z_]+)(?= |$)(?! *:)")
_RULE: Final = re.compile(r"^\s*[-\u2010-\u2015\u2212_=+*~]{2,}\s*$")
_MOST_LINES_ABOVE: Final = 40


class Slip(NamedTuple):
    """What is wrong in a header: the line and the column, from 0, and what to write instead."""

    line: int
    column: int
    message: str


_Lines: TypeAlias = Sequence[str]


def explain_yaml_error(error: yaml.MarkedYAMLError, header: str) -> Slip | None:
    """Return where a header that does not parse has to be fixed, and how.

    Args:
        error: what the parser says.
        header: the text between the fences.

    Returns:
        ``None`` if the parser says nothing of the place.
    """
    said = " ".join(filter(None, (error.problem, error.context))) or "not YAML"
    mark: yaml.Mark | None = error.problem_mark or error.context_mark
    start: yaml.Mark | None = error.context_mark
    if mark is None:
        return None
    lines = header.split("\n")
    for look in _LOOKS:
        if slip := look(lines, mark, said):
            return slip
    # What is opened and never closed is noticed at its end, but fixed at its start.
    if start is not None and re.search(r"quoted scalar|flow", said) and start.line < mark.line:
        mark = start
    hints = (hint for pattern, hint in _HINTS if re.search(pattern, said))
    return Slip(mark.line, mark.column, next(hints, said))


def rule_for_a_fence(lines: _Lines) -> Slip | None:
    """Return the line that was meant to end a header: dashes that are not, or out of line."""
    for number, line in enumerate(lines):
        if _RULE.match(line):
            return Slip(number, 0, wrong_fence(line))
    return None


def wrong_fence(line: str) -> str:
    """Return the message for a line that is no fence, but was meant as one."""
    return (
        f"{quoted(line, 20)} is no fence; write three hyphens at the beginning of the line, and "
        "nothing else: ---"
    )


def _line_at(lines: _Lines, number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _fence(lines: _Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    slip = rule_for_a_fence(lines[: mark.line + 1])
    if slip is None:
        return None
    below = (_KEY.match(line) for line in lines[slip.line + 1 :])
    # With keys of the header below it, it is a line of a text of several lines.
    return None if any(key and not key[1] and key[3] in all_keys() for key in below) else slip


def _sign(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
    if not re.search(r"cannot start any token|found a tab", said):
        return None
    line = _line_at(lines, mark.line)
    character = line[mark.column : mark.column + 1]
    if "\t" in (character, line[: mark.column][-1:]):
        return Slip(mark.line, mark.column, "a tab; indent with spaces instead")
    message = f"a value begins with {character}; put it in double quotes"
    return Slip(mark.line, mark.column, message)


def _quotes_in_quotes(lines: _Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    line = _line_at(lines, mark.line)
    if line[: mark.column].rstrip().endswith('"') and line.count('"') > len('""'):
        message = "a quotation mark inside quotes; write it \\\" or put the value in '…'"
        return Slip(mark.line, mark.column, message)
    return None


def _comment_in_brackets(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A # that hides the end of an entry or a list from the parser."""
    if "flow" not in said:
        return None
    for number in range(max(0, mark.line - 2), mark.line + 1):
        line = _line_at(lines, number)
        match = _COMMENT.search(line)
        is_in_brackets = match is not None and ("[" in line[: match.end()] or "{" in line)
        if match and is_in_brackets and line[: match.start()].count('"') % 2 == 0:
            message = "# begins a comment, which hides what follows; put the value in quotes"
            return Slip(number, match.end() - 1, message)
    return None


def _dash(lines: _Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    for number in _lines_of_block(lines, mark.line):
        if match := _DASH_SLIP.match(lines[number]):
            column = len(lines[number]) - len(lines[number].lstrip())
            if lines[number][column] == "-" and lines[number][match.end() - 1] == "-":
                return Slip(number, column, f"there is no space behind the dash; {DASH}")
            return Slip(number, column, DASH)
    return None


def _lines_of_block(lines: _Lines, at: int) -> Iterator[int]:
    """Yield the numbers of a line and of those above it, up to the key at the margin."""
    for number in range(min(at, len(lines) - 1), max(-1, at - _MOST_LINES_ABOVE), -1):
        yield number
        if lines[number][:1] not in (" ", ""):
            return


def _at_the_line(
    pattern: re.Pattern[str], message: str, *offsets: int
) -> Callable[[_Lines, yaml.Mark, str], Slip | None]:
    """Return a look for a slip in the line of the mark, or in lines beside it."""

    def look(lines: _Lines, mark: yaml.Mark, _said: str) -> Slip | None:
        for number in (mark.line + offset for offset in offsets):
            line = _line_at(lines, number)
            if (match := pattern.search(line)) and "#" not in line[: match.start()]:
                return Slip(number, max(match.end() - 1, 0), message)
        return None

    return look


def _out_of_line(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A key that is not below the first key of its row, or below the key above it."""
    line = _line_at(lines, mark.line)
    key = _KEY.match(line)
    if key is None or "flow" in said or "quoted" in said:
        return None
    if "mapping values" in said and mark.column > key.end():
        return None
    if key[2]:
        message = "a list entry is out of line; indent every - by the same number of spaces"
        return Slip(mark.line, len(key[1]), message)
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
        return Slip(mark.line, column, message)
    return None


def _entry_out_of_line(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
    line = _line_at(lines, mark.line)
    if not re.match(r" *- ", line) or "flow" in said or "block" not in said:
        return None
    message = "a list entry is out of line; indent every - by the same number of spaces"
    return Slip(mark.line, len(line) - len(line.lstrip()), message)


def _no_colon(lines: _Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    for number in (mark.line, mark.line - 1):
        match = _WORD.match(_line_at(lines, number))
        if match and match[2] in all_keys():
            message = f"there is no colon behind {match[2]}; write every key as `key: value`"
            return Slip(number, match.start(2), message)
    return None


_LOOKS: Final = (
    _sign,
    _quotes_in_quotes,
    _comment_in_brackets,
    _fence,
    _dash,
    _at_the_line(
        _CURLY, 'curly quotation marks do not count in a header; write straight ones: "..."', 0
    ),
    _at_the_line(
        _CUT_APOSTROPHE,
        "the apostrophe ends a value in single quotes; put the value in double quotes",
        0,
    ),
    _at_the_line(
        _CUT_QUOTES, "the value goes on behind its quotation marks; put all of it in '…'", 0
    ),
    _at_the_line(_COLON_WITHOUT_SPACE, NO_SPACE, 0, -1),
    _at_the_line(
        _WIDE_COLON, "a wide colon (\uff1a); write an ordinary one and a space behind it", 0, -1
    ),
    _no_colon,
    _entry_out_of_line,
    _out_of_line,
)
"""Looks at the lines around the place that the parser names, the surest first."""
