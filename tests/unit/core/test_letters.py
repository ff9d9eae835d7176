"""A direction of writing that a text begins has to end in it."""

import pytest
from mkdocs_briefing.core.letters import unended_direction


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Türkiye",
        "\u05e9\u05dc\u05d5\u05dd \u200f(a)\u200e",
        "a \u2067b\u2069 c",
        "\u202ba\u202c\u202ab\u202c",
        "\u2066a\u202bb\u2067c\u2069\u2069",
        "a\u2069b\u202c",
    ],
)
def test_what_ends_reaches_no_further(text):
    assert unended_direction(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a \u2067b", "\u2067\u2069"),
        ("a \u202bb", "\u202b\u202c"),
        ("\u2066a\u202c", "\u2066\u2069"),
        ("\u202aa\u2067b\u202c\u2069", "\u202a\u202c"),
        ("\u2068" * 100_000, "\u2068\u2069"),
        ("\u202b" * 50_000 + "\u2069" * 50_000, "\u202b\u202c"),
    ],
)
def test_what_is_not_ended_is_found(text, found):
    assert unended_direction(text) == tuple(found)
