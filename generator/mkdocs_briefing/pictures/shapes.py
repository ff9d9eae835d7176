"""Knows the countries' shapes and the names that people write for them.

The shapes lie in ``shapes.json``, which ``tools/natural_earth.py`` makes.
Countries share their borders: a border is one arc, gone one way by either neighbour.
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
    """One country as Natural Earth has it.

    Attributes:
        code: ISO 3166-1 alpha-3, or Natural Earth's own where there is none.
        short: ISO 3166-1 alpha-2, where there is one.
        name: what it is usually called in English.
        names: what else it is called.
        rings: the arcs around each part of it, and around each hole; ``~3`` is arc 3
            gone backwards.
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
        arcs: what their rings are made of, in degrees east and north.
        coasts: the rings around all land together.
        borders: the arcs with a country on either hand.
    """

    provenance: str
    countries: tuple[Country, ...]
    arcs: tuple[tuple[Point, ...], ...] = field(repr=False)
    coasts: tuple[tuple[int, ...], ...] = field(repr=False)
    borders: tuple[int, ...] = field(repr=False)
    by_name: Mapping[str, Country] = field(repr=False)

    def find(self, written: str | None) -> Country | None:
        """The country that a code or a name stands for."""
        if written is None:
            return None
        form = folded(written)
        return self.by_name.get(form) or self.by_name.get(form.removeprefix(_ARTICLE))

    def in_words(self, written: str) -> str:
        """A code by the name of its country; a name, or a code of no country, as it stands.

        Args:
            written: what a contributor has under ``country``, such as ``LY``, ``LBY`` or ``Libya``.
        """
        country = self.find(written)
        codes = () if country is None else (country.code, country.short or "")
        # The atlas finds a country by any name: that England lies in the United Kingdom is not
        # for us to say.
        return country.name if country and folded(written) in map(folded, codes) else written

    def outlines(
        self, country: Country, arcs: Sequence[Sequence[Point]]
    ) -> Iterator[tuple[Point, ...]]:
        """The country's rings, out of the arcs as they are or as they were made of these."""
        for ring in country.rings:
            yield joined(ring, arcs)


def joined(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
    """The points of a ring; its last is its first."""
    points: list[Point] = []
    for arc in ring:
        way = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += way[1:] if points else way
    return tuple(points)


@cache
def world() -> World:
    """The world, read once."""
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
        borders=tuple(sorted(arc for arc, times in _uses(countries).items() if times > 1)),
        by_name=by_name,
    )


def _uses(countries: Iterable[Country]) -> Counter[int]:
    """How many countries an arc bounds: two where it is a border, one where it is a coast."""
    return Counter(
        max(arc, ~arc) for country in countries for ring in country.rings for arc in ring
    )


def _coasts(
    countries: Sequence[Country], arcs: Sequence[Sequence[Point]]
) -> Iterator[tuple[int, ...]]:
    """The arcs of coasts, put together from one country to the next until they close."""
    uses = _uses(countries)
    onward: defaultdict[Point, list[int]] = defaultdict(list)
    for country in countries:
        for ring in country.rings:
            for arc in ring:
                if uses[max(arc, ~arc)] == 1:
                    onward[joined((arc,), arcs)[0]].append(arc)
    for start, waiting in onward.items():
        while waiting:
            coast, here = [], start
            while onward.get(here):
                arc = onward[here].pop()
                coast.append(arc)
                here = joined((arc,), arcs)[-1]
            yield tuple(coast)


def _points(steps: Sequence[int], grid: int) -> Iterator[Point]:
    x = y = 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / grid, y / grid
