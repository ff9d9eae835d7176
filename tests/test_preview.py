"""A preview makes what is asked for, and it is what a build makes."""

import shutil
from pathlib import Path
from random import Random

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.conftest import ARTICLE, CONFLICT, GOLDEN, REPOSITORY, reproducible, write

URL = "http://127.0.0.1:8000/"


class Preview:
    """The builds of one ``mkdocs serve``, without its server."""

    def __init__(self, project: Path, site: Path) -> None:
        self.project = project
        self.site = site
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
        config.plugins.on_startup(command="serve", dirty=False)
        self.session = config.plugins["briefing"].session
        build(config, serve_url=URL)

    def rebuild(self) -> bool:
        """Build as MkDocs does after a change; return whether the content was accepted."""
        config = load_config(str(self.project / "mkdocs.yml"), site_dir=str(self.site))
        assert config.plugins["briefing"].session is self.session
        try:
            build(config, serve_url=URL)
        except Abort:
            return False
        return True

    def page(self, address: str) -> str:
        assert self.session.make(f"{address}index.html")
        return (self.site / address / "index.html").read_text()


def built(project: Path, site: Path) -> dict[str, bytes]:
    """What a build of its own makes of the same content."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return reproducible(site)


def made(preview: Preview, paths: list[str]) -> dict[str, bytes]:
    """The same files, as a preview makes them."""
    missing = [path for path in paths if not preview.session.make(path)]
    assert missing == []
    return {path: (preview.site / path).read_bytes() for path in paths}


@pytest.mark.parametrize("project", [GOLDEN, REPOSITORY], ids=["golden", "repository"])
def test_a_preview_makes_the_bytes_of_a_build(project, tmp_path):
    copy = tmp_path / "project"
    copy.mkdir()
    shutil.copy(project / "mkdocs.yml", copy)
    shutil.copytree(project / "content", copy / "content")
    expected = built(copy, tmp_path / "built")
    preview = Preview(copy, tmp_path / "preview")
    paths = sorted(expected)
    Random(1).shuffle(paths)
    assert made(preview, paths) == expected


def test_nothing_is_made_before_it_is_asked_for(small_site, tmp_path):
    preview = Preview(small_site(), tmp_path / "preview")
    assert list(preview.site.rglob("*.*")) == []
    assert "sent boats" in preview.page("articles/upland/")
    assert [file.name for file in preview.site.rglob("*.*")] == ["index.html"]
    assert not preview.session.make("nowhere/index.html")
