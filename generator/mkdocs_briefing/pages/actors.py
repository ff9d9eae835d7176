"""Selects all that is known of an actor, and lists the actors by kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import (
    ACTOR_KINDS,
    ADVERSE,
    BETWEEN,
    SUPPORTIVE,
    ActorKind,
    Stance,
)
from mkdocs_briefing.model.entities import (
    Actor,
    Article,
    Briefing,
    Conflict,
    Event,
    Membership,
    Role,
    Side,
    Statement,
)
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.events import Year, by_month
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.standings import ROWS_IN_PLACE, Standing, standings
from mkdocs_briefing.wording.accounts import Entry
from mkdocs_briefing.wording.words import by_name

OUTLINE: Final[dict[str, Section]] = {
    "profile": Section("_profile", "Profile"),
    "stands": Section("_stands", "Where it stands"),
    "backers": Section("_backers", "Who stands with it"),
    "chronology": Section("_chronology", "Chronology"),
    "statements": Section("_statements", "Statements"),
    "articles": Section("_articles", "Articles"),
}

OUTLINE_OF_A_PERSON: Final[Mapping[str, Section]] = OUTLINE | {
    "stands": Section("_stands", "Where they stand"),
    "backers": Section("_backers", "Who stands with them"),
}


def outline(actor: Actor) -> Mapping[str, Section]:
    """The sections of an actor's page: a person is no "it"."""
    return OUTLINE_OF_A_PERSON if actor.kind == "person" else OUTLINE


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """An actor's place on a side of a conflict.

    Attributes:
        is_side: whether it is the side itself, and no member besides.
    """

    conflict: Conflict
    side: Side
    is_side: bool
    since: Date | None = None
    until: Date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Following:
    """Those who take one view of an actor: with it, between, against it, no longer."""

    key: str
    title: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ActorPage:
    """One actor, with a profile of its own or without.

    Attributes:
        names: its other spellings.
        country: where it belongs, in words.
        places: the sides it is, or is on.
        member_of: the organisations that its own profile names.
        members: those who belong to it, by their own profile or as members of the side it is.
        held: the posts it held; ``posts`` are those held at it.
        stands: where it stands towards each side.
        followings: who stands where towards it.
        in_place: whether the evidence of these is few enough to be shown on the page.
        said: what it said; ``said_of_it`` is what others said about it.
    """

    actor: Actor
    names: tuple[str, ...]
    country: str | None
    places: tuple[Place, ...]
    member_of: tuple[Membership, ...]
    members: tuple[Membership, ...]
    held: tuple[Role, ...]
    posts: tuple[Role, ...]
    stands: tuple[Standing, ...]
    followings: tuple[Following, ...]
    in_place: bool
    chronology: tuple[Year, ...]
    said: tuple[Statement, ...]
    said_of_it: tuple[Statement, ...]
    articles: tuple[Article, ...]


def pages(
    index: Index,
    entries: Mapping[Event, Entry],
    on: Mapping[Conflict, Day],
    country: Callable[[str], str],
) -> Iterator[ActorPage]:
    """The page of each actor, in the order of the briefing.

    Args:
        index: what the articles say, and of whom.
        entries: how each event is told.
        on: the day for which each conflict is shown.
        country: the words for a country as a contributor wrote it, such as Libya for ``LY``.
    """
    places = _places(index.briefing)
    members = _members(index.briefing)
    for actor in index.briefing.actors:
        towards = index.backing_to.get(actor, ())
        events = (entries[event] for event in index.events_with.get(actor, ()))
        yield ActorPage(
            actor=actor,
            names=actor.names[1:],
            country=country(actor.country) if actor.country else None,
            places=places.get(actor, ()),
            member_of=index.briefing.member_of.get(actor, ()),
            members=members.get(actor, ()),
            held=index.roles_held_by.get(actor, ()),
            posts=index.roles_at.get(actor, ()),
            stands=standings(index.backing_by.get(actor, ()), on),
            followings=_followings(standings(towards, on)),
            in_place=len(towards) <= ROWS_IN_PLACE,
            chronology=by_month(events),
            said=index.statements_by.get(actor, ()),
            said_of_it=index.statements_about.get(actor, ()),
            articles=index.articles_with.get(actor, ()),
        )


def _places(briefing: Briefing) -> Mapping[Actor, tuple[Place, ...]]:
    found: defaultdict[Actor, list[Place]] = defaultdict(list)
    for conflict in briefing.conflicts:
        for side in conflict.sides:
            found[side.actor].append(Place(conflict, side, is_side=True))
            for member in side.members:
                place = Place(conflict, side, False, member.since, member.until)
                found[member.actor].append(place)
    return {actor: tuple(of_it) for actor, of_it in found.items()}


def _members(briefing: Briefing) -> Mapping[Actor, tuple[Membership, ...]]:
    found: defaultdict[Actor, dict[Actor, Membership]] = defaultdict(dict)
    for conflict in briefing.conflicts:
        for side in conflict.sides:
            for member in side.members:
                found[side.actor].setdefault(member.actor, member)
    for actor, memberships in briefing.member_of.items():
        for place in memberships:
            # The profile speaks for itself and may know the dates better.
            found[place.actor][actor] = Membership(actor, place.since, place.until)
    return {
        actor: tuple(sorted(of_it.values(), key=lambda member: by_name(member.actor)))
        for actor, of_it in found.items()
    }


_VIEWS: Final[tuple[tuple[str, str, frozenset[Stance | None]], ...]] = (
    ("with", "In favour", frozenset(SUPPORTIVE)),
    ("between", "Mixed, neutral or mediating", frozenset(BETWEEN)),
    ("away", "Turned away or opposed", frozenset(ADVERSE)),
    ("past", "No longer", frozenset({None})),
)


def _followings(found: Iterable[Standing]) -> tuple[Following, ...]:
    by_key: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in found:
        key = next(key for key, _, stances in _VIEWS if one.stance in stances)
        by_key[key].append(one)
    return tuple(
        Following(key, title, tuple(by_key[key])) for key, title, _ in _VIEWS if key in by_key
    )


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """One line of the list of actors."""

    actor: Actor
    places: tuple[Place, ...]
    article_count: int


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """The actors of one kind, by name."""

    id: str
    title: str
    actors: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ActorList:
    """Every actor by kind."""

    kinds: tuple[Kind, ...]
    actor_count: int

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(Section(kind.id, kind.title) for kind in self.kinds)


def listing(index: Index) -> ActorList:
    """The index page of all actors."""
    places = _places(index.briefing)
    groups: defaultdict[ActorKind | None, list[Listed]] = defaultdict(list)
    for actor in index.briefing.actors:
        listed = Listed(actor, places.get(actor, ()), len(index.articles_with.get(actor, ())))
        groups[actor.kind].append(listed)
    kinds = tuple(
        Kind(f"_{word}", term.plural, tuple(groups[word]))
        for word, term in ACTOR_KINDS.items()
        if word in groups
    )
    if None in groups:
        kinds = (*kinds, Kind("_unknown", "Kind not stated", tuple(groups[None])))
    return ActorList(kinds, len(index.briefing.actors))
