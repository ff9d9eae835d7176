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


MOST_PAGES = {"home": 5, "article": 8, "actor": 9, "backers": 13, "conflict": 11, "chronology": 11}
"""A4 pages: one more than the 42 articles take, because fonts differ between machines. All evidence
is printed, so the numbers grow with the articles; what they guard against is a layout that wastes
paper: with each address spelled out again, the chronology took 13."""


@pytest.mark.parametrize("kind", MOST_PAGES)
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
    assert 1 <= pages <= MOST_PAGES[kind]


def test_each_sheet_says_where_it_comes_from(paper, at_root):
    paper.goto(at_root + KINDS["conflict"])
    line = paper.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--b-printed')"
    )
    assert ": a briefing · " in line
    assert "/conflicts/tripoli-2019/ · newest article 23 October 2020" in line


def test_what_is_folded_on_the_screen_is_open_on_paper(browser, at_root):
    """Without scripts, too: Material unfolds by script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(at_root + KINDS["actor"])
    folded = page.locator("details:not([open]) .b-source")
    assert folded.count() > 3
    for one in folded.all():
        assert one.bounding_box()["height"] > 0
    context.close()


def test_on_paper_all_evidence_follows_the_table(paper, at_root):
    """Every claim, every source and every address that the table has one click away."""
    paper.goto(at_root + KINDS["backers"], wait_until="networkidle")
    expect(paper.locator(".b-table .b-history").first).to_be_hidden()
    expect(paper.locator(".b-paper")).to_be_visible()
    rows, claims = paper.locator(".b-history__row"), paper.locator(".b-paper__claim")
    assert rows.count() == claims.count() > 20
    for row, claim in zip(rows.all(), claims.all(), strict=True):
        said, printed = row.text_content(), claim.text_content()
        for word in ("reported", "alleged", "confirmed", "disputed", "Denied by", "Said by"):
            assert said.count(word) == printed.count(word), said
        assert row.locator("a").last.text_content() in printed
    addresses = "all => [...new Set(all.map(one => one.href))].sort()"
    listed = paper.locator(".b-paper__sources a[href]").evaluate_all(addresses)
    assert listed == paper.locator(".b-table a.b-out").evaluate_all(addresses)


NAMED_PUBLISHER = r"""link => {
    while (/^\(\d+\)$/.test(link.textContent)) link = link.previousElementSibling;
    return link.textContent;
}"""
"""A further source of one publisher is named "(2)", after the link that names the publisher."""


def test_source_numbers_in_the_table_match_on_any_day(paper, at_root):
    for day, words in (("", "23 October 2020"), ("?on=2019-11-16", "16 November 2019")):
        paper.goto(f"{at_root}backers/{day}", wait_until="networkidle")
        expect(paper.locator("caption")).to_contain_text(words)
        cited = paper.locator(".b-full > p a[data-number]")
        assert cited.count() > 10
        for link in cited.all():
            source = paper.locator(".b-paper__sources > li").nth(
                int(link.get_attribute("data-number")) - 1
            )
            publisher = link.evaluate(NAMED_PUBLISHER)
            assert publisher
            expect(source).to_contain_text(publisher)
            if "b-out" in (link.get_attribute("class") or ""):
                expect(source.locator("a").first).to_have_attribute(
                    "href", link.get_attribute("href")
                )


def test_an_article_spells_out_each_address_once(paper, at_root):
    paper.goto(at_root + KINDS["article"], wait_until="networkidle")
    spelled = "one => getComputedStyle(one, '::after').content.includes('http')"
    addresses = "all => [...new Set(all.map(one => one.href))].sort()"
    listed = paper.locator(".b-sources a.b-out")
    for link in listed.all():
        assert link.evaluate(spelled)
    in_list = set(listed.evaluate_all(addresses))
    assert in_list
    cited = paper.locator(".b-claim a.b-out")
    assert in_list < set(cited.evaluate_all(addresses))
    for link in cited.all():
        # Accounts of an event in other articles bring sources that this article does not list.
        assert link.evaluate(spelled) == (link.evaluate("one => one.href") not in in_list)


def test_the_address_of_a_source_is_spelled_out(paper, at_root):
    paper.goto(at_root + KINDS["article"], wait_until="networkidle")
    link = paper.locator("article a.b-out[href]").first
    assert "attr(href)" in link.evaluate("one => getComputedStyle(one, '::after').content") or (
        link.get_attribute("href")
        in link.evaluate("one => getComputedStyle(one, '::after').content")
    )
