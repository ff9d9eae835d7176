"""The data of a table for scripts: stretches of days, in words that are ready to show."""

import json

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.entities import Attribution, Conflict, Membership, Side
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.parts.embedded import embedded
from mkdocs_briefing.pages.parts.links import Links
from mkdocs_briefing.pages.parts.timeline_data import timeline
from mkdocs_briefing.standings.standing import days
from mkdocs_briefing.standings.table import table

from tests.builders import actor, article, backing, briefing, conflict, day, source, voice

GNA, LNA = 0, 1


def data_of(*rows, about=None):
    about = about or conflict()
    index = Index(briefing(*rows))
    made = timeline(table(about, index, days(index)), index.backing_of[about], Links())
    return {**made.tools, **made.stretches}


def number(text):
    """A day as scripts count them."""
    return (day(text) - day("1970-01-01")).days


def told(data, cell):
    """What a cell says from each day on: stances with status and words, or none."""
    return {
        first: [
            [data["states"][index][0] for index in said[place : place + 1] and said[place]]
            for place in range(4)
        ]
        for first, said in cell["says"]
    }


def held_in(data, cell):
    """What holds from each day on: stance, status, disputed, support and when."""
    held = {}
    for first, said in cell["says"]:
        states = [data["states"][index] for index in (said[0] if said else ())]
        held[first] = [
            (stance, status, disputed, list(data["support"][support]), data["texts"][when])
            for stance, _, status, disputed, _, support, when, *_ in states
        ]
    return held


def only_cell(data):
    (backer,) = data["backers"]
    (cell,) = backer["cells"]
    return cell


def test_no_text_can_end_the_element_around_the_data():
    text = "</script><script>alert(1)</script><!-- \u2028"
    made = embedded({"name": text})
    assert "<" not in made
    assert json.loads(made) == {"name": text}


def test_a_stretch_begins_where_anything_shown_changes():
    data = data_of(
        backing("Turkey", "GNA", support="weapons", status="alleged", since="2019-05-18"),
        backing(
            "Turkey",
            "GNA",
            id="b",
            support="weapons",
            status="confirmed",
            article=article("Later", date="2020-01-02"),
        ),
    )
    assert held_in(data, only_cell(data)) == {
        number("2019-05-18"): [
            (
                "backs",
                "alleged",
                0,
                [("weapons", "")],
                "since 18 May 2019",
            )
        ],
        number("2020-01-02"): [
            (
                "backs",
                "confirmed",
                0,
                [("weapons", "")],
                "since 18 May 2019 (alleged); confirmed since 2 January 2020",
            )
        ],
    }


def test_a_mediator_still_backs():
    data = data_of(
        backing("Egypt", "LNA", support="weapons", as_of="2019-04-10"),
        backing("Egypt", "LNA", id="b", stance="mediates", as_of="2019-11-15"),
    )
    assert told(data, only_cell(data)) == {
        number("2019-04-10"): [["backs"], [], [], []],
        number("2019-11-15"): [["backs", "mediates"], [], [], []],
    }


def test_an_end_has_a_stretch_from_the_next_day():
    data = data_of(backing("Turkey", "GNA", since="2019-05-18", until="2019-10-31"))
    cell = only_cell(data)
    assert told(data, cell) == {
        number("2019-05-18"): [["backs"], [], [], []],
        number("2019-11-01"): [[], ["backs"], [], []],
    }
    (ended,) = (data["states"][index] for index in dict(cell["says"])[number("2019-11-01")][1])
    assert [data["texts"][text] for text in ended[5:]] == [
        "until 31 October 2019",
        "until 31 Oct 2019",
    ]


def test_an_announcement_is_told_until_its_day():
    data = data_of(backing("Turkey", "GNA", support="troops", since="2020-01-05"))
    cell = only_cell(data)
    assert told(data, cell) == {
        number("2019-11-15"): [[], [], ["backs"], []],
        number("2020-01-05"): [["backs"], [], [], []],
    }
    (announced,) = (data["states"][index] for index in dict(cell["says"])[number("2019-11-15")][2])
    assert [data["texts"][text] for text in announced[4:]] == ["5 January 2020", "backs: troops"]


def test_what_was_withdrawn_never_holds():
    data = data_of(backing("Turkey", "GNA", status="withdrawn"))
    assert told(data, only_cell(data)) == {number("2019-11-15"): [[], [], [], ["backs"]]}


