"""Events as readers see them: in which month, with which accounts, and where these differ."""

import pytest
from mkdocs_briefing.pages.events import by_month, told
from mkdocs_briefing.wording.accounts import entry

from tests.builders import account, article, event, source

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


def test_accounts_that_agree_are_told_once_with_both_sources():
    one = two({"date": "2019-11-14"}, {"date": "2019-11-14"})
    assert one.told_alike
    assert [source.publisher for source in one.first.sources] == ["AFP", "LSM"]
    assert one.differ == ()


def test_accounts_of_two_days_contradict_each_other_on_when():
    one = two({"date": "2019-11-14"}, {"date": "2019-11-13"})
    assert [telling.date.text for telling in one.tellings] == ["2019-11-14", "2019-11-13"]
    assert [date.text for date in one.dates] == ["2019-11-14", "2019-11-13"]
    assert one.differ == ("when",)


@pytest.mark.parametrize("rough", ["2019-11", "2019", "../2019-11", "2019-11-14~"])
def test_a_date_that_only_says_less_contradicts_nothing(rough):
    one = two({"date": rough}, {"date": "2019-11-14"})
    assert [date.text for date in one.dates] == ["2019-11-14"]
    assert one.differ == ()
    assert not one.told_alike


def test_accounts_of_two_tolls_differ_on_how_many():
    one = two({"killed": "1000+"}, {"killed": "1048"})
    assert one.differ == ("how many were killed",)


def test_an_account_without_a_toll_disputes_none():
    assert two({"killed": "53"}, {}).differ == ()


def test_another_wording_is_shown_but_is_no_contradiction():
    one = two({"what": "Talks in Washington"}, {"what": "A delegation visits Washington"})
    assert [telling.what for telling in one.tellings] == [
        "Talks in Washington",
        "A delegation visits Washington",
    ]
    assert one.differ == ()


def test_places_are_told_apart_without_regard_to_case():
    assert two({"place": "Tripoli"}, {"place": "tripoli"}).places == ("tripoli",)
    assert two({"place": "Tripoli"}, {"place": "Gharyan"}).differ == ("where",)


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


def test_an_event_that_only_names_its_year_comes_first_in_it():
    assert months("2019-01-01", "2019~") == [
        ("2019, month not known", ["2019~"]),
        ("January 2019", ["2019-01-01"]),
    ]


def test_an_interval_is_listed_where_it_begins_and_an_open_one_where_it_ends():
    assert months("2019-04/2019-06", "../2019-11") == [
        ("April 2019", ["2019-04/2019-06"]),
        ("November 2019", ["../2019-11"]),
    ]


def test_an_article_tells_its_own_accounts_and_how_many_there_are_elsewhere():
    talks = event(
        account("Talks", article=FIRST, id="talks"),
        account("More talks", article=FIRST, id="talks"),
        account("Talks", article=SECOND, id="talks"),
    )
    (first,) = told([talks])[FIRST]
    assert [version.account.what for version in first.versions] == ["Talks", "More talks"]
    assert (first.id, first.elsewhere) == ("talks", 1)
