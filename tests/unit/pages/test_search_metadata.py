"""What the search finds a page by, besides its text."""

from mkdocs_briefing.model.entities import Membership
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.parts import search_metadata
from mkdocs_briefing.pages.parts.search_metadata import SearchMetadata

from tests.builders import account, actor, article, backing, briefing, conflict, date, event, side

ARTICLE = article("Letters", date="2019-11-20")


def test_an_article_is_found_by_its_actors_and_sides():
    made = briefing(backing("Turkey", "GNA", article=ARTICLE))
    found = SearchMetadata(Index(made)).article(ARTICLE)
    assert found.kind == "Article"
    assert found.date is ARTICLE.date
    conflict = made.conflicts[0]
    assert found.facets == (
        ("actor", "Turkey"),
        ("actor", actor("GNA").name),
        ("conflict", conflict.title),
        ("side", "GNA"),
        ("year", "2019"),
    )


def test_a_claim_outside_of_a_membership_names_no_side():
    brigade = Membership(actor("Brigade"), until=date("2019-01"))
    left = conflict("Left", sides=(side("LNA", brigade), side("GNA")))
    late = article("Late", about=left, date="2019-11-20")
    made = briefing(backing("Turkey", "Brigade", article=late))
    facets = SearchMetadata(Index(made)).article(late).facets
    assert [value for facet, value in facets if facet == "side"] == []


def test_a_side_that_takes_part_in_an_event_counts():
    made = briefing(event(account("Talks", actors=("LNA",), article=ARTICLE)))
    assert ("side", "LNA") in SearchMetadata(Index(made)).article(ARTICLE).facets


def test_an_article_of_two_years_is_found_in_both():
    one = article("New year", date="2019-12/2020-01")
    found = SearchMetadata(Index(briefing(one))).article(one)
    assert [value for facet, value in found.facets if facet == "year"] == ["2019", "2020"]


def test_an_actor_is_found_by_its_name():
    made = briefing(ARTICLE)
    found = SearchMetadata(Index(made)).actor(actor("Turkey"), ())
    assert (found.kind, found.facets) == ("Actor", (("actor", "Turkey"),))


def test_a_conflict_is_found_by_its_sides():
    made = briefing(ARTICLE)
    conflict = made.conflicts[0]
    found = SearchMetadata(Index(made)).conflict(conflict)
    assert found.facets[0] == ("conflict", conflict.title)
    assert {"GNA", "LNA"} <= {value for facet, value in found.facets if facet == "side"}


def test_a_year_of_the_chronology_is_found_by_its_year():
    assert search_metadata.for_year("2019").facets == (("year", "2019"),)
