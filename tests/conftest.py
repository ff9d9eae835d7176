"""What several tests share: this repository's site, small sites, and a browser."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests import mkdocs_server
from tests.pages import parsed

REPOSITORY = Path(__file__).resolve().parents[1]
GOLDEN = REPOSITORY / "tests" / "golden"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

CONFIG = """\
site_name: A small briefing
docs_dir: content
plugins: [briefing]
"""
CONFLICT = """\
---
title: The river war
sides:
  - {name: North, members: [Anna Admiral]}
  - {name: South}
---
They fight over a river.
"""
ARTICLE = """\
---
title: Upland stands by the North
date: 2019-11-15
source: {publisher: The Gazette, url: "https://example.org/upland"}
backing:
  - {by: Upland, to: North, support: weapons}
events:
  - {id: bridge, date: 2019-11-14, what: The bridge falls., actors: [North, South]}
---
Upland has sent boats to the North.
"""
SMALL: Mapping[str, str] = {
    "mkdocs.yml": CONFIG,
    "content/conflicts/river.md": CONFLICT,
    "content/articles/upland.md": ARTICLE,
}
"""The smallest site there is: one conflict, one article."""

CODE_HOST = "https://github.com/example/briefing"
ODD = "50% für #1 & 'all'"
"""A file's name that has to be encoded in an address."""

SmallSite = Callable[..., Path]

# In CI the same examples each time; at a desk others each time. No deadline: machines differ.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile(os.environ.get("PROFILE") or ("ci" if os.environ.get("CI") else "desk"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate-golden",
        action="store_true",
        help="write what is built now into tests/golden/expected",
    )


def mkdocs(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as a contributor would, in a process of its own."""
    return mkdocs_server.run(
        [str(argument) for argument in arguments],
        cwd=cwd,
        env={"NO_MKDOCS_2_WARNING": "1", **(env or {})},
    )


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files below a folder, by their paths."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte for byte, by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def reproducible(site: Path) -> dict[str, bytes]:
    """What the same content gives byte for byte: all but the index of Pagefind."""
    return {path: raw for path, raw in contents(site).items() if not path.startswith("pagefind/")}


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first process of a test run to need it makes, for all of them."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder = base / "shared" / name
    folder.parent.mkdir(exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder


def build(project: Path, *arguments: str | Path) -> None:
    """Build a site strictly."""
    done = mkdocs("build", "--strict", *arguments, cwd=project)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's own content."""
    return (
        made_once(
            tmp_path_factory,
            "own",
            lambda folder: build(REPOSITORY, "--site-dir", folder / "site"),
        )
        / "site"
    )


@pytest.fixture(scope="session")
def golden_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of ``tests/golden/content``, in which everything happens once."""
    return (
        made_once(
            tmp_path_factory,
            "golden",
            lambda folder: build(GOLDEN, "--site-dir", folder / "site"),
        )
        / "site"
    )


@pytest.fixture(scope="session")
def hosted_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the repository's own content and site, as if it lay on a code host."""
    return made_once(tmp_path_factory, "hosted", make_hosted_site)


def make_hosted_site(folder: Path) -> None:
    for path in ("content", ".github"):
        shutil.copytree(REPOSITORY / path, folder / path)
    config = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    config += f"repo_url: {CODE_HOST}\nedit_uri: edit/main/content/\n"
    write(folder, {"mkdocs.yml": config, f"content/{ODD}.md": "# Odd\n\nIt has an odd name."})
    build(folder)


@pytest.fixture(scope="session")
def page(built_site: Path) -> Callable[[str], Element]:
    """The content of a built page, by its address: what Material puts around it is left out."""

    @cache
    def content(address: str) -> Element:
        html = (built_site / address / "index.html").read_text(encoding="utf-8")
        return next(parsed(html).iter("article"))

    return content


@pytest.fixture
def small_site(tmp_path: Path) -> SmallSite:
    """A folder with the smallest site, and with the files that a test adds or replaces."""

    def make(files: Mapping[str, str] | None = None) -> Path:
        return write(tmp_path / "small", {**SMALL, **(files or {})})

    return make


def chromium() -> str:
    """Where the installed browser lies."""
    wanted = (os.environ.get("BROWSER_PATH"), *BROWSERS)
    found = next((path for name in wanted if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("no browser: install Chromium, or set BROWSER_PATH")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that is installed, without a screen and without requests of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium(),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield started
        started.close()
