"""What a preview works out of one edited header is what a whole reading finds."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random

import pytest
import yaml
from mkdocs_briefing.content.file_reader import FileCache
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.model.entities import Actor, Article, Briefing, Conflict, Event, Source
from mkdocs_briefing.site.registry import GENERATED

from tests.conftest import REPOSITORY
from tests.telling import told

EDITS = 60
# `make fuzz` makes other edits each time.
SEED = Random().randrange(10**6) if "FUZZ" in os.environ else 7
CONTENTS = [
    REPOSITORY / "content",
    REPOSITORY / "tests/golden/content",
    *sorted(folder / "content" for folder in (REPOSITORY / "tests/wars").iterdir()),
]
ENTITIES = (Actor, Article, Conflict, Event, Source)


def reading_of(content: Path, cache: FileCache) -> Reading:
    return read(content, root=content.parent, generated=GENERATED, drafts=True, cache=cache)


class Editor:
    """Makes one random edit of the header of an article after another."""

    def __init__(self, content: Path, seed: int) -> None:
        self.random = Random(seed)
        self.files = sorted((content / "articles").rglob("*.md"))
        self.files = [file for file in self.files if file.read_text().startswith("---\n")]
        self.headers = [self.header(file) for file in self.files]
        self.count = 0

    def header(self, file: Path) -> dict[str, object]:
        header = yaml.load(file.read_text().split("\n---\n")[0], yaml.CBaseLoader)
        return header if isinstance(header, dict) else {}

    def rows(self, header: dict[str, object]) -> list[tuple[str, dict[str, object]]]:
        return [
            (key, row)
            for key in ("backing", "events", "statements", "roles")
            for row in (header.get(key) or ())
            if isinstance(row, dict)
        ]

    def edit(self) -> tuple[Path, str, str]:
        """Edit a file; return it, what it was before, and the kind of edit."""
        self.count += 1
        file = self.random.choice(self.files)
        before = file.read_text()
        text = before.split("\n---\n", 1)[-1]
        header = self.header(file)
        kinds = (
            *(self.title, self.value, self.value, self.value, self.day, self.name, self.name),
            *(self.copied_row, self.copied_row, self.no_row, self.source, self.id, self.words),
        )
        kind = self.random.choice(kinds)
        kind(header)
        written = yaml.safe_dump(header, allow_unicode=True, sort_keys=False, width=1000)
        file.write_text(f"---\n{written}---\n{text}")
        return file, before, kind.__name__

    def title(self, header: dict[str, object]) -> None:
        header["title"] = f"Title {self.count}"

    def words(self, header: dict[str, object]) -> None:
        header["summary"] = f"Summary {self.count}."

    def value(self, header: dict[str, object]) -> None:
        """Give a row a value that another row has for the same key."""
        if rows := self.rows(header):
            kind, row = self.random.choice(rows)
            key = self.random.choice([key for key in row if key != "id"] or [""])
            others = [
                other[key]
                for one in self.headers
                for name, other in self.rows(one)
                if name == kind and key in other
            ]
            if others:
                row[key] = self.random.choice(others)

    def day(self, header: dict[str, object]) -> None:
        holders = [header, *(row for _, row in self.rows(header))]
        holder = self.random.choice(holders)
        keys = [key for key in ("date", "since", "until", "as_of", "updated") if key in holder]
        if keys:
            holder[self.random.choice(keys)] = f"2019-{self.random.randint(1, 12):02}-11"

    def name(self, header: dict[str, object]) -> None:
        rows = self.rows(header)
        keys = [
            (row, key) for _, row in rows for key in ("by", "to", "who", "actors") if key in row
        ]
        if keys:
            row, key = self.random.choice(keys)
            everybody = [
                name
                for one in self.headers
                for _, other in self.rows(one)
                for key in ("by", "to", "who", "actors", "through", "against")
                for name in _listed(other.get(key))
            ]
            row[key] = self.random.choice([*everybody, f"New Actor {self.count}"])

    def copied_row(self, header: dict[str, object]) -> None:
        """Add a row of another article."""
        kind, row = self.random.choice(self.rows(self.random.choice(self.headers)) or [("", {})])
        if row:
            copy = {key: value for key, value in row.items() if key != "source"}
            if "id" in copy and self.random.random() < 0.8:
                copy["id"] = f"id-{self.count}"
            header[kind] = [*(header.get(kind) or ()), copy]

    def no_row(self, header: dict[str, object]) -> None:
        if rows := self.rows(header):
            kind, row = self.random.choice(rows)
            header[kind] = [one for one in header[kind] if one is not row]

    def source(self, header: dict[str, object]) -> None:
        publisher = self.random.choice(("AFP", "Reuters", f"Paper {self.count}"))
        described = {"publisher": publisher, "title": f"Report {self.random.randint(1, 3)}"}
        if isinstance(header.get("sources"), dict):
            header["sources"] = {**header["sources"], f"new-{self.count}": described}
        header["source"] = [described]

    def id(self, header: dict[str, object]) -> None:
        if rows := self.rows(header):
            self.random.choice(rows)[1]["id"] = self.random.choice((f"id-{self.count}", "bridge"))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def parts_of(value: object, seen: set[int]) -> Iterator[object]:
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, ENTITIES):
        yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from parts_of(getattr(value, field.name), seen)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from parts_of(item, seen)


def assert_each_is_one_object(briefing: Briefing) -> None:
    """Whatever claims refer to is in the briefing itself: entities are the same by identity."""
    listed = {
        id(one)
        for several in (
            *(briefing.actors, briefing.articles, briefing.conflicts),
            *(briefing.events, briefing.sources),
        )
        for one in several
    }
    strangers = [one for one in parts_of(briefing, set()) if id(one) not in listed]
    assert strangers == []


@pytest.mark.parametrize("source", CONTENTS, ids=lambda path: path.parent.name)
def test_edited_headers_are_read_as_in_a_whole(source, tmp_path, monkeypatch):
    monkeypatch.setattr("mkdocs_briefing.content.file_reader.SETTLED", 0)
    content = tmp_path / "content"
    content.mkdir()
    for file in source.rglob("*"):
        if file.is_file():
            copy = content / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    editor, cache = Editor(content, SEED), FileCache()
    reading = reading_of(content, cache)
    problems, known = reading.problems, reading.known
    alone, all_kinds = Counter(), Counter()
    for _ in range(EDITS):
        file, before, kind = editor.edit()
        all_kinds[kind] += 1
        assert known is not None
        changes = known.changes()
        whole = reading_of(content, FileCache())
        if changes is None:
            # Half of what is wrong stays, so that there are problems to be kept.
            if whole.problems != problems and editor.random.random() < 0.5:
                file.write_text(before)
                whole = reading_of(content, cache)
            reading = reading_of(content, cache)
            problems, known = reading.problems, reading.known
            continue
        alone[kind] += 1
        where = f"edit {editor.count} ({kind}) of {file}, seed {SEED}"
        assert whole.problems == changes.problems, where
        problems = changes.problems
        assert told(changes.briefing) == told(whole.briefing), where
        assert_each_is_one_object(changes.briefing)
        known.take(changes)
    print(source.parent.name, {kind: (alone[kind], n) for kind, n in all_kinds.items()})
    assert sum(alone.values()) > EDITS / 10
