"""What changed lately in who stands with whom."""

from mkdocs_briefing.pages.changes import changes

from tests.builders import backing, day


def summaries(until, *rows):
    return [
        (change.on.isoformat(), change.kind, change.before, change.stance)
        for change in changes(rows, day(until))
    ]


def test_the_first_row_of_an_actor_is_a_new_position():
    assert summaries("2020-01-01", backing("Turkey", "GNA", since="2019-05-18")) == [
        ("2019-05-18", "new", None, "backs")
    ]


def test_another_stance_is_a_change_the_newest_first():
    assert summaries(
        "2020-01-01",
        backing("United States", "LNA", stance="favours", since="2019-04-15"),
        backing("United States", "LNA", stance="opposes", since="2019-11-14"),
    ) == [
        ("2019-11-14", "changed", "favours", "opposes"),
        ("2019-04-15", "new", None, "favours"),
    ]


def test_another_row_of_the_same_stance_is_no_change():
    assert summaries(
        "2020-01-01",
        backing("Turkey", "GNA", since="2019-05-18"),
        backing("Turkey", "GNA", since="2019-11-27", support=("weapons",)),
    ) == [("2019-05-18", "new", None, "backs")]


def test_an_ended_position_keeps_its_last_stance():
    assert summaries(
        "2020-01-01", backing("Turkey", "GNA", since="2019-05-18", until="2019-06-01")
    ) == [
        ("2019-06-02", "ended", None, "backs"),
        ("2019-05-18", "new", None, "backs"),
    ]


def test_the_first_denial_is_a_new_dispute():
    denied = backing("Russia", "LNA", since="2019-11-07", denied_by=("Russia",))
    (dispute, new) = changes(
        [backing("Russia", "LNA", since="2019-11-05"), denied], day("2020-01-01")
    )
    assert (dispute.kind, dispute.newest) == ("disputed", denied)
    assert (new.kind, new.disputed) == ("new", False)


def test_changes_after_the_day_are_left_out():
    assert summaries("2019-05-17", backing("Turkey", "GNA", since="2019-05-18")) == []
