"""Explains in words what the schema refuses."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.content.header.broken_lines import NO_SPACE
from mkdocs_briefing.content.header.nodes import (
    Location,
    MapNode,
    Node,
    ScalarNode,
    SeqNode,
    node_at,
)
from mkdocs_briefing.content.schema import (
    ENTRIES_BELOW,
    MAPPING,
    TEXT,
    Entry,
    SourceEntry,
    keys_of,
)
from mkdocs_briefing.core.date_suggestions import says_open
from mkdocs_briefing.core.names import (
    did_you_mean,
    folded,
    invisible_remark,
    one_of,
    quoted,
)
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


DENIAL: Final = re.compile(
    r"\b(?:contest|debunk|den(?:y|ie[ds]|ial)|disown|disprove|disput|false|refut|reject|untrue)"
)
"""What contributors write as the status of a claim that somebody denies."""

OTHER_NAMES: Final = {
    "casualties": ("killed",),
    "date": ("as_of",),
    "dead": ("killed",),
    "deaths": ("killed",),
    "denial": ("denied_by",),
    "denied": ("denied_by",),
    "denies": ("denied_by",),
    "description": ("what", "summary", "note"),
    "disputed": ("denied_by",),
    "end": ("until",),
    "fatalities": ("killed",),
    "for": ("to",),
    "from": ("since",),
    "headline": ("title",),
    "link": ("url",),
    "location": ("place",),
    "max": ("high",),
    "min": ("low",),
    "name": ("who", "title", "publisher"),
    "of": ("in",),
    "organisation": ("in",),
    "organization": ("in",),
    "outlet": ("publisher",),
    "parties": ("sides",),
    "person": ("who",),
    "position": ("as", "stance"),
    "post": ("as",),
    "published": ("date",),
    "quote": ("what",),
    "reason": ("why",),
    "role": ("as",),
    "says": ("what",),
    "start": ("since",),
    "text": ("what",),
    "till": ("until",),
    "title": ("what", "name", "as"),
    "type": ("support", "kind"),
    "via": ("through",),
    "who": ("by",),
    "wounded": ("injured",),
}
"""What contributors call a key, and the keys that it may mean, the likeliest first."""

_MAY_BE_OPEN: Final = {
    "since": "leave since out where nobody says when it began",
    "start": "leave start out where nobody says when it began",
    "until": "leave until out, it is open without it",
    "end": "leave end out, it is open without it",
    "as_of": "leave as_of out, it is the date of the article without it",
}
"""What to do where a key holds no date, but says that there is none."""
_MOST_PIECES: Final = 4
"""How many commas a number can have; those with more digits are refused."""
_THOUSAND: Final = re.compile(r"[0-9]{3}(?![0-9])")
_LONGEST_LIST: Final = 100
_BETWEEN_WORDS: Final = re.compile(r"\s*(?:[,;/&+|]|\band\b|\bor\b)\s*")


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


def location_of(error: ErrorDetails) -> Location:
    """Return the way to what an error is about, without Pydantic's tags."""
    return tuple(step for step in error["loc"] if step not in (TEXT, MAPPING))


def explain(details: ErrorDetails, header: MapNode) -> Fault:
    """Put one of Pydantic's errors into words.

    Args:
        details: the error.
        header: what was validated; it shows which missing keys are there without a value.
    """
    location = location_of(details)
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
            message = f"unknown key {quoted(key)}{_hint_for_key(location, key, header)}"
            return Fault(location, "unknown-key", message, at_key=True)
        case "string_too_short" | "too_short":
            return _empty_key(location, key)
        case "bool_parsing" | "bool_type" | "string_type":
            return _wrong_type(location, key, value, details["type"])
        case "model_type" | "dict_type" | "model_attributes_type":
            return _wrong_type(location, key, value, "model_type")
        case "literal_error" | "date" | "count" | "url" | "id" | "slug" as code if isinstance(
            value, str
        ) and (remark := invisible_remark(value)):
            return Fault(location, key if code == "literal_error" else code, remark)
        case "date" if key in _MAY_BE_OPEN and isinstance(value, str) and says_open(value):
            message = f"{quoted(value)} is no date; {_MAY_BE_OPEN[key]}"
            return Fault(location, "date", message)
        case "count" if thousands := _cut_thousands(location, header):
            return thousands
        case "literal_error" if isinstance(value, dict) and not any(value.values()):
            return Fault(location, "type", in_brackets(value))
        case "literal_error":
            words = re.findall(r"'([^']*)'", context["expected"])
            message = f"unknown {key} {quoted(str(value))}{_word_hint(key, str(value), words)}"
            return Fault(location, key, message)
        case code:
            faulty_key = context.get("key")
            where = (*location, faulty_key) if faulty_key else location
            return Fault(where, code, details["msg"])


