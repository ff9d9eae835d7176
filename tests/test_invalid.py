"""Every mistake that a contributor can make has a message with its place and its fix."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.core.file_types import FILE_TYPES
from mkdocs_briefing.site.registry import GENERATED

INVALID = Path(__file__).parent / "invalid"
CASES = sorted(path.name for path in INVALID.iterdir() if path.name != "base")
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
HEADER = "title: Ankara stands by Tripoli\ndate: 2019-11-15\nsource: AFP\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder without a fault."""
    return Path(shutil.copytree(INVALID / "base", tmp_path / "content"))


def problems(content: Path) -> str:
    reading = read(content, root=content.parent, generated=GENERATED)
    assert isinstance(reading, Reading)
    return "".join(f"{problem}\n" for problem in reading.problems)


@pytest.mark.parametrize("case", CASES)
def test_each_problem_names_its_place_and_its_fix(case: str, content: Path):
    """Each folder adds one mistake to the base, and has the messages in expected.txt."""
    fault = INVALID / case
    shutil.copytree(
        fault, content, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt")
    )
    assert problems(content) == (fault / "expected.txt").read_text(encoding="utf-8")


def test_the_base_has_no_problem(content: Path):
    assert problems(content) == ""


def broken_encoding(article: Path) -> None:
    article.write_bytes(b"---\ntitle: Caf\xe9 talks\ndate: 2019\n---\n")


def fifty_megabytes(article: Path) -> None:
    with article.open("wb") as file:
        file.truncate(50_000_000)


