"""Tests what is true of every picture, such as valid XML and labels that do not overlap."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date as Day
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from mkdocs_briefing.content import reader
from mkdocs_briefing.core.lettering import text_width
from mkdocs_briefing.model.entities import Briefing, Conflict
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pictures import alliances, atlas, density, lanes
from mkdocs_briefing.pictures.picture import NARROW, TEXT, WIDE, Picture
from mkdocs_briefing.site.registry import GENERATED
from mkdocs_briefing.standings import table as tables
from mkdocs_briefing.standings.standing import days
from mkdocs_briefing.wording.accounts import entry
from mkdocs_briefing.wording.calendar import Month, Year, by_month

from tests.builders import account, actor, article, backing, briefing, conflict, side

CONTENT = Path(__file__).resolve().parents[3] / "content"

LONG = "United Nations Multidimensional Integrated Stabilization Mission in Central Africa"
COUNTRIES = """
    Egypt Jordan Qatar Turkey Russia France Italy Germany Iran Iraq Syria Lebanon Israel Kuwait
    Bahrain Oman Yemen Sudan Chad Niger Mali Algeria Tunisia Morocco Greece Cyprus Malta Spain
    China India Pakistan Japan Brazil Canada Kenya Uganda Rwanda Eritrea Ethiopia Djibouti
""".split()  # noqa: SIM905 - as a list it would be a page long
STANCES = ("backs", "recognises", "opposes", "mixed", "favours", "mediates", "distanced")
STATUSES = ("reported", "alleged", "confirmed")
SUPPORT = ("weapons", "troops", "unspecified", ("funding", "diplomatic", "territory"))
SINCE = (None, "2019-05", "2019", "2019-04-19", "../2019-06", "2018-11~")
SIDES = (
    side("GNA"),
    side("LNA"),
    side("Sudanese Armed Forces and their allied local militias of the north"),
    side("SPLM-North"),
    side("Joint Darfur Force"),
)


def dossier(backers: int, sides: int) -> Briefing:
    """A dossier with every stance, status and kind of beginning."""
    where = conflict(f"War of {sides} sides", sides=SIDES[:sides], start="2019-04-04")
    rows = []
    for number in range(backers):
        country = COUNTRIES[number % len(COUNTRIES)]
        name = country if number < len(COUNTRIES) else f"Group {number}"
        if number % 9 == 4:
            name = f"{LONG} {number}"
        who = actor(name, kind="state" if name == country else "armed-group", country=country)
        for turn in range(1 + number % 3):
            date = f"2019-{4 + number % 6 + turn:02}-{1 + number % 28:02}"
            source = article(f"Of {number} and {turn}", date=date, about=where)
            taker = SIDES[(number * (1 + turn) + turn) % sides].actor
            row = backing(
                who,
                taker,
                stance=STANCES[(number + turn) % len(STANCES)],
                status=STATUSES[number % len(STATUSES)],
                support=SUPPORT[number % len(SUPPORT)],
                since=SINCE[(number + turn) % len(SINCE)],
                until="2019-11" if number % 8 == 7 else None,
                denied_by=("Somebody",) if number % 4 == 1 else (),
                article=source,
                id=f"row-{number}-{turn}",
            )
            rows.append(row)
    events = [
        account(
            f"Event {number}",
            date=f"20{10 + number % 13}-{1 + number % 12:02}",
            killed=("53", "1000+", "40-53", None)[number % 4],
            article=article("Told", date="2020-10-23", about=where),
            id=f"event-{number}",
        )
        for number in range(40)
    ]
    return briefing(*rows, *events)


def listed(year: Year, month: Month | None) -> str:
    return f"../chronology/#{(month or year).id}"


def drawn(content: Briefing, where: Conflict) -> Iterator[tuple[str, Picture]]:
    index = Index(content)
    table = tables.table(where, index, days(index))
    years = by_month(map(entry, index.events_of.get(where, ())))
    for kind, picture in (
        ("alliances", alliances.picture(table, prefix="a", base="..")),
        ("lanes", lanes.picture(table, prefix="l", base="..")),
        ("density", density.picture(years, prefix="d", address=listed)),
        ("atlas", atlas.picture(table, prefix="m", base="..")),
    ):
        if picture is not None:
            yield kind, picture


@cache
def pictures() -> dict[str, Picture]:
    """Every picture of four made-up dossiers and of this repository's own."""
    found = {}
    for backers, sides in ((5, 2), (40, 2), (60, 5), (7, 1)):
        content = dossier(backers, sides)
        for kind, picture in drawn(content, content.conflicts[0]):
            found[f"{kind} of {backers} backers and {sides} sides"] = picture
    content = reader.read(CONTENT, root=CONTENT, generated=GENERATED).briefing
    for kind, picture in drawn(content, content.conflicts[0]):
        found[f"{kind} of the dossier"] = picture
    return found


DRAWINGS = [(name, wide) for name in pictures() for wide in (True, False)]
every_drawing = pytest.mark.parametrize(
    ("name", "wide"),
    DRAWINGS,
    ids=[f"{name}, {'wide' if wide else 'narrow'}" for name, wide in DRAWINGS],
)


def markup(name: str, wide: bool) -> str:
    picture = pictures()[name]
    return picture.wide if wide else picture.narrow


@every_drawing
def test_a_drawing_is_valid_xml_with_title_and_description(name, wide):
    root = ET.fromstring(markup(name, wide))
    by_id = {part.get("id"): part for part in root.iter() if part.get("id")}
    assert by_id[root.get("aria-labelledby")].text == pictures()[name].title
    assert by_id[root.get("aria-describedby")].text == pictures()[name].summary
    assert root[0].tag == "title"
    assert root.get("viewBox").split()[2] == f"{WIDE if wide else NARROW:.0f}"


