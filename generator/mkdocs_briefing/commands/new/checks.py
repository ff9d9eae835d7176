"""Checks one value of a header against the schema and against the content."""

from collections.abc import Iterable, Iterator
from typing import Final

from mkdocs_briefing.commands.new.answers import Values
from mkdocs_briefing.commands.new.files import stem_fault
from mkdocs_briefing.content.schema import ActorEntry, ConflictEntry, Entry
from mkdocs_briefing.content.validation import faults
from mkdocs_briefing.core.names import folded, invisible_remark, nearest_name, one_of, quoted
from mkdocs_briefing.model.entities import Actor, Briefing, Conflict

_NAMES: Final = frozenset({"name", "short", "aliases", "publisher"})


def value_faults(values: Values, entry: type[Entry], key: str, briefing: Briefing) -> Iterator[str]:
    """Yield what is wrong with the value of a key, in the words of ``briefing check``.

    Args:
        values: the value and those beside it.
        entry: the schema of the values.
        key: the key.
        briefing: what the content already says.
    """
    value = values[key]
    rows = value if isinstance(value, list) else []
    for location, message in faults(entry, values):
        if location[:1] == (key,):
            number = next((step + 1 for step in location if isinstance(step, int)), 0)
            is_one_of_rows = len(rows) > 1 and isinstance(rows[0], dict)
            yield f"row {number}: {message}" if is_one_of_rows else message
    names = list(map(str, rows or [value]))
    if key in _NAMES or (entry is ConflictEntry and key == "title"):
        yield from filter(None, map(invisible_remark, names))
    if key == "file" and (fault := stem_fault(names[0])):
        yield fault
    if key == "conflict" and find_conflict(names[0], briefing) is None:
        titles = [conflict.title for conflict in briefing.conflicts]
        fix = f"write {one_of(titles)}" if titles else "there is none yet, so leave it out"
        yield f"unknown conflict {quoted(names[0])}; {fix}"
    if entry is ConflictEntry and key == "title" and (same := find_conflict(names[0], briefing)):
        yield f"this conflict already has a file: content/{same.path}"
    if entry is ActorEntry and key in ("name", "short", "aliases"):
        for name, actor in ((name, actor) for name in names for actor in briefing.actors):
            if actor.path and folded(name) in spellings([actor]):
                yield (
                    f"{quoted(name)} already has a profile: content/{actor.path}; one name cannot "
                    "mean two actors"
                )


def find_conflict(name: str, briefing: Briefing) -> Conflict | None:
    """Return the conflict with this title, alias or slug, or ``None``."""
    for conflict in briefing.conflicts:
        if folded(name) in map(folded, (conflict.title, conflict.slug, *conflict.aliases)):
            return conflict
    return None


def near_actor(name: str, briefing: Briefing) -> str | None:
    """Return the name of an actor that a new name is close to, or ``None``."""
    known = spellings(briefing.actors)
    near = None if folded(name) in known else nearest_name(folded(name), known)
    return known[near] if near else None


def spellings(actors: Iterable[Actor]) -> dict[str, str]:
    """Return each name of the actors, by its folded form."""
    return {folded(name): name for actor in actors for name in actor.names}


def actors_on_sides(conflict: Conflict) -> list[Actor]:
    """Return the actors that ``to`` may name: each side, then its members."""
    return [
        actor
        for side in conflict.sides
        for actor in (side.actor, *(member.actor for member in side.members))
    ]
