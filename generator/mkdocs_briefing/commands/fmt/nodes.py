"""Parses a header into nodes that know where in its text they begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import yaml


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a header, or one of its keys.

    Attributes:
        start: the offset of its first character, that of an anchor (``&name``) included.
        end: the offset behind its last character; the same where nothing is written.
        text: what a scalar says, without quotes and escapes.
        style: of a scalar, its quotation mark, or ``|`` or ``>``.
        is_block: whether it is a list or mapping without brackets.
        children: of a list, its items; of a mapping, keys and values in turn.
    """

    start: int
    end: int
    type: Literal["alias", "scalar", "sequence", "mapping"]
    text: str = ""
    style: str | None = None
    is_block: bool = False
    has_anchor: bool = False
    children: "tuple[Node, ...]" = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written, as behind ``key:`` alone."""
        return self.type == "scalar" and self.start == self.end

    @property
    def entries(self) -> "Iterator[tuple[Node | None, Node]]":
        """Each value with its key; in a list there are no keys."""
        if self.type != "mapping":
            return ((None, child) for child in self.children)
        children = iter(self.children)
        return zip(children, children, strict=True)

    @property
    def has_alias(self) -> bool:
        """Whether it refers, with ``*name``, to a value above."""
        return self.type == "alias" or any(child.has_alias for child in self.children)


def parse(text: str) -> Node:
    """The root of a header that the strict reader has read without an error."""
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.CBaseLoader)
    return _node(next(event for event in events if isinstance(event, yaml.NodeEvent)), events)


def _node(event: yaml.NodeEvent, events: Iterator[Any]) -> Node:
    start, end = _span(event)
    if isinstance(event, yaml.AliasEvent):
        return Node(start, end, "alias")
    if isinstance(event, yaml.ScalarEvent):
        anchored = bool(event.anchor)
        return Node(start, end, "scalar", event.value, event.style, has_anchor=anchored)
    assert isinstance(event, yaml.CollectionStartEvent)
    children = []
    for inner in events:
        if isinstance(inner, yaml.CollectionEndEvent):
            if event.flow_style:
                _, end = _span(inner)
            break
        children.append(_node(inner, events))
    return Node(
        start,
        end,
        "sequence" if isinstance(event, yaml.SequenceStartEvent) else "mapping",
        is_block=not event.flow_style,
        has_anchor=bool(event.anchor),
        children=tuple(children),
    )


def _span(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    assert start is not None, "the parser marks every event"
    assert end is not None, "at both ends"
    return start.index, end.index
