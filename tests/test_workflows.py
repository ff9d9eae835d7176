"""The workflows of the code host: well formed, pinned, and with nothing to steal."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from mkdocs_briefing.core.terminal import NO_MEMORY

from tests.conftest import CONFIG, REPOSITORY, SMALL, write
from tests.documents import blocks
from tests.test_diff import commit, git

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((REPOSITORY / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))


def loaded(file):
    # BaseLoader: "on" stays a word.
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_there_is_one_for_pull_requests_and_one_that_publishes():
    assert [file.name for file in WORKFLOWS] == ["publish.yml", "pull-request.yml"]


def test_a_linter_for_workflows_finds_nothing():
    linter = Path(sys.executable).with_name("jactionlint")
    run = subprocess.run(
        [linter, *WORKFLOWS], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_can_only_read_unless_a_job_says_otherwise(file):
    workflow = loaded(file)
    assert workflow["permissions"] == {"contents": "read"}
    assert "concurrency" in workflow
    for name, job in workflow["jobs"].items():
        assert int(job["timeout-minutes"]) <= 30
        writes = {key for key, value in job.get("permissions", {}).items() if value == "write"}
        assert writes == ({"pages", "id-token"} if name == "deploy" else set())


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_every_action_is_pinned_to_a_commit_with_its_version(file):
    used = re.findall(r"uses: *(.+)", file.read_text(encoding="utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_no_script_holds_an_expression_and_no_workflow_a_secret(file):
    assert "secrets" not in re.sub("no secrets", "", file.read_text(encoding="utf-8"))
    for step in steps(loaded(file)):
        assert "${{" not in step.get("run", "")
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"


def test_what_a_workflow_builds_cannot_command_the_runner():
    (step,) = (
        step
        for step in steps(loaded(REPOSITORY / ".github/workflows/publish.yml"))
        if "make site" in step.get("run", "")
    )
    forged = step["run"].replace("make site", "echo ::error::forged; exit 3")
    run = subprocess.run(["bash", "-e", "-c", forged], capture_output=True, text=True, check=False)
    assert run.returncode == 3
    stop, shown, resume = run.stdout.splitlines()
    assert re.fullmatch("::stop-commands::[0-9a-f]{32}", stop)
    assert (shown, resume) == ("::error::forged", f"::{stop.removeprefix('::stop-commands::')}::")


def test_pull_requests_run_as_those_of_strangers():
    events = loaded(REPOSITORY / ".github/workflows/pull-request.yml")["on"]
    assert list(events) == ["pull_request"]


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.name)
def test_a_form_asks_for_the_source_first(file):
    first = loaded(file)["body"][0]
    assert first["id"] == "source"
    assert first["validations"]["required"] == "true"


def test_pull_request_template_asks_for_the_source_first():
    template = (REPOSITORY / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert re.findall("^## (.+)", template, re.MULTILINE)[0] == "Source"


# The script

MAKEFILE = "\n".join(
    (".venv/site.stamp:", "\tmkdir -p .venv/bin", "\tln -s $(TOOLS)/* .venv/bin/", "\ttouch $@", "")
)


@pytest.fixture
def proposed(tmp_path):
    """A repository with a proposal on top, that brings a hook, and the tools of these tests."""
    folder = write(
        tmp_path / "proposal",
        {**SMALL, "Makefile": MAKEFILE.replace("$(TOOLS)", str(Path(sys.executable).parent))},
    )
    git(folder, "init", "--quiet", "--initial-branch", "main")
    (folder / ".gitignore").write_text("site/\n.venv/\n")
    commit(folder)
    write(
        folder,
        {
            "content/articles/upland.md": SMALL["content/articles/upland.md"].replace(
                "2019-11-14", "2019-11-13"
            ),
            "mkdocs.yml": CONFIG + "hooks: [hook.py]\n",
            "hook.py": "raise SystemExit('the hook ran')",
            "Makefile": "$(error the Makefile of the proposal ran)",
        },
    )
    commit(folder)
    return folder


def pull_request(folder, base="HEAD^1", **env):
    return subprocess.run(
        ["bash", REPOSITORY / ".ci/pull-request", base],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", **env},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_proposal_is_built_without_running_its_own_code(proposed):
    run = pull_request(proposed)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "### Events with another date" in run.stdout
    assert (proposed / "site/articles/upland/index.html").is_file()
    assert "ran" not in run.stdout + run.stderr
    assert "end of life" not in run.stdout + run.stderr
    assert git(proposed, "worktree", "list").count("\n") == 0


def test_files_outside_of_the_content_are_listed(proposed):
    name = "::error::##[error]`\u202e"
    write(proposed, {name: "x", "content/page.md": "# Page\n"})
    commit(proposed)
    git(proposed, "checkout", "--quiet", "-b", "base", "HEAD~2")
    write(proposed, {"later.txt": "of the base alone"})
    commit(proposed)
    git(proposed, "checkout", "--quiet", "main")
    shown = pull_request(proposed, "base").stdout.partition("## Files outside of content/\n")[2]
    listed = [line for line in shown.partition("\n## ")[0].splitlines() if line[:4] == "    "]
    assert listed == [
        "    A\t" r'"::error::\#\#[error]`\342\200\256"',
        "    M\tMakefile",
        "    A\thook.py",
        "    M\tmkdocs.yml",
    ]


def test_a_proposal_of_content_alone_has_no_such_list(proposed):
    git(proposed, "checkout", "--quiet", "HEAD^1")
    write(proposed, {"content/page.md": "# Page\n"})
    commit(proposed)
    run = pull_request(proposed)
    assert run.returncode == 0, run.stderr
    assert "outside of content" not in run.stdout


def test_the_list_of_other_files_has_an_end(proposed):
    write(proposed, {f"other/{number}.txt": "x" for number in range(120)})
    commit(proposed)
    shown = pull_request(proposed, "HEAD~2").stdout
    assert shown.count("    A\tother/") < 101
    assert "\n23 more are left out here.\n" in shown


def test_the_script_of_the_proposal_itself_refuses(proposed):
    (proposed / ".ci").mkdir()
    shutil.copy(REPOSITORY / ".ci/pull-request", proposed / ".ci")
    commit(proposed)
    for folder, script in ((proposed, ".ci/pull-request"), (proposed / ".ci", "pull-request")):
        run = subprocess.run(
            ["bash", script, "HEAD^1"], cwd=folder, capture_output=True, text=True, check=False
        )
        assert (run.returncode, run.stdout) == (2, "")
        assert "Take it from the base: bash <(git show BASE:.ci/pull-request) BASE" in run.stderr
    assert not (proposed / "site").exists()


def test_the_script_of_the_base_runs_as_the_guide_says(proposed):
    git(proposed, "checkout", "--quiet", "-b", "base", "HEAD^1")
    (proposed / ".ci").mkdir()
    shutil.copy(REPOSITORY / ".ci/pull-request", proposed / ".ci")
    commit(proposed)
    git(proposed, "checkout", "--quiet", "-b", "proposal")
    write(proposed, {".ci/pull-request": "echo the script of the proposal ran; exit 3\n"})
    commit(proposed)
    (command,) = (
        block.text.replace("BASE", "base").strip()
        for block in blocks("docs/editing/review.md")
        if "git show" in block.text
    )
    run = subprocess.run(
        ["bash", "-c", command], cwd=proposed, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "    M\t.ci/pull-request\n" in run.stdout
    assert "ran" not in run.stdout + run.stderr
    assert (proposed / "site/index.html").is_file()


def test_a_faulty_proposal_fails_and_still_shows_its_changes(proposed, tmp_path):
    write(proposed, {"content/articles/bad.md": "---\ntitle: No date\n---\nText."})
    summary = tmp_path / "summary.md"
    run = pull_request(proposed, GITHUB_STEP_SUMMARY=str(summary))
    assert run.returncode == 1
    assert "content/articles/bad.md:2:1: error: " in run.stdout
    assert "### Events with another date" in summary.read_text()
    assert not (proposed / "site/index.html").exists()


def test_on_github_only_problems_become_commands(proposed):
    forged = '---\ntitle: Bad\n"x\\n::error::forged": x\n---\nText.'
    write(proposed, {"content/articles/bad.md": forged})
    run = pull_request(proposed, GITHUB_ACTIONS="true")
    assert run.returncode == 1
    check, _, rest = run.stdout.partition("::stop-commands::")
    assert "::error file=content/articles/bad.md,line=2,col=1,title=missing-key::" in check
    assert r"x \::error::forged" in check
    commands = {line.partition(" ")[0] for line in check.splitlines() if line.startswith("::")}
    assert commands <= {"::error", "::warning", "::notice"}
    token, _, shown = rest.partition("\n")
    assert "### Events with another date" in shown
    assert shown.endswith(f"::{token}::\n")


def test_a_proposal_cannot_have_another_folder_published(proposed, tmp_path):
    write(tmp_path, {"home/key.txt": "secret", "home/index.md": "# Home"})
    shutil.rmtree(proposed / "content")
    (proposed / "content").symlink_to(tmp_path / "home")
    run = pull_request(proposed)
    assert run.returncode == 1
    assert "content is a symbolic link; put the folder itself there" in run.stdout
    assert not (proposed / "site/key.txt").exists()


TOO_LONG = "The check was stopped: it took longer than 1 seconds."


@pytest.mark.parametrize(
    ("bomb", "limit", "said"),
    [
        ("while True: pass", {"MOST_SECONDS": "1"}, TOO_LONG),
        ("import time; time.sleep(600)", {"MOST_SECONDS": "1"}, TOO_LONG),
        (
            "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
            {},
            "The check was stopped: it needed too much time or memory.",
        ),
        (
            "import os\ntry: bytes(500_000_000)\nexcept MemoryError: os.abort()",
            {"MOST_MEGABYTES": "300"},
            "The check was stopped: it needed more than 300 megabytes of memory.",
        ),
        (
            "from mkdocs_briefing.commands import check, cli\n"
            "check.read = lambda *_, **__: bytes(500_000_000)\ncli.main()",
            {"MOST_MEGABYTES": "300"},
            NO_MEMORY,
        ),
        (
            "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n"
            "with open('large', 'wb') as file: file.write(bytes(2_000_000))",
            {"MOST_FILE_MEGABYTES": "1"},
            "The check was stopped: a file grew larger than 1 megabytes.",
        ),
    ],
)
def test_a_step_that_costs_too_much_is_stopped(proposed, bomb, limit, said):
    run = pull_request(with_bomb(proposed, bomb), **limit)
    assert run.returncode == 1
    assert said in run.stderr.splitlines()


def test_without_a_clock_the_work_of_a_step_is_limited(proposed, tmp_path):
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in Path("/usr/bin").iterdir():
        if tool.name != "timeout":
            (tools / tool.name).symlink_to(tool)
    run = pull_request(with_bomb(proposed, "while True: pass"), MOST_SECONDS="1", PATH=str(tools))
    assert run.returncode == 1
    note, *_, stopped = run.stderr.splitlines()
    assert note.startswith("note: there is no timeout on this system")
    assert stopped == TOO_LONG


def with_bomb(proposed, bomb):
    """The proposal, with lines of Python in place of the check of what it is proposed for."""
    lines = [f"    {line}" for line in bomb.split("\n")]
    start = [f"#!{sys.executable}", "import sys", "if sys.argv[1] == 'check':"]
    git(proposed, "checkout", "--quiet", "HEAD~1")
    write(proposed, {"bomb": "\n".join([*start, *lines, ""])})
    replaced = (
        "\trm .venv/bin/briefing .venv/bin/mkdocs\n"
        "\tinstall -m 755 bomb .venv/bin/briefing\n"
        "\tln -s /bin/true .venv/bin/mkdocs\n"
    )
    (proposed / "Makefile").write_text((proposed / "Makefile").read_text() + replaced)
    commit(proposed)
    git(proposed, "commit", "--quiet", "--allow-empty", "--message", "A proposal")
    return proposed


def test_elsewhere_there_are_no_commands(proposed):
    write(proposed, {"content/articles/bad.md": "---\ntitle: No date\n---\nText."})
    assert "::" not in pull_request(proposed).stdout


def test_pre_commit_hook_runs_an_existing_command(tmp_path):
    write(tmp_path, SMALL)
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (hook,) = (hook for hook in hooks if hook["id"] == "briefing-check")
    program, *arguments = hook["entry"].split()
    assert (program, arguments[0], hook["pass_filenames"]) == ("briefing", "check", False)
    guide = (REPOSITORY / "docs/editing/check.md").read_text(encoding="utf-8")
    assert f"- id: {hook['id']}\n" in guide
    command = [Path(sys.executable).with_name(program), *arguments]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
