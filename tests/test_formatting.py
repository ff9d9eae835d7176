"""Tests that ``briefing fmt`` changes the layout of headers and nothing that they say."""

import json
import os
import re
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from mkdocs_briefing.commands.cli import main
from mkdocs_briefing.commands.fmt import files
from mkdocs_briefing.commands.fmt.check import difference
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.content.header.document import read_document
from mkdocs_briefing.content.header.nodes import plain_value
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.content.schema import ActorEntry, ArticleEntry, ConflictEntry
from mkdocs_briefing.core.letters import CONTROL
from mkdocs_briefing.core.problems import ProblemCollector
from mkdocs_briefing.exports.briefing_json import briefing_json
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.site.registry import GENERATED

from tests.conftest import ARTICLE, REPOSITORY, SMALL, contents, write
from tests.test_properties import (
    TIMES,
    actor,
    anything,
    article,
    conflict,
    keys,
    slipped,
    with_file,
)

# --- headers as people write them -------------------------------------------------------

COMMENTS = ("# why", "# TODO: ask them", "#", "# {a: b}", "# é \U0001f600", "#- x", "# 'open")
PLAIN = re.compile(r"[A-Za-zÀ-ɏ0-9](?:[\w .~?%/+-]*[\w~?%+])?")
"""Text that never needs quotes. Some text that does not match needs none either."""


class HeaderWriter:
    """Writes the same header in one of the many ways in which people write it."""

    def __init__(self, draw):
        self.draw = draw
        self.anchored = False

    def one_in(self, sides):
        return self.draw(st.integers(1, sides)) == 1

    def comment(self):
        return self.draw(st.sampled_from(COMMENTS))

    def end(self):
        return f"{self.draw(st.sampled_from(['  ', ' ', '    ']))}{self.comment()}" * self.one_in(4)

    def above(self, column):
        lines = []
        while self.one_in(4):
            lines.append(" " * column + self.comment() if self.one_in(2) else "")
        return lines

    def scalar(self, value):
        text = self.text(value)
        if value is None:
            return self.draw(st.sampled_from(["~", "null", "''"]))
        if PLAIN.fullmatch(text) and not self.one_in(4):
            return text
        if "'" not in text and text.isprintable() and self.one_in(2):
            return f"'{text}'"
        return json.dumps(text, ensure_ascii=max(text, default="") < "\uffff" and self.one_in(3))

    def text(self, value):
        return CONTROL.sub("?", value if isinstance(value, str) else json.dumps(value))

    def flow(self, value):
        comma = self.draw(st.sampled_from([", ", ",", " , "]))
        if isinstance(value, dict):
            inner = comma.join(
                f"{self.scalar(name)}{self.draw(st.sampled_from([': ', ' : ']))}{self.flow(found)}"
                for name, found in value.items()
            )
            return f"{{{inner}}}"
        if isinstance(value, list):
            return f"[{comma.join(map(self.flow, value))}]"
        return self.scalar(value)

    def wrapped(self, text, column):
        """Brackets over several lines, with comments in between; never with quotes inside."""
        if "'" in text or '"' in text or not self.one_in(3):
            return text
        margin = "\n" + " " * (column + 1)
        return re.sub(r", ", lambda _: f",{self.end()}{margin}", text)

    def under(self, value, column, lead):
        """A value behind a key or a dash: the rest of that line, and the lines below."""
        if isinstance(value, dict | list) and value and not self.one_in(3):
            step = 0 if isinstance(value, list) and lead == ":" and self.one_in(3) else 1
            step = step and self.draw(st.integers(1, 4))
            lines = self.block(value, column + step)
            if lead == "-" and isinstance(value, dict) and self.one_in(2) and lines[0].strip():
                first = lines[0].lstrip(" ")
                if not first.startswith("#"):
                    return [" " * step + first if step else f" {first}", *lines[1:]]
            return [self.end(), *lines]
        if isinstance(value, dict | list):
            return (" " + self.wrapped(self.flow(value), column) + self.end()).split("\n")
        if value is None and self.one_in(2):
            return [self.end()]
        text = self.text(value)
        if re.fullmatch(r"\S(?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*\S)?", text) and self.one_in(
            8
        ):
            head = self.draw(st.sampled_from(["|", ">", "|-", ">-", "|+", "|2-"]))
            further = [" " * (column + 2) + text, *[""] * self.draw(st.integers(0, 2))]
            return [f" {head}{self.end()}", *further]
        written = self.scalar(value)
        if PLAIN.fullmatch(written) and self.one_in(3):
            written = re.sub(r"(?<=\w) (?=\w)", "\n" + " " * (column + 3), written)
        if self.one_in(20):
            written = f"&a {written}"
            self.anchored = True
        elif self.anchored and self.one_in(10):
            written = "*a"
        if self.one_in(8):
            margin = " " * (column + 2)
            return [
                self.end(),
                *self.above(column + 2),
                *(margin + written + self.end()).split("\n"),
            ]
        return (f"{self.draw(st.sampled_from([' ', '   ']))}{written}{self.end()}").split("\n")

    def block(self, value, column):
        lines = []
        margin = " " * column
        for name, found in value.items() if isinstance(value, dict) else enumerate(value):
            is_key = isinstance(value, dict)
            lines += self.above(column)
            start = f"{self.scalar(name)}:" if is_key else "-"
            first, *rest = self.under(found, column, ":" if is_key else "-")
            lines += [margin + start + first, *rest]
        return lines + self.above(column)


