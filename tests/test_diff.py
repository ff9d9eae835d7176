"""Tests ``briefing diff`` with a real repository, and with malicious revisions."""

import json
import os
import subprocess

import pytest
from click.testing import CliRunner
from mkdocs_briefing.commands.cli import main
from mkdocs_briefing.commands.diff.revisions import RevisionError, content_in, docs_dir, extract

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


def test_symbolic_links_never_lead_out_of_the_content(repository, tmp_path):
    write(tmp_path, {"secret.md": "# Secret"})
    (repository / "content/secret.md").symlink_to(tmp_path / "secret.md")
    (repository / "content/again.md").symlink_to("articles/upland.md")
    commit(repository)
    out = extract("HEAD", repository=repository, target=tmp_path / "out")
    assert sorted(contents(out)) == ["again.md", "articles/upland.md", "conflicts/river.md"]
    assert not [file for file in out.rglob("*") if file.is_symlink()]


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
        docs_dir(f"docs_dir: {folder}".encode())


def test_yaml_tags_in_the_configuration_run_no_code():
    config = b"site_name: !!python/object/apply:os.abort []\ndocs_dir: texts\nx: !ENV SECRET\n"
    assert docs_dir(config).as_posix() == "texts"


def test_a_folder_may_be_the_content_itself(tmp_path):
    assert content_in(write(tmp_path / "c", {"index.md": "# Hello"})) == tmp_path / "c"
