"""A build replaces the last site as a whole, even if it is killed."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from mkdocs_briefing.host import publish
from mkdocs_briefing.host.locks import FileLock, LocksUnsupportedError
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


def refuse_exchange(one: Path, other: Path) -> None:
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


@pytest.fixture
def without_exchange(monkeypatch):
    """A file system that cannot exchange two folders."""

    monkeypatch.setattr(publish, "exchange", refuse_exchange)


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


# --- several builds -----------------------------------------------------------------------


def test_two_staging_folders_do_not_disturb_each_other(tmp_path):
    site = made(tmp_path / "site", index="old")
    first, second = staged(site, index="first"), staged(site, index="second")
    publish_site(second)
    assert contents(site) == {"index.html": b"second"}
    publish_site(first)
    assert contents(tmp_path) == {"site/index.html": b"first"}


def test_builds_at_once_publish_a_whole_site(small_site):
    """Six builds of two contents begin together."""
    small_site()
    folder = small_site({"north/about.md": "# North", "south/about.md": "# South"})
    whole = []
    for name in ("north", "south"):
        shutil.copytree(folder / "content", folder / name, dirs_exist_ok=True)
        config = CONFIG.replace("docs_dir: content", f"docs_dir: {name}")
        (folder / f"{name}.yml").write_text(config)
        assert mkdocs("build", "--config-file", f"{name}.yml", cwd=folder).returncode == 0
        whole.append(reproducible(folder / "site"))
    assert whole[0] != whole[1]
    before = names(folder)
    builds = [started(folder, "--config-file", f"{name}.yml") for name in ("north", "south") * 3]
    assert [build.wait() for build in builds] == [0] * 6
    assert reproducible(folder / "site") in whole
    assert names(folder) == before


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def started(folder: Path, *arguments: str, program: str = "") -> subprocess.Popen[str]:
    """Start a build; Ctrl+C reaches it even if this process ignores that."""
    program = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"{program}\n"
        "from mkdocs.__main__ import cli\n"
        f"cli({['build', '--quiet', *arguments]!r})\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )


def test_a_build_that_does_not_go_on_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "_LONGEST_WAIT", 0.1)
    lock = FileLock(tmp_path / ".site.building.lock")
    assert lock.acquire()
    with pytest.raises(TimeoutError, match=rf"process {os.getpid()}, since 2.* UTC"):
        staged(tmp_path / "site")
    lock.release()
    remove_staging(staged(tmp_path / "site"))
    assert contents(tmp_path) == {}


def test_folders_stay_where_nobody_can_lock(tmp_path, monkeypatch):
    """On a network file system without locks, any folder may belong to a running build."""

    def refuse(self: FileLock) -> bool:
        raise LocksUnsupportedError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(FileLock, "acquire", refuse)
    other = staged(tmp_path / "site", index="other")
    publish_site(staged(tmp_path / "site", index="new"))
    assert contents(other.folder) == {"index.html": b"other"}
    assert contents(tmp_path / "site") == {"index.html": b"new"}


# --- what the system refuses --------------------------------------------------------------

AS_NOBODY = """
import os, sys
from pathlib import Path
from mkdocs_briefing.host.publish import make_staging, publish_site, staging_for
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
staging = staging_for(Path(sys.argv[1]))
make_staging(staging)
(staging.folder / "index.html").write_text("new")
publish_site(staging)
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_an_old_site_that_is_read_only_is_replaced(tmp_path):
    """In a process that is not root's, because root may write everywhere."""
    # Not below pytest's own folder, which only its owner can enter.
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        site = made(folder / "site", index="old")
        write(site, {"a/b/c.html": "old", ".git/objects/x": "x"})
        for path in (site / "a/b", site / "a", site / ".git/objects", site):
            path.chmod(0o555)
        if os.getuid() == 0:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, 65534, 65534)
        command = [sys.executable, "-c", AS_NOBODY, str(site)]
        for _ in range(2):
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            assert run.stderr == ""
        assert contents(folder) == {"site/.git/objects/x": b"x", "site/index.html": b"new"}


def test_an_old_file_that_cannot_be_removed_is_named(tmp_path, monkeypatch, caplog):
    """It is immutable, or of another owner. The new site stands all the same."""
    site = made(tmp_path / "site", index="old")
    staging = staged(site, index="new")

    def refuse(path: Path) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(path))

    caplog.set_level("INFO")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refuse)
        publish_site(staging)
    assert contents(site) == {"index.html": b"new"}
    [record] = caplog.records
    assert record.levelname == "INFO"
    assert f"{staging.folder} of an earlier build cannot be removed" in record.message
    publish_site(staged(site, index="newer"))
    assert contents(tmp_path) == {"site/index.html": b"newer"}


FULL_AT = ("mkdir", "open", "rename", "replace", "chmod")


