"""The JSON Schemas of the headers accept what the check accepts, with listed exceptions."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from mkdocs_briefing.content.header.document import read_document
from mkdocs_briefing.content.header.nodes import MapNode, Node, ScalarNode, SeqNode
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.content.scan import list_files, read_text
from mkdocs_briefing.core.problems import ProblemCollector
from mkdocs_briefing.exports.json_schemas import KINDS, json_schema, schema_file
from mkdocs_briefing.site.registry import GENERATED

HERE = Path(__file__).parent
INVALID = HERE / "invalid"
FOLDERS = {"articles": "article", "actors": "actor", "conflicts": "conflict"}
VALIDATORS = {kind: Draft202012Validator(json_schema(kind)) for kind in KINDS}

BEYOND = {
    "address-as-publisher": "a name may look like an address",
    "after-article": "JSON Schema compares no two values",
    "accents-differ": "which names are declared, other files say",
    "ambiguous-name": "who else has this name, other files say",
    "as-of-outside": "JSON Schema compares no two values",
    "backs-itself": "who is on which side, the conflict says",
    "comment": "a comment is no part of what YAML holds",
    "commas": "whether a value has quotes is no part of what YAML holds",
    "conflict": "which conflicts there are, other files say",
    "curly-quotes": "which quotation marks a writer meant, JSON Schema cannot know",
    "date-order": "JSON Schema compares no two values",
    "duplicate-id": "whether an id is given twice, other rows and files say",
    "duplicate-row": "JSON Schema knows no defaults, by which two rows are the same",
    "far-date": "which dates there are, other rows and files say",
    "invisible-character": "regular expressions of JSON Schema know no categories of characters",
    "mixed-alphabets": "a name may hold any letters",
    "more-civilians": "JSON Schema compares no two values",
    "near-name": "which names are declared, other files say",
    "near-publisher": "which publishers there are, other articles say",
    "no-dash": "a list of one entry and the entry alone are the same to the schema",
    "no-source": "JSON Schema follows no default from the article to its rows",
    "outside-membership": "who is on which side, the conflict says",
    "own-word": "what others claim, other rows and files say",
    "still-counts": "what a source said before, other files say",
    "reserved": "the addresses that the site itself needs are no matter of one header",
    "same-actor": "whom two names mean, other files say",
    "same-colour": "JSON Schema compares no two rows",
    "side": "who is on which side, the conflict says",
    "source-too-old": "JSON Schema compares no two values",
    "stray-sign": "whether a value has quotes is no part of what YAML holds",
    "unknown-event": "which events there are, other rows and files say",
    "unknown-source": "JSON Schema follows no key to the sources",
}
"""Codes of problems that only the check can see, and why."""

PARTLY = {
    ("event-with-a-fault/articles/fault.md", "date"): "JSON Schema has no calendar: 31 November",
    (
        "name-with-invisible-characters/articles/fault.md",
        "empty",
    ): "regular expressions of JSON Schema know no categories of characters",
}
"""Problems of which the schema sees others with the same code, and why not these."""


@dataclass(frozen=True)
class Header:
    """A header that could be read, and the codes of what the check finds in it."""

    name: str
    kind: str
    node: MapNode
    codes: frozenset[str]


def headers(name: str, content: Path) -> Iterator[Header]:
    problems = read(content, root=content.parent, drafts=True, generated=GENERATED).problems
    for path in list_files(content).markdown:
        kind = FOLDERS.get(path.split("/")[0])
        if kind is None or Path(path).stem == "index":
            continue
        collector = ProblemCollector(path)
        text = read_text(content / path, collector)
        document = read_document(text, collector) if text is not None else None
        if document is None or document.header is None or collector.failed:
            continue
        codes = {
            problem.code
            for problem in problems
            if problem.path == f"content/{path}" and 1 < problem.line < document.body_line
        }
        yield Header(f"{name}/{path}", kind, document.header, frozenset(codes))


def every_header(folder: Path) -> list[Header]:
    shutil.copytree(HERE.parent / "content", folder / "own" / "content")
    shutil.copytree(HERE / "golden" / "content", folder / "golden" / "content")
    found = [*headers("own", folder / "own" / "content")]
    found += headers("golden", folder / "golden" / "content")
    for case in sorted(INVALID.iterdir()):
        content = folder / case.name / "content"
        shutil.copytree(INVALID / "base", content)
        shutil.copytree(case, content, dirs_exist_ok=True)
        found += headers(case.name, content)
    return found


@pytest.fixture(scope="module")
def all_headers(tmp_path_factory: pytest.TempPathFactory) -> list[Header]:
    return every_header(tmp_path_factory.mktemp("headers"))


def as_text(node: Node) -> object:
    """Every plain value as text, as the check reads it."""
    return value_of(node, typed=False)


def as_yaml_12(node: Node) -> object:
    """Numbers and truth as editors read them."""
    return value_of(node, typed=True)


def value_of(node: Node, *, typed: bool) -> object:
    if isinstance(node, SeqNode):
        return [value_of(item, typed=typed) for item in node.items]
    if isinstance(node, MapNode):
        return {name: value_of(value, typed=typed) for name, (_, value) in node.entries.items()}
    assert isinstance(node, ScalarNode)
    if node.missing:
        return None
    if not typed or not node.plain:
        return node.text
    if node.text in ("true", "false"):
        return node.text == "true"
    if re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+(?:e[-+]?[0-9]+)?", node.text):
        return float(node.text)
    return node.text


@pytest.mark.parametrize("reader", [as_text, as_yaml_12])
def test_check_and_schema_accept_the_same_headers(all_headers, reader):
    wrong = []
    for header in all_headers:
        errors = list(VALIDATORS[header.kind].iter_errors(reader(header.node)))
        seen = header.codes - BEYOND.keys()
        seen -= {code for code in seen if (header.name, code) in PARTLY}
        if bool(errors) != bool(seen):
            wrong.append((header.name, sorted(header.codes), [error.message for error in errors]))
    assert wrong == []


def test_valid_and_invalid_headers_are_compared(all_headers):
    assert sum(not header.codes for header in all_headers) > 50
    assert sum(bool(header.codes) for header in all_headers) > 20


def test_every_listed_difference_occurs(all_headers):
    """A code in the list above that no case has would be a difference that nobody looked at."""
    assert BEYOND.keys() <= {code for header in all_headers for code in header.codes}
    known = {(header.name, code) for header in all_headers for code in header.codes}
    assert PARTLY.keys() <= known


DATES = yaml.load(
    (HERE / "cases" / "dates.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
NO_CALENDAR = re.compile(r"no such day|no such year: 0000|ends before it begins")
"""What a pattern does not see."""


@pytest.mark.parametrize("case", DATES, ids=lambda case: case["text"])
def test_a_date_fits_the_schema_if_it_can_be_read(case):
    fits = VALIDATORS["article"].is_valid({"title": "A", "date": case["text"]})
    if "words" in case:
        assert fits
    else:
        assert not fits or NO_CALENDAR.search(case["error"])


@pytest.mark.parametrize(
    ("header", "fits"),
    [
        ({"title": "A", "date": 2019, "draft": True, "tags": "one"}, True),
        ({"title": 1984, "date": "2019-04~"}, True),
        ({"title": "A", "date": "2019", "summary": None, "template": "home.html"}, True),
        ({"title": None, "date": "2019"}, False),
        ({"title": "A", "date": 2019.5}, False),
        ({"title": "A", "date": "2019", "sumary": "B"}, False),
        ({"title": "A", "date": "2019", "sources": {"afp": "AFP"}}, True),
        ({"title": "A", "date": "2019", "statements": {"who": "B", "about": []}}, False),
        ({"title": "A", "date": "2019", "backing": {"by": "B", "to": ["C"]}}, True),
        ({"title": "A", "date": "2019", "backing": {"by": "B", "to": []}}, False),
    ],
)
def test_values_are_accepted_as_editors_read_them(header: dict[str, object], fits: bool):
    assert VALIDATORS["article"].is_valid(header) == fits


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_valid_and_published(kind: str):
    Draft202012Validator.check_schema(json.loads(schema_file(kind)))
    assert f"data/{kind}.schema.json" in GENERATED.files


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_prints_the_schema(kind: str):
    command = [Path(sys.executable).with_name("briefing"), "schema", kind]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == schema_file(kind)
