"""Every side has a sign that can be seen, on the map as elsewhere, by day and by night."""

import re

import pytest
from mkdocs_briefing.core.vocabulary import SIDE_COLOURS
from mkdocs_briefing.host.theme import THEME
from mkdocs_briefing.model.entities import Side
from mkdocs_briefing.pictures.map_signs import backer_mark
from mkdocs_briefing.pictures.signs import side_class, side_sign
from mkdocs_briefing.pictures.svg import group
from mkdocs_briefing.standings.table import Camp
from playwright.sync_api import Browser

from tests.builders import actor, conflict
from tests.unit.standings.test_side_colours import contrast

VISIBLE = 3.0
"""What WCAG 2.2 asks of graphics (1.4.11), as a ratio of luminance."""
SIDES = tuple(Side(colour, actor(colour), (), colour) for colour in SIDE_COLOURS)
WHERE = conflict("Eight sides", sides=SIDES)
STYLES = [THEME / "assets/briefing" / name for name in ("briefing.css", "pictures.css")]

COLOURS = """() => [...document.querySelectorAll("svg [id]")].map((sign) => {
  const found = getComputedStyle(sign.querySelector(".b-pic-sign"));
  return [sign.id, found.fill, found.stroke];
})"""
GROUNDS = """() => ["paper", "soft"].map((name) =>
  getComputedStyle(document.querySelector(`.${name}`)).color)"""


def hexadecimal(colour: str) -> str:
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_each_side_has_a_visible_sign(browser: Browser, scheme: str):
    drawn = [
        group(sign, id=f"{side.name}-{place}", class_=side_class(WHERE, side))
        for number, side in enumerate(SIDES)
        for place, sign in (
            ("plate", side_sign(number, (10, 10))),
            ("map", backer_mark(WHERE, Camp("with", side.name, (), side), (10, 10))),
        )
    ]
    page = browser.new_page()
    grounds_shown = "".join(
        f'<p class="{name}" style="color: var(--b-{name})">' for name in ("paper", "soft")
    )
    page.set_content(
        f'<body data-md-color-scheme="{scheme}">{grounds_shown}'
        f'<svg class="b-pic">{group(*drawn)}</svg>'
    )
    for style in STYLES:
        page.add_style_tag(content=style.read_text(encoding="utf-8"))
    signs, grounds = page.evaluate(COLOURS), page.evaluate(GROUNDS)
    page.close()
    assert len(signs) == 2 * len(SIDE_COLOURS)
    invisible = [
        (name, ground)
        for name, *colours in signs
        for ground in map(hexadecimal, grounds)
        if max(contrast(one, ground) for one in map(hexadecimal, colours)) < VISIBLE
    ]
    assert invisible == []


def test_no_two_sides_have_the_same_sign():
    shapes = {side_sign(number, (0, 0)) for number in range(len(SIDE_COLOURS))}
    assert len(shapes) == len(SIDE_COLOURS)
