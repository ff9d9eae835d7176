"""Holds a briefing as frozen data: who stands with whom, what happened, and who says so.

Objects are equal only if they are the same object: an actor is one object wherever it is
named, so it may be the key of a dictionary. An ``address`` is relative to the root of the
site and ends in ``/`` or in an anchor.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from mkdocs_briefing.core.counts import Amount, Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import (
    Act,
    ActorKind,
    EventKind,
    SideColour,
    SourceKind,
    Stance,
    Status,
    Support,
)

UNNAMED: Final = "unnamed"
"""What a contributor writes as ``who`` if the source gives no name."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Who published a claim, and where to read it (compare schema.org ``CreativeWork``).

    Two mentions of a publisher are one source if they have the same URL or, without a URL,
    the same title, date and ``via``.
    """

    id: str
    publisher: str
    title: str | None = None
    url: str | None = None
    date: Date | None = None
    kind: SourceKind | None = None
    via: str | None = None
    archived: str | None = None
    accessed: Date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """A state, group or person that takes part, speaks or is spoken of."""

    slug: str
    name: str
    kind: ActorKind | None = None
    short: str | None = None
    aliases: tuple[str, ...] = ()
    country: str | None = None
    summary: str | None = None
    wikidata: str | None = None
    website: str | None = None
    path: str | None = None
    """The file of the profile below ``content/``; ``None`` for an actor without a profile."""

    @property
    def address(self) -> str:
        return f"actors/{self.slug}/"

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling, the full name first."""
        return tuple(dict.fromkeys(filter(None, (self.name, self.short, *self.aliases))))


@dataclass(frozen=True, slots=True, eq=False)
class Membership:
    """How long an actor belonged to a side or an organisation."""

    actor: Actor
    since: Date | None = None
    until: Date | None = None


@dataclass(frozen=True, eq=False)
class Side:
    """One side of a conflict; it is an actor, too."""

    name: str
    actor: Actor
    members: tuple[Membership, ...] = ()
    """The other members, in the order of the conflict's file."""
    colour: SideColour | None = None
    """The colour that the file names; ``None`` for the first colour that is free."""

    @cached_property
    def memberships(self) -> Mapping[Actor, tuple[Membership, ...]]:
        """The memberships of each member, in the order of the conflict's file."""
        found: defaultdict[Actor, list[Membership]] = defaultdict(list)
        for member in self.members:
            found[member.actor].append(member)
        return {actor: tuple(several) for actor, several in found.items()}


