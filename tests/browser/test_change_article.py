"""The form opens an article that is there, and changes nothing in its file but what is changed."""

import json
import shutil
from collections.abc import Callable, Iterator
from difflib import ndiff

import pytest
from axe_playwright_python.sync_playwright import Axe
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.content.header.document import read_document
from mkdocs_briefing.content.header.nodes import plain_value
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.content.schema import ArticleEntry
from mkdocs_briefing.core.problems import ProblemCollector
from mkdocs_briefing.site.registry import GENERATED
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.test_accessibility import OPTIONS
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
tags: [sea]
conflict: The harbour dispute

source: [post, gazette]
sources:
  post: {publisher: The Harbour Post, via: "A wire", url: https://post.example/1}
  gazette:
    publisher: The Gazette
    archived: "https://archive.example/2"

backing:
  - {by: "Highland", to: Port Authority, amount: [6 boats], through: Ferry & Sons}

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
hide: [toc]
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


CHANGES = {
    "a text in braces": (
        ("backing", 0, "to", "Dockers' Union"),
        [
            '-  - {by: "Highland", to: Port Authority, amount: [6 boats], through: Ferry & Sons}',
            '+  - {by: "Highland", to: Dockers\' Union, amount: [6 boats], through: Ferry & Sons}',
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
            '-  post: {publisher: The Harbour Post, via: "A wire", url: https://post.example/1}',
            '+  post: {publisher: The Harbour Post, title: Boats, via: "A wire", '
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
    (kind, at, name, value), lines = CHANGES[case]
    page = opened(ARTICLE)
    assert handed_over(page) == ARTICLE
    row(page, kind, at, **{name: value})
    expect(page.locator(".b-form__result pre")).not_to_have_text(ARTICLE)
    found = [f"{line[0]}{line[2:]}" for line in changed_lines(ARTICLE, handed_over(page))]
    assert sorted(found) == sorted(lines)


def values_of(text: str) -> dict[tuple[object, ...], object]:
    """The values of a header, by the way to each: two levels below rows and sources."""
    problems = ProblemCollector("x")
    document = read_document(text, problems)
    assert document is not None, text
    assert document.header is not None
    found: dict[tuple[object, ...], object] = {}
    for key, given in plain_value(document.header).items():
        # The name of a publisher is a source.
        is_name = key == "source" and isinstance(given, str)
        value = {"publisher": given} if is_name else given
        rows = enumerate(value) if isinstance(value, list) else ()
        pairs = value.items() if isinstance(value, dict) else rows
        for at, part in pairs:
            if isinstance(part, dict):
                found |= {(key, at, name): one for name, one in part.items()}
            else:
                found[key, at] = part
        if not pairs:
            found[(key,)] = value
    found[("text",)] = document.body
    return found


TYPE_INTO_EACH = """() => {
    const found = [];
    const code = document.querySelector(".b-form__result code");
    const fields = document.querySelectorAll(
        "#_form :is(input:not([type=checkbox]), textarea, select)[name]:not([name=file])");
    for (const field of fields) {
        if (field.readOnly || field.disabled || field.closest("[hidden]")) continue;
        const before = field.value;
        if (field.matches("select")) field.selectedIndex = field.selectedIndex ? 0 : 1;
        else field.value = "Something else: 2019 #1";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        found.push([field.name, code.textContent]);
        field.value = before;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        if (field.value !== before) found.push([field.name, "not set back"]);
    }
    return [found, code.textContent];
}"""

SOME = [path for path in FILES if path.startswith("tests/")] + list(FILES)[:8]


def test_a_change_of_any_field_changes_no_other_value(opened):
    """Whatever the form does not show is there afterwards, word for word."""
    for path, text in {"ARTICLE": ARTICLE, **{path: FILES[path] for path in SOME}}.items():
        found, last = opened(text).evaluate(TYPE_INTO_EACH)
        assert last == text, path
        assert len(found) > 5
        before = values_of(text)
        for name, changed in found:
            after = values_of(changed)
            differing = {
                way
                for way in before.keys() | after.keys()
                if before.get(way, "") != after.get(way, "")
            }
            assert len(differing) <= 1, (path, name, differing)


def test_texts_of_the_article_are_changed(opened):
    page = opened(ARTICLE)
    page.locator("[name=title]").first.fill("A letter")
    page.locator("[name=text]").fill("It did.\n\nTwice.")
    found = changed_lines(ARTICLE, handed_over(page))
    assert found == [
        '- title: "Atlantis stands by the Dockers"',
        "+ title: A letter",
        "+ ",
        "+ Twice.",
    ]


def test_rows_are_taken_out_and_added(opened):
    page = opened(ARTICLE)
    page.get_by_role("button", name="Take this event out").click()
    page.get_by_role("button", name="Take this position out").last.click()
    row(page, "backing", 1, by="Lowland", to="Port Authority", source="2")
    text = handed_over(page)
    assert formatted(text, ArticleEntry) == text
    assert text == ARTICLE.replace(
        ARTICLE[ARTICLE.index("\n  - id: boats") : ARTICLE.index("\nstatements:")],
        "\n  - by: Lowland\n    to: Port Authority\n    source: gazette\n",
    )


@pytest.mark.parametrize(
    "source",
    [
        'source: {publisher: "The Harbour Post", via: A wire}',
        "source:\n  publisher: The Harbour Post\n  via: A wire",
    ],
)
def test_a_second_source_gives_the_first_a_key(opened, source):
    start, end = ARTICLE.index("source: ["), ARTICLE.index("\nbacking:")
    before = f"{ARTICLE[:start]}{source}\n{ARTICLE[end:]}".replace(", source: gazette", "")
    page = opened(before)
    row(page, "sources", 1, publisher="AFP")
    row(page, "statements", 0, source="2")
    after = """\
source: the-harbour-post
sources:
  the-harbour-post: {publisher: The Harbour Post, via: A wire}
  afp: {publisher: AFP}"""
    assert handed_over(page) == before.replace(source, after).replace(
        "event: boats}", "event: boats, source: afp}"
    )


def test_what_a_field_cannot_hold_is_locked(opened):
    page = opened(ARTICLE)
    locked = page.locator("[data-locked]").evaluate_all("all => all.map(one => one.name)")
    assert locked == ["said_by", "what", "killed"]
    what = page.locator("[data-rows=events] [name=what]")
    expect(what).to_have_value("> The dockers go home")
    expect(what).to_have_js_property("readOnly", value=True)
    there = what.get_attribute("aria-describedby").split()[-1]
    expect(page.locator(f"#{there}")).to_contain_text("It stays as it is.")
    expect(page.locator("#_opened")).to_contain_text("the field is locked")


def test_the_file_keeps_its_name_and_is_edited_there(opened):
    page = opened(ARTICLE)
    name = page.locator("[name=file]")
    expect(name).to_have_value("a.md")
    page.locator("[name=title]").first.fill("A letter")
    expect(name).to_have_value("a.md")
    link = page.get_by_role("link", name="Copy it, and edit the file on the code host")
    assert link.get_attribute("href") == EDIT
    page.context.route(f"{EDIT}**", lambda route: route.fulfill(body=""))
    with page.expect_popup():
        link.click()
    assert page.evaluate("navigator.clipboard.readText()") == handed_over(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "a.md"


def test_without_a_code_host_the_file_is_downloaded(opened):
    page = opened(ARTICLE, edit=None)
    expect(page.locator(".b-form__acts > *")).to_have_text(["Download", "Copy"])
    expect(page.locator(".b-form__handover")).to_contain_text(f"It takes the place of {PATH}.")


def test_a_mistake_in_a_changed_field_is_told(opened):
    page = opened(ARTICLE)
    row(page, "backing", 0, to="Nobody")
    page.get_by_role("button", name="Download").click()
    expect(page.locator(".b-form__faults li")).to_have_text(
        ["Position 1, towards whom: “Nobody” is on no side of the conflict."]
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "a comment, or something else that is not published, and the form would lose it."),
        (ARTICLE.replace("title:", "title: &a"), "an anchor, a tag"),
        (ARTICLE.replace("statements:\n  - {", "statements:\n  - - {"), "a list in a list"),
        ((REPOSITORY / "tests/golden/content/articles/draft.md").read_text(), "“backing”"),
    ],
)
def test_what_cannot_be_given_back_is_not_opened(opened, text, reason):
    page = opened(text)
    expect(page.locator("#_opened")).to_contain_text(reason)
    expect(page.locator("#_form")).to_be_hidden()
    assert page.get_by_role("link", name="Edit the file itself").get_attribute("href") == EDIT


def test_without_a_code_host_the_file_to_change_is_named(opened):
    page = opened(None, edit=None)
    said = "Tell the editors of this briefing what should change: they edit content/articles/"
    expect(page.locator("#_opened")).to_contain_text(said)
    expect(page.get_by_role("link", name="Write a new article")).to_be_visible()
    expect(page.get_by_role("heading", name="What the file looks like")).to_be_in_viewport()


HOSTILE = "<img src=x onerror='window.hit=1'></script><!--"


def test_hostile_texts_stay_texts(opened):
    title = json.dumps(HOSTILE)
    page = opened(ARTICLE.replace('"Atlantis stands by the Dockers"', title), title=HOSTILE)
    expect(page.locator("#_opened")).to_contain_text(HOSTILE)
    assert HOSTILE in handed_over(page)
    for text in ("no header", f"---\n{HOSTILE}: a\n---\n"):
        expect(opened(text, title=HOSTILE).locator("#_opened")).to_contain_text(HOSTILE)
    assert page.evaluate("[window.hit, document.querySelectorAll('article img').length]") == [
        None,
        0,
    ]


@pytest.mark.parametrize(
    "query",
    [
        "open=articles/none.md&from=00",
        "open=__proto__&from=00",
        f"open={HOSTILE}&from=00",
        "open=a.md&from=../../x",
        "open=a.md",
    ],
)
def test_an_address_that_names_no_article_is_told(opened, golden, query):
    page = opened(ARTICLE)
    page.goto(f"{golden}contribute/?{query}")
    expect(page.locator("#_opened")).to_contain_text("cannot be read from here")
    expect(page.locator("#_form")).to_be_hidden()
    assert page.evaluate("window.hit") is None


def test_the_link_on_an_article_opens_it(tab, address, tmp_path):
    tab.unroute_all()
    name = "2020-03-salame-resigns.md"
    tab.goto(f"{address}articles/{name.removesuffix('.md')}/")
    tab.get_by_role("link", name="Change this article with the form").click()
    content = shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    file = content / "articles" / name
    text = file.read_text(encoding="utf-8")
    assert handed_over(tab) == text
    row(tab, "events", 0, place="Tripoli")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == name
    download.value.save_as(file)
    assert file.read_text(encoding="utf-8") == text.replace(
        "    actors: [United Nations]\n",
        "    actors: [United Nations]\n    place: Tripoli\n",
    )
    assert read(content, root=tmp_path, generated=GENERATED).problems == ()


@pytest.mark.parametrize("text", [ARTICLE, None], ids=["opened", "refused"])
def test_axe_finds_no_barrier_in_an_opened_article(opened, text):
    found = Axe().run(opened(text), options=OPTIONS)
    assert found.violations_count == 0, found.generate_report()
