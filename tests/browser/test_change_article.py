"""The form opens an article that is there, and changes nothing in its file but what is changed."""

import json
import shutil
from collections.abc import Callable, Iterator
from difflib import ndiff
from pathlib import Path

import pytest
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.content.frontmatter import plain_value, read_document
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.content.schema import ArticleEntry
from mkdocs_briefing.core.problems import ProblemCollector
from mkdocs_briefing.site.registry import GENERATED
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.test_contribute import row
from tests.conftest import REPOSITORY

FOLDERS = ["content", "tests/golden/content", "tests/wars/sahran/content"]
FILES = {
    f"{folder}/{path.relative_to(REPOSITORY / folder).as_posix()}": path.read_text(encoding="utf-8")
    for folder in FOLDERS
    for path in sorted((REPOSITORY / folder / "articles").rglob("*.md"))
    if path.name != "draft.md"
}
PATH = "articles/a.md"
EDIT = "https://github.com/example/briefing/edit/main/content/articles/a.md"

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def opened(tab: Page, golden: str) -> Opener:
    """Opens the form with an article of this text."""

    def open_text(text: str | None, *, title: str = "A", edit: str | None = EDIT) -> Page:
        def answer(route: Route) -> None:
            files = {PATH: {"title": title, "edit": edit, "text": text}}
            route.fulfill(body=json.dumps(files), content_type="application/json")

        tab.unroute_all()
        tab.route("**/contribute/files/00.json", answer)
        tab.goto(f"{golden}contribute/?open={PATH}&from=00")
        expect(tab.locator("#_opened")).not_to_be_empty()
        return tab

    return open_text


def handed_over(page: Page) -> str:
    expect(page.locator("#_form")).to_be_visible()
    return page.locator(".b-form__result pre").text_content()


def changed_lines(before: str, after: str) -> list[str]:
    return [
        line
        for line in ndiff(before.splitlines(), after.splitlines())
        if line.startswith(("+", "-"))
    ]


ARTICLE = """\
---
title: "Atlantis stands by the Dockers"
date: 2021-05-31
conflict: The harbour dispute
tags: [sea]
hide: [toc]

source: [post, gazette]
sources:
  post: {publisher: The Harbour Post, via: "A wire", url: https://post.example/1}
  gazette:
    publisher: The Gazette
    archived: "https://archive.example/2"

backing:
  - {by: "Highland", to: Port Authority, through: Ferry & Sons, amount: [6 boats]}

  - id: boats
    by:
      - Upland
      - Lowland
    to: 'Port Authority'
    support: [weapons, funding]
    as_of: 2021-05-20
    said_by: {who: unnamed, what: "Two dockers, who saw it"}
    denied_by: {who: Highland, date: 2021-05-24, source: gazette}
    conflict: The harbour dispute

events:
  - date: 2021-05-31
    what: >
      The dockers
      go home
    by: Highland
    against: Upland
    killed: {low: 1, best: 2, high: 3}

statements:
  - {who: Highland, what: Nothing, event: boats, source: gazette}
---

It did.
"""


def test_every_article_opens_and_comes_back_unchanged(opened):
    for path, text in FILES.items():
        page = opened(text)
        assert page.locator("#_form").is_visible(), (path, page.locator("#_opened").inner_text())
        assert handed_over(page) == text, path
        page.get_by_role("button", name="Copy").click()
        said = page.locator("[data-said]")
        expect(said, path).to_have_text("Copied.")


def test_the_form_reads_a_header_as_the_checker_does(tab, golden):
    tab.goto(f"{golden}contribute/")
    rule = (
        "async texts => { const m = await import('../assets/briefing/header.js');"
        "return texts.map(text => JSON.stringify(m.plain(m.readFile(text).root))); }"
    )
    found = dict(zip(FILES, tab.evaluate(rule, list(FILES.values())), strict=True))
    for path, text in FILES.items():
        document = read_document(text, ProblemCollector(path))
        assert document is not None
        assert document.header is not None
        assert list(json.loads(found[path]).items()) == list(plain_value(document.header).items())


def set_field(page: Page, kind: str, at: int, name: str, value: str) -> None:
    """Change one field of a row that is open already."""
    row(page, kind, at, **{name: value})


CHANGES = {
    "a text in braces": (
        ("backing", 0, "to", "Dockers' Union"),
        [
            "-  - {by: \"Highland\", to: Port Authority, through: Ferry & Sons, amount: [6 boats]}",
            "+  - {by: \"Highland\", to: Dockers' Union, through: Ferry & Sons, amount: [6 boats]}",
        ],
    ),
    "a list over several lines": (
        ("backing", 1, "by", "Upland"),
        ["-    by:", "-      - Upland", "-      - Lowland", "+    by: Upland"],
    ),
    "a key that was not there": (
        ("backing", 1, "since", "2021-05~"),
        ["+    since: 2021-05~"],
    ),
    "a key that goes": (
        ("backing", 1, "denied_by", ""),
        ["-    denied_by: {who: Highland, date: 2021-05-24, source: gazette}"],
    ),
    "the day of a denial": (
        ("backing", 1, "denied_on", "2021-05-25"),
        [
            "-    denied_by: {who: Highland, date: 2021-05-24, source: gazette}",
            "+    denied_by: {who: Highland, date: 2021-05-25, source: gazette}",
        ],
    ),
    "an event": (("events", 0, "place", "Harbour"), ["+    place: Harbour"]),
    "a key in braces": (
        ("statements", 0, "about", "Upland"),
        [
            "-  - {who: Highland, what: Nothing, event: boats, source: gazette}",
            "+  - {who: Highland, about: Upland, what: Nothing, event: boats, source: gazette}",
        ],
    ),
    "a source in braces": (
        ("sources", 0, "title", "Boats"),
        [
            "-  post: {publisher: The Harbour Post, via: \"A wire\", url: https://post.example/1}",
            "+  post: {publisher: The Harbour Post, title: Boats, via: \"A wire\", "
            "url: https://post.example/1}",
        ],
    ),
    "a source on lines": (("sources", 1, "date", "2021"), ["+    date: 2021"]),
    "which source": (
        ("statements", 0, "source", "1"),
        [
            "-  - {who: Highland, what: Nothing, event: boats, source: gazette}",
            "+  - {who: Highland, what: Nothing, event: boats, source: post}",
        ],
    ),
    "a new row": (
        ("events", 1, "what", "A strike"),
        ["+  - what: A strike"],
    ),
    "a new kind of row": (("roles", 0, "who", "Anna"), ["+", "+roles:", "+  - who: Anna"]),
}


@pytest.mark.parametrize("case", CHANGES)
def test_only_what_is_changed_differs(opened, case):
    change, lines = CHANGES[case]
    page = opened(ARTICLE)
    assert handed_over(page) == ARTICLE
    set_field(page, *change)
    expect(page.locator(".b-form__result pre")).not_to_have_text(ARTICLE)
    found = [f"{line[0]}{line[2:]}" for line in changed_lines(ARTICLE, handed_over(page))]
    assert sorted(found) == sorted(lines)
