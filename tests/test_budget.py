"""What a site costs is bounded by what its content weighs."""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs_briefing.content import budget
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.core.problems import MOST_IN_A_FILE, Problem, first_of
from mkdocs_briefing.site.layout import Site, lay_out
from mkdocs_briefing.site.registry import GENERATED
from mkdocs_briefing.standings.table import CLAIMS_IN_TABLES

from benchmarks.make_dossier import write as write_dossier
from tests.bombs import BOMBS, SIDES, put
from tests.conftest import GOLDEN

REPOSITORY = Path(__file__).parents[1]
FUZZ = int(os.environ.get("FUZZ", "1"))
"""How much longer than usual to look, and with how much larger bombs; ``make fuzz`` says so."""

SMALL_ALLOWANCE = budget.ALLOWANCE // 25
"""So that bombs of a few kilobytes meet the bounds."""

ALWAYS = 3.0
"""Seconds of processor time that the smallest content may take."""
SLOWER = 10
"""How much slower a machine may be than the one for which the weights were measured."""
BYTES = 16
"""What a unit of the budget is in memory."""


def read_folder(content: Path) -> Reading:
    return read(content, root=content.parent, generated=GENERATED, drafts=True)


def laid_out(reading: Reading) -> Site:
    return lay_out(reading.briefing, site_name="Any", site_url=None)


def composed(parts: Mapping[str, int]) -> dict[str, str]:
    """The files of several bombs, beside each other."""
    files: dict[str, str] = {}
    for kind, size in parts.items():
        for name, text in BOMBS[kind](size).items():
            folder, _, file = name.rpartition("/")
            shared = folder == "conflicts"
            files[name if shared else f"{folder or 'pages'}/{kind}-{file}"] = text
    return files


def codes(reading: Reading) -> set[str]:
    return {problem.code for problem in reading.problems}


def check_bomb(content: Path, files: Mapping[str, str]) -> None:
    """Read and lay out: what the site costs stays within what the content may cost."""
    put(content, files)
    start = time.process_time()
    reading = read_folder(content)
    site = laid_out(reading)
    seconds = time.process_time() - start
    spent = min(reading.budget.spent, reading.budget.most)
    assert reading.budget.is_spent == ("too-costly" in codes(reading))
    # The names of one list may still come in when the budget is spent.
    names = sum(len(text) for text in files.values()) // 4
    assert len(site.pages) <= spent // budget.PAGE + names + 100
    assert sum(len(asset.text) for asset in site.assets) <= BYTES * spent + 1_000_000
    assert seconds <= ALWAYS + SLOWER * spent / 1e6


bombs = st.dictionaries(
    st.sampled_from(sorted(BOMBS)), st.integers(500, 6_000 * FUZZ), min_size=1, max_size=4
)


