"""The ways to make a site of one dossier: as a briefing, by plain MkDocs, by Hugo."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from make_dossier import write

BRIEFING: Final = """\
site_name: Benchmark
docs_dir: content
theme: material
plugins: [briefing]
"""
NO_INDEX: Final = """\
site_name: Benchmark
docs_dir: content
theme: material
plugins: [briefing: {search: false}]
"""
STOCK: Final = """\
site_name: Benchmark
docs_dir: content
theme: {name: material, font: false}
plugins: [search]
nav: [index.md]
not_in_nav: |
  /articles/
  /actors/
  /conflicts/
"""
HUGO: Final = """\
title = "Benchmark"
baseURL = "https://example.org/"
contentDir = "hugo"
publishDir = "site"
"""
SINGLE: Final = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}\n"
LIST: Final = (
    SINGLE + "<ul>{{ range .Pages }}"
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>\n'
)
"""Bare templates: the least that Hugo can do for the same files."""

ENVIRONMENT: Final = {
    name: value
    for name, value in (*os.environ.items(), ("NO_MKDOCS_2_WARNING", "1"))
    # With it Python would compile all modules at each start, which nobody's computer does.
    if name != "PYTHONDONTWRITEBYTECODE"
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to make a site, and to preview it.

    Attributes:
        configuration: the file that says how, in the folder of the dossier.
        text: what is in it.
        content: the folder of the articles, beside it.
    """

    configuration: str
    text: str
    content: str = "content"

    def build(self) -> list[str]:
        """Return the command that builds the site into ``site/``."""
        if self.configuration == "hugo.toml":
            return [hugo(), "--quiet", "--noBuildLock"]
        return [*_MKDOCS, "build", "--quiet", "--config-file", self.configuration]

    def serve(self, port: int) -> list[str]:
        """Return the command that shows a preview at a port."""
        if self.configuration == "hugo.toml":
            return [hugo(), "server", "--quiet", "--noBuildLock", "--port", str(port)]
        command = [*_MKDOCS, "serve", "--quiet", "--config-file", self.configuration]
        return [*command, "--dev-addr", f"127.0.0.1:{port}"]


_MKDOCS: Final = (sys.executable, "-m", "mkdocs")

WAYS: Final = {
    "briefing": Way("briefing.yml", BRIEFING),
    "without search": Way("no-index.yml", NO_INDEX),
    "stock": Way("stock.yml", STOCK),
    "hugo": Way("hugo.toml", HUGO, "hugo"),
}


def hugo() -> str:
    """Return the program Hugo: what ``HUGO`` names, or what is on the path.

    Raises:
        SystemExit: there is none.
    """
    program = shutil.which(os.environ.get("HUGO", "hugo"))
    if program is None:
        sys.exit("Hugo is missing. `make bench` installs it; or name yours: HUGO=/path/to/hugo")
    # Commands run in the folder of a dossier.
    return str(Path(program).resolve())


def write_project(folder: Path, articles: int, seed: int = 1) -> None:
    """Write a dossier, and what each way needs to make a site of it."""
    write(folder / "content", articles, seed)
    for way in WAYS.values():
        (folder / way.configuration).write_text(way.text, encoding="utf-8")
    shutil.copytree(folder / "content", folder / "hugo")
    # To Hugo, a folder with an index.md is a single page.
    (folder / "hugo/index.md").rename(folder / "hugo/_index.md")
    (folder / "layouts").mkdir()
    for name, template in {"single": SINGLE, "list": LIST, "home": LIST}.items():
        (folder / f"layouts/{name}.html").write_text(template, encoding="utf-8")
