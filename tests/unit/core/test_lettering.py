"""Tests how text is measured, shortened and wrapped."""

from hypothesis import given
from hypothesis import strategies as st
from mkdocs_briefing.core.lettering import shorten, text_width, wrap_text


def test_text_that_fits_is_not_shortened():
    assert shorten("Qatar", 100, 13) == "Qatar"


@given(st.text(max_size=80), st.floats(20, 300))
def test_shortened_text_fits(text, room):
    assert text_width(shorten(text, room, 13), 13) <= room or shorten(text, room, 13) == "…"


@given(st.text(max_size=200), st.integers(1, 4))
def test_wrapped_text_fits_its_lines(text, lines):
    found = wrap_text(text, 120, 13, lines=lines)
    assert len(found) <= lines
    assert all(text_width(line, 13) <= 120 for line in found)


def test_a_long_name_is_cut_on_its_second_line():
    name = "United Nations Multidimensional Integrated Stabilization Mission"
    first, second = wrap_text(name, 180, 14, bold=True)
    assert first == "United Nations"
    assert second.endswith("…")


def test_letters_of_other_scripts_have_a_width():
    assert text_width("中国", 13) > text_width("CN", 13) > 0
    assert text_width("ليبيا", 13) > 0


def test_an_accent_has_no_width():
    assert text_width("é", 13) == text_width("e", 13)