@settings(
    max_examples=15 * FUZZ,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(parts=bombs)
def test_bombs_of_several_kinds_are_built_or_refused(parts, tmp_path_factory):
    with patch.object(budget, "ALLOWANCE", SMALL_ALLOWANCE):
        check_bomb(tmp_path_factory.mktemp("bomb") / "content", composed(parts))


@pytest.mark.parametrize("kind", sorted(BOMBS))
def test_each_kind_of_bomb_is_built_or_refused(kind, tmp_path):
    with patch.object(budget, "ALLOWANCE", SMALL_ALLOWANCE):
        check_bomb(tmp_path / "content", BOMBS[kind](20_000))


MULTIPLYING = {
    "anchored_texts": "values that aliases (*) repeat",
    "pairs": "the backing in it",
    "cells": "the sides of its backers",
    "company": "the events in it",
    "new_names_of_articles": "names that each have a page",
    "publishers": "publishers that each have a page",
    "tiny_pages": "pages in the navigation of every page",
}


@pytest.mark.parametrize("kind", MULTIPLYING)
def test_the_problem_names_what_costs_most(kind, tmp_path):
    put(tmp_path / "content", BOMBS[kind](20_000))
    # The sides of a conflict are read first, and have pages.
    allowance = 6_000_000 if kind == "cells" else 300_000
    with patch.object(budget, "ALLOWANCE", allowance), patch.object(budget, "RATE", 1):
        reading = read_folder(tmp_path / "content")
    (problem,) = (one for one in reading.problems if one.code == "too-costly")
    assert f"most of that for {MULTIPLYING[kind]};" in problem.message


def test_the_problem_is_in_the_file_that_costs_most(tmp_path):
    row = "- {date: 2019, what: a, actors: [a, b]}\n"
    article = f"---\ntitle: A\ndate: 2019\nsource: AFP\nevents:\n{row}---\n"
    files = {f"articles/{number}.md": article for number in range(40)}
    put(tmp_path / "content", {**files, **BOMBS["pairs"](9_000)})
    reading = read_folder(tmp_path / "content")
    assert [one.path for one in reading.problems if one.code == "too-costly"] == [
        "content/articles/aaaa.md"
    ]


@pytest.mark.parametrize(
    "content",
    [
        GOLDEN / "content",
        REPOSITORY / "content",
        REPOSITORY / "tests" / "wars" / "sahran" / "content",
    ],
    ids=str,
)
def test_real_content_costs_a_tenth_of_its_budget(content):
    reading = read_folder(content)
    assert reading.budget.spent < reading.budget.most / 10


def as_many(reading: Reading, times: int) -> tuple[int, int]:
    """What content of the same kind, but so many times as large, costs and may cost."""
    found = reading.budget
    return found.spent * times, budget.ALLOWANCE + budget.RATE * found.size * times


def test_ten_thousand_articles_stay_within_the_budget(tmp_path):
    write_dossier(tmp_path / "content", 100)
    cost, most = as_many(read_folder(tmp_path / "content"), 100)
    assert cost < most


def test_three_thousand_short_articles_stay_within_the_budget(tmp_path):
    def article(number: int) -> str:
        return (
            f"---\ntitle: Short {number}\ndate: 2019-11-15\nsource: AFP\nbacking:\n"
            f"  - {{by: Upland, to: North, since: 2019-05}}\n---\n\n{'Words. ' * 40}\n"
        )

    files = {f"articles/{number}.md": article(number) for number in range(30)}
    put(tmp_path / "content", {"conflicts/war.md": SIDES, **files})
    cost, most = as_many(read_folder(tmp_path / "content"), 100)
    assert cost < most * 0.7


def test_five_sides_and_sixty_backers_stay_within_the_budget(tmp_path):
    sides = [f"Side {letter}" for letter in "ABCDE"]
    rows = "".join(
        f"  - {{by: Backer {n % 60}, to: {sides[n % 5]}, since: {1600 + n}}}\n" for n in range(400)
    )
    listed = ", ".join(f"{{name: {side}}}" for side in sides)
    put(
        tmp_path / "content",
        {
            "conflicts/war.md": f"---\ntitle: War\nsides: [{listed}]\n---\n",
            "articles/a.md": (
                f"---\ntitle: A\ndate: 2019-11-15\nsource: AFP\nbacking:\n{rows}---\n"
            ),
        },
    )
    reading = read_folder(tmp_path / "content")
    assert reading.budget.spent < reading.budget.most / 5


def problem(number: int, severity: str = "warning") -> Problem:
    return Problem("content/a.md", number, 1, severity, "date", "bad date")


def test_problems_beyond_the_first_are_counted():
    with patch("mkdocs_briefing.core.problems.MOST_IN_ALL", 2):
        told = first_of([problem(3), problem(1), problem(2), problem(4, "error")])
    assert [str(one) for one in told[2:]] == [
        "content/a.md:4:1: error: 2 more problems in this and other files; fix those above first "
        "[more-problems]"
    ]


def test_a_file_with_many_problems_still_fails_by_its_last(tmp_path):
    rows = "- {date: 2019, what: a, wat: b}\n" * (MOST_IN_A_FILE + 5)
    put(
        tmp_path / "content",
        {
            "conflicts/war.md": SIDES,
            "articles/a.md": f"---\ntitle: A\ndate: 2019\nsource: AFP\nevents:\n{rows}---\n",
        },
    )
    problems = read_folder(tmp_path / "content").problems
    assert len(problems) == MOST_IN_A_FILE + 1
    assert (problems[-1].code, problems[-1].severity) == ("more-problems", "error")


def test_a_message_is_never_longer_than_a_page(tmp_path):
    put(tmp_path / "content", BOMBS["on_no_side"](30_000))
    assert max(len(one.message) for one in read_folder(tmp_path / "content").problems) <= 1000


def test_the_budget_knows_when_a_table_shows_evidence():
    assert budget.ROWS_WITH_EVIDENCE == CLAIMS_IN_TABLES


def test_more_files_than_anybody_needs_are_refused(tmp_path):
    put(tmp_path / "content", {f"files/{number}.txt": "a" for number in range(9)})
    with patch("mkdocs_briefing.content.scan.MOST_FILES", 5):
        (problem,) = read_folder(tmp_path / "content").problems
    assert str(problem) == (
        "content/files:1:1: error: with this folder there are more than 5 files and folders; "
        "take some out [too-costly]"
    )


def test_a_text_nested_too_deeply_is_refused_with_a_sentence(tmp_path):
    put(tmp_path / "content", {"deep.md": "- " * 3000 + "x"})
    (problem,) = read_folder(tmp_path / "content").problems
    assert problem.code == "too-tangled"
