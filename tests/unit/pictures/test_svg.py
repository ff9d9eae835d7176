"""Elements, coordinates and lettering: what all pictures are made of."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_briefing.pictures.lettering import shorten, text_width, wrap_text
from mkdocs_briefing.pictures.svg import element, format_number, path_data


def test_an_element_carries_its_attributes_and_its_children():
    drawn = element("a", element("rect", x=1.25, stroke_width=2), href="x/", class_="b-pic")
    assert drawn.markup() == '<a href="x/" class="b-pic"><rect x="1.2" stroke-width="2"/></a>'


def test_what_is_none_is_left_out():
    assert element("g", None, element("g"), class_=None).markup() == "<g><g/></g>"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "A & B", '"quoted"', "it's", "]]>"])
def test_text_comes_back_as_it_was_written(text):
    root = ET.fromstring(element("text", text, title=text).markup())
    assert root.text == root.get("title") == text


def test_what_xml_cannot_carry_is_replaced():
    assert element("text", "a\x00b\x1bc\ud800d").markup() == "<text>a\ufffdb\ufffdc\ufffdd</text>"


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (-0.04, "0"), (0.25, "0.2"), (-1.55, "-1.6"), (100.0, "100"), (-0.5, "-0.5")],
)
def test_numbers_keep_one_decimal(value, written):
    assert format_number(value) == written


def test_an_outline_tells_each_point_by_its_distance_from_the_last():
    assert path_data([(0, 0), (1.5, -2), (1.5, -2.01), (0, 0)], closed=True) == "M0 0l1.5-2-1.5 2z"


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=2, max_size=60))
def test_rounding_in_an_outline_never_adds_up(points):
    steps = path_data(points).replace("M", "").replace("l", " ").replace("-", " -").split()
    xs, ys = map(float, steps[::2]), map(float, steps[1::2])
    assert sum(xs) == pytest.approx(points[-1][0], abs=0.06)
    assert sum(ys) == pytest.approx(points[-1][1], abs=0.06)


def test_lettering_that_fits_stays():
    assert shorten("Qatar", 100, 13) == "Qatar"


@given(st.text(max_size=80), st.floats(20, 300))
def test_cut_lettering_fits_its_room(text, room):
    assert text_width(shorten(text, room, 13), 13) <= room or shorten(text, room, 13) == "…"


@given(st.text(max_size=200), st.integers(1, 4))
def test_wrapped_lettering_keeps_to_its_lines_and_its_room(text, lines):
    found = wrap_text(text, 120, 13, lines=lines)
    assert len(found) <= lines
    assert all(text_width(line, 13) <= 120 for line in found)


def test_a_long_name_takes_a_second_line_and_is_cut_there():
    name = "United Nations Multidimensional Integrated Stabilization Mission"
    first, second = wrap_text(name, 180, 14, bold=True)
    assert first == "United Nations"
    assert second.endswith("…")


def test_letters_of_other_scripts_have_a_width_too():
    assert text_width("中国", 13) > text_width("CN", 13) > 0
    assert text_width("ليبيا", 13) > 0


def test_an_accent_takes_no_room():
    assert text_width("é", 13) == text_width("e", 13)
