"""Estimates how wide text will be, and shortens or wraps it to fit.

At build time nobody knows which font a reader has. The widths are those of Noto Sans, one of
the widest system fonts, with an allowance. So a label may be cut early, but it never runs into
the next one.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

# Widths are in em: shares of the size of the lettering.
_WIDTHS: Final = {
    letter: width
    for width, letters in (
        (0.25, " !',.:;Jijl|"),
        (0.3, "()-`"),
        (0.35, "/I[\\]ft"),
        (0.42, '"r{}'),
        (0.47, "?_z"),
        (0.52, "FLcsvy"),
        (0.57, "$*+0123456789<=>ESTYZ^aekx~"),
        (0.62, "KPRVXbdghnopqu"),
        (0.65, "#ABC"),
        (0.75, "&DGHNU"),
        (0.8, "OQw"),
        (0.94, "%@MWm"),
    )
    for letter in letters
}
_OTHER: Final = 0.68
_WIDE: Final = 1.0
_ALLOWANCE: Final = 1.06
_BOLD: Final = 1.07
_ELLIPSIS: Final = "…"


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> float:
    return sum(
        _WIDE if unicodedata.east_asian_width(part) in "WF" else _WIDTHS.get(part, _OTHER)
        for part in unicodedata.normalize("NFKD", letter)
        if not unicodedata.combining(part)
    )


def widths_in(texts: Iterable[str]) -> Mapping[str, object]:
    """Return how wide each letter of some texts is, for scripts, so that they fit text alike."""
    by_width: defaultdict[float, str] = defaultdict(str)
    for letter in sorted({*map(chr, range(ord(" "), ord("~") + 1)), _ELLIPSIS}.union(*texts)):
        by_width[_letter_width(letter)] += letter
    return {"widths": list(by_width.items()), "allowance": _ALLOWANCE, "bold": _BOLD}


@lru_cache(maxsize=4096)
def _width_in_em(text: str) -> float:
    return sum(map(_letter_width, text))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the greatest width that a line of text can have, in the units of ``size``."""
    return _width_in_em(text) * size * _ALLOWANCE * (_BOLD if bold else 1)


def shorten(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return the text on one line, cut with an ellipsis if it is wider than ``room``."""
    text = " ".join(text.split())
    if text_width(text, size, bold=bold) <= room:
        return text
    room -= text_width(_ELLIPSIS, size, bold=bold)
    kept = 0
    for letter in text:
        room -= text_width(letter, size, bold=bold)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip(" ,;:") + _ELLIPSIS


def wrap_text(
    text: str, room: float, size: float, *, bold: bool = False, lines: int = 2
) -> tuple[str, ...]:
    """Split the text into at most ``lines`` lines; the last one is cut with an ellipsis."""
    words = text.split()
    wrapped: list[str] = []
    while words and len(wrapped) < lines - 1:
        count = 1
        while count < len(words):
            longer = " ".join(words[: count + 1])
            if text_width(longer, size, bold=bold) > room:
                break
            count += 1
        wrapped.append(shorten(" ".join(words[:count]), room, size, bold=bold))
        words = words[count:]
    if words:
        wrapped.append(shorten(" ".join(words), room, size, bold=bold))
    return tuple(wrapped)
