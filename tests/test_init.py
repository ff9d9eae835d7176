"""``briefing init`` and ``briefing upgrade``, as an editor meets them."""

import json
import re
import tomllib
from hashlib import sha256

import pytest
import yaml
from click.testing import CliRunner
from mkdocs_briefing.commands import upgrade
from mkdocs_briefing.commands.cli import main
from mkdocs_briefing.commands.init import command, folder
from mkdocs_briefing.commands.init.files import SHARED, files_around
from mkdocs_briefing.commands.init.questions import KINDS
from mkdocs_briefing.commands.init.wheel import NoWheelError, Wheel
from mkdocs_briefing.commands.new.flags import options_of
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.site.registry import GENERATED

from tests.conftest import REPOSITORY, contents, mkdocs

WHEEL = Wheel("mkdocs_briefing-0.1.0-py3-none-any.whl", b"a wheel")
FLAGS = (
    *("--title", "The river: a briefing", "--conflict", "The river dispute"),
    *("--side", "North", "--side", "South", "--source", "The Gazette"),
)
ANSWERS = ["The river", "The river dispute", "North", "South", "", "The Gazette", "", "", "y"]
"""In a dialogue."""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path, monkeypatch):
    """Packing the program takes a second; another test does it."""
    monkeypatch.chdir(tmp_path)
    for module in (command, upgrade):
        monkeypatch.setattr(module, "own_wheel", lambda: WHEEL)


def run(*arguments, answers=None):
    """Run a command, and type each answer and Enter."""
    typed = "".join(f"{answer}\n" for answer in answers or ())
    return CliRunner().invoke(main, arguments, input=typed)


def dialogue(*answers):
    return run("init", "river", "--input", answers=answers)


def problems(place):
    found = read(place / "content", root=place, generated=GENERATED, drafts=True).problems
    return [(problem.severity, problem.code) for problem in found]


# --- what is written ------------------------------------------------------------------


def test_flags_alone_make_a_briefing(tmp_path):
    done = run("init", "river", *FLAGS)
    assert done.exit_code == 0, done.output
    written = contents(tmp_path / "river")
    assert f"Written: {len(written)} files in river\n" in done.output
    assert {path for path in written if path.startswith(("content", "mkdocs"))} == {
        "mkdocs.yml",
        "content/conflicts/the-river-dispute.md",
        next(path for path in written if path.endswith("-the-first-article.md")),
    }
    assert yaml.safe_load(written["mkdocs.yml"])["site_name"] == "The river: a briefing"
    assert written["README.md"].startswith(b"# The river\\: a briefing\n")


def test_answers_make_the_same_briefing(tmp_path):
    done = dialogue(*ANSWERS)
    assert done.exit_code == 0, done.output
    by_flags = run("init", "flags", *FLAGS[2:], "--title", "The river")
    assert by_flags.exit_code == 0
    assert contents(tmp_path / "river") == contents(tmp_path / "flags")


def test_the_first_article_claims_nothing_and_waits(tmp_path):
    run("init", "river", *FLAGS, "--source-date", "2021-05-04", "--source-url", "https://x.org/a")
    text = (tmp_path / "river/content/articles/2021-05-the-first-article.md").read_text()
    assert text == (
        "---\ntitle: The first article\ndate: 2021-05-04\ndraft: true\n\nsource:\n"
        '  publisher: The Gazette\n  url: "https://x.org/a"\n  date: 2021-05-04\n---\n\n'
        "Write the text here, in your own words.\n"
    )
    assert problems(tmp_path / "river") == [("warning", "placeholder")]


def test_a_new_briefing_builds_strictly_without_its_draft(tmp_path):
    run("init", "river", *FLAGS)
    built = mkdocs("build", "--strict", cwd=tmp_path / "river")
    assert built.returncode == 0, built.stderr
    pages = contents(tmp_path / "river/site")
    assert "conflicts/the-river-dispute/index.html" in pages
    assert [path for path in pages if "the-first-article" in path] == []
    assert b"Write the text here" not in b"".join(pages.values())


