"""Dates are read, sorted and put into words."""

import datetime
import re
import time
from pathlib import Path
from time import struct_time

import edtf
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs_briefing.core.dates import Date, DateError, Part

CASES = yaml.load(
    (Path(__file__).parents[2] / "cases" / "dates.yml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,
)

# The forms that the HTML standard calls a valid year, month and date string.
MACHINE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "nothing")
def test_a_date_is_read_as_its_case_says(case):
    if "error" in case:
        with pytest.raises(DateError) as caught:
            Date.parse(case["text"])
        assert str(caught.value) == case["error"]
        return
    date = Date.parse(case["text"])
    assert date.text == case["text"]
    assert date.earliest == _day(case.get("earliest"))
    assert date.latest == _day(case.get("latest"))
    assert date.words() == case["words"]
    assert [part.machine for part in date.parts() if part.machine] == case["machine"]
    assert date.approximate == ("approximate" in case)
    assert date.uncertain == ("uncertain" in case)


FIXES = [
    fix.removeprefix("one end, such as ")
    for case in CASES
    if "write " in case.get("error", "") and "YYYY" not in case["error"]
    for fix in case["error"].rpartition("write ")[2].split(" or ")
]


@pytest.mark.parametrize("fix", FIXES)
def test_every_suggested_date_is_valid(fix):
    assert Date.parse(fix).text == fix


def _day(text):
    return text and datetime.date.fromisoformat(text)


def test_space_around_a_date_is_dropped():
    assert Date.parse(" 2019-04 ").text == "2019-04"


def test_only_words_that_name_a_date_are_machine_readable():
    assert Date.parse("2019-04-28~/2019-05").parts() == (
        Part("about ", None),
        Part("28 April 2019", "2019-04-28"),
        Part(" to ", None),
        Part("May 2019", "2019-05"),
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019-04", "2019-04-01", "2019-04-30"),
        ("2019-04/2019-06", "2019-04-01", "2019-06-30"),
        ("2019-04/..", "2019-04-01", "2019-04-01"),
        ("../2019-11", "2019-11-30", "2019-11-30"),
    ],
)
def test_an_open_date_begins_and_ends_with_its_known_end(text, first, last):
    date = Date.parse(text)
    assert (date.first_day, date.last_day) == (_day(first), _day(last))


# Order


def ordered(*texts):
    return [date.text for date in sorted(map(Date.parse, texts), key=Date.sort_key)]


def test_a_year_sorts_after_its_january_and_before_its_february():
    assert ordered("2021-02", "2021", "2021-01") == ["2021-01", "2021", "2021-02"]


def test_a_month_sorts_between_its_first_and_second_day():
    assert ordered("2021-02-02", "2021-02", "2021-02-01") == [
        "2021-02-01",
        "2021-02",
        "2021-02-02",
    ]


def test_an_open_end_sorts_after_every_known_end():
    assert ordered("2021-01/..", "2021-01/9999", "2021-01-01") == [
        "2021-01-01",
        "2021-01/9999",
        "2021-01/..",
    ]


def test_a_date_without_an_earliest_day_sorts_by_its_latest():
    assert ordered("2019-12", "../2019-11", "2019-11-29", "2019-11") == [
        "2019-11",
        "2019-11-29",
        "../2019-11",
        "2019-12",
    ]


def test_dates_that_mean_the_same_days_sort_by_their_text():
    assert ordered("2019?", "2019~", "2019", "2019%") == ["2019", "2019%", "2019?", "2019~"]


# Properties

days = st.dates()
points = st.builds(
    lambda day, length, qualifier: day.isoformat()[:length] + qualifier,
    days,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~", "?", "%"]),
)
intervals = st.tuples(points, points).map(sorted).map("/".join)
open_intervals = st.one_of(points.map("{}/..".format), points.map("../{}".format))


def _message(text):
    try:
        Date.parse(text)
    except DateError as error:
        return str(error)
    return None


def _is_date(text):
    return _message(text) is None


texts = st.one_of(points, intervals.filter(_is_date), open_intervals)
scrawls = st.one_of(
    st.text(),
    st.text("0123456789-/.~?% TtoXx\N{EN DASH}", max_size=30),
    st.lists(
        st.sampled_from(
            ["4", "31", "2019", "19", "April", "may", "-", "/", "to", "..", "c.", "?", "since", ","]
        ),
        max_size=8,
    ).map(" ".join),
)


@given(texts)
def test_a_date_is_read_back_from_its_text(text):
    date = Date.parse(text)
    assert date.text == text
    assert Date.parse(date.text) == date


@given(texts)
def test_every_date_means_at_least_one_day(text):
    date = Date.parse(text)
    assert date.earliest or date.latest
    if date.earliest and date.latest:
        assert date.earliest <= date.latest


@given(texts)
def test_the_parts_of_a_date_add_up_to_its_words(text):
    date = Date.parse(text)
    assert date.words()
    assert "".join(part.text for part in date.parts()) == date.words()
    assert all(part.text for part in date.parts())


@given(texts)
def test_every_machine_readable_part_is_valid_html(text):
    machines = [part.machine for part in Date.parse(text).parts() if part.machine]
    assert machines
    for machine in machines:
        assert MACHINE.fullmatch(machine)
        assert machine[:4] != "0000"
        assert _is_date(machine)


@given(st.lists(days))
def test_whole_days_sort_in_calendar_order(some):
    assert ordered(*(day.isoformat() for day in some)) == [day.isoformat() for day in sorted(some)]


@given(st.lists(texts), st.randoms())
def test_shuffled_dates_sort_the_same(some, chance):
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert ordered(*shuffled) == ordered(*some)


@given(texts, texts)
def test_only_equal_dates_have_equal_sort_keys(one, other):
    same_place = Date.parse(one).sort_key() == Date.parse(other).sort_key()
    assert same_place == (one == other)


@given(texts, texts)
def test_no_date_sorts_before_one_that_ends_earlier(one, other):
    first, second = sorted((Date.parse(one), Date.parse(other)), key=Date.sort_key)
    assert (second.latest or datetime.date.max) >= (first.earliest or datetime.date.min)


@given(scrawls)
def test_any_other_text_gives_a_short_message_on_one_line(text):
    message = _message(text)
    printable = message and message.replace("\u200c", "").replace("\u200d", "").isprintable()
    assert message is None or (printable and 0 < len(message) < 200)


def test_long_texts_are_read_quickly():
    begun = time.perf_counter()
    for stretch in ("-", "2019-", "4 to ", "x", "~", "?", " ", "9", "../", "about ", "April-"):
        for length in (80, 100_000):
            assert not _is_date((stretch * length)[:length])
    assert time.perf_counter() - begun < 2


def _calendar(moment: struct_time):
    return datetime.date(moment.tm_year, moment.tm_mon, moment.tm_mday)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_the_edtf_package_reads_the_same_days(text):
    ours, theirs = Date.parse(text), edtf.parse_edtf(text)
    if ours.earliest:
        assert _calendar(theirs.lower_strict()) == ours.earliest
    if ours.latest:
        assert _calendar(theirs.upper_strict()) == ours.latest
