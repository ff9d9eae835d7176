"""Reads lines from a terminal, where the Tab key completes known names, and writes text to it."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
from mkdocs_briefing.commands.check_report import visible
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
        line: str = click.prompt(
            visible(prompt), default="", show_default=False, prompt_suffix=": "
        )
        return line


def confirm(question: str, *, default: bool) -> bool:
    """Return whether the answer is yes; raises :class:`click.Abort` as :func:`read_line`."""
    return click.confirm(visible(question), default=default, prompt_suffix=" ")


def echo(text: str, *, err: bool = False) -> None:
    """Show text; invisible characters in it are spelled out."""
    click.echo("\n".join(map(visible, text.split("\n"))), err=err)


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