def test_camps_change_with_the_day():
    data = data_of(
        backing("US", "LNA", stance="favours", since="2019-04-19"),
        backing("US", "LNA", id="b", stance="opposes", since="2019-11-14", until="2019-11-14"),
    )
    (backer,) = data["backers"]
    assert [(first, data["camps"][camp]["title"]) for first, (camp, *_) in backer["camps"]] == [
        (number("2019-04-19"), "With LNA"),
        (number("2019-11-14"), "Turned away or opposed"),
        (number("2019-11-15"), "No longer"),
    ]


def test_deniers_have_days_and_may_be_unnamed():
    moscow = Attribution(actor("Moscow"), None, (), Date.parse("2019-11-20"), None)
    data = data_of(backing("Russia", "LNA", denied_by=(moscow, voice(None))))
    denials = {
        first: [
            (who and data["actors"][who]["name"], data["texts"][days])
            for who, days in data["states"][said[0][0]][12]
        ]
        for first, said in only_cell(data)["says"]
    }
    assert denials == {
        number("2019-11-15"): [(None, "15 November 2019")],
        number("2019-11-20"): [("Moscow", "20 November 2019"), (None, "15 November 2019")],
    }


def test_membership_is_told_with_its_days():
    north = Side("N", actor("N"), (Membership(actor("M"), Date.parse("2020-07-01"), None),))
    war = Conflict("war", "War", (north, Side("S", actor("S"), ())), "conflicts/war.md")
    report = article("Report", date="2020-08-01", about=war)
    data = data_of(backing("M", "S", as_of="2020-01-01", article=report), about=war)
    (backer,) = data["backers"]
    assert backer["memberships"] == [(0, ((number("2020-07-01"), number("9999-12-31")),))]
    assert told(data, only_cell(data)) == {
        number("2020-01-01"): [["backs"], [], [], []],
        number("2020-07-01"): [[], ["backs"], [], []],
    }


def test_evidence_tells_what_became_of_each_row():
    data = data_of(
        backing("US", "LNA", stance="favours", since="2019-04-19"),
        backing("US", "LNA", id="b", stance="opposes", since="2019-11-14"),
    )
    assert [
        [(first, state, data["texts"][text]) for first, (state, text, _) in row]
        for row in only_cell(data)["evidence"]
    ] == [
        [
            (number("2019-04-19"), "later", "not yet"),
            (number("2019-11-14"), "holds", "holds"),
        ],
        [
            (number("2019-04-19"), "holds", "holds"),
            (number("2019-11-14"), "ended", "ended 13 November 2019; then: opposes"),
        ],
    ]


def test_a_source_without_a_web_address_links_to_the_list():
    paper = source("The Gazette", url="javascript:alert(1)")
    (found,) = data_of(backing("Turkey", "GNA", sources=(paper,)))["sources"]
    address = f"sources/#{paper.id}"
    assert found == {"name": "The Gazette", "address": address, "number": 1}


def test_axis_goes_from_the_conflict_to_what_is_announced():
    war = conflict("War", start="2019-04-04")
    report = article("Report", date="2020-04-01", about=war)
    data = data_of(
        backing("UN", "GNA", stance="recognises", since="2015-12-23", article=report),
        backing("Turkey", "GNA", id="b", since="2020-06-01", article=report),
        about=war,
    )
    axis = data["axis"]
    assert number("2019-03-01") < axis["first"] <= number("2019-04-04")
    assert axis["last"] == number("2020-06-01")
    assert axis["ticks"][0] == (number("2019-05-01"), "May", "2019")


def test_long_timelines_are_in_a_file_of_their_own(monkeypatch):
    rows = (backing("Turkey", "GNA"), backing("Egypt", "LNA", id="b"))
    index = Index(briefing(*rows))
    monkeypatch.setattr("mkdocs_briefing.standings.table.CLAIMS_IN_TABLES", 1)
    made = timeline(table(conflict(), index, days(index)), rows, Links())
    assert made.source == f"backers/{conflict().slug}.json"
    assert made.in_page == {**made.tools, "file": made.source}
    assert not made.tools.keys() & made.stretches.keys()
    assert made.tools["days"] == [number("2019-11-15")]
    assert made.tools["stances"] == ["backs"]
