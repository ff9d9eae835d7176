"""The whole site as data: which pages and files a briefing makes."""

import json
from dataclasses import replace

import pytest
from mkdocs_briefing.model.entities import Body
from mkdocs_briefing.pages import articles, sources
from mkdocs_briefing.pages.parts import chronology_parts
from mkdocs_briefing.site import layout
from mkdocs_briefing.site.registry import GENERATED

from tests.builders import (
    account,
    actor,
    article,
    backing,
    briefing,
    conflict,
    event,
    source,
)


def laid_out(*contents, bodies=(), site_url=None):
    made = replace(briefing(*contents), bodies=bodies)
    return layout.lay_out(made, site_name="A briefing", site_url=site_url)


def page(of_site, address):
    return next(page for page in of_site.pages if page.address == address)


def addresses(of_site):
    return [page.address for page in of_site.pages]


def test_a_briefing_without_content_has_all_its_pages():
    empty = laid_out()
    assert set(addresses(empty)) == set(GENERATED.pages)


def test_each_article_actor_and_conflict_has_a_page():
    found = set(addresses(laid_out(backing("Turkey", "GNA"))))
    assert found - set(GENERATED.pages) == {
        "articles/ankara-stands-by-tripoli/",
        "actors/gna/",
        "actors/khalifa-haftar/",
        "actors/lna/",
        "actors/turkey/",
        "conflicts/libya/",
    }


def test_no_address_is_given_twice():
    found = addresses(laid_out(backing("Turkey", "GNA"), account("Talks", actors="Qatar")))
    assert len(found) == len(set(found))


def test_only_an_actor_with_a_profile_has_a_text():
    turkey = actor("Turkey (with a profile)", path="actors/turkey.md")
    made = laid_out(backing(turkey, "GNA"))
    assert page(made, turkey.address).body == "actors/turkey.md"
    assert page(made, "actors/gna/").body is None


def test_an_article_has_its_text_and_its_summary():
    one = article("On the record", summary="What was said.")
    found = page(laid_out(one), "articles/on-the-record/")
    assert found.body == "articles/on-the-record.md"
    assert (found.title, found.description) == ("On the record", "What was said.")


def test_downloads_are_assets_and_listed_on_the_data_page():
    made = laid_out(backing("Turkey", "GNA"), site_url="https://example.org/briefing")
    paths = [asset.path for asset in made.assets if asset.path.startswith("data/")]
    assert "data/backing.csv" in paths
    assert "data/briefing.json" in paths
    listed = page(made, "data/").context["downloads"]
    assert [one.path for one in listed] == paths
    assert f"https://example.org/briefing/{paths[0]}" == listed[0].url


def test_each_actor_has_a_card_beside_its_page():
    turkey = actor("Turkey", kind="state", summary="A state on two continents.")
    made = laid_out(backing(turkey, "GNA", support="weapons"))
    card = next(one.text for one in made.assets if one.path == f"{turkey.address}card.json")
    assert json.loads(card) == {
        "name": "Turkey",
        "kind": "State",
        "sides": [],
        "stands": ["backs GNA"],
        "line": "A state on two continents.",
    }
    lna = next(one.text for one in made.assets if one.path == "actors/lna/card.json")
    assert json.loads(lna)["sides"] == [{"name": "LNA", "colour": 1}]
    assert json.loads(lna)["stands"] == []


def test_a_card_says_whose_side_a_member_is_on():
    made = laid_out(backing("Turkey", "GNA"))
    haftar = next(one.text for one in made.assets if one.path == "actors/khalifa-haftar/card.json")
    assert json.loads(haftar)["stands"] == ["on the side of LNA"]


def test_each_download_is_described_with_its_columns():
    listed = page(laid_out(backing()), "data/").context["downloads"]
    assert [one.path for one in listed if not one.description] == []
    assert listed
    backing_csv = next(one for one in listed if one.name == "backing.csv")
    assert [column.name for column in backing_csv.columns][:3] == ["id", "conflict", "by"]
    assert backing_csv.line_count == 1


# --- pages of the contributors' own ----------------------------------------------------


def test_an_ordinary_page_stays_what_it_is():
    about = Body("about.md", "# About us\n\nText.", {})
    found = page(laid_out(bodies=(about,)), "about/")
    assert (found.template, found.title, found.body) == ("main.html", "About us", "about.md")


@pytest.mark.parametrize("path", ["chronology.md", "chronology/index.md", "chronology/README.md"])
def test_an_ordinary_page_at_a_generated_address_introduces_it(path):
    made = laid_out(bodies=(Body(path, "Day by day.", {"title": "The days"}),))
    found = page(made, "chronology/")
    assert (found.template, found.body) == ("briefing/chronology.html", path)
    assert found.title == found.context["title"] == "The days"
    assert addresses(made).count("chronology/") == 1


def test_the_home_page_is_titled_after_the_site():
    assert page(laid_out(), "").title == "A briefing"


def test_a_text_of_its_own_replaces_the_sentences_of_home():
    one = article(about=conflict("War", summary="In one sentence."))
    plain = page(laid_out(one), "").context["home"]
    introduced = page(laid_out(one, bodies=(Body("index.md", "Text.", {}),)), "").context["home"]
    assert plain.overviews[0].has_sentences
    assert not introduced.overviews[0].has_sentences


