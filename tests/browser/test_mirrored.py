"""On pages that run from right to left pictures do so too, but for the world on the map."""

import pytest

from tests.browser.conftest import at
from tests.kinds import DESK, KINDS, PHONE

SHAPES = """() => [...document.querySelectorAll('svg.b-pic')].flatMap(svg => {
  if (!svg.getBoundingClientRect().width) return [];
  return [...svg.querySelectorAll('text, line, rect, circle, path')]
    .filter(one => !one.closest('defs, pattern'))
    .map(one => {
      // Each small map is turned over as a whole, but not what is in it.
      const frame = one.matches('.b-pic-frame') ? null : one.closest('a .b-pic-geography');
      const all = (frame ?? svg).getBoundingClientRect();
      const box = one.getBoundingClientRect();
      return {
        what: `${svg.classList[1]} ${one.tagName} ${one.getAttribute('class')} ${one.textContent}`,
        isText: one.tagName === 'text',
        isGeography: (frame ?? one.closest('svg > .b-pic-geography')) !== null,
        fromLeft: box.left - all.left,
        fromRight: all.right - box.right,
        isTurnedOver: one.getScreenCTM().a < 0,
      };
    });
})"""
TURN = "document.body.dir = 'rtl'"


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("kind", ["conflict", "chronology", "actor"])
def test_a_picture_mirrors_as_a_whole(kind, width, reader, at_root):
    at(reader, at_root + KINDS[kind], width)
    there = reader.evaluate(SHAPES)
    reader.evaluate(TURN)
    here = reader.evaluate(SHAPES)
    assert len(there) == len(here) > 20
    assert any(one["isGeography"] for one in there) == (kind == "conflict")
    for before, after in zip(there, here, strict=True):
        place = after["fromLeft"] if before["isGeography"] else after["fromRight"]
        assert before["fromLeft"] == pytest.approx(place, abs=1), (before, after)
        if after["isText"] or after["isGeography"]:
            assert not after["isTurnedOver"], after


SCALE = """() => {
  const axis = document.querySelector('.b-scale__axis').getBoundingClientRect();
  return [...document.querySelectorAll('.b-scale__name')].map(one => {
    const box = one.getBoundingClientRect();
    return [Math.round(box.left - axis.left), Math.round(axis.right - box.right)];
  });
}"""


def test_the_axis_of_the_slider_runs_as_the_slider_does(reader, at_root):
    at(reader, at_root + KINDS["backers"], DESK)
    reader.locator(".b-scale__name").first.wait_for()
    there = reader.evaluate(SCALE)
    reader.evaluate(TURN)
    here = reader.evaluate(SCALE)
    assert [left for left, _ in there] == [right for _, right in here]
    assert len(there) > 3


def test_the_day_stands_at_its_place_on_lanes(reader, at_root):
    """A line at a day, and a veil over what came later: to its left."""
    at(reader, f"{at_root}{KINDS['backers']}?on=2019-11-16", DESK)
    line, veil = reader.locator(".b-pic-day").first, reader.locator(".b-pic-veil").first
    line.wait_for(state="attached")
    left_of_the_line = line.bounding_box()["x"]
    assert veil.bounding_box()["x"] >= left_of_the_line - 1
    reader.evaluate(TURN)
    veiled = veil.bounding_box()
    assert veiled["x"] + veiled["width"] <= line.bounding_box()["x"] + 2


CARD = """() => ['.b-tip', '.b-prose a.actor:hover'].map(one => {
  const box = document.querySelector(one).getBoundingClientRect();
  return [box.left, box.right];
})"""


@pytest.mark.parametrize("edge", [0, 1], ids=["from the left", "from the right"])
def test_the_card_of_an_actor_begins_where_the_name_does(edge, reader, at_root):
    at(reader, at_root + KINDS["article"], DESK)
    if edge:
        reader.evaluate(TURN)
    reader.locator(".b-prose a.actor").nth(2).hover()
    reader.locator(".b-tip").wait_for()
    card, name = reader.evaluate(CARD)
    assert card[edge] == pytest.approx(name[edge], abs=2)
