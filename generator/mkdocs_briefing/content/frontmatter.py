"""Reads the header of a Markdown file: every value as text, with its line and column.

python-frontmatter splits the file and calls :class:`StrictHandler`, which keeps what
YAML's own loaders throw away (places, keys given twice) and leaves out what they add
(implicit booleans, sexagesimal numbers, tags that run code). The nodes are built from
YAML's event stream rather than by its composer, so that depth and the size that aliases
unfold to are bounded before anything is built.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler
from mkdocs_briefing.core.names import quoted
from mkdocs_briefing.core.problems import Place, ProblemCollector

MAX_DEPTH: Final = 16
"""How deep a header may nest; the vocabulary needs six."""
TOO_DEEP: Final = f"nested more than {MAX_DEPTH} levels deep"
MAX_NODES: Final = 50_000
"""How many values a header may hold once its aliases are unfolded."""


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """One value as it was written."""

    text: str
    plain: bool
    place: Place
    size: int = 1

    @property
    def missing(self) -> bool:
        """Whether nothing was written: ``key:`` alone, or YAML's own ``~`` and ``null``."""
        return self.plain and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class SeqNode:
    """A list."""

    items: "tuple[Node, ...]"
    place: Place
    size: int


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys and values, in the order of the file."""

    entries: "dict[str, tuple[ScalarNode, Node]]"
    """By key: the key itself, for its place, and the value."""
    place: Place
    size: int


Node: TypeAlias = ScalarNode | SeqNode | MapNode

Location: TypeAlias = tuple[str | int, ...]
"""The way to a value through keys and rows, such as ``("backing", 0, "by")``."""


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file in two parts.

    Attributes:
        header: ``None`` where the file has none, or none that can be read.
        body: the Markdown below the header.
        body_line: the line of the file on which the body's first line stands.
    """

    header: MapNode | None
    body: str
    body_line: int


class HeaderError(Exception):
    """A fault after which the rest of a header cannot be read."""

    def __init__(self, place: Place, code: str, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.code = code
        self.message = message


FENCE: Final = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
CLOSING_FENCE: Final = re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)

# Editors do not count these as line ends, but YAML does; text pasted from a PDF has them.
OTHER_LINE_ENDS: Final = str.maketrans("\x85\u2028\u2029", "   ")

FIXES: Final = (
    (r"escape", "a backslash means something in double quotes; use single quotes instead"),
    (
        r"quoted scalar",
        'a quotation mark is opened here and never closed; close it, or write \\" inside the value',
    ),
    (
        r"mapping values are not allowed",
        "a colon and a space inside a value, or a line that is indented too far; "
        "put the value in double quotes, or line the key up with the one above it",
    ),
    (
        r"flow sequence|expected ',' or '\]'",
        "a list in brackets is not finished; check for a missing comma or a missing ]",
    ),
    (
        r"flow mapping|expected ',' or '}'",
        "an entry in braces is not finished; check for a missing comma or a missing }",
    ),
    (
        r"block collection|expected '-' indicator|block sequence entries are not allowed",
        "an entry of a list stands out of line; indent every - by the same number of spaces",
    ),
    (
        r"could not find expected ':'|simple key|block mapping|expected <block end>",
        "a line stands out of line or has no colon; write every key as `key: value` and line "
        "the keys up",
    ),
    (r"anchor|alias", "a value that begins with & or * means something in YAML; put it in quotes"),
    (r"tag", "a value that begins with ! means something in YAML; put it in quotes"),
)
"""What the YAML parser says, and what that usually means to the one who wrote it."""


