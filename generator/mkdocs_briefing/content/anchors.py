"""Gives each row the anchor that it keeps from build to build."""

import hashlib
import json
from typing import Final, Literal, TypeAlias

from mkdocs_briefing.content.frontmatter import Location
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.schema import ArticleEntry, RowEntry
from mkdocs_briefing.core.names import quoted
from mkdocs_briefing.model.entities import Conflict

RowKind: TypeAlias = Literal["backing", "event", "statement", "role"]


class Anchors:
    """Hands out anchors: the row's own ``id``, or one that follows from what the row says.

    An ``id`` is claimed for all rows before the first anchor is given: only then is it
    known which ids several conflicts use.
    """

    def __init__(self) -> None:
        self._claims: dict[tuple[Conflict, str], tuple[RowKind, str]] = {}
        self._first_use: dict[str, dict[Conflict, tuple[object, ...]]] = {}

    def claim(
        self,
        kind: RowKind,
        conflict: Conflict,
        id_: str,
        file: ParsedFile[ArticleEntry],
        location: Location,
    ) -> bool:
        """Take an id for a row; ``False``, with a problem, where it means something else.

        Rows of one event share its id: they are its several accounts.
        """
        at = file.at(*location)
        earlier_kind, earlier_at = self._claims.setdefault((conflict, id_), (kind, at))
        uses = self._first_use.setdefault(id_, {})
        use = (file.entry.date.sort_key(), file.path)
        uses[conflict] = min(use, uses.get(conflict, use))
        if (earlier_kind, earlier_at) == (kind, at) or earlier_kind == kind == "event":
            return True
        file.error(
            location,
            "duplicate-id",
            f"id {quoted(id_)} is already that of {ARTICLES[earlier_kind]} in {earlier_at}; "
            "give this row an id of its own",
        )
        return False

    def explicit(self, conflict: Conflict, id_: str) -> str:
        """The anchor of an id: the id itself; with its conflict where another had it before.

        An address that was given out has to last: it stays with the conflict whose
        article is the older one.
        """
        uses = self._first_use[id_]
        return id_ if min(uses, key=uses.__getitem__) is conflict else f"{conflict.slug}-{id_}"


ARTICLES: Final = {
    "backing": "a backing row",
    "event": "an event",
    "statement": "a statement",
    "role": "a role",
}


def implicit(kind: RowKind, slug: str, entry: RowEntry, *parts: str) -> str:
    """The anchor of a row without an id: it follows from the article's slug and the row.

    What is left to its default does not count, so that writing a default out, or a new
    optional key in a later version, changes no anchor.
    """
    said = json.dumps(
        [kind, slug, parts, entry.model_dump(exclude_defaults=True)],
        sort_keys=True,
        ensure_ascii=False,
    )
    return f"{kind}-{hashlib.blake2b(said.encode(), digest_size=6).hexdigest()}"
