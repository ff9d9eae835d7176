"""The data of a table for scripts, as JSON that cannot end its element."""

import json

from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.embedded import embedded
from mkdocs_briefing.pages.links import Links
from mkdocs_briefing.pages.standings import days, table
from mkdocs_briefing.pages.timeline_data import timeline_data

from tests.builders import actor, backing, briefing, conflict, source, voice


def data_of(*rows):
    index = Index(briefing(*rows))
    return timeline_data(
        table(conflict(), index, days(index)), index.backing_of[conflict()], Links()
    )


def test_no_text_can_end_the_element_around_the_data():
    text = "</script><script>alert(1)</script><!-- \u2028"
    made = embedded({"name": text})
    assert "<" not in made
    assert json.loads(made) == {"name": text}


def test_a_row_says_when_it_begins_and_ends():
    (row,) = data_of(backing("Turkey", "GNA", since="2019-05", until="2019-11"))["rows"]
    assert (row["begins"], row["ends"]) == ("2019-05-31", "2019-11-30")


def test_an_open_end_is_none():
    (row,) = data_of(backing("Turkey", "GNA", since="2019-05-18", until="2019-11/.."))["rows"]
    assert row["ends"] is None


def test_newest_rows_come_first_and_dates_are_in_order():
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


def test_deniers_are_listed_and_an_unnamed_source_is_none():
    data = data_of(backing("Russia", "LNA", denied_by=(voice("Moscow"), voice(None))))
    moscow, unnamed = data["rows"][0]["denied"]
    assert data["actors"][moscow] == {"slug": actor("Moscow").slug, "name": "Moscow"}
    assert unnamed is None


def test_a_source_without_a_web_address_links_to_the_list():
    paper = source("The Gazette", url="javascript:alert(1)")
    (found,) = data_of(backing("Turkey", "GNA", sources=(paper,)))["sources"]
    address = f"sources/#{paper.id}"
    assert found == {"name": "The Gazette", "address": address, "number": 1}
