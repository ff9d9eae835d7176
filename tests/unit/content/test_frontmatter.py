"""Headers are read as text with places; YAML converts nothing."""

from pathlib import Path

import pytest
import yaml
from mkdocs_briefing.content.frontmatter import Document, place_of, plain_value, read_document
from mkdocs_briefing.core.problems import ProblemCollector

CASES = yaml.load(
    (Path(__file__).parents[2] / "cases" / "headers.yml").read_text(encoding="utf-8"),
    Loader=yaml.CBaseLoader,
)


def document(text: str) -> Document:
    collector = ProblemCollector("x.md")
    result = read_document(text, collector)
    assert collector.problems == []
    assert result is not None
    return result


def header(text: str) -> object:
    found = document(f"---\n{text}\n---\n").header
    assert found is not None
    return plain_value(found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"])
def test_header(case):
    assert header(case["header"]) == case["value"]


def test_a_key_without_a_value_is_missing():
    assert header("a:\nb: ~\nc: null\nd: ''") == dict.fromkeys("abcd")


def test_a_text_may_begin_with_indented_code():
    """A blank line within the spaces before it is no part of it."""
    found = document("---\ntitle: A\n---\n\n  \n    code\n\ntext\n")
    assert (found.body, found.body_line) == ("    code\n\ntext", 6)


def test_values_have_a_line_and_a_column():
    found = document("---\ntitle: A\nbacking:\n  - {by: Turkey, to: GNA}\n---\n").header
    assert found is not None
    assert place_of(found, ("title",)) == (2, 8)
    assert place_of(found, ("title",), key=True) == (2, 1)
    assert place_of(found, ("backing", 0)) == (4, 5)
    assert place_of(found, ("backing", 0, "to")) == (4, 22)


def test_the_place_in_an_implied_list_is_the_value():
    """The schema reads ``by: Turkey`` as a list of one, which the file does not have."""
    found = document("---\nby: Turkey\n---\n").header
    assert found is not None
    assert place_of(found, ("by", 0, "who")) == (2, 5)


def test_places_count_blank_lines_above_the_header():
    found = document("\n\n---\ntitle: A\n---\nText\n")
    assert found.header is not None
    assert place_of(found.header, ("title",)) == (4, 8)
    assert found.body_line == 6


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str):
    found = document(end.join(["---", "title: A", "---", "", "Text"]))
    assert (found.body, found.body_line) == ("Text", 5)


def test_the_body_keeps_what_looks_like_a_header():
    """MkDocs would take such a first line for metadata."""
    assert document("---\ntitle: A\n---\nNote: the text\n").body == "Note: the text"


def test_dashes_in_the_body_end_no_header():
    assert document("---\ntitle: A\n---\nOne\n\n---\n\nTwo").body == "One\n\n---\n\nTwo"


def test_a_file_without_a_header_is_all_body():
    found = document("# About\n\nText")
    assert (found.header, found.body, found.body_line) == (None, "# About\n\nText", 1)


def test_an_empty_header_holds_nothing():
    found = document("---\n---\nText")
    assert (found.header, found.body) == (None, "Text")


def test_an_alias_stands_for_the_value_it_repeats():
    assert header("a: &x [1, 2]\nb: *x") == {"a": ["1", "2"], "b": ["1", "2"]}


def test_line_separators_that_only_yaml_counts_are_spaces():
    assert header("title: one\u2028two\ndate: 2019") == {"title": "one two", "date": "2019"}


def test_a_header_may_end_with_dots():
    assert document("---\ntitle: A\n...\nText").body == "Text"


@pytest.mark.parametrize("value", ["a \u2067b", '"a \\u2067b"'])
def test_a_direction_of_writing_ends_in_its_value(value):
    """Else the words that the site writes behind it would move."""
    collector = ProblemCollector("x.md")
    assert read_document(f"---\ntitle: {value}\n---\n", collector) is None
    (problem,) = collector.problems
    assert (problem.line, problem.column, problem.code) == (2, 8, "control-character")
    assert problem.message == (
        "U+2067 begins a direction of writing that nothing ends, so the words behind this value "
        "would move; delete it, or put U+2069 at the end of the value"
    )
    assert header("title: a \u2067b\u2069") == {"title": "a \u2067b\u2069"}