def _explained(error: yaml.MarkedYAMLError, header: str) -> tuple[yaml.Mark | None, str]:
    """Where a header breaks, and the fix."""
    said = " ".join(filter(None, (error.problem, error.context))) or "not YAML"
    mark: yaml.Mark | None = error.problem_mark or error.context_mark
    begun: yaml.Mark | None = error.context_mark
    if mark is None:
        return None, said
    lines = header.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    before, found = line[: mark.column], line[mark.column : mark.column + 1]
    if re.search(r"cannot start any token|found a tab", said):
        if "\t" in (found, before[-1:]):
            return mark, "a tab; indent with spaces instead"
        return mark, f"a value that begins with {found} has to stand in double quotes"
    if before.endswith('"') and line.count('"') > 2:  # noqa: PLR2004 - one pair and another mark
        return mark, "a quotation mark inside quotes; write it \\\" or put the value in '…'"
    # What was opened and never closed is found at its end, but fixed at its beginning.
    if begun is not None and re.search(r"quoted scalar|flow", said) and begun.line < mark.line:
        mark = begun
    return mark, next((fix for pattern, fix in FIXES if re.search(pattern, said)), said)


class _Builder:
    """Turns YAML's events into nodes, within bounds."""

    def __init__(self, header: str, first_line: int, problems: ProblemCollector) -> None:
        self.first_line = first_line
        self.problems = problems
        self.anchors: dict[str, Node | None] = {}
        self.total = 0
        # libyaml and the parser in Python differ in what they take and in their words;
        # every wheel of PyYAML brings libyaml.
        self.events: Iterator[Any] = yaml.parse(header, Loader=yaml.CBaseLoader)

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None, "the parser marks every event"
        return (mark.line + self.first_line, mark.column + 1)

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise HeaderError(self.place(event), "yaml", "a header holds one document only")
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, 0)
        return root

    def node(self, event: yaml.NodeEvent, depth: int) -> Node:
        place = self.place(event)
        if depth > MAX_DEPTH:
            raise HeaderError(place, "too-deep", TOO_DEEP)
        if isinstance(event, yaml.AliasEvent):
            return self.counted(self.alias(event, place), place)
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        # A tag would ask YAML to make something other than text of the value; `!` alone
        # is what the scalar styles themselves imply.
        if event.tag is not None and event.tag != "!":
            written = quoted(event.tag.replace("tag:yaml.org,2002:", "!!"))
            raise HeaderError(
                place,
                "yaml-tag",
                f"YAML tags such as {written} are not read; remove it, or put the value in quotes",
            )
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self.counted(self.scalar(event, place), place)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self.sequence(place, depth)
        else:
            node = self.mapping(place, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def counted(self, node: Node, place: Place) -> Node:
        self.total += node.size
        if self.total > MAX_NODES:
            raise HeaderError(
                place, "too-large", f"the header unfolds to more than {MAX_NODES:,} values"
            )
        return node

    def alias(self, event: yaml.AliasEvent, place: Place) -> Node:
        name = event.anchor or ""
        target = self.anchors.get(name)
        if target is None:
            raise HeaderError(
                place,
                "yaml",
                f"*{name[:40]} refers to nothing above it; "
                "put a value that begins with * in quotes",
            )
        return target

    def scalar(self, event: yaml.ScalarEvent, place: Place) -> ScalarNode:
        # Only an escape in double quotes can bring one in: the file itself holds none.
        if found := CONTROL.search(event.value):
            raise HeaderError(place, "control-character", _control(found[0]))
        return ScalarNode(event.value, not event.style, place)

    def sequence(self, place: Place, depth: int) -> SeqNode:
        items: list[Node] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, depth + 1))
        return SeqNode(tuple(items), place, 1 + sum(item.size for item in items))

    def mapping(self, place: Place, depth: int) -> MapNode:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, ScalarNode):
                raise HeaderError(
                    key.place, "yaml", "a key has to be a word; put a value with { or [ in quotes"
                )
            if key.text in entries:
                first, _ = entries[key.text]
                self.problems.error(
                    key.place,
                    "duplicate-key",
                    f'key "{key.text}" is given twice, first on line {first.place[0]}; '
                    "remove one or join them into a list",
                )
                continue
            entries[key.text] = (key, value)
        return MapNode(entries, place, 1 + sum(1 + value.size for _, value in entries.values()))


CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]"
)
"""Characters that neither YAML nor HTML nor XML may hold, and those that override direction:
behind one, a name and the words after it read backwards (Unicode Technical Report 36). Words
from right to left need none, and may hold the marks and isolates that some do."""


def _control(character: str) -> str:
    return f"control character U+{ord(character):04X}; delete it"


