"""Makes one short, visible line of a text that a stranger wrote."""

from typing import Final

from mkdocs_briefing.core.terminal import visible

_MAX_LENGTH: Final = 400


def one_line(text: str) -> str:
    """The text in one line, cut at 400 characters, with what cannot be seen spelled out."""
    line = " ".join(text.split())
    return visible(line if len(line) <= _MAX_LENGTH else f"{line[: _MAX_LENGTH - 1]}…")
