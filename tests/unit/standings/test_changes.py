"""What changed lately in who stands with whom."""

import pytest
from mkdocs_briefing.standings.changes import changes

from tests.builders import article, backing, day, source, voice

LATER = article("Later", date="2020-12-01")


def summaries(until, *rows):
    return [
        (change.on.isoformat(), change.title, change.before, change.stance)
        for change in changes(rows, day(until))
    ]


def test_a_named_beginning_is_a_new_position():
    (change,) = changes([backing("Turkey", "GNA", since="2019-05-18")], day("2020-01-01"))
    assert (change.title, change.is_named, change.date.text) == ("New", True, "2019-05-18")


def test_what_is_only_known_is_first_reported():
    (change,) = changes([backing("Turkey", "GNA", as_of="2019-11")], day("2020-01-01"))
    assert (change.title, change.is_named, change.date.text) == (
        "First reported",
        False,
        "2019-11-15",
    )


def test_what_a_later_report_looks_back_to_is_held():
    rows = [
        backing("Turkey", "GNA", as_of="2019-04~", article=LATER),
        backing("Egypt", "LNA", as_of="2019-11-05", sources=(source(date="2019-11-05"),)),
    ]
    found = {one.by.name: (one.title, one.date.text) for one in changes(rows, day("2021-01-01"))}
    assert found == {
        "Turkey": ("Held by", "2019-04~"),
        "Egypt": ("First reported", "2019-11-05"),
    }


def test_a_beginning_cut_off_by_its_article_is_first_reported():
    (change,) = changes([backing("Turkey", "GNA", since="2019")], day("2019-11-15"))
    assert (change.title, change.is_named, change.date.text) == (
        "First reported",
        False,
        "2019-11-15",
    )


def test_another_stance_is_a_change_the_newest_first():
    assert summaries(
        "2020-01-01",
        backing("United States", "LNA", stance="favours", since="2019-04-15"),
        backing("United States", "LNA", stance="opposes", since="2019-11-14"),
    ) == [
        ("2019-11-14", "Changed", "favours", "opposes"),
        ("2019-04-15", "New", None, "favours"),
    ]


def test_a_turn_that_is_only_known_is_first_reported():
    assert summaries(
        "2020-12-31",
        backing("United States", "LNA", stance="favours"),
        backing("United States", "LNA", stance="opposes", article=LATER),
    ) == [
        ("2020-12-01", "Change first reported", "favours", "opposes"),
        ("2019-11-15", "First reported", None, "favours"),
    ]


def test_mediation_leaves_the_backing_as_it_was():
    assert summaries(
        "2020-12-31",
        backing("Egypt", "LNA"),
        backing("Egypt", "LNA", stance="mediates", article=LATER),
    ) == [
        ("2020-12-01", "First reported", None, "mediates"),
        ("2019-11-15", "First reported", None, "backs"),
    ]


def test_another_row_of_the_same_stance_is_no_change():
    assert summaries(
        "2020-01-01",
        backing("Turkey", "GNA", since="2019-05-18"),
        backing("Turkey", "GNA", since="2019-11-10", support=("weapons",)),
    ) == [("2019-05-18", "New", None, "backs")]


def test_an_ended_position_keeps_its_last_stance():
    ended, new = changes(
        [backing("Turkey", "GNA", since="2019-05-18", until="2019-06-01")], day("2020-01-01")
    )
    assert (ended.on, ended.title, ended.date.text) == (day("2019-06-02"), "Ended", "2019-06-01")
    assert (ended.verb, new.verb) == ("no longer backs", "backs")


@pytest.mark.parametrize(
    ("stance", "verb"),
    [
        ("neutral", "is no longer neutral towards"),
        ("distanced", "no longer keeps away from"),
        ("rejects", "no longer refuses to recognise"),
    ],
)
def test_an_end_reads_as_people_say_it(stance, verb):
    row = backing("Turkey", "GNA", stance=stance, since="2019-05-18", until="2019-06-01")
    assert next(changes([row], day("2020-01-01"))).verb == verb


def test_a_position_that_comes_back_is_reported_again():
    assert summaries(
        "2020-12-31",
        backing("Turkey", "GNA", since="2019-05-18", until="2019-06-01"),
        backing("Turkey", "GNA", article=LATER),
    ) == [
        ("2020-12-01", "Reported again", None, "backs"),
        ("2019-06-02", "Ended", None, "backs"),
        ("2019-05-18", "New", None, "backs"),
    ]


def test_the_first_denial_is_a_new_dispute():
    denied = backing("Russia", "LNA", since="2019-11-07", denied_by=("Russia",))
    (dispute, new) = changes(
        [backing("Russia", "LNA", since="2019-11-05"), denied], day("2020-01-01")
    )
    assert (dispute.title, dispute.newest) == ("Disputed since", denied)
    assert (new.title, new.disputed) == ("New", False)


def test_a_confirmation_is_a_change_and_ends_the_dispute():
    rows = (
        backing("Russia", "LNA", status="alleged", denied_by=("Russia",)),
        backing("Russia", "LNA", status="confirmed", article=LATER),
    )
    confirmed, first = changes(rows, day("2020-12-31"))
    assert (confirmed.title, confirmed.date.text) == ("Confirmed since", "2020-12-01")
    assert (confirmed.disputed, first.disputed) == (False, True)


def test_withdrawn_and_announced_rows_are_no_changes():
    rows = (
        backing("Jordan", "LNA", status="withdrawn"),
        backing("Turkey", "GNA", since="2020-06-01"),
    )
    assert list(changes(rows, day("2020-01-01"))) == []


def test_changes_after_the_day_are_left_out():
    assert summaries("2019-05-17", backing("Turkey", "GNA", since="2019-05-18")) == []


def test_dispute_and_confirmation_have_the_dates_of_their_rows():
    rows = (
        backing("Turkey", "GNA", denied_by=[voice("Turkey", date="2020-02")], id="a"),
        backing("Turkey", "GNA", status="confirmed", since="2020-05", article=LATER, id="b"),
    )
    told = [(one.title, one.date.text) for one in changes(rows, day("2020-12-31"))]
    assert told[:2] == [("Confirmed since", "2020-05"), ("Disputed since", "2020-02")]


def test_an_end_is_as_firm_as_what_tells_of_it():
    rows = (
        backing("Turkey", "GNA", status="confirmed", id="a"),
        backing("Turkey", "GNA", status="alleged", until="2020-05", article=LATER, id="b"),
    )
    assert next(changes(rows, day("2020-12-31"))).status == "alleged"
