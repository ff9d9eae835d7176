"""Nothing moves while a page loads or is scrolled, on a desk, a tablet or a phone."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import context_of
from tests.kinds import DESK, KINDS, PHONE, TABLET

NOTE_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => window.shifts.push(...list.getEntries()
    .filter(entry => !entry.hadRecentInput)
    .map(entry => [entry.value, entry.sources.map(one =>
        one.node?.nodeType === 1 ? one.node.outerHTML.slice(0, 80) : one.node?.data)]))
).observe({ type: "layout-shift", buffered: true });
"""
"""Notes in ``window.shifts`` how much each movement counts (Cumulative Layout Shift)."""

MOST = 0.05
"""How much may move on a page; 0.1 is what web.dev calls good."""


@pytest.mark.parametrize("width", [DESK, TABLET, PHONE])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_on_a_page(kind, width, browser: Browser, at_root):
    context = context_of(browser, width)
    context.add_init_script(NOTE_SHIFTS)
    page = context.new_page()
    page.goto(at_root + KINDS[kind], wait_until="networkidle")
    # Down to the end, a screen at a time: what was out of view may be laid out only now.
    page.evaluate(
        """async () => {
            for (let y = 0; y < Math.min(document.body.scrollHeight, 20000); y += 900) {
                scrollTo(0, y);
                await new Promise(requestAnimationFrame);
                await new Promise(requestAnimationFrame);
            }
        }"""
    )
    shifts = page.evaluate("window.shifts")
    context.close()
    assert sum(value for value, _ in shifts) < MOST, shifts
