"""Draws a map of the backers: countries shaded by the side they stand with.

The map is cut to where the conflict and most of its backers are; who is far away has a
small map of its own below it. Only a state or its government is shown by its country's
shape. Any other backer with a country has a mark there: that an armed group from Sudan
stands with somebody does not say that Sudan does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from statistics import median
from typing import Final

from markupsafe import Markup

from mkdocs_briefing.core.vocabulary import SIDE_COLOURS
from mkdocs_briefing.model.entities import Actor, Conflict, Side
from mkdocs_briefing.pages.links import Links
from mkdocs_briefing.pages.standings import Camp, Table
from mkdocs_briefing.pictures.lettering import fitted, width, wrapped
from mkdocs_briefing.pictures.picture import TEXT, Canvas, Picture, text
from mkdocs_briefing.pictures.shapes import Country, World, joined, world
from mkdocs_briefing.pictures.signs import crosses, side_sign
from mkdocs_briefing.pictures.svg import (
    Element,
    Point,
    classes,
    element,
    group,
    line,
    number,
    outline,
)
from mkdocs_briefing.wording.words import day

INSET: Final = 142.0
NEARBY: Final = 25.0
FEWEST: Final = 3
"""With fewer countries than these, a map says less than the table does."""
STEP: Final = 1.8
"""A coast is drawn with corners no nearer to each other than so many units."""
ISLET: Final = 4.0
"""A smaller part of a country is left out."""
SPECK: Final = 9.0
"""A smaller country has a disc, or nobody would see it."""
SHAPE: Final = 3
"""Fewer points than these have nothing between them."""
GIANT: Final = 40.0
"""A country that spans more degrees takes part with the corner that is nearest."""
WIDEST: Final = 95.0
HIGHEST: Final = 60.0
"""The largest region, in degrees, that is still a map of a region and not of the world."""
WORLD: Final = (-170.0, -56.0, 180.0, 78.0)
BESIDE: Final = 2
"""So many small maps have room beside the key."""
GUESTS: Final = 3
"""More backers of a country than these, that are no state, are told by their number."""

Box = tuple[float, float, float, float]
"""West, south, east and north; or left, top, right and bottom."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A country that takes part, and in what way.

    Attributes:
        camp: where its government stands; ``None`` where it is only the scene, or only
            others who are at home there take part.
        speakers: the state and its government.
        guests: other backers that are at home there, with where they stand.
        scene: whether it is the country of the sides.
        ever: the state and its government, where they take part on this day or another.
        ever_guests: the other backers, likewise.
    """

    country: Country
    camp: Camp | None
    speakers: tuple[Actor, ...]
    guests: tuple[tuple[Actor, Camp], ...]
    scene: bool
    ever: tuple[Actor, ...]
    ever_guests: tuple[Actor, ...]

    @property
    def resting(self) -> bool:
        """Whether it takes part on other days only."""
        return self.camp is None and not self.guests and not self.scene


def picture(table: Table, *, prefix: str, base: str) -> Picture | None:
    """The map of a conflict's backers; ``None`` where fewer than three countries have any.

    Args:
        table: who stands with whom.
        prefix: what the drawings' ids begin with; no other picture of the page has it.
        base: the way from the page to the root of the site.
    """
    atlas = world()
    every = _shown(table, atlas)
    shown = tuple(one for one in every if not one.resting)
    resting = tuple(one for one in every if one.resting)
    if sum(bool(one.camp or one.guests) for one in shown) < FEWEST:
        return None
    title = f"Where the backers are: {table.conflict.title}"
    if table.on is not None:
        title += f", as of {day(table.on)}"
    entries = tuple(_entries(table, shown))
    summary = " ".join(f"{entry.title}: {len(entry.names)}." for entry in entries)
    wide, narrow = (
        _Map(table.conflict, Canvas(prefix, base, wide=wide), atlas, shown, resting).draw(
            title, summary, entries
        )
        for wide in (True, False)
    )
    return Picture(title, summary, wide, narrow, tuple(entry.words for entry in entries))


def _shown(table: Table, atlas: World) -> tuple[Shown, ...]:
    """The countries that take part on this day or another, by name."""
    speakers: defaultdict[Country, list[tuple[Actor, Camp]]] = defaultdict(list)
    guests: defaultdict[Country, list[tuple[Actor, Camp]]] = defaultdict(list)
    for camp in table.camps:
        for backer in camp.backers:
            country = atlas.find(backer.actor.country)
            if country is not None:
                where = speakers if _speaks(backer.actor, country, atlas) else guests
                where[country].append((backer.actor, camp))
    scenes = {atlas.find(actor.country) for actor in _members(table.conflict.sides)} - {None}
    countries = {*speakers, *guests, *scenes} - {None}
    return tuple(
        Shown(
            country=country,
            camp=_together([camp for _, camp in _present(speakers[country])], table),
            speakers=tuple(actor for actor, _ in _present(speakers[country])),
            guests=tuple(_present(guests[country])),
            scene=country in scenes,
            ever=tuple(actor for actor, _ in speakers[country]),
            ever_guests=tuple(actor for actor, _ in guests[country]),
        )
        for country in sorted(filter(None, countries), key=lambda one: one.name)
    )


def _present(several: Iterable[tuple[Actor, Camp]]) -> Iterator[tuple[Actor, Camp]]:
    """Those who stand anywhere on the day of the table."""
    return ((actor, camp) for actor, camp in several if camp.key != "past")


def _members(sides: Iterable[Side]) -> Iterator[Actor]:
    for side in sides:
        yield side.actor
        yield from (member.actor for member in side.members)


def _speaks(actor: Actor, country: Country, atlas: World) -> bool:
    """Whether where the actor stands is where its country stands."""
    if actor.kind is None:
        return any(atlas.find(name) is country for name in actor.names)
    return actor.kind in {"state", "government"}


def _together(camps: Sequence[Camp], table: Table) -> Camp | None:
    """Where a country stands; one whose state and government differ stands between."""
    if not camps:
        return None
    if all(camp is camps[0] for camp in camps):
        return camps[0]
    between = next((camp for camp in table.camps if camp.key == "between"), None)
    return between or Camp("between", "Between the sides", ())


# The key


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the key: what is shaded or marked alike, and whom it stands for.

    Attributes:
        paint: what the countries are painted with.
        camp: whose mark the names have instead.
    """

    title: str
    names: tuple[str, ...]
    paint: str | None = None
    camp: Camp | None = None

    @property
    def words(self) -> str:
        return f"{self.title}: {', '.join(self.names)}."


