"""``briefing new``, as a newcomer meets it."""

import os
import re
import select
import shlex
import shutil
import sys
import time
from contextlib import chdir
from datetime import date as Day
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs_briefing.commands.cli import main
from mkdocs_briefing.commands.new import command
from mkdocs_briefing.commands.new.console import matches
from mkdocs_briefing.commands.new.flags import options_of
from mkdocs_briefing.commands.new.questions import KINDS
from mkdocs_briefing.content.checks import PLACEHOLDER_CODE
from mkdocs_briefing.content.field_types import NOBODY
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.site.registry import GENERATED

from tests.conftest import REPOSITORY, SMALL, contents, write
from tests.documents import blocks

ARTICLE = "content/articles/upland.md"
SITE = {
    **SMALL,
    ARTICLE: SMALL[ARTICLE].replace("date:", "conflict: river\ndate:", 1),
    "content/actors/upland.md": "---\nname: Upland\naliases: [The Upland]\n---\nText.\n",
}
"""The smallest site, with a profile, and an article that names its conflict."""
QUESTIONS = "docs/writing/form-or-questions.md"
"""The page of the guide about this command."""
GAZETTE = ["The Gazette", "", "", "", ""]
"""Answers for a source of which only the publisher is known."""


@pytest.fixture
def site(small_site, monkeypatch):
    folder = small_site(SITE)
    monkeypatch.chdir(folder)
    return folder


def run(*arguments, answers=None):
    """Run the command, and type each answer and Enter."""
    asks = ["--input"] if answers is not None else []
    typed = "".join(f"{answer}\n" for answer in answers or ())
    return CliRunner().invoke(main, ["new", *arguments, *asks], input=typed)


def article(*answers, ending=("", "")):
    """Run `briefing new article`; `ending` answers the file name and whether to write it."""
    return run("article", answers=[*answers, *ending])


def problems(site):
    """What the check says of the content, but for texts that are still to be written."""
    found = read(site / "content", root=site, generated=GENERATED).problems
    return [problem for problem in found if problem.code != PLACEHOLDER_CODE]


def written(site, path):
    text = (site / "content" / path).read_text(encoding="utf-8")
    assert problems(site) == []
    return text


def header(text):
    return text.split("---\n")[1]


# --- questions ------------------------------------------------------------------------


def test_a_first_article_is_written_by_answering(site):
    row = ["Upland; Lowland", "North", "", "weapons, training", "", "2019-11", "", "South"]
    event = ["A letter: sent", "2019-11-19", "talks", "upland", "South", "", "", "~50"]
    statement = ["South", "denies", "", "That it is afraid", ""]
    run_ = article(
        *("Upland: stands by the North", "2019-11-20", ""),
        *("The Gazette", "", "https://example.org/a,b", "2019-11-20", "media"),
        *(*row, "", *event, "", *statement, "", ""),
    )
    assert run_.exit_code == 0, run_.output
    text = written(site, "articles/2019-11-upland-stands-by-the-north.md")
    assert text == (
        "---\n"
        'title: "Upland: stands by the North"\n'
        "date: 2019-11-20\n"
        "\n"
        "source:\n"
        "  publisher: The Gazette\n"
        '  url: "https://example.org/a,b"\n'
        "  kind: media\n"
        "  date: 2019-11-20\n"
        "\n"
        "backing:\n"
        "  - by: [Upland, Lowland]\n"
        "    to: North\n"
        "    support: [weapons, training]\n"
        "    since: 2019-11\n"
        "    denied_by: South\n"
        "\n"
        "events:\n"
        "  - date: 2019-11-19\n"
        '    what: "A letter: sent"\n'
        "    kind: talks\n"
        "    by: Upland\n"
        "    against: South\n"
        "    killed: ~50\n"
        "\n"
        "statements:\n"
        "  - who: South\n"
        "    act: denies\n"
        "    what: That it is afraid\n"
        "---\n"
        "\n"
        "Write the text here, in your own words.\n"
    )


def test_the_end_names_the_file_and_the_next_steps(site):
    run_ = article("A title", "2019-11-20", "", "", ending=("", "y"))
    *_, end = run_.output.partition("Written: ")
    assert end == (
        "content/articles/2019-11-a-title.md\n"
        "\n"
        "What next:\n"
        "  Write the text below the header.\n"
        "  briefing check content/articles/2019-11-a-title.md\n"
        "  make serve (or mkdocs serve), and look at "
        "http://127.0.0.1:8000/articles/2019-11-a-title/\n"
        "  Then hand it in: propose it on the code host, or send the file to the editors.\n"
    )


