"""Which problems stop a build, and what the preview says of the page below them."""

from time import monotonic

import pytest
from mkdocs_briefing.core.problems import Problem
from mkdocs_briefing.host.session import MOST_UNTIDIED, Session

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


@pytest.mark.parametrize(
    ("seconds_ago", "rebuilds", "looked"), [(60, 1, 1), (0, 1, 0), (0, MOST_UNTIDIED, 1)]
)
def test_garbage_waits_until_nobody_waits_for_a_page(monkeypatch, seconds_ago, rebuilds, looked):
    collected = []
    monkeypatch.setattr("mkdocs_briefing.host.session.collect", lambda: collected.append(1))
    session = Session(last_request=monotonic() - seconds_ago)
    for _ in range(rebuilds):
        session.tidy_soon()
    assert session.tidying is not None
    first = session.tidying
    first.cancel()
    first.function()
    assert len(collected) == looked
    assert (session.tidying is first) == bool(looked)
    session.close()


class Site:
    """Stands in for the pages of a finished build."""

    pages = ("a.html", "b.html", "c.html")

    def __init__(self):
        self.made = []

    def make_once(self, path):
        self.made.append(path)


def test_all_pages_are_made_while_nothing_else_happens(monkeypatch):
    monkeypatch.setattr("mkdocs_briefing.host.session.QUIET", 0.01)
    session, site = Session(serving=True), Site()
    session.on_demand = site
    assert session.complete(lambda: True)
    assert site.made == ["a.html", "b.html", "c.html"]


def test_no_page_of_an_older_build_is_made(monkeypatch):
    monkeypatch.setattr("mkdocs_briefing.host.session.QUIET", 0.01)
    session, site = Session(serving=True), Site()
    session.on_demand = site
    assert not session.complete(lambda: not site.made)
    assert site.made == ["a.html"]


def test_another_plugin_can_need_all_pages_at_once(caplog):
    caplog.set_level("INFO")
    session = Session(serving=True, has_server=True)
    session.choose_way(())
    assert session.makes_on_demand
    session.choose_way(("tags",))
    session.choose_way(("tags",))
    assert not session.makes_on_demand
    assert caplog.text.count("because the plugin tags needs them all") == 1
