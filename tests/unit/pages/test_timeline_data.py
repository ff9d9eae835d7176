"""What a page tells its scripts: the rows of a table, as JSON that cannot end its element."""

import json

from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.embedded import embedded
from mkdocs_briefing.pages.links import Links
from mkdocs_briefing.pages.standings import days, table
from mkdocs_briefing.pages.timeline_data import any_day

from tests.builders import actor, backing, briefing, conflict, source, voice


def data_of(*rows):
    index = Index(briefing(*rows))
    return any_day(table(conflict(), index, days(index)), index.backing_of[conflict()], Links())


def test_no_text_can_end_the_element_that_the_data_stands_in():
    text = "</script><script>alert(1)</script><!-- \u2028"
    made = embedded({"name": text})
    assert "<" not in made
    assert json.loads(made) == {"name": text}


def test_a_row_says_from_when_to_when_it_counts():
    (row,) = data_of(backing("Turkey", "GNA", since="2019-05", until="2019-11"))["rows"]
    assert (row["begins"], row["ends"]) == ("2019-05-31", "2019-11-30")


def test_an_end_that_is_open_is_none():
    (row,) = data_of(backing("Turkey", "GNA", since="2019-05-18", until="2019-11/.."))["rows"]
    assert row["ends"] is None


def test_the_newest_row_comes_first_and_dates_are_numbered_in_their_order():
    data = data_of(
        backing("Turkey", "GNA", since="2019-05-18"),
        backing("Turkey", "GNA", stance="neutral", since="2019-07-01"),
    )
    assert [row["stance"] for row in data["rows"]] == ["neutral", "backs"]
    assert [data["dates"][row["since"]]["since"] for row in data["rows"]] == [
        "since 1 July 2019",
        "since 18 May 2019",
    ]
    assert data["rows"][0]["since"] > data["rows"][1]["since"]


def test_who_denies_a_row_is_named_with_it_and_an_unnamed_source_is_none():
    data = data_of(backing("Russia", "LNA", denied_by=(voice("Moscow"), voice(None))))
    moscow, unnamed = data["rows"][0]["denied"]
    assert data["actors"][moscow] == {"slug": actor("Moscow").slug, "name": "Moscow"}
    assert unnamed is None


def test_a_source_without_an_address_on_the_web_leads_to_the_list_of_sources():
    paper = source("The Gazette", url="javascript:alert(1)")
    (found,) = data_of(backing("Turkey", "GNA", sources=(paper,)))["sources"]
    address = f"sources/#{paper.id}"
    assert found == {"name": "The Gazette", "address": address, "number": 1}
