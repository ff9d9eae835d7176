"""Finds the fences of a file, between which its header stands, and lines that were meant as one."""

import re
from typing import Final

from mkdocs_briefing.content.header.slip import Lines, Slip
from mkdocs_briefing.content.schema import all_keys
from mkdocs_briefing.core.names import quoted

FENCE: Final = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
"""The line above a header."""
CLOSING_FENCE: Final = re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)
"""The line below it."""
OTHER_FENCE: Final = re.compile(
    r"([^\S\n]*(?:-(?: -){2,9}|[\u2010-\u2015\u2212-]{1,10}|-- *-|[+*_=~]{3}|`{3}ya?ml)[^\S\n]*)\n+"
    r"[ \t]*[A-Za-z_]+[ \t]*:"
)
"""What somebody takes for the beginning of a header: such a line, and a key below it."""

_RULE_SIGNS: Final = r"\-\u2010-\u2015\u2212_=+*~`"
_RULE: Final = re.compile(rf"^\s*[{_RULE_SIGNS}][ {_RULE_SIGNS}]*[.{_RULE_SIGNS}]\s*$")
_FIRST_KEY: Final = re.compile(r"\s*(?:-{3,}[ \t]*\n\s*)?(([a-z_]+):(?: .*)?\n)")


def wrong_fence(line: str) -> str:
    """Return the message for a line that is no fence, but was meant as one."""
    return (
        f"{quoted(line, 20)} is no fence; write three hyphens at the beginning of the line, and "
        "nothing else: ---"
    )


def rule_for_a_fence(lines: Lines) -> Slip | None:
    """Return the line that was meant to end a header: dashes that are not, or out of line."""
    for number, line in enumerate(lines):
        if _RULE.match(line):
            return Slip(number, 0, wrong_fence(line))
    return None


def key_below(body: str) -> str | None:
    """Return the first key of a second header, with a fence below it, that begins a text."""
    first = _FIRST_KEY.match(body)
    if first is None or first[2] not in all_keys():
        return None
    for line in body[first.end() :].split("\n"):
        if CLOSING_FENCE.fullmatch(line):
            return first[2]
        if line[:1].strip() and line[0] not in "-#" and not re.match(r"[a-z_]+:(?: |$)", line):
            return None
    return None