HOSTILE = (
    "a: b",
    "# a",
    "'",
    '"}',
    "!ENV [HOME, x]",
    "!!python/name:os.system x",
    "- a",
    "{a: b}",
    "*a",
    "yes",
    "2019-11-14",
    "</title><script>alert(1)</script>",
    "](https://example.org)",
    "site_url: x\\nplugins: []",
    "Río — 河 — نهر",
    "🌍",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_value_breaks_out_of_its_place(tmp_path, text):
    done = run(
        *("init", "river", f"--title={text}", f"--conflict=C {text}", f"--side=N {text}"),
        *(f"--side=S {text}", f"--source={text}"),
    )
    assert done.exit_code == 0, done.output
    settings = yaml.safe_load((tmp_path / "river/mkdocs.yml").read_text(encoding="utf-8"))
    ours = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings == {**ours, "site_name": text}
    reading = read(tmp_path / "river/content", root=tmp_path, generated=GENERATED, drafts=True)
    (conflict,) = reading.briefing.conflicts
    assert conflict.title == f"C {text}"
    assert [side.name for side in conflict.sides] == [f"N {text}", f"S {text}"]
    assert [source.publisher for source in reading.briefing.sources] == [text]
    first = (tmp_path / "river/README.md").read_text(encoding="utf-8").splitlines()[:2]
    assert first[1] == ""
    assert not re.search(r"(?<!\\)[<\[\]`*]", first[0])


@pytest.mark.parametrize("text", ["a\x1b[31m", "", " ", "\u202e", "x" * 500])
def test_a_title_that_cannot_be_is_refused(tmp_path, text):
    done = run("init", "river", *FLAGS[2:], "--title", text)
    assert done.exit_code == 2
    assert "Error: This cannot be written:\n" in done.output
    assert not (tmp_path / "river").exists()


def test_lines_of_a_title_become_one(tmp_path):
    run("init", "river", *FLAGS[2:], "--title", "The\nriver: x\nplugins: []")
    settings = yaml.safe_load((tmp_path / "river/mkdocs.yml").read_text())
    assert settings["site_name"] == "The river: x plugins: []"


# --- the dialogue ---------------------------------------------------------------------


def test_one_side_is_asked_about(tmp_path):
    done = dialogue(
        *("The river", "The dispute", "North", "", "n", "South", "", "The Gazette", "", "", "")
    )
    assert done.exit_code == 0, done.output
    assert done.output.count("Only one side is named. Is that all?") == 1
    text = (tmp_path / "river/content/conflicts/the-dispute.md").read_text()
    assert "  - name: North\n  - name: South\n" in text


def test_the_source_of_the_first_article_is_needed():
    done = dialogue(*ANSWERS[:5], "", "The Gazette", "", "", "")
    assert done.exit_code == 0
    assert done.output.count("This needs an answer.") == 1


def test_the_answers_are_shown_before_anything_is_written(tmp_path):
    done = dialogue(*ANSWERS[:-1], "?", "n")
    assert (
        "\nTitle:    The river\nConflict: The river dispute\nSides:    North; South\n"
        "Source:   The Gazette\n\nWrite it into river/? [Y/n] ?\ny writes it;"
    ) in done.output
    assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])


def test_in_a_briefing_without_actors_no_name_is_called_new():
    assert "is a new name" not in dialogue(*ANSWERS).output


def test_the_end_of_the_answers_writes_nothing(tmp_path):
    for count in range(len(ANSWERS)):
        done = dialogue(*ANSWERS[:count])
        assert done.exit_code == 1
        assert done.stderr.splitlines()[-1] == "Stopped; nothing is written."
    assert list(tmp_path.iterdir()) == []


def test_everything_is_explained():
    asked = [
        *((kind, one) for kind in KINDS for one in kind.questions if not one.parts),
        *((kind, part) for kind in KINDS for one in kind.questions for part in one.parts),
    ]
    assert len(asked) == 6
    for _, question in asked:
        assert question.meaning or question.hint.startswith("2019")


def test_missing_flags_are_all_named(tmp_path):
    done = run("init", "river", "--side", "North", "--no-input")
    assert done.exit_code == 2
    assert done.output.partition("Error: ")[2].splitlines() == [
        "This cannot be written:",
        "  --side: this is one side; give --side once for each of two or more",
        "  --title is missing: The title of the site.",
        "  --conflict is missing: The name of the conflict.",
        "  --source is missing: Who published it.",
        "  (With --input, or in a terminal, you are asked.)",
    ]
    assert list(tmp_path.iterdir()) == []


