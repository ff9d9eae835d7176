"""Compares the documentation with the program: examples, messages, tables and links."""

import ast
import csv
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date as Day
from datetime import datetime
from functools import cache
from pathlib import Path, PurePosixPath

import click
import pytest
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from mkdocs.config import load_config
from mkdocs_briefing.commands.cli import main
from mkdocs_briefing.commands.diff.changes import TITLES
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.content import budget
from mkdocs_briefing.content.field_types import LONGEST_URL
from mkdocs_briefing.content.file_kinds import kind_of
from mkdocs_briefing.content.header.builder import MAX_DEPTH
from mkdocs_briefing.content.other_files import LARGEST_DRAWING
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.content.scan import DEEPEST, LARGEST, MOST_FILES
from mkdocs_briefing.content.schema import (
    PAGE_KEYS,
    ActorEntry,
    ArticleEntry,
    AttributionEntry,
    BackingEntry,
    ConflictEntry,
    CountEntry,
    DenialEntry,
    Entry,
    EventEntry,
    FileEntry,
    MemberEntry,
    RoleEntry,
    RowEntry,
    SideEntry,
    SourceEntry,
    StatementEntry,
    keys_in_order,
    keys_of,
)
from mkdocs_briefing.content.svg_files import MOST_DRAWN
from mkdocs_briefing.core.addresses import GUIDE as GUIDE_ADDRESS
from mkdocs_briefing.core.counts import Amount, Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.file_types import FILE_TYPES
from mkdocs_briefing.core.names import LONGEST_NAME
from mkdocs_briefing.core.vocabulary import (
    ACTOR_KINDS,
    ACTS,
    EVENT_KINDS,
    SIDE_COLOURS,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    SUPPORT,
    TRACKS,
    Term,
)
from mkdocs_briefing.host.direction import isolated
from mkdocs_briefing.host.plugin import Settings
from mkdocs_briefing.host.theme import THEME
from mkdocs_briefing.markdown.limits import MAX_DEPTH as MAX_DEPTH_OF_TEXT
from mkdocs_briefing.markdown.limits import MAX_LENGTH
from mkdocs_briefing.model.positions import positions
from mkdocs_briefing.site.layout import lay_out
from mkdocs_briefing.site.registry import GENERATED, PAGE_KINDS
from mkdocs_briefing.standings.standing import standing
from mkdocs_briefing.wording.accounts import entry

from tests import pages
from tests.conftest import REPOSITORY, mkdocs, write
from tests.documents import (
    ARCHITECTURE,
    CHANGELOG,
    CONTRIBUTING,
    DOCS,
    DOCUMENTS,
    GUIDE,
    README,
    Block,
    Table,
    anchors,
    blocks,
    code,
    every_block,
    links,
    table,
    tables,
    text_of,
)

PACKAGE = REPOSITORY / "generator/mkdocs_briefing"
LARGEST_PICTURE = 250_000
LARGEST_DOCUMENT = 8_000
WRITING, PUBLISHING, REFERENCE = "docs/writing/", "docs/publishing/", "docs/reference/"


def parametrized(several: Sequence[Block]) -> dict[str, object]:
    return {"argvalues": several, "ids": [block.name for block in several]}


YAML = [block for block in every_block() if block.language == "yaml"]
CONTENT_FILES = [block for block in YAML if block.file.startswith("content/")]
EXAMPLES = [shown for document in GUIDE for shown in tables(document) if shown.header[0] == "On"]
"""What the table of backers says of an example, by day and side."""
EXAMPLE_SECTIONS = {(shown.document, shown.section) for shown in EXAMPLES}
PARTS = [
    block
    for block in YAML
    if not block.mark
    and block.document in GUIDE
    and (block.document, block.section) not in EXAMPLE_SECTIONS
]
FAULTS = [block for block in YAML if block.mark == "fault"]
OWN_BRIEFING = [block for block in blocks(f"{PUBLISHING}start.md") if block.file]
SETTINGS = [block for block in YAML if not block.mark and block.document not in GUIDE]
BASE = ("content/conflicts/tripoli-2019.md", "content/actors/turkey.md")
"""The files of the guide that its other examples build on."""


def write_blocks(folder: Path, several: Sequence[Block]) -> Path:
    return write(folder, {block.file: block.text for block in several})


