"""Where actors stand, read from files as contributors write them."""

from pathlib import Path

import pytest
import yaml
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.site.registry import GENERATED

from tests.builders import day
from tests.position_words import positions_in_words, read_yaml

WARS = Path(__file__).parent / "wars"
CASES = read_yaml("cases/positions.yml")
SAHRAN = read_yaml("wars/sahran/positions.yml")


def write_case(case, content: Path) -> None:
    """Write one case: a conflict of N and S, and an article for each day with rows."""
    members = case.get("members") or {}
    sides = [{"name": name, "members": members.get(name, [])} for name in ("N", "S")]
    headers = {"conflicts/war.md": {"title": "War", "sides": sides}}
    for date, rows in case["rows"].items():
        # Builders need the side of a row; in a file it follows from its `to`.
        backing = [{key: row[key] for key in row if key != "side"} for row in rows]
        headers[f"articles/{date}.md"] = {
            "title": f"What is known on {date}",
            "date": date,
            "source": "AFP",
            "backing": backing,
        }
    for path, header in headers.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{yaml.safe_dump(header)}---\n\nText.\n", encoding="utf-8")


def rows_in(content: Path) -> tuple[Backing, ...]:
    reading = read(content, root=content.parent, generated=GENERATED)
    assert [one for one in reading.problems if one.severity == "error"] == []
    return reading.briefing.backing


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_positions_of_files_are_those_of_the_case(case, tmp_path: Path):
    write_case(case, tmp_path / "content")
    rows = rows_in(tmp_path / "content")
    assert rows
    told = {on: positions_in_words(rows, day(on)) for on in case["days"]}
    assert told == {on: sorted(expected) for on, expected in case["days"].items()}


@pytest.fixture(scope="module")
def sahran() -> tuple[Backing, ...]:
    return rows_in(WARS / "sahran" / "content")


@pytest.mark.parametrize(
    ("conflict", "on"), [(conflict, on) for conflict, days in SAHRAN.items() for on in days]
)
def test_positions_in_sahran_are_what_its_articles_say(conflict, on, sahran):
    rows = [row for row in sahran if row.conflict.title == conflict]
    assert positions_in_words(rows, day(on)) == sorted(SAHRAN[conflict][on])
