"""Makes the page of each actor, and the list of all actors by kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from functools import cache, partial
from typing import Final

from mkdocs_briefing.core.addresses import page_file
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
    Backing,
    Briefing,
    Conflict,
    Membership,
    Side,
    Statement,
)
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.runs import is_outside_membership, sides_on, span_of
from mkdocs_briefing.pages.cards import card
from mkdocs_briefing.pages.events import Year, by_month
from mkdocs_briefing.pages.feedback import Provenance
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.page import Asset, Content, Page, SiteData
from mkdocs_briefing.pages.roles import HeldRole, held_roles
from mkdocs_briefing.pages.rollup import Rollup, belonging, rollup
from mkdocs_briefing.pages.standings import CAMP_TITLES, ROWS_IN_PLACE, Standing, standings
from mkdocs_briefing.wording.words import by_name

OUTLINE: Final[Mapping[str, Section]] = {
    "profile": Section("_profile", "Profile"),
    "stands": Section("_stands", "Where it stands"),
    "backers": Section("_backers", "Who stands with it"),
    "through": Section("_through", "Through its members and officials"),
    "chronology": Section("_chronology", "Chronology"),
    "statements": Section("_statements", "Statements"),
    "articles": Section("_articles", "Articles"),
}

OUTLINE_OF_A_PERSON: Final[Mapping[str, Section]] = {
    **OUTLINE,
    "stands": Section("_stands", "Where they stand"),
    "backers": Section("_backers", "Who stands with them"),
    "through": Section("_through", "Through their members and officials"),
}


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


@dataclass(frozen=True, slots=True, eq=False)
class FollowerGroup:
    """Actors that stand alike towards another: in favour, between, against, no longer.

    Attributes:
        key: ``with``, or a key of ``CAMP_TITLES``.
    """

    key: str
    title: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ActorView:
    """Everything known of one actor, with or without a profile of its own.

    Attributes:
        other_names: its spellings besides the full name.
        country: where it belongs, in words.
        affiliations: the sides it is, or is on.
        member_of: the organisations that its own profile names.
        members: those who belong to it, by their own profile or as members of the side it is.
        roles_held: the posts it held.
        roles_here: the posts that others held in it.
        allegiances: the sides it is on, on the day of each conflict.
        outside: claims by it or about it that fall outside of a membership and count for no side.
        through: what its members and officials did and said.
        standings: where it stands towards each side.
        followers: who stands where towards it.
        in_place: whether the evidence for these is short enough to be shown on the page.
    """

    actor: Actor
    other_names: tuple[str, ...]
    country: str | None
    affiliations: tuple[Affiliation, ...]
    member_of: tuple[Membership, ...]
    members: tuple[Membership, ...]
    roles_held: tuple[HeldRole, ...]
    roles_here: tuple[HeldRole, ...]
    allegiances: tuple[Allegiance, ...]
    outside: tuple[Backing, ...]
    through: Rollup
    standings: tuple[Standing, ...]
    followers: tuple[FollowerGroup, ...]
    in_place: bool
    chronology: tuple[Year, ...]
    statements_by: tuple[Statement, ...]
    statements_about: tuple[Statement, ...]
    articles: tuple[Article, ...]


def pages(site: SiteData) -> Iterator[Page]:
    """A page for each actor, with the card that scripts show beside a link to it."""
    view_of = views(site)
    for actor in site.briefing.actors:
        yield Page(
            address=actor.address,
            title=actor.name,
            make=partial(_content, actor, view_of, site),
            description=actor.summary
            or f"{actor.name}: where it stands, what it said, and on whose word.",
            body=actor.path,
            assets=(Asset(_card_path(actor), partial(_card, actor, site)),),
        )


def outputs(briefing: Briefing) -> Iterator[str]:
    """The cards, and the files of those pages that no profile is made into."""
    for actor in briefing.actors:
        if actor.path is None:
            yield page_file(actor.address)
        yield _card_path(actor)


def _card_path(actor: Actor) -> str:
    return f"{actor.address}card.json"


def _content(actor: Actor, view_of: Callable[[Actor], ActorView], site: SiteData) -> Content:
    view = view_of(actor)
    sections = OUTLINE_OF_A_PERSON if actor.kind == "person" else OUTLINE
    outline = {key: one for key, one in sections.items() if key != "through" or view.through}
    return Content(
        shows={"actor": view, "outline": outline},
        sections=tuple(outline.values()),
        search=site.search.actor(actor, ((one.conflict, one.side) for one in view.allegiances)),
        provenance=_provenance(view, site),
    )


def views(site: SiteData) -> Callable[[Actor], ActorView]:
    """A function that works out what the page of an actor shows, once for each."""
    index = site.index
    affiliations = cache(lambda: _affiliations(site.briefing))
    members = cache(lambda: _members(site.briefing))
    belongs = cache(lambda: belonging(index))

    @cache
    def view(actor: Actor) -> ActorView:
        towards = index.backing_to.get(actor, ())
        return ActorView(
            actor=actor,
            other_names=actor.names[1:],
            country=site.country_name(actor.country) if actor.country else None,
            affiliations=affiliations().get(actor, ()),
            member_of=site.briefing.member_of.get(actor, ()),
            members=members().get(actor, ()),
            roles_held=held_roles(index.roles_held_by.get(actor, ())),
            roles_here=held_roles(index.roles_at.get(actor, ())),
            allegiances=allegiances(actor, index, site.days),
            outside=_outside_memberships(actor, index),
            through=rollup(actor, belongs().get(actor, {}), index, site.entry_of),
            standings=standings(index.backing_by.get(actor, ()), site.days),
            followers=_followers(
                standings(_whole_positions(towards, index), site.days, about=actor)
            ),
            in_place=len(towards) <= ROWS_IN_PLACE,
            chronology=by_month(map(site.entry_of, index.events_with.get(actor, ()))),
            statements_by=index.statements_by.get(actor, ()),
            statements_about=index.statements_about.get(actor, ()),
            articles=index.articles_with.get(actor, ()),
        )

    return view


def _provenance(view: ActorView, site: SiteData) -> Provenance:
    """The files that say something about an actor."""
    towards = site.index.backing_to.get(view.actor, ())
    return Provenance(
        articles={*view.articles, *(row.article for row in towards)},
        conflicts=tuple(dict.fromkeys(one.conflict for one in view.affiliations)),
        profiles=tuple(member.actor for member in view.members),
    )


def _card(actor: Actor, site: SiteData) -> str:
    # Not from the view of the page: a build writes all cards while others make the pages.
    places = allegiances(actor, site.index, site.days)
    sides = [(one.side.name, site.links.colour(one.conflict, one.side)) for one in places]
    on_the_side_of = [one.side.name for one in places if not one.is_side]
    held = standings(site.index.backing_by.get(actor, ()), site.days)
    return card(actor, sides, held, on_the_side_of)


def _affiliations(briefing: Briefing) -> Mapping[Actor, tuple[Affiliation, ...]]:
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


def _outside_memberships(actor: Actor, index: Index) -> tuple[Backing, ...]:
    rows = (*index.backing_by.get(actor, ()), *index.backing_to.get(actor, ()))
    return tuple(
        row
        for row in dict.fromkeys(rows)
        if actor in (row.by, row.to) and is_outside_membership(row)
    )


def _members(briefing: Briefing) -> Mapping[Actor, tuple[Membership, ...]]:
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


_FOLLOWER_GROUPS: Final[tuple[tuple[str, str, frozenset[Stance]], ...]] = (
    ("with", "In favour", frozenset(SUPPORTIVE)),
    ("between", "Mixed, neutral or mediating", frozenset(BETWEEN)),
    ("away", "Turned away or opposed", frozenset(ADVERSE)),
)


def _whole_positions(towards: Iterable[Backing], index: Index) -> Iterator[Backing]:
    """Every row of the positions that some rows belong to: one to the side may end a member's."""
    pairs = {(row.by, row.side): None for row in towards if not is_outside_membership(row)}
    for by in dict.fromkeys(by for by, _ in pairs):
        yield from (row for row in index.backing_by[by] if (by, row.side) in pairs)


