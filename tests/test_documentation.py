"""What the documents promise, held against the program: examples, messages, tables, links."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from functools import cache
from pathlib import Path

import pytest
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.content.file_kinds import kind_of
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.content.schema import (
    ActorEntry,
    ArticleEntry,
    BackingEntry,
    ConflictEntry,
    CountEntry,
    DenialEntry,
    Entry,
    EventEntry,
    FileEntry,
    RoleEntry,
    RowEntry,
    SourceEntry,
    StatementEntry,
    keys_of,
)
from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import (
    ACTOR_KINDS,
    ACTS,
    EVENT_KINDS,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    SUPPORT,
    Term,
)
from mkdocs_briefing.model.positions import positions
from mkdocs_briefing.site.registry import GENERATED

from tests.conftest import REPOSITORY, mkdocs

README, CONTRIBUTING, CHANGELOG = "README.md", "CONTRIBUTING.md", "CHANGELOG.md"
DOCUMENTS = (README, CONTRIBUTING, CHANGELOG)
LARGEST_PICTURE = 250_000


@cache
def text_of(document: str) -> str:
    return (REPOSITORY / document).read_text(encoding="utf-8")


# --- reading a document ---------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A fenced block. Its mark says what it is: the path of a whole file, `part` or `fault`."""

    document: str
    line: int
    language: str
    mark: str
    text: str
    section: str

    @property
    def name(self) -> str:
        return f"{self.document}:{self.line}"


FENCED = re.compile(r"^```(\w+)[ ]?(.*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@cache
def blocks(document: str) -> tuple[Block, ...]:
    text = text_of(document)
    prose = without_blocks(text)
    found = []
    for match in FENCED.finditer(text):
        above = [heading[1] for heading in HEADING.finditer(prose, 0, match.start())]
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(document, line, *match.groups(), above[-1] if above else ""))
    return tuple(found)


def without_blocks(text: str) -> str:
    """The document with its fenced blocks blanked out: every letter stays where it is."""
    return FENCED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


