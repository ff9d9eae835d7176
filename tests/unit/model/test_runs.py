"""Where actors stand, by the worked examples of the vocabulary and more."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import STANCES as STANCE_TERMS
from mkdocs_briefing.model.entities import Attribution, Conflict, Membership, Side
from mkdocs_briefing.model.membership import is_outside_membership
from mkdocs_briefing.model.positions import positions
from mkdocs_briefing.model.row_days import begins, ends
from mkdocs_briefing.model.runs import runs

from tests.builders import actor, article, backing, day
from tests.position_words import in_words, positions_in_words, read_yaml

CASES = read_yaml("cases/positions.yml")


def date(text):
    return None if text is None else Date.parse(text)


def conflict_with(members):
    sides = tuple(
        Side(
            name,
            actor(name),
            tuple(
                Membership(actor(one["who"]), date(one.get("since")), date(one.get("until")))
                for one in (members or {}).get(name, ())
            ),
        )
        for name in ("N", "S")
    )
    return Conflict(slug="war", title="War", sides=sides, path="conflicts/war.md")


def denials(value):
    listed = value if isinstance(value, list) else [value] if value else []
    for one in listed:
        known = one if isinstance(one, dict) else {"who": one}
        yield Attribution(
            actor(known["who"]), None, (), date(known.get("date")), date(known.get("until"))
        )


def rows_of(articles, conflict):
    for published, rows in articles.items():
        source = article(f"Article of {published}", date=published, about=conflict)
        for number, row in enumerate(rows):
            support = row.get("support", "unspecified")
            yield backing(
                row["by"],
                row["to"],
                article=source,
                id=f"row-{number}",
                stance=row.get("stance", "backs"),
                support=tuple(support) if isinstance(support, list) else support,
                status=row.get("status", "reported"),
                since=row.get("since"),
                until=row.get("until"),
                as_of=row.get("as_of"),
                denied_by=tuple(denials(row.get("denied_by"))),
            )


@pytest.mark.parametrize(
    ("case", "on"),
    [pytest.param(case, on, id=f"{case['name']}-{on}") for case in CASES for on in case["days"]],
)
def test_position_on_a_day(case, on):
    rows = tuple(rows_of(case["rows"], conflict_with(case.get("members"))))
    assert positions_in_words(rows, day(on)) == sorted(case["days"][on])


def test_a_run_is_never_known_to_hold_after_its_end():
    before = backing(
        stance="favours", since="2019-04-19", article=article("A", date="2019-11-15"), id="a"
    )
    after = backing(stance="distanced", article=article("B", date="2019-07-16"), id="b")
    assert [run.last_known() for run in runs([before, after])] == [
        day("2019-07-15"),
        day("2019-07-16"),
    ]


# Properties, over rows of two backers, two sides and a few months

STANCES = st.sampled_from(sorted(STANCE_TERMS))
DATES = st.sampled_from(["2020", "2020-02", "2020-02-10", "2020-03-05", "2020-04", "2020-06-01"])
ROWS = st.fixed_dictionaries(
    {"by": st.sampled_from("AM"), "to": st.sampled_from("NSM"), "stance": STANCES},
    optional={
        "support": st.lists(st.sampled_from(["weapons", "funding"]), min_size=1, unique=True),
        "status": st.sampled_from(["reported", "alleged", "confirmed", "withdrawn"]),
        "since": DATES,
        "until": DATES,
        "as_of": DATES,
        "denied_by": st.just("A"),
    },
)
ARTICLES = st.dictionaries(
    st.sampled_from(["2020-02-01", "2020-03-01", "2020-05-01", "2020-07-01"]),
    st.lists(ROWS, min_size=1, max_size=4),
    min_size=1,
)
CONFLICT = conflict_with({"N": [{"who": "M", "since": "2020-03-15", "until": "2020-05-20"}]})
DAYS = [day(f"2020-{month:02}-{number:02}") for month in range(1, 9) for number in (1, 10, 20)]


def told_on_all_days(rows):
    return [sorted(map(in_words, positions(rows, on))) for on in DAYS]


@given(ARTICLES, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_order_of_rows_changes_nothing(articles, random):
    rows = list(rows_of(articles, CONFLICT))
    expected = told_on_all_days(rows)
    random.shuffle(rows)
    assert told_on_all_days(rows) == expected


@given(ARTICLES)
@settings(deadline=None, max_examples=40)
def test_no_run_holds_on_a_day_no_row_speaks_for(articles):
    rows = tuple(rows_of(articles, CONFLICT))
    for run in runs(rows):
        for on in (*DAYS, run.first, min(run.last, DAYS[-1])):
            if run.holds(on):
                holding = run.state(on).rows
                assert holding
                assert all(begins(row) <= on <= ends(row) for row in holding)


@given(ARTICLES, ROWS)
@settings(deadline=None, max_examples=40)
def test_a_row_changes_no_other_track(articles, row):
    rows = tuple(rows_of(articles, CONFLICT))
    added = tuple(rows_of({"2020-05-02": [row]}, CONFLICT))
    track = STANCE_TERMS[row["stance"]].track

    def others(some):
        return [
            (run.by.name, run.side.name, run.stance, run.first, run.last, len(run.claims))
            for run in runs(some)
            if run.track != track
        ]

    assert others(rows) == others((*rows, *added))


@given(ARTICLES)
@settings(deadline=None, max_examples=40)
def test_runs_of_a_track_follow_one_another(articles):
    found = runs(tuple(rows_of(articles, CONFLICT)))
    for one, other in itertools.pairwise(found):
        if (one.by, one.side, one.track) == (other.by, other.side, other.track):
            assert one.last < other.first


@given(ARTICLES)
@settings(deadline=None, max_examples=40)
def test_segments_cover_a_run_without_a_gap(articles):
    for run in runs(tuple(rows_of(articles, CONFLICT))):
        assert run.segments[0].first == run.first
        assert run.segments[-1].last == run.last
        for one, other in itertools.pairwise(run.segments):
            assert other.first - one.last == timedelta(days=1)
            assert one.state.says != other.state.says


@given(ARTICLES)
@settings(deadline=None, max_examples=40)
def test_every_row_has_a_state_on_every_day(articles):
    rows = tuple(rows_of(articles, CONFLICT))
    for on in DAYS:
        states = {
            row: position.row_state(row)
            for position in positions(rows, on)
            for row in position.rows
        }
        for row in rows:
            assert (row in states) != is_outside_membership(row)
            assert row.status == "withdrawn" or states.get(row) != "withdrawn"
