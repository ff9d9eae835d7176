"""Draws the bands that stand for positions through time, and the signs of how they begin."""

from collections.abc import Iterator
from typing import Final

from mkdocs_briefing.core.vocabulary import ADVERSE, BETWEEN, Stance, Status
from mkdocs_briefing.pictures.signs import crosses
from mkdocs_briefing.pictures.svg import Element, element, line, path_data

BAND: Final = 9.0
"""How wide a band is, but for an adverse one, which is a line with crosses."""


def band(
    start: float, end: float, y: float, stance: Stance, status: Status | None
) -> Iterator[Element]:
    """Draw a band from ``start`` to ``end`` with the signs of its stance and status."""
    yield stroke(start, end, y, stance, status)
    if stance in ADVERSE:
        count = max(1, int((end - start - 10) // 22))
        step = (end - start) / count
        yield crosses([(start + step * (index + 0.5), y) for index in range(count)], 4)
    if status == "confirmed":
        rails = (y - BAND / 2 - 2, y + BAND / 2 + 2)
        d = "".join(path_data(((start, rail), (end, rail))) for rail in rails)
        yield element("path", d=d, class_="b-pic-rail")


def stroke(
    start: float,
    end: float,
    y: float,
    stance: Stance,
    status: Status | None,
    *,
    paint: str | None = None,
) -> Element:
    """Draw the line that a band is made of; ``paint`` replaces the side's colour."""
    alleged = status == "alleged"
    pattern: str | None = None
    wide = BAND
    if stance in ADVERSE:
        wide, pattern = 2.0, "0 5" if alleged else None
    elif stance in BETWEEN:
        pattern = "6 14 0 14" if alleged else "10 4"
    elif alleged:
        pattern = "0 12"
    round_end = BAND / 2 if alleged and wide == BAND else 0  # how far round ends stand out
    return line(
        (min(end, start + round_end), y),
        (max(start + round_end, end - round_end), y),
        stroke_width=wide,
        stroke_dasharray=pattern,
        stroke=paint,
        stroke_linecap="round" if alleged else None,
        class_=None if paint else "b-pic-line",
    )


def hatching(start: float, end: float, y: float, paint: str) -> Element:
    """Draw hatching over days on which it is not certain whether a position held."""
    return element(
        "rect",
        x=start,
        y=y - BAND / 2,
        width=max(0.0, end - start),
        height=BAND,
        fill=paint,
        class_="b-pic-uncertain",
    )


def known_beginning(x: float, y: float) -> Element:
    """Draw the stroke at a day on which a position began."""
    return line((x, y - 8), (x, y + 8), class_="b-pic-known")


def held_by_then(x: float, y: float) -> Element:
    """Draw the ring at a day by which a position held."""
    return element("circle", cx=x, cy=y, r=5.5, class_="b-pic-held")


def earlier_beginning(x: float, y: float) -> Element:
    """Draw the arrow of a position that began before the first day of the drawing."""
    return element("path", d=f"M{x + 7:.1f} {y - 6:.1f}l-7 6 7 6", class_="b-pic-earlier")