@dataclass(frozen=True)
class Table:
    section: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What stands as code in the first column."""
        return tuple(word for row in self.rows for word in code(row[0]))


def cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def tables(document: str) -> Iterator[Table]:
    section = ""
    lines: list[str] = []
    for line in [*without_blocks(text_of(document)).splitlines(), ""]:
        if heading := HEADING.match(line):
            section = heading[1]
        if line.startswith("|"):
            lines.append(line)
        elif lines:
            yield Table(section, cells(lines[0]), tuple(map(cells, lines[2:])))
            lines = []


def table(document: str, first: str, section: str | None = None) -> Table:
    """The table whose first column is called so."""
    found = [
        one for one in tables(document) if one.header[0] == first and section in (None, one.section)
    ]
    assert len(found) == 1, f"{len(found)} tables in {document} begin with {first}"
    return found[0]


# --- reading what a document shows ----------------------------------------------------


def whole_files(document: str) -> list[Block]:
    return [block for block in blocks(document) if block.mark.startswith("content/")]


def written(folder: Path, files: Sequence[Block]) -> Path:
    for block in files:
        path = folder / block.mark
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    return folder


BASE = ("content/conflicts/tripoli-2019.md", "content/actors/turkey.md")
"""The files of CONTRIBUTING that its other examples build on."""


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., Reading]:
    """Reads one file beside the conflict and the profile that CONTRIBUTING shows."""
    base = [block for block in blocks(CONTRIBUTING) if block.mark in BASE]
    assert len(base) == len(BASE)
    written(tmp_path, base)

    def read_beside(path: str, text: str) -> Reading:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return read(tmp_path / "content", root=tmp_path, generated=GENERATED)

    return read_beside


def told(found: Reading) -> str:
    return "".join(f"{problem}\n" for problem in found.problems)


def named(several: Sequence[Block]) -> dict[str, object]:
    return {"argvalues": several, "ids": [block.name for block in several]}


YAML = [block for document in DOCUMENTS for block in blocks(document) if block.language == "yaml"]
ARTICLES = [block for block in YAML if block.mark.startswith("content/articles/")]
PARTS = [block for block in YAML if block.mark == "part"]
FAULTS = [block for block in YAML if block.mark == "fault"]
FIRST_ARTICLE = next(block for block in ARTICLES if block.section == "Add an article")
OWN = [block for block in YAML if block.section == "Start a briefing of your own"]


@pytest.mark.parametrize("block", **named(YAML))
def test_every_example_says_what_it_is_so_that_it_is_tested(block: Block):
    known = block.mark in {"part", "fault", "mkdocs.yml", ".pre-commit-config.yaml"}
    assert known or re.fullmatch(r"content/(articles|actors|conflicts)/[\w-]+\.md", block.mark)


def test_every_fence_is_closed_and_known():
    for document in DOCUMENTS:
        fences = re.findall(r"^```", text_of(document), re.MULTILINE)
        assert len(fences) == 2 * len(blocks(document)), document


@pytest.mark.parametrize("block", **named(whole_files(CONTRIBUTING)))
def test_a_whole_file_has_no_problem(block: Block, reading):
    found = reading(block.mark, block.text)
    assert told(found) == ""
    bodies = [body.path for body in found.briefing.bodies]
    assert block.mark.removeprefix("content/") in bodies


IN_THIS_BRIEFING = [block for block in ARTICLES if block not in OWN]


@pytest.mark.parametrize("block", **named(IN_THIS_BRIEFING))
def test_an_example_can_be_tried_in_this_briefing(block: Block, tmp_path: Path):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    assert not (tmp_path / block.mark).exists()
    written(tmp_path, [block])
    assert told(read(tmp_path / "content", root=tmp_path, generated=GENERATED)) == ""


@pytest.mark.parametrize("block", **named(PARTS))
def test_a_part_fits_into_an_article(block: Block, reading):
    usual = {"title": "A title", "date": "2019-11-15", "source": "AFP"}
    missing = [
        f"{key}: {value}\n"
        for key, value in usual.items()
        if not re.search(rf"^{key}:", block.text, re.MULTILINE)
    ]
    header = "".join(missing) + block.text
    assert told(reading("content/articles/new.md", f"---\n{header}---\n\nText.\n")) == ""


@pytest.mark.parametrize("block", **named([*whole_files(README), *whole_files(CONTRIBUTING)]))
def test_a_whole_file_is_in_form(block: Block):
    kind = kind_of(block.mark.removeprefix("content/"))
    assert kind is not None
    assert formatted(block.text, kind) == block.text


def test_the_header_that_is_tidied_becomes_the_one_that_is_shown():
    before, after = (block for block in PARTS if block.section == "Tidy your header")
    assert formatted(f"---\n{before.text}---\n", ArticleEntry) == f"---\n{after.text}---\n"


def message_below(fault: Block) -> str:
    every = blocks(fault.document)
    below = every[every.index(fault) + 1]
    assert below.language == "text", f"{fault.name} is not followed by what the check says"
    return below.text


@pytest.mark.parametrize("block", **named(FAULTS))
def test_a_fault_is_met_with_the_message_that_is_quoted(block: Block, reading):
    assert told(reading("content/articles/new.md", block.text)) == message_below(block)


def test_no_message_is_quoted_that_is_not_tested():
    tested = "".join(map(message_below, FAULTS)).splitlines()
    shown = [
        line
        for document in DOCUMENTS
        for block in blocks(document)
        if block.language == "text"
        for line in block.text.splitlines()
        if re.match(r"\S+:\d+:\d+: ", line)
    ]
    assert tested
    assert set(shown) == set(tested)


# --- the vocabulary -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("Stance", STANCES),
        ("Support", SUPPORT),
        ("Status", STATUSES),
        ("Kind of event", EVENT_KINDS),
        ("Act", ACTS),
        ("Kind of source", SOURCE_KINDS),
        ("Kind of actor", ACTOR_KINDS),
    ],
)
def test_every_word_is_explained_and_no_other(first: str, words: Mapping[str, Term]):
    assert table(CONTRIBUTING, first).words == tuple(words)


@pytest.mark.parametrize(
    ("first", "entry", "elsewhere"),
    [
        ("Key of an article", ArticleEntry, FileEntry),
        ("Key of every row", RowEntry, Entry),
        ("Key of a source", SourceEntry, Entry),
        ("Key of a backing row", BackingEntry, RowEntry),
        ("Key of a voice", DenialEntry, Entry),
        ("Key of an event", EventEntry, RowEntry),
        ("Key of a statement", StatementEntry, RowEntry),
        ("Key of a role", RoleEntry, RowEntry),
        ("Key of a count", CountEntry, Entry),
        ("Key of a profile", ActorEntry, FileEntry),
        ("Key of a conflict", ConflictEntry, FileEntry),
    ],
)
def test_every_key_is_explained_and_no_other(
    first: str, entry: type[Entry], elsewhere: type[Entry]
):
    """`elsewhere` are the keys that a table of their own explains."""
    shown = table(CONTRIBUTING, first)
    assert sorted(shown.words) == sorted(keys_of(entry) - keys_of(elsewhere))
    required = {
        field.alias or name for name, field in entry.model_fields.items() if field.is_required()
    }
    for row in shown.rows:
        said = "It has to be there." in row[1:] or "It has to be there" in row[1]
        assert said == (code(row[0])[0] in required), row[0]


@pytest.mark.parametrize(
    ("first", "entry", "defaults"),
    [
        ("Key of a backing row", BackingEntry, {"stance", "support", "status"}),
        ("Key of a statement", StatementEntry, {"act"}),
    ],
)
def test_what_is_left_out_is_what_the_table_says(
    first: str, entry: type[Entry], defaults: set[str]
):
    for row in table(CONTRIBUTING, first).rows:
        (key,) = code(row[0])
        if key in defaults:
            default = entry.model_fields[key].default
            assert code(row[2]) == ([default] if isinstance(default, str) else list(default))


def test_dates_are_shown_as_the_table_says():
    rows = table(CONTRIBUTING, "You write", "Dates").rows
    assert [(row[0], Date.parse(*code(row[0])).words()) for row in rows] == [
        row[:2] for row in rows
    ]


def test_counts_are_shown_as_the_table_says():
    rows = table(CONTRIBUTING, "You write", "Counts").rows
    shown = [(row[0], Count.parse(code(row[0])[0].strip('"')).words()) for row in rows]
    assert shown == [row[:2] for row in rows]


def test_a_position_on_a_day_is_the_one_in_the_table(reading):
    shown = table(CONTRIBUTING, "On")
    (block,) = (block for block in ARTICLES if block.section == shown.section)
    rows = reading(block.mark, block.text).briefing.backing
    assert len(shown.rows) > 1
    for day, said in shown.rows:
        (found,) = positions(rows, Day.fromisoformat(day))
        assert (found.stance or "nothing on record") == said.strip("`"), day


@pytest.mark.parametrize(
    ("since", "before", "counts"),
    [("2019", "2019-12-30", "2019-12-31"), ("2019-04", "2019-04-29", "2019-04-30")],
)
def test_a_beginning_that_is_not_exact_counts_from_its_last_day(
    since: str, before: str, counts: str, reading
):
    """As the README says of a year, and CONTRIBUTING of a month."""
    row = f"backing: [{{by: Turkey, to: GNA, since: {since}}}]"
    header = f"title: T\ndate: 2020\nsource: AFP\n{row}\n"
    rows = reading("content/articles/new.md", f"---\n{header}---\n").briefing.backing
    stances = [positions(rows, Day.fromisoformat(day))[0].stance for day in (before, counts)]
    assert stances == [None, "backs"]


# --- what the README promises ---------------------------------------------------------


def test_the_first_article_is_seen_wherever_the_readme_says(tmp_path: Path):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    written(tmp_path, [FIRST_ARTICLE])
    done = mkdocs("build", "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    addresses = table(README, "Page").words
    assert len(addresses) > 5
    for address in addresses:
        page = "data/backing.csv" if address == "/data/" else f"{address.strip('/')}/index.html"
        shown = (tmp_path / "site" / page.lstrip("/")).read_text(encoding="utf-8")
        assert "Atlantis" in shown, f"{address} does not show the new article"


def test_the_mistake_that_the_readme_suggests_is_an_error_with_its_fix(tmp_path: Path):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    written(tmp_path, [FIRST_ARTICLE])
    file = tmp_path / FIRST_ARTICLE.mark
    section = text_of(README).partition("## Add an article")[2]
    (change,) = re.findall(r"change `(.+?)` to `(.+?)` and save", section)
    right = file.read_text(encoding="utf-8")
    assert right.count(change[0]) == 1
    file.write_text(right.replace(*change), encoding="utf-8")
    (problem,) = read(tmp_path / "content", root=tmp_path, generated=GENERATED).problems
    assert problem.severity == "error"
    assert "write LNA or GNA" in problem.message


def test_a_briefing_of_ones_own_builds_of_the_files_that_are_shown(tmp_path: Path):
    written(tmp_path, OWN)
    assert {path.name for path in tmp_path.iterdir()} == {"content", "mkdocs.yml"}
    done = mkdocs("build", "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/backers/index.html").read_text(encoding="utf-8")
    assert "Upland" in page


def test_docs_dir_has_to_be_written(tmp_path: Path):
    """As long as this is so, the README explains it."""
    written(tmp_path, OWN)
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("docs_dir: content\n", ""), encoding="utf-8"
    )
    done = mkdocs("build", cwd=tmp_path)
    assert done.returncode != 0
    assert "docs_dir" in done.stderr


def makefile_targets() -> dict[str, bool]:
    """Every target, and whether `make help` lists it."""
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    found = re.findall(r"^([a-z]+):(?!=)(.*)$", makefile, re.MULTILINE)
    return {target: "## " in rest for target, rest in found}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_command_that_is_named_exists(document: str):
    text = text_of(document)
    in_code = re.findall(r"`make ([\w-]+)[^`]*`", text) + re.findall(
        r"^make ([\w-]+)", text, re.MULTILINE
    )
    assert in_code
    assert set(in_code) <= set(makefile_targets())


def test_every_make_command_is_in_the_readme():
    commands = [word.removeprefix("make ") for word in table(README, "Command").words]
    assert sorted(commands) == sorted(name for name, listed in makefile_targets().items() if listed)


def test_the_test_command_is_the_one_that_ci_calls():
    commands = [
        line.partition("#")[0].strip()
        for block in blocks(README)
        if block.section == "Two commands"
        for line in block.text.splitlines()
    ]
    assert commands == ["make serve", "make test"]
    ci = (REPOSITORY / ".ci/run").read_text(encoding="utf-8")
    assert re.search(r"^make test\b", ci, re.MULTILINE)


def test_the_commands_are_those_of_briefing():
    said = re.findall(r"\bbriefing (check)\b", text_of(README))
    done = subprocess.run(
        [Path(sys.executable).with_name("briefing"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said
    assert all(re.search(rf"^  {command} ", done.stdout, re.MULTILINE) for command in said)


def distribution(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match is not None
    return match[0]


def test_every_dependency_has_its_reason_and_no_other_is_named():
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    groups = project["dependency-groups"]
    needed = [
        project["project"]["dependencies"],
        groups["build"],
        [*groups["test"], *groups["properdocs"]],
    ]
    shown = [one for one in tables(README) if one.section == "Dependencies"]
    assert [sorted(one.words) for one in shown] == [
        sorted(map(distribution, requirements)) for requirements in needed
    ]
    assert all(row[1] for one in shown for row in one.rows)


# --- links and pictures ---------------------------------------------------------------

LINK = re.compile(r"\[(?:[^\]\[]|!\[[^\]]*\]\([^)]*\))*\]\(([^)\s]+)\)")


def targets(document: str) -> list[str]:
    prose = re.sub(r"`[^`\n]*`", "", without_blocks(text_of(document)))
    return [link for link in LINK.findall(prose) if not re.match(r"[a-z]+:", link)]


def headings(document: str) -> set[str]:
    """The anchors that a forge makes of headings."""
    titles = HEADING.findall(without_blocks(text_of(document)))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(document: str):
    for target in targets(document):
        path, _, anchor = target.partition("#")
        assert not path or (REPOSITORY / path).exists(), target
        if anchor:
            assert anchor in headings(path or document), target


def test_the_documents_have_links_to_test():
    assert "CONTRIBUTING.md" in targets(README)
    assert "#dates" in targets(CONTRIBUTING)


def test_pictures_are_small_described_and_of_a_kind_that_every_browser_shows():
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text_of(README) + text_of(CONTRIBUTING))
    assert pictures
    for description, path in pictures:
        raw = (REPOSITORY / path).read_bytes()
        assert len(raw) < LARGEST_PICTURE, path
        assert raw.startswith(b"\x89PNG\r\n\x1a\n") or raw[8:12] == b"WEBP", path
        assert len(description) > 20, f"{path} has to be described for those who cannot see it"


def test_the_changelog_knows_the_version():
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    assert version in text_of(CHANGELOG)
    assert "## Unreleased" in text_of(CHANGELOG)
