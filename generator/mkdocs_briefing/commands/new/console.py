"""Reads lines from a terminal, where the Tab key completes known names."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from mkdocs_briefing.commands.console import ask
from mkdocs_briefing.core.names import folded

try:
    import readline
except ImportError:  # Windows has none; its console can edit lines by itself.
    readline = None  # type: ignore[assignment]


def read_line(prompt: str, proposals: Sequence[str] = ()) -> str:
    """Return one line as it was typed; the Tab key completes it to one of the proposals.

    Raises:
        click.Abort: on Ctrl-C or at the end of the input.
    """
    with _completing(proposals):
        return ask(prompt)


def matches(text: str, proposals: Sequence[str]) -> list[str]:
    """Return what a name may be completed to, with the space before it."""
    bare = text.lstrip()
    space = text[: len(text) - len(bare)]
    return [f"{space}{one}" for one in proposals if folded(one).startswith(folded(bare))]


@contextmanager
def _completing(proposals: Sequence[str]) -> Iterator[None]:
    if readline is None or not sys.stdin.isatty():
        yield
        return

    def complete(text: str, state: int) -> str | None:
        found = matches(text, proposals)
        return found[state] if state < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims(";")  # Names may have spaces in them.
    # macOS has libedit under the same name, with a syntax of its own.
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(None)