def alias_bomb(article: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for above, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{above}'] * 9)}]")
    article.write_text(f"---\n{HEADER}" + "\n".join(lines) + "\n---\n", encoding="utf-8")


def deep_brackets(article: Path) -> None:
    article.write_text(f"---\n{HEADER}tags: {'[' * 500}\n---\n", encoding="utf-8")


def endless_brackets(article: Path) -> None:
    article.write_text(f"---\n{HEADER}tags: {'[' * 500_000}\n---\n", encoding="utf-8")


def link_out_of_content(article: Path) -> None:
    secret = article.parents[2] / "secret.md"
    secret.write_text(f"---\n{HEADER}---\n", encoding="utf-8")
    article.symlink_to(secret)


def link_in_a_hidden_folder(article: Path) -> None:
    """Nothing in there is published, but a Markdown extension could read it."""
    secret = article.parents[2] / "secret.md"
    secret.write_text("secret", encoding="utf-8")
    hidden = article.parents[1] / ".hidden"
    hidden.mkdir()
    (hidden / "link").symlink_to(secret)


def test_a_hidden_link_out_of_the_content_is_a_problem(content: Path):
    link_in_a_hidden_folder(content / "articles" / "fault.md")
    assert problems(content) == (
        f"content/.hidden/link:1:1: error: {LINK} out of the content folder; "
        "put the file itself here [symlink]\n"
    )


def test_a_content_folder_that_is_a_link_is_not_followed(content: Path):
    """A proposed change could have any folder read and published."""
    elsewhere = content.rename(content.with_name("elsewhere"))
    (elsewhere / "secret.txt").write_text("secret", encoding="utf-8")
    content.symlink_to(elsewhere)
    reading = read(content, root=content.parent / "unrelated", generated=GENERATED)
    assert [str(problem) for problem in reading.problems] == [
        f"{content.as_posix()}:1:1: error: content is a symbolic link; "
        "put the folder itself there [symlink]"
    ]
    assert reading.briefing.articles == ()


def link_to_nowhere(article: Path) -> None:
    article.symlink_to("nowhere.md")


def link_to_itself(article: Path) -> None:
    article.symlink_to(article)


def link_to_folder(article: Path) -> None:
    article.symlink_to(article.parents[1] / "actors", target_is_directory=True)


ALIAS_BOMB = (
    "the content costs too much to build for its size. Of all files this one costs most, and most "
    "of that for values that aliases (*) repeat; take some out [too-costly]"
)
TOO_LARGE = (
    "the file has 50.0 MB; the limit is 1.0 MB. "
    "Put tables and pictures in files of their own and link to them [too-large]"
)
ENCODING = "not UTF-8 (byte 0xE9); save the file as UTF-8 [encoding]"
LINK = "a symbolic link that leads"
TOO_DEEP = "nested more than 16 levels deep; check for brackets that are never closed [too-deep]"


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (broken_encoding, f":2:11: error: {ENCODING}"),
        (fifty_megabytes, f":1:1: error: {TOO_LARGE}"),
        (alias_bomb, f":6:8: error: {ALIAS_BOMB}"),
        (deep_brackets, f":5:23: error: {TOO_DEEP}"),
        (endless_brackets, f":5:1006: error: {TOO_DEEP}"),
        (
            link_out_of_content,
            f":1:1: error: {LINK} out of the content folder; put the file itself here [symlink]",
        ),
        (link_to_nowhere, f":1:1: error: {LINK} nowhere; put the file itself here [symlink]"),
        (link_to_itself, f":1:1: error: {LINK} nowhere; put the file itself here [symlink]"),
        (
            link_to_folder,
            ":1:1: error: a symbolic link to a folder; put the files themselves here [symlink]",
        ),
    ],
)
def test_hostile_files_are_problems_like_any_other(
    make: Callable[[Path], None], expected: str, content: Path
):
    make(content / "articles" / "fault.md")
    assert problems(content) == f"content/articles/fault.md{expected}\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("aux.md", "aux.md is the name of a device on Windows; rename it [file-name]"),
        ("Com1.tar.md", "Com1.tar.md is the name of a device on Windows; rename it [file-name]"),
        ("a:b.md", "the name contains :, which Windows does not allow; rename it [file-name]"),
        (
            'x" onclick="y.md',
            'the name contains ", which Windows does not allow; rename it [file-name]',
        ),
        (
            "x\\..\\y.md",
            "the name contains \\, which Windows does not allow; rename it [file-name]",
        ),
        (
            "\u202egp.md",
            "the name contains U+202E, an invisible character; rename it [file-name]",
        ),
        ("x.md.", "the name ends in a space or a dot, which Windows drops; rename it [file-name]"),
        ("x.png ", "the name ends in a space or a dot, which Windows drops; rename it [file-name]"),
    ],
)
def test_unsafe_file_names_are_problems(name: str, expected: str, content: Path):
    """The test makes the files, as Windows cannot check them out."""
    (content / "articles" / name).write_text("x", encoding="utf-8")
    assert problems(content) == f"content/articles/{name}:1:1: error: {expected}\n"


@pytest.mark.parametrize(
    ("one", "other"), [("About.md", "about.md"), ("caf\u00e9.png", "cafe\u0301.png")]
)
def test_names_that_differ_only_in_case_or_accents_clash(one, other, content: Path):
    for name in (one, other):
        (content / name).write_text("x", encoding="utf-8")
    first, second = sorted((one, other))
    assert problems(content) == (
        f"content/{second}:1:1: error: on some systems {first} has the same name, as the two "
        "differ only in case or in how accents are written; rename one [file-name]\n"
    )


@pytest.mark.parametrize(
    "path", ["assets/javascripts/bundle.png", "Assets/Briefing/x.csv", "search/worker.pdf"]
)
def test_content_cannot_replace_scripts_of_the_site(path, content: Path):
    (content / path).parent.mkdir(parents=True)
    (content / path).write_text("x", encoding="utf-8")
    assert "[reserved]" in problems(content)


def test_an_svg_file_with_a_script_is_a_problem(content: Path):
    (content / "map.svg").write_text(SVG.replace("/>", "><script/></svg>"), encoding="utf-8")
    assert problems(content) == (
        "content/map.svg:1:1: error: this SVG file has the element <script>, which is not "
        "published; save it as plain SVG without style sheets, scripts and links, or as a PNG "
        "[active-file]\n"
    )


