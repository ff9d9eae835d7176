"""Cuts a header into pieces, each with the remarks that belong to it.

A piece is a stretch of the header's own text: a value is moved and never written anew, so
that quotes, escapes and the breaks of long lines stay as they are. The cuts are where the
parser of `content.frontmatter` sees values begin and end. Between values there is
nothing but marks (``:``, ``-``), anchors, space and remarks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import yaml
from mkdocs_briefing.content.frontmatter import OTHER_LINE_ENDS


class UnusualError(Exception):
    """A header that is right, but written in a way that is not cut here."""


@dataclass(slots=True)
class Whole:
    """A value that is moved whole: a scalar, an alias, or a list or mapping in brackets.

    Attributes:
        text: as it stands in the file, with its line ends.
        column: of the mapping or list that it is in, from 0; what further lines of the text
            are indented by follows from it.
        remark: what follows it on its last line, the space before it included.
        inside: of brackets, what is in them; ``None`` of all else.
        keeps: whether empty lines below it are a part of it (``|+``).
        block: whether it is a text below ``|`` or ``>``.
        indent: of such a text, the column in which it begins.
    """

    text: str
    column: int
    remark: str = ""
    inside: "Brackets | None" = None
    keeps: bool = False
    block: bool = False
    indent: int = 0


@dataclass(slots=True)
class Brackets:
    """What stands in brackets or braces.

    Attributes:
        gaps: what stands before, between and behind the parts; one more than there are parts.
        parts: the values, or the keys with theirs.
    """

    gaps: list[str]
    parts: "list[Part]"
    is_mapping: bool

    @property
    def on_one_line(self) -> bool:
        return not any("\n" in gap for gap in self.gaps)


@dataclass(slots=True)
class Part:
    """A value in brackets or, in braces, a key with its value and what stands between."""

    value: Whole
    name: str = ""
    key: str = ""
    between: str = ""


@dataclass(slots=True)
class Pair:
    """A key and its value, on lines of their own.

    Attributes:
        above: the remarks above it; an empty text is an empty line.
        name: the key as it is read.
        key: the key as it is written.
        head: what follows the colon on its line before the value, which then begins further
            down: an anchor, a remark.
        inner: remarks between the key and a value further down.
        is_below: whether the value begins on a further line though it could stand on this one.
    """

    above: list[str]
    name: str
    key: str
    value: "Piece"
    head: str = ""
    inner: list[str] = field(default_factory=list)
    is_below: bool = False


@dataclass(slots=True)
class Item:
    """A value behind a dash; the attributes are those of a :class:`Pair`."""

    above: list[str]
    value: "Piece"
    head: str = ""
    inner: list[str] = field(default_factory=list)
    is_below: bool = False


@dataclass(slots=True)
class Pairs:
    """Keys on lines of their own, and the remarks below the last one."""

    column: int
    entries: list[Pair] = field(default_factory=list)
    under: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Items:
    """Values behind dashes, and the remarks below the last one."""

    column: int
    entries: list[Item] = field(default_factory=list)
    under: list[str] = field(default_factory=list)


Piece: TypeAlias = Whole | Pairs | Items


@dataclass(slots=True)
class Header:
    """A whole header.

    Attributes:
        preface: the remarks at its top that an empty line parts from the first key.
        above: the other remarks at its top, where it is in braces; else they are the first key's.
        root: its keys and values.
        under: the remarks below a root in braces; those below keys are the root's own.
        has_aliases: whether it refers with ``*`` to what stands above, so that nothing can move.
    """

    preface: list[str]
    above: list[str]
    root: Piece
    under: list[str]
    has_aliases: bool


@dataclass(frozen=True, slots=True)
class _Node:
    """What the parser saw: where a value begins and ends, and what is in it."""

    start: int
    end: int
    kind: str
    name: str = ""
    style: str | None = None
    flow: bool = True
    anchor: bool = False
    children: "tuple[_Node, ...]" = ()


def cut(header: str) -> Header:
    """Cut a header.

    Args:
        header: the lines between the fences, each with its line end, a single ``LF``. The
            strict reader has read it without a fault.

    Raises:
        UnusualError: it holds something that cannot be cut, such as ``? key``.
    """
    return _Cutter(header).header()


_REMARK: Final = re.compile(r"#[^\n]*")
_ANCHOR: Final = re.compile(r"&\S+")
_BLOCK_HEAD: Final = re.compile(r"[|>]([0-9+-]*)")


def _span(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    assert start is not None, "the parser marks every event"
    assert end is not None, "at both ends"
    return start.index, end.index


class _Cutter:
    def __init__(self, header: str) -> None:
        self.text = header
        # The strict reader takes what YAML alone counts as line ends for space, and so do we;
        # what is kept is the text as it was.
        self.read = header.translate(OTHER_LINE_ENDS)
        self.at = 0
        self.pending: list[tuple[int, str]] = []
        self.has_aliases = False

    def header(self) -> Header:
        events: Iterator[Any] = yaml.parse(self.read, Loader=yaml.CBaseLoader)
        first = next(event for event in events if isinstance(event, yaml.NodeEvent))
        root = self._seen(first, events)
        self._space(fresh=True)
        preface = self._preface()
        if root.anchor:
            raise UnusualError("an anchor of the whole header")
        above = self._taken() if root.flow else []
        piece = self._piece(root, 0, -1)
        under = [remark for _, remark in self.pending]
        if self.at < len(self.text):
            raise UnusualError(f"{self.text[self.at : self.at + 10]!r} behind the last value")
        return Header(preface, above, piece, under, self.has_aliases)

    def _seen(self, event: yaml.NodeEvent, events: Iterator[Any]) -> _Node:
        start, end = _span(event)
        if isinstance(event, yaml.AliasEvent):
            self.has_aliases = True
            return _Node(start, end, "alias")
        if isinstance(event, yaml.ScalarEvent):
            return _Node(start, end, "scalar", event.value, event.style, anchor=bool(event.anchor))
        assert isinstance(event, yaml.CollectionStartEvent)
        closing = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
        children = []
        for inner in events:
            if isinstance(inner, closing):
                if event.flow_style:
                    _, end = _span(inner)
                break
            children.append(self._seen(inner, events))
        kind = "sequence" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        flow, anchor = bool(event.flow_style), bool(event.anchor)
        return _Node(start, end, kind, flow=flow, anchor=anchor, children=tuple(children))

    # --- between the values -----------------------------------------------------------

    def _column(self, at: int) -> int:
        return at - self.text.rfind("\n", 0, at) - 1

    def _space(self, *, fresh: bool = False) -> tuple[str, bool]:
        """Go on to the next thing that is neither space nor remark.

        Remarks on lines of their own become pending, for whoever comes next.

        Args:
            fresh: whether a line begins here.

        Returns:
            The remark on the line on which this began, and whether that line ended.
        """
        remark, begun = "", self.at
        while self.at < len(self.text):
            character = self.read[self.at]
            if character == "\n":
                if fresh and not self.text[begun : self.at].strip(" \t"):
                    self.pending.append((-1, ""))
                self.at += 1
                fresh, begun = True, self.at
            elif character in " \t":
                self.at += 1
            elif character == "#":
                found = _REMARK.match(self.text, self.at)
                assert found is not None
                if fresh:
                    self.pending.append((self._column(self.at), found[0].rstrip()))
                else:
                    remark = (self.text[begun : self.at] + found[0]).rstrip()
                self.at = begun = found.end()
                # What follows is the end of this line, which is no empty one.
                self.at += self.at < len(self.text)
                fresh, begun = True, self.at
            else:
                break
        return remark, fresh

    def _mark(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise UnusualError(f"{self.text[self.at : self.at + 10]!r} where {mark} should stand")
        self.at += len(mark)

    def _anchor_of(self, node: _Node) -> str:
        """The anchor of a block list or mapping, and the remark behind it."""
        found = _ANCHOR.match(self.text, self.at) if node.anchor else None
        if found is None:
            return ""
        self.at = found.end()
        remark, _ = self._space()
        return f" {found[0]}{remark}"

    def _preface(self) -> list[str]:
        """Of the remarks above the first key, those that an empty line parts from it."""
        remarks = [remark for _, remark in self.pending]
        last = max((at for at, remark in enumerate(remarks) if not remark), default=-1)
        self.pending = self.pending[last + 1 :]
        return remarks[:last] if last >= 0 and any(remarks[:last]) else []

    def _taken(self) -> list[str]:
        taken = [remark for _, remark in self.pending]
        self.pending = []
        return taken

    def _under(self, column: int, outer: int) -> list[str]:
        """Of the pending remarks, those that stand as far in as what was just finished."""
        if column <= outer:
            return []
        last = 0
        for number, (at, remark) in enumerate(self.pending, start=1):
            if remark and at < column:
                break
            if remark:
                last = number
        taken = [remark for _, remark in self.pending[:last]]
        self.pending = self.pending[last:]
        return taken

    # --- values -----------------------------------------------------------------------

    def _piece(self, node: _Node, column: int, outer: int) -> Piece:
        """Cut what begins here.

        Args:
            node: what the parser saw.
            column: of the mapping or list that it is in.
            outer: the column of the innermost mapping or list that goes on after this.
        """
        if node.flow:
            return self._whole(node, column)
        return self._pairs(node, outer) if node.kind == "mapping" else self._items(node, outer)

    def _pairs(self, node: _Node, outer: int) -> Pairs:
        pairs = Pairs(self._column(self.at))
        children = iter(node.children)
        for key, value in zip(children, children, strict=True):
            if self.at != key.start or key.start == key.end or key.kind != "scalar":
                raise UnusualError("a key that is no plain word")
            above = self._taken()
            if self._column(self.at) != pairs.column:
                raise UnusualError("keys out of line")
            self.at = key.end
            written = self.text[key.start : key.end]
            if self._space()[0]:
                raise UnusualError("a remark within a key")
            self._mark(":")
            head, inner, is_below = self._head(value)
            piece = self._piece(value, pairs.column, pairs.column)
            pairs.entries.append(Pair(above, key.name, written, piece, head, inner, is_below))
        # Of the root all remarks that are left are its own.
        pairs.under = self._taken() if outer < 0 else self._under(pairs.column, outer)
        return pairs

    def _items(self, node: _Node, outer: int) -> Items:
        items = Items(self._column(self.at))
        for value in node.children:
            above = self._taken()
            self._mark("-")
            head, inner, is_below = self._head(value)
            piece = self._piece(value, items.column, items.column)
            items.entries.append(Item(above, piece, head, inner, is_below))
        items.under = self._under(items.column, outer)
        return items

    def _head(self, value: _Node) -> tuple[str, list[str], bool]:
        """What stands between a colon or a dash and its value."""
        if value.start == value.end and value.kind == "scalar":
            return "", [], False
        head, is_below = self._space()
        if not value.flow:
            # The remarks that are pending stand above the first thing in it.
            return head + self._anchor_of(value), [], False
        return head, self._taken(), is_below

    def _whole(self, node: _Node, column: int) -> Whole:
        if node.start == node.end:
            whole = Whole("", column)
        elif self.at != node.start:
            raise UnusualError("a value that begins elsewhere")
        elif node.style in ("|", ">"):
            whole = self._block(node, column)
        else:
            whole = self._within(node, column)
            self.at = node.end
        whole.remark, _ = self._space()
        return whole

    def _within(self, node: _Node, column: int) -> Whole:
        """A value that is not a text below ``|`` or ``>``, with what is in its brackets."""
        text = self.text[node.start : node.end]
        if node.kind in ("scalar", "alias"):
            return Whole(text, column)
        return Whole(text, column, inside=self._brackets(node, column))

    def _brackets(self, node: _Node, column: int) -> Brackets | None:
        """What is in brackets; ``None`` where a remark is, or something else that is unusual."""
        is_mapping = node.kind == "mapping"
        opening, closing = "{}" if is_mapping else "[]"
        gaps, parts, at = [], [], node.start
        children = iter(node.children)
        for child in children:
            gaps.append(self.text[at : child.start])
            value, key, between = child, "", ""
            if is_mapping:
                value = next(children)
                key = self.text[child.start : child.end]
                between = self.text[child.end : value.start]
                if between.strip() not in (":", ""):
                    return None
            parts.append(Part(self._within(value, column), child.name, key, between))
            at = value.end
        gaps.append(self.text[at : node.end])
        marks = ["".join(gap.split()) for gap in gaps]
        if len(gaps) == 1:
            expected: list[tuple[str, ...]] = [(opening + closing,)]
        else:
            expected = [(opening,), *[(",",)] * (len(gaps) - 2), (closing, f",{closing}")]
        if any(mark not in allowed for mark, allowed in zip(marks, expected, strict=True)):
            return None
        return Brackets(gaps, parts, is_mapping)

    def _block(self, node: _Node, column: int) -> Whole:
        """A text below ``|`` or ``>``: with the empty lines below it only where it keeps them."""
        text = self.text[node.start : node.end]
        first, _, rest = text.partition("\n")
        found = next(iter(_BLOCK_HEAD.finditer(first)), None)
        marks = found[1] if found else ""
        lines = rest.removesuffix("\n").split("\n") if rest else []
        digits = [int(mark) for mark in marks if mark.isdigit()]
        if digits:
            indent = max(column, 0) + digits[0]
        else:
            filled = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")]
            indent = filled[0] if filled else 0
        keeps = "+" in marks
        while lines and not keeps and not lines[-1].strip(" ") and len(lines[-1]) <= indent:
            lines.pop()
        self.at = node.start + len("\n".join([first, *lines]))
        text = "\n".join([first.rstrip(), *lines])
        return Whole(text, column, keeps=keeps, block=True, indent=indent)
