"""Reads the shapes of countries, and finds a country by its code or name.

``tools/natural_earth.py`` writes the shapes to ``shapes.json``. As in TopoJSON, countries share
their borders: a border is one arc, which one neighbour uses forwards and the other backwards.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from mkdocs_briefing.core.names import folded
from mkdocs_briefing.pictures.svg import Point

_ARTICLE: Final = "the "


@dataclass(frozen=True, slots=True, eq=False)
class Country:
    """A country as Natural Earth has it.

    Attributes:
        code: ISO 3166-1 alpha-3, or Natural Earth's own code if there is none.
        short: ISO 3166-1 alpha-2, if there is one.
        name: its usual English name.
        names: its other names.
        rings: the arcs around each of its parts and holes; ``~3`` is arc 3 backwards.
    """

    code: str
    short: str | None
    name: str
    names: tuple[str, ...]
    rings: tuple[tuple[int, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """All countries.

    Attributes:
        provenance: where the shapes come from, and their licence.
        arcs: the lines that rings are made of, in degrees east and north.
        coasts: the rings around all land, as arcs.
        borders: the arcs between two countries.
        by_name: the countries by each code and name, folded.
    """

    provenance: str
    countries: tuple[Country, ...]
    arcs: tuple[tuple[Point, ...], ...] = field(repr=False)
    coasts: tuple[tuple[int, ...], ...] = field(repr=False)
    borders: tuple[int, ...] = field(repr=False)
    by_name: Mapping[str, Country] = field(repr=False)

    def find(self, code_or_name: str | None) -> Country | None:
        """Return the country with a code or name, or ``None``."""
        if code_or_name is None:
            return None
        key = folded(code_or_name)
        return self.by_name.get(key) or self.by_name.get(key.removeprefix(_ARTICLE))

    def display_name(self, code_or_name: str) -> str:
        """Return the country's name for a code; return anything else unchanged.

        Args:
            code_or_name: what a contributor wrote as ``country``, such as ``LY`` or ``Libya``.
        """
        country = self.find(code_or_name)
        # Only codes are replaced: who wrote "England" did not write "United Kingdom".
        if country and folded(code_or_name) in {folded(country.code), folded(country.short or "")}:
            return country.name
        return code_or_name

    def outlines(
        self, country: Country, arcs: Sequence[Sequence[Point]]
    ) -> Iterator[tuple[Point, ...]]:
        """Yield the country's rings, made of ``arcs``: the world's own, or these projected."""
        for ring in country.rings:
            yield join_arcs(ring, arcs)


def join_arcs(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
    """Return the points of a ring; the last one is the first again."""
    points: list[Point] = []
    for arc in ring:
        line = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += line[1:] if points else line
    return tuple(points)


@cache
def world() -> World:
    """Return the world; the file is read once."""
    text = files(__package__).joinpath("shapes.json").read_text(encoding="utf-8")
    stored = json.loads(text)
    countries = tuple(
        Country(
            code=one["code"],
            short=one["short"],
            name=one["name"],
            names=tuple(one["names"]),
            rings=tuple(tuple(ring) for ring in one["rings"]),
        )
        for one in stored["countries"]
    )
    by_name: dict[str, Country] = {}
    for country in countries:
        for name in (country.code, country.short, country.name, *country.names):
            if name:
                by_name.setdefault(folded(name), country)
    arcs = tuple(tuple(_points(steps, stored["grid"])) for steps in stored["arcs"])
    return World(
        provenance=stored["provenance"],
        countries=countries,
        arcs=arcs,
        coasts=tuple(_coasts(countries, arcs)),
        borders=tuple(
            sorted(arc for arc, count in _countries_per_arc(countries).items() if count > 1)
        ),
        by_name=by_name,
    )


def _countries_per_arc(countries: Iterable[Country]) -> Counter[int]:
    """Count the countries on an arc: two on a border, one on a coast."""
    return Counter(
        max(arc, ~arc) for country in countries for ring in country.rings for arc in ring
    )


def _coasts(
    countries: Sequence[Country], arcs: Sequence[Sequence[Point]]
) -> Iterator[tuple[int, ...]]:
    """Join the arcs of coasts, from one country to the next, until they close."""
    counts = _countries_per_arc(countries)
    arcs_from: defaultdict[Point, list[int]] = defaultdict(list)
    for country in countries:
        for ring in country.rings:
            for arc in ring:
                if counts[max(arc, ~arc)] == 1:
                    arcs_from[join_arcs((arc,), arcs)[0]].append(arc)
    for start, unused in arcs_from.items():
        while unused:
            coast, end = [], start
            while arcs_from.get(end):
                arc = arcs_from[end].pop()
                coast.append(arc)
                end = join_arcs((arc,), arcs)[-1]
            yield tuple(coast)


def _points(steps: Sequence[int], grid: int) -> Iterator[Point]:
    """Decode an arc: each point is stored as its distance from the one before."""
    x = y = 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / grid, y / grid
