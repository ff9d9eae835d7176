"""Draws the signs that mean the same in every picture.

=================  ==========================================================
side               its colour, and a shape of its own beside its name
supportive stance  an unbroken line that reaches the side
between            a broken line
adverse            a line that stops short of the side, with a cross
alleged            dots instead of the line
confirmed          a filled end; reported: an open one
disputed           a "not equal" sign in a ring
support            the more tangible the support, the wider the line
=================  ==========================================================
"""

from collections.abc import Iterable
from typing import Final

from mkdocs_briefing.core.vocabulary import (
    ADVERSE,
    BETWEEN,
    SIDE_COLOURS,
    SUPPORT,
    Stance,
    Status,
    Support,
)
from mkdocs_briefing.model.entities import Conflict, Side
from mkdocs_briefing.pictures.svg import Element, Point, classes, element, group, line, path_data
from mkdocs_briefing.standings.side_colours import side_colour

WORDS_WIDTH: Final = 1.6
MEANS_WIDTH: Final = 3.0
FORCES_WIDTH: Final = 5.0
"""Widths of a line: for words alone, for arms, money or training, and for fighters."""
FIRST_HOLLOW_SIGN: Final = 5
SHORT_TIE: Final = 40.0


def side_class(conflict: Conflict, side: Side) -> str:
    """Return the class that gives a side its colour."""
    return f"b-side-{side_colour(conflict, side)}"


def stance_class(stance: Stance) -> str:
    """Return the class of a stance: supportive, between or adverse."""
    if stance in ADVERSE:
        return "b-stance-adverse"
    return "b-stance-between" if stance in BETWEEN else "b-stance-supportive"


def state_classes(status: Status | None, *, disputed: bool) -> str:
    """Return the classes that say how firm a claim is."""
    return classes(f"b-status-{status}" if status else None, "b-disputed" if disputed else None)


def side_sign(number: int, at: Point, radius: float = 5) -> Element:
    """Draw the shape that goes with a side's colour, in the order of ``--b-sign`` in the CSS."""
    (x, y), r = at, radius
    number %= len(SIDE_COLOURS)
    class_ = "b-pic-sign b-pic-sign--hollow" if number >= FIRST_HOLLOW_SIGN else "b-pic-sign"
    square = ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r))
    rising = ((x, y - r * 1.1), (x + r * 1.1, y + r), (x - r * 1.1, y + r))
    falling = ((x, y + r * 1.1), (x + r * 1.1, y - r), (x - r * 1.1, y - r))
    lozenge = ((x, y - r * 1.25), (x + r * 1.25, y), (x, y + r * 1.25), (x - r * 1.25, y))
    corners = (square, rising, None, lozenge, falling, square, rising, None)[number]
    if corners is None:
        return element("circle", cx=x, cy=y, r=r * 1.1, class_=class_)
    return element("path", d=path_data(corners, closed=True), class_=class_)


def line_width(support: Iterable[Support]) -> float:
    """Return the width of a line: the most tangible support decides."""
    weights = {SUPPORT[word].weight for word in support}
    if "forces" in weights:
        return FORCES_WIDTH
    return MEANS_WIDTH if "means" in weights else WORDS_WIDTH


def dashes(stance: Stance, status: Status | None, stroke_width: float) -> str | None:
    """Return the dash pattern of a line; ``None`` for an unbroken one. Dots need round ends."""
    gap = round(stroke_width * 1.9 + 1.5, 1)
    if stance in BETWEEN:
        return f"8 {gap} 0 {gap}" if status == "alleged" else "8 5"
    return f"0 {gap}" if status == "alleged" else None


def crosses(places: Iterable[Point], radius: float = 4.5) -> Element:
    """Draw the crosses at the end of an adverse line, or along a lane."""
    r = radius
    d = "".join(
        path_data(((x - r, y - r), (x + r, y + r))) + path_data(((x - r, y + r), (x + r, y - r)))
        for x, y in places
    )
    return element("path", d=d, class_="b-pic-cross")


def disputed_sign(at: Point, radius: float = 7) -> Element:
    """Draw the sign of a claim that somebody denies."""
    (x, y), r = at, radius
    bars = "".join(
        path_data(ends)
        for ends in (
            ((x - r * 0.5, y - r * 0.22), (x + r * 0.5, y - r * 0.22)),
            ((x - r * 0.5, y + r * 0.22), (x + r * 0.5, y + r * 0.22)),
            ((x - r * 0.28, y + r * 0.55), (x + r * 0.28, y - r * 0.55)),
        )
    )
    return group(
        element("circle", cx=x, cy=y, r=r),
        element("path", d=bars),
        class_="b-pic-disputed",
    )


def tie(
    start: Point,
    end: Point,
    stance: Stance,
    status: Status | None,
    *,
    stroke_width: float = WORDS_WIDTH,
    disputed: bool = False,
) -> Element:
    """Draw the level line from a backer (``start``) to a side (``end``)."""
    direction = 1 if end[0] > start[0] else -1
    adverse = stance in ADVERSE
    gap = (11 if abs(end[0] - start[0]) > SHORT_TIE else 6) if adverse else 4
    stop = (end[0] - direction * gap, end[1])
    pattern = dashes(stance, status, stroke_width)
    # On a short line the sign of a dispute is at the very beginning.
    offset = max(7.0, abs(stop[0] - start[0]) * (0.33 if adverse else 0.45))
    return group(
        line(
            start,
            stop,
            stroke_width=stroke_width,
            stroke_dasharray=pattern,
            stroke_linecap="round" if pattern and status == "alleged" else None,
            class_="b-pic-line",
        ),
        crosses([stop]) if adverse else _open_or_filled_end(stop, status),
        disputed_sign((start[0] + direction * offset, start[1])) if disputed else None,
        class_=classes("b-pic-tie", stance_class(stance), state_classes(status, disputed=disputed)),
    )


def _open_or_filled_end(at: Point, status: Status | None) -> Element:
    class_ = "b-pic-end b-pic-end--full" if status == "confirmed" else "b-pic-end"
    return element("circle", cx=at[0], cy=at[1], r=4, class_=class_)
