"""Explains in words why a header is not valid YAML."""

import re
from typing import Final

import yaml

_HINTS: Final = (
    (r"escape", "a backslash has a special meaning in double quotes; use single quotes instead"),
    (
        r"quoted scalar",
        'a quotation mark is opened here and never closed; close it, or write \\" inside the value',
    ),
    (
        r"mapping values are not allowed",
        "a colon and a space inside a value, or a line that is indented too far; "
        "put the value in double quotes, or line the key up with the one above it",
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


_SLIPS: Final = (
    (
        r"^\s*[\u2022\u2023\u2043\u25aa\u25e6\u00b7\u2013\u2014]\s",
        "an entry of a list begins with a dash, a space and its first key: `- by: Turkey`",
        (0, -1),
    ),
    (
        r"^[^#]*:\s+[\u201c\u201d\u201e\u2018\u2019\u00ab]",
        'curly quotation marks do not count in a header; write straight ones: "..."',
        (0,),
    ),
    (
        r"^[^#\"]*:\s+'[^']*'\w",
        "the apostrophe ends a value in single quotes; put the value in double quotes",
        (0,),
    ),
    (
        r"^\s*(?:-\s+)?[a-z_]+:[^\s/]",
        "there is no space after the colon; write every key as `key: value`",
        (0, -1),
    ),
)
"""Patterns of a line, what is wrong with it whatever the parser says, and where the line is.

A parser may notice a fault only in the line below it.
"""


def explain_yaml_error(error: yaml.MarkedYAMLError, header: str) -> tuple[yaml.Mark | None, str]:
    """Return where a header that does not parse has to be fixed, and how."""
    parser_message = " ".join(filter(None, (error.problem, error.context))) or "not YAML"
    mark: yaml.Mark | None = error.problem_mark or error.context_mark
    start: yaml.Mark | None = error.context_mark
    if mark is None:
        return None, parser_message
    lines = header.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    before, character = line[: mark.column], line[mark.column : mark.column + 1]
    if re.search(r"cannot start any token|found a tab", parser_message):
        if "\t" in (character, before[-1:]):
            return mark, "a tab; indent with spaces instead"
        return mark, f"a value begins with {character}; put it in double quotes"
    if before.endswith('"') and line.count('"') > 2:  # noqa: PLR2004 - one pair and another mark
        return mark, "a quotation mark inside quotes; write it \\\" or put the value in '…'"
    for pattern, hint, offsets in _SLIPS:
        for at in (mark.line + offset for offset in offsets):
            if 0 <= at < len(lines) and (match := re.search(pattern, lines[at])):
                return yaml.Mark(mark.name, 0, at, match.end() - 1, None, 0), hint
    # What is opened and never closed is noticed at its end, but fixed at its start.
    if (
        start is not None
        and re.search(r"quoted scalar|flow", parser_message)
        and start.line < mark.line
    ):
        mark = start
    hints = (hint for pattern, hint in _HINTS if re.search(pattern, parser_message))
    return mark, next(hints, parser_message)
