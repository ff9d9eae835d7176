"""Lists the kinds of rows and, for each kind, the keys that hold names and voices."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias, TypeVar

from mkdocs_briefing.content.header.nodes import Location
from mkdocs_briefing.content.schema import (
    ROW_ENTRIES,
    ArticleEntry,
    AttributionEntry,
    BackingEntry,
    EventEntry,
    RoleEntry,
    RowEntry,
    StatementEntry,
)

R = TypeVar("R", bound=RowEntry)

_KEYS: Final = {kind: key for key, kind in ROW_ENTRIES.items()}

RowKind: TypeAlias = Literal["backing", "event", "statement", "role"]

ROW_KINDS: Final[Mapping[type[RowEntry], RowKind]] = {
    BackingEntry: "backing",
    EventEntry: "event",
    StatementEntry: "statement",
    RoleEntry: "role",
}


def rows_of_kind(entry: ArticleEntry, kind: type[R]) -> list[tuple[Location, R]]:
    """Return the rows of one kind with their locations."""
    key = _KEYS[kind]
    rows: tuple[R, ...] = getattr(entry, key)
    return [((key, index), row) for index, row in enumerate(rows)]


def names_of(row: RowEntry) -> Mapping[str, Sequence[str]]:
    """Return the names of actors in a row, by key."""
    match row:
        case BackingEntry():
            return {"by": row.by, "to": row.to, "through": row.through}
        case EventEntry():
            return {"by": row.by, "against": row.against, "actors": row.actors}
        case StatementEntry():
            return {"who": row.who, "about": row.about}
        case RoleEntry():
            return {"who": (row.who,), "in": (row.organisation,) if row.organisation else ()}
    raise TypeError(f"not a kind of row: {row!r}")


def voices_of(row: RowEntry) -> Mapping[str, Sequence[AttributionEntry]]:
    """Return those who say or deny what a row claims, by key."""
    match row:
        case BackingEntry() | EventEntry():
            return {"said_by": row.said_by, "denied_by": row.denied_by}
    return {}
