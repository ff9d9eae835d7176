"""Tests ``briefing diff`` with a real repository, and with malicious revisions."""

import json
import os
import subprocess

import pytest
from click.testing import CliRunner
from mkdocs_briefing.commands.cli import main
from mkdocs_briefing.commands.diff.revisions import RevisionError, content_in, docs_dir, extract
from mkdocs_briefing.commands.mkdocs_yml import SiteSettings

from tests.conftest import ARTICLE, SMALL, contents, write


def git(folder, *arguments, stdin=None):
    names = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    names |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    run = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull},
        input=stdin,
        capture_output=True,
        check=True,
    )
    return run.stdout.decode().strip()


def commit(folder):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A state")


@pytest.fixture
def repository(small_site, monkeypatch):
    folder = small_site()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder)
    monkeypatch.chdir(folder)
    return folder


def run(*arguments):
    return CliRunner().invoke(main, ["diff", *arguments])


def test_the_working_tree_is_compared_with_a_branch(repository):
    write(repository, {"content/articles/upland.md": ARTICLE.replace("2019-11-14", "2019-11-13")})
    shown = run("main")
    assert shown.exit_code == 0
    assert shown.output == (
        "Events with another date:\n"
        "  13 November 2019: The bridge falls.\n"
        "    - 14 November 2019\n"
        "    + 13 November 2019\n"
        "\n"
        "1 change of what the site says.\n"
    )


def test_comparing_two_revisions_leaves_the_checkout_unchanged(repository):
    write(repository, {"content/articles/upland.md": ARTICLE.replace("boats", "ships")})
    commit(repository)
    before = contents(repository)
    shown = run("HEAD~1", "HEAD", "--format", "json")
    assert json.loads(shown.output)["reworded"] == ["articles/upland.md"]
    assert contents(repository) == before


def test_the_site_may_be_a_subfolder_of_the_repository(tmp_path, monkeypatch):
    folder = write(tmp_path / "all" / "site", SMALL)
    git(folder.parent, "init", "--quiet")
    commit(folder.parent)
    monkeypatch.chdir(folder)
    assert run("HEAD").output == "Nothing changes.\n"


def test_an_unknown_revision_exits_with_2(repository):
    shown = run("nowhere")
    assert shown.exit_code == 2
    assert 'there is no folder and no git revision "nowhere" here' in shown.output


@pytest.mark.parametrize("name", ["", "--output=x", "-h1", " ", "a\nb", "a" * 100_000])
def test_invalid_revision_names_never_reach_git(repository, name):
    before = contents(repository)
    assert run("--", name).exit_code == 2
    assert contents(repository) == before


def refusal(*arguments):
    """The sentence with which a comparison is refused."""
    shown = run(*arguments)
    assert shown.exit_code == 2
    return shown.stderr.rpartition("Error: ")[2]


def test_an_object_that_is_missing_is_named(repository):
    for name in ("content/articles/upland.md", "mkdocs.yml"):
        blob = git(repository, "rev-parse", f"HEAD:{name}")
        file = repository / ".git/objects" / blob[:2] / blob[2:]
        kept = file.read_bytes()
        file.unlink()
        assert f'git does not have "{name}" of the revision here' in refusal("HEAD")
        file.write_bytes(kept)


def test_an_object_that_is_broken_is_told_of(repository):
    blob = git(repository, "rev-parse", "HEAD:content/articles/upland.md")
    file = repository / ".git/objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:20])
    assert 'git does not have "content/articles/upland.md"' in refusal("HEAD")


def test_content_that_is_a_file_is_refused(repository):
    git(repository, "rm", "-r", "--quiet", "content")
    write(repository, {"content": "# A file"})
    commit(repository)
    sentence = '"content" is a file, not a folder; the content has to be a folder\n'
    assert refusal("HEAD~1", ".") == sentence
    assert refusal("HEAD") == f'in "HEAD", {sentence}'
    (repository / "mkdocs.yml").unlink()
    assert refusal(".") == sentence


def test_a_folder_without_a_repository_has_no_revisions(tmp_path, monkeypatch):
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    assert refusal("main").startswith('there is no folder and no git revision "main" here')


