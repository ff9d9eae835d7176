"""Checks headers against the schema and keeps what is valid of them."""

from collections.abc import Iterator, Mapping, Set
from typing import Final, TypeVar

from mkdocs_briefing.content.entry_slips import explain_all
from mkdocs_briefing.content.header.comments import COMMENT
from mkdocs_briefing.content.header.nodes import (
    Location,
    MapNode,
    Node,
    ScalarNode,
    SeqNode,
    place_of,
    plain_value,
)
from mkdocs_briefing.content.key_slips import key_slips, tell_of_missing_dashes
from mkdocs_briefing.content.schema import PAGE_KEYS, ROWS, Entry, FileEntry, keys_in_order
from mkdocs_briefing.content.schema_errors import Fault, explain, other_name
from mkdocs_briefing.core.names import foreign_letter, nearest_word, quoted
from mkdocs_briefing.core.problems import Place, ProblemCollector
from pydantic import ValidationError
from pydantic_core import ErrorDetails

E = TypeVar("E", bound=FileEntry)

INDEPENDENT: Final = frozenset(
    {"authors", "country", "end", "kind", "member_of", "place", "slug", "start", "summary"}
    | {"tags", "updated", "website", "wikidata"}
)
"""Keys at the top of a header that can be left out without causing further problems."""


def read_entry(
    kind: type[E], header: MapNode, problems: ProblemCollector
) -> tuple[E, MapNode] | None:
    """Validate a header as that of one kind of file.

    Invalid rows and independent keys are left out, so that the rest is checked in the same
    run. Errors go to ``problems``, and a warning for each unknown key.

    Returns:
        The entry and the part of the header that it was made of; ``None`` if the invalid
        part cannot be left out.
    """
    unknown = _unknown_keys(kind, header)
    valid = _without_slips(kind, header, problems) if unknown else header
    if valid is not header:
        unknown = {}
    elif not problems.failed:
        # Of two rows without a dash, the keys of the second have been told of.
        tell_of_missing_dashes(header, problems)
    while valid is not None:
        try:
            entry = kind.model_validate(plain_value(valid))
        except ValidationError as error:
            details = error.errors(include_url=False)
        else:
            _warn_of_unknown_keys(unknown, header, problems)
            return entry, valid
        if not unknown and any(detail["type"] == "extra_forbidden" for detail in details):
            without_slips = _without_slips(kind, valid, problems)
            if without_slips is not valid:
                valid = without_slips
                continue
        missing = {str(detail["loc"][0]) for detail in details if _is_missing_at_the_top(detail)}
        misspelt = {name: near for name, near in unknown.items() if near in missing}
        for name in misspelt:
            problems.error(*_unknown_key(name, unknown.pop(name), header))
        told = {(near,) for near in misspelt.values()}
        rest = [detail for detail in details if detail["loc"] not in told]
        for fault in explain_all(rest, kind, valid):
            place = place_of(valid, fault.location, key=fault.at_key)
            message = fault.message
            if fault.code == "empty" and (remark := problems.take_back(place[0], COMMENT)):
                key = next(step for step in reversed(fault.location) if isinstance(step, str))
                message = f'"{key}" is empty, as # begins a comment; {remark.partition("; ")[2]}'
            problems.error(place, fault.code, message)
        # Leaving something out may reveal what it hid, such as an end before a start.
        valid = _without(valid, {detail["loc"][:2] for detail in details})
    _warn_of_unknown_keys(unknown, header, problems)
    return None


def faults(kind: type[Entry], values: object) -> Iterator[tuple[Location, str]]:
    """Say what is wrong with values that are in no file yet, in the words of a check.

    Args:
        kind: the entry that they should make.
        values: text, lists and dictionaries, such as :func:`plain_value` makes.

    Yields:
        The location of each fault, and its message.
    """
    try:
        kind.model_validate(values)
    except ValidationError as error:
        no_header = MapNode({}, (1, 1), 1)
        for detail in error.errors(include_url=False):
            fault = explain(detail, no_header)
            yield fault.location, fault.message


def faults_of_row(kind: type[FileEntry], key: str, row: MapNode) -> list[Fault]:
    """Return what is wrong with a row that is in no file yet.

    Args:
        kind: the entry of the file.
        key: the key under which the row would be.
        row: as it is written.
    """
    start = (1, 1)
    rows = SeqNode((row,), start, row.size)
    header = MapNode({key: (ScalarNode(key, True, *start), rows)}, start, row.size)
    try:
        kind.model_validate(plain_value(header))
    except ValidationError as error:
        errors = [one for one in error.errors(include_url=False) if one["loc"][0] == key]
        return explain_all(errors, kind, header)
    return []


def _without_slips(
    kind: type[FileEntry], header: MapNode, problems: ProblemCollector
) -> MapNode | None:
    """Tell of the slips in keys; return the header without what they concern."""
    slips = list(key_slips(kind, header))
    for slip in slips:
        if slip.message:
            problems.error(slip.place, "unknown-key", slip.message)
    return _without(header, {slip.left_out for slip in slips}) if slips else header


def _is_missing_at_the_top(detail: ErrorDetails) -> bool:
    return detail["type"] == "missing" and len(detail["loc"]) == 1


def _unknown_keys(kind: type[FileEntry], header: MapNode) -> dict[str, str | None]:
    """Return the keys at the top that are not known, each with the closest one that is."""
    known = keys_in_order(kind)
    absent = set(known).difference(header.entries)
    return {
        name: other_name(name, absent) or nearest_word(name, known)
        for name in header.entries
        if name not in known and name not in PAGE_KEYS
    }


def _unknown_key(name: str, near: str | None, header: MapNode) -> tuple[Place, str, str]:
    """Return the place, the code and the message for a key at the top that is not known."""
    key, _ = header.entries[name]
    hint = f'did you mean "{near}"?{foreign_letter(name)}' if near else "it is not read, remove it"
    return key.place, "unknown-key", f"unknown key {quoted(name)}; {hint}"


def _warn_of_unknown_keys(
    unknown: Mapping[str, str | None], header: MapNode, problems: ProblemCollector
) -> None:
    for name, near in unknown.items():
        problems.warn(*_unknown_key(name, near, header))


def _without(header: MapNode, faulty: Set[Location]) -> MapNode | None:
    """Leave rows and keys out of a header; ``None`` if the rest needs one of them."""
    names = {str(location[0]) if location else "" for location in faulty}
    if not names <= (ROWS | INDEPENDENT) & header.entries.keys():
        return None
    entries: dict[str, tuple[ScalarNode, Node]] = {}
    for name, (key, node) in header.entries.items():
        if name not in names:
            entries[name] = (key, node)
        elif name in ROWS and isinstance(node, SeqNode):
            rows = tuple(row for index, row in enumerate(node.items) if (name, index) not in faulty)
            if 0 < len(rows) < len(node.items):
                entries[name] = (key, SeqNode(rows, node.place, node.size))
    return MapNode(entries, header.place, header.size)