def test_the_proposed_date_is_today(site):
    today = Day.today().isoformat()
    file = site / ARTICLE
    file.write_text(file.read_text().replace("date: 2019-11-15", f"date: {today}", 1))
    run_ = article("A title", "", "", "")
    assert f"The date of the article (2019-11-14, 2019-11 or 2019) [{today}]: " in run_.output
    text = (site / f"content/articles/{today[:7]}-a-title.md").read_text(encoding="utf-8")
    assert f"date: {today}\n" in text


def test_of_a_war_long_past_no_date_is_proposed(site):
    run_ = article("A title", "", "2019-11-20", "", "")
    assert "The date of the article (2019-11-14, 2019-11 or 2019): \n  This needs" in run_.output
    assert "date: 2019-11-20\n" in written(site, "articles/2019-11-a-title.md")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([""], "This needs an answer."),
        (["A title", "15 November 2019"], 'bad date "15 November 2019"; write 2019-11-15'),
        (
            ["A title", "2019", "", "A", "", "www.example.org"],
            'bad address "www.example.org"; write https://www.example.org',
        ),
        (
            ["A \x1b[D title"],
            "there is an invisible character in this (U+001B), perhaps from an arrow key; write it "
            "again without",
        ),
        (
            ["A title", "2019", "", *GAZETTE, "Upland", "Tobruk"],
            '"Tobruk" is on no side of "The river war"; write North or South, or list it under '
            "members in content/conflicts/river.md",
        ),
        (
            ["A title", "2019", "", *GAZETTE, "Upland", "North", "bakcs"],
            'unknown stance "bakcs"; did you mean "backs"?',
        ),
        (
            ["A title", "2019", "", *GAZETTE, "Upland", "North", "", "weapons, trainig"],
            'unknown support "trainig"; did you mean "training"?',
        ),
        (
            ["A title", "2019", "", *GAZETTE, "Upland", "North", "", "", "disputed"],
            "press Enter here; you are asked below who denies it",
        ),
        (
            ["A title", "2019", "", *GAZETTE, "", "A battle", "2019", "", "", "", "", "", "dozens"],
            'bad count "dozens"; write a number, "1000+", "40-53" or "~50"',
        ),
    ],
)
def test_a_wrong_answer_is_explained_and_asked_for_again(site, answers, said):
    run_ = article(*answers, "?", ending=())
    before, complaint, after = run_.output.partition(said)
    assert complaint, run_.output
    prompt = before.rstrip(" \n").splitlines()[-1].removesuffix(answers[-1]).rstrip()
    assert prompt.endswith(":")
    assert [line.rstrip() for line in after.splitlines()[1:2]] == [f"{prompt} ?"]
    assert run_.exit_code == 1


def test_a_probable_typo_is_asked_about(site):
    run_ = article("A title", "2019", "", *GAZETTE, "Uplnad", "y", "North", *[""] * 7, "", "", "")
    assert '"Uplnad" is a new name. Did you mean "Upland"? [Y/n]' in run_.output
    assert "by: Upland\n" in written(site, "articles/2019-a-title.md")


def test_a_close_name_is_kept_if_confirmed(site):
    run_ = article("A title", "2019", "", *GAZETTE, "Uplandia", "n", "North", *[""] * 7, "", "", "")
    assert run_.exit_code == 0, run_.output
    text = (site / "content/articles/2019-a-title.md").read_text()
    assert "by: Uplandia\n" in text
    (problem,) = problems(site)
    assert (problem.severity, problem.code) == ("warning", "near-name")
    assert str(problem) in run_.output


def test_a_new_name_is_announced_only_once(site):
    row = ["Lowland", "North", *[""] * 6]
    run_ = article("A title", "2019", "", *GAZETTE, *row, *row, "", "", "", "")
    assert run_.output.count('"Lowland" is a new name and gets its own page.') == 1


def test_names_are_spelled_as_elsewhere(site):
    article("A title", "2019", "", *GAZETTE, "the  UPLAND", "anna admiral", *[""] * 7, "", "", "")
    text = written(site, "articles/2019-a-title.md")
    assert "by: The Upland\n    to: Anna Admiral\n" in text


def test_commas_may_separate_known_names(site):
    article("A title", "2019", "", *GAZETTE, "Upland, South", "North", *[""] * 7, "", "", "")
    assert "by: [Upland, South]\n" in written(site, "articles/2019-a-title.md")


