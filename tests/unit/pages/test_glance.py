"""What matters most in a conflict: whose count of dead, the last turn, who is named first."""

import pytest
from mkdocs_briefing.pages.parts.glance import BACKERS_IN_A_CAMP
from mkdocs_briefing.site import layout

from tests.builders import account, article, backing, briefing, conflict, event, source

POST = article("The post", date="2019-11-20")


def shown(*contents):
    made = layout.lay_out(briefing(*contents), site_name="A briefing", site_url=None)
    (page,) = [one for one in made.pages if one.address == "conflicts/libya/"]
    return page.context["conflict"]


def glimpse(*contents):
    return shown(*contents).glance


def told(deaths):
    return [
        (one.toll.count.words(), [source.publisher for source in one.sources])
        for one in deaths.counts
    ]


def test_counts_of_different_events_are_not_added_up():
    found = glimpse(
        account("A strike", killed="53", id="a"),
        account("A battle", killed="40-60", id="b"),
        account("Talks", id="c"),
    )
    assert [words for words, _ in told(found.deaths)] == ["40 to 60"]
    assert (found.deadly_events, found.event_count) == (2, 3)


def test_each_count_of_the_event_has_its_own_sources():
    strike = event(
        account("A strike", killed="53", sources=(source("AFP"),), id="strike"),
        account("A strike", killed="60+", sources=(source("UN"),), article=POST, id="strike"),
        account("A strike", killed="53", sources=(source("TASS"),), article=POST, id="strike"),
    )
    assert told(glimpse(strike).deaths) == [("60 or more", ["UN"]), ("53", ["AFP", "TASS"])]


def test_injured_are_no_dead():
    assert glimpse(account("A strike", injured="5")).deaths is None


def test_civilians_alone_are_dead_too():
    found = glimpse(account("A strike", civilians_killed="5"))
    assert found.deaths.counts[0].toll.what == "civilians killed"


def test_a_new_position_is_no_turn():
    assert glimpse(backing("Turkey", "GNA")).last_turn is None


@pytest.mark.parametrize(
    ("later", "kind"),
    [({"stance": "opposes", "as_of": "2019-11-20"}, "changed"), ({"until": "2019-11-18"}, "ended")],
)
def test_another_stance_or_an_end_is_a_turn(later, kind):
    found = glimpse(backing("Turkey", "GNA"), backing("Turkey", "GNA", article=POST, **later))
    assert found.last_turn.kind == kind


def test_what_is_still_to_come_is_not_the_last_event():
    found = glimpse(
        account("A ceasefire is agreed", date="2019-11-10", id="a"),
        account("The ceasefire begins", date="2020-01-01", id="b"),
    )
    assert (found.last_event.first.what, found.event_count) == ("A ceasefire is agreed", 2)


@pytest.mark.parametrize(("end", "is_ahead"), [("2019-11-15", False), ("2019-12", True)])
def test_an_end_after_the_newest_article_is_ahead(end, is_ahead):
    war = conflict("Libya", start="2019", end=end)
    assert glimpse(article("News", date="2019-11-15", about=war)).is_end_ahead is is_ahead


def test_a_long_camp_names_those_with_most_claims():
    few = [backing(f"Backer {one:02}", "GNA", id=f"a{one}") for one in range(BACKERS_IN_A_CAMP)]
    much = [backing("Zealand", "GNA", id=f"z{one}", article=POST) for one in range(2)]
    (camp,) = shown(*few, *much).camps
    assert camp.backer_count == BACKERS_IN_A_CAMP + 1
    assert len(camp.backers) == BACKERS_IN_A_CAMP
    assert camp.backers[-1].actor.name == "Zealand"


def test_what_an_article_expected_has_not_happened():
    came = account("A strike", date="2019-11-14", id="a")
    expected = account("Talks are to begin", date="2019-11-18", id="talks")
    later = account("The post is opened", date="2019-11-16", article=POST, id="post")
    told = account("Talks begin", date="2019-11-18", article=POST, id="talks")
    assert glimpse(came, expected, later).last_event.event.accounts == (later,)
    assert glimpse(came, event(expected, told)).last_event.event.accounts == (expected, told)
