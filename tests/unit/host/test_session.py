"""Which problems stop a build, and what the preview says of the page below them."""

import pytest
from mkdocs_briefing.core.problems import Problem
from mkdocs_briefing.host.session import Session

ERROR = (Problem("content/a.md", 1, 1, "error", "date", "bad"),)
WARNING = (Problem("content/a.md", 1, 1, "warning", "name", "odd"),)


@pytest.mark.parametrize(
    ("problems", "strict", "rejected"),
    [
        ((), True, False),
        (WARNING, False, False),
        (WARNING, True, True),
        (ERROR, False, True),
        (ERROR, True, True),
    ],
)
def test_errors_stop_a_build_and_warnings_a_strict_one(problems, strict, rejected):
    session = Session()
    session.take_problems(problems, strict=strict)
    assert session.rejected == rejected


def test_a_preview_starts_with_broken_content_once():
    session = Session(serving=True)
    session.take_problems(ERROR, strict=True)
    assert not session.rejected
    session.build_finished()
    assert "no good build yet" in session.panel()
    session.take_problems(ERROR, strict=True)
    assert session.rejected
    assert "no good build yet" in session.panel()


def test_a_preview_says_which_build_its_pages_are_from():
    session = Session(serving=True)
    session.take_problems((), strict=False)
    session.build_finished()
    assert session.panel() == ""
    session.take_problems(ERROR, strict=False)
    assert "last good build" in session.panel()
    session.take_problems(WARNING, strict=False)
    session.build_finished()
    assert "up to date" in session.panel()
