"""Tests how the rows of a history become spans of time."""

import pytest
from mkdocs_briefing.pictures.spans import spans

from tests.builders import article, backing, conflict, day, side

WHERE = conflict("Lanes", sides=(side("LNA"), side("GNA")), start="2019-04-04")


def row(by="United States", to="LNA", stance="backs", *, date="2019-11-15", **fields):
    source = article(f"Of {date}", about=WHERE, date=date)
    key = f"{by}-{to}-{stance}-{date}".lower().replace(" ", "-")
    return backing(by, to, stance=stance, article=source, id=key, **fields)


def labels(*rows, on="2020-10-23"):
    return [
        (one.label, str(one.start), one.end and str(one.end))
        for track in spans(rows, day(on))
        for one in track
    ]


AMERICA = (
    row(stance="favours", since="2019-04-19"),
    row(stance="distanced", date="2019-07-16"),
    row(stance="opposes", since="2019-11-14", date="2019-11-16", status="confirmed"),
)


def test_a_new_stance_ends_one_span_and_begins_another():
    assert labels(*AMERICA) == [
        ("favours", "2019-04-19", "2019-07-16"),
        ("distanced", "2019-07-16", "2019-11-14"),
        ("opposes, confirmed", "2019-11-14", None),
    ]


def test_rows_after_the_day_do_not_count():
    assert labels(*AMERICA, on="2019-08-01") == [
        ("favours", "2019-04-19", "2019-07-16"),
        ("distanced", "2019-07-16", None),
    ]


def test_a_row_that_changes_nothing_makes_no_span():
    rows = row(date="2019-11-15"), row(date="2020-02-01")
    assert labels(*rows) == [("backs", "2019-11-15", None)]


def test_a_firmer_report_begins_a_span_but_no_stance():
    ((first, second),) = spans(
        (row(status="alleged", date="2019-04-12"), row(denied_by=["Riyadh"])), day("2020-01-01")
    )
    assert (first.label, second.label) == ("backs, alleged", "backs, disputed")
    assert first.beginning is not None
    assert second.beginning is None


def test_a_beginning_that_a_source_names_is_known():
    ((span,),) = spans([row(since="2019-04-19")], day("2020-01-01"))
    assert (span.beginning.known, span.beginning.exact) == (True, True)


@pytest.mark.parametrize("since", ["2019-05", "2019", "2019-05-04~", "2019-05?", "../2019-06"])
def test_a_beginning_that_can_mean_several_days_is_not_exact(since):
    ((span,),) = spans([row(since=since)], day("2020-01-01"))
    assert (span.beginning.known, span.beginning.exact) == (True, False)


def test_without_a_beginning_a_position_is_known_from_its_date():
    ((span,),) = spans([row()], day("2020-01-01"))
    assert not span.beginning.known
    assert span.beginning.words == "by 15 November 2019"


def test_an_uncertain_end_has_a_first_day_it_can_mean():
    ((span,),) = spans([row(since="2019-04-19", until="2019-09")], day("2020-01-01"))
    assert (str(span.ended_from), str(span.end)) == ("2019-09-01", "2019-10-01")


def test_words_of_a_lane_are_those_of_its_rows():
    rows = (
        row(date="2019-02-01", status="alleged"),
        row(date="2019-11-15", since="2019-05", status="confirmed"),
        row(date="2020-02-01", until="2019-12~"),
    )
    ((alleged, confirmed),) = spans(rows, day("2020-10-23"))
    assert (alleged.words, confirmed.words, confirmed.until) == (
        "backs (alleged) by 1 February 2019",
        "backs (confirmed) since May 2019",
        "until about December 2019 (reported)",
    )


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ({"status": "confirmed"}, "until January 2020 (confirmed)"),
        ({}, "until January 2020 (reported)"),
        ({"status": "alleged", "denied_by": ["GNA"]}, "until January 2020 (alleged, disputed)"),
    ],
)
def test_an_end_is_no_firmer_than_its_row(end, words):
    told = row(date="2020-02-01", until="2020-01", **end)
    (track,) = spans((row(status="confirmed"), told), day("2020-10-23"))
    assert track[-1].until == words
