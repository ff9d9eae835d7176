"""Tests the map of the backers."""

import xml.etree.ElementTree as ET

import pytest
from mkdocs_briefing.model.entities import Actor
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pictures import atlas
from mkdocs_briefing.pictures.shapes import world
from mkdocs_briefing.standings import table as tables
from mkdocs_briefing.standings.standing import days

from tests.builders import actor, article, backing, briefing, conflict, side

WHERE = conflict("Atlas", sides=(side("LNA"), side("GNA")))
MAP_ARTICLE = article("Map", about=WHERE, date="2019-11-15")


def backed(name, country, to="LNA", stance="backs", kind="state"):
    who = actor(f"{name} (map)" if kind is None else name, kind=kind, country=country)
    return backing(who, to, stance=stance, article=MAP_ARTICLE, id=f"row-{name}-{to}".lower())


def picture(*rows, where=WHERE):
    index = Index(briefing(*rows))
    return atlas.picture(tables.table(where, index, days(index)), prefix="m", base="..")


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


def test_two_countries_make_no_map():
    assert picture(*THREE[:2]) is None


def test_three_backers_from_two_countries_make_no_map():
    assert picture(*THREE[:2], backed("Sisi", "Egypt", kind="person")) is None


def test_an_unknown_country_does_not_count():
    assert picture(*THREE[:2], backed("Ruritania", "Ruritania")) is None


def test_a_backer_without_a_country_is_not_on_the_map(drawing):
    root = drawing(picture(*THREE, backed("United Nations", None, kind="intergovernmental")))
    words = " ".join(part.text or "" for part in root.iter())
    assert "Egypt" in words
    assert "United Nations" not in words


# What it shows


def test_a_country_has_the_pattern_and_name_of_its_side(drawing):
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


def test_a_backer_of_other_days_has_an_unfilled_shape(drawing):
    gone = actor("Niger", kind="state", country="NE")
    row = backing(gone, "LNA", article=MAP_ARTICLE, since="2019-01", until="2019-03", id="gone")
    drawn = picture(*THREE, row)
    root = drawing(drawn)
    (niger,) = (part for part in root.iter() if part.get("data-country") == "Niger")
    assert niger.get("data-by") == "niger"
    assert niger.get("href") is None
    assert [part.get("class") for part in niger.iter("path")] == [
        "b-pic-country b-pic-country--resting"
    ]
    assert "Niger" not in drawn.summary


def test_a_country_links_to_its_backer(drawing):
    root = drawing(picture(*THREE))
    assert sorted(part.get("href") for part in root.iter("a")) == [
        "../actors/chad/",
        "../actors/egypt/",
        "../actors/turkey/",
    ]


def test_patterns_differ_without_their_colours(drawing):
    root = drawing(picture(*THREE))
    grains = [part.get("d") for part in having(root, "b-pic-grain")]
    assert len(set(grains)) == len(grains) == 4, "also that of who turns away on another day"


def test_the_key_names_every_country(drawing):
    texts = " ".join(text.text for text in drawing(picture(*THREE)).iter("text"))
    assert "With LNA: Egypt" in texts
    assert "With GNA: Turkey" in texts
    assert "Between the sides: Chad" in texts
    assert "Natural Earth" in texts


def test_an_armed_group_does_not_colour_its_country(drawing):
    found = picture(*THREE, backed("RSF", "SD", kind="armed-group"))
    root = drawing(found)
    (sudan,) = [part for part in root.iter("g") if part.findtext("title", "").startswith("Sudan")]
    assert "b-pic-country--plain" in sudan.find("path").get("class")
    assert having(root, "b-pic-guest")
    assert "With LNA, not states: RSF (Sudan)." in found.sentences


def test_an_actor_named_like_its_country_stands_for_it():
    turkey = Actor("turkiye", "Türkiye", country="TR")
    rows = THREE[0], THREE[2], backing(turkey, "GNA", article=MAP_ARTICLE, id="row-t")
    assert "With GNA: Türkiye." in picture(*rows).sentences


def test_a_state_and_a_government_that_differ_are_between_sides():
    rows = *THREE, backed("Government of Egypt", "EG", "GNA", kind="government")
    assert any(
        sentence.startswith("Between the sides:") and "Egypt" in sentence
        for sentence in picture(*rows).sentences
    )


def test_where_the_sides_are_is_marked(drawing):
    lna = actor("LNA of Libya", country="LY")
    where = conflict("Scene", sides=(side("GNA"), type(side("GNA"))("LNA", lna)))
    source = article("Scene", about=where, date="2019-11-15")
    rows = [
        backing(actor(name, kind="state", country=name), lna, article=source, id=f"r-{name}")
        for name in ("Egypt", "Chad", "Niger")
    ]
    root = drawing(picture(*rows, where=where))
    assert "Libya: the scene" in titles(root)
    assert having(root, "b-pic-place--scene")[0].text == "Libya"


def test_a_country_far_away_has_its_own_small_map(drawing):
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
    texts = [text.text for text in root.iter("text")]
    assert "BH" in texts
    assert any("BH Bahrain" in one for one in texts)


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