@pytest.fixture
def reading(tmp_path: Path) -> Callable[[str, str], Reading]:
    """Reads one file beside the conflict and the profile of the guide."""
    base = [block for block in YAML if block.document in GUIDE and block.file in BASE]
    assert len(base) == len(BASE)
    write_blocks(tmp_path, base)

    def read_beside(path: str, text: str) -> Reading:
        write(tmp_path, {path: text})
        return read(tmp_path / "content", root=tmp_path, generated=GENERATED)

    return read_beside


def problems_of(result: Reading) -> str:
    return "".join(f"{problem}\n" for problem in result.problems)


# --- examples -------------------------------------------------------------------------


@pytest.mark.parametrize("block", **parametrized(YAML))
def test_every_yaml_example_is_of_a_kind_that_is_tested(block: Block):
    files = (".pre-commit-config.yaml", ".gitlab-ci.yml", "mkdocs.yml")
    kinds = ("", "fault", "tidy", "untidy")
    assert (
        block.mark in kinds
        or block.file in files
        or re.fullmatch(r"content/(articles|actors|conflicts)/[\w-]+\.md", block.file)
    )


def test_every_fence_is_closed_and_read():
    fences = {
        document: len(re.findall(r"^```", text_of(document), re.MULTILINE))
        for document in DOCUMENTS
    }
    assert sum(fences.values()) > 100
    assert fences == {document: 2 * len(blocks(document)) for document in DOCUMENTS}


@pytest.mark.parametrize(
    "block", **parametrized([block for block in CONTENT_FILES if block.document in GUIDE])
)
def test_a_whole_file_has_no_problem(block: Block, reading):
    result = reading(block.file, block.text)
    assert problems_of(result) == ""
    assert block.file.removeprefix("content/") in [body.path for body in result.briefing.bodies]


@pytest.mark.parametrize(
    "block",
    **parametrized(
        [
            block
            for block in CONTENT_FILES
            if block.file.startswith("content/articles/") and block not in OWN_BRIEFING
        ]
    ),
)
def test_an_article_can_be_tried_in_this_briefing(block: Block, tmp_path: Path):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    assert not (tmp_path / block.file).exists()
    write_blocks(tmp_path, [block])
    assert problems_of(read(tmp_path / "content", root=tmp_path, generated=GENERATED)) == ""


@pytest.mark.parametrize("block", **parametrized(PARTS))
def test_a_part_fits_into_an_article(block: Block, reading):
    usual = {"title": "A title", "date": "2019-11-15", "source": "AFP"}
    missing = [
        f"{key}: {value}\n"
        for key, value in usual.items()
        if not re.search(rf"^{key}:", block.text, re.MULTILINE)
    ]
    header = "".join(missing) + block.text
    assert problems_of(reading("content/articles/new.md", f"---\n{header}---\n\nText.\n")) == ""


@pytest.mark.parametrize("block", **parametrized(CONTENT_FILES))
def test_a_whole_file_is_tidy(block: Block):
    kind = kind_of(block.file.removeprefix("content/"))
    assert kind is not None
    assert formatted(block.text, kind) == block.text


def test_the_untidy_header_becomes_the_tidy_one():
    by_mark = {block.mark: block.text for block in blocks("docs/editing/fmt.md")}
    untidy, tidy = (f"---\n{by_mark[mark]}---\n" for mark in ("untidy", "tidy"))
    assert formatted(untidy, ArticleEntry) == tidy


def message_below(fault: Block) -> str:
    siblings = blocks(fault.document)
    below = siblings[siblings.index(fault) + 1]
    assert below.language == "text", f"{fault.name} is not followed by its message"
    return below.text


@pytest.mark.parametrize("block", **parametrized(FAULTS))
def test_a_fault_has_the_message_that_is_quoted(block: Block, reading):
    assert problems_of(reading("content/articles/new.md", block.text)) == message_below(block)


def test_every_quoted_message_is_tested():
    tested = "".join(map(message_below, FAULTS)).splitlines()
    quoted = [
        line
        for block in every_block()
        if block.language == "text"
        for line in block.text.splitlines()
        if re.match(r"\S+:\d+:\d+: ", line)
    ]
    assert len(tested) > 10
    assert set(quoted) == set(tested)


@pytest.mark.parametrize("block", **parametrized(SETTINGS))
def test_mkdocs_accepts_the_settings_that_are_shown(block: Block, tmp_path: Path, caplog):
    write_blocks(tmp_path, OWN_BRIEFING)
    settings = yaml.safe_load(text_of_block(OWN_BRIEFING, "mkdocs.yml"))
    settings |= yaml.safe_load(block.text)
    write(tmp_path, {"mkdocs.yml": yaml.safe_dump(settings)})
    assert "briefing" in load_config(str(tmp_path / "mkdocs.yml")).plugins
    assert caplog.text == ""


