"""Whatever the arguments and the system do, a command ends with a sentence."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs_briefing.commands.cli import main
from mkdocs_briefing.commands.console import called, show
from mkdocs_briefing.core.terminal import NO_MEMORY, WorkflowCommand, visible

from tests.conftest import SMALL, write
from tests.test_diff import commit, git

COMMANDS = (
    ("check",),
    ("check", "--content"),
    ("diff",),
    ("diff", "HEAD"),
    ("fmt",),
    ("init",),
    ("init", "new", "--no-input", "--title"),
    ("new", "article", "--content"),
    ("new", "actor", "--no-input", "--name", "Upland", "--file"),
    ("schema",),
    ("new",),
    (),
)
ODD = {
    "empty": "",
    "space": " ",
    "flag": "-h1",
    "long flag": "--output=x",
    "line break": "a\n::error::b",
    "escape": "\x1b[2J",
    "reversed": "a\u202eb",
    "half a character": "\udcff",
    "zero byte": "a\0b",
    "long name": "a" * 300,
    "long path": "a/" * 3000,
    "100,000 letters": "a" * 100_000,
    "200,000 letters": "a" * 200_000,
    "missing": "nowhere/nothing",
    "below a file": "mkdocs.yml/x",
    "file": "mkdocs.yml",
    "loop": "loop",
    "elsewhere": "/etc",
    "formula": "%s{0}",
}


@pytest.fixture
def site(tmp_path, monkeypatch):
    folder = write(tmp_path / "site", SMALL)
    (folder / "loop").symlink_to("loop")
    git(folder, "init", "--quiet")
    commit(folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    ("typed", "found", "shown"),
    [
        (".venv/bin/briefing", None, ".venv/bin/briefing"),
        ("my env/briefing", None, "'my env/briefing'"),
        ("/usr/bin/briefing", "/usr/bin/briefing", "briefing"),
        ("/usr/bin/pytest", None, "briefing"),
    ],
)
def test_the_program_is_named_as_it_can_be_called(monkeypatch, typed, found, shown):
    monkeypatch.setattr("sys.argv", [typed])
    monkeypatch.setattr("shutil.which", lambda _: found)
    assert called() == shown


def test_a_misspelt_command_is_told_with_the_near_one():
    done = CliRunner().invoke(main, ["nwe"])
    assert (done.exit_code, "Did you mean 'new'?" in done.stderr) == (2, True)


def is_sentence(stderr: str) -> bool:
    """Whether an output ends with a short, visible line, and one for each wrong flag."""
    before, error, lines = f"\n{stderr}".partition("\nError: ")
    first, *flags = lines.removesuffix("\n").split("\n")
    return (
        bool(error and first)
        and "Error: " not in lines
        and all(line.startswith("  ") for line in flags)
        and all(len(line) < 500 and line == visible(line) for line in (first, *flags))
        and "::error" not in before
    )


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_odd_arguments_end_with_one_sentence(site, command, odd):
    end_of_flags = ["--"] if len(command) == 1 else []
    run = CliRunner().invoke(main, [*command, *end_of_flags, ODD[odd]])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exception
    assert run.exit_code in {0, 1, 2}
    assert "Traceback" not in run.output
    if run.exit_code == 2:
        assert is_sentence(run.stderr), run.stderr


@pytest.mark.parametrize("number", [errno.ENAMETOOLONG, errno.EACCES, errno.EMFILE, errno.ENOSPC])
def test_what_the_system_refuses_is_one_sentence(site, monkeypatch, number):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "x\n" * 1000)

    monkeypatch.setattr("mkdocs_briefing.commands.check.read", refuse)
    run = CliRunner().invoke(main, ["check"])
    assert run.exit_code == 2
    assert run.stderr.startswith('Error: The system refuses "x x x')
    assert run.stderr.endswith(f'…": {os.strerror(number)}.\n')
    assert run.stderr.count("\n") == 1


def test_too_little_memory_is_one_sentence(site, monkeypatch):
    def grow(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("mkdocs_briefing.commands.check.read", grow)
    run = CliRunner().invoke(main, ["check"])
    assert (run.exit_code, run.stderr) == (2, f"{NO_MEMORY}\n")


def test_names_that_a_terminal_cannot_show_are_spelled_out(site):
    write(site, {"content/articles/قصف.md": "---\ntitle: No date\n---\nText."})
    program = Path(sys.executable).with_name("briefing")
    env = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    command = [program, "check"]
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout.startswith(r"content/articles/\u0642\u0635\u0641.md:2:1: error: ")


def test_lines_are_printed_with_everything_visible(capsys):
    show("a\nb", "::error::c", WorkflowCommand("notice", "d"))
    show("\x1b[2J", err=True)
    assert capsys.readouterr() == ("a\\nb\n\\::error::c\n::notice ::d\n", "\\x1b[2J\n")
