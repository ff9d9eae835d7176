"""An actor's page tells what its members and officials did and said on its days."""

from dataclasses import replace

import pytest
from mkdocs_briefing.model.entities import Membership
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.parts import rollup as rollups
from mkdocs_briefing.pages.parts.belonging import belonging
from mkdocs_briefing.pages.parts.rollup import rollup
from mkdocs_briefing.wording.accounts import entry

from tests.builders import (
    account,
    actor,
    article,
    backing,
    briefing,
    conflict,
    date,
    event,
    role,
    side,
    statement,
)

IN_2019 = Membership(actor("Russia"), date("2019"), date("2019"))


def through(name, *contents, member_of=None):
    made = replace(briefing(*contents), member_of=member_of or {})
    index = Index(made)
    members = belonging(index).get(actor(name), {})
    return rollup(actor(name), members, index, entry)


@pytest.mark.parametrize(("day", "count"), [("2019-05-01", 1), ("2020-05-01", 0)])
def test_a_statement_counts_on_the_days_of_the_post(day, count):
    post = role("Donald Trump", "US", "President", since="2017-01-20", until="2019-12-31")
    said = statement("Donald Trump", "praises", "LNA", date=day)
    assert len(through("US", post, said).statements) == count


@pytest.mark.parametrize(("day", "count"), [("2019-05-01", 1), ("2020-05-01", 0)])
def test_a_position_counts_on_the_days_of_the_membership(day, count):
    row = backing("Wagner", "LNA", article=article(date=day))
    found = through("Russia", row, member_of={actor("Wagner"): (IN_2019,)})
    assert len(found.backing) == count


def test_what_befell_members_is_not_what_they_did():
    haftar = "Khalifa Haftar"
    found = through(
        "LNA",
        account("By him", by=haftar, id="a"),
        account("With him", actors=haftar, id="b"),
        account("Denied", denied_by=[haftar], id="c"),
        account("Against him", against=haftar, id="d"),
    )
    assert [one.entry.first.what for one in found.events] == ["By him", "With him", "Denied"]
    assert {one.who for one in found.events} == {(actor(haftar),)}


def test_what_is_an_actors_own_is_not_told_again():
    call = event(account(actors=["US", "Donald Trump"]))
    post = role("Donald Trump", "US", "President")
    assert not through("US", post, call, statement(["US", "Donald Trump"]))


def test_a_member_backing_its_own_side_is_left_out():
    war = conflict("War", sides=(side("N", "M"), side("S")))
    row = backing("M", "N", article=article("In a war", about=war))
    assert not through("N", row)


def test_only_the_newest_rows_are_shown(monkeypatch):
    monkeypatch.setattr(rollups, "ROWS_SHOWN", 2)
    post = role("Donald Trump", "US", "President")
    said = [statement("Donald Trump", date=f"2019-0{n}", id=f"s{n}") for n in (1, 2, 3)]
    found = through("US", post, *said)
    assert [row.id for row in found.statements] == ["s2", "s3"]
    assert found.is_cut
