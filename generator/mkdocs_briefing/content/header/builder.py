"""Builds the nodes of a header from YAML's events, up to a limit of depth and within the budget.

Unlike YAML's own loaders it keeps the places of values, reports duplicate keys, reads every value
as text (``NO`` is no boolean) and refuses tags, which can run code. It takes YAML's events rather
than the nodes of its composer, in order to limit the depth and to count what expanded aliases
cost before they are there.
"""

import sys
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import yaml
from mkdocs_briefing.content.budget import NODE, Share
from mkdocs_briefing.content.header.broken_values import begins_with
from mkdocs_briefing.content.header.nodes import MapNode, Node, ScalarNode, SeqNode, WithoutColon
from mkdocs_briefing.content.header.refusals import HeaderError, TooCostlyError, unreadable
from mkdocs_briefing.content.header.unmarked_lists import (
    DASHED_KEY,
    LISTS_OF_WORDS,
    TEXTS,
    refuse_list_in_value,
    values_with_commas,
)
from mkdocs_briefing.content.header.values import ValueReader
from mkdocs_briefing.core.names import quoted
from mkdocs_briefing.core.problems import Place
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

MAX_DEPTH: Final = 16
"""How deep a header may nest; the vocabulary needs six."""
TOO_DEEP: Final = (
    f"nested more than {MAX_DEPTH} levels deep; check for brackets that are never closed"
)

_ROW_DEPTH: Final = 2
"""How deep the keys of a row are: in an entry of a list at the top."""
_OFTEN_THE_SAME: Final = 40
"""Keys, names and words have fewer letters, and stand in thousands of headers."""
_UNFOLDED: Final = "values that aliases (*) repeat"
_VALUES: Final = "the values of its header"
"""What a header costs, in the words of a problem."""

_NodeEvent: TypeAlias = AliasEvent | ScalarEvent | CollectionStartEvent


def build(header: str, first_line: int, share: Share) -> Node | None:
    """Return the nodes of a header; ``None`` if there is nothing in it.

    Args:
        header: the text between the fences.
        first_line: the line of the file on which it begins.
        share: what the file may cost, and where problems go.

    Raises:
        HeaderError: the header cannot be read as it is meant.
        yaml.MarkedYAMLError: it is no YAML.
    """
    return _Builder(header, first_line, share).document()


