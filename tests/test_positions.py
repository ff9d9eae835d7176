"""Where actors stand, read from files as contributors write them."""

from functools import cache
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
POSITIONS = [
    (war, conflict, on, told)
    for war in sorted(file.parent.name for file in WARS.glob("*/positions.yml"))
    for conflict, days in read_yaml(f"wars/{war}/positions.yml").items()
    for on, told in days.items()
]


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


@cache
def rows_of(war: str) -> tuple[Backing, ...]:
    return rows_in(WARS / war / "content")


@pytest.mark.parametrize(
    ("war", "conflict", "on", "told"), POSITIONS, ids=["-".join(one[:3]) for one in POSITIONS]
)
def test_positions_in_a_war_are_what_its_articles_say(war, conflict, on, told):
    rows = [row for row in rows_of(war) if row.conflict.title == conflict]
    assert positions_in_words(rows, day(on)) == sorted(told)
