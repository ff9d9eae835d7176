"""Draws the patterns that countries are filled with, and the marks of backers that are no state."""

from collections.abc import Mapping
from typing import Final

from mkdocs_briefing.core.vocabulary import SIDE_COLOURS
from mkdocs_briefing.model.entities import Conflict
from mkdocs_briefing.pictures.signs import crosses, side_class, side_sign
from mkdocs_briefing.pictures.svg import Element, Point, element, group
from mkdocs_briefing.standings.side_colours import side_colour
from mkdocs_briefing.standings.table import Camp

SIDE_PATTERNS: Final = (
    (6, "M0 6l6-6M-1 1l2-2M5 7l2-2"),
    (6, "M3 2v2M0 5v2M6 5v2M0-1v2M6-1v2"),
    (5, "M0 2.5h5"),
    (6, "M0 0l6 6M-1 5l2 2M5-1l2 2"),
    (7, "M0 3.5h7M3.5 0v7"),
    (5, "M2.5 0v5"),
    (10, "M0 5l2.5-2.5 5 5 2.5-2.5"),
    (8, "M2 2h4v4h-4z"),
)
"""For each colour of a side, the size of its pattern and the path in it."""
BETWEEN_PATTERN: Final = (7, "M0 7l7-7M-1 1l2-2M6 8l2-2")
AWAY_PATTERN: Final = (9, "M2 2l5 5M2 7l5-5")


def pattern_name(conflict: Conflict, camp: Camp) -> str:
    """Return the name of the pattern of a camp's countries, such as ``side-0``."""
    if camp.side is not None:
        return f"side-{side_colour(conflict, camp.side)}"
    return "towards-none" if camp.key == "away" else "towards-both"


def pattern_class(name: str) -> str:
    """Return the class that colours what has a pattern."""
    return f"b-{name}" if name.startswith("side-") else "b-pic-nobody"


def pattern(name: str, id: str) -> Element:
    """Draw a pattern: a tint that the stylesheet colours, and lines that tell it apart."""
    if name.startswith("side-"):
        size, path = SIDE_PATTERNS[int(name.removeprefix("side-")) % len(SIDE_COLOURS)]
        tint = "b-pic-tint"
    else:
        # These camps stand with no side, so they have no side's colour.
        size, path = BETWEEN_PATTERN if name == "towards-both" else AWAY_PATTERN
        tint = "b-pic-blank"
    return element(
        "pattern",
        element("rect", width=size, height=size, class_=tint),
        element("path", d=path, class_="b-pic-grain"),
        id=id,
        class_=pattern_class(name),
        width=size,
        height=size,
        patternUnits="userSpaceOnUse",
    )


def camps_on_any_day(conflict: Conflict) -> Mapping[str, Camp]:
    """Return every camp a backer can be in on any day, by the name of its pattern.

    The page's script fills countries again when a reader chooses another day.
    """
    with_side = (Camp("with", side.name, (), side) for side in conflict.sides)
    others = (Camp("between", "", ()), Camp("away", "", ()))
    return {pattern_name(conflict, camp): camp for camp in (*with_side, *others)}


def backer_mark(conflict: Conflict, camp: Camp, at: Point) -> Element:
    """Draw the mark of a backer that is no state: the sign of the camp it is in."""
    if camp.side is not None:
        sign = side_sign(side_colour(conflict, camp.side), at, 4.5)
        return group(sign, class_=f"b-pic-guest {side_class(conflict, camp.side)}")
    if camp.key == "away":
        return group(crosses([at]), class_="b-pic-guest")
    return element("circle", cx=at[0], cy=at[1], r=4.5, class_="b-pic-guest b-pic-guest--between")