class _Builder:
    def __init__(self, header: str, first_line: int, share: Share) -> None:
        self.first_line = first_line
        self.problems = share.problems
        self.share = share
        self.anchors: dict[str, Node | None] = {}
        self.used: set[str] = set()
        self.values = ValueReader(header, first_line)
        self.text_of = self.values.text
        self.warnings = self.values.warnings
        # Of all values so far, aliases unfolded.
        self.weight = 0
        self.counted = 0
        self.left = share.left
        # libyaml and the parser in Python differ in what they accept and what they say;
        # every wheel of PyYAML includes libyaml.
        self.events: Iterator[Any] = iter(yaml.CBaseLoader(header).get_event, None)

    def document(self) -> Node | None:
        try:
            root = self.only_document()
        finally:
            self.spend_counted()
        # Where a header cannot be read, what comes before that may be read otherwise than meant.
        for warning in self.warnings:
            self.problems.warn(*warning)
        return root

    def only_document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, DocumentStartEvent) and root is not None:
                mark = event.start_mark
                assert mark is not None, "the parser marks every event"
                raise HeaderError(
                    (mark.line + self.first_line, mark.column + 1),
                    "yaml",
                    "a header is one YAML document; delete what begins the second",
                )
            if isinstance(event, _NodeEvent):
                root = self.node(event, 0)
        for name, node in self.anchors.items():
            if name not in self.used and isinstance(node, ScalarNode):
                message = (
                    f"&{name[:40]} is read as a name for this value, not as a part of it; put the "
                    "whole value in double quotes"
                )
                raise HeaderError(node.place, "yaml", message)
        return root

    def node(self, event: _NodeEvent, depth: int) -> Node:
        mark = event.start_mark
        assert mark is not None, "the parser marks every event"
        place = (mark.line + self.first_line, mark.column + 1)
        if depth > MAX_DEPTH:
            raise HeaderError(place, "too-deep", TOO_DEEP)
        if isinstance(event, AliasEvent):
            return self.unfolded(event, place)
        anchor = event.anchor
        if event.tag is not None:
            is_plain = isinstance(event, ScalarEvent) and not event.style
            _check_tag(event.tag, place, is_plain=is_plain)
        if anchor is not None:
            self.anchors[anchor] = None
        node: Node
        if isinstance(event, ScalarEvent):
            node = self.scalar(event, place)
        elif isinstance(event, SequenceStartEvent):
            node = self.sequence(place, depth)
        else:
            node = self.mapping(place, depth, in_braces=bool(event.flow_style))
        if anchor is not None:
            self.anchors[anchor] = node
        return node

    def unfolded(self, event: AliasEvent, place: Place) -> Node:
        target = self.alias(event, place)
        self.spend_counted()
        allowed = self.share.spend(target.size, _UNFOLDED, place)
        self.left = self.share.left
        if not allowed:
            raise TooCostlyError(place)
        self.weight += target.size
        return target

    def alias(self, event: AliasEvent, place: Place) -> Node:
        name = event.anchor or ""
        target = self.anchors.get(name)
        self.used.add(name)
        if target is None:
            raise HeaderError(
                place,
                "yaml",
                f"*{name[:40]} refers to nothing above it; "
                "put a value that begins with * in quotes",
            )
        return target

    def spend_counted(self) -> None:
        """Spend what the values cost, which there are too many of to do so one by one."""
        if self.counted:
            self.share.spend(self.counted, _VALUES, (self.first_line, 1))
        self.counted, self.left = 0, self.share.left

    def scalar(self, event: ScalarEvent, place: Place) -> ScalarNode:
        text = self.text_of(event, place)
        if len(text) < _OFTEN_THE_SAME:
            text = sys.intern(text)
        line, column = place
        size = NODE + len(text)
        self.weight += size
        self.counted += size
        if self.counted > self.left:
            raise TooCostlyError(place)
        return ScalarNode(text, not event.style, line, column)

    def sequence(self, place: Place, depth: int) -> SeqNode:
        items: list[Node] = []
        before = self.weight
        self.weight += NODE
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            item = self.node(event, depth + 1)
            if isinstance(item, ScalarNode) and item.plain and " - " in item.text:
                refuse_list_in_value(event, self.values.lines, self.first_line)
            items.append(item)
        return SeqNode(tuple(items), place, self.weight - before)

    def mapping(self, place: Place, depth: int, *, in_braces: bool) -> MapNode:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        before = self.weight
        self.weight += NODE
        was_given_twice = False
        warnings_before = len(self.warnings)
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            key = self.node(event, depth + 1)
            value_event = next(self.events)
            value = self.node(value_event, depth + 1)
            plain = value if isinstance(value, ScalarNode) and value.plain else None
            if (
                in_braces
                and plain is not None
                and not plain.text
                # Behind a colon, the empty value begins later than the key ends.
                and value_event.start_mark.index == event.end_mark.index
            ):
                value = WithoutColon(plain.text, plain.plain, plain.line, plain.column)
            if not isinstance(key, ScalarNode):
                raise HeaderError(
                    key.place, "yaml", "a key has to be a word; put a value with { or [ in quotes"
                )
            if key.text in entries:
                self.weight -= key.size + value.size
                first, other = entries[key.text]
                if isinstance(value, WithoutColon) and isinstance(other, WithoutColon):
                    # Commas have cut a value, and two of its pieces are the same.
                    continue
                # Of a second row that has no dash, every key is there twice.
                is_row = 1 <= depth <= _ROW_DEPTH and not in_braces
                # Of a dash without a space is told elsewhere, for all rows.
                if not (is_row and (was_given_twice or DASHED_KEY.match(key.text))):
                    self.tell_of_second(key, first, is_row=is_row)
                was_given_twice = True
                continue
            entries[key.text] = (key, value)
            if plain is not None and " - " in plain.text and key.text not in TEXTS:
                refuse_list_in_value(value_event, self.values.lines, self.first_line)
            if comma := LISTS_OF_WORDS.get(key.text):
                for where, message in values_with_commas(value, comma):
                    self.warnings.append((where, "commas", message))
        if (
            len(self.warnings) > warnings_before
            and in_braces
            and any(
                isinstance(value, ScalarNode) and not value.text for _, value in entries.values()
            )
        ):
            # A comma has cut a value in two, and its quotes; that is told of later.
            del self.warnings[warnings_before:]
        return MapNode(entries, place, self.weight - before, in_braces)

    def tell_of_second(self, key: ScalarNode, first: ScalarNode, *, is_row: bool) -> None:
        """Report a key that is given twice."""
        self.problems.error(
            key.place,
            "duplicate-key",
            f"key {quoted(key.text)} is given twice, first on line {first.line}; "
            + ("begin another row with a dash (- by: Turkey), or " if is_row else "")
            + "remove one or join them into a list",
        )


def _check_tag(tag: str, place: Place, *, is_plain: bool) -> None:
    """Refuse a tag, which asks YAML to turn the value into something other than text.

    Raises:
        HeaderError: it is not the ``!`` that quotes imply.
    """
    if tag == "!" and is_plain:
        raise unreadable(place, begins_with("!"))
    if tag != "!":
        shown = quoted(tag.replace("tag:yaml.org,2002:", "!!"))
        raise HeaderError(
            place,
            "yaml-tag",
            f"YAML tags such as {shown} are not read; remove it, or put the value in quotes",
        )
