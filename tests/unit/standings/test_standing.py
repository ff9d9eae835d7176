"""The backers-and-sides table: who is listed where, and what a cell says."""

import pytest
from mkdocs_briefing.model.entities import Membership, Side
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.positions import positions
from mkdocs_briefing.standings.camps import camp_of
from mkdocs_briefing.standings.standing import days, standings
from mkdocs_briefing.standings.table import table

from tests.builders import (
    actor,
    article,
    backing,
    briefing,
    conflict,
    date,
    day,
    side,
    source,
    voice,
)

LATER = article("Later", date="2019-12-01")
JOINED = Membership(actor("M"), since=date("2021-01-01"))


def table_of(*rows):
    index = Index(briefing(*rows))
    return table(conflict(), index, days(index))


def camps(of_table):
    return {camp.title: [backer.actor.name for backer in camp.backers] for camp in of_table.camps}


@pytest.mark.parametrize("stance", ["backs", "recognises", "favours"])
def test_a_supporter_of_one_side_is_listed_with_it(stance):
    assert camps(table_of(backing("Turkey", "GNA", stance=stance))) == {"With GNA": ["Turkey"]}


@pytest.mark.parametrize("stance", ["mixed", "neutral", "mediates"])
def test_an_undecided_actor_is_listed_between_the_sides(stance):
    assert camps(table_of(backing("Italy", "LNA", stance=stance))) == {
        "Between the sides": ["Italy"]
    }


def test_a_supporter_of_both_sides_is_listed_between_them():
    found = table_of(backing("Egypt", "LNA"), backing("Egypt", "GNA", stance="recognises"))
    assert camps(found) == {"Between the sides": ["Egypt"]}


def test_a_supporter_that_opposes_the_other_side_stands_with_one():
    found = table_of(backing("Turkey", "GNA"), backing("Turkey", "LNA", stance="opposes"))
    assert camps(found) == {"With GNA": ["Turkey"]}


@pytest.mark.parametrize("stance", ["distanced", "opposes"])
def test_an_opponent_is_listed_as_opposed(stance):
    found = table_of(backing("United States", "LNA", stance=stance))
    assert camps(found) == {"Turned away or opposed": ["United States"]}


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ({"until": "2019-06"}, "No longer"),
        ({"since": "2020-01-01"}, "Announced"),
        ({"status": "withdrawn"}, "Claims that were withdrawn"),
    ],
)
def test_only_what_ended_is_listed_as_no_longer(row, title):
    assert camps(table_of(backing("Jordan", "LNA", **row))) == {title: ["Jordan"]}


def test_camp_before_any_row_is_nothing_yet():
    (position,) = positions([backing("Jordan", "LNA")], day("2019-01-01"))
    assert camp_of([position]) == ("yet", None)


def test_a_mediator_who_backs_a_side_stands_with_it():
    found = table_of(
        backing("Egypt", "LNA", support="weapons", status="alleged", as_of="2019-04"),
        backing("Egypt", "LNA", stance="mediates", status="confirmed", article=LATER),
        backing("Egypt", "GNA", stance="mediates", status="confirmed", article=LATER),
    )
    assert camps(found) == {"With LNA": ["Egypt"]}
    towards_gna, towards_lna = found.camps[0].backers[0].cells
    assert stances(towards_lna) == [("backs", "alleged"), ("mediates", "confirmed")]
    assert stances(towards_gna) == [("mediates", "confirmed")]


def test_recognition_puts_a_mediator_with_a_side():
    found = table_of(
        backing("Egypt", "LNA", stance="recognises"),
        backing("Egypt", "LNA", stance="mediates"),
        backing("Egypt", "GNA", stance="mediates"),
    )
    assert camps(found) == {"With LNA": ["Egypt"]}


def stances(cell):
    return [(held.stance, held.status) for held in cell.standing.held]


def only_standing(*rows):
    (camp,) = table_of(*rows).camps
    (standing,) = (cell.standing for cell in camp.backers[0].cells if cell.standing)
    return standing


def test_a_former_backer_keeps_its_end():
    standing = only_standing(backing("Jordan", "LNA", until="2019-06", as_of="2019-05"))
    assert (standing.stance, standing.held, standing.newest.by.name) == (None, (), "Jordan")
    (ended,) = standing.ended
    assert (ended.stance, ended.until.text) == ("backs", "2019-06")


