"""On paper a page is a briefing: nothing of the site around it, nothing folded, nothing dark."""

import re

import pytest
from playwright.sync_api import expect

from tests.kinds import KINDS

AROUND = ".md-header, .b-sections, .md-sidebar, .md-footer, .b-tools, .b-permalink, article button"


@pytest.fixture(scope="module")
def paper(browser):
    """A page as A4 paper has it, from a screen that was dark."""
    context = browser.new_context(
        color_scheme="dark", viewport={"width": 680, "height": 1000}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.parametrize("kind", ["article", "actor", "backers", "chronology"])
def test_a_page_prints_as_a_briefing(kind, paper, at_root):
    paper.goto(at_root + KINDS[kind], wait_until="networkidle")
    for one in paper.locator(AROUND).all():
        expect(one).to_be_hidden()
    dim = paper.evaluate(
        """[...document.querySelectorAll('article :is(h1, h2, h3, p, li, td, th)')].filter(one => {
            const [red, green, blue] = getComputedStyle(one).color.match(/[\\d.]+/g).map(Number);
            return 0.3 * red + 0.6 * green + 0.1 * blue > 130;
        }).map(one => one.className || one.tagName)"""
    )
    assert dim == [], "light on dark is not for paper"
    wide, seen = paper.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert wide <= seen
    pages = len(re.findall(rb"/Type\s*/Page\b", paper.pdf(prefer_css_page_size=True)))
    assert 1 <= pages <= 25


def test_what_is_folded_on_the_screen_is_open_on_paper(browser, at_root):
    """Without scripts, too: Material unfolds by script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(at_root + "backers/")
    denial = page.locator("details:not([open]) :is(li, p)").filter(
        has_text="Moscow denies the report"
    )
    assert denial.first.bounding_box()["height"] > 0
    context.close()


def test_the_address_of_a_source_is_spelled_out(paper, at_root):
    paper.goto(at_root + KINDS["article"], wait_until="networkidle")
    link = paper.locator("article a.b-out[href]").first
    assert "attr(href)" in link.evaluate("one => getComputedStyle(one, '::after').content") or (
        link.get_attribute("href")
        in link.evaluate("one => getComputedStyle(one, '::after').content")
    )
