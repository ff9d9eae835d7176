"""Tests the picture of how many events the chronology has."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.pictures import density
from mkdocs_briefing.pictures.event_counts import grid
from mkdocs_briefing.wording.accounts import entry
from mkdocs_briefing.wording.calendar import by_month

from tests.builders import account, event


def years(*events):
    return by_month(map(entry, events))


def happened(date, killed=None, what="Shelling", **fields):
    return event(account(what, date=date, killed=killed, id=f"event-{date}-{what}", **fields))


def at(year, month):
    return f"../chronology/#{(month or year).id}"


def picture(*events):
    return density.picture(years(*events), prefix="d", address=at)


def bars(*events):
    return grid(years(*events), at).bars


def links(svg):
    return [(part.get("href"), part.find("title").text) for part in ET.fromstring(svg).iter("a")]


def test_each_month_with_events_has_a_bar_and_a_link():
    found = picture(
        happened("2019-04-04"), happened("2019-04-09", what="Raid"), happened("2019-06")
    )
    expected = [
        ("../chronology/#_2019-04", "April 2019: 2 events"),
        ("../chronology/#_2019-06", "June 2019: 1 event"),
    ]
    assert links(found.wide) == links(found.narrow) == expected
    assert found.sentences == tuple(f"{words}." for _, words in expected)
    assert found.summary == "3 events; the most, 2, in April 2019."


def test_over_more_than_ten_years_each_year_is_a_bar():
    found = picture(happened("2009-12-31"), happened("2020-01-01"), happened("2020-05"))
    assert links(found.wide) == [
        ("../chronology/#_2009", "2009: 1 event"),
        ("../chronology/#_2020", "2020: 2 events"),
    ]
    assert found.title == "Events by year, 2009 to 2020"


def test_within_ten_years_each_month_is_a_bar():
    found = picture(happened("2011-01-01"), happened("2020-12-31"))
    assert [href for href, _ in links(found.wide)] == [
        "../chronology/#_2011-01",
        "../chronology/#_2020-12",
    ]


def test_events_without_a_month_have_their_own_bar():
    found = picture(happened("2019"), happened("2019-03-01"))
    assert ("../chronology/#_2019-00", "2019, month not known: 1 event") in links(found.narrow)
    assert "month not known" in [text.text for text in ET.fromstring(found.wide).iter("text")]


def test_years_without_events_are_one_line():
    texts = [
        text.text
        for text in ET.fromstring(picture(happened("2015-12"), happened("2019-04")).wide).iter(
            "text"
        )
    ]
    assert "2016 to 2018: no event on record" in texts
    assert {"2015", "2019"} <= set(texts)


def test_more_events_make_a_higher_bar():
    svg = picture(
        happened("2019-04"), happened("2019-05-01"), happened("2019-05-02"), happened("2019-05-03")
    ).wide
    high = [
        float(part.get("height"))
        for part in ET.fromstring(svg).iter("rect")
        if part.get("class") == "b-pic-count"
    ]
    assert high[1] > high[0] > 0


def test_bars_are_wide_enough_for_fingers():
    """24 units, of which a phone of 390 pixels shows each as one pixel or more."""
    svg = picture(*(happened(f"2019-{month:02}") for month in range(1, 13))).narrow
    cells = [part for part in ET.fromstring(svg).iter("rect") if part.get("class") == "b-pic-cell"]
    assert len(cells) == 12
    assert all(float(cell.get("width")) >= 24 for cell in cells)
    assert all(float(cell.get("height")) >= 24 for cell in cells)


# The toll


@pytest.mark.parametrize(
    ("killed", "low", "high", "short"),
    [
        ("53", 53, 53, "53"),
        ("1000+", 1000, 1000, "1,000+"),
        ("40-53", 40, 53, "53"),
        ("~50", 50, 50, "50"),
    ],
)
def test_the_highest_number_stands_for_a_toll(killed, low, high, short):
    (bar,) = bars(happened("2019-07", killed))
    assert (bar.toll.low, bar.toll.high, bar.toll.short) == (low, high, short)


def test_tolls_of_a_month_are_added_up():
    (bar,) = bars(happened("2019-07-01", "53"), happened("2019-07-02", "7", what="Raid"))
    assert (bar.toll.low, bar.toll.high) == (60, 60)
    assert bar.words == "July 2019: 2 events; killed, the events' figures added up: 60"


def test_accounts_of_one_event_are_not_added_up():
    (bar,) = bars(
        event(
            account("Offensive", date="2019-04-04", killed="1048", id="one"),
            account("Offensive", date="2019-04-04", killed="1000+", id="two"),
        )
    )
    assert (bar.toll.low, bar.toll.high) == (1000, 1048)
    assert bar.words == "April 2019: 1 event; killed: 1,048, or 1,000 or more"


def test_without_a_toll_there_is_no_circle():
    found = picture(happened("2019-04"))
    assert "b-pic-toll" not in found.wide
    assert "killed" not in found.summary


def test_nobody_killed_is_a_toll_too():
    (bar,) = bars(happened("2019-07", "0"))
    assert bar.toll.short == "0"
    assert "b-pic-toll" not in picture(happened("2019-07", "0")).wide


def test_the_area_of_a_circle_stands_for_the_toll():
    svg = picture(happened("2019-04", "400"), happened("2019-05", "100")).wide
    radius = [
        float(part.get("r"))
        for part in ET.fromstring(svg).iter("circle")
        if part.get("class") == "b-pic-toll" and float(part.get("cy")) > 0
    ]
    assert radius[0] == pytest.approx(2 * radius[1], abs=0.1)


def counted(text, as_of):
    return replace(Count.parse(text), as_of=Date.parse(as_of))


def test_a_toll_is_drawn_on_its_last_day():
    offensive = happened("2019-04")
    (account,) = offensive.accounts
    counted_later = replace(account, killed=counted("1048", "2019-07-09"))
    found = bars(event(counted_later), happened("2019-07-02", "53", what="Raid"))
    assert [bar.words for bar in found] == [
        "April 2019: 1 event",
        "July 2019: 1 event; killed: 53; killed over a longer time: 1,048 by 9 July 2019",
    ]
    assert [bar.toll and bar.toll.short for bar in found] == [None, "1,048"]


def test_a_month_may_have_a_toll_and_no_event():
    (account,) = happened("2019-04").accounts
    found = bars(event(replace(account, killed=counted("1000+", "2019-07-09"))))
    july = found[-1]
    assert july.words == (
        "July 2019: no events; killed over a longer time: 1,000 or more by 9 July 2019"
    )
    assert july.href == "../chronology/#_2019-04"
    assert july.toll.short == "1,000+"


def test_a_toll_of_its_events_month_stays_there():
    (account,) = happened("2019-07-02").accounts
    (bar,) = bars(event(replace(account, killed=counted("53", "2019-07-05"))))
    assert bar.words == "July 2019: 1 event; killed: 53 by 5 July 2019"


def test_one_event_is_said_to_be_one():
    assert picture(happened("2019-04-04")).summary == "1 event, in April 2019."
