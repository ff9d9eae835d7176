"""The reading tools: filters, any day, what changed, jumps; in a browser, kept in the address."""

import csv
import io
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import zip_longest
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.model.entities import Briefing
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.positions import positions
from mkdocs_briefing.pictures import alliances, atlas, lanes
from mkdocs_briefing.pictures.picture import Picture
from mkdocs_briefing.site import layout
from mkdocs_briefing.site.gallery import readable
from mkdocs_briefing.site.registry import GENERATED
from mkdocs_briefing.standings.standing import days
from mkdocs_briefing.standings.table import Cell, Table, table
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ARTICLE as ARTICLE_ON_A_RIVER
from tests.conftest import GOLDEN, REPOSITORY, made_once, mkdocs
from tests.kinds import DESK, PHONE
from tests.pages import at_once, parsed, text
from tests.unit.pages.test_templates import ENVIRONMENT


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *arguments: object) -> None:
        pass


WARS = REPOSITORY / "tests" / "wars"


def build_war(name: str, folder: Path) -> None:
    shutil.copytree(WARS / name, folder, dirs_exist_ok=True)
    done = mkdocs("build", cwd=folder)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def served(
    built_site: Path, golden_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Where the sites stand, by the folder that holds their content."""
    root = built_site.parents[1]
    wars = {
        name: made_once(tmp_path_factory, name, partial(build_war, name)) / "site"
        for name in ("sahran", "temir")
    }
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{server.server_port}"
        yield {
            "dossier": f"{host}/{built_site.relative_to(root).as_posix()}/",
            "golden": f"{host}/{golden_site.relative_to(root).as_posix()}/",
            **{name: f"{host}/{site.relative_to(root).as_posix()}/" for name, site in wars.items()},
        }
        server.shutdown()


@pytest.fixture(scope="module")
def site(served: dict[str, str]) -> str:
    return served["dossier"]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": DESK, "height": 900})
    yield context.new_page()
    context.close()


def backers(tab: Page) -> dict[str, list[str]]:
    """The backers that are shown, by the group that they stand in."""
    return tab.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.b-table')]
            .filter(table => !table.hidden)
            .flatMap(table => [...table.tBodies])
            .filter(body => !body.hidden)
            .map(body => [body.rows[0].innerText.trim(), [...body.rows].slice(1)
                .filter(row => !row.hidden).map(row => row.cells[0].innerText.trim())]))"""
    )


def unfold(tab: Page) -> None:
    """Show the filters, the order and the comparison."""
    if tab.locator(".b-tools .b-folding:not([open])").count():
        tab.locator(".b-tools .b-folding > summary").click()


