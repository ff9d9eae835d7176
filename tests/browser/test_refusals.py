"""Content-Security-Policy: only the site's own scripts, pictures and frames are let in.

That no page breaks its own policy is tested where every kind of page is opened, in
``test_browser.py``.
"""

import pytest

from tests.browser.conftest import NOTE_REFUSALS
from tests.kinds import ARTICLE, KINDS
from tests.pages import parsed


@pytest.fixture(scope="module")
def opened(browser, at_root):
    context = browser.new_context()
    context.add_init_script(NOTE_REFUSALS)
    page = context.new_page()
    page.goto(at_root + ARTICLE, wait_until="networkidle")
    yield page
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_forbids_inline_scripts(kind, built_site):
    file = built_site / KINDS[kind]
    file = file / "index.html" if file.is_dir() else file
    (policy,) = (
        meta.get("content", "")
        for meta in parsed(file.read_text(encoding="utf-8")).iter("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    )
    scripts = policy.partition("script-src")[2].partition(";")[0]
    assert "'self'" in scripts
    assert "unsafe-inline" not in scripts


@pytest.mark.parametrize(
    ("put_in", "directive"),
    [
        (
            "const one = document.createElement('script'); one.text = 'window.ran = true';"
            "document.body.append(one)",
            "script-src-elem",
        ),
        ("document.body.setAttribute('onclick', 'window.ran = true')", "script-src-attr"),
        (
            "const one = document.createElement('img'); one.src = 'https://example.org/a.png';"
            "document.body.append(one)",
            "img-src",
        ),
        (
            "const one = document.createElement('iframe'); one.src = 'about.html';"
            "document.body.append(one)",
            "frame-src",
        ),
    ],
)
def test_injected_code_does_not_run(put_in, directive, opened):
    opened.evaluate(f"() => {{ window.refused.length = 0; {put_in} }}")
    opened.locator("h1").click()
    opened.wait_for_timeout(100)
    assert opened.evaluate("window.ran") is None
    assert [one.partition(":")[0] for one in opened.evaluate("window.refused")] == [directive]