def _entries(table: Table, shown: Iterable[Shown]) -> Iterator[_Entry]:
    shaded: defaultdict[str, list[str]] = defaultdict(list)
    titles: dict[str, str] = {}
    marked: defaultdict[Camp, defaultdict[str, list[str]]]
    marked = defaultdict(lambda: defaultdict(list))
    for one in shown:
        if one.camp is not None:
            paint = paint_of(table.conflict, one.camp)
            titles[paint] = one.camp.title
            names = [actor.name for actor in one.speakers]
            shaded[paint].append(names[0] if len(names) == 1 else one.country.name)
        for actor, camp in one.guests:
            marked[camp][one.country.name].append(actor.name)
    for paint in sorted(titles):
        yield _Entry(titles[paint], tuple(shaded[paint]), paint)
    for camp in table.camps:
        if camp in marked:
            of_camp = (f"{', '.join(who)} ({country})" for country, who in marked[camp].items())
            yield _Entry(f"{camp.title}, not states", tuple(of_camp), camp=camp)
    scenes = tuple(one.country.name for one in shown if one.scene)
    if scenes:
        yield _Entry("Where the sides are", scenes, "scene")


def paint_of(conflict: Conflict, camp: Camp) -> str:
    """The name of what a camp's countries are painted with."""
    if camp.side is not None:
        return f"side-{Links.colour(conflict, camp.side)}"
    return "towards-none" if camp.key == "away" else "towards-both"


