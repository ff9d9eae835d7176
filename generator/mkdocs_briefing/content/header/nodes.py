"""Defines what a header is read into: values, lists and mappings, each with its place."""

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from mkdocs_briefing.content.budget import NODE
from mkdocs_briefing.core.problems import Place

_NOTHING: Final = frozenset(("", "~", "null", "Null", "NULL"))

# A header has sixty nodes. That none of them ever changes is held by the type checker alone,
# because it takes twice as long to fill a frozen class. Between processes a node goes as what it is
# made of, in half of the time that its attributes by their names would take.


@dataclass(slots=True)
class ScalarNode:
    """One value, as it is written in the file.

    Line and column are two numbers, because a pair of them would take as much memory as all else.
    """

    text: Final[str]
    plain: Final[bool]
    """Whether it has no quotes and is no block of lines."""
    line: Final[int]
    column: Final[int]

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.text, self.plain, self.line, self.column)

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return (self.line, self.column)

    @property
    def size(self) -> int:
        """What the value weighs, in bytes; each value weighs something."""
        return NODE + len(self.text)

    @property
    def missing(self) -> bool:
        """Whether there is no value: ``key:`` alone, ``""``, or YAML's own ``~`` and ``null``."""
        return self.text in _NOTHING if self.plain else not self.text or self.text.isspace()


@dataclass(slots=True)
class WithoutColon(ScalarNode):
    """What stands for the value of a key that has not even a colon, as in ``{a, b}``."""


@dataclass(slots=True)
class SeqNode:
    """A list."""

    items: "Final[tuple[Node, ...]]"
    place: Final[Place]
    size: Final[int]

    def __reduce__(self) -> tuple[object, ...]:
        return SeqNode, (self.items, self.place, self.size)


@dataclass(slots=True)
class MapNode:
    """Keys and values, in the order of the file."""

    entries: "Final[dict[str, tuple[ScalarNode, Node]]]"
    """The key (for its place) and the value, by the text of the key."""
    place: Final[Place]
    size: Final[int]
    in_braces: Final[bool] = False
    """Whether it is written ``{…}``, where a comma ends a value."""

    def __reduce__(self) -> tuple[object, ...]:
        return MapNode, (self.entries, self.place, self.size, self.in_braces)


Node: TypeAlias = ScalarNode | SeqNode | MapNode

Location: TypeAlias = tuple[str | int, ...]
"""The way to a value through keys and rows, such as ``("backing", 0, "by")``."""


def plain_value(node: Node) -> Any:  # noqa: ANN401 - text, list or dictionary, as YAML has it
    """Return the node as text, list or dictionary, without places; ``None`` if it is empty."""
    if isinstance(node, ScalarNode):
        # Without a colon it is no key that was left empty; an empty text is refused everywhere.
        is_empty = node.missing and not isinstance(node, WithoutColon)
        return None if is_empty else node.text
    if isinstance(node, SeqNode):
        return [plain_value(item) for item in node.items]
    return {name: plain_value(value) for name, (_, value) in node.entries.items()}


def place_of(root: MapNode, location: Location, *, key: bool = False) -> Place:
    """Return the line and column of a value.

    The schema reads ``by: Turkey`` as a list of one, so a location may go deeper than the
    file; then the place is that of the deepest node on the way. With ``key`` it is that of
    the last key rather than of its value.
    """
    node, name = _deepest(root, location)
    return name.place if key and name is not None else node.place


def node_at(root: MapNode, location: Location) -> Node:
    """Return the value at a location, or the deepest one on the way to it."""
    return _deepest(root, location)[0]


def _deepest(root: MapNode, location: Location) -> tuple[Node, ScalarNode | None]:
    """Return the deepest value on the way to a location, and its key if it has one."""
    node: Node = root
    name: ScalarNode | None = None
    for step in location:
        if isinstance(node, MapNode) and isinstance(step, str) and step in node.entries:
            name, node = node.entries[step]
        elif isinstance(node, SeqNode) and isinstance(step, int) and step < len(node.items):
            name, node = None, node.items[step]
    return node, name
