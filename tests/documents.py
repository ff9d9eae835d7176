"""Reads the documentation: its blocks of code, tables, links and headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.conftest import REPOSITORY

README, CONTRIBUTING, CHANGELOG = "README.md", "CONTRIBUTING.md", "CHANGELOG.md"
ARCHITECTURE, SECURITY = "ARCHITECTURE.md", "SECURITY.md"
GUIDE = tuple(
    path.relative_to(REPOSITORY).as_posix()
    for path in sorted((REPOSITORY / "docs/writing").glob("*.md"))
)
"""The guide for writers, which every briefing shows as well."""
DOCS = tuple(
    path.relative_to(REPOSITORY).as_posix() for path in sorted((REPOSITORY / "docs").rglob("*.md"))
)
DOCUMENTS = (README, ARCHITECTURE, CONTRIBUTING, SECURITY, CHANGELOG, *DOCS)

_FENCED = re.compile(
    r"^(?:<!-- (?P<mark>[^\n]+) -->\n)?```(?P<language>\w+)\n(?P<text>(?:(?!```).*\n)*)```$",
    re.MULTILINE,
)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINK = re.compile(r"\[(?:[^\]\[]|!\[[^\]]*\]\([^)]*\))*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A block of code.

    Attributes:
        mark: what the comment above it says, such as `fault` or `file: mkdocs.yml`.
        section: the heading above it.
    """

    document: str
    line: int
    language: str
    mark: str
    text: str
    section: str

    @property
    def name(self) -> str:
        return f"{self.document}:{self.line}"

    @property
    def file(self) -> str:
        """The path of the file that the block is; empty if it is none."""
        return self.mark.removeprefix("file: ") if self.mark.startswith("file: ") else ""


@dataclass(frozen=True)
class Table:
    document: str
    section: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Everything written as code in the first column."""
        return tuple(word for row in self.rows for word in code(row[0]))

    def column(self, number: int) -> dict[str, str]:
        """A column, by the code in the first one."""
        return {code(row[0])[0]: row[number] for row in self.rows}


@cache
def text_of(document: str) -> str:
    return (REPOSITORY / document).read_text(encoding="utf-8")


@cache
def prose_of(document: str) -> str:
    """The document with its blocks of code blanked out; every letter keeps its place."""
    return _FENCED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text_of(document))


@cache
def blocks(document: str) -> tuple[Block, ...]:
    text = text_of(document)
    found = []
    for match in _FENCED.finditer(text):
        headings = [
            heading[1] for heading in _HEADING.finditer(prose_of(document), 0, match.start())
        ]
        found.append(
            Block(
                document,
                line=text.count("\n", 0, match.start()) + 1,
                language=match["language"],
                mark=match["mark"] or "",
                text=match["text"],
                section=headings[-1] if headings else "",
            )
        )
    return tuple(found)


def every_block() -> list[Block]:
    return [block for document in DOCUMENTS for block in blocks(document)]


def code(cell: str) -> list[str]:
    return [one or two for two, one in re.findall(r"``\s?(.+?)\s?``|`([^`]+)`", cell)]


def _cells(line: str) -> tuple[str, ...]:
    parts = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return tuple(part.strip().replace("\\|", "|") for part in parts)


@cache
def tables(document: str) -> tuple[Table, ...]:
    return tuple(_tables(document))


def _tables(document: str) -> Iterator[Table]:
    section = ""
    lines: list[str] = []
    for line in [*prose_of(document).splitlines(), ""]:
        if heading := _HEADING.match(line):
            section = heading[1]
        if line.startswith("|"):
            lines.append(line)
        elif lines:
            yield Table(document, section, _cells(lines[0]), tuple(map(_cells, lines[2:])))
            lines = []


def table(first: str, document: str | None = None) -> Table:
    """The one table whose first column has this heading."""
    found = [
        one
        for path in (DOCUMENTS if document is None else (document,))
        for one in tables(path)
        if one.header[0] == first
    ]
    assert len(found) == 1, f"{len(found)} tables begin with {first}"
    return found[0]


def links(document: str) -> list[str]:
    """Where the links and pictures lead, apart from those that leave the repository."""
    prose = re.sub(r"``.*?``|`[^`\n]*`", "", prose_of(document))
    return [link for link in _LINK.findall(prose) if not re.match(r"[a-z]+:", link)]


@cache
def anchors(document: str) -> frozenset[str]:
    """The anchors that code hosts and MkDocs make from headings."""
    titles = _HEADING.findall(prose_of(document))
    return frozenset(re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles)
