"""Finds lists that are read as one text, because their dashes are out of line or they have none."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mkdocs_briefing.content.header.broken_lines import OUT_OF_LINE
from mkdocs_briefing.content.header.nodes import Node, ScalarNode, SeqNode
from mkdocs_briefing.content.header.other_signs import BULLETS
from mkdocs_briefing.content.header.refusals import unreadable
from mkdocs_briefing.core.letters import COMMA
from mkdocs_briefing.core.names import quoted
from mkdocs_briefing.core.problems import Place
from yaml.events import ScalarEvent

TEXTS: Final = frozenset({"description", "note", "place", "summary", "title", "what", "why"})
"""Keys of texts of several lines, each of which may begin with a dash."""
DASHED_KEY: Final = re.compile(rf"[{BULLETS}*+-]+\s*(\w+)$")
"""A key with the sign of a list before it, but no space between, or another sign."""

_BETWEEN_AMOUNTS: Final = re.compile("(?:[,;]| and) +(?=[~0-9])")
LISTS_OF_WORDS: Final[dict[str, re.Pattern[str]]] = {
    **dict.fromkeys(("aliases", "authors", "members", "member_of", "tags"), COMMA),
    "amount": _BETWEEN_AMOUNTS,
}
"""Keys whose lists are written like texts, and what stands between the entries of one that has no
brackets. The names in rows are looked at when they are new."""
_DASH: Final = re.compile(r"([ ]*)- ")


def refuse_list_in_value(event: ScalarEvent, lines: Sequence[str], first_line: int) -> None:
    """Refuse a value that goes on in an entry of a list, which is out of line.

    Args:
        event: the value.
        lines: of the header.
        first_line: the line of the file on which the header begins.

    Raises:
        HeaderError: it does.
    """
    start, end = event.start_mark, event.end_mark
    assert start is not None, "the parser marks every event"
    assert end is not None, "at both ends"
    for number in range(start.line + 1, min(end.line + 1, len(lines))):
        if match := _DASH.match(lines[number]):
            raise unreadable((number + first_line, match.end(1) + 1), OUT_OF_LINE)


def reads_like_a_list(key: str, text: str) -> bool:
    """Whether a text without quotes, below such a key, was hardly meant as one value."""
    comma = LISTS_OF_WORDS.get(key)
    return comma is not None and comma.search(text) is not None


def values_with_commas(value: Node, comma: re.Pattern[str]) -> Iterator[tuple[Place, str]]:
    """Yield the place of each value with commas, where a list was hardly not meant, and the fix."""
    for one in value.items if isinstance(value, SeqNode) else (value,):
        if isinstance(one, ScalarNode) and one.plain and comma.search(one.text):
            words = quoted(", ".join(part.strip() for part in comma.split(one.text)))[1:-1]
            message = f"this is read as one value; write a list: [{words}], or put it in quotes"
            yield one.place, message
