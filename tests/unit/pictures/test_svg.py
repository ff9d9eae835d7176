"""Tests SVG elements, numbers and paths."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_briefing.pictures.svg import element, format_number, path_data


def test_an_element_has_its_attributes_and_children():
    drawn = element("a", element("rect", x=1.25, stroke_width=2), href="x/", class_="b-pic")
    assert drawn == '<a href="x/" class="b-pic"><rect x="1.2" stroke-width="2"/></a>'


def test_none_is_left_out():
    assert element("g", None, element("g"), class_=None) == "<g><g/></g>"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "A & B", '"quoted"', "it's", "]]>"])
def test_text_is_escaped(text):
    root = ET.fromstring(element("text", text, title=text))
    assert root.text == root.get("title") == text


def test_characters_that_xml_forbids_are_replaced():
    assert element("text", "a\x00b\x1bc\ud800d") == "<text>a\ufffdb\ufffdc\ufffdd</text>"


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (-0.04, "0"), (0.25, "0.2"), (-1.55, "-1.6"), (100.0, "100"), (-0.5, "-0.5")],
)
def test_numbers_keep_one_decimal(value, written):
    assert format_number(value) == written


def test_a_path_gives_each_point_relative_to_the_last():
    assert path_data([(0, 0), (1.5, -2), (1.5, -2.01), (0, 0)], closed=True) == "M0 0l1.5-2-1.5 2z"


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=2, max_size=60))
def test_rounding_errors_in_a_path_never_add_up(points):
    steps = path_data(points).replace("M", "").replace("l", " ").replace("-", " -").split()
    xs, ys = map(float, steps[::2]), map(float, steps[1::2])
    assert sum(xs) == pytest.approx(points[-1][0], abs=0.06)
    assert sum(ys) == pytest.approx(points[-1][1], abs=0.06)
