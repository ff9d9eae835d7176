"""The foot of a page, where it can be edited and a problem can be reported."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import switch_scheme
from tests.browser.test_accessibility import OPTIONS
from tests.browser.test_keyboard import faults_on_the_way
from tests.conftest import CODE_HOST
from tests.kinds import DESK, KINDS, PHONE

SOME = ["article", "actor", "backers", "chronology", "about", "contribute", "missing"]


@pytest.mark.parametrize("kind", SOME)
def test_the_foot_is_no_barrier(kind, reader, hosted):
    reader.goto(hosted + KINDS[kind])
    foot = reader.locator(".b-feedback")
    expect(foot).to_have_count(1)
    if (summary := foot.locator("summary")).count():
        summary.focus()
        reader.keyboard.press("Enter")
        expect(foot.locator("li").first).to_be_visible()
    found = []
    for scheme, width in (("light", DESK), ("dark", PHONE)):
        switch_scheme(reader, scheme)
        reader.set_viewport_size({"width": width, "height": 900})
        barriers = Axe().run(reader, context=".b-feedback", options=OPTIONS).response["violations"]
        found += [(width, one["id"], one["nodes"][0]["failureSummary"]) for one in barriers]
        wide, seen = reader.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
        assert wide <= seen
    switch_scheme(reader, "light")
    assert found == []


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("kind", ["about", "missing"])
def test_the_foot_is_within_reach_of_the_keyboard(kind, width, reader, hosted):
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto(hosted + KINDS[kind])
    assert faults_on_the_way(reader)[:8] == []


@pytest.mark.parametrize("kind", ["article", "backers"])
def test_without_scripts_a_page_can_be_edited_all_the_same(kind, plain, hosted):
    plain.goto(hosted + KINDS[kind])
    foot = plain.locator(".b-feedback")
    if (summary := foot.locator("summary")).count():
        summary.click()
    expect(foot.locator(f"a[href^='{CODE_HOST}/edit/main/content/']").first).to_be_visible()
    expect(foot.get_by_role("link", name="Report a problem")).to_be_visible()


@pytest.mark.parametrize("kind", ["article", "backers", "about"])
def test_on_paper_there_is_nothing_to_click(kind, reader, hosted):
    reader.goto(hosted + KINDS[kind])
    expect(reader.locator(".b-feedback")).to_be_visible()
    reader.emulate_media(media="print")
    expect(reader.locator(".b-feedback")).to_be_hidden()
    reader.emulate_media(media="screen")


def test_the_code_host_learns_of_no_reader(browser, hosted):
    """Material asks it for stars and forks where its own link stands in the bar on top."""
    context = browser.new_context()
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(hosted, wait_until="networkidle")
    expect(page.locator("header .md-source")).to_have_attribute("href", CODE_HOST)
    context.close()
    assert [url for url in asked if not url.startswith(hosted)] == []
    assert said == []
