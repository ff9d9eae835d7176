"""Rows give the position of an actor towards a side on a day."""

from datetime import timedelta

import pytest
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.positions import begins, counts, position, positions, timeline

from tests.builders import actor, article, backing, conflict, date, day, side


def stance(on, *rows):
    return position(rows, day(on)).stance


# When a row counts


def test_a_row_counts_from_the_day_it_began():
    row = backing("Turkey", "GNA", since="2019-05-18")
    assert not counts(row, day("2019-05-17"))
    assert counts(row, day("2019-05-18"))


def test_a_row_counts_until_the_day_it_ended():
    row = backing("Turkey", "GNA", since="2019-05-18", until="2019-11-27")
    assert counts(row, day("2019-11-27"))
    assert not counts(row, day("2019-11-28"))


def test_a_row_without_since_counts_from_its_as_of():
    row = backing("Turkey", "GNA", as_of="2019-11-14")
    assert not counts(row, day("2019-11-13"))
    assert counts(row, day("2019-11-14"))


def test_a_row_without_dates_counts_from_its_articles_date():
    row = backing("Turkey", "GNA", article=article(date="2019-11-15"))
    assert not counts(row, day("2019-11-14"))
    assert counts(row, day("2019-11-15"))


def test_since_takes_precedence_over_an_earlier_as_of():
    row = backing("Turkey", "GNA", since="2019", as_of="2019-06-01")
    assert begins(row) == day("2019-12-31")


@pytest.mark.parametrize(
    ("since", "begun"),
    [
        ("2019-05", "2019-05-31"),
        ("2019", "2019-12-31"),
        ("2019-05~", "2019-05-31"),
        ("2019-05?", "2019-05-31"),
        ("2019-04/2019-06", "2019-06-30"),
        ("../2019-06", "2019-06-30"),
    ],
)
def test_a_row_counts_from_the_latest_day_of_its_since(since, begun):
    assert begins(backing(since=since)) == day(begun)


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("2019-11", "2019-11-30"),
        ("2019", "2019-12-31"),
        ("2019-11~", "2019-11-30"),
        ("2019-11/2019-12", "2019-12-31"),
        ("../2019-11", "2019-11-30"),
    ],
)
def test_a_row_counts_until_the_latest_day_of_its_until(until, last):
    row = backing(since="2018", until=until)
    assert counts(row, day(last))
    assert not counts(row, Date.parse("2020").earliest)


def test_an_open_end_never_comes():
    assert counts(backing(since="2018", until="2019-11/.."), day("2050-01-01"))


def test_a_row_with_open_since_counts_from_its_as_of():
    row = backing(since="2019-04/..", as_of="2019-11-14")
    assert not counts(row, day("2019-11-13"))
    assert counts(row, day("2019-11-14"))


def test_an_open_since_never_counts_before_its_earliest_day():
    row = backing(since="2020-01/..", as_of="2019-11-14")
    assert not counts(row, day("2019-12-31"))
    assert counts(row, day("2020-01-01"))


def test_an_open_as_of_counts_from_its_earliest_day():
    row = backing(as_of="2019-04/..")
    assert not counts(row, day("2019-03-31"))
    assert counts(row, day("2019-04-01"))


def test_a_row_that_began_after_it_ended_never_counts():
    row = backing(since="2019", until="2019-05")
    assert not counts(row, day("2019-05-31"))
    assert not counts(row, day("2019-06-01"))
    assert not counts(row, day("2019-12-31"))


def test_a_withdrawn_row_never_counts():
    assert not counts(backing(since="2019", status="withdrawn"), day("2020-06-01"))


@pytest.mark.parametrize("status", ["reported", "alleged", "confirmed"])
def test_a_row_of_any_other_status_counts(status):
    assert counts(backing(since="2019", status=status), day("2020-06-01"))


# The stance


def test_the_newest_counting_row_gives_the_stance():
    backs = backing("Italy", "GNA", since="2016-01-01")
    neutral = backing("Italy", "GNA", stance="neutral", since="2019-04-05")
    assert stance("2019-04-04", backs, neutral) == "backs"
    assert stance("2019-04-05", backs, neutral) == "neutral"
    assert stance("2019-04-05", neutral, backs) == "neutral"


def test_the_newest_row_began_last_whenever_it_was_reported():
    backs = backing("Italy", "GNA", since="2016", as_of="2019-11-20")
    neutral = backing("Italy", "GNA", stance="neutral", since="2019-04", as_of="2019-05-01")
    assert stance("2019-12-01", backs, neutral) == "neutral"


