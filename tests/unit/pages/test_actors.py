"""What the page of an actor shows, and the list of all actors."""

from dataclasses import replace
from datetime import date as Day

import pytest
from mkdocs_briefing.model.entities import Membership
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages import actor_list, actor_years, actors
from mkdocs_briefing.pages.parts import followers
from mkdocs_briefing.pages.parts.times import Times
from mkdocs_briefing.site.layout import lay_out
from mkdocs_briefing.standings import table as tables
from mkdocs_briefing.standings.standing import days

from tests.builders import (
    account,
    actor,
    article,
    backing,
    briefing,
    conflict,
    date,
    role,
    side,
    statement,
    voice,
)
from tests.pages import parsed, text
from tests.unit.pages.test_templates import shown

ACTOR = "briefing/actor.html"
HAFTAR = actor("Khalifa Haftar")


def page_of(name, of_briefing):
    site = lay_out(of_briefing, site_name="A briefing", site_url=None)
    (page,) = [page for page in site.pages if page.template == ACTOR and page.title == name]
    return page


def view_of(name, of_briefing):
    return page_of(name, of_briefing).context["actor"]


def test_a_side_knows_its_members_and_a_member_its_side():
    made = briefing(article())
    (affiliation,) = view_of("Khalifa Haftar", made).affiliations
    assert (affiliation.side.name, affiliation.is_side) == ("LNA", False)
    (own,) = view_of("LNA", made).affiliations
    assert own.is_side
    assert [one.actor for one in view_of("LNA", made).members] == [HAFTAR]


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
def test_a_country_code_is_shown_in_words(written, words):
    """Only where the atlas knows the code: names stay as their contributor has them."""
    someone = actor(f"Someone of {written}", country=written)
    made = briefing(article(), backing(someone, "GNA"))
    assert view_of(someone.name, made).country == words


def test_a_membership_in_a_profile_replaces_that_in_a_conflict():
    belongs = {HAFTAR: (Membership(actor("LNA"), since=date("2014")),)}
    made = replace(briefing(article()), member_of=belongs)
    (member,) = view_of("LNA", made).members
    assert member.since == date("2014")
    assert view_of("Khalifa Haftar", made).member_of == belongs[HAFTAR]


def test_followers_are_grouped_by_stance():
    made = briefing(
        backing("Egypt", "Khalifa Haftar"),
        backing("Italy", "LNA", stance="mixed"),
        backing("US", "LNA", stance="opposes"),
        backing("Jordan", "LNA", status="withdrawn"),
    )
    found = {
        group.key: [one.by.name for one in group.standings]
        for group in view_of("LNA", made).followers
    }
    assert found == {
        "with": ["Egypt"],
        "between": ["Italy"],
        "away": ["US"],
        "withdrawn": ["Jordan"],
    }


def test_a_member_has_only_followers_that_name_it():
    made = briefing(backing("Egypt", "Khalifa Haftar"), backing("Qatar", "LNA"))
    (group,) = view_of("Khalifa Haftar", made).followers
    assert [one.by.name for one in group.standings] == ["Egypt"]


def test_an_end_towards_the_side_ends_it_for_members():
    made = briefing(
        backing("Egypt", "Khalifa Haftar", as_of="2019-04-01"),
        backing("Egypt", "LNA", until="2019-06-01"),
    )
    (group,) = view_of("Khalifa Haftar", made).followers
    assert (group.key, [one.by.name for one in group.standings]) == ("past", ["Egypt"])


def test_roles_are_listed_by_holder_and_by_organisation():
    made = briefing(role("Taher Siala", "GNA", "foreign minister"))
    assert [one.post for one in view_of("Taher Siala", made).roles_held] == ["foreign minister"]
    assert [one.who.name for one in view_of("GNA", made).roles_here] == ["Taher Siala"]


def test_the_sections_of_a_person_say_they():
    made = briefing(article(), actor("Anna", kind="person"))
    titles = [section.title for section in page_of("Anna", made).content.sections]
    assert titles[:2] == ["Where they stand", "Who stands with them"]


def test_actors_are_grouped_by_kind_with_unknown_kinds_last():
    state = actor("Turkey (a state)", kind="state")
    index = Index(briefing(state, actor("Somebody"), article(actors=("Somebody",))))
    groups = actor_list.actor_groups(index, days(index))
    assert [group.title for group in groups] == ["States", "Kind not stated"]
    counts = {one.actor.name: one.article_count for group in groups for one in group.actors}
    assert counts["Somebody"] == 1


