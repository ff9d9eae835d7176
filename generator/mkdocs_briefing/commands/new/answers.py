"""Turns what somebody typed into text, a list, or a row of a header."""

import re
from typing import Final, TypeAlias

from mkdocs_briefing.content.budget import alone
from mkdocs_briefing.content.header.nodes import plain_value
from mkdocs_briefing.content.header.parse import parse_header
from mkdocs_briefing.content.header.refusals import UNREADABLE, HeaderError
from mkdocs_briefing.content.schema import FileEntry
from mkdocs_briefing.content.validation import faults_of_row
from mkdocs_briefing.core.letters import CONTROL
from mkdocs_briefing.core.problems import ProblemCollector

Values: TypeAlias = dict[str, object]
"""The values of a header by key: text, lists of text or rows, and mappings."""

# Spaces and line breaks that a paste may bring. No-break spaces stay.
_SPACES: Final = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029 ]+")


class AnswerError(Exception):
    """An answer cannot be used; each argument says why and what to write instead."""


def one_line(typed: str) -> str:
    """Return the text on one line, without spaces around it.

    Raises:
        AnswerError: the text has a control character, which no file may have.
    """
    text = _SPACES.sub(" ", typed).strip()
    if found := CONTROL.search(text):
        raise AnswerError(
            f"there is an invisible character in this (U+{ord(found[0]):04X}), perhaps from an "
            "arrow key; write it again without"
        )
    return text


def several(typed: str, separators: str = ";") -> list[str]:
    """Return the texts between separators, each once.

    Raises:
        AnswerError: as :func:`one_line`.
    """
    parts = re.split(f"[{re.escape(separators)}]", one_line(typed))
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def header_value(typed: str, kind: type[FileEntry], key: str) -> object:
    """Read a row as it is written in a header, with or without its braces, or a bare name.

    Args:
        typed: the row.
        kind: the entry of the file.
        key: the key under which the row will be.

    Returns:
        A dictionary for ``by: Turkey, to: GNA``, text for ``GNA``.

    Raises:
        AnswerError: the row cannot be read, or a key in it is not known.
    """
    text = one_line(typed)
    # A bare name, such as LNA, would be a key without a value in braces.
    if text and not re.search(r":(?= |$)|^{", text):
        return text
    collector = ProblemCollector("")
    try:
        in_braces = text if text.startswith("{") else f"{{{text}}}"
        header = parse_header(in_braces, 1, alone(text, collector))
    except HeaderError as error:
        reason = error.message.removeprefix(UNREADABLE)
        raise AnswerError(f"this cannot be read: {reason}") from error
    if collector.problems:
        raise AnswerError(collector.problems[0].message)
    if header is None or not header.entries:
        raise AnswerError("this is empty; write it as in a header, such as by: Turkey, to: GNA")
    found = faults_of_row(kind, key, header)
    # Only here is it known how the row is written: a comma in a text looks like a key.
    if any(fault.code == "unknown-key" for fault in found):
        raise AnswerError(*(fault.message for fault in found))
    return plain_value(header)


def without_brackets(values: list[str]) -> str | list[str]:
    """Return the only value of a list as it is, as headers need no brackets for one."""
    return values[0] if len(values) == 1 else values
