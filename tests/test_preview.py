"""A preview makes what is asked for, and it is what a build makes."""

import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError
from mkdocs_briefing.core.memory import collect
from mkdocs_briefing.host.preview import keep_last_site

from tests.conftest import ARTICLE, CONFLICT, GOLDEN, REPOSITORY, mkdocs, reproducible, write
from tests.test_serve import serving

URL = "http://127.0.0.1:8000/"
CHANGES = 300
# `make fuzz` makes other changes each time.
SEED = Random().randrange(10**6) if "FUZZ" in os.environ else 11


class Preview:
    """The builds of one ``mkdocs serve``, without its server."""

    def __init__(self, project: Path, site: Path) -> None:
        self.project = project
        self.site = site
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
        config.plugins.on_startup(command="serve", dirty=False)
        self.session = config.plugins["briefing"].session
        self.builds, self.taken = 1, 0
        build(config, serve_url=URL)

    def rebuild(self) -> bool:
        """Do what MkDocs' server does after a change; return whether the content was accepted."""
        before = self.builds
        keep_last_site(self._build, self.session)()
        self.taken += self.builds == before
        if self.session.tidying is not None:
            # It comes later by itself, and here the next change comes first.
            self.session.tidying.cancel()
            self.session.tidy()
        return not self.session.rejected

    def _build(self) -> None:
        self.builds += 1
        config = load_config(str(self.project / "mkdocs.yml"), site_dir=str(self.site))
        assert config.plugins["briefing"].session is self.session
        build(config, serve_url=URL)

    def page(self, address: str) -> str:
        return self.file(f"{address}index.html")

    def file(self, path: str) -> str:
        assert self.session.make(path)
        return (self.site / path).read_text()


def built(project: Path, site: Path) -> dict[str, bytes]:
    """What a build makes of the same content, in a process of its own."""
    done = mkdocs("build", "--site-dir", site, cwd=project)
    assert done.returncode == 0, done.stderr
    return reproducible(site)


def made(preview: Preview, paths: list[str]) -> dict[str, bytes]:
    """The same files, as a preview shows them: it makes those that are not there already."""
    missing = [
        path
        for path in paths
        if not (preview.site / path).exists() and not preview.session.make(path)
    ]
    assert missing == []
    return {path: (preview.site / path).read_bytes() for path in paths}


@pytest.mark.parametrize("project", [GOLDEN, REPOSITORY], ids=["golden", "repository"])
def test_a_preview_makes_the_bytes_of_a_build(project, tmp_path):
    copy = tmp_path / "project"
    copy.mkdir()
    shutil.copy(project / "mkdocs.yml", copy)
    drafts = (
        file.name
        for file in (project / "content").rglob("*.md")
        if "\ndraft: true" in file.read_text()
    )
    shutil.copytree(project / "content", copy / "content", ignore=shutil.ignore_patterns(*drafts))
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


@pytest.fixture
def _every_change_shows(monkeypatch):
    """Count a theme that was just written as one that nobody is writing."""
    monkeypatch.setattr("mkdocs_briefing.host.origin.SETTLED", 0)


@pytest.mark.usefixtures("_every_change_shows")
def test_new_texts_need_no_build(small_site, tmp_path):
    project = small_site()
    preview = Preview(project, tmp_path / "preview")
    article, conflict = (
        project / "content" / path for path in ("articles/upland.md", "conflicts/river.md")
    )
    before = preview.page("articles/upland/"), preview.page("conflicts/river/")
    article.write_text(ARTICLE.replace("sent boats", "sent carts"))
    assert preview.rebuild()
    assert not (preview.site / "articles/upland/index.html").exists()
    assert (preview.site / "conflicts/river/index.html").exists()
    assert preview.page("articles/upland/") == before[0].replace("sent boats", "sent carts")
    article.write_text(ARTICLE)
    conflict.write_text(f"{CONFLICT}It is a long river.\n")
    assert preview.rebuild()
    assert preview.page("articles/upland/") == before[0]
    assert "It is a long river." in preview.page("conflicts/river/")
    assert preview.builds == 1


