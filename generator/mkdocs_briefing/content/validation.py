"""Checks headers against the schema and keeps what is valid of them."""

from collections.abc import Iterator, Set
from typing import Final, TypeVar

from mkdocs_briefing.content.frontmatter import Location, MapNode, SeqNode, place_of, plain_value
from mkdocs_briefing.content.schema import PAGE_KEYS, ROWS, Entry, FileEntry, keys_in_order
from mkdocs_briefing.content.schema_errors import explain
from mkdocs_briefing.core.names import did_you_mean, quoted
from mkdocs_briefing.core.problems import ProblemCollector
from pydantic import ValidationError

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
    _warn_of_unknown_keys(kind, header, problems)
    valid: MapNode | None = header
    while valid is not None:
        try:
            return kind.model_validate(plain_value(valid)), valid
        except ValidationError as error:
            details = error.errors(include_url=False)
        for detail in details:
            fault = explain(detail, valid)
            place = place_of(valid, fault.location, key=fault.at_key)
            problems.error(place, fault.code, fault.message)
        # Leaving something out may reveal what it hid, such as an end before a start.
        valid = _without(valid, {detail["loc"][:2] for detail in details})
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


def _warn_of_unknown_keys(
    kind: type[FileEntry], header: MapNode, problems: ProblemCollector
) -> None:
    known = keys_in_order(kind)
    for name, (key, _) in header.entries.items():
        if name not in known and name not in PAGE_KEYS:
            hint = did_you_mean(name, known) or "; it is not read, remove it"
            problems.warn(key.place, "unknown-key", f"unknown key {quoted(name)}{hint}")


def _without(header: MapNode, faulty: Set[Location]) -> MapNode | None:
    """Leave rows and keys out of a header; ``None`` if the rest needs one of them."""
    entries = dict(header.entries)
    for name in {str(location[0]) if location else "" for location in faulty}:
        if name not in ROWS | INDEPENDENT or name not in entries:
            return None
        key, node = entries.pop(name)
        if name in ROWS and isinstance(node, SeqNode):
            rows = tuple(row for index, row in enumerate(node.items) if (name, index) not in faulty)
            if 0 < len(rows) < len(node.items):
                entries[name] = (key, SeqNode(rows, node.place, node.size))
    return MapNode(entries, header.place, header.size)
