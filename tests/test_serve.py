"""A real `mkdocs serve` while content is edited, broken and fixed; and its problem panel."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs_briefing.core.problems import Problem
from mkdocs_briefing.host.problem_panel import MAX_SHOWN, insert_panel, panel
from mkdocs_briefing.host.requests import with_edited_pages

from tests.conftest import ARTICLE, CONFIG, CONFLICT, mkdocs

PANEL = 'id="briefing-problems"'
BROKEN = ARTICLE.replace("by: Upland", "by: Upland, status: alledged")
PATIENCE = 30.0
SAVE_AGAIN = 5.0


class Preview:
    """A running `mkdocs serve`, as a browser sees it."""

    def __init__(self, folder: Path, port: int, log: Path) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}/"
        self.log = log
        self.edited: Path | None = None

    def get(self, address: str) -> str:
        try:
            with urllib.request.urlopen(self.url + address, timeout=PATIENCE) as answer:
                body = answer.read()
                assert len(body) == int(answer.headers["Content-Length"])
        except urllib.error.HTTPError as error:
            body = error.read()
        return body.decode("utf-8")

    def edit(self, path: str, text: str) -> None:
        self.edited = self.folder / path
        self.edited.write_text(text, encoding="utf-8")

    def page(self, address: str, until: Callable[[str], bool]) -> str:
        """Return the page as soon as it meets a condition."""
        begun = saved = time.monotonic()
        while (now := time.monotonic()) < begun + PATIENCE:
            page = self.get(address)
            if until(page):
                return page
            # MkDocs misses a change that comes before its first look at the folder: save again.
            if self.edited is not None and self.edited.exists() and now > saved + SAVE_AGAIN:
                os.utime(self.edited)
                saved = now
            time.sleep(0.1)
        pytest.fail(f"/{address} did not meet the condition.\n{self.log.read_text()}")


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}", *arguments],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield Preview(folder, port, log)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_a_preview_recovers_from_broken_content(small_site):
    """It always responds, shows what is wrong on every page, and needs no restart."""
    with serving(small_site()) as preview:
        assert PANEL not in preview.get("articles/upland/")

        preview.edit("content/articles/upland.md", ARTICLE.replace("sent boats", "sent barges"))
        page = preview.page("articles/upland/", until=lambda page: "sent barges" in page)
        assert PANEL not in page

        preview.edit("content/articles/upland.md", BROKEN)
        page = preview.page("articles/upland/", until=lambda page: PANEL in page)
        assert "sent barges" in page
        assert "content/articles/upland.md:6:" in page
        assert "did you mean &quot;alleged&quot;?" in page
        assert "last good build" in page
        assert PANEL in preview.get("chronology/"), "every page has a panel"
        assert PANEL in preview.get("nowhere/")

        preview.edit("content/articles/upland.md", ARTICLE.replace("sent boats", "sent rafts"))
        page = preview.page("articles/upland/", until=lambda page: PANEL not in page)
        assert "sent rafts" in page
        assert PANEL not in preview.get("chronology/")
        assert "Traceback" not in preview.log.read_text()


def test_a_preview_survives_what_editors_and_git_take_away(small_site):
    """Editors save a file under another name first; some branches have no content."""
    with serving(small_site()) as preview:
        config = (preview.folder / "mkdocs.yml").rename(preview.folder / "other.yml")
        wait_for(preview, "Config file 'mkdocs.yml' does not exist")
        config.rename(preview.folder / "mkdocs.yml")
        assert "sent boats" in preview.get("articles/upland/")

        shutil.copytree(preview.folder / "content", preview.folder / "kept")
        shutil.rmtree(preview.folder / "content")
        wait_for(preview, "isn't an existing directory")
        assert "sent boats" in preview.get("articles/upland/")
        (preview.folder / "kept").rename(preview.folder / "content")
        for boat in ("barges", "rafts"):
            preview.edit("content/articles/upland.md", ARTICLE.replace("boats", boat))
            preview.page("articles/upland/", until=lambda page, boat=boat: boat in page)
        assert "Traceback" not in preview.log.read_text()


def wait_for(preview: Preview, words: str) -> None:
    begun = time.monotonic()
    while words not in preview.log.read_text():
        assert time.monotonic() < begun + PATIENCE, preview.log.read_text()
        time.sleep(0.1)


def test_a_preview_shows_a_file_in_the_place_of_another(small_site):
    with serving(small_site()) as preview:
        assert PANEL not in preview.get("")
        preview.edit("content/404.html.md", "# Not found\n")
        page = preview.page("articles/upland/", until=lambda page: PANEL in page)
        assert "content/404.html.md:1:1" in page
        assert "the generated file 404.html" in page
        assert "sent boats" in page
        (preview.folder / "content/404.html.md").unlink()
        preview.page("", until=lambda page: PANEL not in page)


def test_a_preview_starts_with_broken_content(small_site):
    with serving(small_site({"content/articles/lowland.md": "---\ntitle: [\n"})) as preview:
        page = preview.get("")
        assert "content/articles/lowland.md:" in page
        assert "no good build yet" in page
        assert "sent boats" in preview.get("articles/upland/")

        (preview.folder / "content/articles/lowland.md").unlink()
        preview.page("", until=lambda page: PANEL not in page)


def test_a_preview_starts_with_content_that_crashes_material(small_site):
    about = "---\nhide: true\ntemplate: nowhere.html\n---\nAbout us."
    files = {"content/about.md": about, "content/deep.md": "- " * 3000 + "x"}
    with serving(small_site(files)) as preview:
        assert "lists and quotations are more than 20 deep" in preview.get("deep/")
        page = preview.get("about/")
        assert "About us." in page
        assert "there is no template nowhere.html" in page


def test_a_preview_shows_warnings_on_current_pages(small_site):
    with serving(small_site()) as preview:
        near_miss = ARTICLE.replace("[North, South]", "[North, Anna Admirall]")
        preview.edit("content/articles/upland.md", near_miss.replace("boats", "barges"))
        page = preview.page("articles/upland/", until=lambda page: PANEL in page)
        assert "sent barges" in page
        assert 'role="status"' in page
        assert "up to date" in page


def test_a_strict_preview_keeps_the_last_pages_after_warnings(small_site):
    with serving(small_site(), "--strict") as preview:
        near_miss = ARTICLE.replace("[North, South]", "[North, Anna Admirall]")
        preview.edit("content/articles/upland.md", near_miss.replace("boats", "barges"))
        page = preview.page("articles/upland/", until=lambda page: PANEL in page)
        assert "sent boats" in page
        assert "last good build" in page


def test_a_strict_preview_starts_with_broken_content(small_site):
    with serving(small_site({"content/articles/lowland.md": "---\n"}), "--strict") as preview:
        assert "no good build yet" in preview.get("articles/upland/")


def test_a_preview_shows_drafts(small_site):
    draft = ARTICLE.replace("title: Upland stands", "draft: true\ntitle: Lowland stands")
    files = {"content/articles/draft.md": draft.replace("id: bridge, ", "")}
    with serving(small_site(files)) as preview:
        assert "Lowland stands" in preview.get("articles/draft/")


def test_an_open_page_reloads_and_shows_the_panel_on_top(small_site, browser):
    with serving(small_site()) as preview:
        page = browser.new_page(color_scheme="dark", viewport={"width": 400, "height": 700})
        page.goto(f"{preview.url}articles/upland/")
        preview.edit("content/articles/upland.md", BROKEN)
        problems = page.get_by_role("alert", name="Problems in the content")
        problems.wait_for(timeout=PATIENCE * 1000)
        box = problems.bounding_box()
        assert box is not None
        assert (box["x"], box["y"], box["width"]) == (0, 0, 400)
        top = "document.elementFromPoint(200, 10).closest('#briefing-problems') !== null"
        assert page.evaluate(top), "something covers the panel"
        page.mouse.wheel(0, 500)
        assert page.evaluate(top), "the panel scrolls away"

        preview.edit("content/articles/upland.md", ARTICLE)
        problems.wait_for(state="detached", timeout=PATIENCE * 1000)
        page.close()


def test_a_new_conflict_and_a_new_article_appear_everywhere(small_site):
    """A newcomer first adds an article and expects the tables to change."""
    with serving(small_site({"mkdocs.yml": CONFIG})) as preview:
        second = ARTICLE.replace("Upland", "Lowland").replace("to: North", "to: South")
        preview.edit("content/articles/lowland.md", second.replace("id: bridge, ", ""))
        preview.page("backers/", until=lambda page: "Lowland" in page)
        assert "The Gazette" in preview.get("actors/lowland/")
        preview.edit("content/conflicts/river.md", CONFLICT.replace("river war", "river wars"))
        preview.page("conflicts/river/", until=lambda page: "The river wars" in page)


def test_the_search_of_a_preview_follows_edits(small_site, browser):
    """Pages come first; until the new index is ready, the last one is used."""
    with serving(small_site()) as preview:
        entry = preview.page(
            "pagefind/pagefind-entry.json", until=lambda text: "page_count" in text
        )
        article = ARTICLE.replace("sent boats", "sent zeppelins")
        preview.edit("content/articles/upland.md", article)
        preview.page("articles/upland/", until=lambda page: "zeppelins" in page)
        preview.page("pagefind/pagefind-entry.json", until=lambda text: text not in ("", entry))
        page = browser.new_page()
        page.goto(preview.url)
        page.wait_for_selector(".b-searchable", state="attached")
        page.keyboard.press("/")
        page.keyboard.type("zeppelins")
        page.get_by_role("link", name="Upland stands by the North").last.wait_for()
        page.close()
        log = preview.log.read_text()
        assert log.count("Detected file changes") == 1, "the index set off a build of its own"
        assert "Traceback" not in log


def test_a_failing_search_index_does_not_stop_a_preview(small_site, tmp_path, monkeypatch):
    wrong = tmp_path / "pagefind"
    wrong.write_text("#!/bin/sh\necho wrong machine >&2\nexit 3\n")
    wrong.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(wrong))
    with serving(small_site()) as preview:
        assert "sent boats" in preview.get("articles/upland/")
        assert "no search index" in preview.get("pagefind/pagefind.js")
        assert "Traceback" not in preview.log.read_text()


# --- the panel ------------------------------------------------------------------------


def problem(severity: str = "error", message: str = "bad") -> Problem:
    return Problem("content/a.md", 7, 5, severity, "date", message)  # type: ignore[arg-type]


def test_a_taken_address_is_told_in_a_sentence(small_site):
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        done = mkdocs("serve", "--dev-addr", address, cwd=small_site())
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert f"The preview cannot be at http://{address}/: " in said
    assert "choose another address, such as mkdocs serve --dev-addr" in said
    assert "Traceback" not in said


def test_there_is_no_panel_without_problems():
    assert panel([], "current") == ""


def test_a_problem_is_shown_as_text():
    shown = panel([problem(message='<script>alert("x")</script>')], "last-good")
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "content/a.md:7:5" in shown


def test_a_panel_shows_only_the_first_problems():
    assert "… and 5 more" in panel([problem()] * (MAX_SHOWN + 5), "partial")


def response(body: bytes, content_type: str, shown: str) -> tuple[bytes, dict[str, str]]:
    """Return the body and the headers of a response with the panel."""
    headers: dict[str, str] = {}

    def app(environ, start_response):
        start_response(
            "200 OK", [("Content-Type", content_type), ("Content-Length", str(len(body)))]
        )
        return [body]

    def start_response(status, given, exc_info=None):
        headers.update(given)
        return lambda data: None

    edited = with_edited_pages(app, lambda page: insert_panel(page, shown))
    return b"".join(edited({}, start_response)), headers


def test_the_panel_comes_first_in_the_body():
    body, headers = response(b'<html><body dir="ltr"><p>Hi', "text/html", "<b>!</b>")
    assert body == b'<html><body dir="ltr"><b>!</b><p>Hi'
    assert headers["Content-Length"] == str(len(body))


@pytest.mark.parametrize(("content_type", "shown"), [("text/css", "<b>!</b>"), ("text/html", "")])
def test_responses_without_a_panel_pass_unchanged(content_type, shown):
    body, headers = response(b"<body>Hi", content_type, shown)
    assert body == b"<body>Hi"
    assert headers["Content-Length"] == "8"


def test_a_page_without_a_body_starts_with_the_panel():
    assert response(b"404 Not Found", "text/html", "<b>!</b>")[0] == b"<b>!</b>404 Not Found"
