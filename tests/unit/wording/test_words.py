"""Rows and words as a reader would say them."""

import pytest
from mkdocs_briefing.core.addresses import on_the_web
from mkdocs_briefing.pages.links import Links
from mkdocs_briefing.wording.words import claim, listed

from tests.builders import account, actor, backing, conflict, event, role, source, statement


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (backing("Turkey", "GNA"), "Turkey backs GNA"),
        (backing("Italy", "LNA", stance="mixed"), "Italy sends mixed signals to LNA"),
        (account("Gharyan falls", date="2019-06-26~"), "about 26 June 2019: Gharyan falls"),
        (statement("Russia", "denies", (), "any part"), "Russia denies: any part"),
        (statement(["US", "GNA"], "accuses", "Russia"), "US and GNA accuse Russia"),
        (
            statement("US", "calls-for", "LNA", "an end to the offensive"),
            "US calls for (about LNA): an end to the offensive",
        ),
        (role("Taher Siala", "GNA", "foreign minister"), "Taher Siala: foreign minister, GNA"),
        (role("Taher Siala", None, "envoy"), "Taher Siala: envoy"),
    ],
)
def test_a_row_is_said_in_a_line(row, said):
    assert claim(row) == said


def test_names_are_listed_as_in_a_sentence():
    a, b, c = actor("A"), actor("B"), actor("C")
    assert [listed(names) for names in ((), (a,), (a, b), (a, b, c))] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//example.org/x",
        "example.org/x",
        "http://",
        "http://[",
    ],
)
def test_only_an_address_on_the_web_is_linked_to(url):
    assert on_the_web(url) is None


def test_an_address_on_the_web_stays_as_it_is():
    assert on_the_web("https://example.org/x?y=1#z") == "https://example.org/x?y=1#z"


def test_links_follow_how_the_site_is_split():
    one = event(account(date="2019-06-26", id="gharyan"))
    afp = source("AFP")
    assert Links().event(one) == "chronology/#gharyan"
    assert Links().source(afp) == f"sources/#{afp.id}"
    assert Links(chronology_by_year=True).event(one) == "chronology/2019/#gharyan"
    assert Links(sources_by_publisher=True).source(afp) == f"sources/afp/#{afp.id}"


def test_a_side_has_the_colour_of_its_place_in_the_conflict():
    one = conflict()
    assert [Links.colour(one, side) for side in one.sides] == [0, 1]
