"""The search index of a preview, made in the background."""

import gzip
import time
from pathlib import Path

import pytest
from mkdocs_briefing.host.search_refresh import SearchRefresh, with_index

from tests.conftest import write
from tests.unit.host.test_search import pages

ENTRY = "pagefind-entry.json"


def indexed(index: SearchRefresh, after: bytes = b"") -> bytes:
    """Return the entry file of the index as soon as it has changed."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        file = index.file(ENTRY)
        if file is not None and (entry := file.read_bytes()) != after:
            return entry
        time.sleep(0.02)
    pytest.fail("there is no new index")


@pytest.fixture
def warnings():
    return []


@pytest.fixture
def index(tmp_path, warnings):
    refresh = SearchRefresh(
        pages(tmp_path / "site"), lambda is_wanted: is_wanted(), warnings.append
    )
    yield refresh
    refresh.close()


def test_the_newest_build_wins_without_a_warning(index, tmp_path, warnings):
    for number in range(3):
        page = f"<html lang=en><body data-pagefind-body><p>Boat number {number}"
        write(tmp_path / "site", {"one/index.html": page})
        index.start()
    entry = indexed(index)
    # An earlier run may have finished before the next one started.
    while not any("Boat number 2" in text for text in indexed_texts(index)):
        entry = indexed(index, after=entry)
    assert warnings == []


def indexed_texts(index: SearchRefresh) -> list[str]:
    fragments = (folder_of(index) / "fragment").iterdir()
    return [gzip.decompress(file.read_bytes()).decode() for file in fragments]


def test_the_last_index_is_used_until_the_next_is_ready(index):
    index.start()
    first = indexed(index)
    index.start()
    index.stop()
    file = index.file(ENTRY)
    assert file is not None
    assert file.read_bytes() == first


def test_an_open_page_can_use_the_previous_index(index, tmp_path):
    index.start()
    first = indexed(index)
    table = next(name.name for name in folder_of(index).glob("*.pf_meta"))
    write(
        tmp_path / "site", {"one/index.html": "<html lang=en><body data-pagefind-body><p>Changed"}
    )
    index.start()
    indexed(index, after=first)
    assert index.file(table) is not None


def folder_of(index: SearchRefresh) -> Path:
    file = index.file(ENTRY)
    assert file is not None
    return file.parent


def test_closing_removes_all_files(index):
    index.start()
    indexed(index)
    folder = folder_of(index)
    index.close()
    assert not folder.exists()
    assert index.file(ENTRY) is None


def test_a_failure_is_reported_once(tmp_path, warnings):
    (tmp_path / "empty").mkdir()
    index = SearchRefresh(tmp_path / "empty", lambda is_wanted: is_wanted(), warnings.append)
    index.start()
    deadline = time.monotonic() + 30
    while not warnings and time.monotonic() < deadline:
        time.sleep(0.02)
    index.close()
    assert len(warnings) == 1
    assert "The site has no search" in warnings[0]


def response(index: SearchRefresh, path: str) -> tuple[str, bytes]:
    given = []

    def app(environ, start_response):
        start_response("200 OK", [])
        return [b"the site"]

    def start_response(status, headers, exc_info=None):
        given.append(status)
        return lambda data: None

    body = b"".join(with_index(app, "/sub/", index)({"PATH_INFO": path}, start_response))
    return given[0], body


def test_the_index_is_served_below_the_path_of_the_site(index):
    assert response(index, f"/sub/pagefind/{ENTRY}")[0] == "404 Not Found"
    index.start()
    entry = indexed(index)
    assert response(index, f"/sub/pagefind/{ENTRY}") == ("200 OK", entry)
    assert response(index, f"/pagefind/{ENTRY}") == ("200 OK", b"the site")
    assert response(index, "/sub/articles/") == ("200 OK", b"the site")


@pytest.mark.parametrize(
    "name", ["../1/pagefind.js", "a/../../x", "", "/etc/passwd", "..", "a/b/c"]
)
def test_no_path_leads_out_of_the_index(index, name):
    index.start()
    indexed(index)
    assert response(index, f"/sub/pagefind/{name}")[0] == "404 Not Found"


def test_an_index_older_than_the_pages_says_so(index):
    index.start()
    indexed(index)
    script = "/sub/pagefind/pagefind.js"
    fresh = response(index, script)[1]
    assert b"isBehind" not in fresh
    index.stop()
    assert response(index, script)[1] == fresh + b"\nexport const isBehind = true;\n"


def test_nothing_is_indexed_before_all_pages_are_made(tmp_path, warnings):
    refresh = SearchRefresh(pages(tmp_path / "site"), lambda is_wanted: False, warnings.append)
    refresh.start()
    time.sleep(0.5)
    assert refresh.file(ENTRY) is None
    assert refresh.is_behind
    refresh.close()
