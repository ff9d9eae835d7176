"""A file is split into header and body; line ends and blank lines change neither."""

import pytest
from mkdocs_briefing.content.header.document import Document, read_document
from mkdocs_briefing.content.header.nodes import place_of
from mkdocs_briefing.core.problems import ProblemCollector


def document(text: str) -> Document:
    collector = ProblemCollector("x.md")
    result = read_document(text, collector)
    assert collector.problems == []
    assert result is not None
    return result


def test_a_text_may_begin_with_indented_code():
    """A blank line within the spaces before it is no part of it."""
    found = document("---\ntitle: A\n---\n\n  \n    code\n\ntext\n")
    assert (found.body, found.body_line) == ("    code\n\ntext", 6)


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


def test_a_header_may_end_with_dots():
    assert document("---\ntitle: A\n...\nText").body == "Text"
