"""Pairs what a file says with the places where it says it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from mkdocs_briefing.content.frontmatter import Document, Location, MapNode, place_of
from mkdocs_briefing.content.schema import FileEntry
from mkdocs_briefing.core.problems import Place, ProblemCollector

E_co = TypeVar("E_co", bound=FileEntry, covariant=True)


@dataclass(frozen=True, slots=True, eq=False)
class ParsedFile(Generic[E_co]):
    """One file whose header holds what its kind of file may hold.

    Attributes:
        path: below ``content/``.
        header: what ``entry`` was made of; that of ``document`` where there is no fault.
        findings: where its further problems go.
    """

    path: str
    entry: E_co
    header: MapNode
    document: Document
    findings: ProblemCollector

    @property
    def is_partial(self) -> bool:
        """Whether something with a fault was left out of it."""
        return self.header is not self.document.header

    def place(self, *location: str | int, key: bool = False) -> Place:
        """Where in the file the value at a location stands (or, with ``key``, its key)."""
        return place_of(self.header, location, key=key)

    def error(self, location: Location, code: str, message: str) -> None:
        self.findings.error(self.place(*location), code, message)

    def warn(self, location: Location, code: str, message: str) -> None:
        self.findings.warn(self.place(*location), code, message)

    def at(self, *location: str | int) -> str:
        """The place as people write it: ``content/actors/turkey.md:2``."""
        return f"{self.findings.path}:{self.place(*location)[0]}"