def choices_in(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def wait_for_address(tab: Page, **choices: str) -> None:
    tab.wait_for_function(
        "wanted => { const given = Object.fromEntries(new URLSearchParams(location.search));"
        " return JSON.stringify(Object.entries(given).sort()) == JSON.stringify(wanted) }",
        arg=sorted([name, value] for name, value in choices.items()),
    )


# --- the table of backers ---------------------------------------------------------------


def test_a_filter_leaves_matching_backers_and_sets_the_address(site, tab):
    tab.goto(f"{site}backers/")
    unfold(tab)
    tab.get_by_label("Towards").select_option("LNA")
    tab.get_by_label("Support").select_option("mercenaries")
    expect(tab.locator(".b-told")).to_contain_text("2 of 16 actors shown")
    assert backers(tab) == {"With LNA": ["Wagner Group", "Russia"]}
    wait_for_address(tab, side="lna", support="mercenaries")


def test_an_address_brings_back_what_was_chosen(site, tab):
    tab.goto(f"{site}backers/?side=lna&support=mercenaries")
    expect(tab.get_by_label("Towards")).to_have_value("lna")
    assert backers(tab) == {"With LNA": ["Wagner Group", "Russia"]}


def test_an_address_that_no_control_offers_chooses_nothing(site, tab):
    tab.goto(f"{site}backers/?side=mars&on=someday&sort=<b>")
    expect(tab.locator(".b-told")).to_contain_text("16 of 16 actors shown")
    wait_for_address(tab)


def test_disputed_positions_can_be_asked_for(site, tab):
    tab.goto(f"{site}backers/?status=disputed")
    shown = [name for names in backers(tab).values() for name in names]
    assert "Russia" in shown
    assert "Qatar" not in shown


def test_where_nothing_fits_a_button_resets_the_filters(site, tab):
    tab.goto(f"{site}backers/?side=gna&stance=opposes")
    expect(tab.get_by_text("No position fits all of this")).to_be_visible()
    expect(tab.locator(".b-table")).to_be_hidden()
    tab.get_by_role("button", name="Reset").click()
    expect(tab.locator(".b-table")).to_be_visible()
    wait_for_address(tab)


def test_the_order_of_a_group_can_be_chosen(site, tab):
    tab.goto(f"{site}backers/?sort=newest")
    newest = backers(tab)["With LNA"]
    tab.get_by_label("Order by").select_option("since")
    wait_for_address(tab, sort="since")
    assert sorted(newest) == sorted(backers(tab)["With LNA"])
    assert newest != backers(tab)["With LNA"]


# --- as of any day ----------------------------------------------------------------------


def briefing_of(name: str):
    folder = {"dossier": REPOSITORY, "golden": GOLDEN}.get(name, WARS / name)
    return read(folder / "content", root=folder, generated=GENERATED).briefing


SHOWN = """async days => {
    const field = document.querySelector('input[name=on]');
    const drawn = () => new Promise(requestAnimationFrame);
    const pages = [];
    for (const day of days) {
        field.value = day;
        field.dispatchEvent(new Event('change'));
        for (let frame = 0; frame < 3; frame += 1) await drawn();
        pages.push([...document.querySelectorAll('.b-table')].map(table => table.outerHTML));
    }
    return pages;
}"""


def tables_made(briefing: Briefing, days: Iterable[Day]) -> Iterator[list[Element]]:
    """The tables of the page of backers as the generator makes them for each day."""
    index = Index(briefing)
    site = layout.lay_out(briefing, site_name="A briefing", site_url=None)
    view = next(page for page in site.pages if page.address == "backers/").context
    macro = ENVIRONMENT.get_template("briefing/partials/matrix.html").module.matrix
    for on in days:
        made = (table(conflict, index, {conflict: on}) for conflict in briefing.conflicts)
        yield [parsed(f"<div>{macro('..', view, one)}</div>") for one in made]


def camps_in(table: Element) -> Iterator[tuple[str, str, list[str], list[tuple[str, list[str]]]]]:
    """Each camp with its backers, what the cells of each say, and what became of each row."""
    for body in table.iter("tbody"):
        head, *rows = body
        for row in rows:
            if "hidden" not in row.attrib and "hidden" not in body.attrib:
                cells = [said_in(cell) for cell in row[1:]]
                yield text(head), row.get("data-by", ""), cells, list(outcomes_in(row))


def said_in(cell: Element) -> str:
    """What a cell says in short, and what it unfolds above the evidence."""
    in_full = (one for one in cell.iter("div") if one.get("class") == "b-full")
    return " ".join([at_once(cell), *map(text, in_full)])


def outcomes_in(row: Element) -> Iterator[tuple[str, list[str]]]:
    """What became of each row of the evidence by the day, and of each denial of it."""
    for item in row.iter("li"):
        if "b-history__row" in item.get("class", ""):
            denials = [line for line in item if "data-denial" in line.attrib]
            yield item.get("data-state", ""), [text(line) for line in (item[0], *denials)]


def turning_days(briefing: Briefing) -> list[Day]:
    """The days on which anything changes, the day before each, and some far from all."""
    turns = {
        day + timedelta(days=off)
        for conflict in briefing.conflicts
        for at in positions([row for row in briefing.backing if row.conflict is conflict], Day.max)
        for run in at.runs
        for day in [
            run.first,
            *(claim.first for claim in run.claims),
            *(segment.first for segment in run.segments),
            *([] if run.last == Day.max else [run.last + timedelta(days=1)]),
        ]
        for off in (-1, 0)
    }
    announced = {row.since.first_day for row in briefing.backing if row.since is not None}
    return sorted({*turns, *announced, Day(1990, 1, 1), Day(2030, 6, 30)})


@pytest.mark.parametrize("name", ["dossier", "sahran", "temir"])
def test_script_shows_the_table_the_generator_makes_for_a_day(name, served, tab):
    """On each day on which anything changes, on its eve, and far from all."""
    briefing = briefing_of(name)
    days = turning_days(briefing)
    assert len(days) > 20
    tab.goto(f"{served[name]}backers/")
    shown = tab.evaluate(SHOWN, [on.isoformat() for on in days])
    for on, tables, wanted in zip(days, shown, tables_made(briefing, days), strict=True):
        assert len(tables) == len(wanted) > 0
        for found, made in zip(map(parsed, tables), wanted, strict=True):
            on_record = [camp for camp in camps_in(made) if camp[0] != "Nothing on record yet"]
            assert list(camps_in(found)) == on_record, on


def test_script_and_page_word_a_position_alike(site, tab):
    """Away to another day and back by the script's own words: nothing reads otherwise."""
    tab.goto(f"{site}backers/")
    cell = "tr[data-by=russia] td:nth-child(2) :is(summary > span, .b-full > p)"
    before = tab.locator(cell).all_inner_texts()
    # Two days after the last article nothing has changed, but the script writes the cells.
    tab.goto(f"{site}backers/?on=2020-10-25")
    expect(tab.locator(".b-told")).to_contain_text("25 October 2020")
    assert tab.locator(cell).all_inner_texts() == before


def test_on_an_earlier_day_the_table_stands_as_it_stood(site, tab):
    tab.goto(f"{site}backers/?on=2019-04-20")
    assert "United States" in backers(tab)["With LNA"]
    expect(tab.locator("caption")).to_contain_text("as of 20 April 2019")
    tab.get_by_label("As of", exact=True).fill("2019-11-16")
    wait_for_address(tab, on="2019-11-16")
    assert "United States" in backers(tab)["Turned away or opposed"]
    row = tab.locator("tr[data-by=united-states]")
    expect(row.locator(".b-at").first).to_contain_text("Opposes")


def test_keys_move_the_slider_and_it_announces_the_day(site, tab):
    tab.goto(f"{site}backers/")
    slider = tab.get_by_role("slider", name="Through time")
    slider.focus()
    tab.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "22 October 2020")
    wait_for_address(tab, on="2020-10-22")
    tab.get_by_role("button", name="Earlier change").press("Enter")
    expect(slider).not_to_have_attribute("aria-valuetext", "22 October 2020")


def test_what_changed_between_two_days_is_listed_with_its_claims(site, tab):
    tab.goto(f"{site}backers/?on=2019-11-16&from=2019-04-20")
    changes = tab.locator(".b-changes")
    line = changes.get_by_role("listitem").filter(has_text="United States opposes LNA")
    expect(line).to_contain_text("before: favours")
    line.get_by_role("link").last.click()
    expect(tab.locator("li:target")).to_contain_text("United States")


def test_what_is_first_reported_is_not_said_to_have_begun(served, tab):
    tab.goto(f"{served['sahran']}backers/?on=2024-12-10&from=2023-05-01")
    changes = tab.locator(".b-changes")
    expect(changes).to_contain_text("Marub backs Guards")
    expect(changes).to_contain_text("first reported 4 May 2023")
    expect(changes).not_to_contain_text("Began: Marub")
    labels = changes.locator(".b-label").all_inner_texts()
    assert "First reported" in labels
    assert "Ended" in labels


def test_only_backers_on_record_by_the_day_are_counted(site, tab):
    tab.goto(f"{site}backers/?on=2019-03-01")
    expect(tab.locator(".b-told")).to_contain_text("shown, as of 1 March 2019")
    shown = [name for names in backers(tab).values() for name in names]
    assert "UN Security Council" in shown
    assert "Wagner Group" not in shown
    told = f"{len(shown)} of 16 actors shown, as of 1 March 2019."
    yet = f"Nothing is on record yet of {16 - len(shown)}."
    expect(tab.locator(".b-told")).to_have_text(f"{told} {yet}")


