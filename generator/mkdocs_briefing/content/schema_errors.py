"""Explains in words what the schema refuses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.content.frontmatter import Location, MapNode, Node, SeqNode
from mkdocs_briefing.content.schema import (
    ENTRIES_BELOW,
    MAPPING,
    TEXT,
    Entry,
    SourceEntry,
    keys_of,
)
from mkdocs_briefing.core.names import did_you_mean, one_of, quoted
from pydantic_core import ErrorDetails

EXAMPLES: Final = {
    "actors": "[Turkey, Qatar]",
    "as": "foreign minister",
    "backing": "{by: Turkey, to: GNA}",
    "by": "Turkey",
    "date": "2019-11-14",
    "events": "{date: 2019-11-14, what: Talks in Geneva}",
    "members": "[Khalifa Haftar]",
    "name": "Turkey",
    "publisher": "AFP",
    "roles": "{who: Taher Siala, in: GNA, as: foreign minister}",
    "sides": "[{name: LNA}, {name: GNA}]",
    "sources": "{afp: {publisher: AFP}}",
    "source": "{publisher: AFP}",
    "statements": "{who: Turkey, act: denies, what: that it sent troops}",
    "title": "Ankara stands by Tripoli",
    "to": "GNA",
    "what": "Talks in Geneva",
    "who": "Turkey",
}
"""An example value by key, shown where the key is missing or holds something else."""


DENIALS: Final = ("contested", "denied", "disputed", "rejected")
"""What contributors write as the status of a claim that somebody denies."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the schema refuses.

    Attributes:
        location: the way to the value.
        code: the code of the problem.
        message: what is wrong and what to write.
        at_key: whether the place to show is that of the key, rather than of its value.
    """

    location: Location
    code: str
    message: str
    at_key: bool = False


def explain(details: ErrorDetails, header: MapNode) -> Fault:
    """Put one of Pydantic's errors into words.

    Args:
        details: the error.
        header: what was validated; it shows which missing keys are there without a value.
    """
    location: Location = tuple(step for step in details["loc"] if step not in (TEXT, MAPPING))
    value = details["input"]
    context = details.get("ctx", {})
    key = next((step for step in reversed(location) if isinstance(step, str)), "")
    match details["type"]:
        case "missing" if _has_key(header, location):
            return _empty_key(location, key)
        case "missing":
            message = f'missing key "{key}"{_example("; add", key)}'
            return Fault(location, "missing-key", message)
        case "extra_forbidden":
            known = sorted(keys_of(_entry_at(location[:-1])))
            hint = did_you_mean(key, known) or (
                "; a comma ends a value in braces: put the whole value in quotes"
                if value is None and not key.isidentifier()
                else f"; the keys here are {', '.join(known)}"
            )
            message = f"unknown key {quoted(key)}{hint}"
            return Fault(location, "unknown-key", message, at_key=True)
        case "literal_error":
            words = re.findall(r"'([^']*)'", context["expected"])
            hint = (
                "; write who denies it, such as denied_by: Turkey"
                if key == "status" and value in DENIALS
                else _word_hint(str(value), words)
            )
            message = f"unknown {key} {quoted(str(value))}{hint}"
            return Fault(location, key, message)
        case "string_too_short" | "too_short":
            return _empty_key(location, key)
        case "bool_parsing" | "bool_type":
            message = f'"{key}" must be true or false, not {_described(value)}'
            return Fault(location, "type", message)
        case "string_type" | "model_type" | "dict_type" | "model_attributes_type" if value is None:
            return Fault(location, "empty", "this entry is empty; fill it in or delete it")
        case "string_type":
            message = f'"{key}" takes text, not {_described(value)}; put it in quotes'
            return Fault(location, "type", message)
        case "model_type" | "dict_type" | "model_attributes_type":
            message = f'"{key}" takes entries of keys and values, not {_described(value)}'
            return Fault(location, "type", message + _example("; write", key))
        case code:
            faulty_key = context.get("key")
            where = (*location, faulty_key) if faulty_key else location
            return Fault(where, code, details["msg"])


def _has_key(header: MapNode, location: Location) -> bool:
    node: Node = header
    for step in location[:-1]:
        if isinstance(node, MapNode) and isinstance(step, str) and step in node.entries:
            node = node.entries[step][1]
        elif isinstance(node, SeqNode) and isinstance(step, int):
            node = node.items[step]
    return isinstance(node, MapNode) and location[-1] in node.entries


def _entry_at(location: Location) -> type[Entry]:
    if location and location[0] == "sources":
        return SourceEntry
    keys = (step for step in reversed(location) if isinstance(step, str))
    return next((ENTRIES_BELOW[key] for key in keys if key in ENTRIES_BELOW), Entry)


def _empty_key(location: Location, key: str) -> Fault:
    hint = _example("; write", key) or "; fill it in or delete it"
    return Fault(location, "empty", f'"{key}" is empty{hint}', at_key=True)


def _example(lead: str, key: str) -> str:
    return f"{lead} {key}: {EXAMPLES[key]}" if key in EXAMPLES else ""


def _word_hint(value: str, words: Sequence[str]) -> str:
    parts = [part.strip() for part in value.split(",")]
    if len(parts) > 1 and all(part in words for part in parts):
        return f"; write a list: [{', '.join(parts)}]"
    return did_you_mean(value, words) or f"; write {one_of(words)}"


def _described(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else quoted(str(value))
