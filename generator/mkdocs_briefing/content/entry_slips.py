"""Finds the one slip behind several faults of an entry, so that it is told once."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, TypeAlias, get_origin

from mkdocs_briefing.content.frontmatter import Location, MapNode, ScalarNode, node_at
from mkdocs_briefing.content.schema import Entry, keys_of
from mkdocs_briefing.content.schema_errors import Fault, entry_at, explain, location_of
from mkdocs_briefing.content.yaml_errors import BULLETS
from mkdocs_briefing.core.names import nearest_word, quoted
from pydantic_core import ErrorDetails

_DEEPEST: Final = 8
"""More steps than lead to any value of the schema."""
_LONGEST_SHOWN: Final = 100
"""Letters of a value that are put together again; a message shows fewer."""
_DASHED_KEY: Final = re.compile(rf"[{BULLETS}*+-]+\s*(\w+)$")


def explain_all(errors: Sequence[ErrorDetails], kind: type[Entry], header: MapNode) -> list[Fault]:
    """Put Pydantic's errors into words; leave out those that follow from another one.

    Args:
        errors: of one header.
        kind: what the header was validated as.
        header: what was validated.
    """
    faults: list[Fault] = []
    told: set[Location] = set()
    by_entry: defaultdict[Location, list[ErrorDetails]] = defaultdict(list)
    for error in errors:
        if error["type"] in ("extra_forbidden", "missing"):
            by_entry[location_of(error)[:-1]].append(error)
    for location, here in by_entry.items():
        node = node_at(header, location)
        if isinstance(node, MapNode):
            for slip in (_cut_by_commas, _dash_without_space, _other_names):
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
    return [*faults, *(explain(error, header) for error in rest)]


_Slip: TypeAlias = tuple[Fault, frozenset[str]] | None
"""A fault, and the keys of the same entry whose faults follow from it."""


def _cut_by_commas(
    location: Location, node: MapNode, errors: Sequence[ErrorDetails], kind: type[Entry]
) -> _Slip:
    """Values in braces with a comma in them: what follows it looks like a key without a value."""
    if not node.in_braces:
        return None
    unknown = {str(error["loc"][-1]) for error in errors if error["type"] == "extra_forbidden"}
    pieces: list[str] = []
    cut: dict[str, str] = {}
    before: tuple[str, ScalarNode] | None = None
    for name, (key, value) in node.entries.items():
        if name in unknown and isinstance(value, ScalarNode) and value.plain and not value.text:
            if before is not None:
                pieces.append(name)
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
    fixes = " and ".join(_uncut(name, text, kind, location) for name, text in cut.items())
    message = f"a comma inside braces ends a value; write {fixes or 'the value in quotes'}"
    # A name like that of a key may be among the pieces.
    follows = frozenset({*pieces, *cut, *_missing(errors)})
    return Fault((*location, pieces[0]), "unknown-key", message, at_key=True), follows


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
        if error["type"] == "extra_forbidden" and (match := _DASHED_KEY.match(name)):
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
        meant = near if near in missing else None
        if near is None and len(missing) == len(unknown) == 1:
            meant = missing[0]
        if meant is not None:
            hint = f'did you mean "{meant}"?' if near else f"write {meant}: here"
            message = f"unknown key {quoted(name)}; {hint}"
            fault = Fault((*location, name), "unknown-key", message, at_key=True)
            return fault, frozenset({name, meant})
    return None


def _missing(errors: Sequence[ErrorDetails]) -> tuple[str, ...]:
    return tuple(str(error["loc"][-1]) for error in errors if error["type"] == "missing")
