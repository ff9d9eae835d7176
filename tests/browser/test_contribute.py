"""The form that writes an article: what it makes is a file that the checker takes."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.content.schema import ArticleEntry
from mkdocs_briefing.core.counts import Count, CountError
from mkdocs_briefing.core.dates import Date, DateError
from mkdocs_briefing.core.names import folded, nearest_name
from mkdocs_briefing.site.registry import GENERATED
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.conftest import REPOSITORY, mkdocs, write


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 900})
    yield context
    context.close()


@pytest.fixture
def form(phone: BrowserContext, address: str) -> Iterator[Page]:
    """The form on a phone."""
    page = phone.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{address}contribute/")
    expect(page.locator("#_form")).to_be_visible()
    yield page
    page.close()
    assert faults == []


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(REPOSITORY / "content", tmp_path / "content")


# --- filling it in ---------------------------------------------------------------------


def entered(part: Locator, fields: dict[str, str]) -> Locator:
    """A part of the form with these fields filled in, each as it is there."""
    for fold in part.locator("details:not([open]) summary").all():
        fold.click()
    for name, text in fields.items():
        element = part.locator(f"[name={name}]").first
        kind = element.evaluate("one => one.type")
        if kind == "select-one":
            element.select_option(text)
        elif kind == "checkbox":
            for value in text.split():
                part.locator(f"[name={name}][value={value}]").check()
        else:
            element.fill(text)
    return part


def fill(form: Page, **fields: str) -> None:
    entered(form.locator("#_form > fieldset").first, fields)


def row(form: Page, kind: str, at: int = 0, /, **fields: str) -> Locator:
    """A row of the form, made where it is not there yet."""
    rows = form.locator(f"[data-rows={kind}] .b-form__row")
    while rows.count() <= at:
        form.locator(f"[data-rows={kind}] [data-add]").click()
    return entered(rows.nth(at), fields)


def position(form: Page, at: int = 0, /, **fields: str) -> Locator:
    return row(form, "backing", at, **fields)


def minimal(form: Page) -> None:
    fill(form, title="Atlantis stands by the GNA", date="2019-11-15")
    row(form, "sources", publisher="AFP")
    position(form, by="Qatar", to="GNA")


def downloaded(form: Page, content: Path) -> tuple[str, Reading]:
    """The file as it is handed over, and what the checker reads with it.

    The checker takes it, and ``briefing fmt`` leaves it alone.
    """
    with form.expect_download() as download:
        form.get_by_role("button", name="Download").click()
    file = content / "articles" / download.value.suggested_filename
    download.value.save_as(file)
    text = file.read_bytes().decode()
    reading = read(content, root=content.parent, generated=GENERATED)
    assert [str(problem) for problem in reading.problems] == []
    assert formatted(text, ArticleEntry) == text
    assert text == form.locator(".b-form__result pre").text_content()
    return text, reading


def told(form: Page, field: Locator) -> Locator:
    """What is said below a field; whoever hears the page hears it with the field."""
    there = field.get_attribute("aria-describedby").split()[-1]
    return form.locator(f"#{there}")


# --- what it makes ---------------------------------------------------------------------


def test_the_least_that_can_be_written_is_an_article(form, content):
    minimal(form)
    text, _ = downloaded(form, content)
    assert text == (
        "---\n"
        "title: Atlantis stands by the GNA\n"
        "date: 2019-11-15\n"
        "\n"
        "source: {publisher: AFP}\n"
        "\n"
        "backing:\n"
        "  - by: Qatar\n"
        "    to: GNA\n"
        "---\n"
    )


def test_every_field_stands_in_its_place(form, content):
    # From the last to the first, so that no order comes of itself.
    row(
        form,
        "roles",
        **{"until": "2020", "since": "2018", "as": "Chronicler", "in": "Atlantis", "who": "Plato"},
    )
    row(
        form,
        "statements",
        date="2019-11-14",
        what="That it stands by the GNA",
        about="GNA",
        act="announces",
        who="Atlantis",
    )
    row(
        form,
        "events",
        id="tripoli-letter",
        displaced="1000+",
        injured="~50",
        civilians_killed="3",
        killed="40-53",
        kind="talks",
        place="Tripoli",
        actors="GNA; Atlantis",
        what="A letter, sent to Tripoli: the first #1",
        date="2019-11-13",
    )
    position(
        form,
        note="AFP has seen the letter",
        why="An old friendship",
        said_by="unnamed",
        until="2019-11",
        since="2019-04~",
        denied_on="2019-11-16",
        denied_by="Atlantis; Mu",
        amount="6 TB2 drones; ~500 fighters",
        support="training weapons",
        status="alleged",
        to="GNA",
        stance="favours",
        by="Atlantis; Qatar",
    )
    row(
        form,
        "sources",
        kind="media",
        date="2019-11-14",
        url="https://example.org/a?b=1#c",
        title="A letter: to whom?",
        publisher="AFP",
    )
    fill(form, text="It did.\n\nSo AFP.", summary="A letter.", date="2019-11-15", title="A letter")
    text, reading = downloaded(form, content)
    assert text == (
        "---\n"
        "title: A letter\n"
        "date: 2019-11-15\n"
        "summary: A letter.\n"
        "\n"
        'source: {publisher: AFP, title: "A letter: to whom?", url: "https://example.org/a?b=1#c", '
        "kind: media, date: 2019-11-14}\n"
        "\n"
        "backing:\n"
        "  - by: [Atlantis, Qatar]\n"
        "    to: GNA\n"
        "    stance: favours\n"
        "    support: [weapons, training]\n"
        '    amount: ["6 TB2 drones", "~500 fighters"]\n'
        "    status: alleged\n"
        "    since: 2019-04~\n"
        "    until: 2019-11\n"
        "    said_by: unnamed\n"
        "    denied_by: [{who: Atlantis, date: 2019-11-16}, {who: Mu, date: 2019-11-16}]\n"
        "    why: An old friendship\n"
        "    note: AFP has seen the letter\n"
        "\n"
        "events:\n"
        "  - id: tripoli-letter\n"
        "    date: 2019-11-13\n"
        '    what: "A letter, sent to Tripoli: the first #1"\n'
        "    kind: talks\n"
        "    actors: [GNA, Atlantis]\n"
        "    place: Tripoli\n"
        "    killed: 40-53\n"
        "    civilians_killed: 3\n"
        "    injured: ~50\n"
        "    displaced: 1000+\n"
        "\n"
        "statements:\n"
        "  - who: Atlantis\n"
        "    act: announces\n"
        "    about: GNA\n"
        "    what: That it stands by the GNA\n"
        "    date: 2019-11-14\n"
        "\n"
        "roles:\n"
        "  - who: Plato\n"
        "    in: Atlantis\n"
        "    as: Chronicler\n"
        "    since: 2018\n"
        "    until: 2020\n"
        "---\n"
        "\n"
        "It did.\n\nSo AFP.\n"
    )
    rows = [
        one for one in reading.briefing.backing if one.article.path.endswith("2019-11-a-letter.md")
    ]
    assert [(one.by.name, one.side.name, one.support) for one in rows] == [
        ("Atlantis", "GNA", ("weapons", "training")),
        ("Qatar", "GNA", ("weapons", "training")),
    ]


def test_several_rows_say_which_of_several_sources_they_come_from(form, content):
    fill(form, title="Three letters", date="2019-11")
    row(form, "sources", publisher="AFP", url="https://example.org/a")
    row(form, "sources", 1, publisher="وكالة", date="2019-11-14")
    row(form, "sources", 2, publisher="AFP", title="Another")
    position(form, by="Atlantis", to="GNA")
    position(form, 1, by="Lemuria", to="LNA", source="2")
    position(form, 2, by="Mu", to="GNA; LNA", stance="neutral", source="all")
    row(form, "events", date="2019-11-13", what="A letter", source="3")
    row(form, "events", 1, date="2019-11-14", what="Another", killed="0")
    row(form, "statements", who="Mu", about="GNA", act="denies", source="2")
    row(form, "statements", 1, who="Mu", what="That it wrote")
    text, reading = downloaded(form, content)
    assert text == (
        "---\n"
        "title: Three letters\n"
        "date: 2019-11\n"
        "\n"
        "source: afp\n"
        "sources:\n"
        '  afp: {publisher: AFP, url: "https://example.org/a"}\n'
        "  source: {publisher: وكالة, date: 2019-11-14}\n"
        "  afp-2: {publisher: AFP, title: Another}\n"
        "\n"
        "backing:\n"
        "  - by: Atlantis\n"
        "    to: GNA\n"
        "  - by: Lemuria\n"
        "    to: LNA\n"
        "    source: source\n"
        "  - by: Mu\n"
        "    to: [GNA, LNA]\n"
        "    stance: neutral\n"
        "    source: [afp, source, afp-2]\n"
        "\n"
        "events:\n"
        "  - date: 2019-11-13\n"
        "    what: A letter\n"
        "    source: afp-2\n"
        "  - date: 2019-11-14\n"
        "    what: Another\n"
        "    killed: 0\n"
        "\n"
        "statements:\n"
        "  - who: Mu\n"
        "    act: denies\n"
        "    about: GNA\n"
        "    source: source\n"
        "  - who: Mu\n"
        "    what: That it wrote\n"
        "---\n"
    )
    mine = [one for one in reading.briefing.backing if one.by.name == "Lemuria"]
    assert [source.publisher for one in mine for source in one.sources] == ["وكالة"]


AWKWARD = [
    'He said: "no" --- and #1, {maybe} [not]',
    "null",
    "yes",
    "NO",
    "12:30",
    "2019",
    "1e3",
    "@ankara writes",
    "it's \\ here",
    "رسالة إلى طرابلس: «نعم»",
    "---",
    "- a dash & an *anchor",
    "two  spaces, and a space that does not\u00a0break",
    "a line\u2028that somebody pasted",
    "? what: !tag | > % `code` ~",
    "Trailing colon:",
    "🙂 é e\u0301",
]


def test_a_denial_may_have_a_source_of_its_own(form, content):
    fill(form, title="Two letters", date="2019-11")
    row(form, "sources", publisher="AFP")
    row(form, "sources", 1, publisher="Reuters")
    position(form, by="Atlantis", to="GNA", denied_by="Atlantis", denied_source="2")
    text, _ = downloaded(form, content)
    assert "    denied_by: {who: Atlantis, source: reuters}\n" in text


def test_known_events_are_suggested_by_their_ids(form):
    options = form.locator("#_events option")
    assert options.count() > 0
    for value in options.evaluate_all("all => all.map(one => one.value)"):
        assert not re.fullmatch("event-[0-9a-f]{12}", value)


def test_a_name_of_a_file_that_exists_is_told(form):
    minimal(form)
    there = sorted(Path(one).stem for one in BEFORE if one.count("/") == 1)[0]
    name = form.locator("[name=file]")
    name.fill(f"{there}.md")
    name.blur()
    expect(told(form, name)).to_contain_text("There is an article with this name.")
    told(form, name).get_by_role("button").click()
    expect(name).to_have_value(f"{there}-2.md")


def test_any_text_comes_out_as_it_was_written(form, content):
    for text in AWKWARD:
        fill(form, title=text, date="2019", summary=text, text=f"{text}\n\n    {text}")
        row(form, "sources", publisher=text, title=text)
        position(form, by="Qatar", to="GNA", why=text)
        row(form, "events", date="2019", what=text, place=text, actors=f"{text} and others")
        file, reading = downloaded(form, content)
        assert file.endswith(f"\n---\n\n{text}\n\n    {text}\n")
        written = text.replace("\u2028", " ")
        (article,) = (one for one in reading.briefing.articles if one.path not in BEFORE)
        (backing,) = (one for one in reading.briefing.backing if one.article is article)
        (account,) = (
            one
            for event in reading.briefing.events
            for one in event.accounts
            if one.article is article
        )
        (source,) = article.sources
        assert {
            article.title,
            article.summary,
            source.publisher,
            source.title,
            backing.why,
            account.what,
            account.place,
        } == {written}
        (content / article.path).unlink()


BEFORE = frozenset(
    path.relative_to(REPOSITORY / "content").as_posix()
    for path in (REPOSITORY / "content/articles").rglob("*.md")
)


def test_what_is_pasted_into_one_line_stays_on_one_line(form, content):
    """And the text below keeps the lines that it has."""
    minimal(form)
    form.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pasted = "Two lines,\r\nof which the second: has a colon\n\n- and more"
    for name in ("summary", "text"):
        form.evaluate("text => navigator.clipboard.writeText(text)", pasted)
        form.locator(f"[name={name}]").focus()
        form.keyboard.press("Control+V")
    text, _ = downloaded(form, content)
    assert re.search(
        r'^summary: "Two lines, +of which the second: has a colon +- and more"$', text, re.M
    )
    assert text.endswith("---\n\nTwo lines,\nof which the second: has a colon\n\n- and more\n")


def test_names_lose_the_characters_that_nobody_sees(form, content):
    fill(form, title="A letter", date="2019-11-15")
    row(form, "sources", publisher="A\u00adFP\u200b")
    position(form, by="Atl\u200bantis; می\u200cشود", to="GNA", denied_by="Atlantis\u200e")
    text, reading = downloaded(form, content)
    assert "source: {publisher: AFP}" in text
    assert 'by: [Atlantis, "می\u200cشود"]' in text
    assert {problem.code for problem in reading.problems} <= {"near-name"}


def test_an_empty_row_is_ignored(form, content):
    fill(form, title="A letter", date="2019")
    row(form, "sources", publisher="AFP")
    row(form, "events", date="2019-11-13", what="A letter")
    text, _ = downloaded(form, content)
    assert "backing" not in text
    assert "events:\n  - date: 2019-11-13\n" in text


def test_a_comma_separates_known_names(form, content):
    minimal(form)
    position(form, by="turkey, Qatar")
    text, _ = downloaded(form, content)
    assert "by: [turkey, Qatar]\n" in text


# --- by keyboard -----------------------------------------------------------------------


def test_an_article_is_written_with_the_keyboard_alone(form, content):
    form.locator("[name=title]").first.focus()
    form.keyboard.type("A letter")
    form.keyboard.press("Tab")
    form.keyboard.type("2019-11-15")
    for _ in range(3):
        form.keyboard.press("Tab")
    form.keyboard.type("AFP")
    form.locator("[data-rows=backing] [name=by]").focus()
    form.keyboard.type("Qatar")
    form.keyboard.press("Tab")
    form.keyboard.type("opposes")
    form.keyboard.press("Tab")
    form.keyboard.type("LNA")
    for _ in range(4):
        form.keyboard.press("Tab")
    form.keyboard.press("Space")
    form.get_by_role("button", name="Add an event").focus()
    form.keyboard.press("Enter")
    expect(form.locator("[data-rows=events] [name=date]")).to_be_focused()
    form.keyboard.type("2019-11-14")
    form.keyboard.press("Tab")
    form.keyboard.type("A letter is sent")
    text, _ = downloaded(form, content)
    assert text == (
        "---\ntitle: A letter\ndate: 2019-11-15\n\nsource: {publisher: AFP}\n\n"
        "backing:\n  - by: Qatar\n    to: LNA\n    stance: opposes\n    support: troops\n\n"
        "events:\n  - date: 2019-11-14\n    what: A letter is sent\n---\n"
    )


# --- what is wrong ---------------------------------------------------------------------


def test_nothing_is_downloaded_while_something_is_wrong(form):
    fill(form, title="A", date="15.11.2019")
    row(form, "sources", publisher="AFP", url="ftp://example.org")
    position(form, by="Qatar", to="Atlantis", until="2019", since="2020")
    form.get_by_role("button", name="Download").click()
    expect(form.locator("[data-said]")).to_have_text("4 things are still missing or wrong:")
    expect(form.locator(".b-form__faults li")).to_have_text(
        [
            "Date: “15.11.2019” is not how dates are written here.",
            "A source, Its address on the web: "
            "A web address begins with https:// and has no spaces.",
            "A position, towards whom: “Atlantis” is on no side of the conflict.",
            "A position, Until: This is before the beginning, 2020.",
        ]
    )
    expect(form.locator("[name=date]").first).to_be_focused()
    form.locator("[data-rows=backing] summary").click()
    form.locator(".b-form__faults a").last.click()
    expect(form.locator("[name=until]")).to_be_focused()


def test_a_form_without_a_word_says_what_is_needed(form):
    form.get_by_role("button", name="Copy").click()
    expect(form.locator(".b-form__faults li")).to_have_text(
        [
            "Title: This is needed.",
            "Date: This is needed.",
            "A source, Who published it: This is needed.",
            "A position, Who: Nothing is claimed yet. "
            "Fill in a position, an event, a statement or a post.",
        ]
    )


@pytest.mark.parametrize(
    ("kind", "name", "typed", "message", "fix"),
    [
        ("sources", "date", "15.11.2019", "is not how dates are written here", "2019-11-15"),
        ("sources", "date", "2019-02-30", "There is no such day", None),
        ("sources", "date", "lately", "“lately” is not a date. Write 2019-11-15.", None),
        (
            "sources",
            "url",
            "www.example.org/x",
            "begins with https://",
            "https://www.example.org/x",
        ),
        ("backing", "to", "GNN", "“GNN” is on no side of the conflict.", "GNA"),
        ("backing", "to", "Khalifa Hafter", "on no side of the conflict", "Khalifa Haftar"),
        ("backing", "by", "Turky; Atlantis", "New here: Turky, Atlantis.", "Turkey; Atlantis"),
        ("backing", "by", "Atlantis", "A new name gets a page of its own.", None),
        ("backing", "by", "Atlantis and Mu", "or are these two?", "Atlantis; Mu"),
        ("backing", "denied_by", "Nobody", "Leave the field empty if nobody is meant.", ""),
        ("backing", "said_by", "none; Turkey", "“none” would be an actor", "Turkey"),
        ("backing", "amount", "drones", "Write a number and what it counts", None),
        ("backing", "amount", "about 50 fighters", "Write this as a number", "~50 fighters"),
        ("backing", "amount", "2.000 men", "Do you mean 2000?", "2000 men"),
        ("events", "id", "Tripoli Airport!", "Use letters, digits", "tripoli-airport"),
        ("roles", "who", "Turky", "New here: Turky.", "Turkey"),
        ("backing", "by", "Unnamed", "Only who says or denies something can be unnamed.", None),
        ("events", "killed", "about 50", "Write this as a number", "~50"),
        ("events", "killed", "many", "Write a number: 53.", None),
        ("events", "what", "a\x02b", "an invisible character", "ab"),
    ],
)
def test_a_mistake_is_shown_and_fixed_at_its_field(kind, name, typed, message, fix, form):
    field = row(form, kind, **{name: typed}).locator(f"[name={name}]")
    expect(told(form, field)).to_be_hidden()
    field.blur()
    expect(told(form, field)).to_contain_text(message)
    buttons = told(form, field).get_by_role("button")
    if fix is None:
        expect(buttons).to_have_count(0)
        return
    form.locator(f"[data-rows={kind}] .b-form__fix[value='{fix}']").click()
    expect(field).to_have_value(fix)
    expect(field).to_be_focused()
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_a_message_does_not_move_the_button_being_clicked(form):
    form.locator("[name=title]").first.focus()
    form.locator("[data-rows=statements] [data-add]").scroll_into_view_if_needed()
    box = form.locator("[data-rows=statements] [data-add]").bounding_box()
    form.mouse.move(box["x"] + 5, box["y"] + 5)
    form.mouse.down()
    form.wait_for_timeout(50)
    form.mouse.up()
    expect(form.locator("[data-rows=statements] .b-form__row")).to_have_count(1)
    expect(told(form, form.locator("[name=title]").first)).to_have_text("This is needed.")


def test_leaving_with_unsaved_text_asks_first(form):
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    fill(form, title="A letter")
    form.reload()
    assert asked == ["beforeunload"]


def test_a_choice_is_explained_when_selected(form):
    chosen = position(form, status="alleged").locator("[name=status]")
    hint = form.locator(f"#{chosen.get_attribute('aria-describedby').split()[0]}")
    expect(hint).to_contain_text("passes it on as a claim")


def test_a_row_can_be_removed(form):
    row(form, "events", what="A letter")
    form.get_by_role("button", name="Take this event out").click()
    expect(form.locator("[data-rows=events] .b-form__row")).to_have_count(0)
    expect(form.get_by_role("button", name="Add an event")).to_be_focused()


def test_a_removed_source_is_no_longer_chosen(form, content):
    minimal(form)
    row(form, "sources", 1, publisher="Reuters")
    position(form, source="2")
    expect(form.locator(".b-form__result pre")).to_contain_text("source: reuters")
    form.get_by_role("button", name="Take this source out").last.click()
    expect(form.locator("[data-rows=backing] [name=source]")).to_be_hidden()
    text, _ = downloaded(form, content)
    assert "\nsource: {publisher: AFP}\n" in text
    assert "reuters" not in text


# --- the same rules, twice -------------------------------------------------------------

DATES = [
    "2019",
    "2019-11",
    "2019-11-15",
    "2019-02-29",
    "2020-02-29",
    "2019-11~",
    "2019?",
    "2019%",
    "2019-13",
    "2019-00",
    "2019-11-00",
    "0000",
    "0001",
    "0099-02-29",
    "2019-04/2019-06",
    "2019-06/2019-04",
    "2019/2019-01",
    "2019-04/..",
    "../2019-11",
    "../..",
    "2019-04/",
    "2019/2020/2021",
    "19",
    "2019-1",
    "2019-11-15~/2020",
    "1900-02-29",
    "2000-02-29",
]
MEANT = [
    "15.11.2019",
    "4/11/2019",
    "2019-1",
    "2019/11/15",
    "15 November 2019",
    "Nov 15, 2019",
    "November 2019",
    "11.2019",
    "about 2019-11",
    "Friday, 15th of November 2019",
    "31.2.2019",
    "lately",
    "the 15th",
    "2019-13",
    "circa 2019",
    "May 2019 2020",
    "sept 2019",
]


def test_form_and_checker_accept_the_same_dates(form):
    def is_date(text: str) -> bool:
        try:
            Date.parse(text)
        except DateError:
            return False
        return True

    rule = "async texts => { const m = await import('../assets/briefing/faults.js');"
    taken = form.evaluate(f"{rule} return texts.map(one => !m.dateFault(one)); }}", DATES)
    assert dict(zip(DATES, taken, strict=True)) == {text: is_date(text) for text in DATES}


def test_form_and_checker_read_a_date_alike(form):
    rule = "async texts => { const m = await import('../assets/briefing/faults.js');"
    meant = form.evaluate(f"{rule} return texts.map(one => m.dateFault(one).fixes); }}", MEANT)
    for text, fixes in zip(MEANT, meant, strict=True):
        with pytest.raises(DateError) as fault:
            Date.parse(text)
        for fix in fixes:
            assert re.search(rf"\b{re.escape(fix)}", str(fault.value)), (text, fixes)
    assert sum(map(bool, meant)) >= len(MEANT) - 5


def test_form_accepts_no_count_that_the_checker_refuses(form):
    texts = [
        "0",
        "53",
        "~50",
        "1000+",
        "40-53",
        "1,000",
        "1 000-2\u202f000",
        "53-40",
        "2.000",
        "1,00",
        "+50",
        "-1",
        "40-53-60",
        "12345678901",
        "many",
        "~",
        "~50+",
        "5+5",
    ]
    rule = "async texts => { const m = await import('../assets/briefing/faults.js');"
    found = form.evaluate(f"{rule} return texts.map(one => m.countFault(one)); }}", texts)
    assert [text for text, fault in zip(texts, found, strict=True) if not fault] == texts[:7]
    for text in texts[:7]:
        Count.parse(text)
    for fix in (fix for fault in found if fault for fix in fault["fixes"]):
        Count.parse(fix)
    with pytest.raises(CountError):
        Count.parse("53-40")


def test_form_and_checker_fold_names_alike(form):
    cases = yaml.safe_load((REPOSITORY / "tests/cases/names.yml").read_text(encoding="utf-8"))
    names = [name for group in (*cases["one"], *cases["two"]) for name in group]
    rule = "async names => { const m = await import('../assets/briefing/faults.js');"
    found = form.evaluate(f"{rule} return names.map(m.folded); }}", names)
    assert dict(zip(names, found, strict=True)) == {name: folded(name) for name in names}


def test_form_and_checker_find_the_same_names(form):
    known = [
        "Turkey",
        "Nigeria",
        "Khalifa Haftar",
        "GNA",
        "Brigade 106",
        "Straße",
        "Türkei",
        "Mali",
        "Nguyễn Văn Trỗi",
        "Đắk Lắk",
        "バス",
        "น้ำ",
        "UAE",
        "The Hague Group",
    ]
    sought = [
        *("Nguyen Van Troi", "Nguyen Van Troy", "Dak Lak", "ハス", "นำ", "Turk\u200bey"),
        *("Turky", "Tukrey", "Turkey", "turkie", "Niger", "Nigerai", "Kalifa Hafter", "GMA"),
        *("Brigade 107", "Brigda 106", "STRASE", "Strasse", "Turkei", "Malawi", "Torkeyy", ""),
        *("the UAE", "The Turkey", "Hague Group", "the Hague Grupo", "the", "the GMA"),
    ]
    forms = [folded(name) for name in known]
    rule = "async ([names, known]) => { const m = await import('../assets/briefing/faults.js');"
    there, found = form.evaluate(
        f"{rule} const forms = known.map(m.folded);"
        "return [forms, names.map(one => m.nearestName(m.folded(one), forms))]; }",
        [sought, known],
    )
    assert there == forms
    assert found == [nearest_name(folded(name), forms) for name in sought]


# --- the page --------------------------------------------------------------------------


def test_without_scripts_the_page_explains_the_file(plain, address):
    plain.goto(f"{address}contribute/")
    expect(plain.locator("#_form")).to_be_hidden()
    expect(plain.get_by_role("heading", name="What the file looks like")).to_be_visible()
    expect(plain.locator("article pre code").last).to_contain_text("backing:")


def test_the_example_on_the_page_is_an_article(plain, address, content):
    plain.goto(f"{address}contribute/")
    example = plain.locator("article pre code").last.text_content()
    assert formatted(example, ArticleEntry) == example
    write(content, {"articles/example.md": example})
    assert [
        str(one) for one in read(content, root=content.parent, generated=GENERATED).problems
    ] == []


def test_who_is_on_a_side_depends_on_the_conflict(browser, golden):
    page = browser.new_page()
    page.goto(f"{golden}contribute/")
    titles = page.locator("[name=conflict] option").all_text_contents()
    sides = []
    for title in titles:
        fill(page, conflict=title)
        to = position(page, to="Atlantis").locator("[name=to]")
        to.blur()
        sides.append(told(page, to).get_by_role("button").all_text_contents())
        page.locator(".b-form__fix").first.click()
        expect(told(page, to)).to_be_hidden()
    assert len(sides) == 2
    assert sides[0] != sides[1]
    page.close()


ON_GITHUB = (
    "site_name: A\ndocs_dir: content\nplugins: [briefing]\n"
    "repo_url: https://github.com/example/briefing\nedit_uri: edit/main/content/\n"
)
NEW_FILE = "https://github.com/example/briefing/new/main/content/articles"


def test_on_github_the_file_can_be_proposed(small_site, browser):
    folder = small_site({"mkdocs.yml": ON_GITHUB})
    build = mkdocs("build", cwd=folder)
    assert build.returncode == 0, build.stderr
    site = folder / "site"
    page = browser.new_page()
    asked: list[str] = []
    there = "http://briefing.test/"
    page.route(
        f"{there}**",
        lambda route: route.fulfill(path=site / route.request.url.removeprefix(there)),
    )
    page.route(f"{there}articles/**", lambda route: route.fulfill(status=404))
    page.context.route(
        f"{NEW_FILE}**", lambda route: (asked.append(route.request.url), route.fulfill(body=""))
    )
    page.goto(f"{there}contribute/index.html")
    propose = page.get_by_role("link", name="Propose it on GitHub")
    propose.click()
    expect(page.locator("[data-said]")).to_contain_text("still missing or wrong")
    assert asked == []

    minimal(page)
    position(page, to=page.locator("#_backed option").first.get_attribute("value"))
    expect(page.locator("[data-said]")).to_have_text("Nothing is missing or wrong any more.")
    fill(page, text="a" * 9000)
    propose.click()
    expect(page.locator("[data-said]")).to_contain_text("too long to send to GitHub")
    assert asked == []

    fill(page, text="Über #1 & more")
    with page.expect_popup() as opened:
        propose.click()
    opened.value.wait_for_load_state()
    (address,) = asked
    query = parse_qs(urlsplit(address).query)
    assert address.startswith(f"{NEW_FILE}?")
    assert query["filename"] == ["2019-11-atlantis-stands-by-the-gna.md"]
    assert query["value"] == [page.locator(".b-form__result pre").text_content()]
    page.close()


# --- long texts ------------------------------------------------------------------------

LONG = {
    "spaces": "a" + " " * 30_000 + "a",
    "tabs": "a" + "\t" * 30_000 + "a",
    "dots": "a" + "." * 30_000 + "a",
    "slashes": "https://" + "a" * 30_000 + " ",
    "digits": "1" * 30_000 + " x",
    "joiners": "\u0627" + "\u200c" * 30_000 + "a",
    "accents": "e" + "\u0301" * 30_000 + "\u044f",
    "words": " ".join(f"{chr(97 + at % 26)}{at}" for at in range(6_000)),
    "names": ";".join(f"Upland Brigade {at}" for at in range(2_000)),
    "dashes": "2019" + "-" * 30_000,
    "signs": "~" * 30_000,
}


@pytest.mark.parametrize("long", LONG)
def test_a_long_text_in_any_field_keeps_the_tab_alive(form, long):
    """A second for one change is much for 30,000 characters; what was quadratic took minutes."""
    minimal(form)
    for kind in ("events", "statements"):
        row(form, kind)
    slow = form.evaluate(
        """text => {
            const slow = [];
            const fields = document.querySelectorAll(
                "#_form :is(input:not([type=checkbox]), textarea)[name]");
            for (const field of fields) {
                const before = field.value;
                field.value = text;
                field.dataset.touched = "yes";
                const start = performance.now();
                field.dispatchEvent(new Event("input", { bubbles: true }));
                const took = performance.now() - start;
                if (took > 3000) slow.push([field.name, took]);
                if (slow.length > 1) return slow;
                field.value = before;
            }
            return fields.length > 10 ? slow : ["too few fields"];
        }""",
        LONG[long],
    )
    assert slow == []


def test_long_texts_are_changed_as_short_ones(form):
    rule = "async texts => { const m = await import('../assets/briefing/article.js');"
    texts = {
        " a  b \t c ": "a  b c",
        "a \n\n b": "a b",
        "a\u2028b\u0085c": "a b c",
        "   ": "",
        "\n": "",
        "a   b": "a   b",
    }
    written = form.evaluate(f"{rule} return texts.map(m.oneLine); }}", list(texts))
    assert dict(zip(texts, written, strict=True)) == texts
    below = {" \n\t\na\n b \n\n \t": "a\n b", "a": "a", " \n ": "", "  a": "  a", "": ""}
    written = form.evaluate(f"{rule} return texts.map(m.body); }}", list(below))
    assert dict(zip(below, written, strict=True)) == below
