"""Explains in words why a header is not valid YAML.

The parser notices most slips later than where they are, and says what it would have needed.
So the lines themselves are looked at first: for what people write, and for what it looks like.
Where it is clear what a line was meant to be, the rest is read as if it were so, and told, too.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import yaml
from mkdocs_briefing.content.header import broken_lines, broken_values
from mkdocs_briefing.content.header.broken_lines import OUT_OF_LINE
from mkdocs_briefing.content.header.broken_values import BACKSLASH, COLON
from mkdocs_briefing.content.header.slip import Lines, Slip, line_at
from mkdocs_briefing.core.names import one_of

_LOOKS: Final = (
    broken_lines.fence,
    broken_values.forbidden_sign,
    broken_values.quotes_in_quotes,
    broken_values.comment_in_brackets,
    broken_values.wide_brackets,
    broken_values.begins_with_a_sign,
    broken_values.colon_or_comma_in_braces,
    broken_lines.dash,
    broken_values.closed_too_often,
    broken_lines.marked_key,
    broken_values.curly_quotes,
    broken_values.two_apostrophes,
    broken_values.apostrophe_in_quotes,
    broken_values.text_behind_quotes,
    broken_lines.colon_without_space,
    broken_lines.wide_colon,
    broken_lines.no_colon,
    broken_lines.keys_on_one_line,
    broken_lines.entry_out_of_line,
    broken_lines.out_of_line,
    broken_values.colon_in_a_value,
    broken_lines.text_in_the_header,
)
"""Looks at the lines around the place that the parser names, the surest first."""

_HINTS: Final = (
    (r"escape", BACKSLASH),
    (
        r"quoted scalar",
        'a quotation mark is opened here and never closed; close it, or write \\" inside the value',
    ),
    (
        r"mapping values are not allowed",
        COLON,
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
_MOST_SLIPS: Final = 10
_LONGEST_MENDED: Final = 50_000
"""Letters of a header that is read again and again; a newsroom's longest has half of that."""


def explain_yaml_error(
    error: yaml.MarkedYAMLError, header: str, first_line: int
) -> tuple[Slip, ...]:
    """Return where a header that does not parse has to be fixed, and how: each slip once.

    Args:
        error: what the parser says.
        header: the text between the fences.
        first_line: the line of the file on which the header begins.

    Returns:
        At least one; above the first line if the parser says nothing of the place.
    """
    lines = header.split("\n")
    slips: list[Slip] = []
    found: yaml.MarkedYAMLError | None = error
    while found is not None:
        slip = _slip(found, lines)
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


def _slip(error: yaml.MarkedYAMLError, lines: Lines) -> Slip:
    said = " ".join(filter(None, (error.problem, error.context))) or "not YAML"
    mark: yaml.Mark | None = error.problem_mark or error.context_mark
    start: yaml.Mark | None = error.context_mark
    if mark is None:
        return Slip(-1, 0, said)
    for look in _LOOKS:
        if slip := look(lines, mark, said):
            return slip
    # What is opened and never closed is noticed at its end, but fixed at its start.
    if start is not None and re.search(r"quoted scalar|flow", said) and start.line < mark.line:
        mark = start
    if "quoted scalar" in said and line_at(lines, mark.line)[mark.column :][:1] == "'":
        return Slip(mark.line, mark.column, _OPEN_SINGLE_QUOTE)
    hints = (hint for pattern, hint in _HINTS if re.search(pattern, said))
    return Slip(mark.line, mark.column, next(hints, said))