def test_long_evidence_is_left_to_the_backers_pages(monkeypatch):
    monkeypatch.setattr(tables, "CLAIMS_IN_TABLES", 1)
    index = Index(briefing(backing("Egypt", "LNA", id="a"), backing("Qatar", "GNA", id="b")))
    (conflict,) = index.briefing.conflicts
    assert not tables.table(conflict, index, days(index)).in_place


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("2019-04-04", '<time dir="ltr" datetime="2019-04-04">4 April 2019</time>'),
        ("2019-04~", 'about <time dir="ltr" datetime="2019-04">April 2019</time>'),
        (
            "2019-04/2019-06",
            '<time dir="ltr" datetime="2019-04">April</time> to '
            '<time dir="ltr" datetime="2019-06">June 2019</time>',
        ),
    ],
)
def test_a_date_is_written_as_a_time_element(text, html):
    assert Times()[date(text)] == html


def test_a_position_is_shown_for_its_conflicts_newest_article():
    made = briefing(backing("Egypt", "LNA", article=article("Old", date="2019-04-05")), account())
    (standing,) = view_of("Egypt", made).standings
    assert standing.on == Day(2019, 11, 15)


def allegiances(name, made):
    return [
        (one.side.name, one.is_side, one.through and one.through.name, one.post)
        for one in view_of(name, made).allegiances
    ]


def test_the_side_of_a_member_follows_from_its_membership():
    made = briefing(article())
    assert allegiances("Khalifa Haftar", made) == [("LNA", False, None, None)]
    assert allegiances("LNA", made) == [("LNA", True, None, None)]


def test_the_side_of_an_official_follows_from_the_post():
    siala = role("Taher Siala", "GNA", "foreign minister", since="2016")
    assert allegiances("Taher Siala", briefing(siala)) == [
        ("GNA", False, "GNA", "foreign minister")
    ]
    former = role("Taher Siala", "GNA", "foreign minister", until="2018")
    assert allegiances("Taher Siala", briefing(former)) == []


def test_who_left_a_side_is_on_it_no_more():
    left = Membership(actor("Brigade"), until=date("2019-10"))
    joined = Membership(actor("Brigade"), since=date("2019-11"))
    war = conflict("War", sides=(side("N", left), side("S", joined)))
    made = briefing(article("News", about=war, date="2019-12-01"))
    assert allegiances("Brigade", made) == [("S", False, None, None)]


def test_a_claim_outside_of_a_membership_stands_on_both_pages():
    member = Membership(actor("Brigade"), since=date("2021"))
    war = conflict("War", sides=(side("N", member), side("S")))
    row = backing("Kesh", "Brigade", article=article("News", about=war, date="2019-12-01"))
    made = briefing(row)
    assert {name: view_of(name, made).outside for name in ("Kesh", "Brigade", "N")} == {
        "Kesh": (row,),
        "Brigade": (row,),
        "N": (),
    }


def test_no_section_on_members_where_they_did_nothing():
    said = statement("Khalifa Haftar", what="Onwards")
    assert "_through" in [one.id for one in page_of("LNA", briefing(said)).content.sections]
    assert "_through" not in [one.id for one in page_of("GNA", briefing(said)).content.sections]


# --- the first lines ----------------------------------------------------------------------


def head(name, of_briefing):
    """The lines below the name of an actor, as a reader sees them."""
    page = parsed(shown(page_of(name, of_briefing)))
    (lines,) = [one for one in page.iter() if one.get("class") == "b-now"]
    return [text(line) for line in lines]


THEN = article("Then", date="2019-11-15")
DAY = "On 15 November 2019, the day of the newest article:"


def test_the_first_lines_say_how_firm_a_position_is():
    made = briefing(
        backing(
            "Russia", "LNA", status="alleged", support="weapons", since="2019-09", why="oil",
            denied_by=["Russia"], article=THEN, id="a",
        )
    )  # fmt: skip
    assert head("Russia", made) == [
        DAY,
        "Backs LNA alleged disputed: weapons; since September 2019; last known 15 November 2019; "
        "reason given: oil",
    ]


def test_the_first_lines_name_both_sides_and_what_ended():
    made = briefing(
        backing("Italy", "LNA", since="2019-04", until="2019-06-30", article=THEN, id="a"),
        backing("Italy", "GNA", since="2019-07", article=THEN, id="b"),
    )
    _, towards_gna, towards_lna = head("Italy", made)
    assert towards_gna.startswith("Backs GNA reported")
    assert towards_lna == "No longer backs LNA reported; until 30 June 2019"


def test_the_first_lines_say_what_came_before_a_turn():
    made = briefing(
        backing("US", "LNA", stance="favours", since="2019-04", article=THEN, id="a"),
        backing("US", "LNA", stance="opposes", since="2019-11-14", article=THEN, id="b"),
    )
    assert "before that, favours" in head("US", made)[1]