def test_the_row_before_counts_again_after_the_newest_ends():
    backs = backing("Italy", "GNA", since="2016")
    neutral = backing("Italy", "GNA", stance="neutral", since="2019-04-05", until="2019-06-30")
    assert stance("2019-06-30", backs, neutral) == "neutral"
    assert stance("2019-07-01", backs, neutral) == "backs"


def test_the_row_before_counts_if_the_newest_is_withdrawn():
    backs = backing("Italy", "GNA", since="2016")
    opposes = backing("Italy", "GNA", stance="opposes", since="2019", status="withdrawn")
    assert stance("2020-01-01", backs, opposes) == "backs"


def test_before_anything_began_there_is_no_stance():
    found = position([backing(since="2019-05-18", support="troops")], day("2019-01-01"))
    assert found.stance is None
    assert found.holding == ()
    assert found.support == ()
    assert found.status is None
    assert found.since is None
    assert found.as_of is None
    assert not found.disputed


def test_of_rows_with_one_beginning_the_later_as_of_wins():
    early = backing(stance="backs", since="2019-05", as_of="2019-06-01")
    late = backing(stance="neutral", since="2019-05-31", as_of="2019-07-01")
    assert stance("2019-12-31", early, late) == "neutral"
    assert stance("2019-12-31", late, early) == "neutral"


def test_of_rows_with_one_as_of_the_later_article_wins():
    earlier, later = article("One", date="2019-11-15"), article("Two", date="2019-11-16")
    backs = backing(stance="backs", as_of="2019-11-01", article=earlier)
    mixed = backing(stance="mixed", as_of="2019-11-01", article=later)
    assert stance("2019-12-31", backs, mixed) == "mixed"
    assert stance("2019-12-31", mixed, backs) == "mixed"


def test_the_order_of_the_rows_decides_no_tie():
    one, two = article("One"), article("Two")
    backs = backing(stance="backs", since="2019-05", article=one, id="same")
    mixed = backing(stance="mixed", since="2019-05", article=two, id="same")
    assert stance("2019-12-31", backs, mixed) == stance("2019-12-31", mixed, backs)


# What several rows add up to


def test_support_is_that_of_all_counting_rows_together():
    rows = [
        backing(support="training", since="2019-05"),
        backing(support=("troops", "weapons"), since="2020-01"),
        backing(support="weapons", since="2019-06"),
    ]
    assert position(rows, day("2020-06-01")).support == ("troops", "weapons", "training")


def test_support_of_rows_that_do_not_count_is_left_out():
    rows = [
        backing(support="weapons", since="2019-05"),
        backing(support="troops", since="2020-01"),
        backing(support="funding", since="2018", until="2019-03"),
        backing(support="mercenaries", since="2019-05", status="withdrawn"),
    ]
    assert position(rows, day("2019-12-31")).support == ("weapons",)


def test_support_under_an_earlier_stance_is_left_out():
    rows = [
        backing(support="weapons", since="2018"),
        backing(stance="mediates", support="diplomatic", since="2019-05"),
    ]
    assert position(rows, day("2019-12-31")).support == ("diplomatic",)


def test_support_counts_across_a_spell_of_another_stance():
    rows = [
        backing(support="weapons", since="2018"),
        backing(stance="neutral", since="2019-01", until="2019-03"),
        backing(support="training", since="2019-05"),
    ]
    assert position(rows, day("2019-12-31")).support == ("weapons", "training")


def test_unspecified_support_is_listed_only_alone():
    vague, clear = backing(since="2019-05"), backing(support="troops", since="2019-04")
    assert position([vague], day("2019-12-31")).support == ("unspecified",)
    assert position([vague, clear], day("2019-12-31")).support == ("troops",)


def test_a_position_is_as_firm_as_its_firmest_counting_row():
    rows = [
        backing(since="2019-06", status="alleged"),
        backing(since="2019-05", status="reported"),
        backing(since="2020-05", status="confirmed"),
    ]
    assert position(rows, day("2019-12-31")).status == "reported"
    assert position(rows, day("2020-12-31")).status == "confirmed"


def test_a_position_is_disputed_if_a_counting_row_is_denied():
    denied = backing(since="2019-05", denied_by=["Turkey"])
    plain = backing(since="2019-06")
    found = position([plain, denied], day("2019-12-31"))
    assert found.disputed
    assert [denial.who for denial in found.denials] == [actor("Turkey")]


