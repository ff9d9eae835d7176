"""Makes the page of each actor, and the list of all actors by kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    Account,
    Actor,
    Article,
    Attribution,
    Backing,
    Briefing,
    Conflict,
    Event,
    Membership,
    Side,
    Source,
    Statement,
)
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.runs import is_outside_membership, sides_on, span_of
from mkdocs_briefing.pages.actor_head import (
    LINES_SHOWN,
    POSTS_SHOWN,
    Post,
    StandingLine,
    posts,
    standing_lines,
)
from mkdocs_briefing.pages.actor_years import ActorYear, years_of
from mkdocs_briefing.pages.cards import card
from mkdocs_briefing.pages.events import Year, by_month, newest_first
from mkdocs_briefing.pages.feedback import Provenance
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.page import Asset, Content, Page, SiteData
from mkdocs_briefing.pages.roles import HeldRole, held_roles
from mkdocs_briefing.pages.rollup import Rollup, belonging, rollup
from mkdocs_briefing.pages.standings import CAMP_TITLES, Standing, standings
from mkdocs_briefing.wording.words import by_name, claim_with_end

OUTLINE: Final[Mapping[str, Section]] = {
    "stands": Section("_stands", "Where it stands"),
    "backers": Section("_backers", "Who stands with it"),
    "through": Section("_through", "Through its members and officials"),
    "chronology": Section("_chronology", "Chronology"),
    "statements": Section("_statements", "Statements"),
    "articles": Section("_articles", "Articles"),
    "profile": Section("_profile", "Profile"),
}

OUTLINE_OF_A_PERSON: Final[Mapping[str, Section]] = {
    **OUTLINE,
    "stands": Section("_stands", "Where they stand"),
    "backers": Section("_backers", "Who stands with them"),
    "through": Section("_through", "Through their members and officials"),
}


ACTORS_WITH_SUMMARIES: Final = 500
"""A list of more actors than these leaves their summaries to their pages."""

SHOWN: Final = 20
"""The most events, statements and articles each, where further pages have them all."""

EVIDENCE_SHOWN: Final = 60
"""The most rows of evidence for an actor's own positions, where further pages have them all."""

FOLLOWER_ROWS_IN_PLACE: Final = 30
"""With more rows towards an actor than these, the evidence is left to those who stand there."""