@pytest.mark.usefixtures("_every_change_shows")
def test_the_form_opens_a_new_text(small_site, tmp_path):
    project = small_site()
    preview = Preview(project, tmp_path / "preview")
    (name,) = re.findall("from=([0-9a-f]{2})", preview.page("articles/upland/"))
    path = f"contribute/files/{name}.json"
    assert "sent boats" in preview.file(path)
    (project / "content/articles/upland.md").write_text(ARTICLE.replace("sent boats", "sent carts"))
    assert preview.rebuild()
    assert "sent carts" in preview.file(path)
    assert preview.builds == 1


@pytest.mark.usefixtures("_every_change_shows")
def test_a_new_header_is_shown_everywhere_without_a_build(small_site, tmp_path):
    project = small_site()
    preview = Preview(project, tmp_path / "preview")
    paths = sorted(built(project, tmp_path / "before"))
    made(preview, paths)
    edited = ARTICLE.replace("stands by the North", "leaves").replace("to: North", "to: South")
    write(project, {"content/articles/upland.md": edited})
    assert preview.rebuild()
    assert preview.builds == 1
    assert made(preview, paths) == built(project, tmp_path / "after")


@pytest.mark.usefixtures("_every_change_shows")
def test_an_article_is_resolved_alone_if_no_other_is_concerned(small_site, tmp_path, monkeypatch):
    project = small_site()
    preview = Preview(project, tmp_path / "preview")
    paths = sorted(built(project, tmp_path / "before"))
    whole = []
    monkeypatch.setattr("mkdocs_briefing.host.changes.read_accepted", whole.append)
    edited = ARTICLE.replace("stands by the North", "arms the North")
    # A side hardly backs itself. That is told, and stops nothing.
    edited = edited.replace("by: Upland", "by: [Upland, North]")
    write(project, {"content/articles/upland.md": edited})
    assert preview.rebuild()
    assert [problem.code for problem in preview.session.problems] == ["backs-itself"]
    write(project, {"content/articles/upland.md": edited.replace("[Upland, North]", "Upland")})
    assert preview.rebuild()
    assert preview.session.problems == ()
    assert (preview.builds, whole) == (1, [])
    assert made(preview, paths) == built(project, tmp_path / "after")


@pytest.mark.usefixtures("_every_change_shows")
def test_a_broken_header_is_told_without_a_build(small_site, tmp_path):
    project = small_site()
    preview = Preview(project, tmp_path / "preview")
    before = preview.page("")
    write(project, {"content/articles/upland.md": ARTICLE.replace("by: Upland", "by Upland")})
    assert not preview.rebuild()
    assert preview.builds == 1
    assert "upland.md" in preview.session.panel()
    assert preview.page("") == before


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/articles/new.md", ARTICLE.replace("bridge", "ford")),
        ("content/about.md", "# About us\n"),
        ("content/table.csv", "a,b\n"),
        ("mkdocs.yml", "site_name: New\ndocs_dir: content\nplugins: [briefing]\n"),
        ("mkdocs.yml", "site_name: [New\n"),
        ("overrides/partials/footer.html", "A footer."),
    ],
)
@pytest.mark.usefixtures("_every_change_shows")
def test_all_other_changes_need_a_build(small_site, tmp_path, path, text):
    project = small_site(
        {
            "mkdocs.yml": "site_name: Old\ndocs_dir: content\nplugins: [briefing]\n"
            "theme: {name: material, custom_dir: overrides}\n",
            "overrides/partials/empty.html": "",
        }
    )
    preview = Preview(project, tmp_path / "preview")
    assert preview.rebuild()
    assert preview.builds == 1
    write(project, {path: text})
    with suppress(ConfigurationError):
        preview.rebuild()
    assert preview.builds == 2


