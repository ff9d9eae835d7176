"""The map of the backers, and the shapes it is made of."""

import json
import xml.etree.ElementTree as ET
from importlib.resources import files

import pytest
from mkdocs_briefing.model.entities import Actor
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages import standings
from mkdocs_briefing.pictures import atlas
from mkdocs_briefing.pictures.map_geometry import clip, simplify, widest_stretch
from mkdocs_briefing.pictures.shapes import join_arcs, world

from tests.builders import actor, article, backing, briefing, conflict, side

WHERE = conflict("Atlas", sides=(side("LNA"), side("GNA")))
SAID = article("Map", about=WHERE, date="2019-11-15")


def backed(name, country, to="LNA", stance="backs", kind="state"):
    who = actor(f"{name} (map)" if kind is None else name, kind=kind, country=country)
    return backing(who, to, stance=stance, article=SAID, id=f"row-{name}-{to}".lower())


def picture(*rows, where=WHERE):
    index = Index(briefing(*rows))
    return atlas.picture(
        standings.table(where, index, standings.days(index)), prefix="m", base=".."
    )


def having(root, class_):
    return [part for part in root.iter() if class_ in part.get("class", "").split()]


def titles(root):
    return [title.text for title in root.iter("title")]


THREE = backed("Egypt", "EG"), backed("Turkey", "TR", "GNA"), backed("Chad", "TD", stance="mixed")


@pytest.fixture(params=["wide", "narrow"])
def drawing(request):
    return lambda picture: ET.fromstring(getattr(picture, request.param))


# When there is a map


def test_three_countries_make_a_map():
    assert picture(*THREE) is not None


def test_two_countries_make_none():
    assert picture(*THREE[:2]) is None


def test_three_backers_from_two_countries_make_none():
    assert picture(*THREE[:2], backed("Sisi", "Egypt", kind="person")) is None


def test_a_country_that_nobody_knows_counts_for_none():
    assert picture(*THREE[:2], backed("Ruritania", "Ruritania")) is None


def test_a_backer_without_a_country_is_not_on_it(drawing):
    root = drawing(picture(*THREE, backed("United Nations", None, kind="intergovernmental")))
    assert not any("United Nations" in (part.text or "") for part in root.iter())


# What it shows


def test_a_country_is_filled_with_the_pattern_of_its_side_and_says_which(drawing):
    root = drawing(picture(*THREE))
    fills = {part.find("title").text: part.find("path").get("fill") for part in root.iter("a")}
    ids = {part.get("id") for part in root.iter("pattern")}
    assert set(fills) == {
        "Egypt: with LNA",
        "Turkey: with GNA",
        "Chad: between the sides",
    }
    assert len(set(fills.values())) == 3
    assert {fill.removeprefix("url(#").removesuffix(")") for fill in fills.values()} < ids


def test_who_takes_part_on_other_days_only_has_a_shape_that_a_script_can_shade(drawing):
    gone = actor("Niger", kind="state", country="NE")
    row = backing(gone, "LNA", article=SAID, since="2019-01", until="2019-03", id="gone")
    drawn = picture(*THREE, row)
    root = drawing(drawn)
    (niger,) = (part for part in root.iter() if part.get("data-country") == "Niger")
    assert niger.get("data-by") == "niger"
    assert niger.get("href") is None
    assert [part.get("class") for part in niger.iter("path")] == [
        "b-pic-country b-pic-country--resting"
    ]
    assert "Niger" not in drawn.summary


def test_a_country_leads_to_the_backer_s_page(drawing):
    root = drawing(picture(*THREE))
    assert sorted(part.get("href") for part in root.iter("a")) == [
        "../actors/chad/",
        "../actors/egypt/",
        "../actors/turkey/",
    ]


def test_patterns_of_two_sides_differ_without_their_colours(drawing):
    root = drawing(picture(*THREE))
    grains = [part.get("d") for part in having(root, "b-pic-grain")]
    assert len(set(grains)) == len(grains) == 4, "also that of who turns away on another day"


def test_the_key_names_every_country(drawing):
    said = " ".join(text.text for text in drawing(picture(*THREE)).iter("text"))
    assert "With LNA: Egypt" in said
    assert "With GNA: Turkey" in said
    assert "Between the sides: Chad" in said
    assert "Natural Earth" in said


def test_an_armed_group_does_not_colour_its_country(drawing):
    found = picture(*THREE, backed("RSF", "SD", kind="armed-group"))
    root = drawing(found)
    (sudan,) = [part for part in root.iter("g") if part.findtext("title", "").startswith("Sudan")]
    assert "b-pic-country--plain" in sudan.find("path").get("class")
    assert having(root, "b-pic-guest")
    assert "With LNA, not states: RSF (Sudan)." in found.sentences


def test_an_actor_of_no_stated_kind_is_its_country_where_it_bears_its_name():
    turkey = Actor("turkiye", "Türkiye", country="TR")
    rows = THREE[0], THREE[2], backing(turkey, "GNA", article=SAID, id="row-t")
    assert "With GNA: Türkiye." in picture(*rows).sentences


def test_a_state_and_a_government_that_differ_are_between():
    rows = *THREE, backed("Government of Egypt", "EG", "GNA", kind="government")
    assert any(
        sentence.startswith("Between the sides:") and "Egypt" in sentence
        for sentence in picture(*rows).sentences
    )