def test_a_new_name_with_a_comma_is_asked_about(site):
    given = ["A title", "2019", "", *GAZETTE, "Upland, Lowland", "n", "North", *[""] * 7]
    run_ = article(*given, "", "", "")
    assert 'Is "Upland, Lowland" one name? [y/N]' in run_.output
    assert "by: [Upland, Lowland]\n" in written(site, "articles/2019-a-title.md")


def test_two_names_joined_by_and_are_asked_about(site):
    given = ["A title", "2019", "", *GAZETTE, "Upland and Lowland", "n", "North", *[""] * 7]
    run_ = article(*given, "", "", "")
    assert 'Is "Upland and Lowland" one name? [y/N]' in run_.output
    assert "by: [Upland, Lowland]\n" in written(site, "articles/2019-a-title.md")


def test_a_name_with_an_and_may_be_one(site):
    given = ["A title", "2019", "", *GAZETTE, "Law & Order", "y", "North", *[""] * 7]
    article(*given, "", "", "")
    assert "by: Law & Order\n" in written(site, "articles/2019-a-title.md")


@pytest.mark.parametrize("typed", ["weapons and training", "[weapons, training]"])
def test_words_are_taken_however_they_are_joined(site, typed):
    row = ["Upland", "North", "", typed, "", "", "", ""]
    article("A title", "2019", "", *GAZETTE, *row, "", "", "", "")
    assert "support: [weapons, training]\n" in written(site, "articles/2019-a-title.md")


def test_nobody_is_no_actor(site):
    row = ["Upland", "North", "", "", "", "", "none", "", "Nobody", ""]
    run_ = article("A title", "2019", "", *GAZETTE, *row, "", "", "", "")
    assert '"Nobody" would be an actor of this name; press Enter instead' in run_.output
    assert "  - by: Upland\n    to: North\n---" in written(site, "articles/2019-a-title.md")


def test_form_and_questions_know_the_same_words_for_nobody():
    script = (REPOSITORY / "theme/assets/briefing/contribute.js").read_text(encoding="utf-8")
    (listed,) = re.findall(r'NOBODY = new Set\(\s*"(.+)"\.split', script)
    assert set(listed.split("|")) == NOBODY


def test_two_names_are_refused_where_one_is_asked_for(site):
    role = ["Anna; Berta", "Anna, Berta", "n", "Anna Admiral", "Admiral", "North", ""]
    run_ = article("A title", "2019", "", *GAZETTE, "", "", "", *role, "")
    assert run_.output.count("write one name only") == 2
    assert "is a new name" not in run_.output
    assert "who: Anna Admiral\n" in written(site, "articles/2019-a-title.md")


def test_unnamed_is_not_a_new_name(site):
    row = ["Upland", "North", "", "", "alleged", "", "Unnamed", ""]
    run_ = article("A title", "2019", "", *GAZETTE, *row, "", "", "", "")
    assert "said_by: unnamed\n" in written(site, "articles/2019-a-title.md")
    assert "New names" not in run_.output


def test_usual_words_are_left_out_of_the_header(site):
    row = ["Upland", "North", "Backs", "unspecified", "reported", "", "", ""]
    article("A title", "2019", "", *GAZETTE, *row, "", "", "", "")
    text = written(site, "articles/2019-a-title.md")
    assert "backing:\n  - by: Upland\n    to: North\n---" in text


def test_support_is_not_asked_of_opponents(site):
    run_ = article("A title", "2019", "", *GAZETTE, "Upland", "North", "opposes", *[""] * 8)
    assert "support" not in run_.output
    assert "stance: opposes\n" in written(site, "articles/2019-a-title.md")


def test_a_row_can_be_left_out(site):
    run_ = article("A title", "2019", "", *GAZETTE, "Upland", "-", "-", "", "", "")
    assert "Left out." in run_.output
    assert "backing" not in written(site, "articles/2019-a-title.md")


def test_a_question_mark_explains_words_and_lists_names(site):
    run_ = article(
        "A title", "?", "2019", "", *GAZETTE, "?", "Upland", "?", "North", "?", ending=()
    )
    assert "2019-04/..          since then" in run_.output
    assert "Known: Anna Admiral; North; South; Upland." in run_.output
    assert "Known: North; Anna Admiral; South." in run_.output
    assert "recognises  Takes it for the legitimate one." in run_.output


def test_without_a_source_no_claims_are_asked_for(site):
    run_ = article("A title", "2019", "", "")
    assert "Claims need a source, so you are not asked for any." in run_.output
    assert header(written(site, "articles/2019-a-title.md")) == "title: A title\ndate: 2019\n"