def test_no_two_flags_have_one_name():
    names = [option.name for kind in KINDS for option in options_of(kind)]
    assert len(names) == len(set(names))


def test_what_the_check_refuses_is_not_written(tmp_path):
    done = run("init", "river", *FLAGS, "--side", "north")
    assert done.exit_code == 2
    assert "The check does not pass:\ncontent/conflicts/the-river-dispute.md:" in done.output
    assert list(tmp_path.iterdir()) == []


# --- the folder -----------------------------------------------------------------------


@pytest.mark.parametrize("there", ["mkdocs.yml", "content/x.md", ".env"])
def test_a_folder_with_something_in_it_is_refused(tmp_path, there):
    file = tmp_path / "river" / there
    file.parent.mkdir(parents=True)
    file.write_text("Somebody's.")
    done = run("init", "river", "--input")
    assert done.exit_code == 2
    first = there.partition("/")[0]
    assert f"Error: river is not empty: {first} is in it. Name a new folder" in done.output
    assert "The title" not in done.output
    assert contents(tmp_path / "river") == {there: b"Somebody's."}


def test_a_clone_of_an_empty_repository_can_be_used(tmp_path, monkeypatch):
    (tmp_path / "river/.git").mkdir(parents=True)
    (tmp_path / "river/.venv").mkdir()
    monkeypatch.chdir(tmp_path / "river")
    done = run("init", ".", *FLAGS)
    assert done.exit_code == 0, done.output
    assert "  cd " not in done.output
    assert (tmp_path / "river/mkdocs.yml").is_file()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("file", "file is a file"),
        ("link", "link is a symbolic link"),
        ("a/b", "There is no folder"),
    ],
)
def test_what_is_no_folder_is_refused(tmp_path, name, said):
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to("elsewhere")
    done = run("init", name, *FLAGS)
    assert done.exit_code == 2
    assert f"Error: {said}" in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("place", ["new", "empty"])
def test_nothing_half_written_stays(tmp_path, monkeypatch, error, place):
    (tmp_path / "empty/.git").mkdir(parents=True)
    rename, calls = folder.Path.rename, []

    def fails(self, target):
        calls.append(target)
        if len(calls) > 3:
            raise error
        return rename(self, target)

    monkeypatch.setattr(folder.Path, "rename", fails)
    with pytest.raises(type(error)):
        folder.write_all(tmp_path / place, files_around(WHEEL))
    assert not (tmp_path / "new").exists()
    assert [path.name for path in (tmp_path / "empty").iterdir()] == [".git"]


def test_a_full_disk_is_told_in_a_sentence(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command, "write_all", full)
    done = run("init", "river", *FLAGS)
    assert (done.exit_code, done.output) == (
        2,
        "Error: The system refuses: No space left on device.\n",
    )


def test_without_a_wheel_nothing_is_asked(monkeypatch):
    def none():
        raise NoWheelError("A file is missing. Install it again.")

    monkeypatch.setattr(command, "own_wheel", none)
    done = run("init", "river", "--input")
    assert done.exit_code == 2
    assert "Error: A file is missing. Install it again. Nothing is written.\n" in done.output


# --- the files around the content -----------------------------------------------------


def test_each_shared_file_is_a_template():
    found = [
        path.relative_to(REPOSITORY).as_posix()
        for path in sorted((REPOSITORY / ".github").rglob("*"))
        if path.is_file()
    ]
    assert [path for path in SHARED if path.startswith(".github/")] == found
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        wheel = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]["wheel"]
    starter = "mkdocs_briefing/commands/init/starter/"
    carried = {path for path, to in wheel["force-include"].items() if to == f"{starter}{path}"}
    assert carried == {path if path[:7] != ".github" else ".github" for path in SHARED}


def test_no_file_names_a_registry_or_a_place():
    for path, raw in files_around(WHEEL).items():
        addresses = re.findall(r"https?://[^\s)\"]+", raw.decode())
        assert [one for one in addresses if not one.startswith("http://127.0.0.1")] == [], path


def test_every_requirement_has_a_hash():
    lock = files_around(WHEEL)["requirements.txt"].decode()
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert len(entries) > 30
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert entries[-1] == (
        f"./wheels/{WHEEL.name} \\\n    --hash=sha256:{sha256(WHEEL.raw).hexdigest()}"
    )


