"""The colours of sides: which side has which, and that text in each can be read."""

import re

import pytest
from mkdocs_briefing.core.vocabulary import SIDE_COLOURS
from mkdocs_briefing.host.theme import THEME
from mkdocs_briefing.model.entities import Side
from mkdocs_briefing.standings.side_colours import side_colour

from tests.builders import actor, conflict

STYLES = THEME / "assets/briefing/briefing.css"
TEXT_COLOURS = (
    "ink",
    "muted",
    "warn",
    "link",
    *(f"side-{one}" for one in range(len(SIDE_COLOURS))),
)
LEGIBLE = 4.5
"""What WCAG 2.2 asks of text (1.4.3), as a ratio of luminance."""


def colours(*chosen):
    sides = tuple(
        Side(f"Side {place}", actor(f"Side {place}"), (), colour)
        for place, colour in enumerate(chosen)
    )
    where = conflict("A war of colours", sides=sides)
    return [side_colour(where, side) for side in sides]


def test_sides_take_the_colours_in_their_order():
    assert colours(None, None, None) == [0, 1, 2]


def test_a_side_has_the_colour_it_chooses():
    assert colours("green", "indigo") == [2, 7]


def test_a_side_without_a_choice_skips_chosen_colours():
    assert colours(None, "blue", None) == [1, 0, 2]


def test_with_too_many_sides_colours_repeat():
    assert colours(*[None] * 10) == [0, 1, 2, 3, 4, 5, 6, 7, 0, 1]
    assert colours(*SIDE_COLOURS, None) == [0, 1, 2, 3, 4, 5, 6, 7, 0]


def tokens(selector):
    (block,) = re.findall(
        rf"^{re.escape(selector)} \{{\n(.*?)^\}}",
        STYLES.read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    return dict(re.findall(r"--b-([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_in_wcag():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [":root", '[data-md-color-scheme="slate"]'])
@pytest.mark.parametrize("ground", ["paper", "soft"])
@pytest.mark.parametrize("name", TEXT_COLOURS)
def test_text_is_legible_in_every_colour(scheme, ground, name):
    found = tokens(scheme)
    assert contrast(found[name], found[ground]) >= LEGIBLE


@pytest.mark.parametrize("scheme", [":root", '[data-md-color-scheme="slate"]'])
def test_links_have_the_colour_of_no_side(scheme):
    found = tokens(scheme)
    assert found["link"] == found["ink"]
    assert found["ink"] not in {found[f"side-{one}"] for one in range(len(SIDE_COLOURS))}
