"""The register of outputs: no two files of a site take each other's place."""

import time

import pytest
from mkdocs_briefing.core.outputs import Output, collisions

PAGE = Output("data/index.html", "the generated page data/")
FILE = Output("data/articles.csv", "the generated file data/articles.csv")
KEPT = Output("pagefind", "the generated folder pagefind/", is_kept_folder=True)


def content(path: str, source: str | None = None) -> Output:
    return Output(path, f"content/{source or path}", source or path)


def found(*outputs: Output) -> list[str]:
    return [f"{one.source}: {one.message} [{one.code}]" for one in collisions(outputs)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            FILE,
            content("data/articles.csv"),
            "data/articles.csv: the generated file data/articles.csv has the same path; "
            "rename this one [reserved]",
        ),
        (
            FILE,
            content("data/Articles.csv"),
            "data/Articles.csv: the generated file data/articles.csv is data/articles.csv, which "
            "some systems take for the same as data/Articles.csv; rename this one [reserved]",
        ),
        (
            PAGE,
            content("data"),
            "data: the generated page data/ needs the folder data/, where this one is a file; "
            "rename this one [reserved]",
        ),
        (
            FILE,
            content("data/articles.csv/x.txt"),
            "data/articles.csv: the generated file data/articles.csv is the file "
            "data/articles.csv, where this one needs a folder data/articles.csv/; "
            "rename this one [reserved]",
        ),
        (
            PAGE,
            content("data/index.html/index.html", "data/index.html.md"),
            "data/index.html.md: the generated page data/ is the file data/index.html, where this "
            "one needs a folder data/index.html/; rename this one [reserved]",
        ),
        (
            PAGE,
            content("Data/x.txt"),
            "Data: the generated page data/ is in data/, which some systems take for the same as "
            "Data/; rename this one [reserved]",
        ),
        (
            PAGE,
            content("data/index.html", "articles/x.md"),
            "articles/x.md: the generated page data/ has the same address, data/; "
            "rename this one or give it another slug [reserved]",
        ),
        (
            KEPT,
            content("pagefind/x.txt"),
            "pagefind: the generated folder pagefind/ is for files of the program; "
            "move or rename this one [reserved]",
        ),
        (
            KEPT,
            content("Pagefind"),
            "Pagefind: the generated folder pagefind/ is for files of the program; "
            "move or rename this one [reserved]",
        ),
        (
            content("a/index.html", "a.md"),
            content("a/index.html", "a/index.md"),
            "a/index.md: content/a.md also has its page at a/; rename one or give it a slug "
            "[same-address]",
        ),
        (
            content("a/index.html", "a.md"),
            content("a"),
            "a: content/a.md needs the folder a/, where this one is a file; rename one "
            "[same-address]",
        ),
        (
            content("a/index.html", "a.md"),
            content("a./index.html", "a..md"),
            "a..md: content/a.md is in a/, which some systems take for the same as a./; "
            "rename one [same-address]",
        ),
        (
            content("caf\u00e9.png"),
            content("cafe\u0301.png"),
            "cafe\u0301.png: content/caf\u00e9.png is caf\u00e9.png, which some systems take for "
            "the same as cafe\u0301.png; rename one [same-address]",
        ),
    ],
)
def test_a_collision_names_both_files_and_a_fix(one, other, expected):
    assert found(one, other) == [expected]


@pytest.mark.parametrize(
    "paths",
    [
        ("data/index.html", "data/articles.csv", "data/x/index.html"),
        ("a.b/index.html", "a", "a.c"),
        ("a/b", "a-b", "ab"),
    ],
)
def test_files_beside_each_other_do_not_collide(paths):
    assert found(*map(content, paths)) == []


def test_what_collides_takes_no_place_itself():
    outputs = map(content, ("a", "a/b", "a/b/c"))
    assert [(one.output.path, one.other.path) for one in collisions(outputs)] == [
        ("a/b", "a"),
        ("a/b/c", "a"),
    ]


def test_a_folder_has_one_spelling_however_many_files_follow():
    outputs = map(content, ("a/b/c", "a/b/d", "a/B/e", "A/f", "a/b", "a/g", ".../b/c"))
    assert [(one.output.path, one.part_of_other) for one in collisions(outputs)] == [
        ("a/B/e", "a/b"),
        ("A/f", "a"),
        ("a/b", "a/b"),
    ]


def test_many_outputs_in_deep_folders_take_linear_time():
    def cost(count: int) -> float:
        outputs = [content(f"{'a/' * 20}{number % 100}/{number}") for number in range(count)]
        start = time.process_time()
        assert found(*outputs) == []
        return time.process_time() - start

    assert cost(40_000) < 12 * max(cost(10_000), 0.05)
