"""Events as readers see them: their month, their accounts, and where these differ."""

import pytest
from mkdocs_briefing.pages.parts.article_events import events_in
from mkdocs_briefing.wording.accounts import entry
from mkdocs_briefing.wording.calendar import by_month

from tests.builders import account, article, event, source, statement, voice

FIRST = article("First", date="2019-11-15")
SECOND = article("Second", date="2019-11-20", sources=(source("LSM"),))


def two(first, second):
    """One event with two accounts, each given by what it says."""
    usual = {"what": "Talks", "date": "2019-11-14", "id": "talks"}
    return entry(
        event(
            account(**(usual | first), article=FIRST),
            account(**(usual | second), article=SECOND),
        )
    )


def test_accounts_that_agree_become_one_version_with_both_sources():
    one = two({"date": "2019-11-14"}, {"date": "2019-11-14"})
    assert one.accounts_agree
    assert [source.publisher for source in one.first.sources] == ["AFP", "LSM"]
    assert one.differences == ()


def test_accounts_of_two_days_differ_on_when():
    one = two({"date": "2019-11-14"}, {"date": "2019-11-13"})
    assert [version.date.text for version in one.versions] == ["2019-11-14", "2019-11-13"]
    assert [date.text for date in one.dates] == ["2019-11-14", "2019-11-13"]
    assert one.differences == ("when",)


@pytest.mark.parametrize("rough", ["2019-11", "2019", "../2019-11", "2019-11-14~"])
def test_a_less_exact_date_contradicts_nothing(rough):
    one = two({"date": rough}, {"date": "2019-11-14"})
    assert [date.text for date in one.dates] == ["2019-11-14"]
    assert one.differences == ()
    assert not one.accounts_agree


def test_accounts_of_two_tolls_differ_on_how_many():
    one = two({"killed": "1000+"}, {"killed": "1048"})
    assert one.differences == ("how many were killed",)


def test_an_account_without_a_toll_disputes_none():
    assert two({"killed": "53"}, {}).differences == ()


def test_another_wording_is_shown_but_is_no_difference():
    one = two({"what": "Talks in Washington"}, {"what": "A delegation visits Washington"})
    assert [version.what for version in one.versions] == [
        "Talks in Washington",
        "A delegation visits Washington",
    ]
    assert one.differences == ()


def test_places_are_compared_without_regard_to_case():
    assert two({"place": "Tripoli"}, {"place": "tripoli"}).places == ("tripoli",)
    assert two({"place": "Tripoli"}, {"place": "Gharyan"}).differences == ("where",)


def months(*dates):
    entries = [entry(event(account(date, date=date))) for date in dates]
    return [
        (month.title, [one.first.what for one in month.entries])
        for year in by_month(entries)
        for month in year.months
    ]


def test_events_are_grouped_by_year_and_month():
    assert months("2019-04-04", "2019-04-30", "2019-05", "2020-01-02") == [
        ("April 2019", ["2019-04-04", "2019-04-30"]),
        ("May 2019", ["2019-05"]),
        ("January 2020", ["2020-01-02"]),
    ]


def test_events_without_a_month_come_first_in_their_year():
    assert months("2019-01-01", "2019~") == [
        ("2019, month not known", ["2019~"]),
        ("January 2019", ["2019-01-01"]),
    ]


def test_intervals_are_listed_by_beginning_or_else_by_end():
    assert months("2019-04/2019-06", "../2019-11") == [
        ("April 2019", ["2019-04/2019-06"]),
        ("November 2019", ["../2019-11"]),
    ]


def test_an_article_has_its_own_accounts_and_counts_the_others():
    talks = event(
        account("Talks", article=FIRST, id="talks"),
        account("More talks", article=FIRST, id="talks"),
        account("Talks", article=SECOND, id="talks"),
    )
    (first,) = events_in(FIRST, [talks], entry)
    assert [counted.account.what for counted in first.accounts] == ["Talks", "More talks"]
    assert (first.id, first.accounts_elsewhere) == ("talks", 1)


