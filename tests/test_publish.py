"""A build replaces the last site as a whole, even if it is killed."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from mkdocs_briefing.host import publish
from mkdocs_briefing.host.publish import (
    Staging,
    make_staging,
    publish_site,
    remove_staging,
    staging_for,
)

from tests.conftest import ARTICLE, CONFIG, contents, mkdocs, reproducible, write


def made(folder: Path, **files: str) -> Path:
    return write(folder, {f"{name}.html": text for name, text in files.items()})


def staged(site: Path, **files: str) -> Staging:
    """A staging folder for a site, with pages in it."""
    staging = staging_for(site)
    make_staging(staging)
    made(staging.folder, **files)
    return staging


def published(folder: Path) -> dict[str, bytes]:
    """The files of a site, without a staging folder inside it."""
    return {
        path: raw for path, raw in reproducible(folder).items() if not path.startswith(".building")
    }


# --- the swap -----------------------------------------------------------------------------


def test_the_first_site_needs_no_folder(tmp_path):
    site = tmp_path / "out" / "site"
    staging = staged(site, index="new")
    assert not site.exists()
    publish_site(staging)
    assert contents(tmp_path) == {"out/site/index.html": b"new"}


def test_a_new_site_keeps_only_hidden_files(tmp_path):
    site = made(tmp_path / "site", index="old", gone="old")
    write(site, {".gitignore": "*", ".git/config": "x"})
    staging = staged(site, index="new")
    assert contents(site)["index.html"] == b"old"
    publish_site(staging)
    assert contents(tmp_path) == {
        "site/.git/config": b"x",
        "site/.gitignore": b"*",
        "site/index.html": b"new",
    }


def test_files_of_a_killed_build_are_removed(tmp_path):
    site = made(tmp_path / "site", index="old")
    killed = staged(site, index="half")
    os.close(killed.lock._descriptor)
    staging = staged(site, index="new")
    assert not killed.folder.exists()
    publish_site(staging)
    assert contents(tmp_path) == {"site/index.html": b"new"}


def test_a_symbolic_link_to_the_site_stays_one(tmp_path):
    site = made(tmp_path / "disk" / "pages", index="old")
    (tmp_path / "site").symlink_to(site)
    staging = staged(tmp_path / "site", index="new")
    assert staging.folder.parent == tmp_path / "disk"
    publish_site(staging)
    assert (tmp_path / "site").is_symlink()
    assert contents(site) == {"index.html": b"new"}


def test_contents_are_replaced_where_the_folder_cannot_be(tmp_path, monkeypatch):
    """The site is a mount point; here the system only pretends that it is one."""
    site = made(tmp_path / "site", index="old", gone="old")
    write(site, {".gitignore": "*", "a/b.html": "old", "c": "a file"})
    monkeypatch.setattr(os.path, "ismount", lambda path: path == site)
    staging = staged(site, index="new")
    write(staging.folder, {"a/d.html": "new", "c/e.html": "new"})
    assert staging.folder.parent == site
    publish_site(staging)
    assert contents(tmp_path) == {
        "site/.gitignore": b"*",
        "site/a/d.html": b"new",
        "site/c/e.html": b"new",
        "site/index.html": b"new",
    }


@pytest.fixture
def without_exchange(monkeypatch):
    """A file system that cannot exchange two folders."""

    def refuse(one: Path, other: Path) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(publish, "exchange", refuse)


def test_two_renames_replace_a_missing_exchange(tmp_path, without_exchange):
    site = made(tmp_path / "site", index="old")
    publish_site(staged(site, index="new"))
    assert contents(tmp_path) == {"site/index.html": b"new"}


def test_a_site_moved_away_by_a_killed_build_returns(tmp_path):
    site = tmp_path / "site"
    made(tmp_path / ".site.last", index="old")
    made(tmp_path / ".site.building", index="new")
    remove_staging(staged(site, index="half"))
    assert contents(tmp_path) == {"site/index.html": b"old"}


# --- a build ------------------------------------------------------------------------------


def test_a_strict_build_that_warns_keeps_the_last_site(small_site):
    """MkDocs itself checks anchors at the very end of a build."""
    folder = small_site({"mkdocs.yml": CONFIG + "validation: {anchors: warn}\n"})
    assert mkdocs("build", "--strict", cwd=folder).returncode == 0
    before = contents(folder)
    small_site({"content/about.md": "[Bridge](articles/upland.md#brigde)"})
    (folder / "mkdocs.yml").write_text(CONFIG + "validation: {anchors: warn}\n")
    assert mkdocs("build", "--strict", cwd=folder).returncode != 0
    (folder / "content/about.md").unlink()
    before["mkdocs.yml"] = (folder / "mkdocs.yml").read_bytes()
    assert contents(folder) == before


def test_a_dirty_build_writes_into_the_existing_site(small_site):
    folder = small_site({"site/mine.html": "mine"})
    assert mkdocs("build", "--dirty", cwd=folder).returncode == 0
    assert (folder / "site/mine.html").read_text() == "mine"
    assert (folder / "site/index.html").exists()


def test_site_dir_is_unchanged_after_a_build(small_site):
    """After the build, ``mkdocs gh-deploy`` pushes the folder."""
    folder = small_site()
    program = (
        "from mkdocs.commands.build import build\n"
        "from mkdocs.config import load_config\n"
        "config = load_config('mkdocs.yml')\n"
        "config.plugins.on_startup(command='gh-deploy', dirty=False)\n"
        "build(config)\n"
        "print(config.site_dir)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    assert Path(run.stdout.split()[-1]) == folder / "site"


def test_a_killed_build_leaves_the_old_or_new_site(small_site, tmp_path):
    """Kills twenty builds, at moments spread over a whole build."""
    folder = small_site()
    sites = []
    for title in ("Upland stands by the North", "Upland leaves the North"):
        text = ARTICLE.replace("Upland stands by the North", title)
        small_site({"content/articles/upland.md": text})
        begun = time.monotonic()
        assert mkdocs("build", cwd=folder).returncode == 0
        takes = time.monotonic() - begun
        sites.append(published(folder / "site"))
        shutil.copytree(folder / "site", tmp_path / f"old-{len(sites)}")
    old, new = sites
    assert old != new

    random = Random(20)
    killed = 0
    for number in range(20):
        shutil.rmtree(folder / "site")
        shutil.copytree(tmp_path / "old-1", folder / "site")
        build = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        # Loading takes a third of the time and writes nothing, so later moments matter more.
        time.sleep(takes * (0.3 + 0.75 * (number + random.random()) / 20))
        build.send_signal(signal.SIGKILL)
        killed += build.wait() == -signal.SIGKILL
        assert published(folder / "site") in (old, new)
    assert killed >= 3
    assert mkdocs("build", cwd=folder).returncode == 0
    assert published(folder / "site") == new
    assert sorted(path.name for path in folder.iterdir()) == ["content", "mkdocs.yml", "site"]
