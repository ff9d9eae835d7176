"""Estimates how wide a text will be, and cuts or wraps it to the room there is.

Nobody knows at build time which font a reader's system has. The widths are those of Noto
Sans with an allowance, which is about as wide as such fonts get: a label may end early,
but it never runs into the next.
"""

import unicodedata
from functools import lru_cache
from typing import Final

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
_CUT: Final = "…"


@lru_cache(maxsize=4096)
def _em(letter: str) -> float:
    return sum(
        _WIDE if unicodedata.east_asian_width(part) in "WF" else _WIDTHS.get(part, _OTHER)
        for part in unicodedata.normalize("NFKD", letter)
        if not unicodedata.combining(part)
    )


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    return sum(map(_em, text))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is at most, in the units of the size."""
    return _ems(text) * size * _ALLOWANCE * (_BOLD if bold else 1)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    text = " ".join(text.split())
    if width(text, size, bold=bold) <= room:
        return text
    room -= width(_CUT, size, bold=bold)
    kept = 0
    for letter in text:
        room -= width(letter, size, bold=bold)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip(" ,;:") + _CUT


def wrapped(
    text: str, room: float, size: float, *, bold: bool = False, lines: int = 2
) -> tuple[str, ...]:
    """The text in at most so many lines; what is left over is cut with an ellipsis."""
    words = text.split()
    found: list[str] = []
    while words and len(found) < lines - 1:
        taken = 1
        while taken < len(words) and (width(" ".join(words[: taken + 1]), size, bold=bold) <= room):
            taken += 1
        found.append(fitted(" ".join(words[:taken]), room, size, bold=bold))
        words = words[taken:]
    if words:
        found.append(fitted(" ".join(words), room, size, bold=bold))
    return tuple(found)
