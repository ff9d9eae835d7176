"""Finds the one slip behind several faults of an entry, so that it is told once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias, get_origin

from mkdocs_briefing.content.header.nodes import (
    Location,
    MapNode,
    Node,
    ScalarNode,
    SeqNode,
    WithoutColon,
    node_at,
)
from mkdocs_briefing.content.header.unmarked_lists import DASHED_KEY
from mkdocs_briefing.content.schema import ENTRIES_BELOW, Entry, keys_of
from mkdocs_briefing.content.schema_errors import (
    Fault,
    entry_at,
    explain,
    in_brackets,
    location_of,
    other_name,
)
from mkdocs_briefing.core.names import foreign_letter, nearest_word, quoted
from pydantic_core import ErrorDetails

_DEEPEST: Final = 8
"""More steps than lead to any value of the schema."""
_LONGEST_SHOWN: Final = 100
"""Letters of a value that are put together again; a message shows fewer."""
_COLON_WITHOUT_SPACE: Final = re.compile("([A-Za-z_]+)\\s*[:=\uff1a]\\s*(\\S.*)", re.DOTALL)


def explain_all(errors: Sequence[ErrorDetails], kind: type[Entry], header: MapNode) -> list[Fault]:
    """Put Pydantic's errors into words; leave out those that follow from another one.

    Args:
        errors: of one header.
        kind: what the header was validated as.
        header: what was validated.
    """
    faults: list[Fault] = []
    told: set[Location] = set()
    for fault in _slips_of_lists(header):
        faults.append(fault)
        told.add(fault.location)
    by_entry: defaultdict[Location, list[ErrorDetails]] = defaultdict(list)
    for error in errors:
        location = location_of(error)
        if error["type"] in ("extra_forbidden", "missing"):
            by_entry[location[:-1]].append(error)
        elif (entry := _cut_entry(location, header)) is not None:
            by_entry[entry].append(error)
    for location, here in by_entry.items():
        node = node_at(header, location)
        if isinstance(node, MapNode) and location[:1] not in told:
            for slip in (_colon_without_space, _cut_by_commas, _dash_without_space, _other_names):
                if found := slip(location, node, here, kind):
                    fault, follows = found
                    faults.append(fault)
                    told |= {(*location, key) for key in follows}
                    break
    rest = (
        error
        for error in errors
        if not any(location_of(error)[:length] in told for length in range(1, _DEEPEST))
    )
    # Of a number that commas cut into several pieces, each piece is an error.
    return list(dict.fromkeys([*faults, *(explain(error, header) for error in rest)]))


_Slip: TypeAlias = tuple[Fault, frozenset[str]] | None
"""A fault, and the keys of the same entry whose faults follow from it."""


def _slips_of_lists(header: MapNode) -> Iterator[Fault]:
    """Yield the faults of lists at the top that hold something else than entries."""
    for key, (_, node) in header.entries.items():
        if key not in ENTRIES_BELOW or not isinstance(node, SeqNode):
            continue
        if key == "sides" and all(isinstance(item, ScalarNode) for item in node.items):
            names = [quoted(item.text)[1:-1] for item in node.items if isinstance(item, ScalarNode)]
            yield Fault((key,), "type", _names_of_sides(names))
        elif _is_one_entry(node, keys_of(ENTRIES_BELOW[key])):
            shown = ", ".join(
                f"{name}: {value.text if isinstance(value, ScalarNode) else '…'}"
                for item in node.items
                if isinstance(item, MapNode)
                for name, (_, value) in item.entries.items()
            )
            message = f"an entry stands in braces; write [{{{quoted(shown)[1:-1]}}}]"
            yield Fault((key,), "type", message)


def _names_of_sides(names: Sequence[str]) -> str:
    entries = ", ".join(f"{{name: {name}}}" for name in names)
    return f"each side is an entry with a name; write [{entries}]"


def _is_one_entry(node: SeqNode, known: frozenset[str]) -> bool:
    """Whether a list is one entry with brackets for braces: each of its keys is an item."""
    names = [
        name
        for item in node.items
        if isinstance(item, MapNode) and item.in_braces and len(item.entries) == 1
        for name, (key, _) in item.entries.items()
        # Without a brace before it, the entry begins where its key does.
        if key.place == item.place
    ]
    return 1 < len(names) == len(node.items) == len(set(names)) and known.issuperset(names)


def _cut_entry(location: Location, header: MapNode) -> Location | None:
    """Return the way to the entry in braces of which a comma made a key without a colon."""
    node: Node = header
    for depth, step in enumerate(location):
        if isinstance(node, MapNode) and isinstance(step, str):
            if step not in node.entries:
                return None
            _, node = node.entries[step]
            if isinstance(node, WithoutColon):
                return location[:depth]
        elif isinstance(node, SeqNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return None


def _colon_without_space(
    location: Location, node: MapNode, errors: Sequence[ErrorDetails], kind: type[Entry]
) -> _Slip:
    """Keys in braces with a colon that no space follows, or with another sign."""
    known = keys_of(entry_at(location) if location else kind)
    found = {
        name: match
        for name, (_, value) in node.entries.items()
        if isinstance(value, WithoutColon)
        and (match := _COLON_WITHOUT_SPACE.fullmatch(name))
        and match[1] in known
    }
    if not found:
        return None
    fixes = ", ".join(f"{match[1]}: {quoted(match[2])[1:-1]}" for match in found.values())
    message = f"a key has a colon and a space behind it; write {fixes}"
    first = next(iter(found))
    follows = frozenset({*found, *(match[1] for match in found.values()), *_missing(errors)})
    return Fault((*location, first), "unknown-key", message, at_key=True), follows


def _cut_by_commas(
    location: Location, node: MapNode, errors: Sequence[ErrorDetails], kind: type[Entry]
) -> _Slip:
    """Values in braces with a comma in them: what follows it looks like a key without a value."""
    if not node.in_braces:
        return None
    pieces: list[str] = []
    cut: dict[str, str] = {}
    before: tuple[str, ScalarNode] | None = None
    for name, (key, value) in node.entries.items():
        if isinstance(value, WithoutColon):
            pieces.append(name)
            if before is not None:
                cut_key, begin = before
                text = cut.get(cut_key, begin.text)
                if len(text) > _LONGEST_SHOWN:
                    continue
                is_close = key.place == (begin.place[0], begin.place[1] + len(text) + 1)
                cut[cut_key] = f"{text},{'' if is_close else ' '}{name}"
        else:
            # Where nothing stands before the comma, it cut nothing.
            before = (name, value) if isinstance(value, ScalarNode) and value.text else None
    if not pieces:
        return None
    # A name like that of a key may be among the pieces.
    follows = frozenset({*pieces, *cut, *_missing(errors)})
    if len(pieces) == len(node.entries):
        return Fault(location, "type", _list_in_braces(location, pieces)), follows
    fixes = " and ".join(_uncut(name, text, kind, location) for name, text in cut.items())
    message = f"a comma inside braces ends a value; write {fixes or 'the value in quotes'}"
    return Fault((*location, pieces[0]), "unknown-key", message, at_key=True), follows


def _list_in_braces(location: Location, pieces: Sequence[str]) -> str:
    if "sides" in location and "members" not in location:
        return _names_of_sides(pieces)
    return in_brackets(pieces)


def _uncut(key: str, text: str, kind: type[Entry], location: Location) -> str:
    straight = text.strip("\u201c\u201d\u201e").replace('"', "'")
    in_quotes = f"{key}: {quoted(straight)}"
    if ", " in text and key in _lists_of(entry_at(location) if location else kind):
        return f"{key}: [{quoted(text)[1:-1]}], or use quotes: {in_quotes}"
    return in_quotes


def _lists_of(kind: type[Entry]) -> frozenset[str]:
    """Return the keys that take one value or a list of them."""
    return frozenset(
        field.alias or name
        for name, field in kind.model_fields.items()
        if get_origin(field.annotation) is tuple
    )


def _dash_without_space(
    location: Location, _node: MapNode, errors: Sequence[ErrorDetails], _kind: type[Entry]
) -> _Slip:
    for error in errors:
        name = str(error["loc"][-1])
        if error["type"] == "extra_forbidden" and (match := DASHED_KEY.match(name)):
            message = f"there is no dash with a space before {match[1]}; write `- {match[1]}: …`"
            fault = Fault((*location, name), "unknown-key", message, at_key=True)
            return fault, frozenset({name, *_missing(errors)})
    return None


def _other_names(
    location: Location, _node: MapNode, errors: Sequence[ErrorDetails], kind: type[Entry]
) -> _Slip:
    """Keys that are missing because they are written under another name."""
    missing = _missing(errors)
    unknown = [str(error["loc"][-1]) for error in errors if error["type"] == "extra_forbidden"]
    if not missing or not unknown:
        return None
    entry = entry_at(location) if location else kind
    for name in unknown:
        near = nearest_word(name, sorted(keys_of(entry)))
        meant = other_name(name, frozenset(missing)) or (near if near in missing else None)
        if near is None and meant is None and len(missing) == len(unknown) == 1:
            meant = missing[0]
        if meant is not None:
            hint = f'did you mean "{meant}"?' if near == meant else f"write {meant}: here"
            remark = foreign_letter(name)
            end = "." if remark and not hint.endswith("?") else ""
            message = f"unknown key {quoted(name)}; {hint}{end}{remark}"
            fault = Fault((*location, name), "unknown-key", message, at_key=True)
            return fault, frozenset({name, meant})
    return None


def _missing(errors: Sequence[ErrorDetails]) -> tuple[str, ...]:
    return tuple(str(error["loc"][-1]) for error in errors if error["type"] == "missing")
