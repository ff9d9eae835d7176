"""Rows and names are put into words."""

import pytest
from mkdocs_briefing.wording.words import claim, joined_names, supported

from tests.builders import account, actor, backing, role, statement


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (backing("Turkey", "GNA"), "Turkey backs GNA"),
        (backing("Italy", "LNA", stance="mixed"), "Italy sends mixed signals to LNA"),
        (account("Gharyan falls", date="2019-06-26~"), "about 26 June 2019: Gharyan falls"),
        (statement("Russia", "denies", (), "any part"), "Russia denies: any part"),
        (statement(["US", "GNA"], "accuses", "Russia"), "US and GNA accuse Russia"),
        (
            statement("US", "calls-for", "LNA", "an end to the offensive"),
            "US calls for (about LNA): an end to the offensive",
        ),
        (role("Taher Siala", "GNA", "foreign minister"), "Taher Siala: foreign minister, GNA"),
        (role("Taher Siala", None, "envoy"), "Taher Siala: envoy"),
    ],
)
def test_a_row_is_said_in_one_line(row, line):
    assert claim(row) == line


def test_names_are_joined_as_in_a_sentence():
    a, b, c = actor("A"), actor("B"), actor("C")
    assert joined_names((a,)) == "A"
    assert joined_names((a, b)) == "A and B"
    assert joined_names((a, b, c)) == "A, B and C"


@pytest.mark.parametrize(
    ("stance", "support", "shown"),
    [
        ("backs", ("unspecified",), ("unspecified",)),
        ("neutral", ("unspecified",), ()),
        ("neutral", ("diplomatic",), ("diplomatic",)),
        (None, ("unspecified",), ()),
    ],
)
def test_unspecified_support_is_shown_only_for_backing(stance, support, shown):
    assert supported(stance, support) == shown
