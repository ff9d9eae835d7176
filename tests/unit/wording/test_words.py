"""Rows and names are put into words."""

from dataclasses import replace

import pytest
from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.wording.words import (
    act,
    amounts,
    claim,
    claim_with_end,
    denial_date,
    joined_names,
    route,
    says_so,
    since,
    supported,
    toll,
)

from tests.builders import account, actor, article, backing, date, role, statement, voice


@pytest.mark.parametrize(
    ("row", "line"),
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
def test_a_row_is_said_in_one_line(row, line):
    assert claim(row) == line


@pytest.mark.parametrize(
    ("days", "line"),
    [
        ({}, "Jordan backs LNA (withdrawn)"),
        ({"until": "2019-05"}, "Jordan backs LNA, until May 2019 (withdrawn)"),
        ({"since": "2030-01"}, "Jordan backs LNA, announced for January 2030 (withdrawn)"),
    ],
)
def test_what_was_taken_back_says_so_with_any_days(days, line):
    assert claim_with_end(backing("Jordan", "LNA", status="withdrawn", **days)) == line


def test_names_are_joined_as_in_a_sentence():
    a, b, c = actor("A"), actor("B"), actor("C")
    assert joined_names((a,)) == "A"
    assert joined_names((a, b)) == "A and B"
    assert joined_names((a, b, c)) == "A, B and C"


@pytest.mark.parametrize(
    ("stance", "support", "shown"),
    [
        ("backs", ("unspecified",), ("unspecified",)),
        ("neutral", ("unspecified",), ()),
        ("neutral", ("diplomatic",), ("diplomatic",)),
        (None, ("unspecified",), ()),
    ],
)
def test_unspecified_support_is_shown_only_for_backing(stance, support, shown):
    assert supported(stance, support) == shown


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2019-04-04", "since 4 April 2019"),
        ("2019~", "since about 2019"),
        ("2019-04/..", "since April 2019"),
        ("2019-04?/..", "possibly since April 2019"),
        ("../2019-11", "by November 2019"),
        ("2019-04/2019-06", "begun April to June 2019"),
    ],
)
def test_a_beginning_has_one_preposition(written, words):
    assert since(date(written)) == words


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        (None, "1,048"),
        ("2019-07-09", "1,048 by 9 July 2019"),
        ("../2019-07", "1,048 by July 2019"),
        ("2019-04/2019-07", "1,048 as of April to July 2019"),
    ],
)
def test_a_toll_is_told_with_its_day(as_of, words):
    assert toll(Count.of(best=1048, as_of=None if as_of is None else date(as_of))) == words


def test_amounts_are_listed_and_never_added_up():
    row = backing(amount=("6 TB2 drones", "~120000000 USD", "4 TB2 drones"))
    assert amounts(row) == "6 TB2 drones, about 120,000,000 USD, 4 TB2 drones"
    assert amounts(backing()) == ""


def test_a_route_names_everybody_on_it():
    assert route(backing(through=("Jordan", "Chad"))) == "by way of Jordan and Chad"
    assert route(backing()) == ""


@pytest.mark.parametrize(
    ("names", "verb"),
    [
        (["UN experts"], "say so"),
        (["Panel of Experts"], "says so"),
        (["Reuters"], "says so"),
        (["the press"], "says so"),
        ([None], "says so"),
        (["Italy", "France"], "say so"),
    ],
)
def test_several_voices_say_so_and_one_says_so(names, verb):
    assert says_so([None if name is None else actor(name) for name in names]) == verb


def test_a_statement_of_nobody_is_that_of_an_unnamed_source():
    assert claim(statement((), "says", (), "it")) == "an unnamed source says: it"
    assert act(statement((), "accuses")) == "accuses"


def test_a_denial_shows_only_a_day_of_its_own():
    row = backing(as_of="2019-11-05", article=article(date="2019-11-15"))
    given = [replace(voice("Russia"), date=date(day)) for day in ("2019-11-05", "2019-11-07")]
    assert [denial_date(row, one) for one in given] == [None, date("2019-11-07")]
