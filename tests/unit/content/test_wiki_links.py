"""Tests Obsidian's links, pictures and comments in texts, from the file to the briefing."""

from pathlib import Path

import pytest
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.site.registry import GENERATED

RIVER = "---\ntitle: The river dispute\nsides: [{name: North}, {name: South}]\n---\n"
UPLAND = (
    "---\ntitle: Upland stands by the North\ndate: 2021-05-04\nsource: The Gazette\n"
    "backing:\n  - {by: Upland, to: North}\n---\n"
)
NOTE = '---\ntitle: A note\ndate: 2021-05-06\nsource: "[[The Gazette]]"\n---\n'


def reading(text: str, folder: Path) -> Reading:
    files = {
        "conflicts/river.md": RIVER,
        "articles/upland.md": UPLAND,
        "articles/note.md": NOTE + text,
        "map one.png": "x",
    }
    for path, content in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return read(folder, root=folder, generated=GENERATED)


def text_of(found: Reading) -> str:
    return next(body.text for body in found.briefing.bodies if body.path == "articles/note.md")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[[Upland]] met", "[Upland](../actors/upland.md) met"),
        ("[[north|the northern side]]", "[the northern side](../actors/north.md)"),
        ("[[Upland stands by the North]]", "[Upland stands by the North](upland.md)"),
        ("[[articles/upland#x|there]]", "[there](upland.md)"),
        ("![[map one.png]]", "![map one.png](../map%20one.png)"),
        ("![[map one.png|300]]", "![map one.png](../map%20one.png)"),
        ("![[map one.png|A map|300x200]]", "![A map](../map%20one.png)"),
        ("| [[Upland\\|the state]] |", "| [the state](../actors/upland.md) |"),
        ("[[Upland|a [b] c]]", "[a \\[b\\] c](../actors/upland.md)"),
        ("[[../conflicts/river|it]]", "[it](../conflicts/river.md)"),
        ("[[/conflicts/river.md|it]]", "[it](../conflicts/river.md)"),
        ("[[content/conflicts/river|it]]", "[it](../conflicts/river.md)"),
        ("\\[[Upland]]", "\\[[Upland]]"),
        ("> [!note] Who\n> Upland", "> **Who**  \n> Upland"),
        ("> [!WARNING]-\n> Upland", "> **Warning**  \n> Upland"),
        ("`> [!note] Who`", "`> [!note] Who`"),
        ("One. ^a1b2\n\ntwo^2 and 10 ^6", "One.\n\ntwo^2 and 10 ^6"),
        ("`[[Upland]]` [[x]](https://example.org/)", "`[[Upland]]` [[x]](https://example.org/)"),
    ],
)
def test_links_of_obsidian_lead_to_what_they_name(written, shown, tmp_path):
    found = reading(written, tmp_path)
    assert (text_of(found), found.problems) == (shown, ())


@pytest.mark.parametrize("name", ["Nobody", "javascript:alert(1)", "../../secret", "//host/x"])
def test_a_link_that_fits_nothing_is_text_and_told(name, tmp_path):
    found = reading(f"So [[{name}|he]] says.", tmp_path)
    assert text_of(found) == "So he says."
    assert [str(problem) for problem in found.problems] == [
        f"articles/note.md:6:4: warning: [[{name}]] fits no actor, article or file; "
        "write the name as on its page [wiki-link]"
    ]


def test_a_link_to_a_heading_of_its_text_is_told(tmp_path):
    found = reading("See [[#The talks]] and [[#^a1]].", tmp_path)
    assert text_of(found) == "See The talks and a1."
    assert [problem.message for problem in found.problems] == [
        "[[#The talks]] leads to a place in this text; "
        "write [The talks](#the-talks), or the words alone",
        "[[#^a1]] leads to a place in this text; write the words alone",
    ]


def test_a_draft_is_no_target_of_a_link(tmp_path):
    (tmp_path / "articles").mkdir()
    draft = "---\ntitle: Secret\ndate: 2021-05-04\ndraft: true\n---\n"
    (tmp_path / "articles/secret.md").write_text(draft, encoding="utf-8")
    found = reading("[[Secret]]", tmp_path)
    assert text_of(found) == "Secret"
    assert [problem.code for problem in found.problems] == ["wiki-link"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("One %%secret%% two", "One  two"),
        ("One\n\n%%\nsecret\n\nsecret\n%%\n\ntwo", "One\n\n\n\n\n\n\n\ntwo"),
        ("`%%code%%`\n\n```\n%%code\n```", "`%%code%%`\n\n```\n%%code\n```"),
    ],
)
def test_comments_of_obsidian_are_in_no_text(written, shown, tmp_path):
    found = reading(written, tmp_path)
    assert (text_of(found), found.problems) == (shown, ())


def test_a_comment_that_never_ends_is_an_error(tmp_path):
    found = reading("One\ntwo %%secret", tmp_path)
    assert [str(problem) for problem in found.problems] == [
        "articles/note.md:7:5: error: %% begins a comment of Obsidian that nothing ends; "
        "write %% behind it, or % once [open-comment]"
    ]


def test_a_value_with_an_open_comment_is_an_error(tmp_path):
    upland = UPLAND.replace("by: Upland", "by: Upland, why: for peace %%ask Bo")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/other.md").write_text(upland, encoding="utf-8")
    codes = [problem.code for problem in reading("", tmp_path).problems]
    assert codes == ["open-comment"]


def test_markup_that_a_comment_divides_is_checked_whole(tmp_path):
    found = reading("<scr%%x%%ipt>alert()</scr%%x%%ipt>", tmp_path)
    assert "html" in {problem.code for problem in found.problems}


def test_links_of_obsidian_in_a_value_are_words(tmp_path):
    upland = UPLAND.replace("Upland stands by", "Not [[Upland]] stands by [[north|North]], but")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/linked.md").write_text(upland, encoding="utf-8")
    found = reading("Text.", tmp_path)
    titles = {article.title for article in found.briefing.articles}
    assert "Not Upland stands by North, but the North" in titles


def test_names_in_brackets_of_obsidian_are_names(tmp_path):
    upland = UPLAND.replace("by: Upland", 'by: "[[Upland]]", why: "So it says %%ask Bo%%"')
    found = reading("", tmp_path)
    (tmp_path / "articles/upland.md").write_text(upland, encoding="utf-8")
    found = read(tmp_path, root=tmp_path, generated=GENERATED)
    (claim,) = found.briefing.backing
    assert (claim.by.name, claim.why) == ("Upland", "So it says")
    assert {source.publisher for source in found.briefing.sources} == {"The Gazette"}


@pytest.mark.parametrize(
    "link", ["Upland", "Upland|The hills", "upland|Upland", "actors/Upland.md", "Upland#History|U"]
)
def test_a_link_is_the_name_of_its_target(link, tmp_path):
    reading("", tmp_path)
    upland = UPLAND.replace("by: Upland", f'by: "[[{link}]]"')
    (tmp_path / "articles/upland.md").write_text(upland, encoding="utf-8")
    found = read(tmp_path, root=tmp_path, generated=GENERATED)
    assert [claim.by.name for claim in found.briefing.backing] == ["Upland"]
