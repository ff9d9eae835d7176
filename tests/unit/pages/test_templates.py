"""Pages as their templates render them, without MkDocs: what they show, and how safely."""

import re
from functools import cache
from itertools import pairwise
from types import SimpleNamespace

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined
from mkdocs_briefing.host.direction import isolated
from mkdocs_briefing.host.template_cache import TemplateCache
from mkdocs_briefing.host.theme import THEME
from mkdocs_briefing.pages import sources
from mkdocs_briefing.pages.parts import chronology_parts
from mkdocs_briefing.site import layout

from tests.builders import (
    account,
    actor,
    article,
    backing,
    briefing,
    event,
    role,
    source,
    statement,
    voice,
)
from tests.pages import at_once, links, parsed, section, text, with_id

NASTY = """<script>alert("1")</script> & 'quotes'"""


def environment():
    """The templates as the host runs them: ours escaped, inside a page that is not ours."""
    host = {
        "main.html": "<main>{% block content %}{% endblock %}</main>",
        "partials/actions.html": "",
    }
    made = Environment(
        loader=ChoiceLoader([DictLoader(host), FileSystemLoader(THEME)]),
        autoescape=lambda name: name is not None and name.startswith("briefing/"),
        undefined=StrictUndefined,
        extensions=[TemplateCache],
    )
    made.filters["isolated"] = isolated
    return made


ENVIRONMENT = environment()


def shown(page, content=""):
    depth = page.address.count("/")
    return ENVIRONMENT.get_template(page.template).render(
        view=page.context,
        page=SimpleNamespace(content=content),
        base_url="/".join([".."] * depth) or ".",
    )


AFP = source("AFP", title="US urges", url="https://example.org/afp", date="2019-11-15", via="F24")
LSM = source("Libya Security Monitor", date="2019-11-20")
FOUNDING = article("US calls for a halt", sources=(AFP,), authors=("A. Author",), tags=("us",))
OTHER = article("Other days", date="2019-11-20", sources=(LSM,))


@cache
def sample():
    talks = event(
        account(
            "Talks in Washington",
            date="2019-11-14",
            actors="GNA",
            place="Washington",
            kind="talks",
            article=FOUNDING,
            id="talks",
        ),
        account("A visit to Washington", date="2019-11-13", article=OTHER, id="talks"),
    )
    return briefing(
        backing(
            "Russia",
            "Khalifa Haftar",
            support="mercenaries",
            status="alleged",
            since="2019-09~",
            said_by=[voice(None, "mercenaries fight there")],
            denied_by=[voice("Russia", "Moscow denies that")],
            note="A note.",
            article=FOUNDING,
            id="russia",
        ),
        backing("Turkey", "GNA", why="an old alliance", article=FOUNDING, id="turkey"),
        backing("US", "LNA", stance="favours", since="2019-04", article=FOUNDING, id="us-1"),
        backing("US", "LNA", stance="opposes", since="2019-11-14", article=FOUNDING, id="us-2"),
        backing("Italy", "LNA", stance="mixed", article=FOUNDING, id="italy"),
        backing("Jordan", "LNA", status="withdrawn", article=OTHER, id="jordan"),
        talks,
        event(
            account(
                "The offensive begins",
                date="2019-04",
                killed="1000+",
                kind="battle",
                article=FOUNDING,
                id="offensive",
            )
        ),
        statement(
            "US", "accuses", "Russia", "exploiting it", event=talks, article=FOUNDING, id="s"
        ),
        role("Taher Siala", "GNA", "foreign minister", since="2016", article=FOUNDING, id="r"),
    )


def laid_out(of_briefing):
    return layout.lay_out(of_briefing, site_name="A briefing", site_url=None)


@cache
def pages():
    return {page.address: parsed(shown(page)) for page in laid_out(sample()).pages}


