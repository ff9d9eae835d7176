"""A chronology is split where a page would grow too long, and can still be filtered."""

import json

import pytest
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.pages.parts import chronology_parts
from mkdocs_briefing.pages.parts.chronology_parts import title_of, whole_chronology
from mkdocs_briefing.site import layout
from mkdocs_briefing.wording.calendar import calendar_key

from tests.builders import account, briefing, event, statement


@pytest.mark.parametrize(
    ("date", "key"),
    [
        ("2019-07-04", "2019-07-04"),
        ("2019-07-04~", "2019-07-04"),
        ("2019-07", "2019-07-00"),
        ("2019?", "2019-00-00"),
        ("2019-11-28/2020-02", "2019-11-28"),
        ("2019/2020", "2019-00-00"),
        ("../2019-11", "2019-11-00"),
        ("2019-04/..", "2019-04-00"),
    ],
)
def test_a_date_is_listed_under_what_it_names(date, key):
    assert calendar_key(Date.parse(date)) == key


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("2019", "2019"),
        ("2019-00", "2019, month not known"),
        ("2019-07", "July 2019"),
        ("2019-07-00", "July 2019, day not known"),
        ("2019-07-04", "4 July 2019"),
    ],
)
def test_a_part_is_called_by_its_time(key, title):
    assert title_of(key) == title


def day(number, date="2019-07-04", **more):
    return event(account(f"Event {number}", date=date, id=f"e-{number}", **more))


def test_only_what_is_too_long_is_split(monkeypatch):
    monkeypatch.setattr(chronology_parts, "ROWS_ON_ONE_PAGE", 2)
    days = (day(1), day(2), day(3), day(4, "2019-07-05"), day(5, "2019-08"), day(6, "2020"))
    whole = whole_chronology(briefing(*days))
    assert [(part.key, len(part.events), bool(part.parts)) for part in whole.walk()] == [
        ("", 6, True),
        ("2019", 5, True),
        ("2019-07", 4, True),
        ("2019-07-04", 3, False),
        ("2019-07-05", 1, False),
        ("2019-08", 1, False),
        ("2020", 1, False),
    ]


def test_years_are_ordered_as_numbers(monkeypatch):
    monkeypatch.setattr(chronology_parts, "ROWS_ON_ONE_PAGE", 1)
    whole = whole_chronology(briefing(day(1, "0476-09-04"), day(2, "2019")))
    assert [part.key for part in whole.parts] == ["476", "2019"]


def test_statements_on_an_event_make_its_page_longer(monkeypatch):
    monkeypatch.setattr(chronology_parts, "ROWS_ON_ONE_PAGE", 2)
    one = day(1)
    assert not whole_chronology(briefing(one, day(2))).parts
    said = statement("Russia", "denies", (), "That", event=one)
    assert whole_chronology(briefing(one, day(2), said)).parts


# --- what events can be filtered by -------------------------------------------------------


def facets(*rows):
    pages = layout.lay_out(briefing(*rows), site_name="", site_url=None).pages
    page = next(one for one in pages if one.address == "chronology/")
    return json.loads(page.content.shows["chronology"].tools)["facets"]


def test_scripts_know_what_each_event_can_be_filtered_by():
    found = facets(day(1, by="LNA", actors="France", place="Tripoli", kind="talks"))
    assert found["events"] == [["e-1", "2019-07-04", [1, 0], [1], [0], [0], 0]]
    assert [slug for slug, _ in found["actors"]] == ["france", "lna"]
    assert found["sides"][1][0] == "lna"
    assert (found["kinds"], found["places"]) == ([["talks", "talks"]], ["Tripoli"])
    assert found["pages"] == [["", "chronology/"]]


@pytest.mark.parametrize(
    ("tolls", "deadliness"),
    [
        ({}, 0),
        ({"killed": "0"}, 0),
        ({"injured": "9"}, 0),
        ({"killed": "0-3"}, 1),
        ({"killed": "5", "civilians_killed": "0"}, 1),
        ({"killed": "5+", "civilians_killed": "~2"}, 2),
        ({"civilians_killed": "4"}, 2),
    ],
)
def test_an_event_is_as_deadly_as_an_account_says(tolls, deadliness):
    (found,) = facets(day(1, **tolls))["events"]
    assert found[-1] == deadliness
