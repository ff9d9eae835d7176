"""Makes one short, visible line of a text that a stranger wrote."""

import unicodedata
from typing import Final

_MAX_LENGTH: Final = 400


def one_line(text: str) -> str:
    """The text in one line, without control and invisible characters, cut at 400 characters.

    Terminals obey control characters. Other characters reverse the direction of writing or
    take no room, and mislead a reader.
    """
    visible = "".join(
        " " if unicodedata.category(character) in {"Cc", "Zl", "Zp"} else character
        for character in text
        if unicodedata.category(character) not in {"Cf", "Cs", "Co"}
    )
    line = " ".join(visible.split())
    return line if len(line) <= _MAX_LENGTH else f"{line[: _MAX_LENGTH - 1]}…"