def test_home_has_an_overview_of_more_than_two_conflicts():
    wars = [article(f"Of {n}", date=f"2019-0{n}", about=conflict(f"War {n}")) for n in (1, 2, 3)]
    two, three = (page(laid_out(*some), "").context["home"] for some in (wars[:2], wars))
    assert [one.conflict.title for one in two.overviews] == ["War 2", "War 1"]
    assert two.glances == three.overviews == ()
    assert [one.conflict.title for one in three.glances] == ["War 3", "War 2", "War 1"]


# --- splitting --------------------------------------------------------------------------


def events(count, year=2019):
    return tuple(event(account("Talks", date=f"{year}-05", id=f"talks-{n}")) for n in range(count))


def test_a_short_chronology_is_one_page():
    made = laid_out(*events(3))
    assert not page(made, "chronology/").context["chronology"].stretches
    assert "chronology/2019/" not in addresses(made)


def test_a_long_chronology_has_a_page_for_each_year(monkeypatch):
    monkeypatch.setattr(chronology_parts, "ROWS_ON_ONE_PAGE", 3)
    made = laid_out(*events(2), event(account("Early", date="2015", id="early")), *events(2, 2020))
    overview = page(made, "chronology/").context["chronology"]
    assert [(year.title, year.count) for year in overview.stretches] == [
        ("2015", 1),
        ("2019", 2),
        ("2020", 2),
    ]
    assert [month.address for month in overview.stretches[0].within] == [
        "chronology/2015/#_2015-00"
    ]
    assert not overview.years
    of_2019 = page(made, "chronology/2019/").context["chronology"]
    assert (of_2019.previous.title, of_2019.following.title) == ("2015", "2020")
    assert of_2019.years
    assert "chronology/events.json" in {asset.path for asset in made.assets}


def test_a_long_year_has_a_page_for_each_month(monkeypatch):
    monkeypatch.setattr(chronology_parts, "ROWS_ON_ONE_PAGE", 3)
    june = event(account("Fall", date="2019-06-26", id="fall"))
    made = laid_out(*events(3), june, event(account("Some day", date="2019", id="some-day")))
    overview = page(made, "chronology/2019/").context["chronology"]
    assert [(one.title, one.address, one.count) for one in overview.stretches] == [
        ("2019, month not known", "chronology/2019/00/", 1),
        ("May 2019", "chronology/2019/05/", 3),
        ("June 2019", "chronology/2019/06/", 1),
    ]
    links = page(made, "chronology/2019/05/").context["links"]
    assert links.event(june) == "chronology/2019/06/#fall"


def test_a_short_list_of_articles_is_one_page():
    made = laid_out(article("One", date="2019"))
    assert not page(made, "articles/").context["articles"].by_year
    assert not [one for one in addresses(made) if one.startswith("articles/by-year/")]


def test_many_articles_have_a_page_for_each_year(monkeypatch):
    monkeypatch.setattr(articles, "ARTICLES_ON_ONE_PAGE", 2)
    dates = ("2018-03-01", "2019-04-01", "2019-05-01", "2021-01-01")
    made = laid_out(*(article(f"Of {one}", date=one) for one in dates))
    overview = page(made, "articles/").context["articles"]
    assert [(year.title, year.article_count) for year in overview.years] == [
        ("2021", 1),
        ("2019", 2),
        ("2018", 1),
    ]
    assert [one.date.text for one in overview.newest] == list(reversed(dates))
    of_2019 = page(made, "articles/by-year/2019/").context["period"]
    assert [month.title for month in of_2019.months] == ["May 2019", "April 2019"]
    assert (of_2019.previous.title, of_2019.following.title) == ("2018", "2021")


def test_a_long_year_of_articles_has_pages_for_its_months(monkeypatch):
    monkeypatch.setattr(articles, "ARTICLES_ON_ONE_PAGE", 2)
    monkeypatch.setattr(articles, "ARTICLES_OF_A_YEAR", 2)
    dates = ("2019-04-01", "2019-04-02", "2019-05-01")
    made = laid_out(*(article(f"Of {one}", date=one) for one in dates))
    assert page(made, "articles/by-year/2019/").context["period"].is_split
    april = page(made, "articles/by-year/2019-04/").context["period"]
    assert [one.date.text for month in april.months for one in month.articles] == [
        "2019-04-02",
        "2019-04-01",
    ]
    assert (april.previous, april.following.title) == (None, "May 2019")
    assert april.within.title == "2019"


def test_many_sources_have_a_page_for_each_publisher(monkeypatch):
    monkeypatch.setattr(sources, "SOURCES_ON_ONE_PAGE", 1)
    made = laid_out(source("AFP", title="One"), source("Afp", title="Two"), source("TASS"))
    assert {"sources/afp/", "sources/tass/"} <= set(addresses(made))
    assert page(made, "sources/afp/").context["publisher"].sources[0].source.publisher == "AFP"


def test_the_sections_of_a_page_are_its_table_of_contents():
    made = laid_out(backing("Turkey", "GNA"))
    sections = page(made, "actors/turkey/").content.sections
    assert [section.title for section in sections] == [
        "Where it stands",
        "Who stands with it",
        "Chronology",
        "Statements",
        "Articles",
        "Profile",
    ]