def test_without_a_conflict_no_claims_are_asked_for(site):
    (site / "content/conflicts/river.md").unlink()
    (site / "content/articles/upland.md").unlink()
    run_ = article("A title", "2019", "", *GAZETTE)
    assert "Claims need a conflict, so you are not asked for any." in run_.output
    assert "source: The Gazette" in written(site, "articles/2019-a-title.md")


def test_one_of_several_conflicts_has_to_be_named(site):
    second = "---\ntitle: The lake war\nsides: [East, {name: West}]\n---\n"
    second = second.replace("[East, ", "[{name: East}, ")
    (site / "content/conflicts/lake.md").write_text(second)
    given = ["A title", "2019", "", "", "The lake", "the lake war", *GAZETTE, "Upland", "North"]
    run_ = article(*given, "East", *[""] * 6, "", "", "", "")
    assert "The conflicts: The lake war; The river war." in run_.output
    assert 'unknown conflict "The lake"; write The lake war or The river war' in run_.output
    assert '"North" is on no side of "The lake war"' in run_.output
    assert "conflict: the lake war\n" in written(site, "articles/2019-a-title.md")


def test_another_file_name_is_asked_for_if_one_exists(site):
    (site / "content/articles/2019-a-title.md").write_text("---\ntitle: A\ndate: 2019\n---\nA.\n")
    run_ = article(
        "A title", "2019", "", "", ending=("", "upland", "Another Name", "another-name.md", "")
    )
    assert "content/articles/2019-a-title.md already exists" in run_.output
    assert "content/articles/upland.md already exists" in run_.output
    assert 'bad file name "Another Name"; write "another-name"' in run_.output
    assert "title: A title" in written(site, "articles/another-name.md")


def test_the_file_is_shown_before_it_is_written(site):
    before = contents(site)
    run_ = article("A title", "2019", "", "", ending=("", "n"))
    assert "content/articles/2019-a-title.md would be:\n\n---\ntitle: A title\n" in run_.output
    assert run_.exit_code == 1
    assert "Stopped; nothing is written." in run_.output
    assert contents(site) == before


@pytest.mark.parametrize("kind", ["article", "actor", "conflict"])
def test_stopping_at_any_question_writes_nothing(site, kind):
    before = contents(site)
    answers = {
        "article": ["A", "2019", "", *GAZETTE, "Upland", "North", *[""] * 7, "", "", "", ""],
        "actor": ["Lowland", "state", "", "", "LL", "", "Upland", ""],
        "conflict": ["A war", "East", "Ann", "West", "", "", "2019", "", "", "", ""],
    }[kind]
    for count in range(len(answers)):
        run_ = run(kind, answers=answers[:count])
        assert run_.exit_code == 1
        assert run_.stderr.splitlines()[-1] == "Stopped; nothing is written."
        assert "Traceback" not in run_.output
    assert contents(site) == before


# --- actors and conflicts -------------------------------------------------------------


def test_a_profile_is_written_by_answering(site):
    answers = ["Republic of Lowland", "State", "Lowland", "The Low; Low Land", "LL", "Flat.", ""]
    assert run("actor", answers=[*answers, "", ""]).exit_code == 0
    assert written(site, "actors/republic-of-lowland.md") == (
        "---\n"
        "name: Republic of Lowland\n"
        "short: Lowland\n"
        "aliases: [The Low, Low Land]\n"
        "kind: state\n"
        "country: LL\n"
        "summary: Flat.\n"
        "---\n"
        "\n"
        "Write the text here, in your own words.\n"
    )


def test_an_alias_with_a_comma_is_asked_about(site):
    run_ = run("actor", answers=["Lowland", "", "", "Low Land, The Low", "", "", "", "", "", ""])
    assert 'Is "Low Land, The Low" one name? [y/N]' in run_.output
    assert "aliases: [Low Land, The Low]\n" in written(site, "actors/lowland.md")


def test_an_actor_cannot_get_a_second_profile(site):
    run_ = run("actor", answers=["the upland", "Lowland", "", "Upland", "", "", "", "", "", "", ""])
    said = "already has a profile: content/actors/upland.md"
    assert f'"the upland" {said}' in run_.output
    assert f'"Upland" {said}' in run_.output
    assert written(site, "actors/lowland.md")


def test_a_new_profile_is_held_against_near_names(site):
    run_ = run("actor", answers=["Nroth", "?", "y", *[""] * 8])
    question = '"Nroth" is a new name. Did you mean "North"? [Y/n]'
    explained = "y takes the known name. n keeps the new one, which is somebody else."
    assert run_.output.count(question) == 2
    assert explained in run_.output
    assert header(written(site, "actors/north.md")) == "name: North\n"