def text_of_block(several: Sequence[Block], file: str) -> str:
    return next(block.text for block in several if block.file == file)


def test_settings_for_web_services_can_be_read_and_build_strictly():
    hosts = blocks(f"{PUBLISHING}hosts.md")
    gitlab = yaml.safe_load(text_of_block(hosts, ".gitlab-ci.yml"))["pages"]
    netlify = tomllib.loads(text_of_block(hosts, "netlify.toml"))["build"]
    assert gitlab["artifacts"]["paths"] == ["public"]
    assert gitlab["script"][-1] == "mkdocs build --strict --site-dir public"
    assert netlify["publish"] == "site"
    assert netlify["command"].endswith("mkdocs build --strict")


# --- words and keys -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "terms"),
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
def test_the_guide_explains_every_word_as_the_program_does(first: str, terms: Mapping[str, Term]):
    meanings = {word: term.meaning for word, term in terms.items()}
    assert list(table(first).column(1).items()) == list(meanings.items())


def test_the_guide_lists_every_colour_of_a_side():
    assert table("`colour`").words == tuple(SIDE_COLOURS)


KEYS = [
    ("an article", "Article", ArticleEntry, None),
    ("every row", "Every row", RowEntry, None),
    ("a source", "Source", SourceEntry, None),
    ("a backing row", "Backing row", BackingEntry, RowEntry),
    ("a voice", "Voice", AttributionEntry, None),
    ("a denial", "Denial", DenialEntry, AttributionEntry),
    ("an event", "Event", EventEntry, RowEntry),
    ("a statement", "Statement", StatementEntry, RowEntry),
    ("a role", "Role", RoleEntry, RowEntry),
    ("a count", "Count", CountEntry, None),
    ("a profile", "Profile", ActorEntry, None),
    ("a conflict", "Conflict", ConflictEntry, None),
    ("a side", "Side", SideEntry, None),
]
"""How the guide and the reference call an entry, and whose keys stand in another table."""


def own_keys(entry: type[Entry], elsewhere: type[Entry] | None) -> list[str]:
    others = keys_of(elsewhere) if elsewhere else keys_of(FileEntry)
    return [key for key in keys_in_order(entry) if key not in others]


def required_keys(entry: type[Entry]) -> set[str]:
    return {
        field.alias or name for name, field in entry.model_fields.items() if field.is_required()
    }


@pytest.mark.parametrize(("guide", "_", "entry", "elsewhere"), KEYS)
def test_the_guide_explains_every_key_and_no_other(guide, _, entry, elsewhere):
    shown = table(f"Key of {guide}")
    keys = own_keys(entry, elsewhere)
    assert sorted(shown.words) == sorted(keys)
    marked = {code(row[0])[0] for row in shown.rows if "Required." in row}
    assert marked == required_keys(entry) & set(keys)


@pytest.mark.parametrize(
    ("_", "first", "entry", "elsewhere"), [*KEYS, ("", "Member", MemberEntry, None)]
)
def test_the_reference_lists_every_key_in_its_order(_, first, entry, elsewhere):
    assert list(table(first, f"{REFERENCE}headers.md").words) == own_keys(entry, elsewhere)


def default_of(entry: type[Entry], key: str) -> str:
    fields = {field.alias or name: field for name, field in entry.model_fields.items()}
    if fields[key].is_required():
        return "required"
    match fields[key].default:
        case bool(flag):
            return f"`{str(flag).lower()}`"
        case str(word) | (str(word),):
            return f"`{word}`"
        case _:
            return ""


@pytest.mark.parametrize(
    ("_", "first", "entry", "elsewhere"), [*KEYS, ("", "Member", MemberEntry, None)]
)
def test_the_reference_gives_the_default_of_every_key(_, first, entry, elsewhere):
    defaults = table(first, f"{REFERENCE}headers.md").column(2)
    assert defaults == {key: default_of(entry, key) for key in own_keys(entry, elsewhere)}


