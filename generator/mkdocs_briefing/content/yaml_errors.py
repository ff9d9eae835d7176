"""Explains in words why a header is not valid YAML.

The parser notices most slips later than where they are, and says what it would have needed.
So the lines themselves are looked at first: for what people write, and for what it looks like.
Where it is clear what a line was meant to be, the rest is read as if it were so, and told, too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

import yaml
from mkdocs_briefing.content.schema import all_keys
from mkdocs_briefing.core.names import one_of, quoted

OUT_OF_LINE: Final = "a list entry is out of line; indent every - by the same number of spaces"

BACKSLASH: Final = "a backslash has a special meaning in double quotes; use single quotes instead"

_HINTS: Final = (
    (r"escape", BACKSLASH),
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
        OUT_OF_LINE,
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

_OPEN_SINGLE_QUOTE: Final = (
    "a single quote opens a value here and nothing closes it; close it, or put the value in "
    "double quotes"
)

BULLETS: Final = "\u2022\u2023\u2043\u25aa\u25cf\u25cb\u25e6\u00b7\u2010-\u2015\u2212"
"""What word processors write for the dash of a list, as a class of a regular expression."""

DASH: Final = "an entry of a list begins with a dash, a space and its first key: `- by: Turkey`"
NO_SPACE: Final = "there is no space after the colon; write every key as `key: value`"

_KEY: Final = re.compile(r"^( *)((?:- +)*)([\"']?[A-Za-z_][\w-]*[\"']?) *:(?=\s|$)")
_DASH_SLIP: Final = re.compile(
    rf"^\s*(?:[{BULLETS}]+\s*|[*+]\s+|[0-9]{{1,3}}[.)]\s+|-(?=[{{\w])|--+\s+)(?=[{{\[\w\"'])"
)
OPENING_QUOTES: Final = "\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\uff02\u300c"
CLOSING_QUOTES: Final = "\u201c\u201d\u00ab\u00bb\u2039\u203a\uff02\u300d"
"""What word processors and keyboards of other languages write for the double quote."""
_CURLY: Final = re.compile(rf"(?:^|: |[,{{[-] *)[{OPENING_QUOTES}\u2018\u2019]")
_TWO_APOSTROPHES: Final = re.compile(r"(?:^|[:,{\[-] +|[\[{])''(?=[^\s',}\]#:])")
_CUT_APOSTROPHE: Final = re.compile(r"(?:^|[:,{\[-] +|[\[{])'(?:[^']|'')*'(?= *[^\s'\",}\]#:])")
_COMMENT: Final = re.compile(r"[ \[{]#(?=\S)")
_CUT_QUOTES: Final = re.compile(r"(?:^|[:,{\[-] +|[\[{])\"[^\"]*\"(?= *[^\s\",}\]#:])")
_COLON_WITHOUT_SPACE: Final = re.compile(r"^\s*(?:- +)?[A-Za-z_]+:(?=[^\s/])")
_WIDE_COLON: Final = re.compile(r"^\s*(?:- +)?[A-Za-z_]+\s*[\uff1a\ufe55\ua789]")
_WORD: Final = re.compile(r"^\s*((?:- +)*)([A-Za-z_]+)(?= |$)(?! *:)")
_RULE_SIGNS: Final = r"\-\u2010-\u2015\u2212_=+*~`"
_RULE: Final = re.compile(rf"^\s*[{_RULE_SIGNS}][ {_RULE_SIGNS}]*[.{_RULE_SIGNS}]\s*$")
_SIGN_OF_A_VALUE: Final = re.compile(
    r"^(\s*(?:- +)*[A-Za-z_]+: +)(\[|[{*&?>|]|-(?= ))"
    r"(?:[^\]}]*[\]}]+(\s*[^\s,#\]}].*))?"
)
_MARKDOWN_LINK: Final = re.compile(r"\[([^\]]+)\]\((https?://[^\s()]+)\)")
_WIDE_BRACKET: Final = re.compile("(?:^\\s*(?:- +)*|: *)([\uff5b\uff3b])")
_MARKED_KEY: Final = re.compile(r"^\s*(?:- +)*([*_]{1,3})([A-Za-z_]+?)(?:\1 *:|: *\1)")
_SECOND_KEY: Final = re.compile(
    r"^(\s*(?:- +)*)([a-z_]+): (?![\"'{\[|>]).*?[,;] *([a-z_]+):(?= |$)"
)
_QUOTABLE: Final = re.compile(r"^(\s*(?:- +)*[A-Za-z_]+: +)([^\s\"'{\[|>&*!%@`#][^\"\\]*)$")
_IN_SINGLE_QUOTES: Final = re.compile(r"^(\s*(?:- +)*[A-Za-z_]+: +)'([^\"\\]*)'\s*$")
_MOST_LINES_ABOVE: Final = 40
_MOST_SLIPS: Final = 10
_LONGEST_MENDED: Final = 50_000
"""Letters of a header that is read again and again; a newsroom's longest has half of that."""