@dataclass(frozen=True, eq=False)
class Conflict:
    """A conflict and its sides, in the order of its file."""

    slug: str
    title: str
    sides: tuple[Side, ...]
    path: str
    start: Date | None = None
    end: Date | None = None
    place: str | None = None
    summary: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return f"conflicts/{self.slug}/"

    @cached_property
    def sides_with(self) -> Mapping[Actor, tuple[Side, ...]]:
        """The sides that each actor is or ever was on, in the order of the conflict's file."""
        found: defaultdict[Actor, dict[Side, None]] = defaultdict(dict)
        for side in self.sides:
            for actor in (side.actor, *side.memberships):
                found[actor][side] = None
        return {actor: tuple(sides) for actor, sides in found.items()}

    @cached_property
    def stays(self) -> Mapping[Actor, int]:
        """How often each member is on a side."""
        return Counter(member.actor for side in self.sides for member in side.members)


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """One contributed text with its date and its sources; its rows are in the briefing."""

    slug: str
    """The address below ``articles/``; may contain slashes."""
    path: str
    """The file below ``content/``."""
    title: str
    date: Date
    updated: Date | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    draft: bool = False
    conflict: Conflict | None = None
    sources: tuple[Source, ...] = ()
    """The article's own source, then every other source that its header declares."""
    actors: tuple[Actor, ...] = ()
    """The actors that its header names besides those in its rows."""

    @property
    def address(self) -> str:
        return f"articles/{self.slug}/"


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """Who says or denies a claim, in which words, and who published that."""

    who: Actor | None
    """``None`` for a source that is not named."""
    what: str | None
    sources: tuple[Source, ...]
    date: Date | None = None
    """Of a denial, when it was made: as written, else when the claim was known to hold."""
    until: Date | None = None
    """Of a denial, until when it stood."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Row:
    """What all claims have: a permanent anchor, an article and sources."""

    id: str
    """The anchor on the article's page, and the ``id`` in the downloads."""
    conflict: Conflict
    article: Article
    sources: tuple[Source, ...]
    note: str | None = None

    @property
    def address(self) -> str:
        return f"{self.article.address}#{self.id}"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Backing(Row):
    """One actor's stance towards one side, according to one row."""

    by: Actor
    to: Actor
    """The side itself, or the member that the source names."""
    side: Side
    stance: Stance
    support: tuple[Support, ...]
    status: Status
    since: Date | None
    until: Date | None
    as_of: Date
    said_by: tuple[Attribution, ...]
    denied_by: tuple[Attribution, ...]
    why: str | None
    amount: tuple[Amount, ...] = ()
    through: tuple[Actor, ...] = ()
    """By way of whom the support comes."""

    @property
    def disputed(self) -> bool:
        return bool(self.denied_by)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Account(Row):
    """An event according to one article."""

    date: Date
    what: str
    actors: tuple[Actor, ...]
    place: str | None
    kind: EventKind | None
    killed: Count | None
    injured: Count | None
    displaced: Count | None
    civilians_killed: Count | None = None
    by: tuple[Actor, ...] = ()
    """Who did it. ``actors`` merely took part."""
    against: tuple[Actor, ...] = ()
    """To whom it was done."""
    status: Status = "reported"
    """How firm it is that those in ``by`` did it."""
    said_by: tuple[Attribution, ...] = ()
    denied_by: tuple[Attribution, ...] = ()

    @property
    def disputed(self) -> bool:
        return bool(self.denied_by)


def _most_exact_first(date: Date) -> tuple[object, ...]:
    is_open = date.earliest is None or date.latest is None
    return (is_open, date.last_day - date.first_day, date.sort_key())


@dataclass(frozen=True, eq=False)
class Event:
    """What happened once, with all accounts of it, the earliest article's first."""

    id: str
    conflict: Conflict
    accounts: tuple[Account, ...]

    @cached_property
    def date(self) -> Date:
        """Its date in the chronology: the most exact date of all accounts.

        Of several equally exact dates it is the earliest.
        """
        return min((account.date for account in self.accounts), key=_most_exact_first)

    @property
    def address(self) -> str:
        return self.accounts[0].address


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Statement(Row):
    """Who said what about whom."""

    who: tuple[Actor, ...]
    """Without those who are not named, so it may be empty: an unnamed source."""
    act: Act
    about: tuple[Actor, ...]
    what: str | None
    date: Date
    event: Event | None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Role(Row):
    """Who held which post in which organisation."""

    who: Actor
    organisation: Actor | None
    """What a contributor writes as ``in``."""
    post: str
    """What a contributor writes as ``as``."""
    since: Date | None
    until: Date | None


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The Markdown below a header, and the keys that MkDocs and its theme read."""

    path: str
    """The file below ``content/``."""
    text: str
    meta: Mapping[str, object]
    """Keys of MkDocs and Material, such as ``hide``; for an ordinary page every key."""
    written: tuple[str, ...] = field(default=(), repr=False)
    """Of an article, the parts of the file as it is written, also of what is not published."""


@dataclass(frozen=True, slots=True, eq=False)
class Briefing:
    """Everything that was read, in an order that does not depend on the file system."""

    conflicts: tuple[Conflict, ...] = ()
    """By title."""
    actors: tuple[Actor, ...] = ()
    """By name."""
    member_of: Mapping[Actor, tuple[Membership, ...]] = field(default_factory=dict)
    """What an actor's own profile says it belongs to."""
    articles: tuple[Article, ...] = ()
    """The newest first."""
    backing: tuple[Backing, ...] = ()
    events: tuple[Event, ...] = ()
    """By date."""
    statements: tuple[Statement, ...] = ()
    """By date."""
    roles: tuple[Role, ...] = ()
    sources: tuple[Source, ...] = ()
    """By publisher, date and title."""
    bodies: tuple[Body, ...] = ()
    """One for every Markdown file that becomes a page, ordinary pages included; by path."""