@pytest.mark.parametrize(
    ("first", "entry", "keys"),
    [
        ("Key of an article", ArticleEntry, {"draft"}),
        ("Key of a backing row", BackingEntry, {"stance", "support", "status"}),
        ("Key of a statement", StatementEntry, {"act"}),
    ],
)
def test_the_guide_gives_the_defaults_of_the_program(first, entry, keys):
    defaults = table(first).column(2)
    assert {key: defaults[key] for key in keys} == {key: default_of(entry, key) for key in keys}


def test_the_reference_lists_the_keys_that_are_passed_on():
    (line,) = re.findall(
        r"^These are passed on to the page unread: .*", text_of(f"{REFERENCE}headers.md"), re.M
    )
    assert set(code(line)) == PAGE_KEYS


# --- dates, counts, positions ---------------------------------------------------------


@pytest.mark.parametrize("document", [f"{WRITING}dates.md", f"{REFERENCE}dates.md"])
def test_dates_are_shown_as_the_tables_say(document: str):
    shown = table("You write", document).column(1)
    assert len(shown) > 5
    assert {text: Date.parse(text).words() for text in shown} == shown


def test_dates_mean_the_days_in_the_reference():
    rows = table("You write", f"{REFERENCE}dates.md").rows
    assert len(rows) > 5
    for text, _, first, last in rows:
        date = Date.parse(code(text)[0])
        assert (str(date.earliest or "none"), str(date.latest or "none")) == (first, last), text


@pytest.mark.parametrize("document", [f"{WRITING}counts.md", f"{REFERENCE}counts.md"])
def test_counts_are_shown_as_the_tables_say(document: str):
    shown = table("You write", document).column(1)
    assert len(shown) > 3
    assert {text: Count.parse(text.strip('"')).words() for text in shown} == shown


def test_amounts_are_shown_as_the_reference_says():
    shown = table("Amount").column(1)
    assert len(shown) > 3
    assert {text: Amount.parse(text).words() for text in shown} == shown


def test_the_guide_sorts_the_stances_into_tracks():
    shown = table("Track").rows
    assert [track for track, *_ in shown] == list(TRACKS)
    assert {word: track for track, _, words in shown for word in code(words)} == {
        word: term.track for word, term in STANCES.items()
    }


def test_counts_have_the_numbers_in_the_reference():
    rows = table("You write", f"{REFERENCE}counts.md").rows
    assert len(rows) > 3
    for text, _, *numbers in rows:
        count = Count.parse(code(text)[0].strip('"'))
        found = (count.low, count.best, count.high)
        assert [str("none" if number is None else number) for number in found] == numbers, text


def blocks_above(shown: Table) -> list[Block]:
    """The articles of an example: the blocks in the section of its table."""
    return [
        block
        for block in blocks(shown.document)
        if block.section == shown.section and block.language == "yaml"
    ]


def day_of(text: str) -> Day:
    return datetime.strptime(text.removeprefix("On "), "%d %B %Y").date()


def seen(result: Reading, parts: Iterable[tuple[Template, object]]) -> str:
    """What readers see of parts of pages."""
    view = lay_out(result.briefing, site_name="A briefing", site_url=None).pages[0].shared()
    rendered = (template.render(view=view, one=one) for template, one in parts)
    return " ".join(pages.text(pages.parsed(html)) for html in rendered)


def said_of(result: Reading, side: str, on: Day) -> str:
    """What the table says of the one backer on a day."""
    (backer,) = {row.by for row in result.briefing.backing}
    found = [
        position
        for position in positions(result.briefing.backing, on)
        if position.by is backer and position.side.name == side
    ]
    return seen(result, ((CELL, standing(position)) for position in found))


def shortened(said: str, cell: str) -> str:
    """What the table says, without the day last known where the guide leaves that out."""
    return said if "last known" in cell else re.sub(r"; last known \d+ \w+ \d{4}", "", said)


def plain_words(said: str) -> list[str]:
    """The words of a cell, without what the guide leaves out, and without punctuation."""
    said = re.sub(r"On the word of .*?\(claim\)|support not specified", " ", said)
    return re.findall(r"\w+", said.lower()) or NOTHING


NOTHING = ["nothing", "on", "record"]
TEMPLATES = Environment(loader=FileSystemLoader(THEME), autoescape=True, undefined=StrictUndefined)
TEMPLATES.filters["isolated"] = isolated
CELL, EVENT = (
    TEMPLATES.from_string(
        f'{{% from "briefing/partials/{file}" import {macro} %}}'
        f'<div>{{{{ {macro}("", view, one) }}}}</div>'
    )
    for file, macro in (("standings.html", "positions"), ("events.html", "event"))
)
"""A cell of the table of backers, and an event of the chronology."""