def test_firmness_has_days_of_its_own():
    standing = only_standing(
        backing("Egypt", "LNA", status="alleged", since="2019-04-28"),
        backing("Egypt", "LNA", status="confirmed", article=LATER),
    )
    first, second = standing.held[0].firmness
    assert (first.status, first.since.text) == ("alleged", "2019-04-28")
    assert (second.status, second.since, second.by.text) == ("confirmed", None, "2019-12-01")


def test_support_that_comes_back_says_from_when():
    standing = only_standing(
        backing("Egypt", "LNA", support=("weapons", "funding"), as_of="2019-04-01"),
        backing("Egypt", "LNA", support="weapons", until="2019-06-01"),
        backing("Egypt", "LNA", support="weapons", article=LATER),
    )
    assert [(one.kind, one.remark) for one in standing.support] == [
        ("weapons", "again by 1 December 2019"),
        ("funding", ""),
    ]


def test_what_was_last_known_long_ago_is_old():
    old = backing("Egypt", "LNA", as_of="2018-11-30")
    recent = backing("Egypt", "LNA", as_of="2018-12-02")
    assert only_standing(old, LATER).is_old
    assert not only_standing(recent, LATER).is_old


def test_each_row_says_what_became_of_it():
    admitted = article("Admitted", date="2019-11-30")
    standing = only_standing(
        backing("Egypt", "LNA", stance="favours", as_of="2019-04-01"),
        backing("Egypt", "LNA", since="2019-05-01", denied_by=("Egypt",)),
        backing("Egypt", "LNA", support="funding", since="2019-05-02", until="2019-06"),
        backing("Egypt", "LNA", support="training", since="2020-03-01"),
        backing("Egypt", "LNA", status="withdrawn", as_of="2019-07-01"),
        backing("Egypt", "LNA", status="confirmed", article=admitted),
    )
    assert [(one.row.support[0], one.state, one.ended_by) for one in standing.evidence] == [
        ("training", "announced", None),
        ("unspecified", "holds", None),
        ("unspecified", "withdrawn", None),
        ("funding", "ended", "until"),
        ("unspecified", "holds", None),
        ("unspecified", "ended", "replaced"),
    ]
    replaced, denied = standing.evidence[-1], standing.evidence[-2]
    assert (replaced.last, replaced.replaced_by) == (day("2019-04-30"), "backs")
    (denial,) = denied.denials
    assert (denial.disputes, denial.is_over, standing.disputed) == (False, True, False)


def test_an_end_told_elsewhere_is_named_with_its_row():
    told = backing("Egypt", "LNA", until="2019-06-01", article=LATER)
    standing = only_standing(backing("Egypt", "LNA", as_of="2019-04-01"), told)
    assert [(one.until.text, one.ended_in) for one in standing.evidence] == [
        ("2019-06-01", None),
        ("2019-06-01", told),
    ]


def test_rows_outside_a_membership_are_in_no_table():
    war = conflict("War", sides=(Side("N", actor("N"), (JOINED,)), side("S")))
    early = backing("Chad", "M", article=article("Early", date="2019-06-01", about=war))
    index = Index(briefing(early))
    assert table(war, index, days(index)).camps == ()


def test_a_backer_that_joined_a_side_is_shown_on_it():
    war = conflict("War", sides=(Side("N", actor("N"), (JOINED,)), side("S")))
    rows = (
        backing("M", "S", article=article("Early", date="2019-06-01", about=war)),
        backing("Chad", "S", article=article("Late", date="2021-06-01", about=war)),
    )
    index = Index(briefing(*rows))
    camp = table(war, index, days(index)).camps[-1]
    assert (camp.key, [backer.actor.name for backer in camp.backers]) == ("past", ["M"])
    on_n, no_longer_s = camp.backers[0].cells
    assert (on_n.is_on_it, on_n.standing, no_longer_s.is_on_it) == (True, None, False)
    (evidence,) = no_longer_s.standing.evidence
    assert (evidence.ended_by, evidence.last) == ("membership", day("2020-12-31"))


def test_sides_keep_their_order_and_backers_are_sorted():
    found = table_of(
        backing("Qatar", "GNA"), backing("Égypte", "LNA"), backing("Jordan", "LNA"),
        backing("france", "LNA"),
    )  # fmt: skip
    assert camps(found) == {"With GNA": ["Qatar"], "With LNA": ["Égypte", "france", "Jordan"]}


