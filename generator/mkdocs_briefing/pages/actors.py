"""Makes the page of each actor."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from functools import cached_property, partial
from typing import Final

from mkdocs_briefing.core.addresses import page_file
from mkdocs_briefing.model.entities import (
    Actor,
    Article,
    Backing,
    Briefing,
    Membership,
    Statement,
)
from mkdocs_briefing.pages.actor_years import ActorYear, years_of
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts.actor_head import (
    LINES_SHOWN,
    POSTS_SHOWN,
    Post,
    StandingLine,
    posts,
    standing_lines,
)
from mkdocs_briefing.pages.parts.assets import Asset
from mkdocs_briefing.pages.parts.belonging import (
    Affiliation,
    Allegiance,
    Belonging,
    affiliations,
    allegiances,
    belonging,
    members,
    outside_memberships,
)
from mkdocs_briefing.pages.parts.cards import card
from mkdocs_briefing.pages.parts.denials import Denial, denials, voices
from mkdocs_briefing.pages.parts.feedback import Provenance
from mkdocs_briefing.pages.parts.followers import FollowerGroup, followers, whole_positions
from mkdocs_briefing.pages.parts.outline import Section
from mkdocs_briefing.pages.parts.roles import HeldRole, held_roles
from mkdocs_briefing.pages.parts.rollup import Rollup, rollup
from mkdocs_briefing.standings.standing import Standing, standings
from mkdocs_briefing.wording.calendar import Year, by_month, newest_first

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


SHOWN: Final = 20
"""The most events, statements and articles each, where further pages have them all."""

EVIDENCE_SHOWN: Final = 60
"""The most rows of evidence for an actor's own positions, where further pages have them all."""

FOLLOWER_ROWS_IN_PLACE: Final = 30
"""With more rows towards an actor than these, the evidence is left to those who stand there."""


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
        in_several: whether those stand towards it in several conflicts.
        in_place: whether the evidence for these is short enough to be shown on the page.
        denials: the claims that it denies, where these claims are told.
        is_voice: whether claims name it as who says or denies them.
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
    in_several: bool
    in_place: bool
    chronology: tuple[Year, ...]
    denials: tuple[Denial, ...]
    is_voice: bool
    denying: tuple[Statement, ...]
    statements_by: tuple[Statement, ...]
    statements_about: tuple[Statement, ...]
    articles: tuple[Article, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class _Lookups:
    """What all these pages look up; each part is worked out when a page first needs it."""

    site: SiteData

    @cached_property
    def affiliations(self) -> Mapping[Actor, tuple[Affiliation, ...]]:
        return affiliations(self.site.briefing)

    @cached_property
    def members(self) -> Mapping[Actor, tuple[Membership, ...]]:
        return members(self.site.briefing)

    @cached_property
    def belonging(self) -> Mapping[Actor, Belonging]:
        return belonging(self.site.index)

    @cached_property
    def denials(self) -> Mapping[Actor, tuple[Denial, ...]]:
        return denials(self.site.index)

    @cached_property
    def voices(self) -> frozenset[Actor]:
        return voices(self.site.index)

    @cached_property
    def newest_day(self) -> Day | None:
        return max(self.site.days.values(), default=None)


def pages(site: SiteData) -> Iterator[Page]:
    """A page for each actor, with the card that scripts show beside a link to it."""
    lookups = _Lookups(site)
    for actor in site.briefing.actors:
        yield Page(
            address=actor.address,
            title=actor.name,
            make=partial(_content, actor, lookups),
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


def _content(actor: Actor, lookups: _Lookups) -> Content:
    view, site = _view(actor, lookups), lookups.site
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


def _view(actor: Actor, lookups: _Lookups) -> ActorView:
    site, index = lookups.site, lookups.site.index
    towards = index.backing_to.get(actor, ())
    towards_it = standings(whole_positions(towards, index), site.days, about=actor)
    own = standings(index.backing_by.get(actor, ()), site.days)
    lines = standing_lines(own)
    places = allegiances(actor, index, site.days)
    one_day = {*(one.on for one in own), *(one.on for one in places)}
    years = years_of(actor, index)
    events = sorted(index.events_with.get(actor, ()), key=lambda event: event.date.sort_key())
    said, about = index.statements_by.get(actor, ()), index.statements_about.get(actor, ())
    articles = index.articles_with.get(actor, ())
    held = held_roles(index.roles_held_by.get(actor, ()))
    chronology = by_month(map(site.entry_of, events[-SHOWN if years else 0 :]))

    def shown(rows: Iterable[Statement]) -> tuple[Statement, ...]:
        if not years:
            return tuple(rows)
        return tuple(sorted(rows, key=lambda row: row.date.sort_key(), reverse=True)[:SHOWN])

    return ActorView(
        actor=actor,
        day=one_day.pop() if len(one_day) == 1 else None,
        lines=lines[:LINES_SHOWN],
        more_lines=len(lines[LINES_SHOWN:]),
        posts=posts(held, lookups.newest_day)[:POSTS_SHOWN],
        years=years,
        other_names=actor.names[1:],
        country=site.country_name(actor.country) if actor.country else None,
        affiliations=lookups.affiliations.get(actor, ()),
        member_of=site.briefing.member_of.get(actor, ()),
        members=lookups.members.get(actor, ()),
        roles_held=held,
        roles_here=held_roles(index.roles_at.get(actor, ())),
        allegiances=places,
        outside=outside_memberships(actor, index),
        through=rollup(actor, lookups.belonging.get(actor, {}), index, site.entry_of),
        standings=_firmest(own, EVIDENCE_SHOWN) if years else own,
        followers=followers(towards_it),
        in_several=len({one.conflict for one in towards_it}) > 1,
        in_place=len(towards) <= FOLLOWER_ROWS_IN_PLACE,
        chronology=newest_first(chronology) if years else chronology,
        denials=lookups.denials.get(actor, ()),
        is_voice=actor in lookups.voices,
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


def _firmest(own: Sequence[Standing], most: int) -> tuple[Standing, ...]:
    """Standings with at most some rows of evidence: what holds first, then the newest."""
    each = max(1, most // max(1, len(own)))
    return tuple(
        replace(
            one, evidence=tuple(sorted(one.evidence, key=lambda row: not row.is_current)[:each])
        )
        for one in own
    )
