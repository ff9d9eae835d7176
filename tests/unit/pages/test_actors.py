"""An actor's page: its places, members and followers, and the list of all actors."""

from dataclasses import replace
from datetime import date as Day

import pytest
from mkdocs_briefing.model.entities import Membership
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages import actors, standings
from mkdocs_briefing.pages.times import Times
from mkdocs_briefing.pictures.shapes import world
from mkdocs_briefing.wording.accounts import entries

from tests.builders import account, actor, article, backing, briefing, date, role

HAFTAR = actor("Khalifa Haftar")


def page_of(name, of_briefing):
    index = Index(of_briefing)
    days = standings.days(index)
    made = actors.pages(index, entries(of_briefing.events), days, world().in_words)
    return next(page for page in made if page.actor.name == name)


def test_a_side_knows_its_members_and_a_member_its_side():
    made = briefing(article())
    (place,) = page_of("Khalifa Haftar", made).places
    assert (place.side.name, place.is_side) == ("LNA", False)
    (own,) = page_of("LNA", made).places
    assert own.is_side
    assert [one.actor for one in page_of("LNA", made).members] == [HAFTAR]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("LY", "Libya"),
        ("ly", "Libya"),
        ("LBY", "Libya"),
        ("NO", "Norway"),
        ("GB", "United Kingdom"),
        ("England", "England"),
        ("Türkiye", "Türkiye"),
        ("UP", "UP"),
        ("Atlantis", "Atlantis"),
        (None, None),
    ],
)
def test_a_country_is_shown_in_words_where_a_code_is_written(written, words):
    """Only where the atlas knows the code: names stay as their contributor has them."""
    someone = actor(f"Someone of {written}", country=written)
    made = briefing(article(), backing(someone, "GNA"))
    assert page_of(someone.name, made).country == words


def test_what_a_profile_says_of_its_membership_goes_before_what_the_conflict_says():
    belongs = {HAFTAR: (Membership(actor("LNA"), since=date("2014")),)}
    made = replace(briefing(article()), member_of=belongs)
    (member,) = page_of("LNA", made).members
    assert member.since == date("2014")
    assert page_of("Khalifa Haftar", made).member_of == belongs[HAFTAR]


def test_followers_are_told_apart_by_how_they_stand():
    made = briefing(
        backing("Egypt", "Khalifa Haftar"),
        backing("Italy", "LNA", stance="mixed"),
        backing("US", "LNA", stance="opposes"),
        backing("Jordan", "LNA", status="withdrawn"),
    )
    found = {
        following.key: [one.by.name for one in following.standings]
        for following in page_of("LNA", made).followings
    }
    assert found == {"with": ["Egypt"], "between": ["Italy"], "away": ["US"], "past": ["Jordan"]}


def test_a_member_has_only_those_followers_that_name_it():
    made = briefing(backing("Egypt", "Khalifa Haftar"), backing("Qatar", "LNA"))
    (following,) = page_of("Khalifa Haftar", made).followings
    assert [one.by.name for one in following.standings] == ["Egypt"]


def test_posts_are_told_by_who_held_them_and_by_where():
    made = briefing(role("Taher Siala", "GNA", "foreign minister"))
    assert [row.post for row in page_of("Taher Siala", made).held] == ["foreign minister"]
    assert [row.who.name for row in page_of("GNA", made).posts] == ["Taher Siala"]


def test_a_person_is_no_it():
    titles = [one.title for one in actors.outline(actor("Anna", kind="person")).values()]
    assert titles[1:3] == ["Where they stand", "Who stands with them"]


def test_actors_are_listed_by_kind_and_those_without_one_last():
    state = actor("Turkey (a state)", kind="state")
    listed = actors.listing(
        Index(briefing(state, actor("Somebody"), article(actors=("Somebody",))))
    )
    assert [kind.title for kind in listed.kinds] == ["States", "Kind not stated"]
    counts = {one.actor.name: one.article_count for kind in listed.kinds for one in kind.actors}
    assert counts["Somebody"] == 1


def test_much_evidence_is_left_to_the_pages_of_the_backers(monkeypatch):
    monkeypatch.setattr(standings, "ROWS_IN_PLACE", 1)
    index = Index(briefing(backing("Egypt", "LNA", id="a"), backing("Qatar", "GNA", id="b")))
    (conflict,) = index.briefing.conflicts
    assert not standings.table(conflict, index, standings.days(index)).in_place


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("2019-04-04", '<time datetime="2019-04-04">4 April 2019</time>'),
        ("2019-04~", 'about <time datetime="2019-04">April 2019</time>'),
        (
            "2019-04/2019-06",
            '<time datetime="2019-04">April</time> to <time datetime="2019-06">June 2019</time>',
        ),
    ],
)
def test_a_date_is_written_in_words_that_a_machine_can_read(text, html):
    assert Times()[date(text)] == html


def test_the_day_of_a_position_is_that_of_the_newest_article_of_its_conflict():
    made = briefing(backing("Egypt", "LNA", article=article("Old", date="2019-04-05")), account())
    (stand,) = page_of("Egypt", made).stands
    assert stand.on == Day(2019, 11, 15)
