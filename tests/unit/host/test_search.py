"""Indexing a folder of pages with Pagefind: the files it leaves, and what can go wrong."""

import gzip
import json
from pathlib import Path

import pytest
from mkdocs_briefing.host import search

from tests.conftest import write

PAGE = """\
<!doctype html><html lang="en"><head><title>{title}</title>
<meta content="{title}" data-pagefind-meta="title[content]">
<meta content="Article" data-pagefind-filter="kind[content]" data-pagefind-meta="kind[content]">
<meta content="A, B: C" data-pagefind-filter="actor[content]">
<meta content="Zed" data-pagefind-filter="actor[content]">
<meta content="Mid" data-pagefind-filter="actor[content]">
<meta content="2019" data-pagefind-filter="year[content]"></head>
<body><nav>Chrome</nav><article data-pagefind-body><h1>{title}</h1>
<p>{text} <a class="headerlink">pilcrow</a></p>
<section data-pagefind-ignore><p>Said before. <b data-pagefind-weight="9">Twice</b></p></section>
<nav>On</nav><p class="b-more">More</p><footer>Tags</footer></article></body></html>
"""


def pages(folder: Path) -> Path:
    return write(
        folder,
        {
            "one/index.html": PAGE.format(title="One", text="Boats on the river."),
            "two/index.html": PAGE.format(title="&lt;b&gt;Two", text="قوارب في النهر"),
            "404.html": "<html><body>Not found</body></html>",
        },
    )


def fragments(site: Path) -> dict[str, dict[str, object]]:
    found = {}
    for file in (site / "pagefind/fragment").iterdir():
        fragment = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[fragment["url"]] = fragment
    return found


def test_an_index_holds_only_the_content_of_pages(tmp_path):
    site = pages(tmp_path)
    search.index(site)
    found = fragments(site)
    assert sorted(found) == ["/one/", "/two/"]
    assert found["/one/"]["content"] == "One. Boats on the river."
    assert found["/one/"]["meta"] == {"title": "One", "kind": "Article"}
    assert found["/one/"]["filters"] == {
        "actor": ["A, B: C", "Zed", "Mid"],
        "kind": ["Article"],
        "year": ["2019"],
    }
    assert "قوارب" in str(found["/two/"]["content"])


def test_an_index_has_no_interface_of_its_own(tmp_path):
    site = pages(tmp_path)
    search.index(site)
    names = sorted(path.name for path in (site / "pagefind").iterdir() if path.is_file())
    table = next(name for name in names if name.endswith(".pf_meta"))
    rest = ["pagefind-entry.json", table, "pagefind.js"]
    assert [name for name in names if not name.startswith("wasm.")] == rest


def test_a_folder_without_pages_cannot_be_indexed(tmp_path):
    with pytest.raises(search.SearchError, match="The site has no search, because Pagefind failed"):
        search.index(tmp_path)


def test_a_missing_program_is_reported_with_a_fix(tmp_path, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    assert not search.is_available()
    with pytest.raises(search.SearchError, match=r"pip install .*search: false"):
        search.index(pages(tmp_path))


def test_a_failing_program_is_quoted(tmp_path, monkeypatch):
    wrong = tmp_path / "pagefind"
    wrong.write_text("#!/bin/sh\necho wrong machine >&2\nexit 3\n")
    wrong.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(wrong))
    with pytest.raises(search.SearchError, match="Pagefind failed: wrong machine"):
        search.index(pages(tmp_path / "site"))


@pytest.mark.parametrize("name", ["pagefind.js", "*.pf_meta", "fragment/*", "wasm.unknown.*"])
@pytest.mark.parametrize("kept", [0, 20])
def test_an_incomplete_index_is_noticed(tmp_path, name, kept):
    """On a full disk, Pagefind leaves files empty or cut, and ends with exit code 0."""
    site = pages(tmp_path)
    search.index(site)
    process = search.start_indexing(site, site / "pagefind")
    process.wait()
    file = next((site / "pagefind").glob(name))
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(search.IncompleteIndexError, match="is the disk full"):
        search.finish_indexing(process, site / "pagefind")