def _wrong_type(location: Location, key: str, value: object, wanted: str) -> Fault:
    """Return the fault of a value that is of another type than the key takes."""
    if wanted.startswith("bool"):
        message = f'"{key}" must be true or false, not {_described(value)}'
        return Fault(location, "type", message)
    if value is None:
        return Fault(location, "empty", "this entry is empty; fill it in or delete it")
    if wanted == "string_type":
        message = f'"{key}" takes text, not {_described(value)}; put it in quotes'
        if isinstance(value, dict) and not any(value.values()):
            message = in_brackets(value)
        return Fault(location, "type", message)
    if isinstance(value, str) and re.match(r"[a-z_]+:\S", value):
        return Fault(location, "type", NO_SPACE)
    message = f'"{key}" takes entries of keys and values, not {_described(value)}'
    return Fault(location, "type", message + _example("; write", key))


def in_brackets(names: Iterable[object]) -> str:
    """Return the message for a list that stands in braces."""
    shown = quoted(", ".join(map(str, names)), _LONGEST_LIST)[1:-1]
    return f"a list stands in brackets; write [{shown}]"


def _hint_for_key(location: Location, key: str, header: MapNode) -> str:
    known = sorted(keys_of(entry_at(location[:-1])))
    here = node_at(header, location[:-1])
    given = here.entries.keys() if isinstance(here, MapNode) else ()
    if meant := other_name(key, set(known).difference(given)):
        return f"; write {meant}: here"
    if hint := did_you_mean(key, known):
        return hint
    in_text = ". If it is part of a text, put that in quotes"
    follows_text = _follows_a_text(node_at(header, location[:-1]), key)
    return f"; the keys here are {', '.join(known)}{in_text if follows_text else ''}"


def other_name(key: str, known: Set[str]) -> str | None:
    """Return the key that is meant by another name for it, if it is known."""
    return next((name for name in OTHER_NAMES.get(key.lower(), ()) if name in known), None)


def _cut_thousands(location: Location, header: MapNode) -> Fault | None:
    """Return the fault of each piece of a number that commas have cut: ``[1,000 rifles]``."""
    *above, index = location
    entries = node_at(header, tuple(above))
    if not isinstance(entries, SeqNode) or not isinstance(index, int):
        return None
    begin = max(0, index - _MOST_PIECES)
    near = entries.items[begin : index + _MOST_PIECES]
    pieces = [one.text if isinstance(one, ScalarNode) else "" for one in near]
    first = index - begin
    while first and _THOUSAND.match(pieces[first]):
        first -= 1
    last = first
    while last + 1 < len(pieces) and _THOUSAND.match(pieces[last + 1]):
        last += 1
    if last == first or not re.fullmatch(r"[0-9]{1,3}", pieces[first]):
        return None
    number = quoted(",".join(pieces[first : last + 1]))
    message = f"a comma inside brackets ends a value; write {number}"
    return Fault((*above, begin + first), "count", message)


def _follows_a_text(node: Node, key: str) -> bool:
    """Whether a key in braces stands behind a text of several words, which a comma may have cut."""
    if not isinstance(node, MapNode) or not node.in_braces:
        return False
    names = list(node.entries)
    _, value = node.entries[names[names.index(key) - 1]]
    return isinstance(value, ScalarNode) and value.plain and " " in value.text


def _has_key(header: MapNode, location: Location) -> bool:
    node = node_at(header, location[:-1])
    return isinstance(node, MapNode) and location[-1] in node.entries


def entry_at(location: Location) -> type[Entry]:
    """Return the kind of entry at a location below the top of a header."""
    if location and location[0] == "sources":
        return SourceEntry
    keys = (step for step in reversed(location) if isinstance(step, str))
    return next((ENTRIES_BELOW[key] for key in keys if key in ENTRIES_BELOW), Entry)


def _empty_key(location: Location, key: str) -> Fault:
    hint = _example("; write", key) or "; fill it in or delete it"
    return Fault(location, "empty", f'"{key}" is empty{hint}', at_key=True)


def _example(lead: str, key: str) -> str:
    return f"{lead} {key}: {EXAMPLES[key]}" if key in EXAMPLES else ""


def _word_hint(key: str, value: str, words: Sequence[str]) -> str:
    parts = [part for part in _BETWEEN_WORDS.split(value.casefold()) if part]
    found = [part for part in parts if part in words]
    if key == "status" and DENIAL.search(folded(value)):
        status = f"status: {found[0]}, and " if found else ""
        return f"; write {status}who denies it, such as denied_by: Turkey"
    if len(parts) > 1 and found and key == "stance":
        return f"; write a row for each stance: {', '.join(found)}"
    if len(parts) > 1 and found and key != "support":
        return f"; write one of them: {one_of(found)}"
    if len(parts) > 1 and len(found) == len(parts):
        return f"; write a list: [{', '.join(parts)}]"
    if len(parts) > 1 and found:
        return f"; write a list of these words: {one_of(words)}"
    hint = did_you_mean(value, words)
    # What is unconfirmed is not meant to be confirmed.
    is_opposite = value.casefold() in {
        f"{prefix}{word}" for prefix in ("un", "not ") for word in words
    }
    return hint if hint and not is_opposite else f"; write {one_of(words)}"


def _described(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else quoted(str(value))