def test_a_near_name_with_a_profile_is_refused(site):
    run_ = run("actor", answers=["Uplnad", "y", "Lowland", *[""] * 8])
    assert '"Upland" already has a profile: content/actors/upland.md' in run_.output
    assert written(site, "actors/lowland.md")


def test_a_near_name_may_be_that_of_somebody_else(site):
    assert run("actor", answers=["Uplandia", "n", *[""] * 8]).exit_code == 0
    assert (site / "content/actors/uplandia.md").exists()


def test_a_script_is_told_of_a_near_name(site):
    run_ = run("actor", "--name", "Uplnad")
    assert run_.exit_code == 1
    assert run_.stderr.startswith('"Uplnad" is a new name; did you mean "Upland"?\n')
    assert not (site / "content/actors/uplnad.md").exists()
    assert run("actor", "--name", "Uplnad", "--accept-warnings").exit_code == 0


def test_actors_without_a_profile_are_proposed(site):
    (site / "content/actors/anna-admiral.md").write_text("---\nname: Other\nslug: o\n---\nO.\n")
    run_ = run("actor", answers=["anna admiral", *[""] * 6, "", "anna", ""])
    assert "Actors without a profile: Anna Admiral; North; South." in run_.output
    assert "content/actors/anna-admiral.md already exists" in run_.output
    assert written(site, "actors/anna.md")


def test_a_first_conflict_is_written_by_answering(site):
    for path in ("conflicts/river.md", "articles/upland.md"):
        (site / "content" / path).unlink()
    sides = ["", "North", "Anna; Uplnad", "y", "South", "", ""]
    run_ = run("conflict", answers=["The war", *sides, "2020", "2019", "", "A river", "", "", ""])
    assert "end 2019 is before start 2020" in run_.output
    assert header(written(site, "conflicts/the-war.md")) == (
        "title: The war\n"
        "start: 2020\n"
        "place: A river\n"
        "\n"
        "sides:\n"
        "  - name: North\n"
        "    members: [Anna, Upland]\n"
        "  - name: South\n"
    )


def test_a_conflict_with_one_side_is_asked_about(site):
    for path in ("conflicts/river.md", "articles/upland.md"):
        (site / "content" / path).unlink()
    one = "Only one side is named. Is that all? [y/N]"
    run_ = run("conflict", answers=["The war", "North", "", "", "n", "South", "", "", *[""] * 6])
    assert run_.output.count(one) == 1
    assert "  - name: North\n  - name: South\n" in written(site, "conflicts/the-war.md")
    (site / "content/conflicts/the-war.md").unlink()
    run_ = run("conflict", answers=["The war", "North", "", "", "perhaps", "?", "y", *[""] * 6])
    assert "Answer y or n; ? explains.\n" in run_.output
    assert "A conflict has two sides or more." in run_.output
    assert run_.output.count(one) == 3, "twice without an answer"
    (site / "content/conflicts/the-war.md").unlink()
    run_ = run("conflict", answers=["The war", "North", "", "", "", "", *[""] * 6])
    assert run_.output.count(one) == 1, "Enter twice is an answer"
    assert run_.exit_code == 0
    assert "  - name: North\n---" in written(site, "conflicts/the-war.md")


def test_a_second_conflict_waits_until_articles_name_theirs(site):
    (site / ARTICLE).write_text(SMALL[ARTICLE])
    run_ = run("conflict", "--title", "A war", answers=["East"])
    assert run_.exit_code == 1
    assert "The name of a side" not in run_.output
    assert run_.stderr == (
        "Once there are two conflicts, each article says which one it is about. First add the "
        "line\n"
        "  conflict: river\n"
        "to the header of each of these:\n"
        "  content/articles/upland.md\n"
        "Nothing is written.\n"
    )
    (site / ARTICLE).write_text(SITE[ARTICLE])
    assert run("conflict", "--title", "A war", "--side", "East", "--side", "West").exit_code == 0
    assert written(site, "conflicts/a-war.md")


# --- flags ----------------------------------------------------------------------------


def test_a_script_says_everything_in_flags(site):
    run_ = run(
        *("article", "--title", "Upland stands by the North", "--date", "2019-11-20"),
        *("--source", "AFP", "--source-url", "https://example.org/x", "--source-kind", "media"),
        *("--backing", "by: [Upland, Lowland], to: North, support: weapons"),
        *("--backing", "{by: South, to: North, stance: opposes, id: south}"),
        *("--event", "date: 2019-11-14, what: 'Talks, at last'"),
        *("--statement", "who: South, act: denies, what: all of it"),
        *("--role", "who: Anna Admiral, in: North, as: admiral"),
    )
    assert run_.exit_code == 0, run_.output
    text = written(site, "articles/2019-11-upland-stands-by-the-north.md")
    assert "  - id: south\n    by: South\n    to: North\n    stance: opposes\n" in text
    assert "    what: Talks, at last\n" in text
    assert "  - who: Anna Admiral\n    in: North\n    as: admiral\n" in text
    assert "New names, each with its own page: Lowland\n" in run_.output


