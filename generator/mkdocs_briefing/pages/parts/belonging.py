"""Says to whom actors belong (sides, organisations, posts), and who belongs to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.entities import Actor, Backing, Briefing, Conflict, Membership, Side
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.membership import Span, is_outside_membership, sides_on, span_of
from mkdocs_briefing.pages.parts.roles import held_roles
from mkdocs_briefing.wording.words import by_name

Belonging = Mapping[Actor, tuple[Span, ...]]
"""The members and officials of an actor, each with the days on which it belonged to it."""


@dataclass(frozen=True, slots=True, eq=False)
class Affiliation:
    """An actor's place in a conflict: it is a side, or a member of one.

    Attributes:
        is_side: whether the actor is the side itself.
    """

    conflict: Conflict
    side: Side
    is_side: bool
    since: Date | None = None
    until: Date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Allegiance:
    """The side that an actor is on, on the day of the conflict, as far as that is known.

    Attributes:
        is_side: whether the actor is the side itself.
        through: the member of the side to which the actor belongs, if it is none itself.
        post: the post that the actor holds there.
    """

    conflict: Conflict
    side: Side
    on: Day
    is_side: bool = False
    since: Date | None = None
    until: Date | None = None
    through: Actor | None = None
    post: str | None = None


def affiliations(briefing: Briefing) -> Mapping[Actor, tuple[Affiliation, ...]]:
    """The places of each actor that is a side, or a member of one, in the files of conflicts."""
    found: defaultdict[Actor, list[Affiliation]] = defaultdict(list)
    for conflict in briefing.conflicts:
        for side in conflict.sides:
            found[side.actor].append(Affiliation(conflict, side, is_side=True))
            for member in side.members:
                found[member.actor].append(
                    Affiliation(conflict, side, False, member.since, member.until)
                )
    return {actor: tuple(affiliations) for actor, affiliations in found.items()}


def allegiances(actor: Actor, index: Index, days: Mapping[Conflict, Day]) -> tuple[Allegiance, ...]:
    """The sides that an actor is on, on the day of each conflict.

    An actor is on a side that it is, of which it is a member, or in a member of which it is a
    member or holds a post.
    """
    places = [(actor, Membership(actor), None), *_places(actor, index)]
    conflicts = {one for place, _, _ in places for one in index.conflicts_with.get(place, ())}
    return tuple(
        one
        for conflict, day in days.items()
        if conflict in conflicts
        for one in _on_sides(actor, places, conflict, day)
    )


Place = tuple[Actor, Membership, str | None]
"""An organisation to which an actor belongs, from when to when, and the post it holds there."""


def _places(actor: Actor, index: Index) -> Iterator[Place]:
    for membership in index.briefing.member_of.get(actor, ()):
        yield membership.actor, membership, None
    for role in held_roles(index.roles_held_by.get(actor, ())):
        if role.organisation is not None:
            yield role.organisation, Membership(actor, role.since, role.until), role.post


def _on_sides(
    actor: Actor, places: Iterable[Place], conflict: Conflict, day: Day
) -> Iterator[Allegiance]:
    found: dict[Side, Allegiance] = {}
    own = [
        (side.actor, member, None)
        for side in conflict.sides_with.get(actor, ())
        for member in side.memberships.get(actor, ())
    ]
    for place, days, post in (*own, *places):
        if not _on(days, day):
            continue
        for side in sides_on(conflict, place, day):
            is_own = post is None and place in (actor, side.actor)
            through = None if is_own else place
            is_side = side.actor is actor
            one = Allegiance(conflict, side, day, is_side, days.since, days.until, through, post)
            found.setdefault(side, one)
    yield from found.values()


def _on(membership: Membership, day: Day) -> bool:
    return span_of(membership).meets(day, day)


def outside_memberships(actor: Actor, index: Index) -> tuple[Backing, ...]:
    """The claims by an actor or about it that fall outside of a membership."""
    rows = (*index.backing_by.get(actor, ()), *index.backing_to.get(actor, ()))
    return tuple(
        row
        for row in dict.fromkeys(rows)
        if actor in (row.by, row.to) and is_outside_membership(row)
    )


def members(briefing: Briefing) -> Mapping[Actor, tuple[Membership, ...]]:
    """Who is a member of each actor, by its own profile or as a member of the side, by name."""
    found: defaultdict[Actor, dict[Actor, Membership]] = defaultdict(dict)
    for conflict in briefing.conflicts:
        for side in conflict.sides:
            for member in side.members:
                found[side.actor].setdefault(member.actor, member)
    for actor, memberships in briefing.member_of.items():
        for membership in memberships:
            # The member's own profile comes first: it may know the dates better.
            found[membership.actor][actor] = Membership(actor, membership.since, membership.until)
    return {
        actor: tuple(sorted(members.values(), key=lambda member: by_name(member.actor)))
        for actor, members in found.items()
    }


def belonging(index: Index) -> Mapping[Actor, Belonging]:
    """Who belongs to whom: members of organisations and of sides, and holders of posts."""
    found: defaultdict[Actor, defaultdict[Actor, list[Span]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for actor, memberships in index.briefing.member_of.items():
        for membership in memberships:
            found[membership.actor][actor].append(span_of(membership))
    for conflict in index.briefing.conflicts:
        for side in conflict.sides:
            for member in side.members:
                found[side.actor][member.actor].append(span_of(member))
    for role in held_roles(index.briefing.roles):
        if role.organisation is not None and role.organisation is not role.who:
            found[role.organisation][role.who].append(role.span)
    return {
        actor: {member: tuple(spans) for member, spans in members.items()}
        for actor, members in found.items()
    }
