"""Makes one short line of a text that a stranger wrote."""

import unicodedata
from typing import Final

_LONGEST: Final = 400


def one_line(text: str) -> str:
    """The text in one line, without characters that control or hide, cut where it is long.

    A terminal obeys control characters, and a reader is misled by those that turn the
    direction of writing or take no room.
    """
    seen = "".join(
        " " if unicodedata.category(one) in {"Cc", "Zl", "Zp"} else one
        for one in text
        if unicodedata.category(one) not in {"Cf", "Cs", "Co"}
    )
    line = " ".join(seen.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
