"""Counts are read and put into words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_briefing.core.counts import Amount, Count, CountError
from mkdocs_briefing.core.dates import Date


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "words"),
    [
        ("53", 53, 53, 53, "53"),
        ("0", 0, 0, 0, "0"),
        ("1000+", 1000, None, None, "1,000 or more"),
        ("40-53", 40, None, 53, "40 to 53"),
        ("40\N{EN DASH}53", 40, None, 53, "40 to 53"),
        ("40 - 53", 40, None, 53, "40 to 53"),
        ("50-50", 50, None, 50, "50"),
        ("~50", None, 50, None, "about 50"),
        ("1,048", 1048, 1048, 1048, "1,048"),
        ("1 048", 1048, 1048, 1048, "1,048"),
        ("1\u202f048\u202f000", 1048000, 1048000, 1048000, "1,048,000"),
        ("1,000-2,000", 1000, None, 2000, "1,000 to 2,000"),
        ("~150,000", None, 150000, None, "about 150,000"),
        ("007", 7, 7, 7, "7"),
        (" 53 ", 53, 53, 53, "53"),
        ("9999999999", 9999999999, 9999999999, 9999999999, "9,999,999,999"),
    ],
)
def test_a_count_is_read_and_worded(text, low, best, high, words):
    count = Count.parse(text)
    assert (count.low, count.best, count.high) == (low, best, high)
    assert count.words() == words


POINT = "as a point means a fraction to some readers; if it stands between thousands"
FORMS = 'write a number, "1000+", "40-53" or "~50"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dozens", f'bad count "dozens"; {FORMS}'),
        ("", f'bad count ""; {FORMS}'),
        ("-5", f'bad count "-5"; {FORMS}'),
        ("5.5", f'bad count "5.5"; {FORMS}'),
        ("12,34", f'bad count "12,34"; {FORMS}'),
        ("٥٣", 'bad count "٥٣"; write 53'),
        ("1.048", f'bad count "1.048", {POINT}, write 1048'),
        ("53-40", 'the count 53-40 runs backwards; write "40-53"'),
        ("at least 1,000", 'bad count "at least 1,000"; write "1000+"'),
        (">50", 'bad count ">50"; write "50+"'),
        ("about 50", 'bad count "about 50"; write "~50"'),
        ("up to 50", 'bad count "up to 50"; write {high: 50}'),
        ("between 40 and 53", 'bad count "between 40 and 53"; write "40-53"'),
        ("50 people", 'bad count "50 people"; write 50'),
        ("1,000+ dead", 'bad count "1,000+ dead"; write "1000+"'),
        ("99999999999", 'bad count "99999999999"; write a number of at most 10 digits'),
    ],
)
def test_a_bad_count_is_reported_with_its_fix(text, message):
    with pytest.raises(CountError) as caught:
        Count.parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (40, 53, 60, "53 (40 to 60)"),
        (53, 53, 53, "53"),
        (40, 53, None, "53 (at least 40)"),
        (None, 53, 60, "53 (at most 60)"),
        (None, 53, None, "53"),
        (40, None, 60, "40 to 60"),
        (40, None, None, "40 or more"),
        (None, None, 60, "up to 60"),
        (1000, 1500, 2000, "1,500 (1,000 to 2,000)"),
    ],
)
def test_separate_numbers_are_worded_together(low, best, high, words):
    assert Count.of(low, best, high).words() == words


def test_a_count_keeps_its_day_and_its_note():
    count = Count.of(best=53, as_of=Date.parse("2019-07"), note="civilians only")
    assert count.as_of == Date.parse("2019-07")
    assert count.note == "civilians only"


@pytest.mark.parametrize(
    ("low", "best", "high", "message"),
    [
        (None, None, None, "a count without a number; write low, best or high"),
        (60, 53, None, "low 60 is above best 53; low may not exceed best, nor best high"),
        (None, 53, 40, "best 53 is above high 40; low may not exceed best, nor best high"),
        (60, None, 40, "low 60 is above high 40; low may not exceed best, nor best high"),
        (-1, None, None, "low is below zero; write a number from 0"),
        (None, None, 10**10, "high is too large; write a number of at most 10 digits"),
    ],
)
def test_numbers_out_of_order_or_range_are_errors(low, best, high, message):
    with pytest.raises(CountError) as caught:
        Count.of(low, best, high)
    assert str(caught.value) == message


@given(st.one_of(st.text(), st.text("0123456789+-~,. ", max_size=40)))
def test_any_text_is_a_count_or_a_short_message(text):
    try:
        words = Count.parse(text).words()
    except CountError as error:
        words = str(error)
    assert words.replace("\u200c", "").replace("\u200d", "").isprintable()
    assert 0 < len(words) < 200


def test_thousands_of_digits_are_an_error():
    with pytest.raises(CountError):
        Count.parse("9" * 100_000)


@given(st.integers(0, 9_999_999_999))
def test_every_number_is_read_back_from_its_words(number):
    assert Count.parse(Count.parse(str(number)).words()).best == number


# Amounts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("6 TB2 drones", "6 TB2 drones"),
        ("800-1200 fighters", "800 to 1,200 fighters"),
        ("~120000000 USD", "about 120,000,000 USD"),
        ("1,000+ rifles", "1,000 or more rifles"),
        ("1 000 tonnes of fuel", "1,000 tonnes of fuel"),
        ("12 Pantsir-S1", "12 Pantsir-S1"),
    ],
)
def test_an_amount_is_a_count_and_its_unit(text, words):
    assert Amount.parse(text).words() == words


@pytest.mark.parametrize("text", ["6", "drones", "6 7", "many drones", "", "6drones"])
def test_an_amount_without_count_or_unit_is_refused(text):
    with pytest.raises(CountError, match="write a count and its unit"):
        Amount.parse(text)
