"""Makes what comes from content safe to print: it stays on its line and commands nothing.

Whoever writes content chooses names and texts that end up on terminals and in the logs of
jobs. A terminal obeys control characters. A job on GitHub obeys workflow commands: a line that
begins with ``::``, after any white space, and ``##[`` anywhere in a line. (Azure and TeamCity
have ``##vso[`` and ``##teamcity[``.) Whoever reads a log believes that each line in it is one
of the program's own. So all of ``host/`` and ``commands/`` print through this module.
"""

import json
import os
import re
import sys
import traceback
import unicodedata
import warnings
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Literal, TextIO, TypeAlias

from mkdocs_briefing.core.letters import INVISIBLE_CLASS, JOINERS, is_mark, joins

MARGIN: Final = "  | "
"""Stands before each further line of a text with several lines."""

_INVISIBLE: Final = re.compile(INVISIBLE_CLASS)
_NEAR: Final = 8
"""How many marks may stand between a joiner and its letter."""

# Not only at the start: MkDocs wraps its lines in a terminal.
_COMMAND: Final = re.compile(r"(?<!\S)(?=::)|##\w{0,20}(?=\[)")


def visible(text: str) -> str:
    r"""Return the text in one line, in which nothing is hidden and nothing is a command.

    What cannot be seen is written as in Python (``\n``, ``\x1b``, ``\u202e``), and a command
    of a job gets a backslash (``\::error``). Spaces of every width stay, and so do the joiners
    that belong to the spelling of a word.
    """
    if not text.isprintable() or _INVISIBLE.search(text):
        text = "".join(
            letter if _is_seen(letter, index, text) else _escaped(letter)
            for index, letter in enumerate(text)
        )
    return _COMMAND.sub(r"\g<0>\\", text)


def _is_seen(letter: str, index: int, text: str) -> bool:
    if letter in JOINERS:
        before = text[max(index - _NEAR, 0) : index]
        while before[1:] and is_mark(before[-1]) and not _INVISIBLE.match(before[-1]):
            before = before[:-1]
        return joins(before[-1:], text[index + 1 : index + 2])
    if not letter.isprintable():
        return unicodedata.category(letter) == "Zs"
    return not _INVISIBLE.match(letter)


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")


def entry(text: str) -> str:
    """Return a text of several lines as one entry of a log.

    Each line is :func:`visible`, and all but the first stand behind a margin, so that none can
    be taken for another entry.
    """
    return f"\n{MARGIN}".join(map(visible, text.split("\n")))


@dataclass(frozen=True, slots=True)
class WorkflowCommand:
    """A command to a job on GitHub: it shows a message beside a line of a file.

    Attributes:
        kind: how grave it is.
        message: what is shown, in one line.
        properties: the file, the line and so on.
    """

    kind: Literal["error", "warning", "notice"]
    message: str
    properties: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        pairs = ",".join(
            f"{name}={_data(value).replace(':', '%3A').replace(',', '%2C')}"
            for name, value in self.properties.items()
        )
        return f"::{self.kind} {pairs}::{_data(visible(self.message))}"


def _data(text: str) -> str:
    """Escape text for a workflow command as GitHub says; a file keeps its name."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


Line: TypeAlias = str | WorkflowCommand


def printed(lines: Iterable[Line]) -> str:
    """Return lines as they may be printed: a command as it is, everything else visible."""
    return "\n".join(
        str(line) if isinstance(line, WorkflowCommand) else visible(line) for line in lines
    )


def json_lines(document: object) -> list[str]:
    """Return a document as lines of JSON, in ASCII to pass any pipe, none of them a command."""
    text = json.dumps(document, ensure_ascii=True, indent=2)
    # JSON has neither of these outside of its strings.
    return text.replace("::", r":\u003a").replace("##", r"#\u0023").split("\n")


# --- what Python itself prints -----------------------------------------------------------


def print_python_safely() -> None:
    """Let the tracebacks and warnings of Python, which may quote content, be entries, too."""
    sys.excepthook = _show_traceback
    warnings.showwarning = _show_warning


def _show_traceback(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    if issubclass(kind, MemoryError):
        sys.stderr.write(f"{NO_MEMORY}\n")
        return
    text = "".join(traceback.format_exception(kind, error, trace)).rstrip("\n")
    sys.stderr.write(f"{entry(text)}\n")


NO_MEMORY: Final = "Error: There is not enough memory for this content; make it smaller."


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    text = warnings.formatwarning(message, category, filename, lineno, line).rstrip("\n")
    (file or sys.stderr).write(f"{entry(text)}\n")


def print_at_once(sentence: str) -> None:
    """Print a line of an error where a signal has stopped the program.

    Python's own streams cannot be written to while they are writing.
    """
    with suppress(OSError):
        os.write(2, f"{visible(sentence)}\n".encode())
