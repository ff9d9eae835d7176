"""Says in which order the keys of a mapping are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mkdocs_briefing.content.schema import ENTRIES_BELOW, Entry, SourceEntry, keys_in_order


@dataclass(frozen=True, slots=True)
class NamedEntries:
    """A mapping whose keys are names that the contributor chose, such as ``sources``."""

    entry: type[Entry]


Kind: TypeAlias = type[Entry] | NamedEntries | None
"""What a mapping, or each item of a list, describes; ``None`` for what the schema does not know."""


def below(kind: Kind, key: str) -> Kind:
    """What stands below a key."""
    if isinstance(kind, NamedEntries):
        return kind.entry
    if kind is None or key not in keys_in_order(kind):
        return None
    return NamedEntries(SourceEntry) if key == "sources" else ENTRIES_BELOW.get(key)


def in_order(kind: Kind, keys: Sequence[str]) -> list[int]:
    """The positions of the keys, in the order in which the keys are written.

    Keys that the schema does not know, such as those of MkDocs and Material, come last and
    keep their order. So do all keys of a mapping that the schema does not know.
    """
    known = keys_in_order(kind) if kind is not None and not isinstance(kind, NamedEntries) else ()
    rank = {key: place for place, key in enumerate(known)}
    return sorted(range(len(keys)), key=lambda at: rank.get(keys[at], len(rank)))