def test_the_firmest_stand_first_then_who_began_first():
    found = table_of(
        backing("Alleged", "GNA", id="a", status="alleged"),
        backing("Disputed", "GNA", id="b", denied_by=("LNA",)),
        backing("Late", "GNA", id="c", since="2019-06-01"),
        backing("Early", "GNA", id="d", since="2019-04-01"),
        backing("Zambia", "GNA", id="e", status="confirmed"),
    )
    assert camps(found)["With GNA"] == ["Zambia", "Early", "Late", "Disputed", "Alleged"]


def test_what_puts_a_backer_into_its_camp_decides_its_order():
    found = table_of(
        backing("Egypt", "GNA", id="a", status="alleged"),
        backing("Egypt", "LNA", id="b", stance="opposes", status="confirmed"),
        backing("Qatar", "GNA", id="c"),
    )
    assert camps(found)["With GNA"] == ["Qatar", "Egypt"]


def test_those_who_matter_most_are_the_firmest_with_most_claims():
    found = table_of(
        backing("Egypt", "LNA", id="a", status="alleged"),
        backing("Qatar", "GNA", id="b"),
        backing("Turkey", "GNA", id="c"),
        backing("Turkey", "GNA", id="d", support="weapons", article=LATER),
        backing("Gone", "GNA", id="e", until="2019-10-01"),
    )
    some = found.foremost(2)
    assert camps(some) == {"With GNA": ["Qatar", "Turkey"]}
    assert (some.is_whole, some.line_count) == (False, 4)
    assert camps(found.lines(2, 4)) == {"With LNA": ["Egypt"], "No longer": ["Gone"]}
    assert found.foremost(4).is_whole


def test_each_backer_has_a_cell_for_each_side():
    (camp,) = table_of(backing("Turkey", "GNA")).camps
    assert [(cell.side.name, cell.standing is None) for cell in camp.backers[0].cells] == [
        ("GNA", False),
        ("LNA", True),
    ]


def test_a_member_stands_for_its_side():
    assert camps(table_of(backing("Egypt", "Khalifa Haftar"))) == {"With LNA": ["Egypt"]}


def test_a_new_position_keeps_the_earlier_one_as_evidence():
    found = table_of(
        backing("United States", "LNA", stance="favours", since="2019-04-15", article=LATER),
        backing("United States", "LNA", stance="opposes", since="2019-11-14", article=LATER),
    )
    standing = found.camps[0].backers[0].cells[1].standing
    assert standing.stance == "opposes"
    assert [(one.row.stance, one.is_current) for one in standing.evidence] == [
        ("opposes", True),
        ("favours", False),
    ]


def test_each_denier_is_named_once():
    found = table_of(
        backing("Russia", "LNA", denied_by=["Russia"], as_of="2019-05"),
        backing("Russia", "LNA", denied_by=[voice("Russia"), voice(None)], as_of="2019-06"),
    )
    standing = found.camps[0].backers[0].cells[1].standing
    assert standing.disputed
    assert {who.name if who else None for who in standing.deniers} == {"Russia", None}
    assert len(standing.deniers) == 2


def test_a_less_firm_support_type_says_so():
    found = table_of(
        backing("Turkey", "GNA", status="confirmed", support="weapons", as_of="2019-05"),
        backing("Turkey", "GNA", status="alleged", support="mercenaries", as_of="2019-06"),
    )
    standing = found.camps[0].backers[0].cells[0].standing
    assert standing.status == "confirmed"
    assert [(one.kind, one.remark) for one in standing.support] == [
        ("mercenaries", "alleged"),
        ("weapons", ""),
    ]


def test_unspecified_support_is_shown_only_for_backing():
    rows = (backing("Turkey", "GNA"), backing("Turkey", "LNA", stance="opposes"))
    towards_gna, towards_lna = table_of(*rows).camps[0].backers[0].cells
    assert [one.kind for one in towards_gna.standing.support] == ["unspecified"]
    assert towards_lna.standing.support == ()


def test_a_conflict_without_articles_has_an_empty_table():
    index = Index(briefing(article(about=conflict("Sudan", sides=(side("SAF"), side("RSF"))))))
    empty = table(conflict(), index, days(index))
    assert (empty.camps, empty.on) == ((), None)


