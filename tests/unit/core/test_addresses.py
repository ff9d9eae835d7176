"""Only addresses on the web are linked."""

import pytest
from mkdocs_briefing.core.addresses import on_the_web


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//example.org/x",
        "example.org/x",
        "http://",
        "http://[",
    ],
)
def test_other_addresses_are_not_linked(url):
    assert on_the_web(url) is None


def test_an_address_on_the_web_stays_unchanged():
    assert on_the_web("https://example.org/x?y=1#z") == "https://example.org/x?y=1#z"