class Slip(NamedTuple):
    """What is wrong in a header: the line and the column, from 0, and what to write instead.

    Attributes:
        meant: the line as it was meant, where that is clear.
    """

    line: int
    column: int
    message: str
    meant: str | None = None


_Lines: TypeAlias = Sequence[str]


def explain_yaml_error(
    error: yaml.MarkedYAMLError, header: str, first_line: int
) -> tuple[Slip, ...]:
    """Return where a header that does not parse has to be fixed, and how: each slip once.

    Args:
        error: what the parser says.
        header: the text between the fences.
        first_line: the line of the file on which the header begins.

    Returns:
        Nothing if the parser says nothing of the place.
    """
    lines = header.split("\n")
    slips: list[Slip] = []
    found: yaml.MarkedYAMLError | None = error
    while found is not None and (slip := _slip(found, lines)) is not None:
        # What is found in a line that was mended, or above it, follows from how it was mended.
        if slips and slip.line <= slips[-1].line:
            break
        slips.append(slip)
        if slip.meant is None or len(slips) >= _MOST_SLIPS or len(header) > _LONGEST_MENDED:
            break
        lines[slip.line] = slip.meant
        found = _next_error("\n".join(lines))
    return tuple(_each_once(slips, first_line))


def _each_once(slips: Iterable[Slip], first_line: int) -> Iterator[Slip]:
    """Yield slips; of those with one message the first, which names the lines of the others."""
    alike: dict[str, list[Slip]] = {}
    for slip in slips:
        alike.setdefault(slip.message, []).append(slip)
    for first, *others in alike.values():
        message = first.message
        if others:
            lines = one_of(str(first_line + slip.line) for slip in others).replace(" or ", " and ")
            message += f". So it is on line{'' if len(others) == 1 else 's'} {lines}"
        yield first._replace(message=message)


def _next_error(header: str) -> yaml.MarkedYAMLError | None:
    try:
        for _ in yaml.parse(header, Loader=yaml.CBaseLoader):
            pass
    except yaml.MarkedYAMLError as error:
        return error
    return None


def _slip(error: yaml.MarkedYAMLError, lines: _Lines) -> Slip | None:
    said = " ".join(filter(None, (error.problem, error.context))) or "not YAML"
    mark: yaml.Mark | None = error.problem_mark or error.context_mark
    start: yaml.Mark | None = error.context_mark
    if mark is None:
        return None
    for look in _LOOKS:
        if slip := look(lines, mark, said):
            return slip
    # What is opened and never closed is noticed at its end, but fixed at its start.
    if start is not None and re.search(r"quoted scalar|flow", said) and start.line < mark.line:
        mark = start
    if "quoted scalar" in said and _line_at(lines, mark.line)[mark.column :][:1] == "'":
        return Slip(mark.line, mark.column, _OPEN_SINGLE_QUOTE)
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
        line = lines[number]
        if match := _DASH_SLIP.match(line):
            column = len(line) - len(line.lstrip())
            is_close = line[column] == "-" and line[match.end() - 1] == "-"
            message = f"there is no space behind the dash; {DASH}" if is_close else DASH
            # With a sign of another width, the keys below it would be out of line.
            is_clear = match.end() - column == len("- ") or line.endswith(("}", "]"))
            meant = f"{line[:column]}- {line[match.end() :]}" if is_clear else None
            return Slip(number, column, message, meant)
    return None


