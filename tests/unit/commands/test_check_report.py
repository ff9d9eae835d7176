"""A check reports to people, GitHub and programs, whatever the files are called."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mkdocs_briefing.commands.check_report import Report, as_github, as_json, as_summary, as_text
from mkdocs_briefing.commands.cli import main
from mkdocs_briefing.content.actors import NewName
from mkdocs_briefing.core.problems import Problem
from mkdocs_briefing.core.terminal import printed
from mkdocs_briefing.model.entities import Actor

BAD_DATE = Problem("content/articles/a.md", 3, 7, "error", "date", 'bad date "x, 100%"; fix it')
NEAR = Problem("content/articles/b.md", 5, 9, "warning", "name", 'did you mean "Turkey"?')
BAD_KEY = Problem("content/articles/b.md", 6, 1, "error", "unknown-key", "unknown key")
HOSTILE = Problem(
    "content/articles/a,b:c\n::error::x%0A\x1b[31m\udcff.md",
    1,
    1,
    "error",
    "x",
    "a\r\n::set-env::b",
)


def report(*problems: Problem, names: tuple[str, ...] = ()) -> Report:
    return Report(
        problems,
        tuple(
            NewName(Actor(name=name, slug="a", kind=None), "content/articles/a.md", 5, 10)
            for name in names
        ),
    )


def as_printed(lines) -> list[str]:
    return printed(lines).split("\n")


def test_text_lists_problems_new_names_and_the_count():
    assert as_printed(as_text(report(BAD_DATE, NEAR, names=("Atlantis",)))) == [
        'content/articles/a.md:3:7: error: bad date "x, 100%"; fix it [date]',
        'content/articles/b.md:5:9: warning: did you mean "Turkey"? [name]',
        "1 actor is named without a profile:",
        "  Atlantis (content/articles/a.md:5)",
        "1 error, 1 warning",
    ]


def many(*, errors: int, warnings: int) -> list[Problem]:
    return [
        *(replace(BAD_DATE, line=line) for line in range(errors)),
        *(replace(NEAR, line=line) for line in range(warnings)),
    ]


def test_more_than_twenty_problems_end_with_a_summary():
    lines = as_printed(as_text(report(*many(errors=3, warnings=17), BAD_KEY)))
    assert lines[-4:] == [
        "4 errors, 17 warnings in 2 files:",
        "  17 warnings [name]",
        "   3 errors [date]",
        "   1 error [unknown-key]",
    ]
    assert len(lines) == 21 + 4


def test_twenty_problems_end_with_their_number_only():
    assert as_printed(as_text(report(*many(errors=3, warnings=17))))[-1] == "3 errors, 17 warnings"


def test_equally_frequent_kinds_begin_with_errors():
    assert as_printed(as_summary(report(NEAR, BAD_KEY))) == [
        "1 error, 1 warning in 1 file:",
        "  1 error [unknown-key]",
        "  1 warning [name]",
    ]


def test_no_problems_need_no_summary():
    assert as_summary(report(names=("Atlantis",))) == ["no problems"]


def test_github_and_json_get_no_summary():
    found = report(*many(errors=30, warnings=0))
    assert as_printed(as_github(found))[-1] == "30 errors"
    assert json.loads(printed(as_json(found))).keys() == {
        "version",
        "errors",
        "warnings",
        "problems",
        "new_actors",
    }


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs the check on a folder with this many empty articles."""

    def run(*flags: str, faults: int) -> Result:
        articles = tmp_path / "content/articles"
        articles.mkdir(parents=True)
        for number in range(faults):
            (articles / f"{number}.md").touch()
        monkeypatch.chdir(tmp_path)
        return CliRunner().invoke(main, ["check", *flags])

    return run


def test_summary_alone_prints_no_problem(check):
    result = check("--summary", faults=2)
    assert result.output == "2 errors in 2 files:\n  2 errors [empty-file]\n"
    assert result.exit_code == 1


def test_summary_of_no_problems_says_so(check):
    result = check("--summary", faults=0)
    assert (result.output, result.exit_code) == ("no problems\n", 0)


def test_summary_is_refused_in_formats_for_programs(check):
    result = check("--summary", "--format", "json", faults=2)
    assert result.exit_code == 2
    assert "leave out --format" in result.output


def test_github_gets_position_code_and_message():
    assert as_printed(as_github(report(BAD_DATE, NEAR, names=("Atlantis",)))) == [
        '::error file=content/articles/a.md,line=3,col=7,title=date::bad date "x, 100%25"; fix it',
        '::warning file=content/articles/b.md,line=5,col=9,title=name::did you mean "Turkey"?',
        "::notice file=content/articles/a.md,line=5,col=10,title=new-actor"
        "::Atlantis is named without a profile; is it spelled as meant?",
        "1 error, 1 warning",
    ]


def test_a_hostile_file_name_starts_no_workflow_command():
    assert as_printed(as_github(report(HOSTILE))) == [
        "::error file=content/articles/a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax%250A\\x1b[31m\\udcff.md,"
        "line=1,col=1,title=x::a\\r\\n::set-env::b",
        "1 error",
    ]


def test_a_hostile_file_name_stays_on_its_line():
    assert as_printed(as_text(report(HOSTILE))) == [
        "content/articles/a,b:c\\n::error::x%0A\\x1b[31m\\udcff.md:1:1: error: "
        "a\\r\\n::set-env::b [x]",
        "1 error",
    ]


def test_json_has_the_documented_keys():
    assert json.loads(printed(as_json(report(BAD_DATE, names=("Atlantis",))))) == {
        "version": 1,
        "errors": 1,
        "warnings": 0,
        "problems": [
            {
                "path": "content/articles/a.md",
                "line": 3,
                "column": 7,
                "severity": "error",
                "code": "date",
                "message": 'bad date "x, 100%"; fix it',
            }
        ],
        "new_actors": [
            {"name": "Atlantis", "path": "content/articles/a.md", "line": 5, "column": 10}
        ],
    }


def test_json_is_ascii_whatever_the_names():
    written = printed(as_json(report(HOSTILE, names=("حفتر",))))
    assert written.isascii()
    read = json.loads(written)
    assert read["new_actors"][0]["name"] == "حفتر"
    # Half a character, which many readers of JSON refuse.
    assert read["problems"][0]["path"].endswith("\\udcff.md")


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("content/articles/b.md", [NEAR]),
        ("content/articles", [BAD_DATE, NEAR]),
        ("content/articles/../articles/b.md", [NEAR]),
        ("content/actors", []),
        ("content/articles/b", []),
        (".", [BAD_DATE, NEAR]),
    ],
)
def test_a_report_can_be_limited_to_files_and_folders(
    path: str, kept: list[Problem], tmp_path: Path
):
    restricted = report(BAD_DATE, NEAR).limited_to([tmp_path / path], tmp_path)
    assert list(restricted.problems) == kept


def test_only_errors_fail_a_check():
    assert not report(NEAR).failed
    assert report(NEAR, BAD_DATE).failed