def test_no_track_hides_another_in_the_first_lines():
    made = briefing(
        backing("Oman", "GNA", until="2019-06-30", article=THEN, id="a"),
        backing("Oman", "GNA", stance="mediates", article=THEN, id="b"),
        backing("Oman", "GNA", stance="recognises", since="2020", article=THEN, id="c"),
        backing("Oman", "LNA", stance="mediates", until="2019-06-30", article=THEN, id="d"),
    )
    assert head("Oman", made)[1:] == [
        "Mediates with GNA reported; held by 15 November 2019; last known 15 November 2019",
        "No longer backs GNA reported; until 30 June 2019",
        "Announced for 2020 recognises GNA reported",
        "No longer mediates with LNA reported; until 30 June 2019",
    ]


def test_short_lines_towards_a_member_name_the_member(monkeypatch):
    monkeypatch.setattr(followers, "FOLLOWER_CARDS", 0)
    made = briefing(backing("Egypt", "Khalifa Haftar", article=THEN))
    page = parsed(shown(page_of("Khalifa Haftar", made)))
    (lines,) = [one for one in page.iter() if one.get("class") == "b-people"]
    assert text(lines).startswith("Egypt Backs Khalifa Haftar reported")


def test_a_turn_before_an_end_is_not_what_came_before():
    made = briefing(
        backing("US", "LNA", stance="favours", since="2018", article=THEN, id="a"),
        backing("US", "LNA", since="2019-03-01", until="2019-04-30", article=THEN, id="b"),
        backing("US", "LNA", since="2019-10-01", article=THEN, id="c"),
    )
    assert "before that" not in head("US", made)[1]


def test_an_old_position_is_not_said_of_today():
    made = briefing(
        backing("Qatar", "GNA", since="2016", as_of="2017-03-01", article=THEN, id="a"),
    )
    (_, line) = head("Qatar", made)
    assert line == "Last known on 1 March 2017: Backs GNA reported; since 2016"


def test_a_person_is_introduced_by_post_and_side():
    made = briefing(
        role("Siala", "GNA", "Foreign minister", since="2016", article=THEN, id="a"),
        role("Siala", "Bank", "Clerk", until="2001", article=THEN, id="b"),
    )
    post, former, day, side = head("Siala", made)
    assert post.startswith("Foreign minister, GNA (since 2016)")
    assert former.startswith("Formerly Clerk, Bank")
    assert day == DAY
    assert side.startswith("on the side of GNA in")


def test_of_whom_nothing_is_known_the_first_line_says_so():
    assert head("Nobody", briefing(actor("Nobody"))) == ["No article says yet where Nobody stands."]


def test_what_somebody_denies_stands_on_their_page():
    made = briefing(
        backing("Wagner", "LNA", denied_by=[voice("Putin", "None of ours")], article=THEN, id="a")
    )
    (denial,) = view_of("Putin", made).denials
    assert (denial.denied, denial.voice.what) == ("Wagner backs LNA", "None of ours")


# --- more than one page can show ------------------------------------------------------------


def test_much_on_record_is_split_by_year(monkeypatch):
    monkeypatch.setattr(actor_years, "ROWS_ON_ONE_PAGE", 3)
    monkeypatch.setattr(actors, "SHOWN", 2)
    rows = [
        account(f"Talks {year}", date=str(year), actors="US", article=THEN, id=f"t-{year}")
        for year in range(2015, 2019)
    ]
    site = lay_out(briefing(*rows), site_name="", site_url=None)
    found = {page.address: page for page in site.pages}
    view = found["actors/us/"].context["actor"]
    assert [year.title for year in view.chronology] == ["2018", "2017"]
    assert [year.address for year in view.years][-1] == "actors/us/2015/"
    of_2016 = text(parsed(shown(found["actors/us/2016/"])))
    assert "Talks 2016" in of_2016
    assert "Talks 2017" not in of_2016


def test_of_much_evidence_what_holds_comes_first():
    made = briefing(
        backing("US", "LNA", stance="favours", since="2019-04", article=THEN, id="a"),
        backing("US", "LNA", stance="opposes", since="2019-11-14", article=THEN, id="b"),
    )
    (standing,) = actors._firmest(view_of("US", made).standings, 1)
    assert [one.row.stance for one in standing.evidence] == ["opposes"]


def test_a_long_list_of_actors_leaves_out_summaries(monkeypatch):
    made = briefing(actor("Turkey", summary="A state on two continents"))

    def listed():
        site = lay_out(made, site_name="", site_url=None)
        (page,) = [page for page in site.pages if page.address == "actors/"]
        return text(parsed(shown(page)))

    assert "A state on two continents" in listed()
    monkeypatch.setattr(actor_list, "ACTORS_WITH_SUMMARIES", 0)
    assert "A state on two continents" not in listed()
    assert "Turkey" in listed()
