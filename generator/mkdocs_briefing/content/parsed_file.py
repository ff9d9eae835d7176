"""Pairs what a file says with the places where it says it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from mkdocs_briefing.content.budget import Share
from mkdocs_briefing.content.header.document import Document
from mkdocs_briefing.content.header.nodes import Location, MapNode, ScalarNode, node_at, place_of
from mkdocs_briefing.content.schema import FileEntry
from mkdocs_briefing.core.problems import Place, ProblemCollector

E_co = TypeVar("E_co", bound=FileEntry, covariant=True)


@dataclass(frozen=True, slots=True, eq=False)
class ParsedFile(Generic[E_co]):
    """A file with a valid header.

    Attributes:
        path: below ``content/``.
        slug: the address of its page below ``articles/``, ``actors/`` or ``conflicts/``.
        entry: what the header says.
        header: the part of the header that is valid; the whole one if nothing was left out.
        document: the whole header and the text.
        problems: where problems of the file go.
        share: what the file may cost.
    """

    path: str
    slug: str
    entry: E_co
    header: MapNode
    document: Document
    problems: ProblemCollector
    share: Share

    @property
    def is_complete(self) -> bool:
        """Whether nothing invalid was left out of the entry."""
        return self.header is self.document.header

    def place(self, *location: str | int) -> Place:
        """Return the line and column of a value."""
        return place_of(self.header, location)

    def error(self, location: Location, code: str, message: str) -> None:
        self.problems.error(self.place(*location), code, message)

    def warn(self, location: Location, code: str, message: str) -> None:
        self.problems.warn(self.place(*location), code, message)

    def is_plain(self, location: Location) -> bool:
        """Whether a value is a text without quotes."""
        node = node_at(self.header, location)
        return isinstance(node, ScalarNode) and node.plain

    def size_of(self, location: Location) -> int:
        """Return what a value weighs with all that is below it, in bytes."""
        return node_at(self.header, location).size

    def spend(self, cost: int, what: str, location: Location = ()) -> bool:
        """Count what a value of the file costs; return whether the budget allowed for it."""
        # Only the first place counts, and to find one takes longer than to spend.
        place = self.share.places.get(what) or self.place(*location)
        return self.share.spend(cost, what, place)

    def line_of(self, *location: str | int) -> str:
        """Return the file and line of a value: ``content/actors/turkey.md:2``."""
        return f"{self.problems.path}:{self.place(*location)[0]}"