FOLLOWER_CARDS: Final = 30
"""With more positions towards an actor than these, each of them is a line."""


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
        lines: the same in short, if there are too many to show each in full; otherwise empty.
    """

    key: str
    title: str
    standings: tuple[Standing, ...]
    lines: tuple[StandingLine, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Denial:
    """A claim that an actor denies, in the row of the claim."""

    row: Backing | Account
    voice: Attribution
    date: Date

    @property
    def denied(self) -> str:
        """The claim in words."""
        return claim_with_end(self.row)

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.voice.sources or self.row.sources


@dataclass(frozen=True, slots=True, eq=False)
class ActorView:
    """Everything known of one actor, with or without a profile of its own.

    Attributes:
        day: the day on which all of this is so, if it is one day.
        lines: where it stands, in short; and how many more positions it holds.
        posts: the posts it held, in short.
        years: its pages by year, if too much is on record for one page.
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
        denials: the claims that it denies, where these claims are told.
        denying: its statements that deny something.
        counts: how much of a section is on record, by its key.
    """

    actor: Actor
    day: Day | None
    lines: tuple[StandingLine, ...]
    more_lines: int
    posts: tuple[Post, ...]
    years: tuple[ActorYear, ...]
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
    denials: tuple[Denial, ...]
    denying: tuple[Statement, ...]
    statements_by: tuple[Statement, ...]
    statements_about: tuple[Statement, ...]
    articles: tuple[Article, ...]
    counts: Mapping[str, int]


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
        pictures=lambda: site.pictures.of_actor(
            actor, standings(site.index.backing_by.get(actor, ()), site.days)
        ),
        search=site.search.actor(actor, ((one.conflict, one.side) for one in view.allegiances)),
        provenance=_provenance(view, site),
    )


def views(site: SiteData) -> Callable[[Actor], ActorView]:
    """A function that works out what the page of an actor shows, once for each."""
    index = site.index
    affiliations = cache(lambda: _affiliations(site.briefing))
    members = cache(lambda: _members(site.briefing))
    belongs = cache(lambda: belonging(index))
    denials = cache(lambda: _denials(index))
    newest_day = max(site.days.values(), default=None)

    @cache
    def view(actor: Actor) -> ActorView:
        towards = index.backing_to.get(actor, ())
        own = standings(index.backing_by.get(actor, ()), site.days)
        lines = standing_lines(own)
        places = allegiances(actor, index, site.days)
        one_day = {*(one.on for one in own), *(one.on for one in places)}
        years = years_of(actor, index)
        events = index.events_with.get(actor, ())
        said, about = index.statements_by.get(actor, ()), index.statements_about.get(actor, ())

        def shown(rows: Iterable[Statement]) -> tuple[Statement, ...]:
            if not years:
                return tuple(rows)
            return tuple(sorted(rows, key=lambda row: row.date.sort_key(), reverse=True)[:SHOWN])

        articles = index.articles_with.get(actor, ())
        chronology = by_month(
            map(site.entry_of, sorted(events, key=_by_time)[-SHOWN if years else 0 :])
        )
        return ActorView(
            actor=actor,
            day=one_day.pop() if len(one_day) == 1 else None,
            lines=lines[:LINES_SHOWN],
            more_lines=len(lines[LINES_SHOWN:]),
            posts=posts(held_roles(index.roles_held_by.get(actor, ())), newest_day)[:POSTS_SHOWN],
            years=years,
            other_names=actor.names[1:],
            country=site.country_name(actor.country) if actor.country else None,
            affiliations=affiliations().get(actor, ()),
            member_of=site.briefing.member_of.get(actor, ()),
            members=members().get(actor, ()),
            roles_held=held_roles(index.roles_held_by.get(actor, ())),
            roles_here=held_roles(index.roles_at.get(actor, ())),
            allegiances=places,
            outside=_outside_memberships(actor, index),
            through=rollup(actor, belongs().get(actor, {}), index, site.entry_of),
            standings=_firmest(own, EVIDENCE_SHOWN) if years else own,
            followers=_followers(
                standings(_whole_positions(towards, index), site.days, about=actor)
            ),
            in_place=len(towards) <= FOLLOWER_ROWS_IN_PLACE,
            chronology=newest_first(chronology) if years else chronology,
            denials=denials().get(actor, ()),
            denying=shown(row for row in said if row.act == "denies"),
            statements_by=shown(row for row in said if row.act != "denies"),
            statements_about=shown(about),
            articles=articles[:SHOWN] if years else articles,
            counts={
                "stands": sum(one.evidence_count for one in own),
                "chronology": len(events),
                "statements": len({*said, *about}),
                "articles": len(articles),
            },
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
    are_lines = sum(map(len, groups.values())) > FOLLOWER_CARDS
    return tuple(
        FollowerGroup(
            key, titles[key], tuple(groups[key]), standing_lines(groups[key]) if are_lines else ()
        )
        for key in order
        if key in groups
    )


def _firmest(own: Sequence[Standing], most: int) -> tuple[Standing, ...]:
    """Standings with at most some rows of evidence: what holds first, then the newest."""
    each = max(1, most // max(1, len(own)))
    return tuple(
        replace(
            one, evidence=tuple(sorted(one.evidence, key=lambda row: not row.is_current)[:each])
        )
        for one in own
    )


def _denials(index: Index) -> Mapping[Actor, tuple[Denial, ...]]:
    """The claims that each actor denies, by the time of the denial."""
    found: defaultdict[Actor, list[Denial]] = defaultdict(list)
    accounts = (account for event in index.briefing.events for account in event.accounts)
    rows: tuple[Backing | Account, ...] = (*index.briefing.backing, *accounts)
    for row in rows:
        for voice in row.denied_by:
            if voice.who is not None:
                date = voice.date or (row.as_of if isinstance(row, Backing) else row.date)
                found[voice.who].append(Denial(row, voice, date))
    return {
        actor: tuple(sorted(denials, key=lambda one: one.date.sort_key()))
        for actor, denials in found.items()
    }


def _by_time(event: Event) -> tuple[object, ...]:
    return event.date.sort_key()


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
            shows={
                "actor_groups": groups,
                "with_summaries": len(site.briefing.actors) <= ACTORS_WITH_SUMMARIES,
            },
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