class StrictHandler(BaseHandler):
    """python-frontmatter's handler for headers as newsrooms write them.

    One handler reads one file: it keeps the header's nodes and the place of the body,
    for which python-frontmatter has no room in its answer.

    Args:
        first_line: the line of the file on which the text that is parsed begins.
        problems: where problems go that do not stop the reading.
    """

    FM_BOUNDARY = FENCE
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, first_line: int, problems: ProblemCollector) -> None:
        super().__init__()
        self.first_line = first_line
        self.problems = problems
        self.header: MapNode | None = None
        self.body_line = first_line

    def split(self, text: str) -> tuple[str, str]:
        """Cut the text into header and body.

        Raises:
            HeaderError: a header is begun and never ends.
        """
        opening = FENCE.match(text)
        if opening is None:
            return "", text
        closing = CLOSING_FENCE.search(text, opening.end())
        if closing is None:
            raise HeaderError(
                (self.first_line, 1),
                "unclosed-header",
                "the header never ends; add a line --- below its last key",
            )
        body = text[closing.end() :]
        above = text[: closing.end()] + body[: len(body) - len(body.lstrip())]
        self.body_line = self.first_line + above.count("\n")
        return text[opening.end() + 1 : closing.start()], body

    def load(self, fm: str) -> dict[str, Any]:
        """Read the header into nodes, and those into plain text, lists and dictionaries.

        Raises:
            HeaderError: it does not parse, or is no list of keys.
        """
        fm = fm.translate(OTHER_LINE_ENDS)
        builder = _Builder(fm, self.first_line + 1, self.problems)
        try:
            root = builder.document()
        except yaml.MarkedYAMLError as error:
            mark, fix = _explained(error, fm)
            line, column = (mark.line + 1, mark.column + 1) if mark else (0, 1)
            place = (self.first_line + line, column)
            # Of very many brackets in a row the parser itself gives up, before we count them.
            if "nesting depth" in (error.problem or ""):
                raise HeaderError(place, "too-deep", TOO_DEEP) from error
            raise HeaderError(place, "yaml", f"this header cannot be read: {fix}") from error
        if root is None or (isinstance(root, ScalarNode) and root.missing):
            return {}
        if not isinstance(root, MapNode):
            raise HeaderError(root.place, "yaml", "a header is made of lines like `key: value`")
        self.header = root
        plain = plain_value(root)
        assert isinstance(plain, dict)
        return plain


def plain_value(node: Node) -> Any:  # noqa: ANN401 - text, list or dictionary, as YAML has it
    """The node without its places: text, list or dictionary, ``None`` where nothing stands."""
    if isinstance(node, ScalarNode):
        return None if node.missing else node.text
    if isinstance(node, SeqNode):
        return [plain_value(item) for item in node.items]
    return {name: plain_value(value) for name, (_, value) in node.entries.items()}


def place_of(root: MapNode, location: Location, *, key: bool = False) -> Place:
    """Where in a file a value stands that a location in its data names.

    A schema reads ``by: Turkey`` as a list of one; its location then goes deeper than
    the file does, and the deepest node on the way is the place. With ``key`` it is the
    place of the last key rather than of its value.
    """
    node: Node = root
    place = root.place
    for step in location:
        if isinstance(node, MapNode) and isinstance(step, str) and step in node.entries:
            name, node = node.entries[step]
            place = name.place if key else node.place
        elif isinstance(node, SeqNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
    return place


def read_document(text: str, problems: ProblemCollector) -> Document | None:
    """Cut a file into header and body; ``None`` where its header cannot be read.

    Every fault goes to ``problems``.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROL.search(text):
        above = text[: found.start()]
        place = (above.count("\n") + 1, found.start() - above.rfind("\n"))
        problems.error(place, "control-character", _control(found[0]))
        return None
    # python-frontmatter strips the text before it hands it on.
    leading = text[: len(text) - len(text.lstrip())]
    handler = StrictHandler(leading.count("\n") + 1, problems)
    try:
        _, body = frontmatter.parse(text, handler=handler)
    except HeaderError as error:
        problems.error(error.place, error.code, error.message)
        return None
    return Document(handler.header, body, handler.body_line)
