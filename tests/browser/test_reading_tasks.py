"""What readers come for: each task is done from the home page, in few acts, on a desk and a phone.

The answers are written here by hand, from the articles in ``content/``.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import context_of
from tests.kinds import DESK, PHONE

NEXT_SCREEN = """() => {
    // The page's head stays in view, and so do tools that stick below it.
    const tools = document.querySelector('.b-tools');
    const sticks = tools && getComputedStyle(tools).position === 'sticky';
    scrollBy(0, innerHeight - 2 * 48 - (sticks ? tools.offsetHeight : 0));
}"""

IS_SEEN = """node => {
    const box = node.getBoundingClientRect();
    if (!box.width || !box.height) return false;
    const [x, y] = [box.x + Math.min(box.width, innerWidth) / 2, box.y + box.height / 2];
    const top = document.elementFromPoint(x, y);
    return top !== null && (node.contains(top) || top.contains(node));
}"""
"""Whether the middle of an element is on the screen, and nothing lies over it."""


class Reader:
    """Somebody who reads a page on a screen, and whose acts are counted.

    Attributes:
        acts: how often the reader pressed, chose or typed something.
        screens: how many screens the reader scrolled down on this page.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0
        self.screens = 0
        self.is_on_phone = page.viewport_size["width"] == PHONE

    def finds(self, what: Locator) -> Locator:
        """Scroll down, a screen at a time, until something is seen."""
        expect(what).to_be_visible()
        while not what.evaluate(IS_SEEN):
            before = self.page.evaluate("scrollY")
            self.page.evaluate(NEXT_SCREEN)
            assert self.page.evaluate("scrollY") > before, f"never seen: {what}"
            self.screens += 1
        return what

    def sees(self, what: Locator | str) -> None:
        """Check that something is seen on this screen."""
        if isinstance(what, str):
            what = self.page.get_by_text(what).locator("visible=true").first
        expect(what).to_be_visible()
        assert what.evaluate(IS_SEEN), f"not on this screen: {what}"

    def presses(self, what: Locator) -> None:
        """Press something, and be at the top of whatever opens."""
        self.finds(what).click()
        self.page.wait_for_load_state()
        self.acts += 1
        self.screens = 0

    def chooses(self, name: str, option: str) -> None:
        self.finds(self.page.get_by_label(name, exact=True)).select_option(option)
        self.acts += 1

    def goes_to(self, section: str) -> None:
        """Follow a link of the navigation, which a phone shows behind a button."""
        if self.is_on_phone:
            self.presses(self.page.locator("label.md-header__button[for=__drawer]"))
        links = self.page.locator("nav").get_by_role("link", name=section, exact=True)
        self.presses(links.locator("visible=true").first)

    def asks(self, question: str) -> None:
        """Open the search, type, and open what it names first."""
        if self.is_on_phone:
            self.presses(self.page.get_by_role("button", name="Search"))
        else:
            self.page.keyboard.press("/")
            self.acts += 1
        self.page.keyboard.type(question)
        expect(self.page.locator(".b-search__status")).to_contain_text(f"“{question}”")
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("dialog", name="Search")).to_be_hidden()
        self.page.wait_for_load_state()
        self.acts += 2
        self.screens = 0


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def reader(browser: Browser, at_root: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A reader who looks at the home page."""
    context = context_of(browser, request.param, reduced_motion="reduce")
    page = context.new_page()
    page.goto(at_root)
    page.wait_for_selector(".b-searchable", state="attached")
    yield Reader(page)
    context.close()


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def plain_reader(
    browser: Browser, at_root: str, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    """A reader whose browser runs no scripts; the test itself can still ask what is seen."""
    context = context_of(browser, request.param, java_script_enabled=False)
    page = context.new_page()
    page.goto(at_root)
    yield Reader(page)
    context.close()


def row_of(page: Page, backer: str) -> Locator:
    heads = page.locator("th").filter(has_text=re.compile(f"^{backer}$"))
    return page.locator(".b-matrix tr").filter(has=heads)


# --- who stands with whom ---------------------------------------------------------------


ON_1_DECEMBER = {
    "UN Security Council": "Recognises confirmed diplomatic last known 23 Dec 2015",
    # The weapons are reported from 9 December on, soldiers and fighters from later days on.
    "Turkey": "Backs confirmed diplomatic by about 15 Nov 2019 (reported)",
    "Qatar": "Backs reported support not specified by about 15 Nov 2019",
    "United Nations": "Recognises reported by about 15 Nov 2019 Mediates confirmed by 27 Feb 2019",
}
"""Who stood with the GNA on 1 December 2019, and with what."""


def test_who_backs_the_gna_with_what_on_1_december_2019(reader):
    page = reader.page
    reader.goes_to("Who backs whom")
    reader.finds(page.get_by_label("As of", exact=True)).fill("2019-12-01")
    reader.acts += 1
    expect(page.locator("caption")).to_contain_text("as of 1 December 2019")
    camp = page.locator(".b-camp:visible").filter(has_text="With GNA")
    shown = camp.locator("tr[data-by]:visible")
    assert shown.locator("th").all_inner_texts() == list(ON_1_DECEMBER)
    for backer, answer in ON_1_DECEMBER.items():
        row = row_of(page, backer)
        towards = row.locator("td").last
        assert " ".join(towards.inner_text().split()) == answer
        reader.finds(towards.locator("summary"))
        # The kinds of support are there to read, not signs alone.
        for word in towards.locator(".b-kit").all():
            assert word.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") > 10
    assert reader.screens <= 2
    assert reader.acts <= (3 if reader.is_on_phone else 2)


@pytest.mark.parametrize(
    ("question", "actor"),
    [
        ("Haftar backers", "khalifa-haftar"),
        ("who backs the GNA", "gna"),
    ],
)
def test_a_question_for_backers_leads_to_them(question, actor, reader):
    page = reader.page
    reader.asks(question)
    expect(page).to_have_url(re.compile(f"/actors/{actor}/#_backers$"))
    reader.sees(page.get_by_role("heading", name=re.compile("^Who stands with")))
    first = {"khalifa-haftar": "Egypt", "gna": "Qatar"}[actor]
    reader.sees(page.locator(".b-card").get_by_role("link", name=first, exact=True))
    if actor == "khalifa-haftar":
        reader.sees(page.get_by_role("link", name="the table of backers"))
    assert reader.acts <= 3


def test_two_backers_are_compared_through_time(reader):
    page = reader.page
    reader.goes_to("Who backs whom")
    reader.chooses("Compare backers", "Turkey")
    reader.chooses("Compare backers", "Russia")
    compared = page.locator(".b-compare")
    reader.sees(compared.locator("thead").get_by_role("link", name="Turkey"))
    reader.sees(compared.locator("thead").get_by_role("link", name="Russia"))
    rows = {
        row.locator("time").inner_text(): [
            " ".join(cell.inner_text().split()) for cell in row.get_by_role("cell").all()
        ]
        for row in compared.locator("tbody").get_by_role("row").all()
    }
    assert rows["5 November 2019"] == [
        "nothing on record",
        "LNA Backs alleged mercenaries by 5 Nov 2019",
    ]
    assert rows["7 November 2019"][1] == "LNA Backs alleged disputed mercenaries by 5 Nov 2019"
    # On that day others say the same of Russia, so nothing of it is written again.
    assert rows["15 November 2019"] == [
        "GNA Backs reported support not specified by about 15 Nov 2019",
        "as before",
    ]
    assert all("Mediates confirmed since 8 Jan 2020" in cell for cell in rows["8 January 2020"])
    reader.finds(compared.locator("time", has_text="15 November 2019"))
    assert reader.screens <= 1
    assert reader.acts <= (4 if reader.is_on_phone else 3)


def test_when_and_why_the_united_states_turned(reader):
    reader.asks("United States")
    finds_the_turn(reader)
    assert reader.acts <= 3


def test_without_scripts_the_picture_leads_to_the_united_states(plain_reader):
    plain_reader.presses(link_in_picture(plain_reader.page, "United States"))
    finds_the_turn(plain_reader)
    assert plain_reader.acts <= 1


def finds_the_turn(reader: Reader) -> None:
    page = reader.page
    expect(page.get_by_role("heading", level=1)).to_have_text("United States")
    reader.sees("since 14 November 2019")
    reader.sees("Praised Haftar in April 2019, later distanced itself")
    evidence = page.locator(".b-history__row")
    # No source gives a reason, and so none is given: only what each turn rests on.
    told = [
        ("Opposes", "since 14 November 2019", "calls on the LNA to end its offensive"),
        ("Distanced", "as of 16 July 2019", "known to have joined a call to halt the fighting"),
        ("Favours", "since 19 April 2019; as of 19 April 2019", "President Trump's praise"),
    ]
    assert evidence.count() == len(told)
    for row, words in zip(evidence.all(), told, strict=True):
        for one in words:
            expect(row).to_contain_text(one)
        reader.finds(row.get_by_text(words[2]).first)
    assert page.get_by_text("Reason given").count() == 0
    assert reader.screens <= 2


# --- what is disputed -------------------------------------------------------------------


def link_in_picture(page: Page, name: str) -> Locator:
    """The link of an actor in the picture of who stands with whom that this screen has."""
    links = page.locator("svg.b-pic-alliances a").filter(has_text=re.compile(name))
    return links.locator("visible=true").first


def test_russian_fighters_and_who_says_so_and_who_denies_it(reader):
    finds_the_dispute(reader)


def test_without_scripts_the_same_is_said_of_russian_fighters(plain_reader):
    finds_the_dispute(plain_reader)


def finds_the_dispute(reader: Reader) -> None:
    page = reader.page
    reader.presses(link_in_picture(page, "Russia"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Russia")
    head = page.locator(".b-now li").filter(has_text="LNA").first
    reader.sees(head)
    assert " ".join(head.inner_text().split()).startswith("Backs LNA alleged disputed: mercenaries")
    stands = page.locator(".b-stand").first
    for words in (
        "about 200 fighters (The New York Times",
        "900 or more fighters, by way of Wagner Group (Reuters",
        "Denied by Russia, by about 15 November 2019",
        "Denied by Libyan National Army, 15 November 2019",
        "Denied by Sergei Ryabkov, 7 November 2019",
    ):
        line = re.compile(re.escape(words))
        reader.finds(stands.locator(":scope > p").filter(has_text=line).first)
    assert reader.screens <= 2
    assert reader.acts <= 1


def test_a_search_for_russian_fighters_finds_report_and_denial(reader):
    page = reader.page
    reader.asks("Russian fighters")
    reader.sees(page.get_by_role("heading", level=1, name="Some 200 Russian fighters"))
    reader.sees("The New York Times reports about 200 Russian fighters in Libya.")
    reader.sees(page.locator(".b-glance").get_by_text("denied by").first)
    assert reader.acts <= 3


# --- events and people ------------------------------------------------------------------


def test_events_in_which_civilians_died_as_csv(reader):
    """One event has a count of dead civilians: 106 of 1,048, as the WHO says."""
    page = reader.page
    reader.goes_to("Chronology")
    if reader.is_on_phone:
        reader.presses(page.get_by_text("Filter, order and jump"))
    reader.chooses("Deaths", "of civilians")
    told = reader.finds(page.get_by_text("1 of 38 events shown."))
    expect(told).to_be_visible()
    with page.expect_download() as started:
        reader.presses(page.get_by_role("button", name="Download as CSV"))
    rows = list(csv.DictReader(io.StringIO(Path(started.value.path()).read_text("utf-8"))))
    assert {row["event"] for row in rows} == {"tripoli-offensive"}
    counted = [(row["civilians_killed_best"], row["source"]) for row in rows]
    assert ("106", "World Health Organization") in counted
    assert reader.screens <= 1
    assert reader.acts <= (5 if reader.is_on_phone else 3)


@pytest.mark.parametrize("question", ["Siala", "who is Siala", "Sialla"])
def test_who_is_siala(question, reader):
    page = reader.page
    reader.asks(question)
    reader.sees(page.get_by_role("heading", level=1, name="Taher Siala"))
    reader.sees("Foreign minister, Government of National Accord")
    reader.sees("Foreign minister of the GNA in November 2019.")
    assert reader.acts <= 3


def test_without_scripts_siala_is_in_the_list_of_actors(plain_reader):
    page = plain_reader.page
    plain_reader.goes_to("Actors")
    plain_reader.presses(page.get_by_role("link", name="Taher Siala").first)
    plain_reader.sees("Foreign minister, Government of National Accord")
    assert plain_reader.acts <= (3 if plain_reader.is_on_phone else 2)


def test_a_slip_in_a_name_finds_the_person(reader):
    page = reader.page
    reader.asks("Hafter")
    reader.sees(page.get_by_role("heading", level=1, name="Khalifa Haftar"))
    assert reader.acts <= 3


# --- the briefing in half a minute ------------------------------------------------------

WITH = {
    "LNA": {
        "Jordan": "backs: weapons",
        "Wagner Group": "backs: mercenaries",
        "Egypt": "disputed",
        "Saudi Arabia": "funding (alleged, not disputed)",
        "Rapid Support Forces": "backs: troops",
        "United Arab Emirates": "weapons (not disputed)",
        "Russia": "alleged, disputed",
    },
    "GNA": {
        "UN Security Council": "recognises: diplomatic",
        "Turkey": "troop presence",
        "Qatar": "backs",
        "United Nations": "recognises; mediates",
        "Syrian National Army": "troop presence",
    },
}
"""Who stands with whom on 23 October 2020, and the first of what is said of it."""


def line_in(picture: Locator, backer: str, said: str) -> Locator:
    """The name of a backer in the picture, below which something is said."""
    name = picture.page.locator(".b-pic-name").filter(has_text=re.compile(f"^{backer}$"))
    row = picture.locator(".b-pic-row").filter(has=name)
    expect(row).to_contain_text(said)
    return row.locator(".b-pic-name")


@pytest.mark.parametrize("reader", [PHONE], indirect=True, ids=["phone"])
def test_the_half_minute_on_a_phone_needs_no_touch(reader):
    page = reader.page
    reader.sees("In April 2019 Khalifa Haftar's LNA set out to take Tripoli from the GNA")
    reader.sees(page.get_by_role("link", name="1,048"))
    reader.sees(page.locator(".b-numbers").get_by_text("World Health Organization"))
    picture = page.locator("svg.b-pic-alliances:visible")
    for backers in WITH.values():
        for backer, said in backers.items():
            reader.finds(line_in(picture, backer, said))
    reader.finds(line_in(picture, "United States", "opposes LNA"))
    assert reader.screens <= 3
    assert reader.acts == 0
