"""Finds which entity of one briefing is which of another."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

from mkdocs_briefing.core.names import folded
from mkdocs_briefing.model.entities import Actor

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """Which actors of the old briefing have another address in the new one.

    Attributes:
        moved: the actor in the new briefing, by the slug in the old one.
        created: the slugs of those actors that did not exist in the old briefing.
    """

    moved: Mapping[str, Actor]
    created: AbstractSet[str]

    def slug(self, actor: Actor) -> str:
        """The slug in the new briefing of an actor of either."""
        return self.moved.get(actor.slug, actor).slug


def match_actors(before: Iterable[Actor], after: Iterable[Actor]) -> ActorMatch:
    """Match actors by address; those whose address is gone, by any of their names."""
    old = {actor.slug: actor for actor in before}
    new = {actor.slug: actor for actor in after}
    by_name = {folded(name): actor for actor in new.values() for name in actor.names}
    moved = {
        slug: by_name[found]
        for slug, actor in old.items()
        if slug not in new
        and (found := next((n for n in map(folded, actor.names) if n in by_name), None))
    }
    return ActorMatch(moved, {actor.slug for actor in moved.values()} - old.keys())


@dataclass(frozen=True, slots=True)
class Pairing(Generic[T]):
    """What is in both briefings, only in the old, and only in the new."""

    pairs: list[tuple[T, T]]
    gone: list[T]
    new: list[T]


def pair(
    before: Iterable[T],
    after: Iterable[T],
    identities: Iterable[Callable[[T, ActorMatch], Hashable]],
    actors: ActorMatch,
) -> Pairing[T]:
    """Pair entities with the same first identity; those that remain, by the next, and so on."""
    pairs: list[tuple[T, T]] = []
    gone, new = list(before), list(after)
    for identity in identities:
        candidates: defaultdict[Hashable, list[T]] = defaultdict(list)
        for one in reversed(new):
            candidates[identity(one, actors)].append(one)
        unpaired = []
        for one in gone:
            if found := candidates[identity(one, actors)]:
                pairs.append((one, found.pop()))
            else:
                unpaired.append(one)
        paired = {id(one) for _, one in pairs}
        gone, new = unpaired, [one for one in new if id(one) not in paired]
    return Pairing(pairs, gone, new)
