"""Finds keys that are there, but in capital letters, at the margin, or without a dash."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from mkdocs_briefing.content.header.nodes import Location, MapNode, Node, ScalarNode, SeqNode
from mkdocs_briefing.content.header.unmarked_lists import DASHED_KEY
from mkdocs_briefing.content.schema import (
    ENTRIES_BELOW,
    PAGE_KEYS,
    ROWS,
    Entry,
    FileEntry,
    SourceEntry,
    keys_of,
)
from mkdocs_briefing.core.names import quoted
from mkdocs_briefing.core.problems import Place, ProblemCollector

NO_DASH: Final = "no-dash"

_NO_LETTER: Final = re.compile(r"[\s-]+")


class KeySlip(NamedTuple):
    """A key whose value is not read as it was meant.

    Attributes:
        left_out: what must be left out of the header, so that nothing is told of what follows
            from the slip; nothing of it can be read where this is empty.
    """

    place: Place
    message: str
    left_out: Location


def key_slips(kind: type[FileEntry], header: MapNode) -> Iterator[KeySlip]:
    """Yield the slips in the keys of a header."""
    known = keys_of(kind)
    respelled = list(_respelled(kind, header, ()))
    if respelled:
        meant = ", ".join(dict.fromkeys(_spelling(key.text) for _, key in respelled))
        is_one = len({key.text for _, key in respelled}) == 1
        (location, first), *_ = respelled
        at_top = any(len(location) == 1 for location, _ in respelled)
        message = (
            f"unknown key {quoted(first.text)}; write {meant}"
            if is_one
            else f"keys are written in small letters; write {meant}"
        )
        yield KeySlip(first.place, message, () if at_top else location[:2])
        # Of the other rows nothing more is told, either.
        yield from (KeySlip(first.place, "", other[:2]) for other, _ in respelled[1:] if not at_top)
    above: tuple[str, MapNode, Location] | None = None
    for name, (key, value) in header.entries.items():
        if name in ENTRIES_BELOW and (last := _last_entry(name, value)) is not None:
            above = name, *last
        elif above is not None and name not in known | PAGE_KEYS:
            entries_key, entry, location = above
            if name in keys_of(ENTRIES_BELOW[entries_key]) and name not in entry.entries:
                message = (
                    f"{name} begins at the margin, so it is no key of the "
                    f"{'row' if entries_key in ROWS else 'entry'} above it; "
                    f"indent it like {next(iter(entry.entries), 'by')}"
                )
                yield KeySlip(key.place, message, location)


def _last_entry(name: str, value: Node) -> tuple[MapNode, Location] | None:
    """Return the last entry below a key, and the way to it."""
    if isinstance(value, SeqNode) and value.items and isinstance(value.items[-1], MapNode):
        return value.items[-1], (name, len(value.items) - 1)
    if isinstance(value, MapNode) and name == "sources":
        # The last source of the list; what is left out is the list.
        last = next((one for _, one in reversed(value.entries.values())), None)
        return (last, (name,)) if isinstance(last, MapNode) else None
    return (value, (name,)) if isinstance(value, MapNode) else None


def tell_of_missing_dashes(header: MapNode, problems: ProblemCollector) -> None:
    """Warn of a row without a dash: the next one would be taken for the same row."""
    for name, (_, value) in header.entries.items():
        if (name in ROWS or name == "sides") and isinstance(value, MapNode):
            is_row = not keys_of(ENTRIES_BELOW[name]).isdisjoint(value.entries)
            # A dash without a space behind it is told of as that.
            has_dash = any(map(DASHED_KEY.match, value.entries))
            if is_row and not value.in_braces and not has_dash:
                first, _ = next(iter(value.entries.values()))
                message = f"a row begins with a dash; write `- {first.text}: …`"
                problems.warn(first.place, NO_DASH, message)


def _is_respelled(name: str, known: frozenset[str]) -> bool:
    return name not in known and _spelling(name) in known


def _spelling(name: str) -> str:
    return _NO_LETTER.sub("_", name.strip()).lower()


def _respelled(
    kind: type[Entry], node: Node, location: Location
) -> Iterator[tuple[Location, ScalarNode]]:
    if isinstance(node, SeqNode):
        for index, item in enumerate(node.items):
            yield from _respelled(kind, item, (*location, index))
    elif isinstance(node, MapNode):
        known = keys_of(kind)
        for name, (key, value) in node.entries.items():
            if _is_respelled(name, known) and _spelling(name) not in node.entries:
                yield (*location, name), key
            below = ENTRIES_BELOW.get(_spelling(name))
            if isinstance(value, ScalarNode) or below is None:
                continue
            if below is SourceEntry and _spelling(name) == "sources" and isinstance(value, MapNode):
                for source, (_, described) in value.entries.items():
                    yield from _respelled(below, described, (*location, name, source))
            else:
                yield from _respelled(below, value, (*location, name))
