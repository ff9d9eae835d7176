"""No page is styled again and again while it loads; on a phone, each time takes a while."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import context_of
from tests.kinds import KINDS, PHONE

CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
MOST = 1.7
"""How often an element is styled, on average; Material's own scripts make it five times."""


@pytest.mark.parametrize("kind", ["home", "actor", "backers", "chronology", "sources"])
def test_elements_are_styled_little_more_than_once(kind, browser: Browser, at_root):
    context = context_of(browser, PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    events, ends = [], []
    session.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    session.on("Tracing.tracingComplete", lambda _: ends.append(True))
    session.send("Tracing.start", {"traceConfig": {"includedCategories": CATEGORIES}})
    page.goto(at_root + KINDS[kind])
    page.wait_for_function("window.document$ !== undefined")
    page.wait_for_load_state("networkidle")
    elements = page.evaluate("document.querySelectorAll('*').length")
    session.send("Tracing.end")
    while not ends:
        page.wait_for_timeout(20)
    context.close()
    styled = sum(one.get("args", {}).get("elementCount", 0) for one in events)
    assert elements / 10 < styled < elements * MOST, (styled, elements)