@st.composite
def files_with(draw, header):
    """A file with that header, written in any way."""
    writer = HeaderWriter(draw)
    values = draw(header)
    values = {key: values[key] for key in draw(st.permutations(list(values)))}
    in_lines = values and not writer.one_in(10)
    lines = writer.block(values, 0) if in_lines else [writer.flow(values)]
    body = draw(st.sampled_from(["", "Text.\n", "\n\n  Text\n---\nmore", "é", "\n"]))
    text = "\n".join(["---", *lines, "---", body])
    return text.replace("\n", "\r\n") if writer.one_in(8) else text


any_header = st.dictionaries(keys, anything, min_size=1, max_size=5)
HEADERS = {ArticleEntry: article, ActorEntry: actor, ConflictEntry: conflict}
written_files = st.one_of(
    [st.tuples(st.just(kind), files_with(header | any_header)) for kind, header in HEADERS.items()]
)


def valid_document(text):
    """A file as the strict reader sees it; ``None`` if it reports an error."""
    findings = ProblemCollector("x.md")
    document = read_document(text.removeprefix("\ufeff"), findings)
    return None if document is None or findings.failed or not document.header else document


@given(written_files)
@example((ConflictEntry, "---\nsides:\n  other: a\n  name: b\n---\n"))
@settings(max_examples=200 * TIMES)
def test_formatting_never_changes_what_a_header_says(case):
    """Values and comments are all there, and formatting again changes nothing."""
    kind, text = case
    before = valid_document(text)
    assume(before)
    after = formatted(text, kind)
    assert plain_value(valid_document(after).header) == plain_value(before.header)
    assert valid_document(after).body == before.body
    assert difference(text, after, kind) is None
    assert formatted(after, kind) == after


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """The smallest content, which allows for a second conflict beside its own."""
    named = ARTICLE.replace("source:", "conflict: The river war\nsource:")
    small = {**SMALL, "content/articles/upland.md": named}
    return write(tmp_path_factory.mktemp("any"), small) / "content"


PATHS = {
    ArticleEntry: "articles/x.md",
    ActorEntry: "actors/x.md",
    ConflictEntry: "conflicts/x.md",
}


def model_and_problems(content):
    """The whole briefing as the downloads have it, and its problems."""
    reading = read(content, root=content.parent, drafts=True, generated=GENERATED)
    faults = Counter((fault.path, fault.severity, fault.code) for fault in reading.problems)
    return briefing_json(Index(reading.briefing)), faults


