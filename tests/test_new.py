"""``briefing new``, as somebody meets it who has never written an article."""

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
from mkdocs_briefing.commands.new import command, flags
from mkdocs_briefing.commands.new.console import matches
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.core.vocabulary import (
    ACTOR_KINDS,
    ACTS,
    EVENT_KINDS,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    SUPPORT,
)
from mkdocs_briefing.site.registry import GENERATED

from tests.conftest import REPOSITORY, SMALL, contents, write
from tests.test_documentation import CONTRIBUTING, blocks, table

UPLAND = "---\nname: Upland\naliases: [The Upland]\n---\nText.\n"
GAZETTE = ["The Gazette", "", "", "", ""]
"""A source of which nothing but the publisher is known."""


@pytest.fixture
def site(small_site, monkeypatch):
    """The smallest site, with a profile of Upland; the command runs in it."""
    folder = small_site({"content/actors/upland.md": UPLAND})
    monkeypatch.chdir(folder)
    return folder


def run(*arguments, answers=None):
    """Run it, and type each of the answers, with Enter behind it."""
    asks = ["--input"] if answers is not None else []
    typed = "".join(f"{answer}\n" for answer in answers or ())
    return CliRunner().invoke(main, ["new", *arguments, *asks], input=typed)


def article(*answers, ending=("", "")):
    """Ask about an article: the answers, then the name of the file and whether to write it."""
    return run("article", answers=[*answers, *ending])


def written(site, path):
    text = (site / "content" / path).read_text(encoding="utf-8")
    assert [
        str(problem) for problem in read(site / "content", root=site, generated=GENERATED).problems
    ] == []
    return text


def header(text):
    return text.split("---\n")[1]


# --- questions ------------------------------------------------------------------------


def test_a_first_article_is_written_by_answering(site):
    row = ["Upland; Lowland", "North", "", "weapons, training", "", "2019-11", "", "South"]
    event = ["A letter: sent", "2019-11-19", "talks", "upland", "", "~50"]
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
        "    actors: Upland\n"
        "    killed: ~50\n"
        "\n"
        "statements:\n"
        "  - who: South\n"
        "    act: denies\n"
        "    what: That it is afraid\n"
        "---\n"
        "\n"
        "Write here, in your own words, what the source says.\n"
    )


def test_the_end_says_where_the_file_is_and_what_is_next(site):
    run_ = article("A title", "2019-11-20", "", "", ending=("", "y"))
    *_, end = run_.output.partition("ParsedFile: ")
    assert end == (
        "content/articles/2019-11-a-title.md\n"
        "\n"
        "What next:\n"
        "  Write the text below the header.\n"
        "  briefing check content/articles/2019-11-a-title.md\n"
        "  make serve (or mkdocs serve), and look at "
        "http://127.0.0.1:8000/articles/2019-11-a-title/\n"
        "  Then propose it, as a pull request.\n"
    )


def test_the_day_that_is_proposed_is_today(site):
    today = Day.today().isoformat()
    run_ = article("A title", "", "", "")
    assert f"The day of the article [{today}]: " in run_.output
    assert f"date: {today}\n" in written(site, f"articles/{today[:7]}-a-title.md")


def test_a_summary_stands_above_the_text_too(site):
    article("A title", "2019-11-20", "It is *so* <b>bold</b>.", "")
    text = written(site, "articles/2019-11-a-title.md")
    assert "summary: It is *so* <b>bold</b>.\n" in text
    assert "\n\nIt is \\*so\\* &lt;b>bold&lt;/b>.\n\nWrite here" in text


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([""], "This has to be there."),
        (["A title", "15 November 2019"], 'bad date "15 November 2019"; write 2019-11-15.'),
        (
            ["A title", "2019", "", "A", "", "www.example.org"],
            'bad address "www.example.org"; write https://www.example.org.',
        ),
        (
            ["A \x1b[D title"],
            "there is a character in this that cannot be seen (U+001B), as of a key such as an "
            "arrow; write it again without.",
        ),
        (
            ["A title", "2019", "", *GAZETTE, "Upland", "Tobruk"],
            '"Tobruk" is on no side of "The river war"; write North or South, or list it under '
            "members in content/conflicts/river.md.",
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
            'unknown status "disputed"; write reported, alleged, confirmed or withdrawn.',
        ),
        (
            ["A title", "2019", "", *GAZETTE, "", "A battle", "2019", "", "", "", "dozens"],
            'bad count "dozens"; write a number, "1000+", "40-53" or "~50".',
        ),
    ],
)
def test_what_is_wrong_with_an_answer_is_said_at_once_and_asked_again(site, answers, said):
    run_ = article(*answers, "?", ending=())
    before, complaint, after = run_.output.partition(said)
    assert complaint, run_.output
    prompt = before.rstrip(" \n").splitlines()[-1].removesuffix(answers[-1]).rstrip()
    assert prompt.endswith(":")
    assert [line.rstrip() for line in after.splitlines()[1:2]] == [f"{prompt} ?"]
    assert run_.exit_code == 1


