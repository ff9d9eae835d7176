"""Chooses the region that the map shows, and which countries are too far away to be on it."""

from collections.abc import Collection, Sequence
from statistics import median
from typing import Final

from mkdocs_briefing.pictures.map_geometry import Box, area, bounds, centre, distance, union
from mkdocs_briefing.pictures.shapes import Country, World
from mkdocs_briefing.pictures.svg import Point

NEARBY: Final = 25.0
"""Parts of a country within so many degrees of its mainland are shown with it."""
GIANT: Final = 40.0
"""Of a country that spans more degrees than these, only the nearest corner must be shown."""
WIDEST: Final = 95.0
HIGHEST: Final = 60.0
"""The largest region, in degrees, that is still a map of a region and not of the world."""
WORLD: Final = (-170.0, -56.0, 180.0, 78.0)
FEW_FAR_COUNTRIES: Final = 3


def mainland(world: World, country: Country) -> tuple[Point, ...]:
    """Return the largest ring of a country, in degrees."""
    return max(world.outlines(country, world.arcs), key=area)


def main_parts(world: World, country: Country) -> Box:
    """Return a box around the mainland and nearby parts at least a quarter of its size."""
    largest = mainland(world, country)
    middle, least = centre(bounds(largest)), area(largest) / 4
    boxes = [bounds(ring) for ring in world.outlines(country, world.arcs) if area(ring) >= least]
    return union(box for box in boxes if distance(centre(box), middle) < NEARBY)


def choose_region(
    world: World, countries: Sequence[Country], scenes: Collection[Country]
) -> tuple[Box, frozenset[Country]]:
    """Return the region to show, and the countries that lie too far away to be on it.

    Args:
        world: the shapes of all countries.
        countries: those that take part.
        scenes: those of ``countries`` in which the sides are.
    """
    mainlands = {country: mainland(world, country) for country in countries}
    boxes = {country: bounds(points) for country, points in mainlands.items()}
    centres = [centre(boxes[one]) for one in countries if one in scenes] or [
        centre(box) for box in boxes.values()
    ]
    middle = median(x for x, _ in centres), median(y for _, y in centres)
    near = {one: _needed_part(mainlands[one], boxes[one], middle) for one in mainlands}
    first, *others = sorted(near, key=lambda one: (distance(centre(near[one]), middle), one.code))
    shown = [near[first]]
    far = set()
    for country in others:
        west, south, east, north = union([*shown, near[country]])
        if east - west > WIDEST or north - south > HIGHEST:
            far.add(country)
        else:
            shown.append(near[country])
    if len(far) > max(FEW_FAR_COUNTRIES, len(near) // 3):
        return WORLD, frozenset()
    return union(shown), frozenset(far)


def _needed_part(points: Sequence[Point], box: Box, middle: Point) -> Box:
    """Return what must be on the map of a country: all of it, or a giant's nearest corner."""
    if box[2] - box[0] <= GIANT and box[3] - box[1] <= GIANT:
        return box
    x, y = min(points, key=lambda point: distance(point, middle))
    return max(box[0], x - 6), max(box[1], y - 4), min(box[2], x + 6), min(box[3], y + 4)
