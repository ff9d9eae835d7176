"""Draws a map of the backers: countries filled by the side that they stand with.

The map shows where the conflict and most of its backers are; a country far away has a small
map of its own below it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from markupsafe import Markup
from mkdocs_briefing.core.lettering import shorten
from mkdocs_briefing.model.entities import Conflict
from mkdocs_briefing.pictures.map_countries import MapCountry, countries_of
from mkdocs_briefing.pictures.map_geometry import (
    RING_POINTS,
    Projection,
    bounds,
    centre,
    clip,
    fit_projection,
    longer_edge,
    overlap,
    simplify,
)
from mkdocs_briefing.pictures.map_key import KeyEntry, draw_key, key_entries
from mkdocs_briefing.pictures.map_labels import actor_slugs, marked_backers, place_labels
from mkdocs_briefing.pictures.map_region import choose_region, main_parts, mainland
from mkdocs_briefing.pictures.map_signs import (
    backer_mark,
    camps_on_any_day,
    pattern,
    pattern_class,
    pattern_name,
)
from mkdocs_briefing.pictures.picture import TEXT, Canvas, Picture, text
from mkdocs_briefing.pictures.shapes import Country, World, join_arcs, world
from mkdocs_briefing.pictures.svg import Element, Point, classes, element, group, path_data
from mkdocs_briefing.standings.table import Table
from mkdocs_briefing.wording.picture_words import PICTURE_WORDS
from mkdocs_briefing.wording.words import day

FEWEST_COUNTRIES: Final = 3
"""With fewer countries than these, a map says less than the table does."""
STEP: Final = 1.8
"""The least distance between two points of a coast, in units."""
SMALLEST_PART: Final = 4.0
"""Smaller parts of a country are left out."""
SMALLEST_SHAPE: Final = 9.0
"""A smaller country also has a disc, so that it can be seen."""
INSET_WIDTH: Final = 142.0
INSET_GAP: Final = 12.0
INSETS_BESIDE_KEY: Final = 2
GEOGRAPHY: Final = "b-pic-geography"
"""The class of what has its west on the left, also on pages that run from right to left."""


def picture(table: Table, *, prefix: str, base: str) -> Picture | None:
    """Return the map of a conflict's backers; ``None`` if fewer than three countries have any.

    Args:
        table: who stands with whom.
        prefix: what the ids in the drawings begin with; unique on the page.
        base: the relative path from the page to the root of the site.
    """
    shapes = world()
    countries = countries_of(table, shapes)
    if sum(one.has_backers for one in countries) < FEWEST_COUNTRIES:
        return None
    title = f"Where the backers are: {table.conflict.title}"
    if table.on is not None:
        title += f", as of {day(table.on)}"
    entries = tuple(key_entries(table, [one for one in countries if one.takes_part]))
    summary = " ".join(f"{entry.title}: {len(entry.names)}." for entry in entries)
    wide, narrow = (
        _draw(table.conflict, Canvas(prefix, base, wide=wide), shapes, countries).markup(
            title, summary, entries
        )
        for wide in (True, False)
    )
    return Picture(title, summary, wide, narrow, tuple(f"{entry.words}." for entry in entries))


def _draw(
    conflict: Conflict, canvas: Canvas, shapes: World, countries: Sequence[MapCountry]
) -> "_Map":
    shown = [one for one in countries if one.takes_part]
    box, far = choose_region(
        shapes, [one.country for one in shown], {one.country for one in shown if one.is_scene}
    )
    lowest, highest = (280, 470) if canvas.wide else (240, 400)
    view = fit_projection(box, canvas.width, lowest, highest)
    return _Map(
        conflict,
        canvas,
        shapes,
        view,
        arcs=tuple(simplify([view.point(at) for at in arc], STEP) for arc in shapes.arcs),
        near=tuple(one for one in shown if one.country not in far),
        far=tuple(one for one in shown if one.country in far),
        absent=tuple(one for one in countries if not one.takes_part),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Map:
    """One drawing of the map.

    Attributes:
        arcs: the borders and coasts of all countries, in units.
        near: the countries on the map.
        far: those that have a small map each.
        absent: those that take part on other days only.
    """

    conflict: Conflict
    canvas: Canvas
    world: World
    view: Projection
    arcs: Sequence[Sequence[Point]]
    near: Sequence[MapCountry]
    far: Sequence[MapCountry]
    absent: Sequence[MapCountry]

    def markup(self, title: str, summary: str, entries: Iterable[KeyEntry]) -> Markup:
        canvas, view = self.canvas, self.view
        rings = {one.country: tuple(self.rings(one.country)) for one in self.near}
        labels, abbreviations = place_labels(
            self.conflict,
            canvas,
            view.box,
            {one: (rings[one.country], self.middle(one.country)) for one in self.near},
        )
        top = view.high + 10
        beside_key = canvas.wide and 0 < len(self.far) <= INSETS_BESIDE_KEY
        insets, insets_end = self.insets(top, beside_key=beside_key)
        taken = len(self.far) * (INSET_WIDTH + INSET_GAP) if beside_key else 0
        key, key_end = draw_key(
            self.conflict,
            canvas,
            entries,
            abbreviations,
            top=top if beside_key else insets_end,
            room=canvas.width - taken,
        )
        return canvas.drawing(
            "atlas",
            title,
            summary,
            max(insets_end, key_end) + 4,
            self.definitions(),
            group(
                self.land_and_countries(rings),
                element(
                    "rect",
                    x=0.5,
                    y=0.5,
                    width=view.wide - 1,
                    height=view.high - 1,
                    class_="b-pic-frame",
                ),
                *labels,
                class_=GEOGRAPHY,
            ),
            *insets,
            *key,
            data_paints=canvas.id(""),
        )

    def definitions(self) -> Element:
        """Every pattern and mark that the map has on any day."""
        camps = camps_on_any_day(self.conflict)
        frame = element("rect", width=self.view.wide, height=self.view.high)
        return element(
            "defs",
            element("clipPath", frame, id=self.canvas.id("frame")),
            *(pattern(name, self.canvas.id(name)) for name in sorted(camps)),
            *(
                group(backer_mark(self.conflict, camp, (0, 0)), data_mark=name)
                for name, camp in camps.items()
            ),
        )

    # Shapes

    def rings(self, country: Country) -> Iterator[tuple[Point, ...]]:
        """Yield what is on the map of a country."""
        return self.on_the_map(self.world.outlines(country, self.arcs))

    def on_the_map(self, rings: Iterable[Sequence[Point]]) -> Iterator[tuple[Point, ...]]:
        """Yield the parts of rings that are on the map and large enough to be seen."""
        left, top, right, bottom = self.view.box
        box = (left - 4, top - 4, right + 4, bottom + 4)
        for ring in rings:
            part = clip(ring, box)
            if len(part) >= RING_POINTS and longer_edge(bounds(part)) >= SMALLEST_PART:
                yield part

    def land_and_countries(self, rings: Mapping[Country, Sequence[Sequence[Point]]]) -> Element:
        return group(
            self.land(),
            self.borders(),
            # Nobody sees these on the page's own day; its script fills them on other days.
            *(self.shape(one, tuple(self.rings(one.country))) for one in self.absent),
            *(self.shape(one, rings[one.country]) for one in self.near),
            clip_path=self.canvas.paint("frame"),
        )

    def land(self) -> Element:
        """All land as one shape."""
        coasts = (join_arcs(coast, self.arcs) for coast in self.world.coasts)
        return element("path", d=_rings_data(self.on_the_map(coasts)), class_="b-pic-land")

    def borders(self) -> Element:
        """Every border, but for those of the countries that have a shape of their own."""
        drawn = {max(arc, ~arc) for one in self.near for ring in one.country.rings for arc in ring}
        lines = (self.arcs[arc] for arc in self.world.borders if arc not in drawn)
        d = "".join(path_data(arc) for arc in lines if overlap(bounds(arc), self.view.box))
        return element("path", d=d, class_="b-pic-border")

    def shape(self, one: MapCountry, rings: Sequence[Sequence[Point]]) -> Element:
        """A country that takes part, on this day or on another."""
        d = _rings_data(rings)
        parts = [element("path", d=d, fill_rule="evenodd", **self.fill(one))] if d else []
        box = bounds([point for ring in rings for point in ring] or [self.middle(one.country)])
        if longer_edge(box) < SMALLEST_SHAPE:
            x, y = centre(box)
            parts.append(element("circle", cx=x, cy=y, r=5, **self.fill(one)))
        return self.titled(one, parts)

    def middle(self, country: Country) -> Point:
        """Where a country is, even if it is too small to have a shape on the map."""
        return self.view.point(centre(bounds(mainland(self.world, country))))

    def fill(self, one: MapCountry) -> Mapping[str, str]:
        """The attributes that say how a country is filled and edged."""
        scene = "b-pic-scene" if one.is_scene else None
        if not one.takes_part:
            return {"class_": "b-pic-country b-pic-country--resting"}
        if one.camp is None:
            return {"class_": classes("b-pic-country b-pic-country--plain", scene)}
        name = pattern_name(self.conflict, one.camp)
        return {
            "fill": self.canvas.paint(name),
            "class_": classes("b-pic-country", pattern_class(name), scene),
        }

    def titled(self, one: MapCountry, parts: Iterable[Element]) -> Element:
        """A drawn country with its name; that of a single state links to the state's page."""
        title = element("title", f"{one.country.name}: {_where_it_stands(one)}")
        data: dict[str, str | None] = {
            "class_": "b-pic-land-of",
            "data_country": one.country.name,
            "data_by": actor_slugs(one.states_ever),
            "data_guests": actor_slugs(one.residents_ever),
            "data_scene": "" if one.is_scene else None,
        }
        if len(one.states) != 1:
            return group(title, *parts, **data)
        href = self.canvas.href(one.states[0].address)
        return element("a", title, *parts, href=href, **data)

    # Small maps of countries far away

    def insets(self, top: float, *, beside_key: bool) -> tuple[list[Element], float]:
        """A small map for each country far away, and where the last of them ends."""
        if not self.far:
            return [], top
        per_row = 5 if self.canvas.wide else 3
        wide = (
            INSET_WIDTH
            if self.canvas.wide
            else (self.canvas.width - INSET_GAP * (per_row - 1)) / per_row
        )
        high = wide * 0.62
        across, down = wide + INSET_GAP, high + 30
        left = self.canvas.width - len(self.far) * across + INSET_GAP if beside_key else 0.0
        places = ((left + across * (i % per_row), top + down * (i // per_row)) for i in count())
        parts = [self.inset(one, at, wide, high) for one, at in zip(self.far, places, strict=False)]
        return parts, top + down * ((len(self.far) - 1) // per_row + 1)

    def inset(self, one: MapCountry, at: Point, wide: float, high: float) -> Element:
        view = fit_projection(main_parts(self.world, one.country), wide, high, high)
        rings = (
            clip(simplify([view.point(place) for place in ring], 1.2), view.box)
            for ring in self.world.outlines(one.country, self.world.arcs)
        )
        d = _rings_data(ring for ring in rings if len(ring) >= RING_POINTS)
        name = ", ".join((one.country.name, *(actor.name for actor, _ in one.residents)))
        marks = [
            marked_backers(self.conflict, camp, (actor,), (12 + 14 * index, high - 12))
            for index, (actor, camp) in enumerate(one.residents)
        ]
        parts = [
            group(
                element("rect", width=wide, height=high, class_="b-pic-frame"),
                element("path", d=d, fill_rule="evenodd", **self.fill(one)),
                *marks,
                class_=GEOGRAPHY,
            ),
            text(2, high + 18, shorten(name, wide - 2, TEXT)),
        ]
        return group(self.titled(one, parts), transform=f"translate({at[0]:.1f} {at[1]:.1f})")


def _where_it_stands(one: MapCountry) -> str:
    if not one.takes_part:
        return PICTURE_WORDS["absent"]
    if one.camp is None:
        return PICTURE_WORDS["scene" if one.is_scene else "home"]
    return f"{one.camp.title[0].lower()}{one.camp.title[1:]}"


def _rings_data(rings: Iterable[Sequence[Point]]) -> str:
    return "".join(path_data(ring, closed=True) for ring in rings)