def test_without_git_only_folders_are_compared(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert refusal("main").startswith("git is not installed")
    assert run(".").exit_code == 0


def test_errors_are_reported_with_the_name_of_the_state(repository):
    write(repository, {"content/articles/bad.md": "---\ntitle: Without a date\n---\nText."})
    shown = run("main")
    assert shown.exit_code == 1
    assert ". has 1 error; what they concern is not compared:" in shown.stderr
    assert "Nothing changes." in shown.stdout


def test_a_mistake_on_both_sides_is_told_for_each(repository):
    write(repository, {"content/articles/upland.md": ARTICLE.replace("2019-11-14", "someday")})
    commit(repository)
    git(repository, "mv", "content", "texts")
    settings = SMALL["mkdocs.yml"].replace("docs_dir: content", "docs_dir: texts")
    write(repository, {"mkdocs.yml": settings})
    commit(repository)
    told = run("HEAD~1", "HEAD").stderr
    assert "  content/articles/upland.md:" in told
    assert "  texts/articles/upland.md:" in told


def test_symbolic_links_never_lead_out_of_the_content(repository, tmp_path):
    write(tmp_path, {"secret.md": "# Secret"})
    (repository / "content/secret.md").symlink_to(tmp_path / "secret.md")
    (repository / "content/again.md").symlink_to("articles/upland.md")
    commit(repository)
    out = extract("HEAD", repository=repository, target=tmp_path / "out").folder
    assert sorted(contents(out)) == ["again.md", "articles/upland.md", "conflicts/river.md"]
    assert not [file for file in out.rglob("*") if file.is_symlink()]


def test_links_to_links_are_followed_to_their_file(repository, tmp_path):
    """A build publishes them, so the diff has to tell of them."""
    write(repository, {"content/files/a.csv": "a,b\n"})
    for link, target in (("b", "a"), ("c", "../files/b"), ("d", "e"), ("e", "d"), ("f", "f")):
        (repository / f"content/files/{link}.csv").symlink_to(f"{target}.csv")
    commit(repository)
    found = extract("HEAD", repository=repository, target=tmp_path / "out")
    assert sorted(found.others) == ["files/a.csv", "files/b.csv", "files/c.csv"]
    assert len({file.blob for file in found.others.values()}) == 1


def test_a_file_name_that_leads_out_is_refused(repository, tmp_path):
    blob = git(repository, "hash-object", "-w", "--stdin", stdin=b"# Out")

    def tree(*entries):
        raw = b"".join(
            f"{mode} {name}\0".encode() + bytes.fromhex(hash_) for mode, name, hash_ in entries
        )
        return git(
            repository, "hash-object", "-t", "tree", "-w", "--stdin", "--literally", stdin=raw
        )

    inner = tree(("100644", "out.md", blob))
    root = tree(("40000", "content", tree(("40000", "..", inner))))
    bad = git(repository, "commit-tree", root, "-m", "Out")
    with pytest.raises(RevisionError):
        extract(bad, repository=repository, target=tmp_path / "out")
    assert not (tmp_path / "out.md").exists()


def test_too_deeply_nested_folders_are_refused(repository, tmp_path):
    blob = git(repository, "hash-object", "-w", "--stdin", stdin=b"# Deep")
    file = f"content/{'a/' * 40}x.md"
    git(repository, "update-index", "--add", "--cacheinfo", f"100644,{blob},{file}")
    deep = git(repository, "commit-tree", git(repository, "write-tree"), "-m", "Deep")
    with pytest.raises(RevisionError, match="more than 32 folders within one another"):
        extract(deep, repository=repository, target=tmp_path / "out")


@pytest.mark.parametrize("folder", ["../..", "/etc", "a/../../b"])
def test_a_content_folder_outside_the_site_is_refused(folder):
    with pytest.raises(RevisionError):
        docs_dir(SiteSettings(docs_dir=folder))


def test_a_folder_may_be_the_content_itself(tmp_path):
    assert content_in(write(tmp_path / "c", {"index.md": "# Hello"})) == tmp_path / "c"


# --- files that are published unchanged -----------------------------------------------

PICTURES = {
    "content/articles/gone.png": "one",
    "content/articles/same.csv": "a,b",
    "content/articles/table.csv": "a",
}


@pytest.fixture
def with_files(repository):
    """A commit with three files, and a working tree in which one is gone, changed and new."""
    write(repository, PICTURES)
    commit(repository)
    (repository / "content/articles/gone.png").unlink()
    write(
        repository,
        {
            "content/articles/table.csv": "b",
            "content/articles/new.json": "x" * 1234,
            "content/.hidden/x.png": "not published",
        },
    )
    return repository


FILES = """\
Files that are published from now on:
  articles/new.json
    + 1,234 bytes

Files that are altered:
  articles/table.csv
    - 1 byte
    + 1 byte

Files that are no longer published:
  articles/gone.png
    - 3 bytes

3 changes of what the site says.
"""


def test_files_are_compared_between_revision_and_folder(with_files):
    assert run("HEAD").output == FILES


def test_files_are_compared_between_revisions(with_files):
    commit(with_files)
    assert run("HEAD~1", "HEAD").output == FILES
    assert run("HEAD").output == "Nothing changes.\n"


def test_files_are_compared_between_folders(with_files, tmp_path):
    before = write(tmp_path / "before", {**SMALL, **PICTURES})
    assert run(str(before)).output == FILES


def test_files_are_listed_in_every_format(with_files):
    changes = json.loads(run("HEAD", "--format", "json").output)["changes"]
    assert changes[1] == {
        "kind": "file-changes",
        "what": "articles/table.csv",
        "before": "1 byte",
        "after": "1 byte",
        "address": "articles/table.csv",
    }
    shown = run("HEAD", "--format", "markdown").output
    assert "### Files that are published from now on" in shown
    assert "- **articles\\/new\\.json** `articles/new.json`\n  - after: 1,234 bytes" in shown


def test_files_are_listed_first_with_their_names_escaped(repository):
    write(
        repository,
        {
            "content/articles/a @b [c](d) `e` #1.png": "x",
            "content/articles/upland.md": ARTICLE.replace("2019-11-14", "2019-11-13"),
        },
    )
    kinds = [one["kind"] for one in json.loads(run("main", "--format", "json").output)["changes"]]
    assert kinds == ["file-new", "event-date"]
    assert (
        "\n- **articles\\/a @&ZeroWidthSpace;b \\[c\\]\\(d\\) \\`e\\` \\#&ZeroWidthSpace;1\\.png** "
        "`articles/a @b [c](d) \u2019e\u2019 #1.png`\n"
    ) in run("main", "--format", "markdown").output


def test_a_drawing_in_a_revision_is_not_read(repository):
    """The check reads it; the diff says that it is there."""
    write(repository, {"content/articles/map.svg": "<svg/>"})
    commit(repository)
    shown = run("HEAD~1", "HEAD")
    assert (shown.exit_code, "articles/map.svg" in shown.output) == (0, True)


def test_each_state_goes_by_its_own_settings(repository):
    config = SMALL["mkdocs.yml"].replace("[briefing]", "[briefing: {also_publish: [.kml]}]")
    write(repository, {"content/articles/route.kml": "x"})
    assert "a file ending in .kml is not published" in run("main").stderr
    write(repository, {"mkdocs.yml": config})
    assert "articles/route.kml" in run("main").stdout
    commit(repository)
    assert "articles/route.kml" in run("HEAD~1", "HEAD").stdout


@pytest.mark.parametrize("link", [False, True])
def test_content_that_is_no_folder_is_wrong_use(repository, link):
    (repository / "content").rename(repository / "elsewhere")
    if link:
        (repository / "content").symlink_to("mkdocs.yml")
    else:
        (repository / "content").write_text("x")
    commit(repository)
    for states in (("HEAD~1", "HEAD"), ("HEAD~1",)):
        shown = run(*states)
        assert shown.exit_code == 2, shown.output
        assert "folder" in shown.output
