"""Every value has its place in the file."""

from mkdocs_briefing.content.budget import alone
from mkdocs_briefing.content.header.nodes import MapNode, node_at, place_of, plain_value
from mkdocs_briefing.content.header.parse import parse_header
from mkdocs_briefing.core.problems import ProblemCollector


def parsed(header: str) -> MapNode:
    found = parse_header(header, 2, alone(header, ProblemCollector("x.md")))
    assert found is not None
    return found


def test_values_have_a_line_and_a_column():
    found = parsed("title: A\nbacking:\n  - {by: Turkey, to: GNA}\n")
    assert place_of(found, ("title",)) == (2, 8)
    assert place_of(found, ("title",), key=True) == (2, 1)
    assert place_of(found, ("backing", 0)) == (4, 5)
    assert place_of(found, ("backing", 0), key=True) == (4, 5)
    assert place_of(found, ("backing", 0, "to")) == (4, 22)
    assert place_of(found, ("backing", 0, "to"), key=True) == (4, 18)


def test_the_place_in_an_implied_list_is_the_value():
    """The schema reads ``by: Turkey`` as a list of one, which the file does not have."""
    assert place_of(parsed("by: Turkey"), ("by", 0, "who")) == (2, 5)


def test_the_deepest_node_stands_for_what_is_missing():
    found = parsed("backing:\n  - {by: Turkey}\n")
    assert plain_value(node_at(found, ("backing", 0, "to"))) == {"by": "Turkey"}
    assert place_of(found, ("backing", 1)) == (3, 3)