def test_all_wrong_and_missing_flags_are_reported_at_once(site):
    before = contents(site)
    run_ = run(
        *("article", "--date", "15.11.2019"),
        *("--backing", "by: Upland", "--backing", "by: Upland, to: North, support: weapns"),
        *("--event", "nothing", "--statement", "who: [a", "--file", "Über"),
    )
    assert run_.exit_code == 2
    assert run_.output.partition("Error: ")[2].splitlines() == [
        "This cannot be written:",
        "  --statement: this cannot be read: a list in brackets is not finished; check for a "
        "missing comma or a missing ]",
        '  --date: bad date "15.11.2019"; write 2019-11-15',
        '  --backing: row 1: missing key "to"; add to: GNA',
        '  --backing: row 2: unknown support "weapns"; did you mean "weapons"?',
        '  --event: "events" takes entries of keys and values, not "nothing"; write '
        "events: {date: 2019-11-14, what: Talks in Geneva}",
        '  --file: bad file name "Über"; write "uber"',
        "  --title is missing: The headline.",
        "  --source is missing: Who published it.",
        "  (With --input, or in a terminal, you are asked.)",
    ]
    assert contents(site) == before


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("article", ["--title"]),
        ("actor", ["--name"]),
        ("conflict", ["--title", "--side"]),
    ],
)
@pytest.mark.parametrize("flag", [[], ["--no-input"]])
def test_without_a_terminal_nothing_is_asked(site, kind, missing, flag):
    run_ = CliRunner().invoke(main, ["new", kind, *flag], input="A title\n")
    assert run_.exit_code == 2
    assert re.findall(r"^  (--\S+) is missing: ", run_.output, re.MULTILINE) == missing


def test_values_of_flags_are_not_asked_for(site):
    run_ = run("article", "--date", "2019", "--source", "AFP", answers=["A", *[""] * 7])
    assert run_.exit_code == 0, run_.output
    assert "The headline: " in run_.output
    assert "The date of the article" not in run_.output
    assert "Who published" not in run_.output
    assert header(written(site, "articles/2019-a.md")) == "title: A\ndate: 2019\n\nsource: AFP\n"


def test_a_script_accepts_warnings_with_a_flag(site):
    flags = ["article", "--title", "A", "--date", "2019", "--source", "AFP"]
    flags += ["--backing", "by: Uplandia, to: North"]
    run_ = run(*flags)
    assert run_.exit_code == 1
    assert 'did you mean "Upland"?' in run_.stderr
    assert "If all is right, add --accept-warnings." in run_.stderr
    assert run_.stdout.startswith("---\ntitle: A\n")
    assert not (site / "content/articles/2019-a.md").exists()
    assert run(*flags, "--accept-warnings").exit_code == 0
    assert (site / "content/articles/2019-a.md").exists()


def test_a_file_that_fails_the_check_is_not_written(site):
    before = contents(site)
    flags = ["--title", "A", "--date", "2019", "--source", "AFP", "--backing", "by: South, to: X"]
    run_ = run("article", *flags)
    assert run_.exit_code == 1
    assert (
        'content/articles/2019-a.md:9:9: error: "X" is on no side of "The river war"; write North '
        "or South, or list it under members in content/conflicts/river.md [side]\n"
        "The check does not pass.\n"
    ) in run_.stderr
    assert run_.stdout.splitlines()[8] == "    to: X"
    assert contents(site) == before


def test_an_existing_file_is_never_overwritten(site):
    flags = ["actor", "--name", "Lowland", "--file", "upland"]
    before = contents(site)
    run_ = run(*flags)
    assert run_.exit_code == 1
    assert "content/actors/upland.md already exists and stays as it is" in run_.stderr
    assert run_.stdout.startswith("---\nname: Lowland\n---\n")
    assert contents(site) == before


def test_an_existing_file_is_refused_before_any_question(site):
    run_ = run("actor", "--file", "upland", answers=["Lowland"])
    assert run_.exit_code == 1
    assert "content/actors/upland.md already exists" in run_.stderr
    assert "The full name" not in run_.output