def test_what_was_last_known_long_ago_fades(site, tab):
    tab.goto(f"{site}backers/?on=2029-01-01")
    cell = tab.locator("tr[data-by=russia] .b-cell[data-stance=backs]")
    expect(cell).to_have_attribute("data-old", "")
    expect(cell.locator(".b-at.b-old").first).to_contain_text("last known")
    expect(tab.locator("[data-by=russia] .b-pic-old").first).to_be_attached()


def test_two_days_without_a_change_are_said_to_be_alike(site, tab):
    tab.goto(f"{site}backers/?on=2019-01-02&from=2019-01-03")
    expect(tab.get_by_text("No change that an article reports.")).to_be_visible()


# --- backers compared -------------------------------------------------------------------


def test_compared_backers_are_kept_in_the_address(site, tab):
    tab.goto(f"{site}backers/")
    unfold(tab)
    adder = tab.get_by_label("Compare backers")
    adder.select_option("Turkey")
    expect(tab.locator(".b-compared")).to_contain_text("Choose one more backer")
    adder.select_option("United States")
    wait_for_address(tab, compare="turkey,united-states")
    compared = tab.locator(".b-compare")
    assert compared.locator("thead a").all_inner_texts() == ["Turkey", "United States"]
    days = compared.locator("tbody time").evaluate_all("all => all.map(one => one.dateTime)")
    assert days == sorted(days)
    turn = compared.get_by_role("row").filter(has_text="14 November 2019")
    expect(turn).to_contain_text("Opposes")
    tab.get_by_role("button", name="Do not compare Turkey").click()
    wait_for_address(tab, compare="united-states")


def test_an_address_compares_known_backers_only(site, tab):
    tab.goto(f"{site}backers/?compare=russia,nobody,egypt")
    assert tab.locator(".b-compare thead a").all_inner_texts() == ["Russia", "Egypt"]
    wait_for_address(tab, compare="russia,egypt")


def test_the_slider_begins_with_the_conflict_and_has_an_axis(site, tab):
    tab.goto(f"{site}backers/")
    slider = tab.get_by_role("slider", name="Through time")
    first, last = (int(slider.get_attribute(end)) for end in ("min", "max"))
    assert Day(2019, 1, 1) <= Day(1970, 1, 1) + timedelta(days=first) <= Day(2019, 4, 4)
    assert Day(1970, 1, 1) + timedelta(days=last) == Day(2020, 10, 23)
    assert "Jan 2020" in tab.locator(".b-scale__name").all_inner_texts()
    tab.get_by_label("As of", exact=True).fill("2018-12-01")
    expect(tab.locator("caption")).to_contain_text("as of 1 December 2018")
    expect(slider).to_have_value(str(first))


def test_tools_and_the_day_stay_in_view(site, tab):
    tab.goto(f"{site}backers/")
    tab.locator(".b-matrix tr").last.scroll_into_view_if_needed()
    expect(tab.get_by_role("slider", name="Through time")).to_be_in_viewport()


# --- a long table -----------------------------------------------------------------------