@pytest.mark.parametrize("first", ["a", ".a"])
def test_deeply_nested_folders_are_a_problem(first, content: Path):
    deepest = "/".join((first, *["a"] * 32))
    # More than a thousand would end in a traceback, also for whatever deletes the folder.
    (content / deepest / "a/a/a").mkdir(parents=True)
    assert problems(content) == (
        f"content/{deepest}:1:1: error: folders are nested more than 32 deep; "
        "move what is in this one further up [too-deep]\n"
    )


@pytest.mark.parametrize(
    "raw",
    [b"<script>x</script>", b" " * 200_000 + b"<html>", b"\xef\xbb\xbf\r\n\t<?xml version='1.0'?>"],
)
@pytest.mark.parametrize("name", ["map.png", "map.geojson", "map.TXT"])
def test_no_file_begins_like_a_page(name, raw, content: Path):
    """Browsers, and some servers, guess the type of a file that comes without one."""
    (content / "articles" / name).write_bytes(raw)
    assert problems(content) == (
        f"content/articles/{name}:1:1: error: this file begins with <, so a browser might run it "
        "as a page of the site; save it anew in the format of its ending, or offer it in a .zip "
        "[active-file]\n"
    )


@pytest.mark.parametrize(("name", "what"), [("a.mp4", "video"), ("a.OGG", "sound")])
def test_no_sound_or_video_is_a_playlist(name, what, content: Path):
    """Opened by itself, it would load what it lists from other hosts."""
    raw = b"\xef\xbb\xbf#EXTM3U\n#EXTINF:9,\nhttp://example.org/0.ts\n"
    (content / "articles" / name).write_bytes(raw)
    assert problems(content) == (
        f"content/articles/{name}:1:1: error: this file begins with #, as a playlist does, not as "
        f"{what} does, so a browser would ask other hosts for what it lists; put the {what} itself "
        "here [active-file]\n"
    )


def test_files_of_the_list_are_published(content: Path):
    (content / "articles/files").mkdir()
    for ending in FILE_TYPES:
        raw = SVG.encode() if ending == ".svg" else b"a,<b>\n"
        (content / f"articles/files/a{ending}").write_bytes(raw)
        (content / f"articles/files/empty{ending.upper()}").write_bytes(b"")
    assert problems(content) == ""


def test_check_prints_the_problems_and_fails(content: Path):
    shutil.copytree(INVALID / "date-bad", content, dirs_exist_ok=True)
    (content / "expected.txt").unlink()
    done = check(content)
    assert done.returncode == 1
    assert done.stdout.startswith('content/articles/fault.md:3:7: error: bad date "14.11.2019";')
    assert done.stderr == ""


def test_check_passes_with_warnings_only(content: Path):
    shutil.copytree(INVALID / "name-near-miss", content, dirs_exist_ok=True)
    (content / "expected.txt").unlink()
    assert check(content).returncode == 0


def test_check_refuses_wrong_use_without_a_traceback(tmp_path: Path):
    done = check(tmp_path / "content")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_check_reports_only_on_the_named_files(content: Path):
    shutil.copytree(INVALID / "date-bad", content, dirs_exist_ok=True)
    (content / "expected.txt").unlink()
    good = check(content, "content/articles/good.md")
    assert (good.returncode, good.stdout.splitlines()[-1]) == (0, "no problems")
    assert check(content, "content/articles/fault.md").returncode == 1
    assert check(content, "content/actors", str(content / "articles")).returncode == 1


def test_check_refuses_a_file_outside_the_content(content: Path):
    (content.parent / "README.md").touch()
    done = check(content, "README.md")
    assert done.returncode == 2
    assert "README.md is not in content." in done.stderr