def test_a_file_that_appears_meanwhile_is_not_overwritten(site, monkeypatch):
    file = site / "content/actors/lowland.md"
    check_is_free = command.check_is_free

    def and_meanwhile(path):
        check_is_free(path)
        file.write_text("Somebody else's.\n")

    monkeypatch.setattr(command, "check_is_free", and_meanwhile)
    run_ = run("actor", "--name", "Lowland")
    assert run_.exit_code == 1
    assert "content/actors/lowland.md already exists and stays as it is" in run_.stderr
    assert run_.stdout.startswith("---\nname: Lowland\n---\n")
    assert file.read_text() == "Somebody else's.\n"


# --- folders and content with faults ------------------------------------------------------


def test_errors_in_other_files_do_not_stop_it(site):
    (site / "content/articles/broken.md").write_text("---\ntitle: [\n---\n")
    (site / "content/actors/broken.md").write_bytes(b"\xff")
    run_ = run("article", "--title", "A", "--date", "2019")
    assert run_.exit_code == 0
    assert "The content has 2 errors, which briefing check lists." in run_.stderr
    assert (site / "content/articles/2019-a.md").exists()


def test_without_content_it_says_where_to_go(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run_ = run("article", "--title", "A")
    assert run_.exit_code == 2
    assert "this is no briefing: there is no mkdocs.yml here or in a folder above" in run_.output
    assert "To start a briefing, write briefing init FOLDER." in " ".join(run_.output.split())


def test_missing_folders_are_created(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    assert run("conflict", "--content", "texts", "--title", "A", "--side", "B").exit_code == 0
    assert (tmp_path / "texts/conflicts/a.md").exists()


def test_a_linked_folder_is_refused_before_any_question(site):
    (site / "elsewhere").mkdir()
    (site / "content/actors/upland.md").unlink()
    (site / "content/actors").rmdir()
    (site / "content/actors").symlink_to(site / "elsewhere")
    run_ = run("actor", answers=["Lowland"])
    assert run_.exit_code == 1
    assert "content/actors is a symbolic link" in run_.stderr
    assert "The full name" not in run_.output


def test_linked_content_is_refused(site):
    (site / "content").rename(site / "elsewhere")
    (site / "content").symlink_to("elsewhere")
    run_ = run("actor", "--name", "Lowland")
    assert run_.exit_code == 1
    assert "content is a symbolic link" in run_.stderr
    assert not (site / "elsewhere/actors/lowland.md").exists()


# --- any answers ----------------------------------------------------------------------

USUAL = (
    *("", "", "", "A title", "2019-11", "2019-04/..", "AFP", "https://example.org/x", "media"),
    *("Upland", "Uplnad", "Lowland; North", "South, Upland", "A, B", "north", "unnamed", "-", "?"),
    *("y", "n", "backs", "opposes", "weapons", "alleged", "talks", "denies", "40-53", "person"),
)
AWKWARD = (
    *("yes", "NO", "null", "12:30", "a: b", "a #b", "@x", "[a](b.md)", "{a", "&a", "<script>", "'"),
    *(
        '"',
        "---",
        "\\",
        "# a",
        "\x1b[D",
        "\t",
        "\u2028",
        "\u202e",
        "\ufeff",
        "../x",
        "con",
        "index",
    ),
)
lines = st.sampled_from(USUAL) | st.sampled_from(AWKWARD) | st.text(max_size=12)


NEAR = {"near-name", "near-publisher", "accents-differ"}
"""What only a person can judge."""


@given(
    kind=st.sampled_from(["article", "actor", "conflict"]),
    answers=st.lists(lines.filter(lambda line: not re.search(r"[\r\n]", line)), max_size=40),
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_every_written_file_passes_the_check(kind, answers):
    with TemporaryDirectory() as folder, chdir(folder):
        site = write(Path(folder), SITE)
        before = contents(site)
        # Enter answers all further questions, so that most dialogues reach their end.
        run_ = run(kind, answers=[*answers, *[""] * 60])
        assert run_.exit_code in (0, 1), run_.output
        assert run_.exception is None or isinstance(run_.exception, SystemExit)
        after = contents(site)
        assert before.items() <= after.items()
        new = after.keys() - before.keys()
        assert len(new) == (run_.exit_code == 0)
        if new:
            found = problems(site)
            allowed = {*NEAR, "far-date", "backs-itself"}
            assert {problem.code for problem in found} <= allowed, found
        elif run_.stderr.splitlines()[-1] != "Stopped; nothing is written.":
            assert "This is what the file would have been:" in run_.stderr


# --- words, and a real terminal -------------------------------------------------------


def test_the_dialogue_in_the_guide_is_real(tmp_path, monkeypatch):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    (block,) = (block for block in blocks(QUESTIONS) if block.mark == "dialogue")
    typed = ["Ankara stands by Tripoli", "15 November 2019", "2019-11-15", "", "AFP", ""]
    typed += ["https://example.org/x", "", "media", "Turky; Atlantis", "y", "GNA"]
    said = article(*typed, ending=()).output
    assert block.text.splitlines() == [
        line.rstrip() for line in said[said.index("The headline") :].splitlines()[:19]
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_help_lists_every_flag_and_exit_code(kind):
    help_ = run(kind.name, "--help").output
    flags = [option.opts[0] for option in options_of(kind)]
    assert len(flags) > 6
    assert [flag for flag in flags if not re.search(rf"^  {flag} ", help_, re.MULTILINE)] == []
    assert "The exit code is 0 if the file is written, 1 if it is not, 2 on wrong use." in help_


def test_the_script_in_the_guide_writes_an_article(tmp_path, monkeypatch):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    (script,) = (block.text for block in blocks(QUESTIONS) if "--backing" in block.text)
    name, *arguments = shlex.split(script.replace("\\\n", " "))
    assert name == ".venv/bin/briefing"
    assert CliRunner().invoke(main, arguments).exit_code == 0
    text = written(tmp_path, "articles/2019-11-ankara-stands-by-tripoli.md")
    assert "  - by: Russia\n    to: LNA\n    denied_by: Russia\n" in text


def test_tab_completes_the_last_of_several_names():
    assert matches(" nor", ["North", "South"]) == [" North"]
    assert matches("", ["North", "South"]) == ["North", "South"]
    assert matches("ile", ["Île d'Été"]) == ["Île d'Été"]


class Screen:
    """A terminal in which a command runs."""

    def __init__(self, *command_line):
        self.seen = ""
        self.process, self.descriptor = os.forkpty()
        if self.process == 0:
            os.environ |= {"TERM": "xterm", "INPUTRC": os.devnull}
            os.execv(command_line[0], command_line)

    def wait_for(self, text, seconds=20, again=""):
        """Read until a text appears; with ``again``, press that key every second until then."""
        end = time.monotonic() + seconds
        while text not in self.seen:
            ready, _, _ = select.select([self.descriptor], [], [], 1)
            if ready:
                self.seen += os.read(self.descriptor, 65536).decode()
            else:
                assert time.monotonic() < end, f"{text!r} does not appear after {self.seen!r}"
                self.type(again)
        self.seen = self.seen.partition(text)[2]

    def type(self, keys):
        os.write(self.descriptor, keys.encode())

    def end(self):
        _, status = os.waitpid(self.process, 0)
        os.close(self.descriptor)
        return os.waitstatus_to_exitcode(status)


@pytest.mark.skipif(not hasattr(os, "forkpty"), reason="needs pseudo terminals")
def test_editing_keys_tab_and_paste_work_in_a_terminal(site):
    screen = Screen(str(Path(sys.executable).with_name("briefing")), "new", "actor")
    screen.wait_for("The full name: ")
    screen.type("Loland\x1b[D\x1b[D\x1b[D\x1b[Dw\n")  # four times to the left
    screen.wait_for("The kind of actor: ")
    screen.type("sta\t\n")
    screen.wait_for("A short name")
    screen.type("\n")
    screen.wait_for("Other names")
    screen.type("\n")
    screen.wait_for("The country")
    screen.type("\n")
    screen.wait_for("A summary")
    screen.type("\x1b[200~Flat,\nand: low\x1b[201~\n")  # a paste of two lines
    screen.wait_for("What it belongs to")
    screen.type("upl\t\n")
    screen.wait_for("[lowland]: ")
    screen.type("\n")
    screen.wait_for("Write it? [Y/n]")
    screen.type("\n")
    screen.wait_for("Written: content/actors/lowland.md")
    assert screen.end() == 0
    assert header(written(site, "actors/lowland.md")) == (
        'name: Lowland\nkind: state\nmember_of: Upland\nsummary: "Flat, and: low"\n'
    )


@pytest.mark.skipif(not hasattr(os, "forkpty"), reason="needs pseudo terminals")
@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_end_it_cleanly(site, key):
    before = contents(site)
    screen = Screen(str(Path(sys.executable).with_name("briefing")), "new", "article")
    screen.wait_for("The headline: ")
    # Python can miss a Ctrl-C between asking and waiting for the answer.
    screen.wait_for("Stopped; nothing is written.\r\n", again=key)
    assert screen.end() == 1
    assert contents(site) == before