@pytest.mark.parametrize("with_exchange", [True, False])
def test_a_full_disk_at_any_step_keeps_a_whole_site(tmp_path, monkeypatch, with_exchange):
    """Every call that may need room is refused once, the first, then the second, and so on."""
    if not with_exchange:
        monkeypatch.setattr(publish, "exchange", refuse_exchange)
    os_open = os.open
    for step in range(100):
        folder = tmp_path / str(step)
        site = made(folder / "site", index="old")
        write(site, {".git/a": "a", ".ignore": "b"})
        calls = 0

        def full(real, step=step):
            def call(*arguments, **keywords):
                nonlocal calls
                # To open a folder needs no room.
                if real is not os_open or arguments[1] & os.O_CREAT:
                    calls += 1
                    if calls == step + 1:
                        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                return real(*arguments, **keywords)

            return call

        refused = False
        staging = staging_for(site)
        with monkeypatch.context() as patch:
            for name in FULL_AT:
                patch.setattr(os, name, full(getattr(os, name)))
            patch.setattr(shutil, "copyfile", full(shutil.copyfile))
            try:
                make_staging(staging)
                made(staging.folder, index="new")
                publish_site(staging)
            except OSError as error:
                assert "No space left" in str(error)  # noqa: PT017 - the next steps need it
                refused = True
                remove_staging(staging)
        hidden = {"site/.git/a": b"a", "site/.ignore": b"b"}
        text = b"old" if refused else b"new"
        assert contents(folder) == {**hidden, "site/index.html": text}
        publish_site(staged(site, index="next"))
        assert contents(folder) == {**hidden, "site/index.html": b"next"}
        if calls <= step:
            break
    assert 5 < step < 99


def test_a_full_disk_ends_a_build_with_a_sentence(small_site):
    """No file of the site may have more than 20,000 bytes."""
    folder = small_site({"site/index.html": "old"})
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
    build = started(folder, program=limit)
    _, stderr = build.communicate()
    assert build.returncode == 1
    assert "Traceback" not in stderr
    assert contents(folder / "site") == {"index.html": b"old"}
    assert names(folder) == ["content", "mkdocs.yml", "site"]


# --- signals ------------------------------------------------------------------------------

MOMENTS = {
    "reading": ("mkdocs_briefing.host.build", "read_content"),
    "staging": ("mkdocs_briefing.host.publish", "_remove_abandoned"),
    "workers": ("mkdocs_briefing.host.build", "set_up_templates"),
    "rendering": ("mkdocs.commands.build", "_build_page"),
    "indexing": ("mkdocs_briefing.host.search", "finish_indexing"),
    "publishing": ("mkdocs_briefing.host.publish", "_replace_folder"),
    "removing": ("mkdocs_briefing.host.publish", "remove_staging"),
}
"""A function that a build calls at each moment."""

SIGNALLED = """
import importlib, os
module = importlib.import_module({module!r})
real = module.{name}
def signalled(*arguments, **keywords):
    result = real(*arguments, **keywords) if {after} else None
    os.kill(os.getpid(), {number})
    return result if {after} else real(*arguments, **keywords)
module.{name} = signalled
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has other signals")
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_signal_at_any_moment_leaves_nothing_behind(small_site, moment, after):
    number = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[list(MOMENTS).index(moment) % 3]
    folder = small_site({"site/index.html": "old"})
    module, name = MOMENTS[moment]
    program = SIGNALLED.format(module=module, name=name, after=after, number=int(number))
    build = started(folder, program=program)
    _, stderr = build.communicate()
    assert build.returncode == 128 + number
    assert stderr == f"The build was stopped ({number.name}). The site is the last complete one.\n"
    is_new = moment in {"publishing", "removing"}
    assert ((folder / "site/index.html").read_text() != "old") == is_new
    assert names(folder) == ["content", "mkdocs.yml", "site"]
    # Its processes are in a group of its own.
    with pytest.raises(ProcessLookupError):
        os.killpg(build.pid, 0)


def test_a_killed_build_leaves_the_old_or_new_site(small_site):
    folder = small_site()
    assert mkdocs("build", cwd=folder).returncode == 0
    old = reproducible(folder / "site")
    text = ARTICLE.replace("Upland stands by the North", "Upland leaves the North")
    small_site({"content/articles/upland.md": text})
    after_kill = []
    for module, name in MOMENTS.values():
        number = int(signal.SIGKILL)
        program = SIGNALLED.format(module=module, name=name, after=True, number=number)
        build = started(folder, program=program)
        build.communicate()
        assert build.returncode == -signal.SIGKILL
        after_kill.append(reproducible(folder / "site"))
    assert mkdocs("build", cwd=folder).returncode == 0
    new = reproducible(folder / "site")
    assert after_kill == [old, old, old, old, old, new, new]
    assert names(folder) == ["content", "mkdocs.yml", "site"]
