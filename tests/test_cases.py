"""Small inputs that went wrong once, and a whole war, each with what is right.

Each folder in ``tests/cases`` and ``tests/wars`` holds content and ``expected.yml``:

    check:                        # every problem that `briefing check` finds: path, line, words
      - "articles/b.md:3: warning: more than a year"
    pages:                        # what the pages of the site say (see ``tests.page_claims``)
      backers/:
        cell Upland, North: [Backs, not: o longer]
"""

import shutil
from pathlib import Path

import pytest
import yaml
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.site.registry import GENERATED

from tests.conftest import CONFIG, mkdocs
from tests.page_claims import failures_of

CASES = {
    file.parent.name: file.parent
    for folder in ("cases", "wars")
    for file in (Path(__file__).parent / folder).glob("*/expected.yml")
}
EXPECTED = {
    name: yaml.safe_load((folder / "expected.yml").read_text(encoding="utf-8"))
    for name, folder in CASES.items()
}
WITH_PAGES = [name for name, expected in EXPECTED.items() if "pages" in expected]


@pytest.mark.parametrize("name", sorted(CASES))
def test_check_finds_what_is_wrong_and_no_more(name):
    folder = CASES[name]
    found = read(folder / "content", root=folder, generated=GENERATED).problems
    told = [
        f"{one.path.removeprefix('content/')}:{one.line}: {one.severity}: {one.message}"
        for one in found
    ]
    expected = EXPECTED[name]["check"]
    missing = [line for line in expected if not any(says(one, line) for one in told)]
    assert missing == [], told
    assert len(told) == len(expected), told


def says(problem: str, expected: str) -> bool:
    """Whether a problem is at the expected place, and its message has the expected words."""
    place, severity, words = expected.split(": ", 2)
    return problem.startswith(f"{place}: {severity}: ") and words in problem.split(": ", 2)[2]


@pytest.mark.parametrize("name", sorted(WITH_PAGES))
def test_pages_say_what_is_right(name, tmp_path):
    shutil.copytree(CASES[name] / "content", tmp_path / "content")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    done = mkdocs("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    pages = EXPECTED[name]["pages"]
    assert [
        failure
        for address, claims in pages.items()
        for failure in failures_of(claims, tmp_path / "site", address)
    ] == []