def run(*arguments):
    return CliRunner().invoke(main, ["fmt", *map(str, arguments)])


@given(written_files)
@settings(max_examples=100 * TIMES)
def test_the_briefing_stays_the_same(content, case):
    kind, text = case
    with with_file(content, PATHS[kind], text.encode()):
        before = model_and_problems(content)
        shown = run("--content", content)
        assert model_and_problems(content) == before
        after = (content / PATHS[kind]).read_bytes()
        assert run("--content", content).exit_code == shown.exit_code
        assert (content / PATHS[kind]).read_bytes() == after
        assert shown.exit_code == (valid_document(text) is None)


@given(
    path=st.sampled_from(sorted(PATHS.values())),
    raw=st.binary(max_size=200) | written_files.flatmap(lambda case: slipped(case[1].encode())),
)
@example(path="articles/x.md", raw=b"---\n&x a: *x\n---")
@example(path="articles/x.md", raw=b"---\na: >\n  \n    x\n---")
@settings(max_examples=300 * TIMES)
def test_any_bytes_are_formatted_or_left_unchanged(content, path, raw):
    with with_file(content, path, raw):
        before = model_and_problems(content)
        shown = run("--content", content)
        assert not isinstance(shown.exception, Exception), shown.exception
        after = (content / path).read_bytes()
        assert shown.exit_code == 0 or after == raw
        assert model_and_problems(content) == before
        assert [file.name for file in (content / path).parent.glob(".*")] == []


# --- the command --------------------------------------------------------------------------