def _lines_of_block(lines: _Lines, at: int) -> Iterator[int]:
    """Yield the numbers of a line and of those above it, up to the key at the margin."""
    for number in range(min(at, len(lines) - 1), max(-1, at - _MOST_LINES_ABOVE), -1):
        yield number
        if lines[number][:1] not in (" ", ""):
            return


def _at_the_line(
    pattern: re.Pattern[str],
    message: str,
    *offsets: int,
    meant: Callable[[str, int], str | None] = lambda _line, _column: None,
) -> Callable[[_Lines, yaml.Mark, str], Slip | None]:
    """Return a look for a slip in the line of the mark, or in lines beside it.

    Args:
        pattern: of the line; it ends with the sign that is wrong.
        message: what is wrong with it.
        offsets: which lines to look at, counted from that of the mark.
        meant: gives the line as it was meant.
    """

    def look(lines: _Lines, mark: yaml.Mark, _said: str) -> Slip | None:
        for number in (mark.line + offset for offset in offsets):
            line = _line_at(lines, number)
            if (match := pattern.search(line)) and "#" not in line[: match.start()]:
                column = max(match.end() - 1, 0)
                return Slip(number, column, message, meant(line, column))
        return None

    return look


def _with_space(line: str, column: int) -> str:
    """Return the line with a colon and a space for the sign at a column."""
    return f"{line[:column]}: {line[column + 1 :]}"


def _with_straight_quotes(line: str, _column: int) -> str | None:
    return None if '"' in line else line.translate(_STRAIGHT)


def _in_double_quotes(line: str, _column: int = 0) -> str | None:
    """Return the line with its value in double quotes, where the value is all of its end."""
    match = _IN_SINGLE_QUOTES.match(line) or _QUOTABLE.match(line)
    return f'{match[1]}"{match[2].rstrip()}"' if match else None