def rules(makefile):
    """The rules of a Makefile by their targets."""
    found = re.findall(r"^(\S+):(?!=)(.*\n(?:\t.*\n)*)", makefile, re.MULTILINE)
    return dict(found)


def test_its_makefile_says_what_ours_says():
    theirs = rules(files_around(WHEEL)["Makefile"].decode())
    ours = rules((REPOSITORY / "Makefile").read_text(encoding="utf-8"))
    shared = theirs.keys() & ours.keys() - {".PHONY", "clean", ".venv/site.stamp"}
    assert len(shared) == 6
    assert {name: theirs[name] for name in shared} == {name: ours[name] for name in shared}


def test_gitlab_takes_the_script_from_the_base():
    jobs = yaml.safe_load(files_around(WHEEL)[".gitlab-ci.yml"])
    base = '"$CI_MERGE_REQUEST_DIFF_BASE_SHA'
    assert jobs["review"]["script"] == [
        f'git show {base}:.ci/pull-request" >/tmp/pull-request',
        f'bash /tmp/pull-request {base}" "$CI_PROJECT_DIR/site"',
    ]
    assert jobs["review"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert jobs["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert jobs["pages"]["artifacts"]["paths"] == ["public"]


def test_gitlab_asks_what_github_asks():
    files = files_around(WHEEL)
    wrong = files[".gitlab/issue_templates/Something is wrong.md"].decode()
    assert re.findall("^## (.+)", wrong, re.MULTILINE) == [
        "Source",
        "Page",
        "What is wrong, and what does the source say?",
    ]
    proposal = files[".gitlab/merge_request_templates/Default.md"]
    assert proposal == files[".github/pull_request_template.md"]


# --- upgrade --------------------------------------------------------------------------


@pytest.fixture
def river(tmp_path, monkeypatch):
    """A new briefing, in which the command runs."""
    run("init", "river", *FLAGS)
    monkeypatch.chdir(tmp_path / "river")
    return tmp_path / "river"


def make_older(river, path, text):
    """Let a file be one that an older version wrote."""
    (river / path).write_text(text, encoding="utf-8")
    record = json.loads((river / ".briefing.json").read_text())
    record["files"][path] = sha256(text.encode()).hexdigest()
    record["version"] = "0.0.9"
    (river / ".briefing.json").write_text(json.dumps(record))


def test_a_new_briefing_is_up_to_date(river):
    before = contents(river)
    done = run("upgrade")
    assert done.exit_code == 0
    assert done.output.endswith("\n\nNothing is older.\n")
    assert contents(river) == before


def test_line_ends_of_windows_are_no_change(river):
    file = river / "Makefile"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert "Nothing is older." in run("upgrade").output


def test_an_older_file_is_shown_and_replaced_after_a_yes(river):
    make_older(river, "Makefile", "serve:\n\told\n")
    before = contents(river)
    done = run("upgrade", answers=["n"])
    assert done.exit_code == 1
    assert "as they were written:\n  Makefile\n" in done.output
    assert "\n-serve:\n-        old\n+# Two commands" in done.output
    assert done.output.endswith("Nothing is replaced.\n")
    assert contents(river) == before
    done = run("upgrade", answers=["y"])
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "Written: Makefile")
    assert contents(river)["Makefile"] == files_around(WHEEL)["Makefile"]
    assert "Nothing is older." in run("upgrade").output


def test_the_end_of_the_input_replaces_nothing(river):
    make_older(river, "Makefile", "old\n")
    done = run("upgrade")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith("Stopped; nothing is replaced.")
    assert (river / "Makefile").read_text() == "old\n"


def test_what_the_editor_changed_stays_with_yes(river):
    make_older(river, "Makefile", "old\n")
    make_older(river, ".gitlab-ci.yml", "old: 1\n")
    (river / ".gitlab-ci.yml").write_text("mine: 1\n")
    (river / ".gitignore").write_text("mine\n")
    (river / ".github/workflows/publish.yml").unlink()
    done = run("upgrade", "--yes")
    assert done.exit_code == 0
    assert (
        "newer in this version; they stay as they are unless you say yes:\n  .gitl" in done.output
    )
    assert "Changed by you, and not newer in this version:\n  .gitignore\n" in done.output
    assert "Removed by you:\n  .github/workflows/publish.yml\n" in done.output
    assert "-mine: 1\n" in done.output
    assert (river / "Makefile").read_bytes() == files_around(WHEEL)["Makefile"]
    assert (river / ".gitlab-ci.yml").read_text() == "mine: 1\n"
    assert (river / ".gitignore").read_text() == "mine\n"
    assert not (river / ".github/workflows/publish.yml").exists()


def test_a_changed_file_is_asked_for_by_name(river):
    make_older(river, ".gitlab-ci.yml", "old: 1\n")
    (river / ".gitlab-ci.yml").write_text("mine: 1\n")
    done = run("upgrade", answers=["y"])
    assert "Replace .gitlab-ci.yml, and lose what you changed in it? [y/N]" in done.output
    assert (river / ".gitlab-ci.yml").read_bytes() == files_around(WHEEL)[".gitlab-ci.yml"]


def newer_program(monkeypatch):
    newer = Wheel("mkdocs_briefing-0.2.0-py3-none-any.whl", b"a newer wheel")
    monkeypatch.setattr(upgrade, "own_wheel", lambda: newer)
    return newer


def test_a_newer_program_takes_the_place_of_the_old(river, monkeypatch):
    newer = newer_program(monkeypatch)
    done = run("upgrade", "--yes")
    assert done.exit_code == 0, done.output
    assert "--hash" not in done.output
    assert f"-./wheels/{WHEEL.name}\n+./wheels/{newer.name}\n" in done.output
    assert [path.name for path in (river / "wheels").iterdir()] == [newer.name]
    assert newer.requirement in (river / "requirements.txt").read_text()
    assert "Nothing is older." in run("upgrade").output


def test_a_wheel_that_is_still_needed_stays(river, monkeypatch):
    newer = newer_program(monkeypatch)
    with (river / "requirements.txt").open("a") as lock:
        lock.write("another==1 \\\n    --hash=sha256:00\n")
    done = run("upgrade", "--yes")
    assert f"wheels/{WHEEL.name} stays, as requirements.txt names it." in done.output
    assert {path.name for path in (river / "wheels").iterdir()} == {WHEEL.name, newer.name}


def test_a_forged_record_removes_no_other_file(river, tmp_path):
    (tmp_path / "mine.txt").write_text("mine\n")
    record = json.loads((river / ".briefing.json").read_text())
    mine = sha256(b"mine\n").hexdigest()
    record["files"] |= {"../mine.txt": mine, "wheels/../../mine.txt": mine}
    (river / ".briefing.json").write_text(json.dumps(record))
    assert "Nothing is older." in run("upgrade", "--yes").output
    assert (tmp_path / "mine.txt").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1, "files": 2}', "[" * 100_000])
