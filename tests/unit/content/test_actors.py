"""Names that are one make one actor, in whatever order the files are read."""

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.site.registry import GENERATED

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/names.yml").read_text(encoding="utf-8"))
SPELLINGS = sorted({name for group in (*CASES["one"], *CASES["two"]) for name in group})


def read_files(files: dict[str, str]) -> Reading:
    with TemporaryDirectory() as folder:
        for path, header in files.items():
            file = Path(folder, "content", path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"---\n{header}---\n\nText.\n", encoding="utf-8")
        return read(Path(folder, "content"), root=Path(folder), generated=GENERATED)


def quoted(name: str) -> str:
    return yaml.safe_dump(name, width=999, default_style='"').strip()


def article(name: str, publisher: str = "AFP") -> str:
    return (
        f"title: A\ndate: 2021-05-05\nsource: {quoted(publisher)}\n"
        f"backing: [{{by: {quoted(name)}, to: North, note: {quoted('=' + name)}}}]\n"
    )


def actors_by_spelling(reading: Reading) -> set[frozenset[str]]:
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for row in reading.briefing.backing:
        assert row.note is not None
        spellings[row.by.slug].add(row.note)
    return {frozenset(group) for group in spellings.values()}


CONFLICT = {"conflicts/river.md": "title: River\nsides: [{name: North}, {name: South}]\n"}


def with_articles(names: list[str]) -> dict[str, str]:
    return CONFLICT | {f"articles/{n:03}.md": article(name) for n, name in enumerate(names)}


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(SPELLINGS), min_size=2, max_size=12, unique=True), st.randoms())
def test_order_of_files_changes_no_merging(names, random):
    shuffled = random.sample(names, len(names))
    merged = actors_by_spelling(read_files(with_articles(names)))
    assert merged == actors_by_spelling(read_files(with_articles(shuffled)))
    assert len(merged) == len({folded(name) for name in names})


def test_a_doubtful_name_is_told_of_in_each_file():
    profile = {"actors/upland.md": "name: Upland\n"}
    names = ["Upland", "Uplond", "Up\u200bland", "Up\u043band", "Upland", "Al-Sham", "Al Sham"]
    found = read_files(profile | with_articles([*names, *names])).problems
    told = [(one.path[-6:], one.code) for one in found]
    codes = [
        ("001", "near-name"),
        ("002", "invisible-character"),
        ("003", "mixed-alphabets"),
        ("003", "near-name"),
        ("006", "near-name"),
    ]
    later = [(f"{int(number) + len(names):03}", code) for number, code in codes]
    assert told == [(f"{number}.md", code) for number, code in (*codes, *later)]


def test_each_actor_keeps_an_address_of_its_own():
    actors = read_files(with_articles(SPELLINGS)).briefing.actors
    assert len({actor.slug for actor in actors}) == len(actors) > len(CASES["one"])


def test_names_are_shown_without_invisible_characters():
    (actor,) = (
        row.by for row in read_files(with_articles(["Up\u200bland  \ufeff"])).briefing.backing
    )
    assert (actor.name, actor.slug) == ("Upland", "upland")


def test_norway_has_a_name_of_two_letters():
    norway = {"actors/norway.md": "name: Norway\nshort: NO\n"}
    header = article("AFP").replace('by: "AFP"', "by: NO")
    reading = read_files(CONFLICT | norway | {"articles/a.md": header})
    assert [row.by.name for row in reading.briefing.backing] == ["Norway"]
    assert reading.problems == ()


def test_nobody_is_no_actor_in_small_letters():
    header = article("AFP").replace('by: "AFP"', "by: no")
    (problem,) = read_files(CONFLICT | {"articles/a.md": header}).problems
    assert '"no" is no name' in problem.message


def test_two_spellings_of_a_publisher_are_one_source():
    files = CONFLICT | {
        "articles/a.md": article("Upland", "L'Orient\u200b"),
        "articles/b.md": article("Upland", "L\u2019ORIENT"),
    }
    (source,) = read_files(files).briefing.sources
    assert source.publisher == "L'Orient"


def test_publishers_that_share_unmarked_letters_have_two_ids():
    files = CONFLICT | {
        "articles/a.md": article("Upland", "バス"),
        "articles/b.md": article("Upland", "パス"),
    }
    assert len({source.id for source in read_files(files).briefing.sources}) == 2


def test_the_rarer_of_two_near_publishers_is_told():
    files = CONFLICT | {
        "articles/a.md": article("Upland", "Reuter"),
        "articles/b.md": article("Upland", "Reuters"),
        "articles/c.md": article("Upland", "Reuters"),
    }
    (problem,) = read_files(files).problems
    assert (problem.path, problem.code) == ("content/articles/a.md", "near-publisher")


def test_a_profile_of_a_publisher_finds_the_slip():
    files = CONFLICT | {
        "actors/reuters.md": "name: Reuters\n",
        "articles/a.md": article("Upland", "Reuter"),
        "articles/b.md": article("Upland", "Reuter"),
        "articles/c.md": article("Upland", "Reuters"),
    }
    assert [problem.path for problem in read_files(files).problems] == [
        "content/articles/a.md",
        "content/articles/b.md",
    ]


def test_a_near_publisher_is_told_though_nobody_names_the_declared():
    files = CONFLICT | {
        "actors/reuters.md": "name: Reuters\n",
        "articles/a.md": article("Upland", "Reuter"),
    }
    assert [problem.code for problem in read_files(files).problems] == ["near-publisher"]


def test_two_profiles_that_differ_in_accents_are_an_error():
    files = CONFLICT | {
        "actors/a.md": "name: Muller\n",
        "actors/b.md": "name: Müller\n",
    }
    assert [problem.code for problem in read_files(files).problems] == ["ambiguous-name"]


def test_two_profiles_that_differ_in_letters_are_two_actors():
    files = CONFLICT | {"actors/a.md": "name: バス\n", "actors/b.md": "name: パス\n"}
    reading = read_files(files)
    assert reading.problems == ()
    assert {actor.name for actor in reading.briefing.actors} >= {"バス", "パス"}
