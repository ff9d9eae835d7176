"""Only files of the listed kinds are published, and none that could speak for the whole site."""

import mimetypes

import pytest
from mkdocs_briefing.core.file_types import (
    FILE_TYPES,
    added_endings,
    file_type_problem,
    page_problem,
)

RUN_BY_BROWSERS = ("html", "xml", "svg", "javascript", "ecmascript", "x-shockwave", "pdf", "css")


def code(path: str, *also: str) -> str | None:
    problem = file_type_problem(path, also)
    return problem[0] if problem else None


@pytest.mark.parametrize(
    "path",
    [
        "articles/map.png",
        "map.JPG",
        "files/Screenshot 2019-04-04 at 12.30.15.png",
        "files/Dr. Jones.pdf",
        "files/v1.2-final.zip",
        "files/data.json",
        "favicon.ico",
        "table.csv",
    ],
)
def test_files_that_a_briefing_needs_are_published(path):
    assert code(path) is None


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("files/schema.xsd", "a file ending in .xsd is not published; offer it in a .zip, or"),
        ("files/page.HTML", "a file ending in .html is not published;"),
        ("sw.js", "a file ending in .js is not published;"),
        ("CNAME", "a file without an ending is not published;"),
        ("files/x.", "a file ending in . is not published;"),
        ("a.\u212aml", "a file ending in .kml is not published;"),
        ("a." + "x" * 200, "a file ending in .xxxxxxxxxxxxxxxxxxx… is not published;"),
    ],
)
def test_all_others_are_refused_with_the_list(path, message):
    found = file_type_problem(path, [])
    assert found is not None
    assert found[0] == "file-ending"
    assert found[1].startswith(message)
    assert found[1].endswith(f"Published are {', '.join(sorted(FILE_TYPES))}")


@pytest.mark.parametrize(
    ("path", "fixed"),
    [
        ("files/page.html.geojson", "page-html.geojson"),
        ("files/shell.php.csv", "shell-php.csv"),
        ("files/map.svg.png", "map-svg.png"),
        ("files/a.min.JSON", "a-min.json"),
    ],
)
def test_a_name_has_one_ending(path, fixed):
    """Some servers go by any ending."""
    found = file_type_problem(path, [])
    assert found is not None
    assert found[0] == "file-ending"
    assert found[1].endswith(f"rename it, such as {fixed}")


@pytest.mark.parametrize(
    "name", ["robots.txt", "ads.txt", "serve.json", "vercel.json", "a-proof-of-ownership.txt"]
)
def test_no_text_at_the_top_speaks_for_the_site(name):
    assert code(name) == "reserved"
    assert code(f"files/{name}") is None


@pytest.mark.parametrize("path", ["robots.txt.md", "ads.txt/index.md", "a.HTML/README.md"])
def test_no_page_at_the_top_looks_like_a_file(path):
    """Whoever asks for robots.txt would be sent to the page robots.txt/, and obey it."""
    found = page_problem(path)
    assert found is not None
    assert found[0] == "reserved"
    assert f"the page {path.removesuffix('.md').rpartition('/')[0] or 'robots.txt'}/" in found[1]


@pytest.mark.parametrize(
    "path",
    ["about.md", "index.md", "v1.2.md", "Dr. Jones.md", "U.S.-Iran.md", "files/robots.txt.md"],
)
def test_other_pages_have_dots_in_their_names(path):
    assert page_problem(path) is None


def test_no_listed_kind_is_run_by_a_browser():
    """By the media types of Python's own web server; SVG is checked, PDF shown in a sandbox."""
    kinds = {ending: mimetypes.guess_type(f"x{ending}")[0] or "" for ending in FILE_TYPES}
    risky = {end for end, kind in kinds.items() if any(word in kind for word in RUN_BY_BROWSERS)}
    assert risky == {".svg", ".pdf"}


# --- the setting ----------------------------------------------------------------------


def test_an_added_ending_is_published_below_the_top():
    assert code("files/route.kml") == "file-ending"
    assert code("files/route.KML", ".kml") is None
    assert code("route.kml", ".kml") == "reserved"
    assert file_type_problem("x.xsd", [".kml"])[1].count(".kml") == 1


def test_added_endings_are_in_lower_case():
    assert added_endings([".KML", ".gpx"]) == {".kml", ".gpx"}


@pytest.mark.parametrize("ending", ["kml", ".", "", ".tar.gz", ".k l", "*", 1, None, ".md", ".MD"])
def test_what_is_no_ending_is_refused(ending):
    with pytest.raises(ValueError, match=r"no ending of a file name|ending of Markdown"):
        added_endings([ending])
