"""Knows which names, sides and conflicts an answer can mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_briefing.core.names import folded, nearest_name
from mkdocs_briefing.model.entities import Actor, Briefing, Conflict


@dataclass(frozen=True, slots=True)
class Known:
    """What the content says already.

    Attributes:
        conflicts: every conflict, by title.
        spellings: every name as it is written, by its folded form.
        actors: every actor, by each of its folded names.
        publishers: every publisher that an article names, by its folded form.
        conflict_names: every conflict, by its folded title, aliases and slug.
    """

    conflicts: tuple[Conflict, ...]
    spellings: Mapping[str, str]
    actors: Mapping[str, Actor]
    publishers: Mapping[str, str]
    conflict_names: Mapping[str, Conflict]

    @property
    def names(self) -> tuple[str, ...]:
        """Each actor once, with its short form: ``Government of National Accord (GNA)``."""
        return tuple(map(_in_full, dict.fromkeys(self.actors.values())))

    @property
    def without_profile(self) -> tuple[str, ...]:
        """The names of the actors that have no file of their own."""
        return tuple(
            actor.name for actor in dict.fromkeys(self.actors.values()) if actor.path is None
        )


def known(briefing: Briefing) -> Known:
    """What a briefing knows."""
    named = [(name, actor) for actor in briefing.actors for name in actor.names]
    return Known(
        conflicts=briefing.conflicts,
        spellings={folded(name): name for name, _ in named},
        actors={folded(name): actor for name, actor in named},
        publishers={folded(source.publisher): source.publisher for source in briefing.sources},
        conflict_names={
            folded(name): conflict
            for conflict in briefing.conflicts
            for name in (conflict.title, *conflict.aliases, conflict.slug)
        },
    )


def on_sides(conflict: Conflict) -> dict[str, str]:
    """The names that ``to`` takes in a conflict, by their folded form."""
    return {
        folded(name): name
        for side in conflict.sides
        for actor in (side.actor, *(member.actor for member in side.members))
        for name in actor.names
    }


def meant(name: str, spellings: Mapping[str, str]) -> str | None:
    """The spelling that a name is a slip of the pen for, if there is one that close."""
    near = nearest_name(folded(name), spellings)
    return None if near is None else spellings[near]


def sides_in_words(conflict: Conflict) -> str:
    """``LNA (Khalifa Haftar), GNA``."""
    return ", ".join(
        side.name + _in_brackets(member.actor.name for member in side.members)
        for side in conflict.sides
    )


def _in_full(actor: Actor) -> str:
    return actor.name + _in_brackets([actor.short] if actor.short else [])


def _in_brackets(names: Iterable[str]) -> str:
    listed = ", ".join(names)
    return f" ({listed})" if listed else ""