def test_a_broken_record_is_told_in_a_sentence(river, text):
    (river / ".briefing.json").write_text(text)
    done = run("upgrade")
    assert done.exit_code == 2
    assert "Error: .briefing.json cannot be read: take it again from" in done.output


def test_upgrade_finds_the_briefing_from_below(river, monkeypatch):
    make_older(river, "Makefile", "old\n")
    monkeypatch.chdir(river / "content/articles")
    done = run("upgrade", "--yes")
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"The files in {river} are from version 0.0.9; ")
    assert contents(river)["Makefile"] == files_around(WHEEL)["Makefile"]
    assert not (river / "content/articles/Makefile").exists()


def test_elsewhere_it_says_where_to_go():
    done = run("upgrade")
    assert done.exit_code == 2
    assert "this is no briefing: there is no mkdocs.yml here or in a folder above" in done.output


def test_a_briefing_of_another_making_is_told(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("plugins: [briefing]\n")
    done = run("upgrade")
    assert done.exit_code == 2
    assert "beside mkdocs.yml, so briefing init did not make this briefing" in done.output


def test_an_older_program_refuses(river):
    record = json.loads((river / ".briefing.json").read_text())
    (river / ".briefing.json").write_text(json.dumps({**record, "version": "99.10"}))
    done = run("upgrade", "--yes")
    assert done.exit_code == 2
    assert "The files here are from version 99.10, and version" in done.output