def paint(name: str, id: str) -> Element:
    """A pattern: a tint that the stylesheet colours, and lines that need no colour."""
    kind, _, number = name.rpartition("-")
    if kind == "side":
        size, marks = _PATTERNS[int(number) % len(SIDE_COLOURS)]
        tint = element("rect", width=size, height=size, class_="b-pic-tint")
        class_ = f"b-side-{number}"
    else:
        # Neither is any side's, so neither has a side's colour.
        size, marks = (7, "M0 7l7-7M-1 1l2-2M6 8l2-2") if number == "both" else _CROSSES
        tint = element("rect", width=size, height=size, class_="b-pic-blank")
        class_ = "b-pic-nobody"
    return element(
        "pattern",
        tint,
        element("path", d=marks, class_="b-pic-grain"),
        id=id,
        class_=class_,
        width=size,
        height=size,
        patternUnits="userSpaceOnUse",
    )


_CROSSES: Final = (9, "M2 2l5 5M2 7l5-5")
_PATTERNS: Final = (
    (6, "M0 6l6-6M-1 1l2-2M5 7l2-2"),
    (6, "M3 2v2M0 5v2M6 5v2M0-1v2M6-1v2"),
    (5, "M0 2.5h5"),
    (6, "M0 0l6 6M-1 5l2 2M5-1l2 2"),
    (7, "M0 3.5h7M3.5 0v7"),
    (5, "M2.5 0v5"),
    (10, "M0 5l2.5-2.5 5 5 2.5-2.5"),
    (8, "M2 2h4v4h-4z"),
)
"""The grain of each side's shading: its size, and the path in it."""


# The region


def _bounds(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _extent(points: Iterable[Point]) -> float:
    left, top, right, bottom = _bounds(points)
    return max(right - left, bottom - top)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _around(boxes: Iterable[Box]) -> Box:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _centre(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _size(points: Sequence[Point]) -> float:
    """In square degrees as they are at the equator."""
    twice = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)
    )
    return abs(twice) / 2 * cos(radians(points[0][1]))


def _mainland(atlas: World, country: Country) -> tuple[Point, ...]:
    return max(atlas.outlines(country, atlas.arcs), key=_size)


def _main_parts(atlas: World, country: Country) -> Box:
    """Around its largest part, and those nearby that are not much smaller."""
    mainland = _mainland(atlas, country)
    centre, least = _centre(_bounds(mainland)), _size(mainland) / 4
    boxes = [_bounds(ring) for ring in atlas.outlines(country, atlas.arcs) if _size(ring) >= least]
    return _around(box for box in boxes if _apart(_centre(box), centre) < NEARBY)


