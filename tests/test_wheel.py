"""The package as others get it: built, installed into an empty environment, put to use."""

import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, SMALL, write

NAME = "mkdocs_briefing"


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=REPOSITORY)
    return folder


@pytest.fixture(scope="module")
def sdist(archives: Path) -> Path:
    return next(archives.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(archives: Path) -> Path:
    return next(archives.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, which finds what it needs among the tests' own packages."""
    folder = tmp_path_factory.mktemp("second") / "venv"
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    run(folder / "bin/python", "-m", "pip", "install", "--no-deps", wheel, cwd=folder.parent)
    site_packages = next(folder.glob("lib/python*/site-packages"))
    # A path that stands in a .pth file is searched, but no .pth file in there is read: the
    # checkout that the tests have installed stays out.
    (site_packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


@pytest.fixture(scope="module")
def project(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second project, with the smallest content, built with the wheel."""
    folder = write(tmp_path_factory.mktemp("project"), SMALL)
    run(environment / "bin/python", "-m", "mkdocs", "build", "--strict", cwd=folder)
    return folder


def test_the_wheel_is_what_is_installed(environment, tmp_path):
    where = run(
        environment / "bin/python",
        "-c",
        "import mkdocs_briefing; print(mkdocs_briefing.__file__)",
        cwd=tmp_path,
    )
    assert Path(where.strip()).is_relative_to(environment)


@pytest.mark.parametrize(
    "page",
    [
        "index.html",
        "articles/upland/index.html",
        "actors/upland/index.html",
        "actors/anna-admiral/index.html",
        "conflicts/river/index.html",
        "backers/index.html",
        "chronology/index.html",
        "sources/index.html",
        "data/index.html",
        "contribute/guide/index.html",
        "contribute/guide/disputed-claims/index.html",
    ],
)
def test_a_second_project_has_every_page(project, page):
    assert "<h1" in (project / "site" / page).read_text(encoding="utf-8")


def test_a_second_project_has_our_templates_and_our_look(project):
    page = (project / "site/backers/index.html").read_text(encoding="utf-8")
    assert "<caption" in page
    assert "assets/briefing/briefing.css" in page
    assert (project / "site/assets/briefing/briefing.css").stat().st_size
    assert "data-md-color-scheme" in page, "Material is the theme, though mkdocs.yml names none"


def test_the_command_checks_a_second_project(environment, project):
    assert "no problems" in run(environment / "bin/briefing", "check", cwd=project)


def test_the_command_says_its_version(environment, tmp_path):
    assert run(environment / "bin/briefing", "--version", cwd=tmp_path).startswith("briefing, ")


def test_the_archive_of_the_sources_builds_the_same_wheel(sdist, wheel, tmp_path):
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    unpacked = next(path for path in tmp_path.iterdir() if path.is_dir())
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, cwd=unpacked)
    assert contents(tmp_path / wheel.name) == contents(wheel)


def test_the_wheel_holds_the_package_and_the_theme_alone(wheel):
    tops = {name.partition("/")[0] for name in contents(wheel)}
    assert tops == {NAME, f"{NAME}-{version(NAME)}.dist-info"}
    assert "mkdocs_briefing/theme/briefing/base.html" in contents(wheel)
    assert "mkdocs_briefing/guide/index.md" in contents(wheel)
    assert any(name.endswith("/licenses/LICENSE") for name in contents(wheel))


@pytest.fixture(scope="module")
def briefing(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A briefing that the installed wheel has started."""
    folder = tmp_path_factory.mktemp("own") / "river"
    flags = ("--title", "The river", "--conflict", "The dispute", "--source", "The Gazette")
    sides = ("--side", "North", "--side", "South")
    run(environment / "bin/briefing", "init", folder, *flags, *sides, cwd=folder.parent)
    return folder


def test_a_briefing_brings_the_program_along(briefing, wheel):
    (packed,) = (briefing / "wheels").iterdir()
    assert packed.name == wheel.name
    theirs, ours = contents(packed), contents(wheel)
    record = next(path for path in ours if path.endswith("/RECORD"))
    listed = [sorted(files.pop(record).splitlines()) for files in (theirs, ours)]
    assert theirs == ours
    assert listed[0] == listed[1]


def test_its_program_installs_by_hash_and_builds_it(briefing, tmp_path):
    """Without the index: all but the program is in the environment of the tests."""
    own = (briefing / "requirements.txt").read_text().rpartition("\n./wheels/")[2]
    (tmp_path / "own.txt").write_text(f"./wheels/{own}")
    python = tmp_path / "venv/bin/python"
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    install = ("-m", "pip", "install", "--no-index", "--no-deps", "--require-hashes")
    run(python, *install, "-r", tmp_path / "own.txt", cwd=briefing)
    site_packages = next((tmp_path / "venv").glob("lib/python*/site-packages"))
    (site_packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n")
    run(python, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site", cwd=briefing)
    assert (tmp_path / "site/conflicts/the-dispute/index.html").is_file()
    said = run(tmp_path / "venv/bin/briefing", "upgrade", cwd=briefing)
    assert said.endswith("Nothing is older.\n")


def contents(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as files:
        return {name: files.read(name) for name in files.namelist()}
