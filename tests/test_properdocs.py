"""The site is the same with ProperDocs, the maintained fork of MkDocs 1.x.

ProperDocs has an environment of its own, in which it stands for the package ``mkdocs``.
"""

import os
import subprocess

import pytest

from tests.conftest import REPOSITORY, reproducible
from tests.unit.host.test_mkdocs_internals import PROGRAM

PROGRAMS = REPOSITORY / ".venv" / "properdocs" / "bin"


@pytest.fixture(scope="module")
def programs():
    if not (PROGRAMS / "properdocs").exists():
        pytest.fail("ProperDocs is missing: run make test, which installs it in .venv/properdocs")
    return PROGRAMS


@pytest.fixture(scope="module")
def properdocs_site(programs, tmp_path_factory):
    site = tmp_path_factory.mktemp("properdocs") / "site"
    run = subprocess.run(
        [programs / "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", site],
        cwd=REPOSITORY,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return site


def test_properdocs_publishes_the_same_files(properdocs_site, built_site):
    assert reproducible(properdocs_site).keys() == reproducible(built_site).keys()


def test_properdocs_shows_the_same_pages(properdocs_site, built_site):
    ours, theirs = pages(built_site), pages(properdocs_site)
    assert "index.html" in ours
    assert theirs == ours


def test_properdocs_has_the_internals_that_are_used(programs, tmp_path):
    command = [programs / "python", "-c", f"import properdocs.replacement\n{PROGRAM}"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout == "checked\n", run.stderr


def pages(site):
    """The lines of each page, without the one that names the generator."""
    return {
        file.relative_to(site).as_posix(): without_generator(file) for file in site.rglob("*.html")
    }


def without_generator(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if '<meta name="generator"' not in line]