def test_a_conflict_is_shown_for_its_newest_articles_day():
    index = Index(briefing(article("Old", date="2019-04"), article("New", date="2019-11")))
    assert days(index) == {conflict(): day("2019-11-30")}


def test_standings_are_sorted_by_name():
    index = Index(briefing(backing("Turkey", "GNA"), backing("Qatar", "GNA")))
    found = standings(index.briefing.backing, days(index))
    assert [one.by.name for one in found] == ["Qatar", "Turkey"]


def test_each_source_has_one_number_on_paper():
    gazette, mail, radio = source("The Gazette"), source("The Mail"), source("Radio")
    first = backing("Turkey", "GNA", sources=(gazette, mail))
    second = backing("Qatar", "LNA", sources=(mail,), denied_by=(voice("Qatar", sources=(radio,)),))
    numbers = table_of(first, second).source_numbers
    assert sorted(numbers.values()) == [1, 2, 3]
    assert set(numbers) == {gazette, mail, radio}


def end_of_weapons(**told):
    """What a table says of weapons that were confirmed, and whose end a later article tells."""
    weapons = backing("Turkey", "GNA", status="confirmed", article=article(date="2019-03-01"))
    end = backing("Turkey", "GNA", until="2019-06-30", article=LATER, **told)
    (one,) = table_of(weapons, end).standings
    return one


def test_an_end_is_as_firm_as_what_tells_of_it():
    (ended,) = end_of_weapons(status="alleged").ended
    assert (ended.status, ended.disputed) == ("alleged", False)


@pytest.mark.parametrize(
    ("denial", "disputed"),
    [
        ({"date": "2019-07-02"}, True),
        ({"date": "2019-07-02", "until": "2019-08"}, False),
    ],
)
def test_an_end_is_disputed_while_somebody_denies_it(denial, disputed):
    standing = end_of_weapons(denied_by=(voice("Turkey", **denial),))
    (ended,) = standing.ended
    assert ended.disputed is disputed
    assert [denied.disputes for one in standing.evidence for denied in one.denials] == [disputed]


def test_what_was_admitted_before_it_ended_stays_admitted():
    denied = backing(
        "Turkey", "GNA", denied_by=(voice("Turkey"),), article=article(date="2019-03-01")
    )
    admitted = backing("Turkey", "GNA", status="confirmed", article=article("B", date="2019-05-01"))
    end = backing("Turkey", "GNA", until="2019-06-30", article=LATER)
    (standing,) = table_of(denied, admitted, end).standings
    assert [denial.is_over for one in standing.evidence for denial in one.denials] == [True]


def towards_brigade(*rows):
    """Who stands with a brigade that changed sides in 2021, on 1 December 2021."""
    moved = (
        side("N", Membership(actor("Brigade"), until=date("2020-12-31"))),
        side("S", Membership(actor("Brigade"), since=date("2021-01-01"))),
    )
    war = conflict("War", sides=moved)
    dated = [
        backing("Kesh", to, article=article(f"Of {on}", date=on, about=war), id=on, **fields)
        for on, to, fields in rows
    ]
    (found,) = standings(dated, {war: day("2021-12-01")}, about=actor("Brigade"))
    return [one.stance for one in found.held], [one.stance for one in found.ended]


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ((), (["backs"], [])),
        ((("2020-06-01", "N", {"stance": "opposes"}),), (["backs"], [])),
        ((("2020-06-01", "N", {"until": "2020-05"}),), ([], ["backs"])),
        ((("2021-06-01", "N", {"until": "2021-05"}),), (["backs"], [])),
        ((("2020-06-01", "Brigade", {"stance": "opposes"}),), (["opposes"], [])),
    ],
)
def test_who_backs_a_member_backs_it_on_any_side(later, told):
    assert towards_brigade(("2020-01-01", "Brigade", {"support": "funding"}), *later) == told


def test_announcement_for_a_month_is_one_until_its_end():
    said = backing("Vest", "GNA", since="2020-09", article=article(date="2020-06-01"))
    for newest, words in [
        ("2020-09-10", "announced for September 2020"),
        ("2020-09-30", "since September 2020"),
    ]:
        known = backing("Oman", "GNA", article=article("Newest", date=newest))
        standing = next(one for one in table_of(said, known).standings if one.by.name == "Vest")
        assert [one.words for held in standing.held for one in held.firmness] == [words]