UNTIDY = "---\ndate: 2019-11-15\ntitle: Upland\n---\nText.\n"
TIDY = "---\ntitle: Upland\ndate: 2019-11-15\n---\n\nText.\n"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Makes a small formatted site the working folder, and adds files to it."""
    small = {path: text.replace("---\nThey", "---\n\nThey") for path, text in SMALL.items()}
    folder = write(tmp_path / "site", small)
    monkeypatch.chdir(folder)
    assert run().exit_code == 0

    def add(files):
        return write(folder, files)

    return add


def test_only_the_listed_files_are_changed(site):
    folder = site({"content/articles/new.md": UNTIDY})
    page = folder / "content/index.md"
    page.write_text("---\nhide: [toc]\ntitle: T\n---\nText")
    before = {file: file.stat() for file in folder.rglob("*.md") if file.name != "new.md"}
    shown = run()
    assert (shown.exit_code, shown.stdout) == (0, "formatted content/articles/new.md\n")
    assert shown.stderr == "1 of 3 files changed\n"
    assert (folder / "content/articles/new.md").read_text() == TIDY
    assert {file: file.stat() for file in before} == before


def test_check_fails_and_writes_nothing(site):
    folder = site({"content/articles/new.md": UNTIDY})
    before = contents(folder)
    shown = run("--check")
    assert (shown.exit_code, shown.stdout) == (1, "would change content/articles/new.md\n")
    assert contents(folder) == before
    run()
    shown = run("--check")
    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, "", "0 of 3 files would change\n")


def test_named_paths_limit_which_files_are_formatted(site):
    folder = site({f"content/articles/{name}.md": UNTIDY for name in ("a", "b/c", "b/d")})
    assert run("content/articles/b").stdout.splitlines() == [
        "formatted content/articles/b/c.md",
        "formatted content/articles/b/d.md",
    ]
    assert run("content/conflicts", "content/articles/a.md", "--check").exit_code == 1
    assert (folder / "content/articles/a.md").read_text() == UNTIDY


def test_wrong_use_exits_with_2(site):
    folder = site({"README.md": UNTIDY})
    assert run("README.md").exit_code == 2
    assert run("nowhere.md").exit_code == 2
    assert run("--content", "nowhere").exit_code == 2
    assert (folder / "README.md").read_text() == UNTIDY


def test_unreadable_headers_are_left_and_the_others_formatted(site):
    broken = {
        "duplicate": UNTIDY.replace("title", "title: T\ntitle"),
        "empty": "",
        "bare": "Text.\n",
        "never-ends": "---\ndate: 2019\n",
        "tab": UNTIDY.replace("date", "\tdate"),
        "odd": UNTIDY.replace("date:", "? date\n:"),
        "bomb": "---\na: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n + 1} [*a{n}, *a{n}, *a{n}, *a{n}]\n" for n in range(12))
        + "---\n",
    }
    folder = site({f"content/articles/{name}.md": text for name, text in broken.items()})
    (folder / "content/articles/latin.md").write_bytes(UNTIDY.encode() + b"\xe9")
    (folder / "content/articles/large.md").write_text(UNTIDY + "x" * 1_100_000)
    before = contents(folder)
    write(folder, {"content/articles/new.md": UNTIDY})
    shown = run()
    assert (shown.exit_code, shown.stdout) == (1, "formatted content/articles/new.md\n")
    codes = re.findall(
        r"^content/articles/([a-z-]+)\.md:\d+:\d+: error: .* \[([a-z-]+)\]$", shown.stderr, re.M
    )
    assert dict(codes) == {
        "bare": "no-header",
        "bomb": "too-costly",
        "duplicate": "duplicate-key",
        "empty": "empty-file",
        "large": "too-large",
        "latin": "encoding",
        "never-ends": "unclosed-header",
        "odd": "format",
        "tab": "yaml",
    }
    assert shown.stderr.endswith("1 of 12 files changed\n9 errors\n")
    assert {path: raw for path, raw in contents(folder).items() if "new" not in path} == before


def test_unknown_words_do_not_prevent_formatting(site):
    folder = site({"content/articles/new.md": UNTIDY.replace("date: 2019", "tytle: x\ndate: ?")})
    assert run().exit_code == 0
    assert (
        (folder / "content/articles/new.md").read_text().startswith("---\ntitle: Upland\ndate: ?")
    )


def test_byte_order_marks_go_and_windows_line_ends_stay(site):
    folder = site({})
    file = folder / "content/articles/new.md"
    file.write_bytes(b"\xef\xbb\xbf" + TIDY.encode())
    assert run().stdout == "formatted content/articles/new.md\n"
    assert file.read_bytes() == TIDY.encode()
    file.write_bytes(UNTIDY.replace("\n", "\r\n").encode())
    assert run().exit_code == 0
    assert file.read_bytes() == TIDY.replace("\n", "\r\n").encode()


def test_symbolic_links_are_never_written_through(site, tmp_path):
    folder = site({"content/articles/new.md": UNTIDY})
    write(tmp_path, {"secret.md": UNTIDY})
    (folder / "content/articles/out.md").symlink_to(tmp_path / "secret.md")
    (folder / "content/articles/within.md").symlink_to("new.md")
    shown = run()
    assert shown.exit_code == 1
    assert "content/articles/out.md:1:1: error: a symbolic link that leads out" in shown.stderr
    assert shown.stdout == "formatted content/articles/new.md\n"
    assert (tmp_path / "secret.md").read_text() == UNTIDY
    assert (folder / "content/articles/out.md").is_symlink()
    assert (folder / "content/articles/within.md").is_symlink()


def test_a_linked_content_folder_is_left_unchanged(site):
    folder = site({"content/articles/new.md": UNTIDY})
    (folder / "content").rename(folder / "elsewhere")
    (folder / "content").symlink_to("elsewhere")
    shown = run()
    assert shown.exit_code == 1
    assert "content is a symbolic link; put the folder itself there" in shown.stderr
    assert (folder / "elsewhere/articles/new.md").read_text() == UNTIDY


def test_folders_that_are_too_deep_are_reported(site):
    folder = site({f"content/articles/{'a/' * 40}x.md": UNTIDY})
    shown = run()
    assert shown.exit_code == 1
    assert "nested more than 32 deep" in shown.stderr
    assert (folder / f"content/articles/{'a/' * 40}x.md").read_text() == UNTIDY


def test_a_killed_run_leaves_no_file_half_written(site):
    folder = site({f"content/articles/{number:03}.md": UNTIDY for number in range(300)})
    command = [Path(sys.executable).with_name("briefing"), "fmt"]
    for wanted in (1, 40):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout is not None
        for _ in range(wanted):
            process.stdout.readline()
        process.kill()
        process.communicate()
        found = Counter(file.read_text() for file in (folder / "content/articles").glob("[0-9]*"))
        assert TIDY in found
        assert set(found) <= {UNTIDY, TIDY}
    assert run().exit_code == 0


def test_file_permissions_stay(site):
    file = site({"content/articles/new.md": UNTIDY}) / "content/articles/new.md"
    file.chmod(0o640)
    assert run().exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_read_only_files_are_left_unchanged_and_reported(site):
    folder = site({"content/articles/new.md": UNTIDY})
    (folder / "content/articles/new.md").chmod(0o444)
    before = contents(folder)
    assert run("--check").exit_code == 1
    shown = run()
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "new.md:1:1: error: it cannot be written: the file is read-only; make it" in shown.stderr
    assert contents(folder) == before


@pytest.mark.parametrize("step", ["mkstemp", "fsync", "rename"])
def test_a_failed_write_leaves_the_file_and_no_rest(site, monkeypatch, step):
    """A folder without write access, a full disk, a file that is open on Windows."""
    folder = site({"content/articles/new.md": UNTIDY})
    before = contents(folder)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    owner = {"mkstemp": files.tempfile, "fsync": files.os, "rename": Path}[step]
    monkeypatch.setattr(owner, {"rename": "replace"}.get(step, step), refuse)
    shown = run()
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "new.md:1:1: error: it cannot be written: Permission denied" in shown.stderr
    assert contents(folder) == before


def test_a_file_saved_in_the_meantime_is_not_overwritten(site, monkeypatch):
    file = site({"content/articles/new.md": UNTIDY}) / "content/articles/new.md"
    fsync = os.fsync

    def saved_meanwhile(handle):
        file.write_text("theirs")
        fsync(handle)

    monkeypatch.setattr(files.os, "fsync", saved_meanwhile)
    shown = run()
    assert shown.exit_code == 1
    assert "somebody has changed it in the meantime; try again" in shown.stderr
    assert file.read_text() == "theirs"


def test_formatting_that_loses_a_comment_is_not_written(site, monkeypatch):
    """The check catches a formatter that drops a comment."""
    folder = site({"content/articles/new.md": UNTIDY.replace("title", "# why\ntitle")})
    before = contents(folder)
    original = files.formatted

    def without_comments(text, kind):
        return original(text, kind).replace("# why\n", "")

    monkeypatch.setattr(files, "formatted", without_comments)
    shown = run()
    assert shown.exit_code == 1
    assert "this header is not formatted: formatting would change a comment" in shown.stderr
    assert contents(folder) == before


# --- this repository ------------------------------------------------------------------------------


def test_our_own_content_is_formatted(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    shown = run("--check")
    assert (shown.exit_code, shown.output) == (0, f"0 of {len(own())} files would change\n")


def own():
    return [
        file for file in (REPOSITORY / "content").rglob("*.md") if file.parent.name != "content"
    ]


def test_pre_commit_hook_runs_an_existing_command(site):
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (hook,) = (hook for hook in hooks if hook["id"] == "briefing-fmt")
    folder = site({"content/articles/new.md": UNTIDY})
    named = [
        path
        for path in ("content/articles/new.md", "content/index.md", "README.md", "mkdocs.yml")
        if re.search(hook["files"], path)
    ]
    assert named == ["content/articles/new.md", "content/index.md"]
    write(folder, {"content/index.md": "# Hello\n"})
    guide = (REPOSITORY / "docs/editing/check.md").read_text(encoding="utf-8")
    assert f"- id: {hook['id']}\n" in guide
    program, *arguments = hook["entry"].split()
    assert (program, arguments[0]) == ("briefing", "fmt")
    assert run(*arguments[1:], *named).exit_code == 0
    assert (folder / "content/articles/new.md").read_text() == TIDY