# --- under change -------------------------------------------------------------------------


class Editor:
    """Makes one random change after another, such as an editor makes in an hour."""

    def __init__(self, project: Path, seed: int) -> None:
        self.project = project
        self.content = project / "content"
        self.random = Random(seed)
        self.count = 0
        self.saved = {file: file.read_bytes() for file in self.files()}

    def files(self) -> list[Path]:
        return sorted(file for file in self.content.rglob("*") if file.is_file())

    def articles(self) -> list[Path]:
        return sorted((self.content / "articles").glob("*.md"))

    def change(self) -> None:
        self.count += 1
        kinds = (
            *(self.add, self.add, self.edit, self.edit, self.delete, self.rename, self.break_one),
            *(self.fix, self.profile, self.conflict, self.configuration, self.picture),
            *(self.half, self.check_out, self.text, self.text, self.text),
        )
        self.random.choice(kinds)()

    def article(self) -> str:
        by, to = self.random.choice(("Upland", "Lowland")), self.random.choice(("North", "South"))
        day = self.random.randint(10, 28)
        return (
            ARTICLE.replace("by: Upland", f"by: {by}")
            .replace("to: North", f"to: {to}")
            .replace("2019-11-15", f"2019-11-{day}")
            .replace("id: bridge", f"id: {self.random.choice(('bridge', 'ford'))}")
            .replace("sent boats", f"sent {self.count} boats")
        )

    def add(self) -> None:
        write(self.content, {f"articles/number-{self.count}.md": self.article()})

    def edit(self) -> None:
        if articles := self.articles():
            self.random.choice(articles).write_text(self.article(), encoding="utf-8")

    def delete(self) -> None:
        if len(articles := self.articles()) > 2:
            self.random.choice(articles).unlink()

    def rename(self) -> None:
        if articles := self.articles():
            old = self.random.choice(articles)
            old.rename(old.with_name(f"renamed-{self.count}.md"))

    def break_one(self) -> None:
        if articles := self.articles():
            broken = self.random.choice(("---\ntitle: [", "", "\0", ARTICLE.replace("2019", "20x")))
            self.random.choice(articles).write_text(broken, encoding="utf-8")

    def fix(self) -> None:
        """Write each article anew that has been broken or cut, whatever is left of it."""
        for file in self.articles():
            text = file.read_text(encoding="utf-8")
            if not text.startswith("---\ntitle: Upland") or "20x" in text or "sent " not in text:
                file.write_text(self.article(), encoding="utf-8")

    def profile(self) -> None:
        profile = self.content / "actors/upland.md"
        if profile.exists() and self.random.random() < 0.4:
            profile.unlink()
        else:
            name = self.random.choice(("Upland", "Republic of Upland"))
            text = (
                f"---\nname: {name}\naliases: [Upland]\nkind: state\n---\nVersion {self.count}.\n"
            )
            write(self.content, {"actors/upland.md": text})

    def conflict(self) -> None:
        members = self.random.choice(("[Anna Admiral]", "[Anna Admiral, Lowland]", "[]"))
        text = CONFLICT.replace("[Anna Admiral]", members)
        write(self.content, {"conflicts/river.md": text})

    def configuration(self) -> None:
        plugin = self.random.choice(("briefing", "briefing: {also_publish: [.kml]}"))
        directories = self.random.choice(("true", "true", "false"))
        text = (
            f"site_name: Briefing {self.count}\ndocs_dir: content\n"
            f"use_directory_urls: {directories}\nplugins: [{plugin}]\n"
        )
        write(self.project, {"mkdocs.yml": text})

    def text(self) -> None:
        """Another text below a header; in an article also with a link that leads nowhere."""
        texts = [f"Text {self.count}.", "Upland is a state.", "*Words*.", ""]
        file = self.random.choice([*self.articles(), self.content / "conflicts/river.md"])
        if file.parent.name == "articles":
            texts.append("A [link](nowhere.md).")
        header, fence, _ = file.read_bytes().rpartition(b"---\n")
        if header:
            file.write_bytes(header + fence + self.random.choice(texts).encode())

    def picture(self) -> None:
        (self.content / "articles/map.png").write_bytes(b"\x89PNG" + self.random.randbytes(40))

    def half(self) -> None:
        """A file as it is while somebody writes it."""
        if articles := self.articles():
            file = self.random.choice(articles)
            raw = file.read_bytes()
            file.write_bytes(raw[: self.random.randint(0, len(raw))])

    def check_out(self) -> None:
        """Another revision: everything changes at once."""
        now = {file: file.read_bytes() for file in self.files()}
        for file in now:
            file.unlink()
        for file, raw in self.saved.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)
        self.saved = now


