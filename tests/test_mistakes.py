"""Every slip of the hand is told once, by its cause, and is one step from a file that passes."""

from datetime import date as Day
from pathlib import Path
from typing import TypedDict

import pytest
import yaml
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.site.registry import GENERATED


class Mistake(TypedDict):
    """A mistake, what is told of it, and what to write instead."""

    mistake: str
    file: str
    told: str
    write: str
    instead_of: str


CASES = yaml.safe_load((Path(__file__).parent / "mistakes.yml").read_text(encoding="utf-8"))
MISTAKES: list[Mistake] = CASES["mistakes"]
RIVER = (
    "---\ntitle: The river dispute\nsides:\n"
    "  - {name: North, members: [Anna Admiral]}\n  - {name: South}\n---\n"
)


def told(file: str, folder: Path) -> list[str]:
    for path, text in (("conflicts/river.md", RIVER), ("articles/a.md", file)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    reading = read(folder, root=folder, generated=GENERATED, drafts=True, today=Day(2026, 1, 1))
    return [str(problem).removeprefix("articles/a.md:") for problem in reading.problems]


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["mistake"])
def test_a_mistake_is_told_once_by_its_cause(case: Mistake, tmp_path: Path):
    assert told(case["file"], tmp_path) == [case["told"]]


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["mistake"])
def test_one_step_leads_from_a_mistake_to_nothing_told(case: Mistake, tmp_path: Path):
    assert case["instead_of"] in case["file"]
    mended = case["file"].replace(case["instead_of"], case["write"], 1)
    assert told(mended, tmp_path) == []


@pytest.mark.parametrize("file", CASES["meant"])
def test_what_is_meant_is_no_mistake(file: str, tmp_path: Path):
    assert told(file, tmp_path) == []
