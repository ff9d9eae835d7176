"""Writes the names of actors and conflicts for the search, which answers with them first."""

import json
from typing import Final

from mkdocs_briefing.core.vocabulary import ACTOR_KINDS
from mkdocs_briefing.model.entities import Actor, Conflict
from mkdocs_briefing.model.index import Index

PATH: Final = "search/names.json"


def names_file(index: Index) -> str:
    """Return the file as JSON, with a list for each actor and conflict, as browsers fetch it whole.

    An actor has an address, a kind, its names with the full one first, the numbers of its
    conflicts, and 1 if somebody has a stance towards it. A conflict has an address, its title
    and the address of its table.
    """
    conflicts = index.briefing.conflicts
    number_of = {conflict: number for number, conflict in enumerate(conflicts)}

    def actor_entry(actor: Actor) -> list[object]:
        kind = "Actor" if actor.kind is None else ACTOR_KINDS[actor.kind].label
        numbers = [number_of[one] for one in index.conflicts_with.get(actor, ())]
        return [actor.address, kind, actor.names, numbers, int(actor in index.backing_to)]

    def conflict_entry(conflict: Conflict) -> list[object]:
        return [conflict.address, conflict.title, f"backers/#_{conflict.slug}"]

    names = {
        "actors": [actor_entry(actor) for actor in index.briefing.actors],
        "conflicts": [conflict_entry(conflict) for conflict in conflicts],
    }
    return json.dumps(names, ensure_ascii=False, separators=(",", ":"))
