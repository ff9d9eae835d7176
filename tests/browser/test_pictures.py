"""Pictures of another day keep their words within the room that the drawing has for them."""

import pytest

from tests.browser.conftest import at
from tests.kinds import DESK, KINDS, PHONE

MEETINGS = """() => [...document.querySelectorAll('svg.b-pic-alliances')].flatMap(svg => {
  const boxes = selector => [...svg.querySelectorAll(selector)]
    .map(one => [one.textContent, one.getBoundingClientRect()])
    .filter(([, box]) => box.width);
  const obstacles = [...boxes('.b-pic-bar'), ...boxes('.b-pic-row .b-pic-line')];
  return boxes('.b-pic-row > text').flatMap(([words, text]) => obstacles
    .filter(([, one]) => one.left < text.right - 1 && text.left < one.right - 1
      && one.top < text.bottom - 4 && text.top + 4 < one.bottom)
    .map(() => words));
})"""
FIRMNESS = """() => Object.fromEntries([...document.querySelectorAll(
    'svg.b-pic-alliances.b-pic--wide .b-pic-row')].map(row => {
  const lines = [...row.querySelectorAll(':scope > text')];
  const isMark = line => line.classList.contains('b-pic-mark');
  const marks = lines.slice(lines.findIndex(isMark));
  const end = marks.findIndex(line => !isMark(line));
  const first = end < 0 ? marks : marks.slice(0, end);
  return [row.dataset.by, first.map(line => line.textContent).join(' ')];
}))"""
"""The marks below what a row says first, by the backer."""


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("day", ["", "?on=2019-04-20", "?on=2019-11-16", "?on=2020-05-20"])
def test_no_word_of_a_picture_meets_a_line(day, width, reader, at_root):
    at(reader, at_root + KINDS["backers"] + day, width)
    if day:
        reader.locator("svg .b-pic-day").first.wait_for(state="attached")
    assert reader.locator(".b-pic-row > text").count() > 20
    assert reader.evaluate(MEETINGS) == []


def test_firmness_stands_with_the_position_that_it_is_about(reader, at_root):
    at(reader, f"{at_root}{KINDS['backers']}?on=2019-11-16", DESK)
    reader.locator("svg .b-pic-day").first.wait_for(state="attached")
    marks = reader.evaluate(FIRMNESS)
    assert marks["russia"] == "alleged, disputed"
    assert marks["egypt"] == "disputed"
    assert marks["united-states"] == "confirmed"
