"""Tests the shapes and names of countries."""

import json
from importlib.resources import files

import pytest
from mkdocs_briefing.pictures.shapes import join_arcs, world


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
def test_a_country_is_found_by_codes_and_usual_names(written, code):
    assert world().find(written).code == code


@pytest.mark.parametrize("written", ["", "  ", "Ruritania", "EU", None])
def test_anything_else_is_not_found(written):
    assert world().find(written) is None


def test_all_members_of_the_united_nations_have_shapes():
    """There are 193; territories without an ISO code have no short code."""
    with_codes = [one for one in world().countries if one.short]
    assert len(with_codes) > 193
    assert len({one.short for one in with_codes}) == len(with_codes)
    assert all(one.rings for one in world().countries)


def test_rings_and_coasts_are_closed():
    rings = [ring for country in world().countries for ring in country.rings]
    outlines = [join_arcs(ring, world().arcs) for ring in (*rings, *world().coasts)]
    assert len(outlines) > len(rings) > 193
    assert [points for points in outlines if points[0] != points[-1]] == []


def test_the_file_of_shapes_is_small_and_names_its_source():
    text = files("mkdocs_briefing.pictures").joinpath("shapes.json").read_text(encoding="utf-8")
    assert len(text.encode()) < 120_000
    assert "Natural Earth" in json.loads(text)["provenance"]
    assert "public domain" in json.loads(text)["provenance"]
