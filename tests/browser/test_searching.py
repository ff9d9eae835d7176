"""The search in a real browser: opened, asked, narrowed down and left, by keyboard alone."""

import re
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.test_browser import faults_of
from tests.conftest import ARTICLE, SMALL, chromium, mkdocs, write

HOSTILE = "<img src=x onerror=alert(1)> & <mark>boats</mark>"
FILES = {
    **SMALL,
    "content/articles/hostile.md": ARTICLE.replace(
        "title: Upland stands by the North", f'title: "{HOSTILE}"'
    )
    .replace("date: 2019-11-15", "date: 2020-01-02")
    .replace("id: bridge, ", "")
    .replace("sent boats", "sent `<script>alert(2)</script>` &amp; more boats"),
    "content/articles/arabic.md": ARTICLE.replace("id: bridge, ", "")
    .replace("Upland stands by the North", "A letter in Arabic")
    .replace("Upland", "Lowland")
    .replace("to: North", "to: South")
    .replace("Lowland has sent boats", "وصلت القوارب إلى النهر. Lowland has sent letters"),
    "content/about.md": "# About us\n\nWe gather quinces.\n",
    "content/hidden.md": "---\nsearch: {exclude: true}\n---\n# Hidden\n\nNobody finds medlars.\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site stands: in a folder of its host."""
    host = tmp_path_factory.mktemp("host")
    project = write(host / "project", FILES)
    build = mkdocs("build", "--site-dir", host / "www/sub/folder", cwd=project)
    assert build.returncode == 0, build.stderr
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(host / "www"))
    ) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub/folder/"
        server.shutdown()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, root: str) -> Iterator[Page]:
    """The home page, on which nothing may go wrong and nothing leave the host."""
    page = context.new_page()
    faults = faults_of(page)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("dialog", lambda dialog: faults.append(f"alert: {dialog.message}"))
    page.goto(root, wait_until="load")
    page.wait_for_selector(".b-searchable", state="attached")
    yield page
    assert faults == []
    assert hosts == {urlsplit(root).netloc}
    page.close()