def test_a_slip_of_the_pen_is_asked_about_and_fixed(site):
    run_ = article("A title", "2019", "", *GAZETTE, "Uplnad", "y", "North", *[""] * 7, "", "", "")
    assert '"Uplnad" is a new name. Did you mean "Upland"? [Y/n]' in run_.output
    assert "by: Upland\n" in written(site, "articles/2019-a-title.md")


def test_a_name_that_is_only_close_is_kept_when_that_is_meant(site):
    run_ = article("A title", "2019", "", *GAZETTE, "Uplandia", "n", "North", *[""] * 7, "", "", "")
    assert run_.exit_code == 0, run_.output
    text = (site / "content/articles/2019-a-title.md").read_text()
    assert "by: Uplandia\n" in text
    (problem,) = read(site / "content", root=site, generated=GENERATED).problems
    assert (problem.severity, problem.code) == ("warning", "near-name")
    assert "until it has a profile: briefing new actor --name Uplandia\n" in run_.output


def test_a_new_name_is_said_to_be_new_once(site):
    row = ["Lowland", "North", *[""] * 6]
    run_ = article("A title", "2019", "", *GAZETTE, *row, *row, "", "", "", "")
    assert run_.output.count('"Lowland" is a new name; it gets a page of its own.') == 1


def test_names_are_written_as_they_are_elsewhere(site):
    article("A title", "2019", "", *GAZETTE, "the  UPLAND", "anna admiral", *[""] * 7, "", "", "")
    text = written(site, "articles/2019-a-title.md")
    assert "by: The Upland\n    to: Anna Admiral\n" in text


def test_known_names_may_have_commas_between_them(site):
    article("A title", "2019", "", *GAZETTE, "Upland, South", "North", *[""] * 7, "", "", "")
    assert "by: [Upland, South]\n" in written(site, "articles/2019-a-title.md")


def test_a_new_name_with_a_comma_is_asked_about(site):
    given = ["A title", "2019", "", *GAZETTE, "Upland, Lowland", "n", "North", *[""] * 7]
    run_ = article(*given, "", "", "")
    assert 'Is "Upland, Lowland" one name? [y/N]' in run_.output
    assert "by: [Upland, Lowland]\n" in written(site, "articles/2019-a-title.md")


def test_an_unnamed_source_is_nobody_new(site):
    row = ["Upland", "North", "", "", "alleged", "", "Unnamed", ""]
    run_ = article("A title", "2019", "", *GAZETTE, *row, "", "", "", "")
    assert "said_by: unnamed\n" in written(site, "articles/2019-a-title.md")
    assert "New names" not in run_.output


def test_the_usual_words_are_not_written_out(site):
    row = ["Upland", "North", "Backs", "unspecified", "reported", "", "", ""]
    article("A title", "2019", "", *GAZETTE, *row, "", "", "", "")
    text = written(site, "articles/2019-a-title.md")
    assert "backing:\n  - by: Upland\n    to: North\n---" in text


def test_who_opposes_a_side_is_not_asked_with_what_support(site):
    run_ = article("A title", "2019", "", *GAZETTE, "Upland", "North", "opposes", *[""] * 8)
    assert "support" not in run_.output
    assert "stance: opposes\n" in written(site, "articles/2019-a-title.md")


def test_a_row_can_be_taken_back(site):
    run_ = article("A title", "2019", "", *GAZETTE, "Upland", "-", "", "", "", "")
    assert "The row is left out." in run_.output
    assert "backing" not in written(site, "articles/2019-a-title.md")


