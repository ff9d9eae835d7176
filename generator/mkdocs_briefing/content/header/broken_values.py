"""Finds what is wrong with a value: its quotes, its brackets, and signs that YAML knows."""

import re
from typing import Final

import yaml
from mkdocs_briefing.content.header.other_signs import OPENING_QUOTES, STRAIGHT, wide_bracket
from mkdocs_briefing.content.header.slip import Lines, Look, Slip, line_at, look_at_the_line
from mkdocs_briefing.content.schema import all_keys
from mkdocs_briefing.core.names import quoted

BACKSLASH: Final = "a backslash has a special meaning in double quotes; use single quotes instead"
COLON: Final = "a colon and a space inside a value; put the value in double quotes"

_QUOTABLE: Final = re.compile(r"^(\s*(?:- +)*[A-Za-z_]+: +)([^\s\"'{\[|>&*!%@`#][^\"\\]*)$")
_IN_SINGLE_QUOTES: Final = re.compile(r"^(\s*(?:- +)*[A-Za-z_]+: +)'([^\"\\]*)'\s*$")
_COMMENT: Final = re.compile(r"[ \[{]#(?=\S)")
_SIGN_OF_A_VALUE: Final = re.compile(
    r"^(\s*(?:- +)*[A-Za-z_]+: +)(\[|[{*&?>|]|-(?= ))"
    r"(?:[^\]}]*[\]}]+(\s*[^\s,#\]}].*))?"
)
_MARKDOWN_LINK: Final = re.compile(r"\[([^\]]+)\]\((https?://[^\s()]+)\)")
_WIDE_BRACKET: Final = re.compile("(?:^\\s*(?:- +)*|: *)([\uff5b\uff3b])")


def begins_with(sign: str) -> str:
    """Return the message for a text that begins with a sign that YAML knows."""
    return f"a value begins with {sign}; put it in double quotes"


def forbidden_sign(lines: Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A sign with which no value begins in YAML, or a tab."""
    if not re.search(r"cannot start any token|found a tab", said):
        return None
    line = line_at(lines, mark.line)
    character = line[mark.column : mark.column + 1]
    if "\t" in (character, line[: mark.column][-1:]):
        return Slip(mark.line, mark.column, "a tab; indent with spaces instead")
    return Slip(mark.line, mark.column, begins_with(character))


def quotes_in_quotes(lines: Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    """A quotation mark that ends a text in quotes before its end."""
    line = line_at(lines, mark.line)
    if line[: mark.column].rstrip().endswith('"') and line.count('"') > len('""'):
        message = "a quotation mark inside quotes; write it \\\" or put the value in '…'"
        return Slip(mark.line, mark.column, message)
    return None


def comment_in_brackets(lines: Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A # that hides the end of an entry or a list from the parser."""
    if "flow" not in said:
        return None
    for number in range(max(0, mark.line - 2), mark.line + 1):
        line = line_at(lines, number)
        match = _COMMENT.search(line)
        is_in_brackets = match is not None and ("[" in line[: match.end()] or "{" in line)
        if match and is_in_brackets and line[: match.start()].count('"') % 2 == 0:
            message = "# begins a comment, which hides what follows; put the value in quotes"
            return Slip(number, match.end() - 1, message)
    return None


def wide_brackets(lines: Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    """A bracket of a Chinese or Japanese keyboard."""
    line = line_at(lines, mark.line)
    match = _WIDE_BRACKET.search(line)
    if match is None:
        return None
    return Slip(mark.line, match.end() - 1, wide_bracket(match[1]))


def begins_with_a_sign(lines: Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A text that begins like a list, an entry or something else that YAML knows."""
    line = line_at(lines, mark.line)
    match = _SIGN_OF_A_VALUE.match(line)
    if match is None or mark.column < match.start(2) or "quoted" in said:
        return None
    sign = match[2]
    if sign in "[{" and not match[3]:
        return None
    link = _MARKDOWN_LINK.match(line, match.start(2))
    message = begins_with(sign)
    if link is not None:
        what = quoted(link[1])[1:-1]
        message = f"a link stands in two keys; write {{publisher: {what}, url: {quoted(link[2])}}}"
    return Slip(mark.line, match.start(2), message)


def colon_or_comma_in_braces(lines: Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A colon in a value in braces, or no comma before a key."""
    line = line_at(lines, mark.line)
    is_in_braces = "flow mapping" in said and "{" in line[: mark.column]
    if not is_in_braces or line[mark.column : mark.column + 1] != ":":
        return None
    before = re.search(r"([;\s]*)\b([A-Za-z_]+)$", line[: mark.column])
    if before is not None and before[2] in all_keys():
        message = f"there is no comma before {before[2]}; write one between two keys in braces"
        return Slip(mark.line, before.start(2), message)
    return Slip(mark.line, mark.column, COLON)


def closed_too_often(lines: Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A bracket that closes nothing."""
    line = line_at(lines, mark.line)
    sign = line[mark.column : mark.column + 1]
    if sign not in ("}", "]") or "flow" in said:
        return None
    message = f"nothing is open that this {sign} could close; delete it"
    return Slip(mark.line, mark.column, message, line[: mark.column] + line[mark.column + 1 :])


def colon_in_a_value(lines: Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A colon in a value that would be a second key."""
    if "mapping values" not in said:
        return None
    return Slip(mark.line, mark.column, COLON, _in_double_quotes(line_at(lines, mark.line)))


def _with_straight_quotes(line: str, _column: int) -> str | None:
    return None if '"' in line else line.translate(STRAIGHT)


def _in_double_quotes(line: str, _column: int = 0) -> str | None:
    """Return the line with its value in double quotes, where the value is all of its end."""
    match = _IN_SINGLE_QUOTES.match(line) or _QUOTABLE.match(line)
    return f'{match[1]}"{match[2].rstrip()}"' if match else None


curly_quotes: Final[Look] = look_at_the_line(
    re.compile(rf"(?:^|: |[,{{[-] *)[{OPENING_QUOTES}\u2018\u2019]"),
    'curly quotation marks do not count in a header; write straight ones: "..."',
    0,
    meant=_with_straight_quotes,
)
two_apostrophes: Final[Look] = look_at_the_line(
    re.compile(r"(?:^|[:,{\[-] +|[\[{])''(?=[^\s',}\]#:])"),
    'two apostrophes are no double quote; write " for them, before the value and behind it',
    0,
)
apostrophe_in_quotes: Final[Look] = look_at_the_line(
    re.compile(r"(?:^|[:,{\[-] +|[\[{])'(?:[^']|'')*'(?= *[^\s'\",}\]#:])"),
    "the apostrophe ends a value in single quotes; put the value in double quotes",
    0,
    meant=_in_double_quotes,
)
text_behind_quotes: Final[Look] = look_at_the_line(
    re.compile(r"(?:^|[:,{\[-] +|[\[{])\"[^\"]*\"(?= *[^\s\",}\]#:])"),
    "the value goes on behind its quotation marks; put all of it in '…'",
    0,
)
