"""Rows are grouped by article, actor, conflict and source."""

import pytest
from mkdocs_briefing.model.entities import Row
from mkdocs_briefing.model.index import Index, actors_of

from tests.builders import (
    account,
    actor,
    article,
    backing,
    briefing,
    conflict,
    day,
    event,
    role,
    side,
    source,
    statement,
    voice,
)

OLD = article("Old", date="2019-04-05")
NEW = article("New", date="2019-11-15")


def index(*contents):
    return Index(briefing(*contents))


def test_the_rows_are_of_all_four_kinds():
    rows = [backing(), account(), statement(), role()]
    assert index(*rows).rows == tuple(rows)


def test_every_account_of_an_event_is_a_row():
    told = account(article=OLD), account(article=NEW)
    assert index(event(*told)).rows == told


def test_a_row_belongs_to_its_article():
    old, new = backing(article=OLD), backing(article=NEW)
    said, held = statement(article=OLD), role(article=OLD)
    found = index(old, new, said, held)
    assert found.backing_in == {OLD: (old,), NEW: (new,)}
    assert found.statements_in == {OLD: (said,)}
    assert found.roles_in == {OLD: (held,)}


def test_an_event_belongs_once_to_each_of_its_articles():
    told = event(account(article=OLD), account(article=NEW), account(article=NEW))
    assert index(told).events_in == {OLD: (told,), NEW: (told,)}


def test_a_conflict_has_its_own_articles_rows_and_events():
    elsewhere = article("Elsewhere", about=conflict("Syria", sides=(side("SDF"), side("SNA"))))
    here, there = backing(article=NEW), backing(to="SDF", article=elsewhere)
    happened = event(account(article=elsewhere))
    found = index(here, there, happened)
    assert found.backing_of == {conflict(): (here,), elsewhere.conflict: (there,)}
    assert found.events_of == {elsewhere.conflict: (happened,)}
    assert found.articles_of == {conflict(): (NEW,), elsewhere.conflict: (elsewhere,)}


def test_the_newest_day_is_the_last_of_the_newest_article():
    found = index(OLD, NEW, article("Open", date="2019-12/.."))
    assert found.newest_day(conflict()) == day("2019-12-01")


def test_a_conflict_without_articles_has_no_newest_day():
    assert index().newest_day(conflict()) is None


def test_articles_come_newest_first():
    assert index(OLD, NEW).articles_of[conflict()] == (NEW, OLD)
    rows = backing(article=OLD), backing(article=NEW)
    assert index(*rows).articles_with[actor("Turkey")] == (NEW, OLD)


def test_a_stance_towards_a_member_is_one_towards_its_side():
    row = backing("France", "Khalifa Haftar")
    found = index(row)
    assert found.backing_by == {actor("France"): (row,)}
    assert found.backing_to == {actor("Khalifa Haftar"): (row,), actor("LNA"): (row,)}


def test_a_stance_towards_a_side_is_listed_once():
    row = backing("Turkey", "GNA")
    assert index(row).backing_to[actor("GNA")] == (row,)


def test_an_event_belongs_to_all_actors_of_its_accounts():
    happened = event(account(actors=["LNA"]), account(actors=["LNA", "GNA"]))
    found = index(happened)
    assert found.events_with == {actor("LNA"): (happened,), actor("GNA"): (happened,)}


def test_an_event_belongs_to_doers_victims_and_deniers():
    happened = event(account(by="LNA", against="GNA", denied_by=["Russia"]))
    found = index(happened)
    assert set(found.events_with) == {actor("LNA"), actor("GNA"), actor("Russia")}
    assert set(found.articles_with) == set(found.events_with)


def test_a_statement_belongs_to_speakers_and_those_it_is_about():
    said = statement(["Turkey", "Qatar"], "accuses", "LNA")
    found = index(said)
    assert found.statements_by == {actor("Turkey"): (said,), actor("Qatar"): (said,)}
    assert found.statements_about == {actor("LNA"): (said,)}


def test_a_role_belongs_to_its_holder_and_its_organisation():
    commander, poet = role("Khalifa Haftar", "LNA"), role("Khalifa Haftar", None, "poet")
    found = index(commander, poet)
    assert found.roles_held_by == {actor("Khalifa Haftar"): (commander, poet)}
    assert found.roles_at == {actor("LNA"): (commander,)}


def test_the_actors_of_a_row_are_listed_once_in_order():
    row = backing("Turkey", "GNA", said_by=["United Nations"], denied_by=["Turkey", voice(None)])
    assert actors_of(row) == (actor("Turkey"), actor("GNA"), actor("United Nations"))
    assert actors_of(account(actors=["LNA", "GNA", "LNA"])) == (actor("LNA"), actor("GNA"))
    assert actors_of(statement("Turkey", about=["Turkey", "LNA"])) == (
        actor("Turkey"),
        actor("LNA"),
    )
    assert actors_of(role("Khalifa Haftar", None)) == (actor("Khalifa Haftar"),)


def test_there_is_no_fifth_kind_of_row():
    bare = Row(id="x", conflict=conflict(), article=OLD, sources=())
    with pytest.raises(TypeError, match="not a kind of row: Row"):
        actors_of(bare)


def test_an_article_belongs_to_actors_of_rows_and_header():
    about = article("About", date="2019-12-01", actors=("Egypt",))
    row = backing("Turkey", "GNA", denied_by=["Qatar"], article=about)
    found = index(row).articles_with
    assert {one.name for one in found} == {"Egypt", "Turkey", "GNA", "Qatar"}
    assert set(found.values()) == {(about,)}


def test_a_row_rests_on_its_own_and_its_voices_sources():
    afp, un, ministry = source("AFP"), source("United Nations"), source("Ministry")
    row = backing(
        sources=(afp, un),
        said_by=[voice("Turkey", sources=(afp,))],
        denied_by=[voice("Qatar", sources=(ministry,))],
    )
    other = statement(sources=(un,))
    found = index(row, other).rows_resting_on
    assert found == {afp: (row,), un: (row, other), ministry: (row,)}


def test_an_empty_briefing_has_an_empty_index():
    found = index()
    assert found.rows == ()
    assert found.articles_with == {}
    assert found.rows_resting_on == {}
