"""Links are found where they are, and those that lead nowhere are reported."""

import time

import pytest
from mkdocs_briefing.markdown.links import Link, LinkTargets, broken_link, links
from mkdocs_briefing.markdown.text_problems import TextProblem

FILES = LinkTargets(
    ["index.md", "actors/turkey.md", "actors/index.md", "articles/talks.md", "map one.png"]
)


def found(body: str) -> list[tuple[str, tuple[int, int]]]:
    return [(link.target, link.place) for link in links(body, 1)]


def test_links_and_images_have_a_line_and_a_column():
    assert found("See [a](a.md),\nand ![b](b.png).") == [("a.md", (1, 9)), ("b.png", (2, 10))]


def test_definitions_are_links():
    assert found("[a][x]\n\n[x]: a.md 'A'") == [("a.md", (3, 6))]


def test_a_footnote_is_no_link():
    assert found("AFP says so.[^1]\n\n[^1]: AFP, in a report. See [a](a.md).") == [
        ("a.md", (3, 33))
    ]


@pytest.mark.parametrize("body", [r"\[a\](a.md)", r"[a\](a.md)", r"[a\\\](a.md)"])
def test_an_escaped_bracket_ends_no_link(body: str):
    assert found(body) == []


def test_an_escaped_backslash_does_not_escape_the_bracket():
    assert found(r"[a\\](a.md)") == [("a.md", (1, 7))]


@pytest.mark.parametrize(
    "body",
    [
        "`[a](a.md)`",
        "``[a](a.md) ` [b](b.md)``",
        "```\n[a](a.md)\n```",
        "~~~~\n[a](a.md)\n~~~\n[b](b.md)\n~~~~",
        "<!-- [a](a.md)\n[b](b.md) -->",
    ],
)
def test_code_and_comments_hold_no_links(body: str):
    assert found(body) == []


def test_links_after_code_are_found():
    assert found("`x` [a](a.md)\n```\n```\n[b](b.md)") == [("a.md", (1, 9)), ("b.md", (4, 5))]


@pytest.mark.parametrize(
    "target",
    [
        "turkey.md",
        "turkey.md#profile",
        "../articles/talks.md",
        "../map%20one.png",
        "#here",
        "https://example.org/x",
        "mailto:editor@example.org",
        "index.md",
        "../index.md?x=1",
    ],
)
def test_a_link_to_a_file_or_elsewhere_is_fine(target: str):
    assert broken_link(Link(target, (1, 1)), "actors/qatar.md", FILES) is None


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("nowhere.md", "there is no file nowhere.md"),
        ("turky.md", "there is no file turky.md; did you mean turkey.md?"),
        ("turkey", "there is no file turkey; did you mean turkey.md?"),
        ("../actors/", "there is no file ../actors/; did you mean index.md?"),
        ("talks.md", "there is no file talks.md; did you mean ../articles/talks.md?"),
        (
            "/actors/turkey.md",
            "/actors/turkey.md begins with a slash and breaks when the site moves; "
            "write the path from this file, such as ../actors/turkey.md",
        ),
    ],
)
def test_a_broken_link_is_reported_with_its_fix(target: str, message: str):
    assert broken_link(Link(target, (3, 7)), "actors/qatar.md", FILES) == TextProblem(
        (3, 7), "broken-link", message
    )


@pytest.mark.parametrize(
    "body", ["[" * 200_000, "`" * 200_000, "` `` ``` " * 20_000, "<!--" * 50_000, "](" * 100_000]
)
def test_hostile_texts_are_searched_quickly(body: str):
    begun = time.process_time()
    list(links(body, 1))
    assert time.process_time() - begun < 5
