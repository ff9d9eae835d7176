"""Asks in a terminal, where Tab completes what is known."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
from mkdocs_briefing.commands.check_report import visible
from mkdocs_briefing.core.names import folded

try:
    import readline
except ImportError:  # Windows has none; its console edits lines by itself.
    readline = None  # type: ignore[assignment]


class Console:
    """The terminal in which the command runs."""

    def read(self, prompt: str, proposals: Sequence[str]) -> str:
        """One line, as it was typed.

        Raises:
            click.Abort: with Ctrl-C, or where there is nothing more to read.
        """
        with _completing(proposals):
            answer: str = click.prompt(prompt, default="", show_default=False, prompt_suffix="")
            return answer

    def confirm(self, question: str, *, default: bool) -> bool:
        """Yes or no.

        Raises:
            click.Abort: as :meth:`read`.
        """
        return click.confirm(visible(question), default=default, prompt_suffix=" ")

    def say(self, text: str) -> None:
        """Show something."""
        click.echo("\n".join(map(visible, text.split("\n"))))


def matches(text: str, proposals: Sequence[str]) -> list[str]:
    """What the last of several answers might be completed to, with the space before it."""
    bare = text.lstrip()
    space = text[: len(text) - len(bare)]
    begun = folded(bare)
    return [f"{space}{one}" for one in proposals if folded(one).startswith(begun)]


@contextmanager
def _completing(proposals: Sequence[str]) -> Iterator[None]:
    """Let Tab complete to one of these, as long as a question is asked."""
    if readline is None or not sys.stdin.isatty():
        yield
        return

    def complete(text: str, state: int) -> str | None:
        found = matches(text, proposals)
        return found[state] if state < len(found) else None

    before = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims(";")  # a name may have spaces in it
    # macOS has another library under this name, which wants it in other words.
    libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before[0])
        readline.set_completer_delims(before[1])
