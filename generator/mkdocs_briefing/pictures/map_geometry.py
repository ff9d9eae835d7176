"""Geometry of the map: boxes, areas, projection, simplification and clipping."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Final

from mkdocs_briefing.pictures.svg import Point

Box = tuple[float, float, float, float]
"""West, south, east and north in degrees; or left, top, right and bottom in units."""

RING_POINTS: Final = 3
"""Fewer points than these enclose no area."""


def bounds(points: Iterable[Point]) -> Box:
    """Return the smallest box around some points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around some boxes."""
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def centre(box: Box) -> Point:
    """Return the middle of a box."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def longer_edge(box: Box) -> float:
    """Return the width or the height of a box, whichever is greater."""
    return max(box[2] - box[0], box[3] - box[1])


def area(ring: Sequence[Point]) -> float:
    """Return the area of a ring of degrees, in square degrees at the equator."""
    doubled = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
    )
    return abs(doubled) / 2 * cos(radians(ring[0][1]))


def distance(a: Point, b: Point) -> float:
    """Return how far apart two places are, in degrees at the equator."""
    return hypot((a[0] - b[0]) * cos(radians((a[1] + b[1]) / 2)), a[1] - b[1])


@dataclass(frozen=True, slots=True)
class Projection:
    """An equirectangular projection from degrees to units, true to scale at its middle latitude.

    Attributes:
        west: the left edge, in degrees.
        north: the upper edge, in degrees.
        across: units per degree of longitude.
        up: units per degree of latitude.
        wide: the width, in units.
        high: the height, in units.
    """

    west: float
    north: float
    across: float
    up: float
    wide: float
    high: float

    def point(self, place: Point) -> Point:
        """Return a place, given in degrees, in units."""
        return (place[0] - self.west) * self.across, (self.north - place[1]) * self.up

    @property
    def box(self) -> Box:
        return 0.0, 0.0, self.wide, self.high


def fit_projection(box: Box, wide: float, lowest: float, highest: float) -> Projection:
    """Return a projection that shows a region and a margin around it.

    Args:
        box: the region, in degrees.
        wide: the width of the drawing, in units.
        lowest: the least height of the drawing.
        highest: the greatest height of the drawing.
    """
    west, south, east, north = box
    margin = 0.06 * max(east - west, north - south) + 0.5
    west, south, east, north = west - margin, south - margin, east + margin, north + margin
    level = cos(radians((south + north) / 2))
    up = min(wide / ((east - west) * level), highest / (north - south))
    across = up * level
    high = max(lowest, (north - south) * up)
    spare_x = wide / across - (east - west)
    spare_y = high / up - (north - south)
    return Projection(west - spare_x / 2, north + spare_y / 2, across, up, wide, high)


def simplify(points: Sequence[Point], step: float) -> tuple[Point, ...]:
    """Drop points that are nearer than ``step`` to the one before; keep the first and last."""
    kept = [points[0]]
    for point in points[1:-1]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return (*kept, points[-1])


def clip(points: Sequence[Point], box: Box) -> tuple[Point, ...]:
    """Return the part of a ring inside a box (Sutherland and Hodgman 1974)."""
    ring = list(points[:-1] if points and points[0] == points[-1] else points)
    for axis, edge, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        clipped: list[Point] = []
        for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            inside_a, inside_b = (a[axis] - edge) * sign >= 0, (b[axis] - edge) * sign >= 0
            if inside_a:
                clipped.append(a)
            if inside_a != inside_b:
                share = (edge - a[axis]) / (b[axis] - a[axis])
                clipped.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
        ring = clipped
    return tuple(ring)


def widest_stretch(rings: Iterable[Sequence[Point]]) -> tuple[Point, float]:
    """Return the middle and the width of the widest level stretch inside some rings."""
    best: tuple[float, Point] = (0.0, (0.0, 0.0))
    outlines = [ring for ring in rings if len(ring) >= RING_POINTS]
    for ring in outlines:
        _, top, _, bottom = bounds(ring)
        for part in range(1, 12):
            y = top + (bottom - top) * part / 12
            cuts = sorted(
                a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
                for other in outlines
                for a, b in zip(other, [*other[1:], other[0]], strict=True)
                if (a[1] <= y) != (b[1] <= y)
            )
            # Prefer a stretch near the middle: a label also needs height.
            central = 1 - abs(part - 6) / 20
            for left, right in zip(cuts[::2], cuts[1::2], strict=False):
                best = max(best, ((right - left) * central, ((left + right) / 2, y)))
    wide, middle = best
    return middle, wide
