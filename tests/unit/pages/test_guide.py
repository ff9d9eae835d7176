"""The guide for writers, as every briefing shows it."""

import re

import pytest
from mkdocs_briefing.pages.guide import ADDRESSES, GUIDE_FOLDER, TOPICS
from mkdocs_briefing.site.layout import lay_out
from mkdocs_briefing.site.registry import GENERATED

from tests.builders import briefing

PAGES = {
    page.address: page
    for page in lay_out(briefing(), site_name="A briefing", site_url=None).pages
    if page.address.startswith("contribute/guide/")
}


def test_every_file_of_the_guide_is_a_page():
    files = {path.stem for path in GUIDE_FOLDER.glob("*.md")}
    assert len(files) > 10
    assert {*TOPICS, "index"} == files
    assert list(PAGES) == list(ADDRESSES)


def test_a_page_carries_its_file_without_marks_for_tests():
    text = PAGES["contribute/guide/positions/"].text
    assert text.startswith("# Positions that change\n")
    assert "```yaml\n---\ntitle: The United States" in text
    assert "<!--" not in text


def test_the_title_of_a_page_is_its_first_heading():
    assert PAGES["contribute/guide/"].title == "How to write for this briefing"
    assert PAGES["contribute/guide/dates/"].title == "Dates"


def test_a_page_links_to_its_neighbours():
    view = PAGES["contribute/guide/counts/"].content.shows["guide"]
    assert (view.previous.title, view.following.title) == ("Dates", "Names")
    assert PAGES["contribute/guide/"].content.shows["guide"].previous is None
    assert PAGES[ADDRESSES[-1]].content.shows["guide"].following is None


def test_articles_may_link_to_the_guide():
    assert set(ADDRESSES) <= set(GENERATED.pages)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_guide_holds_nothing_that_only_some_sites_render(address):
    """MkDocs itself reads neither fences in lists nor attributes."""
    text = PAGES[address].text
    assert not re.search(r"^ +```", text, re.MULTILINE)
    assert "{:" not in text