def test_a_question_mark_explains_the_words_and_lists_the_names(site):
    run_ = article(
        "A title", "?", "2019", "", *GAZETTE, "?", "Upland", "?", "North", "?", ending=()
    )
    assert "2019-04/..          since then" in run_.output
    assert "Known are: Anna Admiral; North; South; Upland." in run_.output
    assert "Known are: North; Anna Admiral; South." in run_.output
    assert "recognises  Takes it for the legitimate one." in run_.output


def test_without_a_source_nothing_is_claimed(site):
    run_ = article("A title", "2019", "", "")
    assert "Claims need a source, so this article makes none." in run_.output
    assert header(written(site, "articles/2019-a-title.md")) == "title: A title\ndate: 2019\n"


def test_without_a_conflict_there_are_no_claims_yet(site):
    (site / "content/conflicts/river.md").unlink()
    (site / "content/articles/upland.md").unlink()
    run_ = article("A title", "2019", "", *GAZETTE)
    assert "There is no conflict yet that claims could be about" in run_.output
    assert "source: The Gazette" in written(site, "articles/2019-a-title.md")


def test_of_several_conflicts_one_has_to_be_named(site):
    article_ = site / "content/articles/upland.md"
    article_.write_text(article_.read_text().replace("date:", "conflict: river\ndate:", 1))
    second = "---\ntitle: The lake war\nsides: [East, {name: West}]\n---\n"
    second = second.replace("[East, ", "[{name: East}, ")
    (site / "content/conflicts/lake.md").write_text(second)
    given = ["A title", "2019", "", "", "The lake", "the lake war", *GAZETTE, "Upland", "North"]
    run_ = article(*given, "East", *[""] * 6, "", "", "", "")
    assert "The conflicts: The lake war; The river war." in run_.output
    assert 'unknown conflict "The lake"; write The lake war or The river war.' in run_.output
    assert '"North" is on no side of "The lake war"' in run_.output
    assert "conflict: the lake war\n" in written(site, "articles/2019-a-title.md")


def test_a_name_of_a_file_that_is_taken_is_asked_for_again(site):
    (site / "content/articles/2019-a-title.md").write_text("---\ntitle: A\ndate: 2019\n---\nA.\n")
    run_ = article("A title", "2019", "", "", ending=("upland", "Another Name.md", ""))
    assert "content/articles/2019-a-title.md is there already. Choose another" in run_.output
    assert "content/articles/upland.md is there already." in run_.output
    assert "title: A title" in written(site, "articles/another-name.md")


def test_what_would_be_written_is_shown_before_it_is(site):
    before = contents(site)
    run_ = article("A title", "2019", "", "", ending=("", "n"))
    assert "content/articles/2019-a-title.md would be:\n\n---\ntitle: A title\n" in run_.output
    assert run_.exit_code == 1
    assert "Stopped; nothing is written." in run_.output
    assert contents(site) == before


@pytest.mark.parametrize("kind", ["article", "actor", "conflict"])
def test_at_whatever_question_somebody_stops_nothing_is_written(site, kind):
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
        "Flat.\n"
        "\n"
        "Write here, in your own words, who this is.\n"
    )


def test_who_has_a_profile_needs_no_second_one(site):
    run_ = run("actor", answers=["the upland", "Lowland", "", "Upland", "", "", "", "", "", "", ""])
    said = "has a profile already: content/actors/upland.md"
    assert f'"the upland" {said}' in run_.output
    assert f'"Upland" {said}' in run_.output
    assert written(site, "actors/lowland.md")


def test_those_without_a_profile_are_proposed_and_keep_their_address(site):
    (site / "content/actors/anna-admiral.md").write_text("---\nname: Other\nslug: o\n---\nO.\n")
    run_ = run("actor", answers=["anna admiral", *[""] * 6, "anna", ""])
    assert "Named so far without a profile: Anna Admiral; North; South." in run_.output
    assert "content/actors/anna-admiral.md is there already." in run_.output
    assert written(site, "actors/anna.md")


def test_a_first_conflict_is_written_by_answering(site):
    for path in ("conflicts/river.md", "articles/upland.md"):
        (site / "content" / path).unlink()
    sides = ["", "North", "Anna; Uplnad", "y", "South", "", ""]
    run_ = run("conflict", answers=["The war", *sides, "2020", "2019", "", "A river", "", "", ""])
    assert "end 2019 lies before start 2020" in run_.output
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