def test_where_the_sides_are_is_marked(drawing):
    lna = actor("LNA of Libya", country="LY")
    where = conflict("Scene", sides=(side("GNA"), type(side("GNA"))("LNA", lna)))
    said = article("Scene", about=where, date="2019-11-15")
    rows = [
        backing(actor(name, kind="state", country=name), lna, article=said, id=f"r-{name}")
        for name in ("Egypt", "Chad", "Niger")
    ]
    root = drawing(picture(*rows, where=where))
    assert "Libya: the scene" in titles(root)
    assert having(root, "b-pic-place--scene")[0].text == "Libya"


def test_a_country_far_away_has_a_small_map_of_its_own(drawing):
    root = drawing(picture(*THREE, backed("Japan", "JP", "GNA")))
    (japan,) = [part for part in root.iter("a") if part.findtext("title") == "Japan: with GNA"]
    assert japan.findtext("text") == "Japan"
    assert not having(japan, "b-pic-place")


def test_a_country_too_small_for_a_shape_has_a_disc(drawing):
    root = drawing(picture(*THREE, backed("Malta", "MT", "GNA")))
    (malta,) = [part for part in root.iter("a") if part.findtext("title") == "Malta: with GNA"]
    assert malta.find("circle") is not None


def test_on_a_phone_short_codes_are_explained():
    root = ET.fromstring(picture(*THREE, backed("Bahrain", "BH", "GNA")).narrow)
    said = [text.text for text in root.iter("text")]
    assert "BH" in said
    assert any("BH Bahrain" in one for one in said)


def test_a_map_of_the_whole_world_can_be_drawn(drawing):
    names = "Brazil Canada Japan Australia South-Africa Russia China India Egypt Chile Norway"
    rows = [backed(name.replace("-", " "), name.replace("-", " ")) for name in names.split()]
    root = drawing(picture(*rows))
    assert {f"{name.replace('-', ' ')}: with LNA" for name in names.split()} <= set(titles(root))


def test_a_map_stays_within_sixty_kilobytes():
    everybody = [backed(one.name, one.code) for one in world().countries]
    found = picture(*THREE, *everybody[::9])
    assert len(found.narrow.encode()) < 60_000
    near = [backed(name, name) for name in ("Italy", "Greece", "Spain", "Norway", "Iraq", "Mali")]
    assert len(picture(*THREE, *near).wide.encode()) < 60_000


# Shapes


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("TR", "TUR"),
        ("tur", "TUR"),
        ("Türkiye", "TUR"),
        ("turkiye", "TUR"),
        ("Turkey", "TUR"),
        ("NO", "NOR"),
        ("UAE", "ARE"),
        ("UK", "GBR"),
        ("United States of America", "USA"),
        ("the Netherlands", "NLD"),
        ("Côte d'Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("DRC", "COD"),
        ("Congo", "COG"),
        ("Bosnia and Herzegovina", "BIH"),
        ("South Sudan", "SSD"),
        ("Kosovo", "XKX"),
        ("XK", "XKX"),
        ("Palestine", "PSE"),
        ("Taiwan", "TWN"),
        ("Syria", "SYR"),
    ],
)
def test_a_country_is_found_by_its_codes_and_its_usual_names(written, code):
    assert world().find(written).code == code


@pytest.mark.parametrize("written", ["", "  ", "Ruritania", "EU", None])
def test_what_is_no_country_is_not_found(written):
    assert world().find(written) is None


def test_every_member_of_the_united_nations_has_a_shape_and_a_code():
    """193 members; the codes that are nobody's but Natural Earth's own have no short form."""
    with_codes = [one for one in world().countries if one.short]
    assert len(with_codes) > 193
    assert len({one.short for one in with_codes}) == len(with_codes)
    assert all(one.rings for one in world().countries)


def test_rings_and_coasts_are_closed():
    atlas_ = world()
    for ring in (*atlas_.coasts, *(ring for one in atlas_.countries for ring in one.rings)):
        points = join_arcs(ring, atlas_.arcs)
        assert points[0] == points[-1]


def test_the_shapes_are_a_small_file_that_says_where_it_comes_from():
    text = files("mkdocs_briefing.pictures").joinpath("shapes.json").read_text(encoding="utf-8")
    assert len(text.encode()) < 120_000
    assert "Natural Earth" in json.loads(text)["provenance"]
    assert "public domain" in json.loads(text)["provenance"]


# Geometry


def test_a_ring_is_clipped_to_a_box():
    square = ((-5, -5), (5, -5), (5, 5), (-5, 5), (-5, -5))
    assert set(clip(square, (0, 0, 10, 10))) == {(0, 0), (5, 0), (5, 5), (0, 5)}
    assert clip(square, (6, 6, 10, 10)) == ()


def test_the_first_and_last_point_stay_however_near_the_others_are():
    assert simplify([(0, 0), (0.1, 0), (0.2, 0), (2, 0), (2.1, 0)], 1) == ((0, 0), (2, 0), (2.1, 0))


def test_lettering_goes_where_a_shape_is_widest():
    low_and_wide = [(0, 0), (4, 0), (4, 8), (40, 8), (40, 12), (0, 12)]
    (x, y), wide = widest_stretch([low_and_wide])
    assert 15 < x < 25
    assert 8 <= y <= 12
    assert wide > 20
