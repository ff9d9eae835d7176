"""Headers are read as text; YAML converts nothing."""

from pathlib import Path

import pytest
import yaml
from mkdocs_briefing.content.budget import alone
from mkdocs_briefing.content.header.nodes import plain_value
from mkdocs_briefing.content.header.parse import parse_header
from mkdocs_briefing.core.problems import ProblemCollector

CASES = yaml.load(
    (Path(__file__).parents[3] / "cases" / "headers.yml").read_text(encoding="utf-8"),
    Loader=yaml.CBaseLoader,
)


def parsed(header: str) -> object:
    problems = ProblemCollector("x.md")
    found = parse_header(f"{header}\n", 2, alone(header, problems))
    assert problems.problems == []
    assert found is not None
    return plain_value(found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"])
def test_header(case):
    assert parsed(case["header"]) == case["value"]


def test_a_key_without_a_value_is_missing():
    assert parsed("a:\nb: ~\nc: null\nd: ''") == dict.fromkeys("abcd")


def test_an_alias_stands_for_the_value_it_repeats():
    assert parsed("a: &x [1, 2]\nb: *x") == {"a": ["1", "2"], "b": ["1", "2"]}


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_line_ends_that_only_yaml_counts_are_spaces(sign: str):
    assert parsed(f"title: one{sign}two\ndate: 2019") == {"title": "one two", "date": "2019"}
