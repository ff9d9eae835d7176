"""Nothing that content says is taken for a line or a command of the program, in any output."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ARTICLE, CONFLICT, SMALL, mkdocs, write
from tests.test_diff import commit, git

FORGED = (
    "x\n::error file=README.md::SPOOFED\r##[error]SPOOFED\x1b[2J\u202e\u200b\u2028"
    "::set-output name=x::y\nINFO    -  Documentation built in 0.42 seconds\n"
)
YAML = json.dumps(FORGED)
"""The same as a value in a header."""
HTML = FORGED.replace("\n", "&#10;").replace("\r", "&#13;")

WRONG = {
    "side": CONFLICT.replace("Anna Admiral", YAML).replace("{name: South}", f"{{name: {YAML}}}"),
    "key": f"---\ntitle: T\ndate: 2019-11-15\n{YAML}: 1\n{YAML}: 2\n---\n",
    "words": f"---\ntitle: {YAML}\ndate: {YAML}\nsource: {YAML}\nconflict: {YAML}\n---\n",
    "row": f"""---
title: T
date: 2019-11-15
source: {{publisher: {YAML}, url: {YAML}, kind: {YAML}}}
backing:
  - {{by: {YAML}, to: {YAML}, stance: {YAML}, since: {YAML}, id: {YAML}}}
events:
  - {{date: 2019-11-14, what: {YAML}, kind: {YAML}, killed: {YAML}, source: {YAML}}}
---
""",
    "page": f"---\ntitle: {YAML}\ntemplate: {YAML}\n---\nText.",
    "text": ARTICLE
    + f'\n[a](<{HTML}.md>) <a href="{HTML}">b</a> <{HTML}> ![c]({HTML}) [^{HTML}]\n',
    "yaml": f"---\ntitle: *{YAML}\n---\n",
    "actor": f"---\nname: {YAML}\nkind: {YAML}\nmember_of: {YAML}\naliases: [{YAML}]\n---\n",
}
PATHS = {"side": "conflicts/river.md", "page": "page.md", "actor": "actors/a.md"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A repository with the small briefing, and beside it what is wrong, in files of odd names."""
    folder = write(tmp_path_factory.mktemp("printing"), SMALL)
    (folder / ".gitignore").write_text("site/\n")
    git(folder, "init", "--quiet")
    commit(folder)
    write(
        folder,
        {f"content/{PATHS.get(name, f'articles/{name}.md')}": text for name, text in WRONG.items()}
        | {"content/articles/a\n::error::SPOOFED\n.md": ARTICLE, "content/::error::b.md": "# B"},
    )
    return folder


def forged_lines(output: str) -> list[str]:
    """The lines that a job obeys or a reader takes for the program's own, and odd characters."""
    return [
        line
        for line in re.split("[\r\n]", output)
        if re.match(r"\s*::(?!(?:error|warning|notice) file=content/)", line)
        or "##[" in line
        or line.startswith("INFO    -  Documentation built in 0.42")
        or re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u200b]", line)
    ]


FOUND = ["::error file=README.md::x", " ::notice::x", "a##[debug]x", "a\tb", "\u202e", "x\r::y"]


@pytest.mark.parametrize("output", [*FOUND, f"x\n{FOUND[0]}", FORGED.partition("::y\n")[2]])
def test_what_is_looked_for_is_found(output):
    assert len(forged_lines(output)) == 1


BRIEFING = (
    *(["check", "--format", form] for form in ("text", "github", "json")),
    ["check", "--summary"],
    *(["diff", "HEAD", "--format", form] for form in ("text", "markdown", "json")),
    ["fmt", "--check"],
    ["new", "article", "--no-input", "--title", FORGED, "--date", FORGED, "--backing", FORGED],
    ["new", "actor", "--no-input", "--name", FORGED, "--file", FORGED],
    ["check", FORGED],
    ["check", "content/articles/a\n::error::SPOOFED\n.md"],
)


@pytest.mark.parametrize("command", BRIEFING, ids=lambda command: " ".join(command[:3])[:24])
def test_no_command_prints_what_content_forges(site, command):
    program = Path(sys.executable).with_name("briefing")
    run = subprocess.run(
        [program, *command], cwd=site, capture_output=True, check=False, timeout=120
    )
    output = (run.stdout + run.stderr).decode()
    assert output
    assert "Traceback" not in output
    assert forged_lines(output) == []


@pytest.mark.parametrize("strict", [(), ("--strict",)], ids=["build", "strict build"])
@pytest.mark.parametrize("wrong", [*WRONG, "names", "all"])
def test_no_build_prints_what_content_forges(site, tmp_path, wrong, strict):
    if wrong == "all":
        folder = site
    else:
        folder = write(tmp_path, SMALL)
        path = PATHS.get(wrong, f"articles/{wrong}.md")
        write(folder, {f"content/{path}": WRONG.get(wrong, ARTICLE)})
        if wrong == "names":
            write(folder, {"content/articles/a\n::error::SPOOFED\n.md": ARTICLE})
    run = mkdocs("build", *strict, "--site-dir", tmp_path / "site", cwd=folder)
    assert run.stderr
    assert "Traceback" not in run.stderr
    assert forged_lines(run.stdout + run.stderr) == []