ADDRESSES = (
    "",
    "articles/",
    "articles/us-calls-for-a-halt/",
    "actors/",
    "actors/russia/",
    "actors/lna/",
    "conflicts/",
    "conflicts/libya/",
    "backers/",
    "chronology/",
    "sources/",
    "data/",
)


# --- every page -------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_one_title_and_orderly_headings(address):
    levels = [
        int(element.tag[1])
        for element in pages()[address].iter()
        if re.fullmatch("h[1-6]", element.tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_id_is_given_twice_on_a_page(address):
    ids = [element.get("id") for element in pages()[address].iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_leads_to_an_existing_page_and_anchor(address):
    anchors = {
        where: {element.get("id") for element in page.iter()} for where, page in pages().items()
    }
    found = links(pages()[address])
    assert found
    for link in found:
        if link.startswith("https://"):
            assert link == AFP.url
            continue
        place, _, anchor = link.partition("#")
        path = place.partition("?")[0]
        target = re.sub(r"^(\.\./)+|^\./", "", path) if path else address
        if not target.startswith("data/") or target == "data/":
            assert target in anchors, link
            assert not anchor or anchor in anchors[target], link


def test_every_heading_in_the_contents_is_on_the_page():
    made = laid_out(sample()).pages
    assert any(page.content.sections for page in made)
    for page in made:
        headings = {
            element.get("id"): text(element)
            for element in pages()[page.address].iter()
            if re.fullmatch("h[1-6]", element.tag)
        }
        for heading in (
            *page.content.sections,
            *(one for up in page.content.sections for one in up.children),
        ):
            assert headings[heading.id] == heading.title


def test_external_links_are_marked():
    out = [
        element
        for page in pages().values()
        for element in page.iter("a")
        if element.get("href", "").startswith("http")
    ]
    assert out
    assert {element.get("rel") for element in out} == {"external noopener"}


# --- what a page shows --------------------------------------------------------------------


def test_an_article_shows_everything_known_about_a_claim():
    claim = text(with_id(pages()["articles/us-calls-for-a-halt/"], "russia"))
    for words in (
        "Russia backs Khalifa Haftar, on the side of LNA",
        "alleged disputed",
        "mercenaries",
        "since about September 2019; known as of 15 November 2019",
        "an unnamed source: mercenaries fight there",
        "Denied by Russia: Moscow denies that",
        "A note.",
        "alleged disputed [1]",
    ):
        assert words in claim


def test_an_article_shows_reasons_and_other_kinds_of_claims():
    page = pages()["articles/us-calls-for-a-halt/"]
    assert "Reason given an old alliance" in text(with_id(page, "turkey"))
    assert "US accuses Russia: exploiting it" in text(with_id(page, "s"))
    assert "Taher Siala: foreign minister, GNA" in text(with_id(page, "r"))
    assert "since 2016" in text(with_id(page, "r"))
    talks = text(with_id(page, "talks"))
    assert "Talks in Washington" in talks
    assert "with 1 more account of it" in talks


def test_the_summary_of_an_article_groups_equal_claims():
    made = briefing(
        backing("Saudi Arabia", "LNA", article=FOUNDING, id="sa"),
        backing("Egypt", "LNA", article=FOUNDING, id="eg"),
    )
    page = next(one for one in laid_out(made).pages if one.address == FOUNDING.address)
    assert "Saudi Arabia and Egypt back LNA reported" in text(parsed(shown(page)))


def test_the_table_is_a_table_element():
    page = pages()["backers/"]
    (table,) = page.iter("table")
    assert "Who stands with whom in Libya, as of 20 November 2019" in text(table.find("caption"))
    scopes = [cell.get("scope") for cell in table.iter("th")]
    assert scopes.count("col") == 3
    assert scopes.count("row") == 5
    assert scopes.count("rowgroup") == 5
    assert [text(body.find("tr")) for body in table.iter("tbody")] == [
        "With GNA",
        "With LNA",
        "Between the sides",
        "Turned away or opposed",
        "Claims that were withdrawn",
    ]


def test_a_cell_shows_the_stance_and_links_to_evidence():
    page = pages()["backers/"]
    (cell,) = [
        cell
        for row in page.iter("tr")
        if text(row).startswith("Russia")
        for cell in row.iter("td")
        if cell.get("data-stance")
    ]
    for words in (
        "Backs alleged disputed",
        "mercenaries",
        "since about September 2019",
        "Denied by Russia",
        "On the word of AFP",
    ):
        assert words in text(cell)
    assert "../articles/us-calls-for-a-halt/#russia" in links(cell)
    assert AFP.url in links(cell)


def cell_of(*rows):
    made = layout.lay_out(briefing(*rows), site_name="Libya", site_url=None)
    page = parsed(shown(next(one for one in made.pages if one.address == "backers/")))
    return next(cell for cell in page.iter("td") if "data-stance" in cell.attrib)


def test_a_position_last_known_long_ago_is_marked():
    late = article("Late", date="2021-01-01")
    cell = cell_of(backing("Egypt", "GNA", as_of="2019-11-15", article=late))
    assert ("data-old" in cell.attrib, cell.get("data-last-known")) == (True, "2019-11-15")
    assert "b-old" in cell.find(".//summary/span").get("class")
    assert at_once(cell) == "Backs reported support not specified last known 15 Nov 2019"
    assert "last known 15 November 2019" in text(cell)


def test_a_denial_that_is_over_stays_with_its_days():
    late = article("Late", date="2020-01-01")
    cell = cell_of(
        backing("Egypt", "GNA", status="alleged", denied_by=("Egypt",)),
        backing("Egypt", "GNA", status="confirmed", article=late),
    )
    words = text(cell)
    assert "by 15 November 2019 (alleged); confirmed since 1 January 2020" in words
    assert "Denied by Egypt, 15 November 2019; no longer disputes it" in words
    assert at_once(cell) == "Backs confirmed support not specified by 15 Nov 2019 (alleged)"


def test_an_announced_position_is_never_one_that_ended():
    words = text(cell_of(backing("Egypt", "GNA", since="2020-06-01", support="training")))
    assert words.startswith("Announced for 1 June 2020 backs: training")
    assert "(announced for 1 June 2020) training; since 1 June 2020; as of 15 November" in words
    assert "longer" not in words


def test_each_publisher_is_named_once():
    rows = backing("Egypt", "GNA", sources=(AFP, source("AFP", title="Another report")))
    words = text(cell_of(rows))
    assert "On the word of AFP (2) (claim)" in words


def test_an_actors_page_shows_stances_over_time_with_evidence():
    stands = section(pages()["actors/us/"], "_stands")
    said = text(stands)
    assert "On 20 November 2019: Opposes reported since 14 November 2019" in said
    assert said.index("Opposes") < said.index("Favours")
    assert "../../articles/us-calls-for-a-halt/#us-1" in links(stands)


def test_an_actors_page_shows_who_stands_with_it():
    backers = text(section(pages()["actors/lna/"], "_backers"))
    for words in ("In favour Russia", "Italy Mixed signals", "US Opposes", "withdrawn Jordan"):
        assert words in backers
    assert "Russia" in text(section(pages()["actors/khalifa-haftar/"], "_backers"))


def test_an_actors_page_shows_statements_by_and_about_it():
    assert "By US 13 November 2019 US accuses Russia: exploiting it" in text(
        section(pages()["actors/us/"], "_statements")
    )
    assert "About Russia" in text(section(pages()["actors/russia/"], "_statements"))


def test_the_chronology_shows_differing_accounts_side_by_side():
    talks = with_id(pages()["chronology/"], "talks")
    said = text(talks)
    assert "14 November 2019 or 13 November 2019" in said
    assert "Accounts differ on when." in said
    assert "Talks in Washington" in said
    assert "A visit to Washington" in said
    assert "Libya Security Monitor" in said
    times = [element.get("datetime") for element in talks.iter("time")]
    assert {"2019-11-14", "2019-11-13"} <= set(times)


def test_an_event_shows_its_toll():
    assert "1,000 or more killed" in text(with_id(pages()["chronology/"], "offensive"))


def test_a_source_is_listed_with_its_claims():
    one = with_id(pages()["sources/"], AFP.id)
    assert "Russia backs Khalifa Haftar" in text(one)
    assert "../articles/us-calls-for-a-halt/#russia" in links(one)


def test_a_title_in_the_text_is_not_repeated():
    made = laid_out(sample())
    page = next(one for one in made.pages if one.address == FOUNDING.address)
    html = shown(page, '<h1 id="mine">My title</h1><p>Text with <em>markup</em>.</p>')
    assert html.count("<h1") == 1
    assert "<em>markup</em>" in html


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one.count("/") < 2])
def test_an_empty_briefing_says_so(address):
    page = next(one for one in laid_out(briefing()).pages if one.address == address)
    html = shown(page)
    assert "b-empty" in html or address == "data/"


def test_split_pages_render(monkeypatch):
    monkeypatch.setattr(chronology_parts, "ROWS_ON_ONE_PAGE", 3)
    monkeypatch.setattr(sources, "SOURCES_ON_ONE_PAGE", 1)
    made = {page.address: page for page in laid_out(sample()).pages}
    month = parsed(shown(made["chronology/2019/11/"]))
    assert "Talks in Washington" in text(with_id(month, "talks"))
    assert "../../../chronology/2019/11/" in links(parsed(shown(made["chronology/2019/04/"])))
    publisher = parsed(shown(made["sources/afp/"]))
    with_id(publisher, AFP.id)
    assert "../chronology/2019/" in links(parsed(shown(made["chronology/"])))
    on_actor = links(parsed(shown(made["actors/gna/"])))
    assert "../../chronology/2019/11/#talks" in on_actor


# --- safety -------------------------------------------------------------------------------


def test_headers_are_escaped():
    nasty = actor(NASTY, short=NASTY, aliases=(NASTY + "2",), country=NASTY, summary=NASTY)
    evil = source(NASTY, title=NASTY, url="javascript:alert(1)", via=NASTY)
    where = article(NASTY, summary=NASTY, sources=(evil,), authors=(NASTY,), tags=(NASTY,))
    made = briefing(
        backing(
            nasty,
            "LNA",
            said_by=[voice(nasty, NASTY)],
            denied_by=[voice(nasty, NASTY)],
            why=NASTY,
            note=NASTY,
            article=where,
            id="x",
        ),
        account(NASTY, actors=[nasty], place=NASTY, note=NASTY, article=where, id="y"),
        statement(nasty, "accuses", nasty, NASTY, note=NASTY, article=where, id="z"),
        role(nasty, nasty, NASTY, note=NASTY, article=where, id="w"),
    )
    nasty_pages = laid_out(made).pages
    assert any("&lt;script&gt;" in shown(page) for page in nasty_pages)
    for page in nasty_pages:
        html = shown(page)
        # What our scripts read is data without a single "<": nothing can end it from within.
        rest = re.sub(r'<script type="application/json" [^<>]*>[^<]*</script>', "", html)
        assert "<script" not in rest, page.address
        assert "&amp;lt;" not in html, page.address
        assert not [link for link in links(parsed(html)) if "javascript" in link], page.address
        for element in parsed(html).iter():
            assert not [name for name in element.attrib if name.startswith("on")]


def test_only_rendered_html_is_marked_as_safe():
    trusting = [
        (file.name, line.strip())
        for file in sorted(THEME.rglob("*.html"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r"\|\s*safe", line)
    ]
    assert trusting
    for name, line in trusting:
        assert re.search(r"\{\{ ((page\.)?content|super\(\)) \| safe \}\}", line), (name, line)
