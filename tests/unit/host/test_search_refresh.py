"""The index of a preview, made in the background and answered from aside."""

import gzip
import time
from pathlib import Path

import pytest
from mkdocs_briefing.host.search_refresh import Reindexing, with_index

from tests.conftest import write
from tests.unit.host.test_search import pages

ENTRY = "pagefind-entry.json"


def indexed(index: Reindexing, after: bytes = b"") -> bytes:
    """The index's entry as soon as it is another than before."""
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
    made = Reindexing(pages(tmp_path / "site"), warnings.append)
    yield made
    made.close()


def test_the_newest_build_wins_and_a_run_that_is_stale_says_nothing(index, tmp_path, warnings):
    for number in range(3):
        page = f"<html lang=en><body data-pagefind-body>Boat number {number}"
        write(tmp_path / "site", {"one/index.html": page})
        index.start()
    indexed(index)
    found = [
        gzip.decompress(file.read_bytes()) for file in (folder_of(index) / "fragment").iterdir()
    ]
    assert any(b"Boat number 2" in fragment for fragment in found)
    assert warnings == []


def test_the_last_index_answers_until_the_next_is_there(index):
    index.start()
    first = indexed(index)
    index.start()
    index.stop()
    file = index.file(ENTRY)
    assert file is not None
    assert file.read_bytes() == first


def test_parts_of_the_index_before_stay_for_a_page_that_is_open(index, tmp_path):
    index.start()
    first = indexed(index)
    table = next(name.name for name in folder_of(index).glob("*.pf_meta"))
    write(tmp_path / "site", {"one/index.html": "<html lang=en><p data-pagefind-body>Changed"})
    index.start()
    indexed(index, after=first)
    assert index.file(table) is not None


def folder_of(index: Reindexing) -> Path:
    file = index.file(ENTRY)
    assert file is not None
    return file.parent


def test_nothing_is_left_behind(index):
    index.start()
    indexed(index)
    folder = folder_of(index)
    index.close()
    assert not folder.exists()
    assert index.file(ENTRY) is None


def test_a_failure_is_told_once(tmp_path, warnings):
    (tmp_path / "empty").mkdir()
    index = Reindexing(tmp_path / "empty", warnings.append)
    index.start()
    deadline = time.monotonic() + 30
    while not warnings and time.monotonic() < deadline:
        time.sleep(0.02)
    index.close()
    assert len(warnings) == 1
    assert "There is no search on this site" in warnings[0]


def answered(index: Reindexing, path: str) -> tuple[str, bytes]:
    given = []

    def app(environ, start_response):
        start_response("200 OK", [])
        return [b"the site"]

    def start_response(status, headers, exc_info=None):
        given.append(status)
        return lambda data: None

    body = b"".join(with_index(app, "/sub/", index)({"PATH_INFO": path}, start_response))
    return given[0], body


def test_the_files_of_the_index_are_answered_below_the_path_of_the_site(index):
    assert answered(index, f"/sub/pagefind/{ENTRY}")[0] == "404 Not Found", "as yet"
    index.start()
    entry = indexed(index)
    assert answered(index, f"/sub/pagefind/{ENTRY}") == ("200 OK", entry)
    assert answered(index, f"/pagefind/{ENTRY}") == ("200 OK", b"the site")
    assert answered(index, "/sub/articles/") == ("200 OK", b"the site")


@pytest.mark.parametrize(
    "name", ["../1/pagefind.js", "a/../../x", "", "/etc/passwd", "..", "a/b/c"]
)
def test_no_way_leads_out_of_the_index(index, name):
    index.start()
    indexed(index)
    assert answered(index, f"/sub/pagefind/{name}")[0] == "404 Not Found"
