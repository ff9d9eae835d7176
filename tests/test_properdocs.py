"""The site on ProperDocs, the maintained fork of MkDocs 1.x, in an environment of its own."""

import os
import subprocess

import pytest

from tests.conftest import REPOSITORY, reproducible

PROPERDOCS = REPOSITORY / ".venv" / "properdocs" / "bin" / "properdocs"


@pytest.fixture(scope="module")
def properdocs_site(tmp_path_factory):
    if not PROPERDOCS.exists():
        pytest.fail("ProperDocs is missing: run make test, which puts it into .venv/properdocs")
    site = tmp_path_factory.mktemp("properdocs") / "site"
    run = subprocess.run(
        [PROPERDOCS, "build", "--strict", "-f", "mkdocs.yml", "--site-dir", site],
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


def files(site):
    return {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()}


def test_properdocs_publishes_the_same_files(properdocs_site, built_site):
    assert reproducible(properdocs_site).keys() == reproducible(built_site).keys()


def test_properdocs_shows_the_same_pages(properdocs_site, built_site):
    """But for the line in which a page names its generator."""
    ours, theirs = files(built_site), files(properdocs_site)
    for path in ours:
        if path.endswith(".html"):
            assert without_generator(theirs[path]) == without_generator(ours[path]), path


def without_generator(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if '<meta name="generator"' not in line]