@pytest.fixture
def example(tmp_path: Path) -> Callable[[Table], Reading]:
    """Reads the blocks of an example as articles, beside the conflicts of its page."""

    def read_example(shown: Table) -> Reading:
        conflicts = [block for block in YAML if block.file.startswith("content/conflicts/")]
        of_page = [block for block in conflicts if block.document == shown.document]
        articles = [block for block in blocks_above(shown) if block not in of_page]
        write_blocks(tmp_path, of_page or [one for one in conflicts if one.file == BASE[0]])
        for number, block in enumerate(articles):
            part = f"---\ntitle: T\nsource: AFP\n{block.text}---\n"
            path = block.file or f"content/articles/example-{number}.md"
            write(tmp_path, {path: block.text if block.file else part})
        result = read(tmp_path / "content", root=tmp_path, generated=GENERATED)
        assert problems_of(result) == ""
        return result

    return read_example


@pytest.mark.parametrize(
    "shown", EXAMPLES, ids=[f"{shown.document}: {shown.section}" for shown in EXAMPLES]
)
def test_the_table_says_what_the_guide_says(shown: Table, example):
    result = example(shown)
    assert len(shown.rows) > 1
    for day, *cells in shown.rows:
        for side, cell in zip(shown.header[1:], cells, strict=True):
            said = said_of(result, side.removeprefix("Towards "), day_of(day))
            assert plain_words(shortened(said, cell)) == plain_words(cell), day


QUOTES = [
    shown
    for document in GUIDE
    for shown in tables(document)
    if shown.header[0].startswith("Readers see")
]
"""What pages say of the part of an article that stands in the same section of the guide."""


@pytest.mark.parametrize("shown", QUOTES, ids=[shown.document for shown in QUOTES])
def test_pages_say_what_the_guide_quotes(shown: Table, reading):
    (part,) = blocks_above(shown)
    result = reading(
        "content/articles/new.md", f"---\ntitle: T\ndate: 2019-11-15\nsource: AFP\n{part.text}---\n"
    )
    assert problems_of(result) == ""
    briefing = result.briefing
    said = seen(
        result,
        [
            *((CELL, standing(one)) for one in positions(briefing.backing, Day(2019, 11, 15))),
            *((EVENT, entry(one, briefing.statements)) for one in briefing.events),
        ],
    )
    assert [quote for (quote,) in shown.rows if quote not in said] == []


def test_the_guide_has_examples_to_test():
    assert len(EXAMPLES) > 8
    assert len(QUOTES) > 1


def test_a_position_begins_as_the_guide_says(reading):
    shown = table("In an article of 4 May 2019")
    assert len(shown.rows) > 3
    for keys, *cells in shown.rows:
        row = "".join(f", {key}" for key in code(keys))
        header = f"title: T\ndate: 2019-05-04\nsource: AFP\nbacking: [{{by: Turkey, to: GNA{row}}}]"
        result = reading("content/articles/new.md", f"---\n{header}\n---\n")
        for day, cell in zip(shown.header[1:], cells, strict=True):
            said = shortened(said_of(result, "GNA", day_of(day)), cell)
            assert plain_words(said) == plain_words(cell), (keys, day)


# --- the reference --------------------------------------------------------------------


