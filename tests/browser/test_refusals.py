"""The Content-Security-Policy in a browser: what is ours runs, and nothing else."""

import pytest

from tests.kinds import ARTICLE, KINDS

LISTEN = """
window.refused = [];
addEventListener('securitypolicyviolation', event => window.refused.push(
    `${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture
def listening(browser):
    context = browser.new_context()
    context.add_init_script(LISTEN)
    yield context.new_page()
    context.close()


def test_no_page_asks_for_what_it_may_not(listening, at_root):
    for kind, path in KINDS.items():
        listening.goto(at_root + path, wait_until="networkidle")
        policy = listening.locator('meta[http-equiv="Content-Security-Policy"]')
        assert policy.count() == 1, kind
        scripts = policy.get_attribute("content").partition("script-src")[2].partition(";")[0]
        assert "unsafe-inline" not in scripts, kind
        assert listening.evaluate("window.refused") == [], kind


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
def test_what_is_put_in_does_not_run(put_in, directive, listening, at_root):
    listening.goto(at_root + ARTICLE, wait_until="networkidle")
    listening.evaluate(f"() => {{ {put_in} }}")
    listening.locator("h1").click()
    listening.wait_for_timeout(100)
    assert listening.evaluate("window.ran") is None
    assert [one.partition(":")[0] for one in listening.evaluate("window.refused")] == [directive]
