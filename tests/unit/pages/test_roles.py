"""Rows of one person, post and organisation are one role where their days fit together."""

import pytest
from mkdocs_briefing.pages.parts.roles import held_roles

from tests.builders import role


def held(*rows):
    """Each role that rows amount to, as its beginning and its end."""
    made = [role(id=f"r{n}", since=since, until=until) for n, (since, until) in enumerate(rows)]
    return [
        (one.since and one.since.text, one.until and one.until.text) for one in held_roles(made)
    ]


@pytest.mark.parametrize(
    ("rows", "roles"),
    [
        ([("2016", None), (None, "2021-03-15")], [("2016", "2021-03-15")]),
        ([(None, "2021-03-15"), ("2016", None)], [("2016", "2021-03-15")]),
        ([("2016", None), ("2016-03-30", None)], [("2016-03-30", None)]),
        ([("2016", "2018"), ("2018", "2020")], [("2016", "2020")]),
        ([("2016", "2018-12-31"), ("2019-01-01", None)], [("2016", None)]),
        (
            [("2016", "2018-12-31"), ("2019-01-02", None)],
            [("2016", "2018-12-31"), ("2019-01-02", None)],
        ),
        ([("2016", "2017"), ("2020", None)], [("2016", "2017"), ("2020", None)]),
        ([("2016", None), ("2018", None)], [("2016", None), ("2018", None)]),
        ([("2016", None), (None, "2015")], [(None, "2015"), ("2016", None)]),
        ([(None, None), ("2016", None)], [("2016", None)]),
        ([(None, None), (None, None)], [(None, None)]),
    ],
)
def test_rows_whose_days_fit_together_are_one_role(rows, roles):
    assert held(*rows) == roles


def test_other_posts_and_other_holders_are_other_roles():
    rows = [
        role("Anna", "GNA", "envoy"),
        role("Anna", "GNA", "Envoy", note="by decree"),
        role("Anna", "LNA", "envoy"),
        role("Anna", None, "envoy"),
        role("Basil", "GNA", "envoy"),
    ]
    found = held_roles(rows)
    assert [len(one.rows) for one in found] == [2, 1, 1, 1]
    assert found[0].notes == ("by decree",)