@cache
def messages_of_cases() -> frozenset[tuple[str, str]]:
    """Code and message, with its severity, of every case in tests/invalid."""
    lines = [
        line
        for path in (REPOSITORY / "tests/invalid").glob("*/expected.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    found = [re.fullmatch(r"\S+?:\d+:\d+: (.+) \[([a-z-]+)\]", line) for line in lines]
    return frozenset((match[2], match[1]) for match in found if match)


@cache
def texts_of_package() -> frozenset[str]:
    """Every text in the code of the package, as a pattern: values inside it match anything."""
    nodes = [
        node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]
    formatted_texts = [node.values for node in nodes if isinstance(node, ast.JoinedStr)]
    pieces = {id(part) for parts in formatted_texts for part in parts}
    plain_texts = [[node] for node in nodes if isinstance(node, ast.Constant)]
    return frozenset(
        "".join(re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in parts)
        for parts in [*formatted_texts, *(one for one in plain_texts if id(one[0]) not in pieces)]
        if all(not isinstance(part, ast.Constant) or isinstance(part.value, str) for part in parts)
    )


PROBLEMS = {
    code(row[0])[0]: row[1]
    for shown in tables(f"{REFERENCE}problems.md")
    for row in shown.rows
    if shown.header[0] == "Code"
}


def test_every_code_of_a_problem_is_explained():
    known = {code for code, _ in messages_of_cases()}
    assert len(known) > 30
    assert known <= PROBLEMS.keys()


def test_no_code_is_explained_that_the_program_lacks():
    keys = {key for _, _, entry, _ in KEYS for key in keys_of(entry)}
    assert len(PROBLEMS) > 40
    assert {re.escape(name) for name in PROBLEMS.keys() - keys} <= texts_of_package()


@pytest.mark.parametrize("name", PROBLEMS)
def test_the_example_of_a_problem_is_real(name: str):
    severity, _, message = PROBLEMS[name].partition(": ")
    (text,) = code(message)
    if any(name == case for case, _ in messages_of_cases()):
        assert (name, f"{severity}: {text}") in messages_of_cases()
    else:
        messages = [one for one in texts_of_package() if len(one.replace(".+", "")) > 15]
        assert [one for one in messages if re.search(one, text)], text


SUBCOMMANDS = {
    name: main.get_command(click.Context(main), name)
    for name in main.list_commands(click.Context(main))
}
COMMANDS = {
    **{f"briefing {name}": command for name, command in SUBCOMMANDS.items() if name != "new"},
    **{f"briefing new {name}": command for name, command in SUBCOMMANDS["new"].commands.items()},
}


def flags_of(command: click.Command) -> set[str]:
    return {
        flag
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for flag in (*parameter.opts, *parameter.secondary_opts)
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_lists_every_flag(name: str):
    sections = {name, "Flags of every briefing new"} if " new " in name else {name}
    shown = {
        word.partition(" ")[0]
        for one in tables(f"{REFERENCE}commands.md")
        if one.section in sections
        for word in one.words
    }
    assert shown == flags_of(COMMANDS[name])
    assert f"## {name}\n" in text_of(f"{REFERENCE}commands.md")


def test_the_reference_lists_every_command():
    assert table("Command", f"{REFERENCE}commands.md").words == tuple(
        f"briefing {name}" for name in ("check", "fmt", "diff", "new", "init", "upgrade", "schema")
    )
    assert set(SUBCOMMANDS) == {"check", "fmt", "diff", "init", "new", "schema", "upgrade"}


def test_the_reference_lists_every_setting_of_the_plugin():
    defaults = {name: f"`{str(option.default).lower()}`" for name, option in Settings._schema}
    assert table("Setting of the plugin").column(1) == defaults


def test_the_reference_lists_every_page_of_the_program():
    shown = {address.strip("/") for address in table("Address").words}
    pages = {kind.address.strip("/") for kind in PAGE_KINDS if kind.address is not None}
    assert len(pages) > 5
    assert pages | {GUIDE_ADDRESS.strip("/")} <= shown


def test_the_reference_lists_every_download():
    files = table("File", f"{REFERENCE}downloads.md")
    assert sorted(files.words) == sorted(GENERATED.files)


@pytest.mark.parametrize("path", [path for path in GENERATED.files if path.endswith(".csv")])
def test_the_reference_lists_every_column_in_order(path: str, built_site: Path):
    with (built_site / path).open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    shown = table(f"Column of {PurePosixPath(path).name}")
    assert list(shown.words) == header
    assert [row for row in shown.rows if not row[1]] == []


def test_the_guide_lists_every_kind_of_change():
    shown = table("Kind of change", "docs/editing/diff.md").rows
    assert {kind.strip("`"): words for kind, words in shown} == dict(TITLES)


def test_the_reference_gives_the_limits_of_the_program():
    limits = [row[1].partition(" ")[0] for row in table("What", f"{REFERENCE}files.md").rows]
    mebibyte = 1024 * 1024
    numbers = [LARGEST // mebibyte, LARGEST_DRAWING // mebibyte, MOST_FILES, DEEPEST, MAX_DEPTH]
    numbers += [LONGEST_NAME, LONGEST_URL, MAX_LENGTH, MAX_DEPTH_OF_TEXT]
    assert limits == [f"{number:,}" for number in numbers]


def test_the_reference_lists_every_ending_that_is_published():
    shown = {
        ending: (what, top)
        for endings, what, top in table("Ending", f"{REFERENCE}file-types.md").rows
        for ending in code(endings)
    }
    assert shown == {
        ending: (kind.what, "yes" if kind.at_top else "no") for ending, kind in FILE_TYPES.items()
    }


def test_the_reference_gives_the_limits_of_drawings():
    words = text_of(f"{REFERENCE}file-types.md")
    assert f"has at most {LARGEST_DRAWING // 1024 // 1024} MiB, and draws at most" in words
    assert f"draws at most {MOST_DRAWN:,} elements" in words


def test_the_reference_gives_the_weights_of_the_budget():
    costs = [row[1] for row in table("What costs", f"{REFERENCE}files.md").rows]
    weights = (budget.FILE, budget.PAGE, budget.LINKED, budget.CONFLICT, budget.TEXT)
    weights += (budget.WORK, budget.NODE, budget.CELL, budget.MEMBER, budget.SHOWN)
    assert costs == [f"{weight:,}" for weight in weights]
    text = (REPOSITORY / REFERENCE / "files.md").read_text(encoding="utf-8")
    assert f"{budget.ALLOWANCE:,} + {budget.RATE} \N{MULTIPLICATION SIGN} n" in text


# --- the README and the guides --------------------------------------------------------

(FIRST_ARTICLE,) = (block for block in blocks(README) if block.file)


def test_the_first_article_appears_wherever_the_readme_says(tmp_path: Path):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    write_blocks(tmp_path, [FIRST_ARTICLE])
    done = mkdocs("build", "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    addresses = table("Page", README).words
    assert len(addresses) > 5
    for address in addresses:
        page = "data/backing.csv" if address == "/data/" else f"{address.strip('/')}/index.html"
        html = (tmp_path / "site" / page.lstrip("/")).read_text(encoding="utf-8")
        assert "Atlantis" in html, f"{address} does not show the new article"


def test_the_mistake_in_the_readme_is_an_error(tmp_path: Path):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    (change,) = re.findall(r"change `(.+?)` to `(.+?)` and save", text_of(README))
    assert FIRST_ARTICLE.text.count(change[0]) == 1
    write(tmp_path, {FIRST_ARTICLE.file: FIRST_ARTICLE.text.replace(*change)})
    (problem,) = read(tmp_path / "content", root=tmp_path, generated=GENERATED).problems
    assert problem.severity == "error"
    assert "write LNA or GNA" in problem.message


def test_a_briefing_builds_from_the_three_files_shown(tmp_path: Path):
    write_blocks(tmp_path, OWN_BRIEFING)
    assert {path.name for path in tmp_path.iterdir()} == {"content", "mkdocs.yml"}
    done = mkdocs("build", "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Upland" in (tmp_path / "site/backers/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("between", [",", ";"])
def test_the_script_that_moves_a_spreadsheet_works(tmp_path: Path, between: str):
    write_blocks(tmp_path, OWN_BRIEFING)
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parent.parent)
    script, sheet = (
        next(one.text for one in blocks(f"{PUBLISHING}moving.md") if one.language == language)
        for language in ("python", "text")
    )
    sheet += "4/5/2021,The Gazette,https://example.org/x,A title,Upland,North,,\n"
    write(tmp_path, {"move.py": script, "positions.csv": sheet.replace(",", between)})
    done = subprocess.run(
        [sys.executable, "move.py"], cwd=tmp_path, check=True, timeout=120, capture_output=True
    )
    assert b"row 4 of the sheet" in done.stdout
    assert b"write 2021-05-04 or 2021-04-05" in done.stderr
    briefing = read(tmp_path / "content", root=tmp_path, generated=GENERATED).briefing
    articles = {article.title for article in briefing.articles}
    assert articles == {"Upland stands by the North", "Lowland pays the South"}
    claims = {(row.by.name, row.side.name) for row in briefing.backing}
    assert claims >= {("Lowland", "South"), ("Highland", "South")}


def test_docs_dir_has_to_be_written(tmp_path: Path):
    """As long as this is so, the documentation explains it."""
    config = text_of_block(OWN_BRIEFING, "mkdocs.yml").replace("docs_dir: content\n", "")
    write_blocks(tmp_path, OWN_BRIEFING)
    write(tmp_path, {"mkdocs.yml": config})
    done = mkdocs("build", cwd=tmp_path)
    assert done.returncode != 0
    assert "docs_dir" in done.stderr


def makefile_targets() -> dict[str, bool]:
    """Every target, and whether `make help` lists it."""
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    found = re.findall(r"^([a-z]+):(?!=)(.*)$", makefile, re.MULTILINE)
    return {target: "## " in rest for target, rest in found}


def test_every_make_command_in_the_documentation_exists():
    commands = {
        command
        for document in DOCUMENTS
        for command in re.findall(r"(?:`|^)make ([a-z][\w-]+)", text_of(document), re.MULTILINE)
    }
    assert len(commands) > 5
    assert commands <= makefile_targets().keys()


def test_contributing_lists_every_make_command():
    commands = [word.removeprefix("make ") for word in table("Command", CONTRIBUTING).words]
    assert sorted(commands) == sorted(name for name, listed in makefile_targets().items() if listed)


def test_the_readme_and_ci_use_the_same_test_command():
    commands = [
        line.partition("#")[0].strip()
        for block in blocks(README)
        if block.section == "Two commands"
        for line in block.text.splitlines()
    ]
    assert commands == ["make serve", "make test"]
    ci = (REPOSITORY / ".ci/run").read_text(encoding="utf-8")
    assert re.search(r"^make test\b", ci, re.MULTILINE)


def test_every_dependency_has_a_reason():
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    groups = project["dependency-groups"]
    requirements = [
        project["project"]["dependencies"],
        groups["build"],
        [*groups["test"], *groups["properdocs"], *groups["neighbours"]],
        groups["bench"],
    ]
    names = [
        sorted(re.split(r"[^\w.-]", requirement)[0] for requirement in group)
        for group in requirements
    ]
    shown = tables("docs/decisions/dependencies.md")
    assert [sorted(one.words) for one in shown] == names
    assert [row for one in shown for row in one.rows if not row[1]] == []


def test_the_architecture_names_every_room():
    rooms = {path.name for path in PACKAGE.iterdir() if any(path.glob("*.py"))}
    shown = {word.strip("/") for word in table("Folder", ARCHITECTURE).words}
    assert shown == rooms - {"__pycache__"}


@pytest.mark.parametrize(("first", "files"), [("Module", "*.js"), ("Style sheet", "*.css")])
def test_every_script_and_style_sheet_is_explained(first: str, files: str):
    names = sorted(path.name for path in (REPOSITORY / "theme/assets/briefing").glob(files))
    assert sorted(table(first).words) == names


@pytest.mark.parametrize("document", [README, CONTRIBUTING])
def test_the_first_documents_stay_short(document: str):
    assert len(text_of(document).encode()) <= LARGEST_DOCUMENT


def test_the_architecture_fits_on_two_screens():
    assert len(text_of(ARCHITECTURE).splitlines()) <= 100


# --- links and pictures ---------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_to_a_file_and_a_heading(document: str):
    for link in links(document):
        path, _, anchor = link.partition("#")
        target = (REPOSITORY / document).parent / path if path else REPOSITORY / document
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.resolve().relative_to(REPOSITORY).as_posix()), link


def test_the_documents_have_links_to_test():
    assert "docs/writing/index.md" in links(README)
    assert "events.md#two-accounts-of-one-event" in links(f"{WRITING}counts.md")


@pytest.mark.parametrize("document", GUIDE)
def test_the_guide_links_only_to_itself(document: str):
    """Every briefing shows it, without the other documentation."""
    outside = [link for link in links(document) if "/" in link.partition("#")[0]]
    assert outside == []


@pytest.mark.parametrize("folder", ["writing", "editing", "publishing", "reference", "decisions"])
def test_a_section_links_to_each_of_its_pages(folder: str):
    pages = {PurePosixPath(path).name for path in DOCS if path.startswith(f"docs/{folder}/")}
    assert len(pages) > 5
    assert pages - {"index.md"} <= set(links(f"docs/{folder}/index.md"))


def test_pictures_are_small_and_described():
    pictures = [
        (description, (REPOSITORY / document).parent / path)
        for document in DOCUMENTS
        for description, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text_of(document))
    ]
    assert len(pictures) > 2
    for description, path in pictures:
        raw = path.read_bytes()
        assert len(raw) < LARGEST_PICTURE, path
        assert raw.startswith(b"\x89PNG\r\n\x1a\n") or raw[8:12] == b"WEBP", path
        assert len(description) > 20, f"{path} needs a description for those who cannot see it"


def test_the_changelog_names_the_version():
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    assert version in text_of(CHANGELOG)
    assert "## Unreleased" in text_of(CHANGELOG)