def ask(page: Page, words: str) -> None:
    """Open the search by its key, type, and wait for the answer."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    expect(page.locator(".b-search__status")).to_contain_text(re.compile(f"[0-9g].*“{words}”"))


def titles(page: Page) -> list[str]:
    return page.locator(".b-search__link").all_inner_texts()


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_the_search_and_escape_restores_the_focus(key, page):
    link = page.locator(".b-masthead")
    link.focus()
    page.keyboard.press(key)
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    expect(page.get_by_label("Search this briefing")).to_be_focused()
    page.keyboard.type("river")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_the_search_button_opens_it_and_fetches_the_index(page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert "/sub/folder/pagefind/pagefind.js" in " ".join(asked)


def test_a_slash_typed_into_a_field_stays_a_slash(page):
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    expect(page.get_by_label("Search this briefing")).to_have_value("a/b")


def test_an_article_is_found_and_opened_by_keyboard_alone(page, root):
    ask(page, "upland boats")
    assert "Upland stands by the North" in titles(page)
    expect(page.locator(".b-search__excerpt mark").first).to_be_visible()
    place = titles(page).index("Upland stands by the North")
    for _ in range(place + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}articles/upland/")
    expect(page.locator("h1")).to_have_text("Upland stands by the North")


def test_arrows_lead_down_the_answers_and_back_up(page):
    ask(page, "boats")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".b-search__link").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Search this briefing")).to_be_focused()


def test_enter_opens_the_first_answer(page, root):
    ask(page, "Anna Admiral")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}actors/anna-admiral/")


def test_an_actor_comes_first_by_its_name(page):
    ask(page, "lowland")
    expect(page.locator(".b-search__list li").first).to_contain_text(re.compile("^Lowland ?Actor"))


@pytest.mark.parametrize("question", ["sources", "river", "dates"])
def test_the_guide_for_writers_comes_last_and_is_named(question, page):
    ask(page, question)
    kinds = [about.split(" · ")[0] for about in page.locator(".b-search__about").all_inner_texts()]
    is_guide = [kind == "Guide for writers" for kind in kinds]
    assert is_guide == sorted(is_guide)
    assert True in is_guide


@pytest.mark.parametrize("question", ["North backers", "who backs the North"])
def test_who_backs_whom_comes_before_articles(question, page):
    ask(page, question)
    assert titles(page)[:2] == ["Who stands with North", "Who backs whom: The river war"]


def test_one_slip_in_a_name_is_forgiven(page):
    ask(page, "Uplend")
    assert titles(page)[0] == "Upland"
    expect(page.locator(".b-search__status")).to_contain_text("shown is “upland”")


NAMES = {
    "actors": [
        ["actors/a/", "State", ["Rapid Support Forces", "RSF"], [0], 0],
        ["actors/b/", "Person", ["Khalifa Haftar"], [0], 1],
        ["actors/c/", "State", ["利比亚国民军"], [], 0],
    ],
    "conflicts": [["conflicts/d/", "The long war", "backers/#_d"]],
}


@pytest.mark.parametrize(
    ("question", "addresses"),
    [
        ("haftar", ["actors/b/"]),
        ("Hafter", ["actors/b/"]),
        ("who supports Hafatr?", ["actors/b/#_backers", "backers/#_d"]),
        ("rapid support forces", ["actors/a/"]),
        ("rsf backers", ["backers/#_d", "actors/a/"]),
        ("who backs whom", ["backers/#_d"]),
        ("long war", ["conflicts/d/"]),
        ("比亚", ["actors/c/"]),
        ("who is it", []),
        ("Malta", []),
    ],
)
def test_a_question_leads_to_the_pages_that_it_names(question, addresses, page):
    found = page.evaluate(
        """async ([names, question]) => {
            const { Answers } = await import(`${location.href}assets/briefing/answers.js`);
            return new Answers(names).find(question).answers.map((one) => one.address);
        }""",
        [NAMES, question],
    )
    assert found == addresses


def test_scripts_without_spaces_are_told_of(page):
    page.keyboard.press("/")
    page.keyboard.type("利比")
    expect(page.locator(".b-search__status")).to_contain_text("only the beginning of a phrase")


def test_arabic_is_found_word_by_word(page):
    ask(page, "النهر")
    assert titles(page) == ["A letter in Arabic"]
    expect(page.locator(".b-search__excerpt mark").first).to_have_text(re.compile("النهر"))


def test_facets_with_counts_narrow_it_down(page):
    ask(page, "boats")
    page.get_by_text("Narrow it down").click()
    kind = page.get_by_label("Kind")
    expect(kind.locator("option", has_text="Article (2)")).to_be_attached()
    kind.select_option("Article")
    expect(page.locator(".b-search__status")).to_contain_text("2 pages for “boats”")
    page.get_by_label("Year").select_option("2020")
    expect(page.locator(".b-search__status")).to_contain_text("1 page for “boats”")
    assert titles(page) == [HOSTILE]
    options = page.get_by_label("Year").locator("option").all_inner_texts()
    assert options == ["Any", "2020 (1)", "2019 (1)"], "what there would be instead"


@pytest.mark.parametrize(
    ("facet", "value", "title"),
    [
        ("Actor", "Lowland", "A letter in Arabic"),
        ("Side", "South", "A letter in Arabic"),
        ("Conflict", "The river war", "The river war"),
    ],
)
def test_a_facet_alone_lists_what_has_it(facet, value, title, page):
    page.keyboard.press("/")
    page.get_by_text("Narrow it down").click()
    select = page.get_by_label(facet, exact=True)
    expect(select.locator("option", has_text=value)).to_be_attached()
    select.select_option(value)
    expect(page.locator(".b-search__link", has_text=title)).to_be_visible()


def test_markup_in_a_title_or_a_text_stays_text(page):
    ask(page, "more boats")
    assert HOSTILE in titles(page)
    assert page.locator(".b-search :is(img, script)").count() == 0
    expect(page.locator(".b-search__excerpt", has_text="<script>alert(2)</script>")).to_be_visible()
    expect(page.locator(".b-search__excerpt", has_text="& more")).to_be_visible()


def test_nothing_found_is_said(page):
    page.keyboard.press("/")
    page.keyboard.type("zzyzx")
    expect(page.locator(".b-search__status")).to_contain_text("Nothing found for “zzyzx”")


def test_ordinary_pages_are_found_unless_they_opt_out(page):
    ask(page, "quinces")
    assert titles(page) == ["About us"]
    page.get_by_label("Search this briefing").fill("medlars")
    expect(page.locator(".b-search__status")).to_contain_text("Nothing found")


def test_a_missing_index_is_reported_and_asked_for_again(browser, root):
    page = browser.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(root)
    page.wait_for_selector(".b-searchable", state="attached")
    page.keyboard.press("/")
    expect(page.locator(".b-search__status")).to_contain_text("cannot be read")
    page.unroute("**/pagefind/**")
    page.keyboard.type("boats")
    expect(page.locator(".b-search__status")).to_contain_text("for “boats”")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_search_fits_on_a_phone(direction, scheme, browser, root):
    page = browser.new_page(viewport={"width": 390, "height": 700}, color_scheme=scheme)
    page.goto(root)
    page.evaluate(f"document.documentElement.dir = '{direction}'")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("boats")
    page.get_by_text("Narrow it down").click()
    expect(page.locator(".b-search__link").first).to_be_visible()
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    wide = page.evaluate("document.querySelector('.b-search').scrollWidth")
    assert wide <= 390
    page.close()


@pytest.fixture
def open_handed_browser(browser: Browser) -> Iterator[Browser]:
    """A browser that lets a page which was opened as a file read others."""
    started = browser.browser_type.launch(
        executable_path=chromium(), args=["--no-sandbox", "--allow-file-access-from-files"]
    )
    yield started
    started.close()


def test_a_page_opened_as_a_file_explains_its_missing_search(open_handed_browser, small_site):
    """With a browser that runs its scripts at all: others show no button."""
    folder = small_site()
    assert mkdocs("build", cwd=folder).returncode == 0
    shutil.rmtree(folder / "site/pagefind")
    page = open_handed_browser.new_page()
    page.goto((folder / "site/index.html").as_uri())
    page.wait_for_selector(".b-searchable", state="attached")
    page.keyboard.press("/")
    expect(page.locator(".b-search__status")).to_contain_text("needs a web server")
    page.close()


def test_without_scripts_there_is_no_button(browser, root):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root)
    expect(page.locator(".b-search-open")).to_be_hidden()
    context.close()
