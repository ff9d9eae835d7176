"""Files read in several processes: the same as one by one."""

import sys
from multiprocessing import active_children
from pathlib import Path

import pytest
from mkdocs_briefing.content import file_reader
from mkdocs_briefing.content.budget import Budget
from mkdocs_briefing.content.file_reader import FileCache, FileReading, ListedFile
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.core.problems import Problem
from mkdocs_briefing.site.registry import GENERATED

from tests.conftest import REPOSITORY
from tests.telling import told

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks"),
    # Tests fork beside other threads, of which Python warns. The program does not.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

CONTENTS = [
    REPOSITORY / "content",
    REPOSITORY / "tests/golden/content",
    *sorted(folder / "content" for folder in (REPOSITORY / "tests/wars").iterdir()),
]
TITLE = "---\ntitle: A talk\ndate: 2014-05-01\n---\n\nThey met.\n"
UNFOLDS = "a: &a [{}]\nb: &b [{}]\nc: [{}]\n".format(
    ", ".join("x" * 40), ", ".join(["*a"] * 40), ", ".join(["*b"] * 40)
)
"""A header that costs as much as forty others."""


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch):
    """Let as many processes read three files at a time each."""

    def use(number: int) -> None:
        monkeypatch.setattr(file_reader, "processes_for", lambda tasks: number)
        monkeypatch.setattr(file_reader, "_TOGETHER", 3)

    return use


def found_in(content: Path) -> tuple[object, tuple[Problem, ...], int]:
    reading = read(content, root=content.parent, generated=GENERATED)
    return told(reading.briefing), reading.problems, reading.budget.spent


def listed(content: Path) -> list[ListedFile]:
    files = sorted(content.rglob("*.md"))
    return [ListedFile(file.relative_to(content).as_posix(), "", file.stat()) for file in files]


def talks(folder: Path, count: int, *, header: str = "") -> Path:
    articles = folder / "content/articles"
    articles.mkdir(parents=True)
    for number in range(count):
        text = TITLE.replace("\ndate", f"\n{header}date")
        (articles / f"{number:03}.md").write_text(text)
    return folder / "content"


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.parent.name)
def test_several_processes_read_what_one_reads(content, processes):
    processes(1)
    alone = found_in(content)
    processes(3)
    assert found_in(content) == alone


def test_a_spent_budget_is_told_of_alike(tmp_path, processes):
    content = talks(tmp_path, 40, header=UNFOLDS)
    processes(1)
    alone = found_in(content)
    assert "too-costly" in {problem.code for problem in alone[1]}
    processes(3)
    assert found_in(content) == alone


def test_what_another_process_read_is_kept(tmp_path, processes):
    content = talks(tmp_path, 20)
    processes(2)
    cache, files, budget = FileCache(), listed(content), Budget(10_000)
    first = list(cache.read_all(files, content, budget))
    assert [one.entry.title for one in first] == ["A talk"] * 20
    again = list(cache.read_all(files, content, budget))
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_processes_end_when_the_reading_is_given_up(tmp_path, processes):
    content = talks(tmp_path, 200)
    processes(3)
    readings = FileCache().read_all(listed(content), content, Budget(100_000))
    assert isinstance(next(readings), FileReading)
    assert len(active_children()) == 2
    readings.close()
    assert active_children() == []
