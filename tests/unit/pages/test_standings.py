"""The backers-and-sides table: who is listed where, and what a cell says."""

import pytest
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.standings import days, standings, table

from tests.builders import article, backing, briefing, conflict, day, side, source, voice

LATER = article("Later", date="2019-12-01")


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


def test_a_former_backer_is_listed_as_no_longer():
    found = table_of(backing("Jordan", "LNA", until="2019-06", as_of="2019-05"))
    assert camps(found) == {"No longer": ["Jordan"]}
    standing = found.camps[0].backers[0].cells[1].standing
    assert standing.stance is None
    assert standing.newest.by.name == "Jordan"


def test_a_withdrawn_claim_is_only_evidence():
    found = table_of(backing("Jordan", "LNA", status="withdrawn"))
    assert camps(found) == {"Claims that were withdrawn": ["Jordan"]}
    evidence = found.camps[0].backers[0].cells[1].standing.evidence
    assert [(one.row.status, one.is_current) for one in evidence] == [("withdrawn", False)]


def test_sides_keep_their_order_and_backers_are_sorted():
    found = table_of(
        backing("Qatar", "GNA"), backing("Égypte", "LNA"), backing("Jordan", "LNA"),
        backing("france", "LNA"),
    )  # fmt: skip
    assert camps(found) == {"With GNA": ["Qatar"], "With LNA": ["Égypte", "france", "Jordan"]}


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