def test_check_writes_json_and_annotations(content: Path):
    shutil.copytree(INVALID / "date-bad", content, dirs_exist_ok=True)
    (content / "expected.txt").unlink()
    done = check(content, "--format", "json")
    problem = json.loads(done.stdout)["problems"][0]
    assert (done.returncode, problem["path"], problem["line"], problem["code"]) == (
        *(1, "content/articles/fault.md", 3),
        "date",
    )
    done = check(content, "--format", "github")
    assert done.returncode == 1
    assert done.stdout.startswith(
        "::error file=content/articles/fault.md,line=3,col=7,title=date::"
    )


def check(content: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(content.parent, "check", *arguments)


LEFT_BEHIND = [
    *(
        "a.md~",
        "#a.md#",
        "a.md.orig",
        "a.md.BAK",
        "a.md.bak2",
        "a.md.swp",
        "Thumbs.db",
        ".a.md.swp",
    ),
    *("a.md.kate-swp", "a.md___jb_tmp___", "a.md.part", "~$a.docx", "._a.md", "4913", "%a.md%"),
    *("a (Anna's conflicted copy 2021-05-04).md", "a_LOCAL_123.md", "desktop.ini", "a.md.rej"),
]


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_what_an_editor_leaves_behind_is_passed_over(name: str, content: Path):
    (content / "articles" / name).write_text("---\ntitle: Secret\ndraft: true\n---\n", "utf-8")
    reading = read(content, root=content.parent, generated=GENERATED)
    assert (reading.problems, reading.passed_over) == ((), (f"articles/{name}",))
    assert not any("Thumbs" in path or "a.md" in path for path in reading.files)


@pytest.mark.parametrize("name", ["a (copy).md", "a - Copy.md", "Copy of a.md", "a copy 2.md"])
def test_a_copy_is_told_only_beside_its_original(name: str, content: Path):
    (content / "articles" / name).write_text(f"---\n{HEADER}---\n", encoding="utf-8")
    assert problems(content) == ""
    (content / "articles/a.md").write_text(f"---\n{HEADER}---\n", encoding="utf-8")
    assert "is a copy of content/articles/a.md" in problems(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("fence", ["---", "———", " ---"])
@pytest.mark.parametrize("ending", [".txt", ".csv", ".json"])
def test_no_text_like_a_draft_is_published(ending: str, fence: str, encoding: str, content: Path):
    (content / f"articles/a{ending}").write_text(
        f"{fence}\n{HEADER}draft: true\n{fence}\n", encoding
    )
    assert "[source-as-file]" in problems(content)


def test_a_lock_of_emacs_is_passed_over(content: Path):
    """It is a link to the name of a user; a link to a file is a link like any other."""
    (content / "articles" / ".#good.md").symlink_to("user@host.4242:1700000000")
    assert problems(content) == ""
    (content.parent / "secret.md").write_text("secret", encoding="utf-8")
    (content / "articles" / ".#other.md").symlink_to("../../secret.md")
    assert "[symlink]" in problems(content)


def test_commands_find_the_briefing_above_them(content: Path):
    docs = content.rename(content.with_name("docs"))
    (docs.parent / "mkdocs.yml").write_text("docs_dir: docs\nplugins: [briefing]\n", "utf-8")
    assert run(docs.parent, "fmt").returncode == 0
    for folder in (docs.parent, docs, docs / "articles"):
        assert run(folder, "check").returncode == 0
        assert run(folder, "fmt", "--check").returncode == 0
        assert "Nothing changes." in run(folder, "diff", str(docs.parent)).stdout


@pytest.mark.parametrize("command", ["check", "fmt", "diff main", "new actor --no-input --name X"])
def test_commands_outside_of_a_briefing_say_so(command: str, tmp_path: Path):
    done = run(tmp_path, *command.split())
    assert done.returncode == 2
    assert "no briefing" in done.stderr


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("briefing"), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
