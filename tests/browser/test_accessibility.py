"""Accessibility: axe on every page, landmarks, less motion, right to left, no scripts."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import at, serving, switch_scheme
from tests.conftest import REPOSITORY, mkdocs
from tests.kinds import ARTICLE, DESK, KINDS, PHONE

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""The rules of ``WCAG`` that look at colours; only these depend on the colour scheme."""

SETTLING_TRIES = 10
SETTLING_PAUSE = 500
"""Milliseconds between two looks with axe."""


@pytest.fixture(scope="module", params=KINDS)
def opened(request: pytest.FixtureRequest, reader: Page, at_root: str) -> tuple[str, Page]:
    """One page of each kind, loaded once for all tests that only look at it."""
    at(reader, at_root + KINDS[request.param], DESK)
    return request.param, reader


def test_page_has_landmarks_and_a_skip_link(opened):
    _, reader = opened
    assert reader.locator("h1:visible").count() == 1
    for landmark in ("banner", "main", "contentinfo"):
        assert reader.get_by_role(landmark).count() == 1, landmark
    assert reader.get_by_role("navigation").count() >= 1
    reader.keyboard.press("Tab")
    assert "md-skip" in reader.evaluate("document.activeElement.className")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile("#."))
    target = urlsplit(reader.url).fragment
    assert reader.locator("main").evaluate("(main, id) => !!main.querySelector('#' + id)", target)


CONTENT = """() => {
  const own = [...document.querySelectorAll('article *')].filter(one => !one.closest(
      '.b-tools, form, [data-made]'));
  const links = own.filter(one => one.matches('a[href]')).map(one => one.getAttribute('href'));
  return {
    ids: [...new Set(own.map(one => one.id).filter(id => id && !id.startsWith('__')))].sort(),
    links: [...new Set(links)].sort(),
    pictures: own.filter(one => one.matches('svg, img') && !one.closest('button')).length,
  };
}"""


def test_without_scripts_claims_pictures_and_links_are_there(opened, plain_desk, at_root):
    kind, reader = opened
    plain_desk.goto(at_root + KINDS[kind])
    there, here = reader.evaluate(CONTENT), plain_desk.evaluate(CONTENT)
    for what in ("ids", "links"):
        assert [one for one in there[what] if one not in here[what]] == [], what
    assert here["pictures"] >= there["pictures"]
    assert here["links"] or kind in {"about", "contribute"}


@pytest.fixture(scope="module")
def plain_desk(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_axe_finds_no_barrier(opened):
    """WCAG 2.2, A and AA, with everything unfolded, by day and by night."""
    _, reader = opened
    reader.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = []
    for scheme, options in (("light", OPTIONS), ("dark", COLOURS)):
        switch_scheme(reader, scheme)
        for width in (DESK, PHONE):
            reader.set_viewport_size({"width": width, "height": 900})
            found += [(scheme, width, *barrier) for barrier in _lasting_barriers(reader, options)]
    switch_scheme(reader, "light")
    assert found == []


def _lasting_barriers(reader: Page, options: dict[str, object]) -> list[tuple[str, list[object]]]:
    """What axe finds once Material's scripts have answered the new width.

    They make code that scrolls focusable a moment after the window changed.
    """
    for _ in range(SETTLING_TRIES):
        violations = Axe().run(reader, options=options).response["violations"]
        if not violations:
            break
        reader.wait_for_timeout(SETTLING_PAUSE)
    return [
        (barrier["id"], [(node["target"], node["failureSummary"]) for node in barrier["nodes"]])
        for barrier in violations
    ]


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_members_in_a_list_are_a_finger_apart(width, reader, at_root):
    at(reader, f"{at_root}actors/gna/", width)
    term = reader.get_by_text("Members", exact=True)
    members = reader.locator(".b-facts > div").filter(has=term).locator("li")
    tops = members.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(tops) == 2
    # Target Size (WCAG 2.2, 2.5.8).
    assert tops[1] - tops[0] >= 24


def test_nothing_moves_for_those_who_asked_for_that(reader, at_root):
    at(reader, at_root + ARTICLE, DESK)
    moving = reader.evaluate(
        """[...document.querySelectorAll('*')].filter(one => {
            const style = getComputedStyle(one);
            const lasts = style.transitionDuration.split(', ').some(time => parseFloat(time) > 0.01)
                && style.transitionProperty !== 'none';
            return lasts || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
        }).map(one => one.tagName + ' ' + one.className)"""
    )
    assert moving == []


# --- right to left ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def from_the_right(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """This repository's briefing as a site in Arabic."""
    folder = tmp_path_factory.mktemp("arabic")
    (folder / "mkdocs.yml").write_text(
        f"INHERIT: {REPOSITORY / 'mkdocs.yml'}\ndocs_dir: {REPOSITORY / 'content'}\n"
        "theme: {name: material, language: ar}\n",
        encoding="utf-8",
    )
    build = mkdocs("build", "--strict", cwd=folder)
    assert build.returncode == 0, build.stderr
    with serving(folder / "site") as address:
        yield address


START_AND_END = """() => {
    const title = document.querySelector('h1');
    const range = document.createRange();
    range.selectNodeContents(title);
    const text = range.getBoundingClientRect(), box = title.getBoundingClientRect();
    return [box.right - text.right, text.left - box.left];
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_in_arabic_runs_from_right_to_left(kind, from_the_right, reader):
    found = []
    for width in (DESK, PHONE):
        at(reader, from_the_right + KINDS[kind], width)
        assert reader.locator("body").get_attribute("dir") == "rtl"
        start, end = reader.evaluate(START_AND_END)
        assert start <= max(end, 1), "the title begins on the right"
        wide, seen = reader.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
        assert wide <= seen
        reader.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found += _lasting_barriers(reader, OPTIONS)
    assert found == []


@pytest.mark.parametrize(
    "sheet",
    sorted((REPOSITORY / "theme/assets/briefing").glob("*.css")),
    ids=lambda sheet: sheet.name,
)
def test_a_style_sheet_knows_no_left_and_no_right(sheet: Path):
    """Start and end are right in every script."""
    sided = re.findall(
        r"(?:margin|padding|border)-(?:left|right)\b[^;]*|(?:^|[;{\s])(?:left|right):[^;]*"
        r"|(?:text-align|float|clear):\s*(?:left|right)",
        sheet.read_text(encoding="utf-8"),
    )
    assert sided == []


# --- on a slow line ---------------------------------------------------------------------


def test_an_article_weighs_little(browser, built_site, at_root, record_property):
    """At most 200 kB over the wire, everything on the page counted."""
    context = browser.new_context()
    page = context.new_page()
    sent = []
    page.on("response", lambda response: sent.append(urlsplit(response.url).path))
    page.goto(at_root + ARTICLE, wait_until="networkidle")
    context.close()
    weights = {}
    for path in sent:
        file = built_site / path.lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        weights[path] = len(gzip.compress(file.read_bytes(), 6, mtime=0))
    print(f"an article weighs {sum(weights.values()) / 1000:.1f} kB: {weights}")
    assert sum(weights.values()) <= 200_000, weights