def region(atlas: World, shown: Sequence[Shown]) -> tuple[Box, frozenset[Country]]:
    """What the map is cut to, and which countries lie too far away to be on it."""
    mainlands = {one.country: _mainland(atlas, one.country) for one in shown}
    boxes = {country: _bounds(points) for country, points in mainlands.items()}
    scenes = [_centre(boxes[one.country]) for one in shown if one.scene]
    centres = scenes or [_centre(box) for box in boxes.values()]
    centre = median(x for x, _ in centres), median(y for _, y in centres)
    near = {country: _nearest(mainlands[country], boxes[country], centre) for country in mainlands}
    order = sorted(near, key=lambda country: (_apart(_centre(near[country]), centre), country.code))
    kept = [near[order[0]]]
    far = set()
    for country in order[1:]:
        west, south, east, north = _around([*kept, near[country]])
        if east - west > WIDEST or north - south > HIGHEST:
            far.add(country)
        else:
            kept.append(near[country])
    if len(far) > max(FEWEST, len(order) // 3):
        return WORLD, frozenset()
    return _around(kept), frozenset(far)


def _nearest(points: Sequence[Point], box: Box, centre: Point) -> Box:
    """The part of a country that has to be on the map: all of it, or a giant's near corner."""
    if box[2] - box[0] <= GIANT and box[3] - box[1] <= GIANT:
        return box
    x, y = min(points, key=lambda point: _apart(point, centre))
    return max(box[0], x - 6), max(box[1], y - 4), min(box[2], x + 6), min(box[3], y + 4)


def _apart(a: Point, b: Point) -> float:
    return hypot((a[0] - b[0]) * cos(radians((a[1] + b[1]) / 2)), a[1] - b[1])


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to units: east and north as straight lines, true to scale in the middle.

    Attributes:
        west: the left edge, in degrees.
        north: the upper edge.
        across: units to a degree east.
        up: units to a degree north.
    """

    west: float
    north: float
    across: float
    up: float
    wide: float
    high: float

    def point(self, place: Point) -> Point:
        """Where a place stands."""
        return (place[0] - self.west) * self.across, (self.north - place[1]) * self.up

    @property
    def box(self) -> Box:
        return 0.0, 0.0, self.wide, self.high


def fitted_to(box: Box, wide: float, lowest: float, highest: float) -> Projection:
    """A projection that shows a region with a margin, neither too flat nor too high."""
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


def coarser(points: Sequence[Point], step: float) -> tuple[Point, ...]:
    """Points that are at least a step apart; the first and the last stay."""
    kept = [points[0]]
    for point in points[1:-1]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return (*kept, points[-1])


def clipped(points: Sequence[Point], box: Box) -> tuple[Point, ...]:
    """The part of a ring inside a box (Sutherland and Hodgman 1974)."""
    ring = list(points[:-1] if points and points[0] == points[-1] else points)
    for axis, edge, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        found: list[Point] = []
        for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            inside_a, inside_b = (a[axis] - edge) * sign >= 0, (b[axis] - edge) * sign >= 0
            if inside_a:
                found.append(a)
            if inside_a != inside_b:
                share = (edge - a[axis]) / (b[axis] - a[axis])
                found.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
        ring = found
    return tuple(ring)


def roomiest(rings: Iterable[Sequence[Point]]) -> tuple[Point, float]:
    """The middle of the widest stretch that lies inside the rings, and how wide it is."""
    best: tuple[float, Point] = (0.0, (0.0, 0.0))
    outlines = [ring for ring in rings if len(ring) >= SHAPE]
    for ring in outlines:
        _, top, _, bottom = _bounds(ring)
        for part in range(1, 12):
            y = top + (bottom - top) * part / 12
            cuts = sorted(
                a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
                for other in outlines
                for a, b in zip(other, [*other[1:], other[0]], strict=True)
                if (a[1] <= y) != (b[1] <= y)
            )
            # Of two stretches alike the one nearer the middle: lettering has a height, too.
            central = 1 - abs(part - 6) / 20
            for left, right in zip(cuts[::2], cuts[1::2], strict=False):
                best = max(best, ((right - left) * central, ((left + right) / 2, y)))
    wide, middle = best
    return middle, wide


# The drawing


class _Map:
    """One drawing of the map with its insets and its key."""

    def __init__(
        self,
        conflict: Conflict,
        canvas: Canvas,
        atlas: World,
        shown: Sequence[Shown],
        resting: Sequence[Shown],
    ) -> None:
        self.conflict = conflict
        self.canvas = canvas
        self.atlas = atlas
        self.shown = shown
        self.resting = resting
        box, self.far = region(atlas, shown)
        self.view = (
            fitted_to(box, canvas.width, 280, 470)
            if canvas.wide
            else fitted_to(box, canvas.width, 240, 400)
        )
        step = STEP
        self.arcs = tuple(
            coarser([self.view.point(place) for place in arc], step) for arc in atlas.arcs
        )
        self.taken: list[Box] = []
        self.lettering: list[Element] = []
        self.shortened: dict[str, str] = {}

    def draw(self, title: str, summary: str, entries: Sequence[_Entry]) -> Markup:
        """The whole drawing as markup."""
        near = [one for one in self.shown if one.country not in self.far]
        far = [one for one in self.shown if one.country in self.far]
        rings = {one.country: tuple(self.rings(one.country)) for one in near}
        shapes = [self.shape(one, rings[one.country]) for one in near]
        # A script has to find them; nobody sees them on the page's own day.
        resting = [self.shape(one, tuple(self.rings(one.country))) for one in self.resting]
        self.labels(near, rings)
        frame = element("rect", width=self.view.wide, height=self.view.high)
        clip = self.canvas.id("frame")
        top = self.view.high + 10
        beside = self.canvas.wide and 0 < len(far) <= BESIDE
        insets, below = self.insets(far, top, beside=beside)
        room = self.canvas.width - len(far) * (INSET + 12) if beside else self.canvas.width
        legend, bottom = self.key(entries, top if beside else below, room)
        return self.canvas.drawing(
            "atlas",
            title,
            summary,
            max(below, bottom) + 4,
            element(
                "defs",
                element("clipPath", frame, id=clip),
                *(paint(name, self.canvas.id(name)) for name in self.paints()),
                *(
                    group(_mark(self.conflict, camp, (0, 0)), data_mark=name)
                    for name, camp in self.camps().items()
                ),
            ),
            group(
                self.land(),
                self.borders(near),
                *resting,
                *shapes,
                clip_path=self.canvas.paint("frame"),
            ),
            element(
                "rect",
                x=0.5,
                y=0.5,
                width=self.view.wide - 1,
                height=self.view.high - 1,
                class_="b-pic-frame",
            ),
            *self.lettering,
            *insets,
            *legend,
            data_paints=self.canvas.id(""),
        )

    def camps(self) -> Mapping[str, Camp]:
        """Where a backer can stand on any day, by the name of what it is painted with.

        On another day than that of the table a script paints the countries anew.
        """
        with_side = (Camp("with", side.name, (), side) for side in self.conflict.sides)
        others = (Camp("between", "", ()), Camp("away", "", ()))
        return {paint_of(self.conflict, camp): camp for camp in (*with_side, *others)}

    def paints(self) -> Sequence[str]:
        """Every pattern that the map has on any day."""
        return sorted(self.camps())

    def rings(self, country: Country) -> Iterator[tuple[Point, ...]]:
        """What of a country is on the map."""
        return self.on_the_map(self.atlas.outlines(country, self.arcs))

    def on_the_map(self, rings: Iterable[Sequence[Point]]) -> Iterator[tuple[Point, ...]]:
        """The parts of rings that are on the map, and large enough to be seen."""
        left, top, right, bottom = self.view.box
        box = (left - 4, top - 4, right + 4, bottom + 4)
        for ring in rings:
            found = clipped(ring, box)
            if len(found) >= SHAPE and _extent(found) >= ISLET:
                yield found

    def land(self) -> Element:
        """All land in one shape."""
        coasts = (joined(coast, self.arcs) for coast in self.atlas.coasts)
        d = "".join(outline(ring, closed=True) for ring in self.on_the_map(coasts))
        return element("path", d=d, class_="b-pic-land")

    def borders(self, near: Iterable[Shown]) -> Element:
        """Every border but those of the countries that have a shape of their own."""
        drawn = {max(arc, ~arc) for one in near for ring in one.country.rings for arc in ring}
        lines = (self.arcs[arc] for arc in self.atlas.borders if arc not in drawn)
        d = "".join(outline(way) for way in lines if _meet(_bounds(way), self.view.box))
        return element("path", d=d, class_="b-pic-border")

    def shape(self, one: Shown, rings: Sequence[Sequence[Point]]) -> Element:
        """A country that takes part; that of a single backer leads to its page."""
        d = "".join(outline(ring, closed=True) for ring in rings)
        drawn = [element("path", d=d, fill_rule="evenodd", **self.look(one))] if d else []
        left, top, right, bottom = _bounds(
            [point for ring in rings for point in ring] or [self.middle(one.country)]
        )
        if max(right - left, bottom - top) < SPECK:
            x, y = _centre((left, top, right, bottom))
            drawn.append(element("circle", cx=x, cy=y, r=5, **self.look(one)))
        return self.linked(one, drawn)

    def middle(self, country: Country) -> Point:
        """Where a country is that is too small to have a shape on the map."""
        return self.view.point(_centre(_bounds(_mainland(self.atlas, country))))

    def look(self, one: Shown) -> Mapping[str, str]:
        """How a country is filled and edged."""
        scene = "b-pic-scene" if one.scene else None
        if one.resting:
            return {"class_": "b-pic-country b-pic-country--resting"}
        if one.camp is None:
            return {"class_": classes("b-pic-country b-pic-country--plain", scene)}
        name = paint_of(self.conflict, one.camp)
        side = name if one.camp.side is not None else None
        return {
            "fill": self.canvas.paint(name),
            "class_": classes("b-pic-country", f"b-{side}" if side else "b-pic-nobody", scene),
        }

    def linked(self, one: Shown, drawn: Iterable[Element]) -> Element:
        """The drawn country with its name and where it stands."""
        if one.resting:
            camp = "no longer"
        else:
            camp = one.camp.title if one.camp else "the scene" if one.scene else "others from here"
        title = element("title", f"{one.country.name}: {camp[0].lower()}{camp[1:]}")
        data: dict[str, str | None] = {
            "class_": "b-pic-land-of",
            "data_country": one.country.name,
            "data_by": _slugs(one.ever),
            "data_guests": _slugs(one.ever_guests),
            "data_scene": "" if one.scene else None,
        }
        if len(one.speakers) != 1:
            return group(title, *drawn, **data)
        href = self.canvas.href(one.speakers[0].address)
        return element("a", title, *drawn, href=href, **data)

    # Lettering

    def labels(
        self, near: Sequence[Shown], rings: Mapping[Country, Sequence[Sequence[Point]]]
    ) -> None:
        """Names on the map: first those that fit into their countries, then the others."""
        left, top, right, bottom = self.view.box
        middles = {one.country: roomiest(rings[one.country]) for one in near}
        order = sorted(near, key=lambda one: (-middles[one.country][1], one.country.code))
        spots: dict[Shown, Point] = {}
        for one in order:
            (x, y), room = middles[one.country]
            if not room:
                x, y = self.middle(one.country)
            if not (left <= x <= right and top <= y <= bottom):
                continue
            name, bold = one.country.name, one.scene
            if not self.canvas.wide and not bold and width(name, TEXT) > room:
                name = one.country.short or one.country.code
                self.shortened[name] = one.country.name
            half = width(name, TEXT, bold=bold) / 2 + 2
            inner = min(max(x, left + half + 3), right - half - 3)
            level = min(max(y, top + 12), bottom - 12)
            box = (inner - half, level - 9, inner + half, level + 9)
            if half * 2 <= room + 10 and self.free(box):
                self.taken.append(box)
                self.write(name, (inner, level + 4.5), bold=bold)
                spots[one] = (inner, level + 18)
            else:
                self.beside(name, (x, y), bold=bold)
                spots[one] = (x, y + 10)
        for one, spot in spots.items():
            self.guests(one, spot)

    def guests(self, one: Shown, at: Point) -> None:
        """The marks of backers that are no state, with their names or their number."""
        if len(one.guests) > GUESTS:
            camps: defaultdict[Camp, list[Actor]] = defaultdict(list)
            for actor, camp in one.guests:
                camps[camp].append(actor)
            self.guest(f"{len(one.guests)} others", camps, at)
            return
        for place, (actor, camp) in enumerate(one.guests):
            name = actor.name if self.canvas.wide else actor.short or actor.name
            room = 170 if self.canvas.wide else 120
            self.guest(fitted(name, room, TEXT), {camp: [actor]}, (at[0], at[1] + 17 * place))

    def guest(self, label: str, camps: Mapping[Camp, Sequence[Actor]], at: Point) -> None:
        """Marks inside the country, with lettering after or before them where there is room."""
        signs, wide = 14.0 * len(camps), width(label, TEXT)
        for down in (0, 17, 34, -36, -53):
            x, y = at[0], at[1] + down
            for edge, shift in ((x + signs - 4, 0.0), (x - wide - 10, -wide - 10)):
                box = (min(x - 7, x - 7 + shift), y - 8, max(x + signs - 7, edge + wide), y + 8)
                if self.inside(box) and self.free(box):
                    self.taken.append(box)
                    self.marks(camps, (x, y))
                    self.write(label, (edge, y + 4.5), anchor=None)
                    return
        self.marks(camps, at)

    def marks(self, camps: Mapping[Camp, Sequence[Actor]], at: Point) -> None:
        """A mark for each camp, side by side."""
        for place, (camp, actors) in enumerate(camps.items()):
            self.lettering.append(self.mark(camp, actors, (at[0] + 14 * place, at[1])))

    def mark(self, camp: Camp, actors: Iterable[Actor], at: Point) -> Element:
        """The sign of the side, or of none, for backers that are no state."""
        return group(
            _mark(self.conflict, camp, (0, 0)),
            class_="b-pic-marked",
            data_by=_slugs(actors),
            transform=f"translate({number(at[0])} {number(at[1])})",
        )

    def beside(self, name: str, at: Point, *, bold: bool) -> None:
        """A name outside of its country, with a line to it; left out where there is no room."""
        half = width(name, TEXT, bold=bold) / 2 + 2
        self.taken.append((at[0] - 3, at[1] - 3, at[0] + 3, at[1] + 3))
        for x, y in _spots(at, half + 6, 16):
            box = (x - half, y - 8, x + half, y + 8)
            if self.inside(box) and self.free(box):
                self.taken.append(box)
                edge = min(max(at[0], x - half), x + half)
                level = min(max(at[1], y - 7), y + 7)
                self.lettering.append(line(at, (edge, level), class_="b-pic-leader"))
                self.lettering.append(
                    element("circle", cx=at[0], cy=at[1], r=2, class_="b-pic-dot")
                )
                self.write(name, (x, y + 4.5), bold=bold)
                return

    def write(
        self, words: str, at: Point, *, anchor: str | None = "middle", bold: bool = False
    ) -> None:
        """Lettering on the map."""
        class_ = "b-pic-place b-pic-place--scene" if bold else "b-pic-place"
        self.lettering.append(text(at[0], at[1], words, anchor=anchor, class_=class_))

    def inside(self, box: Box) -> bool:
        """Whether a box is all on the map."""
        left, top, right, bottom = self.view.box
        across = left + 3 <= box[0] and box[2] <= right - 3
        return across and top + 3 <= box[1] and box[3] <= bottom - 3

    def free(self, box: Box) -> bool:
        """Whether nothing is written there yet."""
        return not any(_meet(box, other) for other in self.taken)

    # Below the map

    def insets(
        self, far: Sequence[Shown], y: float, *, beside: bool
    ) -> tuple[list[Element], float]:
        """A small map for each country that is far away, beside the key or above it."""
        if not far:
            return [], y
        gap = 12.0
        each = 5 if self.canvas.wide else 3
        wide = INSET if self.canvas.wide else (self.canvas.width - gap * (each - 1)) / each
        high = wide * 0.62
        start = self.canvas.width - len(far) * (wide + gap) + gap if beside else 0.0
        found: list[Element] = []
        for place, one in enumerate(far):
            at = (start + (wide + gap) * (place % each), y + (high + 30) * (place // each))
            found.append(self.inset(one, at, wide, high))
        return found, y + (high + 30) * ((len(far) - 1) // each + 1)

    def inset(self, one: Shown, at: Point, wide: float, high: float) -> Element:
        """One country by itself."""
        view = fitted_to(_main_parts(self.atlas, one.country), wide, high, high)
        rings = [
            clipped(
                coarser([view.point(place) for place in ring], 1.2), (0, 0, view.wide, view.high)
            )
            for ring in self.atlas.outlines(one.country, self.atlas.arcs)
        ]
        d = "".join(outline(ring, closed=True) for ring in rings if len(ring) >= SHAPE)
        name = one.country.name
        marks: list[Element] = []
        for actor, camp in one.guests:
            name += f", {actor.name}"
            marks.append(self.mark(camp, (actor,), (12 + 14 * len(marks), high - 12)))
        return group(
            self.linked(
                one,
                [
                    element("rect", width=wide, height=high, class_="b-pic-frame"),
                    element("path", d=d, fill_rule="evenodd", **self.look(one)),
                    *marks,
                    text(2, high + 18, fitted(name, wide - 2, TEXT)),
                ],
            ),
            transform=f"translate({at[0]:.1f} {at[1]:.1f})",
        )

    def key(self, entries: Sequence[_Entry], y: float, room: float) -> tuple[list[Element], float]:
        """What the shading means, with every country's name."""
        named: list[Element] = []
        top = y
        for entry in entries:
            lines = wrapped(f"{entry.title}: {', '.join(entry.names)}", room - 34, TEXT, lines=12)
            named.append(self.swatch(entry, y))
            for said in lines:
                named.append(text(34, y + 14, said))
                y += 17
            y += 6
        # On another day a script writes these lines anew, and moves those below them.
        first = group(*named, class_="b-pic-key-names", data_top=top, data_bottom=y, data_room=room)
        found: list[Element] = []
        if self.shortened:
            codes = ", ".join(f"{code} {name}" for code, name in sorted(self.shortened.items()))
            for said in wrapped(codes, room, TEXT, lines=12):
                found.append(text(2, y + 14, said))
                y += 17
        credit = "Shapes: Natural Earth, simplified. A border drawn here takes no position."
        for said in wrapped(credit, room, TEXT):
            found.append(text(2, y + 14, said, class_="b-pic-said"))
            y += 17
        return [first, group(*found, class_="b-pic-key-rest")], y

    def swatch(self, entry: _Entry, y: float) -> Element:
        """What a line of the key is about."""
        if entry.camp is not None:
            return _mark(self.conflict, entry.camp, (12, y + 9))
        if entry.paint == "scene" or entry.paint is None:
            return element(
                "rect",
                x=1,
                y=y + 2,
                width=22,
                height=14,
                class_="b-pic-country b-pic-country--plain b-pic-scene",
            )
        kind = f"b-{entry.paint}" if entry.paint.startswith("side-") else "b-pic-nobody"
        return element(
            "rect",
            x=1,
            y=y + 2,
            width=22,
            height=14,
            fill=self.canvas.paint(entry.paint),
            class_=f"b-pic-country {kind}",
        )


def _slugs(actors: Iterable[Actor]) -> str | None:
    return " ".join(actor.slug for actor in actors) or None


def _mark(conflict: Conflict, camp: Camp, at: Point) -> Element:
    """What a backer stands for that is no state."""
    if camp.side is not None:
        number = Links.colour(conflict, camp.side)
        return group(side_sign(number, at, 4.5), class_=f"b-pic-guest b-side-{number}")
    if camp.key == "away":
        return group(crosses([at]), class_="b-pic-guest")
    return element("circle", cx=at[0], cy=at[1], r=4.5, class_="b-pic-guest b-pic-guest--between")


def _spots(at: Point, aside: float, step: float) -> Iterator[Point]:
    """Where the middle of a name may stand beside a point, the nearest places first."""
    x, y = at
    yield from ((x + aside, y), (x - aside, y))
    for away in (step, 2 * step, 3 * step, 4 * step):
        yield from ((x, y - away), (x, y + away))
        for side in (aside, -aside):
            yield from ((x + side, y - away), (x + side, y + away))
        yield from ((x + aside + away, y), (x - aside - away, y))
