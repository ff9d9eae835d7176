"""Each kind of page in a real browser: on a desk and on a phone, by day and by night."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.kinds import ARTICLE, KINDS


def faults_of(page: Page) -> list[str]:
    """Collects whatever goes wrong on a page from now on."""
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(f"{request.url}: {request.failure}"))
    page.on(
        "response",
        lambda response: (
            faults.append(f"{response.url}: {response.status}") if response.status >= 400 else None
        ),
    )
    return faults


def check(page: Page, url: str) -> None:
    """Open a page and everything on it that can be unfolded."""
    faults = faults_of(page)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(url, wait_until="networkidle")
    assert page.title().strip()
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    scheme = "slate" if dark else "default"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    wide, seen = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert wide <= seen, f"{wide - seen} px stick out sideways: {sticking_out(page)}"
    assert faults == []
    assert page.evaluate("window.refused") == [], "the page breaks its own policy"
    assert hosts == {urlsplit(url).netloc}


def sticking_out(page: Page) -> list[str]:
    return page.evaluate(
        """() => [...document.querySelectorAll('article *')]
            .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
            .slice(0, 5).map(one => `${one.tagName} ${one.className}: ${one.innerText}`)"""
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_opens_without_a_fault(kind, page, at_root):
    check(page, at_root + KINDS[kind])


@pytest.mark.parametrize("path", ["actors/lowland/", "articles/2021/bridge/", "backers/"])
def test_pages_with_everything_open_without_a_fault(path, page, golden):
    """An actor without a profile; an article with every kind of row; a table of three sides."""
    check(page, golden + path)


def test_the_evidence_for_a_cell_is_one_click_away(page, address):
    page.goto(f"{address}backers/")
    row = page.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name="Russia", exact=True)
    )
    denial = row.get_by_text("Moscow denies the report")
    expect(denial).to_be_hidden()
    row.get_by_role("cell").filter(has_text="LNA").locator("summary").click()
    expect(denial).to_be_visible()
    for link in ("The New York Times", "United States calls on the LNA to end its offensive"):
        expect(row.get_by_role("link", name=link).first).to_be_visible()


def test_the_table_is_a_table_on_a_phone_too(page, address):
    """Whatever it looks like, it can be heard row by row."""
    page.goto(f"{address}backers/")
    expect(page.get_by_role("table")).to_have_count(1)
    expect(page.get_by_role("columnheader")).to_have_count(3)
    row = page.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name="Turkey", exact=True)
    )
    expect(row.get_by_role("cell")).to_have_count(2)


@pytest.mark.parametrize("path", ["chronology/#washington-talks", f"{ARTICLE}#tripoli-offensive"])
def test_an_anchor_leads_to_its_entry_below_the_header(path, page, address):
    page.goto(address + path, wait_until="networkidle")
    entry = page.locator(f"#{path.partition('#')[2]}")
    page.wait_for_function(
        "one => one.getBoundingClientRect().top < 450", arg=entry.element_handle()
    )
    header = page.locator("header.md-header").bounding_box()
    assert entry.bounding_box()["y"] >= header["y"] + header["height"] - 1


def test_links_lead_from_the_home_page_to_the_source(page, address):
    """Home, table, claim, source: all by links."""
    page.goto(address)
    page.locator("article a[href$='backers/#_tripoli-2019']").first.click()
    expect(page).to_have_url(f"{address}backers/#_tripoli-2019")
    row = page.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name="Qatar", exact=True)
    )
    row.locator("summary").first.click()
    row.get_by_role("link", name="claim").first.click()
    claim = page.locator("li:target")
    expect(claim).to_contain_text("Qatar backs")
    claim.get_by_role("link", name="AFP").first.click()
    source = page.locator("li:target")
    assert "france24.com" in source.get_by_role("link", name="AFP").first.get_attribute("href")


# --- without scripts --------------------------------------------------------------------


def test_without_scripts_the_claims_are_there(plain, address):
    plain.goto(address + ARTICLE)
    claims = plain.locator("article li[id]")
    assert claims.count() > 20
    for claim in claims.all():
        expect(claim).to_be_visible()
    expect(plain.locator("#tripoli-offensive")).to_contain_text("1,000 or more")


def test_without_scripts_the_evidence_unfolds(plain, address):
    plain.goto(f"{address}backers/")
    row = plain.locator("tr", has=plain.get_by_role("rowheader", name="Russia", exact=True))
    row.get_by_role("cell").filter(has_text="LNA").locator("summary").click()
    expect(row.get_by_text("Moscow denies the report")).to_be_visible()


@pytest.mark.parametrize("kind", ["actor", "chronology", "sources", "home"])
def test_without_scripts_a_page_is_read_like_any_other(kind, plain, address):
    plain.goto(address + KINDS[kind])
    expect(plain.locator("h1")).to_be_visible()
    assert len(plain.locator("article").inner_text()) > 1000
