"""A new word of the vocabulary costs one entry in one table."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import mkdocs_briefing
import pytest
from mkdocs_briefing.core.vocabulary import STATUSES, STATUSES_BY_FIRMNESS, SUPPORT
from mkdocs_briefing.pages.guide import GUIDE_FOLDER

from tests.conftest import CONFLICT, REPOSITORY

ENTRIES = {
    "STANCES": 'StanceTerm("arms", "Arms", "Means 1.", verb="arms", plural_verb="arm", '
    'group="supportive", track="alignment"),',
    "SUPPORT": 'SupportTerm("ships", "ships of war", "Means 2.", weight="forces"),',
    "STATUSES": 'StatusTerm("rumoured", "rumoured", "Means 3.", firmness=0, explanation="e"),',
    "EVENT_KINDS": 'Term("blockade", "sea blockade", "Means 4."),',
    "ACTS": 'ActTerm("mocks", "mocks", "Means 5.", plural_verb="mock", directed=True),',
    "SOURCE_KINDS": 'Term("court", "court of law", "Means 6."),',
    "ACTOR_KINDS": 'ActorKindTerm("tribe", "Tribe", "Means 7.", plural="Tribes"),',
}
"""By the name of the table."""

ARTICLE = """\
---
title: The court looks into it
date: 2019-11-15
source: {publisher: The Court, kind: court}
backing:
  - {by: Upland, to: North, stance: arms, support: ships, status: rumoured}
events:
  - {date: 2019-11-14, what: The port is closed., kind: blockade}
statements:
  - {who: Upland, act: mocks, about: North}
---
"""
ACTOR = "---\nname: Upland\nkind: tribe\n---\n"

PROGRAM = """
import json, sys
from pathlib import Path
from mkdocs_briefing.commands.new import questions
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.exports import column_meanings, csv_tables, json_schemas
from mkdocs_briefing.pages import contribute
from mkdocs_briefing.pages.parts import timeline_data
from mkdocs_briefing.site.layout import lay_out
from mkdocs_briefing.site.registry import GENERATED
from mkdocs_briefing.wording.words import WORDS, claim, stands
from mkdocs_briefing.pictures.signs import line_width, stance_class