@pytest.fixture
def long_table(small_site) -> Iterator[str]:
    """Where a site stands with so many backers that the table has two pages."""
    rows = [
        f"  - {{by: Ally {number:03}, to: North, since: 2019-0{number % 9 + 1}-03}}"
        for number in range(100)
    ]
    header = "---\ntitle: Allies\ndate: 2020-12-31\nsource: The Gazette\nbacking:\n"
    folder = small_site({"content/articles/allies.md": header + "\n".join(rows) + "\n---\nA.\n"})
    build = mkdocs("build", cwd=folder)
    assert build.returncode == 0, build.stderr
    handler = partial(Quiet, directory=str(folder / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_days_of_long_tables_load_when_a_tool_is_used(long_table, tab):
    loaded: list[str] = []
    tab.on("request", lambda one: one.url.endswith("river.json") and loaded.append(one.url))
    tab.goto(f"{long_table}backers/")
    expect(tab.locator(".b-tools")).to_have_count(0)
    tab.get_by_role("link", name=re.compile("^All 10[01] actors")).click()
    expect(tab.locator(".b-told")).to_contain_text("actors shown")
    assert loaded == []
    assert tab.locator("tr[data-by]:visible").count() == 80
    tab.get_by_label("As of", exact=True).fill("2019-03-10")
    wait_for_address(tab, on="2019-03-10")
    assert len(loaded) == 1
    expect(tab.locator("caption")).to_contain_text("as of 10 March 2019")
    shown = tab.locator("tr[data-by]:visible")
    # Every third of nine months has begun; some of these backers are on the second page.
    assert shown.count() == sum(number % 9 < 3 for number in range(100))
    last = shown.last
    expect(last.get_by_role("link").last).to_have_attribute("href", re.compile("#_stands$"))


def test_every_backer_of_a_long_table_can_be_compared(long_table, tab):
    tab.goto(f"{long_table}backers/river/")
    options = tab.get_by_label("Compare backers").locator("option")
    on_page = tab.locator("tr[data-by]").count()
    expect(options).to_have_count(on_page + 1)
    # The names of the others are loaded before somebody can choose one.
    tab.get_by_label("Compare backers").focus()
    expect(options).to_have_count(int(count_of(tab)) + 1)
    for name in ("Ally 001", "Ally 099"):
        tab.get_by_label("Compare backers").select_option(name)
    expect(tab.locator(".b-compare thead a")).to_have_text(["Ally 001", "Ally 099"])


def count_of(tab: Page) -> str:
    """How many backers the table has in all."""
    return re.search(r"of (\d+) actors", tab.locator(".b-told").inner_text()).group(1)


def test_without_scripts_all_lines_are_linked(long_table, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{long_table}backers/river/")
    first = page.locator("tr[data-by]").evaluate_all("all => all.map(one => one.dataset.by)")
    page.get_by_role("link", name="page 2").first.click()
    second = page.locator("tr[data-by]").evaluate_all("all => all.map(one => one.dataset.by)")
    assert not set(first) & set(second)
    assert {f"ally-{number:03}" for number in range(100)} <= {*first, *second}
    context.close()


# --- several conflicts on one page ------------------------------------------------------

HILL_WAR = """\
---
title: The hill war
sides: [{name: East}, {name: West}]
---
They fight over a hill.
"""
ON_THE_HILL = """\
---
title: Upland changes its mind on the hill
date: 2021-06-30
conflict: The hill war
source: The Gazette
backing:
  - {by: Upland, to: East, support: funding, since: 2020-02-01, until: 2020-12-31}
  - {by: Upland, to: West, support: troops, since: 2021-01-01}
---
Upland now helps the other side.
"""


@pytest.fixture(params=[DESK, PHONE], ids=str)
def two_conflicts(small_site, browser: Browser, request) -> Iterator[Page]:
    """The backers of two conflicts, the newest article of one younger than that of the other."""
    folder = small_site(
        {
            "content/conflicts/hill.md": HILL_WAR,
            "content/articles/hill.md": ON_THE_HILL,
            "content/articles/upland.md": ARTICLE_ON_A_RIVER.replace(
                "date: 2019", "conflict: The river war\ndate: 2019", 1
            ),
        }
    )
    build = mkdocs("build", "--strict", cwd=folder)
    assert build.returncode == 0, build.stderr
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    handler = partial(Quiet, directory=str(folder / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/backers/")
        yield page
        context.close()
        server.shutdown()


def test_one_set_of_controls_serves_all_conflicts(two_conflicts):
    page = two_conflicts
    hill, river = (page.locator(f".b-table[data-conflict={slug}]") for slug in ("hill", "river"))
    expect(page.locator(".b-tools")).to_have_count(1)
    expect(page.locator(".b-tools")).to_contain_text("For all 2 conflicts on this page")
    # Nobody chose a day: each table is that of its own conflict, and no one day is named.
    expect(page.locator(".b-told")).to_contain_text("each conflict as of its newest article")
    expect(page.get_by_label("As of", exact=True)).to_have_value("")
    expect(hill.locator("caption")).to_contain_text("30 June 2021")
    expect(river.locator("caption")).to_contain_text("15 November 2019")
    page.get_by_label("As of", exact=True).fill("2020-05-01")
    for one in (hill, river):
        expect(one.locator("caption")).to_contain_text("as of 1 May 2020")
    expect(hill.locator("tr[data-by=upland] .b-at").first).to_contain_text("Backs")
    # The last day of one conflict is a day like any other for the other.
    page.get_by_label("As of", exact=True).fill("2021-06-30")
    for one in (hill, river):
        expect(one.locator("caption")).to_contain_text("as of 30 June 2021")
    wait_for_address(page, on="2021-06-30")
    page.get_by_role("button", name="Reset").click()
    expect(river.locator("caption")).to_contain_text("15 November 2019")
    wait_for_address(page)


def test_choosing_a_side_leaves_the_other_conflict_empty(two_conflicts):
    page = two_conflicts
    unfold(page)
    towards = page.get_by_label("Towards")
    groups = towards.locator("optgroup").evaluate_all("all => all.map(one => one.label)")
    assert groups == ["The hill war", "The river war"]
    towards.select_option("West")
    hill, river = (page.locator("section", has=page.locator(f"[data-conflict={slug}]"))
                   for slug in ("hill", "river"))  # fmt: skip
    expect(hill.locator(".b-table")).to_be_visible()
    expect(river.locator(".b-table")).to_be_hidden()
    expect(river.get_by_text("No position in this conflict fits")).to_be_visible()
    expect(hill.get_by_text("No position in this conflict fits")).to_be_hidden()
    page.get_by_label("Stance").select_option("Backs")
    page.get_by_label("Support").select_option("weapons")
    expect(page.get_by_text("No position fits all of this")).to_be_visible()
    expect(page.get_by_text("No position in this conflict fits")).to_have_count(2)
    for one in page.get_by_text("No position in this conflict fits").all():
        expect(one).to_be_hidden()


def test_what_changed_is_listed_by_conflict(two_conflicts):
    page = two_conflicts
    page.get_by_label("As of", exact=True).fill("2021-06-30")
    unfold(page)
    page.get_by_label("Changes since").fill("2019-01-01")
    titles = page.locator(".b-changes__conflict")
    expect(titles).to_have_text(["The hill war", "The river war"])
    expect(page.locator(".b-changes li").first).to_contain_text("Upland")


# --- the pictures follow the day --------------------------------------------------------


def figure(picture: Picture) -> str:
    sentences = "".join(f"<li>{escape(sentence)}</li>" for sentence in picture.sentences)
    # Of the others one is enough; the map has to write its key anew in both.
    drawings = picture.wide + (picture.narrow if "b-pic-atlas" in picture.wide else "")
    return (
        f"<figure><figcaption>{escape(picture.title)}</figcaption>{drawings}"
        f"<details><summary>In words</summary><p>{escape(picture.summary)}</p>"
        f"<ul>{sentences}</ul></details></figure>"
    )


@pytest.fixture
def drawn(site, tab) -> Page:
    """The page of backers with the pictures as the generator draws them, and no other."""
    index = Index(briefing_of("dossier"))
    (conflict,) = index.briefing.conflicts
    shown = table(conflict, index, days(index))
    pictures = (
        alliances.picture(shown, prefix="a", base=".."),
        lanes.picture(shown, prefix="l", base=".."),
        atlas.picture(shown, prefix="m", base=".."),
    )
    tab.goto(f"{site}backers/")
    tab.evaluate(
        """html => {
            document.querySelectorAll('figure').forEach(one => one.remove());
            document.querySelector('.b-table').insertAdjacentHTML('beforebegin', html);
        }""",
        "".join(map(figure, filter(None, pictures))),
    )
    return tab


def ask_for(tab: Page, on: str) -> None:
    tab.get_by_label("As of", exact=True).fill(on)
    wait_for_address(tab, on=on)


def without_what_is_not_on_record_yet(whole: Table) -> Table:
    """The table without what only later days know of: scripts leave it out, too."""
    camps = []
    for camp in whole.camps:
        backers = [replace(one, cells=tuple(map(on_record, one.cells))) for one in camp.backers]
        if camp.key != "yet":
            camps.append(replace(camp, backers=tuple(backers)))
    count = sum(len(camp.backers) for camp in camps)
    return replace(whole, camps=tuple(camps), line_count=count)


def on_record(cell: Cell) -> Cell:
    is_yet = cell.standing is not None and not cell.standing.held
    return replace(cell, standing=None) if is_yet and cell.standing.absence == "yet" else cell


DRAWN = """async days => {
    const field = document.querySelector('input[name=on]');
    const later = () => new Promise(done => setTimeout(done));
    const pages = [];
    for (const day of days) {
        field.value = day;
        field.dispatchEvent(new Event('change'));
        for (let frame = 0; frame < 3; frame += 1)
            await new Promise(requestAnimationFrame).then(later);
        pages.push([...document.querySelectorAll('figure')]
            .filter(one => one.querySelector('svg:is(.b-pic-alliances, .b-pic-atlas)'))
            .map(one => one.outerHTML));
    }
    return pages;
}"""


def picture_in(figure: Element) -> Picture:
    """A picture as a page shows it."""
    wide, narrow = figure.iter("svg")
    words = next(one for one in figure.iter("details") if one.find("ul") is not None)
    caption = figure.find("figcaption").text
    assert wide.find("title").text == narrow.find("title").text == caption
    summary = words.find("p").text
    assert wide.find("desc").text == narrow.find("desc").text == summary
    sentences = tuple(item.text for item in words.find("ul"))
    return Picture(caption, summary, wide, narrow, sentences)


NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def drawing_of(svg: Element) -> Iterator[tuple[list[str], list[float]]]:
    """Each element of a drawing with what it says, and the numbers that say where it is."""
    for one in svg.iter():
        if one.tag not in {"desc", "path", "circle"} or "id" not in one.attrib:
            data = sorted((name, value) for name, value in one.attrib.items() if name != "id")
            said = [part for pair in data for part in (pair[0], NUMBER.sub("0", pair[1]))]
            numbers = [float(found) for _, value in data for found in NUMBER.findall(value)]
            yield [one.tag, one.text or "", *said], numbers


def check_drawing(found: Element, wanted: Element, on: Day) -> None:
    pairs = zip_longest(drawing_of(found), drawing_of(wanted), fillvalue=([], []))
    for (said, places), (to_say, wanted_places) in pairs:
        assert said == to_say, on
        # Python rounds halves to even numbers, scripts upwards.
        assert places == pytest.approx(wanted_places, abs=0.11), (on, said)


def check_each_day(tab: Page, address: str, briefing: Briefing, days: list[Day]) -> None:
    """Who stands with whom, element by element, on each of some days."""
    index = Index(briefing)
    tab.goto(f"{address}?on={days[0]}")
    # A long table loads its days.
    expect(tab.locator(".b-told")).to_contain_text("shown", timeout=30_000)
    for on, figures in zip(days, tab.evaluate(DRAWN, [on.isoformat() for on in days]), strict=True):
        shown = [picture_in(parsed(one)) for one in figures]
        found = [one for one in shown if "b-pic-alliances" in one.wide.attrib["class"]]
        for one, conflict in zip(found, briefing.conflicts, strict=True):
            made = without_what_is_not_on_record_yet(table(conflict, index, {conflict: on}))
            prefix = f"_{conflict.slug}-alliances"
            wanted = alliances.picture(readable(made), prefix=prefix, base="..")
            if wanted is None:
                assert one.sentences == (), on
                continue
            assert (one.title, one.summary) == (wanted.title, wanted.summary)
            assert one.sentences == wanted.sentences
            for drawing, to_draw in ((one.wide, wanted.wide), (one.narrow, wanted.narrow)):
                check_drawing(drawing, parsed(to_draw), on)


@pytest.mark.parametrize("name", ["dossier", "golden", "sahran", "temir"])
def test_script_draws_the_picture_the_generator_draws(name, served, tab):
    briefing = briefing_of(name)
    check_each_day(tab, f"{served[name]}backers/", briefing, turning_days(briefing))


def war_of(sides: int) -> dict[str, str]:
    """A conflict with more backers than one picture has, on more days than one can list."""
    names = ["Coastal Assembly of the Free Districts and Islands", "Ö", "Hill", "Río", "軍政府"][
        :sides
    ]
    stances = ("backs", "opposes", "mixed", "recognises", "mediates", "favours", "distanced")
    support = (
        "weapons",
        "mercenaries",
        "[training, diplomatic]",
        "unspecified",
        "[funding, troops]",
    )
    statuses = ("reported", "alleged", "confirmed", "withdrawn")
    rows = [
        f"  - {{by: Ally {number % 25:02} of {'the Long Coast' if number % 5 else 'Ærø'},"
        f" to: {names[(number * 7 + number // 25) % sides]!r}, conflict: war-{sides},"
        f" stance: {stances[number % 7]}, support: {support[number % 5]},"
        f" status: {statuses[number % 11 % 4]}, since: 20{10 + number % 9}-0{number % 8 + 1},"
        f" {'denied_by: Somebody, ' if number % 6 == 0 else ''}"
        f" {'until: 2019-0' + str(number % 9 + 1) if number % 4 == 0 else 'as_of: 2019-12'}}}"
        for number in range(70)
    ]
    head = f"---\ntitle: War {sides}\nsides: {[{'name': name} for name in names]}\n---\nA.\n"
    told = f"---\ntitle: Told {sides}\ndate: 2020-01-01\nconflict: war-{sides}\nsource: Gazette\n"
    return {
        f"content/conflicts/war-{sides}.md": head,
        f"content/articles/told-{sides}.md": told + "backing:\n" + "\n".join(rows) + "\n---\nB.\n",
    }


def test_script_lays_out_one_three_and_five_sides(small_site, tab):
    river = ARTICLE_ON_A_RIVER.replace("date: 2019", "conflict: The river war\ndate: 2019", 1)
    wars = {**war_of(1), **war_of(3), **war_of(5)}
    folder = small_site({**wars, "content/articles/upland.md": river})
    build = mkdocs("build", cwd=folder)
    assert build.returncode == 0, build.stderr
    reading = read(folder / "content", root=folder, generated=GENERATED)
    days = turning_days(reading.briefing)[::25]
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(folder / "site"))
    ) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/backers/"
        check_each_day(tab, address, reading.briefing, days)
        server.shutdown()


def test_the_picture_of_alliances_shows_the_stances_of_the_day(drawn):
    ask_for(drawn, "2019-05-01")
    picture = drawn.locator("svg.b-pic-alliances")
    row = picture.locator("[data-by=united-states]")
    expect(row).to_contain_text("favours LNA")
    expect(row.locator(".b-stance-supportive")).to_have_count(1)
    expect(picture.locator("[data-by=wagner-group]")).to_have_count(0)
    figure = drawn.locator("figure", has=picture)
    expect(figure.locator("figcaption")).to_contain_text("as of 1 May 2019")
    figure.locator("summary").click()
    words = figure.get_by_role("listitem")
    expect(words.filter(has_text="United States favours LNA; since 19 April 2019")).to_be_visible()
    # The table does not show either what is not on record yet.
    expect(words.filter(has_text="Wagner Group")).to_have_count(0)


def test_the_lanes_have_an_upright_line_at_the_day(drawn):
    ask_for(drawn, "2019-11-16")
    picture = drawn.locator("svg.b-pic-lanes")
    at = float(picture.locator(".b-pic-day").get_attribute("x1"))
    left, right = (float(picture.get_attribute(f"data-{end}")) for end in ("left", "right"))
    assert left < at < right


def lands_of(svg: Element) -> dict[str, list[str | None]]:
    """How each country is filled and linked, and what its title says."""
    lands = {}
    for land in svg.iter():
        if (country := land.get("data-country")) is not None:
            shapes = [one for one in land.iter() if "b-pic-country" in one.get("class", "")]
            looks = sorted({f"{one.get('fill')} {one.get('class')}" for one in shapes})
            lands[country] = [land.get("href"), land.find("title").text, *looks]
    return lands


def key_of(svg: Element) -> list[str]:
    (key,) = (one for one in svg.iter("g") if one.get("class") == "b-pic-key-names")
    return [line.text for line in key.iter("text")]


def test_script_fills_the_map_as_the_generator_does(site, tab):
    """On every fifth of the days on which anything changes: a map takes long to draw."""
    index = Index(briefing_of("dossier"))
    (conflict,) = index.briefing.conflicts
    days = turning_days(index.briefing)[::5]
    tab.goto(f"{site}backers/")
    compared = 0
    for on, figures in zip(days, tab.evaluate(DRAWN, [on.isoformat() for on in days]), strict=True):
        one = picture_in(parsed(figures[-1]))
        made = table(conflict, index, {conflict: on})
        wanted = atlas.picture(made, prefix=f"_{conflict.slug}-map", base="..")
        # On the first days, too few countries take part.
        if wanted is None:
            continue
        compared += 1
        assert (one.title, one.summary) == (wanted.title, wanted.summary)
        assert one.sentences == wanted.sentences
        for drawing, to_draw in ((one.wide, wanted.wide), (one.narrow, wanted.narrow)):
            assert key_of(drawing) == key_of(parsed(to_draw)), on
            lands, wanted_lands = lands_of(drawing), lands_of(parsed(to_draw))
            assert lands.keys() == wanted_lands.keys()
            # A country that is far from the others on a day has no shape on its map.
            seen = [name for name in lands if len(lands[name]) == len(wanted_lands[name])]
            assert [lands[name] for name in seen] == [wanted_lands[name] for name in seen], on
    assert compared > 5


def test_a_country_without_a_backer_yet_is_plain_land(drawn):
    ask_for(drawn, "2019-05-01")
    turkey = drawn.locator(".b-pic--wide .b-pic-land-of[data-by=turkey]")
    expect(turkey.locator(".b-pic-country--resting")).to_have_count(1)
    expect(turkey.locator("title")).to_have_text("Turkey: no position on this day")
    wagner = drawn.locator(".b-pic--wide .b-pic-marked[data-by=wagner-group]")
    expect(wagner.locator("path")).to_have_count(0)
    figure = drawn.locator("figure", has=drawn.locator("svg.b-pic-atlas"))
    expect(figure.locator("figcaption")).to_contain_text("are those of 1 May 2019")


def test_reset_restores_the_pictures(drawn):
    pictures = "[...document.querySelectorAll('svg.b-pic')].map(one => one.outerHTML)"
    built = drawn.evaluate(pictures)
    ask_for(drawn, "2019-05-01")
    assert drawn.evaluate(pictures) != built
    drawn.get_by_role("button", name="Reset").click()
    wait_for_address(drawn)
    assert drawn.evaluate(pictures) == built


# --- the chronology ---------------------------------------------------------------------


def test_the_chronology_is_filtered_by_actor_and_year(site, tab):
    tab.goto(f"{site}chronology/")
    every = tab.locator(".b-event:visible").count()
    tab.get_by_label("Actor").select_option("Turkey")
    tab.get_by_label("From year").select_option("2020")
    wait_for_address(tab, actor="turkey", after="2020")
    events = tab.locator(".b-event:visible")
    assert 0 < events.count() < every
    for event in events.all():
        expect(event.locator(".b-event__when")).to_contain_text("2020")
        expect(event).to_contain_text("Turkey")
    expect(tab.get_by_role("heading", name="2019", exact=True)).to_be_hidden()
    expect(tab.locator(".b-told")).to_have_text(f"{events.count()} of {every} events shown.")


def test_an_event_of_a_member_is_one_of_its_side(site, tab):
    tab.goto(f"{site}chronology/?side=lna")
    assert tab.get_by_label("Side takes part").input_value() == "lna"
    assert tab.locator(".b-event:visible").count() > 0


def test_after_a_filter_nothing_points_at_what_is_hidden(site, tab):
    tab.goto(f"{site}chronology/#palermo-conference")
    tab.get_by_label("Place").fill("tajoura")
    wait_for_address(tab, place="tajoura")
    expect(tab.locator(".b-event:visible")).to_have_count(1)
    hidden = """() => [...document.querySelectorAll("a[href^='#']")].filter(link => {
        const target = document.getElementById(link.getAttribute("href").slice(1));
        return link.checkVisibility() && target && target.closest("[hidden]");
    }).map(link => link.getAttribute("href"))"""
    assert tab.evaluate(hidden) == []
    assert urlsplit(tab.url).fragment == ""
    bars = tab.locator(".b-pic--wide a[data-bar][href]")
    expect(bars).to_have_count(1)
    expect(bars.locator(".b-pic-figure")).to_have_text("1")
    tab.get_by_role("button", name="Reset").click()
    assert tab.locator(".b-pic--wide a[data-bar][href]").count() > 5


def test_the_newest_events_can_come_first(site, tab):
    tab.goto(f"{site}chronology/")
    oldest = tab.locator(".b-event").first.get_attribute("id")
    tab.get_by_label("Order").select_option("newest first")
    wait_for_address(tab, order="newest")
    expect(tab.locator(".b-event").last).to_have_attribute("id", oldest)
    years = tab.locator(".b-year > h2").all_inner_texts()
    assert years == sorted(years, reverse=True)
    contents = tab.locator(".md-sidebar--secondary a[href^='#_']").all_inner_texts()
    assert contents[0] == years[0]


def test_events_with_dead_civilians_are_taken_away_as_csv(site, tab):
    tab.goto(f"{site}chronology/?deaths=civilians")
    shown = {event.get_attribute("id") for event in tab.locator(".b-event:visible").all()}
    assert shown
    with tab.expect_download() as started:
        tab.get_by_role("button", name="Download as CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(started.value.path()).read_text("utf-8-sig"))))
    assert {row["event"] for row in rows} == shown
    figures = [f"civilians_killed_{figure}" for figure in ("low", "best", "high")]
    deadly = {row["event"] for row in rows if any(int(row[name] or 0) for name in figures)}
    assert deadly == shown


def test_what_is_shown_is_taken_away_line_by_line(site, tab):
    """So that no rule of the table, such as that on formulas, is there twice."""
    tab.goto(f"{site}chronology/")
    with tab.expect_download() as started:
        tab.get_by_role("button", name="Download as CSV").click()
    every = tab.request.get(f"{site}data/events.csv").text()
    assert Path(started.value.path()).read_text("utf-8") == every


def test_a_jump_leads_to_the_event_nearest_to_the_date(site, tab):
    tab.goto(f"{site}chronology/")
    tab.get_by_label("Jump to").fill("2019-04-05")
    tab.get_by_role("button", name="Jump").press("Enter")
    event = tab.locator(".b-event:focus")
    expect(event.locator(".b-event__when")).to_have_text("4 April 2019")
    expect(event).to_be_in_viewport()
    assert urlsplit(tab.url).fragment == event.get_attribute("id")


@pytest.fixture
def two_years(small_site, tab) -> Iterator[str]:
    """Where a site stands whose chronology is on several pages."""
    rows = [
        f"  - {{date: {year}-{number % 12 + 1:02}-10, what: Day {number}, actors: [{who}]}}"
        for year, who in ((2019, "North"), (2020, "South"))
        for number in range(160)
    ]
    header = "---\ntitle: Days\ndate: 2020-12-31\nsource: The Gazette\nevents:\n"
    folder = small_site({"content/articles/days.md": header + "\n".join(rows) + "\n---\nDays.\n"})
    build = mkdocs("build", cwd=folder)
    assert build.returncode == 0, build.stderr
    handler = partial(Quiet, directory=str(folder / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_filter_works_across_all_pages(two_years, tab):
    tab.goto(f"{two_years}chronology/")
    tab.get_by_text("Filter, order and jump").click()
    tab.get_by_label("Actor").select_option("South")
    expect(tab.locator(".b-told")).to_have_text("161 of 321 events fit.")
    expect(tab.locator(".b-stretches [data-part='2019'] > .b-by")).to_have_text("1 event")
    tab.locator("[data-part='2020'] > a").click()
    expect(tab).to_have_url(re.compile(r"/chronology/2020/\?actor=south$"))
    expect(tab.locator(".b-told")).to_have_text("160 of 160 events fit.")
    with tab.expect_download() as started:
        tab.get_by_role("button", name="Download as CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(started.value.path()).read_text("utf-8-sig"))))
    assert {row["actors"] for row in rows} == {"South"}
    assert len(rows) == 160


def test_jumps_and_filters_carry_over_to_another_page(two_years, tab):
    tab.goto(f"{two_years}chronology/2019/02/?side=south")
    expect(tab.locator(".b-told")).to_contain_text("0 of")
    tab.get_by_label("Jump to").fill("2020-07-12")
    tab.get_by_role("button", name="Jump").click()
    expect(tab).to_have_url(re.compile(r"/chronology/2020/07/\?side=south#"))
    tab.get_by_role("link", name="161 in the whole chronology").click()
    expect(tab).to_have_url(re.compile(r"/chronology/\?side=south$"))


def test_an_old_link_finds_its_event_after_a_split(two_years, tab):
    link = tab.request.get(f"{two_years}chronology/events.json").json()["events"][0][0]
    tab.goto(f"{two_years}chronology/#{link}")
    expect(tab).to_have_url(re.compile(rf"/chronology/20\d\d/\d\d/#{link}$"))
    expect(tab.locator(f"[id='{link}']")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["chronology/", "actors/russia/", "actors/lna/"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_hardly_anything_moves_while_a_page_loads(path, width, site, browser):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script("""
        window.moved = 0;
        new PerformanceObserver((list) => {
            for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
        }).observe({ type: "layout-shift", buffered: true });
    """)
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    assert page.evaluate("window.moved") < 0.05
    context.close()


# --- an actor -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["actors/russia/", "actors/turkey/", "actors/taher-siala/"])
def test_where_an_actor_stands_is_on_a_phones_first_screen(path, site, browser):
    context = browser.new_context(viewport={"width": PHONE, "height": 844})
    page = context.new_page()
    page.goto(site + path)
    lines = page.locator(".b-now").bounding_box()
    assert lines["y"] + lines["height"] < 844
    context.close()


@pytest.mark.parametrize("path", ["actors/russia/", "articles/2019-07-strike-on-tajoura/"])
def test_a_page_marks_the_section_it_belongs_to(path, site, tab):
    tab.goto(site + path)
    marked = tab.locator(".b-sections [aria-current]")
    expect(marked).to_have_count(1)
    assert marked.inner_text().lower() == path.partition("/")[0]


# --- the evidence -----------------------------------------------------------------------

ARTICLE = "articles/2019-11-us-calls-on-lna-to-halt/"


@pytest.mark.parametrize("path", [ARTICLE, "chronology/?kind=talks"])
def test_a_button_copies_the_permanent_link_of_a_claim(path, site, browser):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site + path)
    button = page.get_by_role("button", name="Copy the link to this").first
    button.press("Enter")
    expect(page.locator(".b-unseen[role=status]")).to_have_text("The link is copied.")
    copied = urlsplit(page.evaluate("navigator.clipboard.readText()"))
    assert copied.path == urlsplit(site + path).path
    assert not copied.query
    assert page.locator(f"[id='{copied.fragment}']").count() == 1
    context.close()


def test_where_there_is_no_clipboard_the_address_is_selected(site, browser):
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = context.new_page()
    page.goto(site + ARTICLE)
    page.get_by_role("button", name="Copy the link to this claim").first.click()
    field = page.get_by_role("textbox", name="The address, to copy")
    expect(field).to_be_focused()
    assert page.evaluate("getSelection().toString()").startswith(f"{site}{ARTICLE}#")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_sources_of_a_claim_unfold_on_an_actor_page(scripts, site, browser):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site}actors/turkey/")
    evidence = page.locator(".b-line .b-evidence").first
    expect(evidence.locator(".b-source")).to_be_hidden()
    evidence.locator("summary").click()
    expect(evidence.locator(".b-source").first).to_be_visible()
    context.close()


# --- cards ------------------------------------------------------------------------------


@pytest.fixture
def card(tab: Page, site: str):
    tab.goto(f"{site}backers/", wait_until="networkidle")
    tab.mouse.move(0, 0)
    return tab.get_by_role("tooltip")


def russia(tab: Page):
    return tab.get_by_role("rowheader", name="Russia", exact=True).get_by_role("link")


def test_pointing_at_an_actor_link_shows_a_card(card, tab):
    russia(tab).hover()
    expect(card).to_be_visible()
    expect(card).to_contain_text("State")
    expect(card).to_contain_text("backs LNA")
    card.hover()
    tab.wait_for_timeout(600)
    expect(card).to_be_visible()
    tab.mouse.move(700, 5)
    expect(card).to_be_hidden()


def test_a_card_follows_the_focus_and_closes_with_escape(card, tab):
    link = russia(tab)
    tab.get_by_role("rowheader", name="Russia", exact=True).scroll_into_view_if_needed()
    link.evaluate("one => one.focus({ focusVisible: true })")
    expect(card).to_be_visible()
    expect(link).to_have_attribute("aria-describedby", card.get_attribute("id"))
    tab.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).not_to_have_attribute("aria-describedby", "_actor-card")


def test_a_card_is_small_and_fetched_once(card, tab):
    fetched: list[int] = []
    tab.on(
        "response", lambda one: one.url.endswith("card.json") and fetched.append(len(one.body()))
    )
    for _ in range(2):
        russia(tab).hover()
        expect(card).to_be_visible()
        tab.keyboard.press("Escape")
        tab.mouse.move(700, 5)
    assert len(fetched) == 1
    assert fetched[0] < 1000


def test_a_card_stays_within_a_narrow_window(site, browser):
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    page.goto(f"{site}{ARTICLE}", wait_until="networkidle")
    link = page.locator("article a.actor, article a.b-actor").last
    link.scroll_into_view_if_needed()
    link.evaluate("one => one.focus({ focusVisible: true })")
    card = page.get_by_role("tooltip")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE
    context.close()


# --- for everybody ----------------------------------------------------------------------


@pytest.mark.parametrize("path", ["backers/?from=2019-04-10", "chronology/"])
def test_controls_on_a_phone_fit_and_can_be_touched(path, site, browser):
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    page.goto(site + path, wait_until="networkidle")
    unfold(page)
    wide, seen = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert wide <= seen
    controls = page.locator(".b-tools :is(select, input, button, summary)")
    assert controls.count() > 5
    for control in controls.all():
        assert control.bounding_box()["height"] >= 24
    context.close()


def test_sixteen_backers_take_two_screens_of_a_phone(site, browser):
    context = browser.new_context(viewport={"width": PHONE, "height": 844})
    page = context.new_page()
    page.goto(f"{site}backers/", wait_until="networkidle")
    high = page.locator(".b-matrix").bounding_box()["height"]
    assert high / page.locator(".b-matrix tr[data-by]").count() <= 2 * 844 / 16
    context.close()


@pytest.mark.parametrize("path", ["backers/", "chronology/"])
def test_every_control_has_a_name(path, site, tab):
    tab.goto(site + path)
    nameless = tab.evaluate(
        """[...document.querySelectorAll('.b-tools :is(select, input)')]
            .filter(one => !one.labels.length || !one.labels[0].textContent.trim()).length"""
    )
    assert nameless == 0


@pytest.mark.parametrize("path", ["backers/", "chronology/"])
def test_without_scripts_and_on_paper_there_are_no_controls(path, site, browser):
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(site + path)
    assert page.locator(".b-tools :is(select, input, button)").count() == 0
    plain.close()
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + path, wait_until="networkidle")
    expect(page.locator(".b-tools")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".b-tools")).to_be_hidden()
    context.close()
