"""In colours that the reader forces, nothing that means something disappears."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import at
from tests.kinds import DESK, KINDS, PHONE

GROUND = """() => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = 'Canvas';
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}"""
# The browser lays the colour of the page behind letters, unless an element adjusts itself.
UNSEEN = """ground => [...document.querySelectorAll('body *')]
  .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(one => one.getClientRects().length && !one.closest('svg, noscript'))
  .filter(one => {
    const style = getComputedStyle(one);
    const isOnOwnGround = style.forcedColorAdjust === 'none' && style.backgroundColor !== ground;
    return style.color === ground && !isOnOwnGround;
  })
  .map(one => `${one.className}: ${one.textContent}`)"""
UNSEEN_IN_PICTURES = """ground => [...document.querySelectorAll(
    'svg.b-pic :is(text, line, .b-pic-end, .b-pic-cross, .b-pic-known, .b-pic-bar, .b-pic-count)')]
  .filter(one => !one.closest('defs') && one.getClientRects().length)
  .filter(one => {
    const { fill, stroke } = getComputedStyle(one);
    return [fill, stroke].every(colour => colour === ground || colour === 'none');
  })
  .map(one => one.outerHTML)"""


@pytest.fixture(scope="module", params=["light", "dark"])
def forced(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        color_scheme=request.param, forced_colors="active", reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_has_the_colour_of_the_page(kind, forced, at_root):
    for width in (DESK, PHONE):
        at(forced, at_root + KINDS[kind], width)
        ground = forced.evaluate(GROUND)
        assert ground in {"rgb(255, 255, 255)", "rgb(0, 0, 0)"}
        assert forced.evaluate(UNSEEN, ground) == []
        assert forced.evaluate(UNSEEN_IN_PICTURES, ground) == []


def test_the_current_section_differs_by_its_line(forced, at_root):
    at(forced, at_root + KINDS["backers"], DESK)
    colour = "all => all.map(one => getComputedStyle(one).borderBlockEndColor)"
    current = forced.locator(".b-sections [aria-current]").evaluate_all(colour)
    others = forced.locator(".b-sections a:not([aria-current])").evaluate_all(colour)
    assert set(others) == {forced.evaluate(GROUND)}
    assert set(current).isdisjoint(others)


def test_countries_differ_by_their_patterns_alone(forced, at_root):
    at(forced, at_root + KINDS["conflict"], DESK)
    fills = "all => [...new Set(all.map(one => getComputedStyle(one).fill))]"
    strokes = "all => [...new Set(all.map(one => getComputedStyle(one).strokeOpacity))]"
    assert forced.locator(".b-pic-tint").evaluate_all(fills) == [forced.evaluate(GROUND)]
    assert forced.locator(".b-pic-grain").evaluate_all(strokes) == ["1"]


def test_what_is_faded_can_still_be_read(forced, at_root):
    at(forced, f"{at_root}{KINDS['backers']}?on=2019-11-16", DESK)
    forced.locator(".b-drawn").first.wait_for(state="attached")
    opacity = "all => all.map(one => Number(getComputedStyle(one).opacity))"
    found = forced.locator(".b-pic-old").evaluate_all(opacity)
    assert found
    assert min(found) >= 0.6


def test_what_an_address_points_at_has_an_outline(forced, at_root):
    at(forced, at_root + KINDS["chronology"], DESK)
    event = forced.locator(".b-event[id]").nth(3)
    forced.evaluate("id => { location.hash = id }", event.get_attribute("id"))
    assert event.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
