"""Places the names of countries on the map, and the marks of backers that are no state."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mkdocs_briefing.core.lettering import shorten, text_width
from mkdocs_briefing.model.entities import Actor, Conflict
from mkdocs_briefing.pictures.map_countries import MapCountry
from mkdocs_briefing.pictures.map_geometry import Box, overlap, widest_stretch
from mkdocs_briefing.pictures.map_signs import backer_mark
from mkdocs_briefing.pictures.picture import TEXT, Canvas, text
from mkdocs_briefing.pictures.svg import Element, Point, element, format_number, group, line
from mkdocs_briefing.standings.table import Camp

RESIDENTS_BY_NAME: Final = 3
"""If more backers of a country than these are no state, only their number is written."""
RESIDENT_LINE: Final = 17


Rings = Sequence[Sequence[Point]]


def place_labels(
    conflict: Conflict,
    canvas: Canvas,
    view: Box,
    countries: Mapping[MapCountry, tuple[Rings, Point]],
) -> tuple[Sequence[Element], Mapping[str, str]]:
    """Place names where there is room: the roomiest countries first, then backers' names.

    Args:
        conflict: the conflict of the map.
        canvas: the drawing that the map is in.
        view: the box of the map, in units.
        countries: for each country on the map, its shape and, if it is too small for one,
            where it is.

    Returns:
        What is written on the map, and the full name for each abbreviation in it.
    """
    placer = _Placer(conflict, canvas, view)
    spots = [(one, *widest_stretch(rings), middle) for one, (rings, middle) in countries.items()]
    spots.sort(key=lambda spot: (-spot[2], spot[0].country.code))
    resident_spots: list[tuple[MapCountry, Point]] = []
    left, top, right, bottom = view
    for one, widest, room, middle in spots:
        at = widest if room else middle
        if left <= at[0] <= right and top <= at[1] <= bottom:
            resident_spots.append((one, placer.country(one, at, room)))
    for one, at in resident_spots:
        placer.residents(one, at)
    return placer.parts, placer.abbreviations


def actor_slugs(actors: Iterable[Actor]) -> str | None:
    """Return the slugs of actors for a data attribute; ``None`` if there is no actor."""
    return " ".join(actor.slug for actor in actors) or None


def marked_backers(conflict: Conflict, camp: Camp, actors: Iterable[Actor], at: Point) -> Element:
    """Draw one mark for backers of a camp that are no states."""
    return group(
        backer_mark(conflict, camp, (0, 0)),
        class_="b-pic-marked",
        data_by=actor_slugs(actors),
        transform=f"translate({format_number(at[0])} {format_number(at[1])})",
    )


@dataclass(slots=True)
class _Placer:
    """Remembers which boxes of the map are taken, so that no two labels meet."""

    conflict: Conflict
    canvas: Canvas
    view: Box
    parts: list[Element] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)

    def country(self, one: MapCountry, at: Point, room: float) -> Point:
        """Write a country's name inside it or beside it; return where its backers' marks go."""
        left, top, right, bottom = self.view
        (x, y), bold = at, one.is_scene
        name = one.country.name
        if not self.canvas.wide and not bold and text_width(name, TEXT) > room:
            name = one.country.short or one.country.code
            self.abbreviations[name] = one.country.name
        half = text_width(name, TEXT, bold=bold) / 2 + 2
        inner = min(max(x, left + half + 3), right - half - 3)
        level = min(max(y, top + 12), bottom - 12)
        box = (inner - half, level - 9, inner + half, level + 9)
        if half * 2 <= room + 10 and self.is_free(box):
            self.taken.append(box)
            self.write(name, (inner, level + 4.5), bold=bold)
            return inner, level + 18
        self.country_beside(name, at, bold=bold)
        return x, y + 10

    def country_beside(self, name: str, at: Point, *, bold: bool) -> None:
        """Write a name outside of its country, with a line to it, if there is room."""
        half = text_width(name, TEXT, bold=bold) / 2 + 2
        self.taken.append((at[0] - 3, at[1] - 3, at[0] + 3, at[1] + 3))
        for x, y in _spots_beside(at, half + 6, 16):
            box = (x - half, y - 8, x + half, y + 8)
            if self.is_inside(box) and self.is_free(box):
                self.taken.append(box)
                edge = min(max(at[0], x - half), x + half)
                level = min(max(at[1], y - 7), y + 7)
                self.parts.append(line(at, (edge, level), class_="b-pic-leader"))
                self.parts.append(element("circle", cx=at[0], cy=at[1], r=2, class_="b-pic-dot"))
                self.write(name, (x, y + 4.5), bold=bold)
                return

    def residents(self, one: MapCountry, at: Point) -> None:
        """Mark the backers of a country that are no state, with their names or their number."""
        if len(one.residents) > RESIDENTS_BY_NAME:
            camps: defaultdict[Camp, list[Actor]] = defaultdict(list)
            for actor, camp in one.residents:
                camps[camp].append(actor)
            self.marks(f"{len(one.residents)} others", camps, at)
            return
        for index, (actor, camp) in enumerate(one.residents):
            name = actor.name if self.canvas.wide else actor.short or actor.name
            label = shorten(name, 170 if self.canvas.wide else 120, TEXT)
            self.marks(label, {camp: [actor]}, (at[0], at[1] + RESIDENT_LINE * index))

    def marks(self, label: str, camps: Mapping[Camp, Sequence[Actor]], at: Point) -> None:
        """Draw a mark for each camp, with a label after or before them if there is room."""
        marks_width, wide = 14.0 * len(camps), text_width(label, TEXT)
        for down in (0, 17, 34, -36, -53):
            x, y = at[0], at[1] + down
            for start, shift in ((x + marks_width - 4, 0.0), (x - wide - 10, -wide - 10)):
                right = max(x + marks_width - 7, start + wide)
                box = (min(x - 7, x - 7 + shift), y - 8, right, y + 8)
                if self.is_inside(box) and self.is_free(box):
                    self.taken.append(box)
                    self.camp_marks(camps, (x, y))
                    self.write(label, (start, y + 4.5), anchor=None)
                    return
        self.camp_marks(camps, at)

    def camp_marks(self, camps: Mapping[Camp, Sequence[Actor]], at: Point) -> None:
        for index, (camp, actors) in enumerate(camps.items()):
            spot = (at[0] + 14 * index, at[1])
            self.parts.append(marked_backers(self.conflict, camp, actors, spot))

    def write(
        self, words: str, at: Point, *, anchor: str | None = "middle", bold: bool = False
    ) -> None:
        class_ = "b-pic-place b-pic-place--scene" if bold else "b-pic-place"
        self.parts.append(text(at[0], at[1], words, anchor=anchor, class_=class_))

    def is_inside(self, box: Box) -> bool:
        """Whether a box is on the map as a whole."""
        left, top, right, bottom = self.view
        return (
            left + 3 <= box[0]
            and box[2] <= right - 3
            and top + 3 <= box[1]
            and box[3] <= bottom - 3
        )

    def is_free(self, box: Box) -> bool:
        """Whether nothing is written there yet."""
        return not any(overlap(box, other) for other in self.taken)


def _spots_beside(at: Point, aside: float, step: float) -> Iterator[Point]:
    """Yield where the middle of a name can stand beside a point, the nearest spots first."""
    x, y = at
    yield from ((x + aside, y), (x - aside, y))
    for away in (step, 2 * step, 3 * step, 4 * step):
        yield from ((x, y - away), (x, y + away))
        for side in (aside, -aside):
            yield from ((x + side, y - away), (x + side, y + away))
        yield from ((x + aside + away, y), (x - aside - away, y))