def test_denying_a_row_that_does_not_count_changes_nothing():
    denied = backing(since="2018", until="2018-12", denied_by=["Turkey"])
    assert not position([backing(since="2019"), denied], day("2020-01-01")).disputed


def test_a_position_began_at_the_earliest_counting_since():
    rows = [backing(since="2019-06"), backing(since="2019"), backing(as_of="2020-01-01")]
    assert position(rows, day("2020-01-01")).since == date("2019")


def test_an_earlier_as_of_leaves_the_beginning_unknown():
    rows = [backing(since="2019-06"), backing(as_of="2018-01-01")]
    assert position(rows, day("2020-01-01")).since is None
    assert position(rows, day("2020-01-01")).as_of == date("2018-01-01")


def test_each_support_type_is_as_firm_as_its_rows():
    """Weapons are confirmed and mercenaries alleged: not "mercenaries, confirmed"."""
    rows = [
        backing(support="weapons", status="confirmed"),
        backing(support=("weapons", "mercenaries"), status="alleged", denied_by=["Russia"]),
    ]
    found = position(rows, day("2020-01-01")).supports
    assert [(one.kind, one.status, one.disputed) for one in found] == [
        ("mercenaries", "alleged", True),
        ("weapons", "confirmed", True),
    ]


def test_every_row_stays_visible_the_newest_first():
    future = backing(since="2021")
    withdrawn = backing(since="2019", status="withdrawn")
    ended = backing(since="2016", until="2017")
    counting = backing(since="2018")
    found = position([ended, future, counting, withdrawn], day("2020-01-01"))
    assert found.rows == (future, withdrawn, counting, ended)
    assert found.holding == (counting,)


def test_no_rows_are_no_position():
    with pytest.raises(ValueError, match="at least one row"):
        position([], day("2020-01-01"))


# Several actors and sides


def test_each_actor_has_one_position_towards_each_side():
    rows = [
        backing("Turkey", "GNA", since="2019"),
        backing("France", "LNA", since="2019"),
        backing("France", "GNA", stance="recognises", since="2016"),
        backing("Turkey", "GNA", since="2020"),
    ]
    found = positions(rows, day("2020-12-31"))
    assert [(one.by.name, one.side.name, one.stance, len(one.rows)) for one in found] == [
        ("Turkey", "GNA", "backs", 2),
        ("France", "LNA", "backs", 1),
        ("France", "GNA", "recognises", 1),
    ]


def test_stances_to_side_and_members_are_one_position():
    rows = [
        backing("France", "LNA", support="intelligence", since="2017"),
        backing("France", "Khalifa Haftar", support="diplomatic", since="2018"),
    ]
    (found,) = positions(rows, day("2019-04-04"))
    assert found.side.name == "LNA"
    assert found.support == ("intelligence", "diplomatic")


def test_equally_named_sides_of_two_conflicts_stay_separate():
    elsewhere = conflict("Elsewhere", sides=(side("GNA", "Someone"), side("Rebels")))
    rows = [
        backing("Turkey", "GNA", since="2019"),
        backing("Turkey", "GNA", since="2019", article=article("Far away", about=elsewhere)),
    ]
    assert len(positions(rows, day("2020-12-31"))) == 2


def test_a_timeline_has_one_position_for_each_change():
    """The United States in 2019: in favour of Haftar, then distanced, then opposed."""
    found = timeline(
        [
            backing(stance="opposes", since="2019-11-14"),
            backing(stance="favours", since="2019-04-19", until="2019-06"),
            backing(stance="distanced", as_of="2019-08-01"),
            backing(stance="backs", since="2019-01", status="withdrawn"),
        ]
    )
    assert [(one.on, one.stance) for one in found] == [
        (day("2019-04-19"), "favours"),
        (day("2019-07-01"), None),
        (day("2019-08-01"), "distanced"),
        (day("2019-11-14"), "opposes"),
    ]


def test_a_timeline_agrees_with_the_position_of_every_day():
    rows = [
        backing(since="2019-04", until="2019-06"),
        backing(stance="mixed", since="2019-05-10/2019-05-20"),
        backing(since="2019-05", until="2019-05-25", support="weapons"),
    ]
    changes = timeline(rows)
    assert changes
    for number in range(365):
        on = day("2019-01-01") + timedelta(days=number)
        latest = [one for one in changes if one.on <= on]
        assert (latest[-1].holding if latest else ()) == position(rows, on).holding