def resources() -> tuple[int, int]:
    """The resident memory of this process in KiB, and its open files."""
    collect()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    memory = int(status.partition("VmRSS:")[2].split()[0])
    return memory, len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.usefixtures("_every_change_shows")
def test_a_preview_follows_every_change(small_site, tmp_path):
    """After three hundred changes nothing is stale, and nothing is left open or in memory."""
    project = small_site()
    preview = Preview(project, tmp_path / "preview")
    editor = Editor(project, SEED)
    settled = (0, 0)
    for number in range(1, CHANGES + 1):
        editor.change()
        accepted = preview.rebuild()
        preview.session.make("index.html")
        if number % 10:
            continue
        if not accepted:
            editor.fix()
            assert preview.rebuild(), f"after {number} changes, seed {SEED}"
        shutil.rmtree(tmp_path / "built", ignore_errors=True)
        expected = built(project, tmp_path / "built")
        found = made(preview, sorted(expected))
        assert found == expected, f"after {number} changes, seed {SEED}"
        if number == CHANGES // 3:
            settled = resources()
    assert preview.taken > CHANGES / 30
    memory, files = resources()
    assert files <= settled[1] + 2
    assert memory <= settled[0] * 1.1


def git(folder: Path, *arguments: str) -> None:
    own = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *own, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_running_preview_notices_what_happens_to_files(small_site):
    """What no save in an editor looks like: each is seen by the watcher, not told to a build."""
    project = small_site()
    articles = project / "content/articles"
    git(project, "init", "--quiet")
    git(project, "add", "content", "mkdocs.yml")
    git(project, "commit", "--quiet", "--message", "First")
    with serving(project) as preview:
        preview.get("")
        ford = ARTICLE.replace("Upland stands", "A ford opens").replace("bridge", "ford")
        preview.edit("content/articles/ford.md", ford)
        preview.page("articles/ford/", until=lambda page: "A ford opens" in page)

        preview.edited = (articles / "ford.md").rename(articles / "ferry.md")
        preview.page("articles/ferry/", until=lambda page: "A ford opens" in page)
        preview.page("articles/ford/", until=lambda page: "A ford opens" not in page)

        with (articles / "upland.md").open("w", encoding="utf-8") as file:
            file.write(ARTICLE[:90])
            file.flush()
            preview.edited = None
            preview.page("", until=lambda page: 'id="briefing-problems"' in page)
            file.write(ARTICLE[90:].replace("sent boats", "sent rafts"))
        preview.edited = articles / "upland.md"
        preview.page("articles/upland/", until=lambda page: "sent rafts" in page)

        preview.edit(
            "mkdocs.yml", (project / "mkdocs.yml").read_text() + "copyright: Of the river\n"
        )
        preview.page("", until=lambda page: "Of the river" in page)

        preview.edited = articles / "ferry.md"
        preview.edited.unlink()
        preview.page("articles/", until=lambda page: "A ford opens" not in page)

        git(project, "checkout", "--quiet", "--force", ".")
        preview.edited = articles / "upland.md"
        preview.page("articles/upland/", until=lambda page: "sent boats" in page)
        preview.page("", until=lambda page: "Of the river" not in page)
