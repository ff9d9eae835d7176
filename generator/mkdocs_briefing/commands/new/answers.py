"""Takes what somebody typed: one line of text, several of them, or a row of a header."""

import re
from typing import Final

from mkdocs_briefing.content.frontmatter import CONTROL, HeaderError, StrictHandler
from mkdocs_briefing.core.problems import ProblemCollector

Values = dict[str, object]
"""What a header says, by key: text, lists of text and of rows, and mappings."""

_BREAKS: Final = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029 ]+")
"""What a paste brings where a line should go on. A space that must not break stays."""


class AnswerError(Exception):
    """An answer that cannot be taken; the message says why, and what to write instead."""


def one_line(typed: str) -> str:
    """The text on one line, without space around it; empty where nothing was typed.

    Raises:
        AnswerError: it holds a character that no file may hold.
    """
    text = _BREAKS.sub(" ", typed).strip()
    if found := CONTROL.search(text):
        raise AnswerError(
            f"there is a character in this that cannot be seen (U+{ord(found[0]):04X}), as of a "
            "key such as an arrow; write it again without"
        )
    return text


def several(typed: str, separators: str = ";") -> list[str]:
    """The texts between separators, each once.

    Raises:
        AnswerError: as :func:`one_line`.
    """
    parts = re.split(f"[{re.escape(separators)}]", one_line(typed))
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def header_value(typed: str) -> object:
    """A row as it stands in a header, its braces left out or not; or a name alone.

    Returns:
        A dictionary for ``by: Turkey, to: GNA``, text for ``GNA``.

    Raises:
        AnswerError: it cannot be read.
    """
    text = one_line(typed)
    # A name has no key: `LNA`. In braces it would be a key without a value.
    if text and not re.search(r":(?= |$)|^{", text):
        return text
    findings = ProblemCollector("")
    try:
        row = StrictHandler(0, findings).load(text if text.startswith("{") else f"{{{text}}}")
    except HeaderError as error:
        fix = error.message.removeprefix("this header cannot be read: ")
        raise AnswerError(f"this cannot be read: {fix}") from error
    if findings.problems:
        raise AnswerError(findings.problems[0].message)
    if not row:
        raise AnswerError("there is nothing in it; write it as in a header: by: Turkey, to: GNA")
    return row


def simplest(values: list[str]) -> str | list[str]:
    """A list of one as people write it: without brackets."""
    return values[0] if len(values) == 1 else values