def test_a_second_conflict_waits_until_the_articles_say_which_one_is_theirs(site):
    run_ = run("conflict", "--title", "A war", "--side", "East", "--side", "West")
    assert run_.exit_code == 1
    assert run_.stderr.startswith(
        "Once there are two conflicts, an article says which one it is about. First add the line\n"
        "  conflict: The river war\n"
        "to the header of each of these:\n"
        "  content/articles/upland.md\n"
    )
    file = site / "content/articles/upland.md"
    file.write_text(file.read_text().replace("date:", "conflict: The river war\ndate:", 1))
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
    assert "New names, each with a page of its own: Lowland\n" in run_.output


def test_flags_that_are_wrong_or_missing_are_told_of_all_at_once(site):
    before = contents(site)
    run_ = run(
        *("article", "--date", "15.11.2019", "--source-url", "www.example.org"),
        *("--backing", "by: Upland", "--backing", "by: Upland, to: North, support: weapns"),
        *("--event", "nothing", "--statement", "who: [a", "--file", "Über"),
    )
    assert run_.exit_code == 2
    assert run_.output.partition("Error: ")[2].splitlines() == [
        "This cannot be written:",
        "  --statement: this cannot be read: a list in brackets is not finished; check for a "
        "missing comma or a missing ]",
        '  --date: bad date "15.11.2019"; write 2019-11-15',
        '  --backing, number 1: missing key "to"; add to: GNA',
        '  --backing, number 2: unknown support "weapns"; did you mean "weapons"?',
        '  --event: "events" takes entries of keys and values, but "nothing" stands here; write '
        "events: {date: 2019-11-14, what: Talks in Geneva}",
        '  --file: bad file name "Über"; write "uber"',
        "  --title is missing: the headline.",
        "  --source is missing: who published it.",
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


def test_what_flags_say_is_not_asked_about(site):
    run_ = run("article", "--date", "2019", "--source", "AFP", answers=["A", *[""] * 7])
    assert run_.exit_code == 0, run_.output
    assert "The headline: " in run_.output
    assert "The day of the article" not in run_.output
    assert "Who published" not in run_.output
    assert header(written(site, "articles/2019-a.md")) == "title: A\ndate: 2019\n\nsource: AFP\n"


def test_a_script_agrees_to_warnings_by_a_flag(site):
    flags = ["article", "--title", "A", "--date", "2019", "--source", "AFP"]
    flags += ["--backing", "by: Uplandia, to: North"]
    run_ = run(*flags)
    assert run_.exit_code == 1
    assert 'did you mean "Upland"?' in run_.stderr
    assert "If it is meant, add --accept-warnings." in run_.stderr
    assert run_.stdout.startswith("---\ntitle: A\n")
    assert not (site / "content/articles/2019-a.md").exists()
    assert run(*flags, "--accept-warnings").exit_code == 0
    assert (site / "content/articles/2019-a.md").exists()


def test_what_the_check_does_not_pass_is_not_written(site):
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


def test_a_file_that_is_there_is_never_overwritten(site):
    flags = ["actor", "--name", "Lowland", "--file", "upland"]
    before = contents(site)
    run_ = run(*flags)
    assert run_.exit_code == 1
    assert "content/actors/upland.md is there already, and is left as it is." in run_.stderr
    assert run_.stdout.startswith("---\nname: Lowland\n---\n")
    assert contents(site) == before


def test_nor_is_one_that_appears_in_the_meantime(site, monkeypatch):
    file = site / "content/actors/lowland.md"
    really_tried = command.tried

    def and_meanwhile(*arguments, **named):
        file.write_text("Somebody else's.\n")
        return really_tried(*arguments, **named)

    monkeypatch.setattr(command, "tried", and_meanwhile)
    monkeypatch.setattr(command, "taken", lambda *_: None)
    run_ = run("actor", "--name", "Lowland")
    assert run_.exit_code == 1
    assert "content/actors/lowland.md is there already, and is left as it is" in run_.stderr
    assert run_.stdout.startswith("---\nname: Lowland\n---\n")
    assert file.read_text() == "Somebody else's.\n"


# --- folders and content that are not as they should be ---------------------------------


def test_errors_elsewhere_stop_nobody(site):
    (site / "content/articles/broken.md").write_text("---\ntitle: [\n---\n")
    (site / "content/actors/broken.md").write_bytes(b"\xff")
    run_ = run("article", "--title", "A", "--date", "2019")
    assert run_.exit_code == 0
    assert "The content has 2 errors already, which briefing check lists." in run_.stderr
    assert (site / "content/articles/2019-a.md").exists()


def test_where_there_is_no_content_it_says_where_to_go(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run_ = run("article", "--title", "A")
    assert run_.exit_code == 2
    assert "There is no folder content. Go to the folder in which mkdocs.yml lies" in run_.output


def test_in_empty_content_the_folders_are_made(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    assert run("conflict", "--content", "texts", "--title", "A", "--side", "B").exit_code == 0
    assert (tmp_path / "texts/conflicts/a.md").exists()


def test_a_folder_that_is_a_link_is_told_of_before_anything_is_asked(site):
    (site / "elsewhere").mkdir()
    (site / "content/actors/upland.md").unlink()
    (site / "content/actors").rmdir()
    (site / "content/actors").symlink_to(site / "elsewhere")
    run_ = run("actor", answers=["Lowland"])
    assert run_.exit_code == 1
    assert "content/actors is a symbolic link" in run_.stderr
    assert "The full name" not in run_.output


def test_content_that_is_itself_a_link_is_told_of_too(site):
    (site / "content").rename(site / "elsewhere")
    (site / "content").symlink_to("elsewhere")
    run_ = run("actor", "--name", "Lowland")
    assert run_.exit_code == 1
    assert "content is a symbolic link" in run_.stderr
    assert not (site / "elsewhere/actors/lowland.md").exists()


# --- any answers at all ---------------------------------------------------------------

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


@given(
    kind=st.sampled_from(["article", "actor", "conflict"]),
    answers=st.lists(lines.filter(lambda line: not re.search(r"[\r\n]", line)), max_size=40),
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_answered_a_file_passes_the_check_or_is_not_written(kind, answers):
    with TemporaryDirectory() as folder, chdir(folder):
        site = write(Path(folder), {**SMALL, "content/actors/upland.md": UPLAND})
        before = contents(site)
        # Enter at all that is left to answer, so that most of these talks come to an end.
        run_ = run(kind, answers=[*answers, *[""] * 60])
        assert run_.exit_code in (0, 1), run_.output
        assert run_.exception is None or isinstance(run_.exception, SystemExit)
        after = contents(site)
        assert before.items() <= after.items()
        new = after.keys() - before.keys()
        assert len(new) == (run_.exit_code == 0)
        if new:
            found = read(site / "content", root=site, generated=GENERATED).problems
            assert {problem.code for problem in found} <= {"near-name"}, found
        elif run_.stderr.splitlines()[-1] != "Stopped; nothing is written.":
            assert "This is what it would have been:" in run_.stderr


# --- words, and a real terminal -------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "terms"),
    [
        ("Stance", STANCES),
        ("Support", SUPPORT),
        ("Status", STATUSES),
        ("Kind of event", EVENT_KINDS),
        ("Act", ACTS),
        ("Kind of source", SOURCE_KINDS),
        ("Kind of actor", ACTOR_KINDS),
    ],
)
def test_the_words_are_explained_as_in_contributing(first, terms):
    rows = table(CONTRIBUTING, first).rows
    shown = {word.strip("`"): meaning for word, meaning in rows}
    assert shown == {word: term.meaning for word, term in terms.items()}


def test_the_talk_that_contributing_shows_is_what_happens(tmp_path, monkeypatch):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    (block,) = (block for block in blocks(CONTRIBUTING) if block.mark == "dialogue")
    typed = ["Ankara stands by Tripoli", "15 November 2019", "2019-11-15", "", "AFP", ""]
    typed += ["https://example.org/x", "", "media", "Turky; Atlantis", "y", "GNA"]
    said = article(*typed, ending=()).output
    said = said.replace(Day.today().isoformat(), "2019-11-16")
    assert block.text.splitlines() == [
        line.rstrip() for line in said[said.index("The headline") :].splitlines()[:19]
    ]


@pytest.mark.parametrize("kind", ["article", "actor", "conflict"])
def test_help_tells_of_every_flag_and_of_the_exit_codes(kind):
    said = run(kind, "--help").output
    for name in ("ARTICLE", "ACTOR", "CONFLICT"):
        of = getattr(flags, name)
        if of.folder == f"{kind}s":
            assert all(re.search(rf"^  {flag} ", said, re.MULTILINE) for flag in of.flags.values())
    assert "The exit code is 0 if the file is written, 1 if it is not, 2 on wrong use." in said


def test_the_script_that_contributing_shows_writes_an_article(tmp_path, monkeypatch):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    (script,) = (block.text for block in blocks(CONTRIBUTING) if "--backing" in block.text)
    name, *arguments = shlex.split(script.replace("\\\n", " "))
    assert name == ".venv/bin/briefing"
    assert CliRunner().invoke(main, arguments).exit_code == 0
    text = written(tmp_path, "articles/2019-11-ankara-stands-by-tripoli.md")
    assert "  - by: Russia\n    to: LNA\n    denied_by: Russia\n" in text


def test_tab_completes_the_last_of_several_names_whatever_its_case():
    assert matches(" nor", ["North", "South"]) == [" North"]
    assert matches("", ["North", "South"]) == ["North", "South"]
    assert matches("ile", ["Île d'Été"]) == ["Île d'Été"]


class Screen:
    """A terminal in which the command runs, as a person sees it and types into it."""

    def __init__(self, *command_line):
        self.seen = ""
        self.process, self.descriptor = os.forkpty()
        if self.process == 0:
            os.environ |= {"TERM": "xterm", "INPUTRC": os.devnull}
            os.execv(command_line[0], command_line)

    def wait_for(self, text, seconds=20, again=""):
        """Read on until a text comes; with ``again``, press a key each second until then."""
        end = time.monotonic() + seconds
        while text not in self.seen:
            ready, _, _ = select.select([self.descriptor], [], [], 1)
            if ready:
                self.seen += os.read(self.descriptor, 65536).decode()
            else:
                assert time.monotonic() < end, f"{text!r} does not come after {self.seen!r}"
                self.type(again)
        self.seen = self.seen.partition(text)[2]

    def type(self, keys):
        os.write(self.descriptor, keys.encode())

    def end(self):
        _, status = os.waitpid(self.process, 0)
        os.close(self.descriptor)
        return os.waitstatus_to_exitcode(status)


@pytest.mark.skipif(not hasattr(os, "forkpty"), reason="there are no terminals of this kind")
def test_in_a_terminal_questions_are_asked_and_keys_do_what_they_do(site):
    screen = Screen(str(Path(sys.executable).with_name("briefing")), "new", "actor")
    screen.wait_for("The full name: ")
    screen.type("Loland\x1b[D\x1b[D\x1b[D\x1b[Dw\n")  # four times to the left
    screen.wait_for("What kind of actor: ")
    screen.type("sta\t\n")
    screen.wait_for("A short form")
    screen.type("\n")
    screen.wait_for("Other names")
    screen.type("\n")
    screen.wait_for("Its country")
    screen.type("\n")
    screen.wait_for("Summary")
    screen.type("\x1b[200~Flat,\nand: low\x1b[201~\n")  # a paste of two lines
    screen.wait_for("What it belongs to")
    screen.type("upl\t\n")
    screen.wait_for("The name of the file in content/actors/ [lowland]: ")
    screen.type("\n")
    screen.wait_for("Write it? [Y/n]")
    screen.type("\n")
    screen.wait_for("ParsedFile: content/actors/lowland.md")
    assert screen.end() == 0
    assert header(written(site, "actors/lowland.md")) == (
        'name: Lowland\nkind: state\nmember_of: Upland\nsummary: "Flat, and: low"\n'
    )


@pytest.mark.skipif(not hasattr(os, "forkpty"), reason="there are no terminals of this kind")
@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_stop_it_without_a_word_too_many(site, key):
    before = contents(site)
    screen = Screen(str(Path(sys.executable).with_name("briefing")), "new", "article")
    screen.wait_for("The headline: ")
    # Python misses a Ctrl-C in the moment in which it has asked and does not yet wait.
    screen.wait_for("Stopped; nothing is written.\r\n", again=key)
    assert screen.end() == 1
    assert contents(site) == before