@every_drawing
def test_a_drawing_does_not_hide_its_links(name, wide):
    """In an image, links would be hidden: axe calls that "nested-interactive"."""
    assert ET.fromstring(markup(name, wide)).get("role") == "group"


@every_drawing
def test_a_drawing_loads_nothing_and_has_no_script_or_style(name, wide):
    text = markup(name, wide)
    root = ET.fromstring(text)
    assert not {part.tag for part in root.iter()} & {"style", "script", "image", "foreignObject"}
    assert not [part for part in root.iter() if part.get("style")]
    assert "//" not in text
    assert not re.search(r"\son\w+=", text)


@every_drawing
def test_ids_are_unique_and_references_exist(name, wide):
    text = markup(name, wide)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert ids
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)


def test_the_two_drawings_of_a_picture_share_no_id():
    assert pictures()
    for picture in pictures().values():
        wide, narrow = (
            set(re.findall(r'\sid="([^"]+)"', text)) for text in (picture.wide, picture.narrow)
        )
        assert wide
        assert narrow
        assert not wide & narrow


def test_the_same_content_makes_the_same_bytes():
    content = dossier(40, 5)
    assert dict(drawn(content, content.conflicts[0])) == dict(drawn(content, content.conflicts[0]))


BOLD = {
    "b-pic-name",
    "b-pic-plate__name",
    "b-pic-heading",
    "b-pic-place--scene",
    "b-pic-axis--year",
}

Box = tuple[float, float, float, float]


def labels(root: ET.Element) -> Iterator[tuple[str, Box]]:
    """Every label with the largest box that it can have."""

    def walk(part: ET.Element, dx: float, dy: float, bold: bool) -> Iterator[tuple[str, Box]]:
        if moved := re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", part.get("transform", "")):
            dx, dy = dx + float(moved[1]), dy + float(moved[2])
        bold = bold or bool(BOLD & set(part.get("class", "").split()))
        if part.tag == "text":
            size = float(part.get("font-size", TEXT))
            wide = text_width(part.text, size, bold=bold)
            x, y = float(part.get("x")) + dx, float(part.get("y")) + dy
            left = x - {"middle": wide / 2, "end": wide, None: 0}[part.get("text-anchor")]
            yield part.text, (left, y - 0.72 * size, left + wide, y + 0.2 * size)
        for child in part:
            yield from walk(child, dx, dy, bold)

    yield from walk(root, 0, 0, bold=False)


@every_drawing
def test_labels_do_not_overlap(name, wide):
    boxes = list(labels(ET.fromstring(markup(name, wide))))
    assert boxes
    meeting = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5
    ]
    assert not meeting


@every_drawing
def test_labels_stay_on_the_drawing(name, wide):
    root = ET.fromstring(markup(name, wide))
    _, _, right, bottom = map(float, root.get("viewBox").split())
    boxes = list(labels(root))
    assert boxes
    outside = [
        (words, box)
        for words, box in boxes
        if box[0] < -1 or box[2] > right + 1 or box[1] < 0 or box[3] > bottom
    ]
    assert not outside


@every_drawing
def test_labels_are_large_enough_to_read(name, wide):
    root = ET.fromstring(markup(name, wide))
    assert min(float(part.get("font-size", TEXT)) for part in root.iter("text")) >= TEXT


@pytest.mark.parametrize(
    "hostile", ['<img src=x onerror="alert(1)">', "</svg><script>alert(1)</script>", "A&B \x07 'C'"]
)
def test_a_hostile_name_is_only_a_name(hostile):
    where = conflict("War " + hostile, sides=(side("Side " + hostile), side("GNA")))
    source = article("A", about=where, date="2019-11-15")
    rows = [
        backing(
            actor(f"{hostile} {country}", kind="state", country=country),
            where.sides[0].actor,
            article=source,
            denied_by=(hostile,),
            id=f"row-{country}",
        )
        for country in ("Egypt", "Chad", "Niger")
    ]
    content = briefing(*rows, account(hostile, date="2019-11", article=source, id="event"))
    found = dict(drawn(content, where))
    assert set(found) == {"alliances", "lanes", "density", "atlas"}
    for picture in found.values():
        for text in (picture.wide, picture.narrow):
            tags = {part.tag for part in ET.fromstring(text).iter()}
            assert not tags & {"img", "script"}


def test_pictures_of_the_dossier_are_small_files():
    """Each within 25 kB, map and lanes within 42: a page holds both drawings of a picture."""
    sizes = {
        name.removesuffix(" of the dossier"): max(
            len(picture.wide.encode()), len(picture.narrow.encode())
        )
        for name, picture in pictures().items()
        if name.endswith("of the dossier")
    }
    assert max(sizes.pop("atlas"), sizes.pop("lanes")) < 42_000
    assert set(sizes) == {"alliances", "density"}
    assert max(sizes.values()) < 25_000


def test_every_picture_has_sentences():
    assert pictures()
    for name, picture in pictures().items():
        assert picture.sentences, name
        assert all(sentence.endswith(".") for sentence in picture.sentences), name


def test_a_conflict_without_backers_has_no_picture_of_them():
    where = conflict()
    empty = tables.table(where, Index(briefing()), {where: Day(2020, 1, 1)})
    for module in (alliances, lanes, atlas):
        assert module.picture(empty, prefix="p", base=".") is None


def test_a_chronology_without_events_has_no_picture():
    assert density.picture((), prefix="p", address=listed) is None
