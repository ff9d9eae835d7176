"""Says in which order the keys of a mapping are written, wherever in a header it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mkdocs_briefing.content.schema import ENTRIES_BELOW, Entry, SourceEntry, keys_in_order


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping whose keys are names of the contributor's own, such as ``sources``."""

    entry: type[Entry]


Kind: TypeAlias = type[Entry] | Named | None
"""What a mapping describes; ``None`` where the vocabulary does not say. Of a list, each item."""


def below(kind: Kind, key: str) -> Kind:
    """What stands below a key."""
    if isinstance(kind, Named):
        return kind.entry
    if kind is None or key not in keys_in_order(kind):
        return None
    return Named(SourceEntry) if key == "sources" else ENTRIES_BELOW.get(key)


def in_order(kind: Kind, names: Sequence[str]) -> list[int]:
    """The places of the keys, in the order in which they are to stand.

    Keys that the kind does not know (those of MkDocs and Material among them) come last, and
    keep their order. Where the kind has no order of its own, nothing moves.
    """
    known = keys_in_order(kind) if kind is not None and not isinstance(kind, Named) else ()
    rank = {name: place for place, name in enumerate(known)}
    return sorted(range(len(names)), key=lambda at: rank.get(names[at], len(rank)))