def test_a_toll_of_one_account_stands_beside_those_of_others():
    one = two({"killed": "40-53", "civilians_killed": "38"}, {"injured": "120"})
    assert [(toll.what, toll.count.words()) for toll in one.tolls] == [
        ("killed", "40 to 53"),
        ("injured", "120"),
    ]
    assert one.tolls[0].civilians.words() == "38"
    assert one.differences == ()
    assert not one.wordings_differ


def test_the_same_toll_of_two_accounts_is_listed_once():
    assert [toll.count.words() for toll in two({"killed": "53"}, {"killed": "53"}).tolls] == ["53"]


def test_accounts_may_differ_on_how_many_were_civilians():
    one = two(
        {"killed": "53", "civilians_killed": "38"}, {"killed": "53", "civilians_killed": "40"}
    )
    assert one.differences == ("how many civilians were killed",)
    assert len(one.tolls) == 2


def test_civilians_are_counted_alone_where_nobody_counts_the_others():
    (toll,) = two({"civilians_killed": "38"}, {}).tolls
    assert (toll.what, toll.count.words(), toll.civilians) == ("civilians killed", "38", None)


def test_differing_doers_are_shown_side_by_side():
    one = two({"by": "LNA", "status": "alleged"}, {"by": "GNA"})
    assert one.differences == ("who did it",)
    assert [(deed.by[0].name, deed.status) for deed in one.deeds] == [
        ("LNA", "alleged"),
        ("GNA", "reported"),
    ]
    assert [deed.sources[0].publisher for deed in one.deeds] == ["AFP", "LSM"]
    assert [version.deed for version in one.versions] != [None, None]


def test_an_account_without_a_doer_disputes_none():
    one = two({"by": "LNA", "against": "GNA"}, {})
    assert one.differences == ()
    assert len(one.deeds) == 1


def test_doers_and_victims_are_no_mere_participants():
    one = two({"by": "LNA", "against": "GNA", "actors": ["LNA", "Italy"]}, {})
    assert [actor.name for actor in one.participants] == ["Italy"]
    assert [actor.name for actor in one.actors] == ["LNA", "GNA", "Italy"]
    assert [side.name for side in one.sides] == ["GNA", "LNA"]


def test_what_is_said_of_an_event_begins_with_denials():
    happened = event(
        account(
            by="LNA",
            said_by=[voice("UN", "From its positions")],
            denied_by=[voice("LNA", "Not us")],
        )
    )
    acts = ("says", "condemns", "accuses", "denies")
    said = entry(happened, [statement("Italy", act, event=happened) for act in acts]).responses
    assert [one.said.what for one in said.denials] == ["Not us"]
    assert [row.act for row in said.denying] == ["denies"]
    assert [one.said.what for one in said.voices] == ["From its positions"]
    assert [row.act for row in said.statements] == ["accuses", "condemns", "says"]


def test_everyone_who_denies_an_event_is_named_once():
    happened = event(account(by="LNA", denied_by=["LNA", None]))
    said = [statement(who, "denies", event=happened) for who in ("LNA", "Russia")]
    deniers = entry(happened, said).deniers
    assert [one and one.name for one in deniers] == ["LNA", None, "Russia"]


def test_a_bare_denial_is_told_with_the_doer_alone():
    assert not entry(event(account(by="LNA", denied_by=["LNA"]))).responses
    assert entry(event(account(denied_by=["LNA"]))).responses.denials


def test_an_article_learns_what_accounts_elsewhere_add():
    shelling = event(
        account(article=FIRST, id="shelling", killed="53"),
        account(article=SECOND, id="shelling", injured="120"),
    )
    (second,) = events_in(SECOND, [shelling], entry)
    (version,) = second.versions_elsewhere
    assert [toll.count.words() for toll in version.tolls] == ["53"]