def _followers(towards: Iterable[Standing]) -> tuple[FollowerGroup, ...]:
    groups: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in towards:
        held = (key for key, _, stances in _FOLLOWER_GROUPS if standing.stance in stances)
        groups[next(held, standing.absence)].append(standing)
    titles = {**CAMP_TITLES, **{key: title for key, title, _ in _FOLLOWER_GROUPS}}
    order = ["with", *CAMP_TITLES]
    return tuple(
        FollowerGroup(key, titles[key], tuple(groups[key])) for key in order if key in groups
    )


@dataclass(frozen=True, slots=True, eq=False)
class ActorLine:
    """One line of the list of actors, with the sides it is on, on the day of each conflict."""

    actor: Actor
    allegiances: tuple[Allegiance, ...]
    article_count: int


@dataclass(frozen=True, slots=True, eq=False)
class ActorGroup:
    """The actors of one kind, by name."""

    id: str
    title: str
    actors: tuple[ActorLine, ...]


def index_page(site: SiteData) -> Iterator[Page]:
    """The list of all actors."""

    def content() -> Content:
        groups = actor_groups(site.index, site.days)
        return Content(
            shows={"actor_groups": groups},
            sections=tuple(Section(group.id, group.title) for group in groups),
        )

    yield Page(
        title="Actors",
        make=content,
        description="Everyone who takes part, speaks or is spoken of.",
    )


def actor_groups(index: Index, days: Mapping[Conflict, Day]) -> tuple[ActorGroup, ...]:
    """Every actor by kind; those whose kind is not known come last."""
    by_kind: defaultdict[ActorKind | None, list[ActorLine]] = defaultdict(list)
    for actor in index.briefing.actors:
        article_count = len(index.articles_with.get(actor, ()))
        line = ActorLine(actor, allegiances(actor, index, days), article_count)
        by_kind[actor.kind].append(line)
    groups = tuple(
        ActorGroup(f"_{kind}", term.plural, tuple(by_kind[kind]))
        for kind, term in ACTOR_KINDS.items()
        if kind in by_kind
    )
    unknown = by_kind.get(None)
    if unknown is None:
        return groups
    return (*groups, ActorGroup("_unknown", "Kind not stated", tuple(unknown)))
