"""What is hardly meant in a value is told of, whatever else the header holds."""

import pytest
from mkdocs_briefing.content.budget import alone
from mkdocs_briefing.content.header.nodes import plain_value
from mkdocs_briefing.content.header.parse import parse_header
from mkdocs_briefing.content.header.refusals import HeaderError
from mkdocs_briefing.core.problems import ProblemCollector


def parsed(header: str) -> tuple[object, list[str]]:
    problems = ProblemCollector("x.md")
    found = parse_header(header, 2, alone(header, problems))
    assert found is not None
    told = [f"{one.line}:{one.column} {one.code}" for one in problems.problems]
    return plain_value(found), told


@pytest.mark.parametrize(
    "other", ["a: b\n", "a: b,\n", "a: 'b; '\n", 'a: "\\t"\n', "a: «b»\n"], ids=ascii
)
@pytest.mark.parametrize(
    "written", ["by: Upland,", "by: Upland;  ", "by: Upland,   # so", "by: Upland;\t", "by: Süd,"]
)
def test_a_stray_sign_is_told_of_beside_any_line(written: str, other: str):
    values, told = parsed(f"{other}{written}\nto: South\n")
    assert values["by"] in ("Upland", "Süd")
    assert "3:5 stray-sign" in told


@pytest.mark.parametrize("row", ["{by: Upland;, to: South}", "{to: South, by: Upland; }"])
def test_a_semicolon_in_braces_is_told_of(row: str):
    values, told = parsed(f"backing: [{row}]")
    assert values == {"backing": [{"by": "Upland", "to": "South"}]}
    assert [one.partition(" ")[2] for one in told] == ["stray-sign"]


@pytest.mark.parametrize("value", ["'Upland,'", '"Upland;"', "|\n  Upland,\n", "Upland, or so"])
def test_a_sign_in_quotes_or_inside_is_kept(value: str):
    assert parsed(f"what: {value}\n")[1] == []


@pytest.mark.parametrize("value", ["a \u2067b", '"a \\u2067b"'], ids=ascii)
def test_a_direction_of_writing_ends_in_its_value(value: str):
    """Else the words that the site writes behind it would move."""
    with pytest.raises(HeaderError) as refused:
        parsed(f"title: {value}")
    error = refused.value
    assert (error.place, error.code) == ((2, 8), "control-character")
    assert error.message == (
        "U+2067 begins a direction of writing that nothing ends, so the words behind this value "
        "would move; delete it, or put U+2069 at the end of the value"
    )
    assert parsed("title: a \u2067b\u2069") == ({"title": "a \u2067b\u2069"}, [])


def test_marks_that_escapes_pile_up_are_refused():
    """The text of the file does not show them, so they are counted again."""
    with pytest.raises(HeaderError) as refused:
        parsed('title: "a' + "\\u0301" * 31 + '"')
    assert refused.value.code == "marks"
