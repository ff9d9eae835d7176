"""What YAML refuses is told where it is to be fixed, and what follows from it is not."""

import pytest
import yaml
from mkdocs_briefing.content.header.slip import Slip
from mkdocs_briefing.content.header.yaml_errors import explain_yaml_error


def explained(header: str) -> list[tuple[int, str]]:
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        list(yaml.parse(header, Loader=yaml.CBaseLoader))
    return [(slip.line, slip.message) for slip in explain_yaml_error(refused.value, header, 2)]


OUT_OF_LINE = "source is out of line with date above it; begin it at the margin"


def test_the_rest_is_read_as_it_was_meant():
    """With the key at the margin, the next line is the only other slip."""
    header = "title: A\ndate: 2025\n  source: The Gazette\nsummary: One: two\n"
    assert [line for line, _ in explained(header)] == [2, 3]
    assert explained(header)[0] == (2, OUT_OF_LINE)


def test_a_key_with_lines_below_it_is_not_moved():
    """They would have to move with it, so nothing more is known of the rest."""
    header = "title: A\ndate: 2025\n  source:\n    publisher: The Gazette\nsummary: One: two\n"
    assert explained(header) == [(2, OUT_OF_LINE)]


def test_an_error_without_a_place_is_told_above_the_header():
    error = yaml.MarkedYAMLError(problem="odd")
    assert explain_yaml_error(error, "a: b\n", 2) == (Slip(-1, 0, "odd"),)
