"""Gives each row the anchor that it keeps from build to build."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from mkdocs_briefing.content.header.nodes import Location
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.row_keys import ROW_KINDS, RowKind
from mkdocs_briefing.content.schema import ArticleEntry, RowEntry
from mkdocs_briefing.core.names import quoted
from mkdocs_briefing.model.entities import Conflict

WITH_ARTICLE: Final[dict[RowKind, str]] = {
    "backing": "a backing row",
    "event": "an event",
    "statement": "a statement",
    "role": "a role",
}


_JSON: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False)

RowKey: TypeAlias = tuple[str, Location]
"""A row: the path of its file, and its place in there."""


@dataclass(frozen=True, slots=True, eq=False)
class IdClaim:
    """A row that has an ``id``, and the conflict in which it is the id of this row."""

    id: str
    conflict: Conflict
    kind: RowKind
    file: ParsedFile[ArticleEntry]
    row: Location

    @property
    def age(self) -> tuple[object, ...]:
        return (self.file.entry.date.sort_key(), self.file.path)


def anchors_of_ids(claims: Iterable[IdClaim]) -> dict[RowKey, str]:
    """Return the anchor of each row that has an id.

    The anchor is the id itself. Where several conflicts use an id, it is the anchor in the
    conflict with the oldest article, as an address that was published must last; in the
    others the conflict's slug stands before it.

    Rows of one event share its id, as they are its several accounts. Any other row whose id
    is taken gets no anchor, and an error.
    """
    first_by_id: dict[tuple[Conflict, str], IdClaim] = {}
    ages: dict[str, dict[Conflict, tuple[object, ...]]] = {}
    accepted: list[IdClaim] = []
    for claim in claims:
        conflicts = ages.setdefault(claim.id, {})
        conflicts[claim.conflict] = min(claim.age, conflicts.get(claim.conflict, claim.age))
        first = first_by_id.setdefault((claim.conflict, claim.id), claim)
        if first is claim or first.kind == claim.kind == "event":
            accepted.append(claim)
            continue
        claim.file.error(
            (*claim.row, "id"),
            "duplicate-id",
            f"id {quoted(claim.id)} is already used by {WITH_ARTICLE[first.kind]} in "
            f"{first.file.line_of(*first.row, 'id')}; give this row another id",
        )
    oldest = {id_: min(conflicts, key=conflicts.__getitem__) for id_, conflicts in ages.items()}
    return {
        (claim.file.path, claim.row): claim.id
        if oldest[claim.id] is claim.conflict
        else conflict_anchor(claim.conflict, claim.id)
        for claim in accepted
    }


def conflict_anchor(conflict: Conflict, id_: str) -> str:
    """Return the anchor of an id that an older article uses in another conflict."""
    return f"{conflict.slug}-{id_}"


def derived_anchor(slug: str, entry: RowEntry, *pair: str) -> str:
    """Return the anchor of a row without an id: a hash of the article's slug and the row.

    Defaults do not count, so that writing a default out, or a new optional key in a later
    version, changes no anchor.
    """
    key = (slug, *pair)
    if key not in entry.anchors:
        entry.anchors[key] = _derived_anchor(slug, entry, *pair)
    return entry.anchors[key]


def _derived_anchor(slug: str, entry: RowEntry, *pair: str) -> str:
    kind = ROW_KINDS[type(entry)]
    content = _JSON.encode([kind, slug, pair, entry.model_dump(exclude_defaults=True)])
    return f"{kind}-{hashlib.blake2b(content.encode(), digest_size=6).hexdigest()}"