root = Path(sys.argv[1])
reading = read(root / "content", root=root, generated=GENERATED)
briefing = reading.briefing
asked = [question for kind in questions.KINDS for question in kind.questions]
asked += [part for question in asked for part in question.parts]
terms = [question.terms for question in asked if question.terms]
site = lay_out(briefing, site_name="", site_url=None)
shown = {name: thing for page in site.pages for name, thing in page.content.shows.items()}
print(json.dumps({
    "problems": [str(problem) for problem in reading.problems],
    "schemas": [json_schemas.schema_file(kind) for kind in json_schemas.KINDS],
    "downloads": dict(column_meanings.COLUMN_MEANINGS),
    "questions": [list(table) for table in terms],
    "help": [term.meaning for table in terms for term in table.values()],
    "form": [(one.value, one.words, one.meaning)
             for choices in contribute.CHOICES.values() for one in choices],
    "scripts": timeline_data.WORDS,
    "chronology": next(page for page in site.pages if page.address == "chronology/")
        .content.shows["chronology"].tools,
    "actors": [group.title for group in shown["actor_groups"]],
    "templates": [dict(WORDS.stance), dict(WORDS.support), dict(WORDS.event_kind),
                  dict(WORDS.source_kind), dict(WORDS.actor_kind), WORDS.marks],
    "claims": [claim(row) for row in (*briefing.backing, *briefing.statements)],
    "pictures": [stance_class("arms"), stands("arms"), line_width(["ships"])],
}))
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the rooms show, once every table of the vocabulary has one entry more."""
    root = tmp_path_factory.mktemp("one-entry-more")
    package = root / "mkdocs_briefing"
    shutil.copytree(Path(mkdocs_briefing.__file__).parent, package)
    shutil.copytree(GUIDE_FOLDER, package / "guide", dirs_exist_ok=True)
    vocabulary = package / "core" / "vocabulary.py"
    text = vocabulary.read_text(encoding="utf-8")
    for table, entry in ENTRIES.items():
        opening = f"{table}: Final = _table(\n"
        assert text.count(opening) == 1
        text = text.replace(opening, f"{opening}    {entry}\n")
    vocabulary.write_text(text, encoding="utf-8")
    files = {
        "conflicts/river.md": CONFLICT,
        "articles/court.md": ARTICLE,
        "actors/upland.md": ACTOR,
    }
    for name, content in files.items():
        (root / "content" / name).parent.mkdir(parents=True)
        (root / "content" / name).write_text(content, encoding="utf-8")
    guide = root / "guide.md"
    guide.write_text("| Kind of event | When |\n|---|---|\n| `battle` | Old. |\n\nText.\n")
    run_python(root, str(REPOSITORY / "tools/vocabulary_tables.py"), str(guide))
    shown = json.loads(run_python(root, "-c", PROGRAM, str(root)))
    return shown | {"guide": guide.read_text(encoding="utf-8")}


def run_python(root: Path, *arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_a_header_may_use_a_new_word(shown):
    assert shown["problems"] == []


@pytest.mark.parametrize(
    "word", ["arms", "ships", "rumoured", "blockade", "mocks", "court", "tribe"]
)
@pytest.mark.parametrize("place", ["schemas", "questions"])
def test_writers_are_offered_a_new_word(place, word, shown):
    assert any(word in words for words in shown[place])


@pytest.mark.parametrize("number", range(1, 8))
def test_new_explains_a_new_word(number, shown):
    assert any(f"Means {number}." in text for text in shown["help"])


@pytest.mark.parametrize(
    "choice",
    [
        ["arms", "arms", "Means 1."],
        ["ships", "ships of war", "Means 2."],
        ["rumoured", "rumoured", "Means 3."],
        ["blockade", "sea blockade", "Means 4."],
        ["mocks", "mocks", "Means 5."],
        ["court", "court of law", "Means 6."],
    ],
)
def test_the_form_offers_a_new_word(choice, shown):
    assert choice in shown["form"]


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("templates", "Arms"),
        ("templates", "ships of war"),
        ("templates", "sea blockade"),
        ("templates", "court of law"),
        ("templates", "Tribe"),
        ("templates", "rumoured"),
        ("chronology", "sea blockade"),
        ("actors", "Tribes"),
        ("claims", "Upland arms North"),
        ("claims", "Upland mocks North"),
    ],
)
def test_pages_show_the_label_of_a_new_word(place, label, shown):
    assert label in json.dumps(shown[place])


def test_scripts_and_downloads_know_a_new_word(shown):
    assert shown["scripts"]["stance"]["arms"] == "Arms"
    assert shown["scripts"]["phrase"]["arms"] == "arms"
    assert shown["scripts"]["group"]["arms"] == "supportive"
    assert shown["scripts"]["support"]["ships"] == "ships of war"
    assert shown["scripts"]["status"][-1] == "rumoured"
    assert shown["downloads"]["stance"].startswith("arms, ")
    assert shown["downloads"]["status"].startswith("rumoured, ")


def test_the_tables_of_a_guide_get_a_new_word(shown):
    rows = shown["guide"].splitlines()
    assert rows[:3] == ["| Kind of event | When |", "|---|---|", "| `blockade` | Means 4. |"]
    assert "| `battle` | Fighting between armed sides. |" in rows
    assert rows[-2:] == ["", "Text."]


def test_pictures_draw_a_new_word(shown):
    assert shown["pictures"] == ["b-stance-supportive", "arms", 5.0]


def test_no_two_statuses_are_equally_firm():
    assert STATUSES_BY_FIRMNESS == ("confirmed", "reported", "alleged", "withdrawn")
    assert len({term.firmness for term in STATUSES.values()}) == len(STATUSES)


def test_every_kind_of_support_has_a_weight():
    assert {term.weight for term in SUPPORT.values()} == {"forces", "means", "words"}