def _keys_on_one_line(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A row like one in braces, but without them."""
    line = _line_at(lines, mark.line)
    match = _SECOND_KEY.match(line)
    if match is None or "mapping values" not in said or not {match[2], match[3]} <= all_keys():
        return None
    message = (
        f"{match[2]} and {match[3]} stand on one line; write each on a line of its own, or put "
        "them in braces: {…}. If it is one text, put that in quotes"
    )
    return Slip(mark.line, match.start(3), message)


def _colon_in_a_value(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
    if "mapping values" not in said:
        return None
    message = "a colon and a space inside a value; put the value in double quotes"
    return Slip(mark.line, mark.column, message, _in_double_quotes(_line_at(lines, mark.line)))


def _begins_with_a_sign(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A text that begins like a list, an entry or something else that YAML knows."""
    line = _line_at(lines, mark.line)
    match = _SIGN_OF_A_VALUE.match(line)
    if match is None or mark.column < match.start(2) or "quoted" in said:
        return None
    sign = match[2]
    if sign in "[{" and not match[3]:
        return None
    link = _MARKDOWN_LINK.match(line, match.start(2))
    message = f"a value begins with {sign}; put it in double quotes"
    if link is not None:
        what = quoted(link[1])[1:-1]
        message = f"a link stands in two keys; write {{publisher: {what}, url: {quoted(link[2])}}}"
    return Slip(mark.line, match.start(2), message)


def _colon_or_comma_in_braces(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
    line = _line_at(lines, mark.line)
    is_in_braces = "flow mapping" in said and "{" in line[: mark.column]
    if not is_in_braces or line[mark.column : mark.column + 1] != ":":
        return None
    before = re.search(r"([;\s]*)\b([A-Za-z_]+)$", line[: mark.column])
    if before is not None and before[2] in all_keys():
        message = f"there is no comma before {before[2]}; write one between two keys in braces"
        return Slip(mark.line, before.start(2), message)
    message = "a colon and a space inside a value; put the value in double quotes"
    return Slip(mark.line, mark.column, message)


def _wide_brackets(lines: _Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    line = _line_at(lines, mark.line)
    match = _WIDE_BRACKET.search(line)
    if match is None:
        return None
    return Slip(mark.line, match.end() - 1, wide_bracket(match[1]))


def wide_bracket(sign: str) -> str:
    """Return the message for a bracket as keyboards of Chinese and Japanese write it."""
    return f"a wide bracket ({sign}); write ordinary ones: [ ] or {{ }}"


def _closed_too_often(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
    line = _line_at(lines, mark.line)
    sign = line[mark.column : mark.column + 1]
    if sign not in ("}", "]") or "flow" in said:
        return None
    message = f"nothing is open that this {sign} could close; delete it"
    return Slip(mark.line, mark.column, message, line[: mark.column] + line[mark.column + 1 :])


def _marked_key(lines: _Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    """A key in bold or italics."""
    line = _line_at(lines, mark.line)
    match = _MARKED_KEY.match(line)
    if match is None or match[2] not in all_keys():
        return None
    column = match.start(1)
    message = f"a key has no {match[1]} around it; write {match[2]}: and the value"
    return Slip(mark.line, column, message, f"{line[:column]}{match[2]}:{line[match.end() :]}")


def _text_in_the_header(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
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


def _out_of_line(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
    """A key that is not below the first key of its row, or below the key above it."""
    line = _line_at(lines, mark.line)
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
        below = _line_at(lines, mark.line + 1)
        # What belongs to the key would have to move with it.
        is_clear = len(below) - len(below.lstrip()) <= min(column, wanted)
        meant = " " * wanted + line.lstrip() if is_clear else None
        return Slip(mark.line, column, message, meant)
    return None


def _entry_out_of_line(lines: _Lines, mark: yaml.Mark, said: str) -> Slip | None:
    line = _line_at(lines, mark.line)
    if not re.match(r" *- ", line) or "flow" in said or "block" not in said:
        return None
    return Slip(mark.line, len(line) - len(line.lstrip()), OUT_OF_LINE)


def _no_colon(lines: _Lines, mark: yaml.Mark, _said: str) -> Slip | None:
    for number in (mark.line, mark.line - 1):
        match = _WORD.match(_line_at(lines, number))
        if match and match[2] in all_keys():
            message = f"there is no colon behind {match[2]}; write every key as `key: value`"
            line = lines[number]
            meant = f"{line[: match.end()]}:{line[match.end() :]}"
            return Slip(number, match.start(2), message, meant)
    return None


_STRAIGHT: Final = dict.fromkeys(map(ord, OPENING_QUOTES + CLOSING_QUOTES), '"')

_LOOKS: Final = (
    _fence,
    _sign,
    _quotes_in_quotes,
    _comment_in_brackets,
    _wide_brackets,
    _begins_with_a_sign,
    _colon_or_comma_in_braces,
    _dash,
    _closed_too_often,
    _marked_key,
    _at_the_line(
        _CURLY,
        'curly quotation marks do not count in a header; write straight ones: "..."',
        0,
        meant=_with_straight_quotes,
    ),
    _at_the_line(
        _TWO_APOSTROPHES,
        'two apostrophes are no double quote; write " for them, before the value and behind it',
        0,
    ),
    _at_the_line(
        _CUT_APOSTROPHE,
        "the apostrophe ends a value in single quotes; put the value in double quotes",
        0,
        meant=_in_double_quotes,
    ),
    _at_the_line(
        _CUT_QUOTES, "the value goes on behind its quotation marks; put all of it in '…'", 0
    ),
    _at_the_line(_COLON_WITHOUT_SPACE, NO_SPACE, 0, -1, meant=_with_space),
    _at_the_line(
        _WIDE_COLON,
        "a wide colon (\uff1a); write an ordinary one and a space behind it",
        0,
        -1,
        meant=_with_space,
    ),
    _no_colon,
    _keys_on_one_line,
    _entry_out_of_line,
    _out_of_line,
    _colon_in_a_value,
    _text_in_the_header,
)
"""Looks at the lines around the place that the parser names, the surest first."""
