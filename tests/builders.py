"""Builds small models for tests: each function has a default for what a test leaves out.

Equal arguments give the same object: ``actor("Turkey")`` is ``actor("Turkey")``, and
``backing("Turkey", "GNA")`` refers to it, too.
"""

from collections.abc import Iterable
from datetime import date as Day
from functools import cache

from mkdocs_briefing.core.counts import Amount, Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import (
    Act,
    ActorKind,
    EventKind,
    SourceKind,
    Stance,
    Status,
    Support,
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
    Role,
    Row,
    Side,
    Source,
    Statement,
)
from mkdocs_briefing.model.index import attributions
from mkdocs_briefing.model.row_days import default_as_of


def day(text: str) -> Day:
    return Day.fromisoformat(text)


def date(text: str) -> Date:
    return Date.parse(text)


def _date(text: str | None) -> Date | None:
    return None if text is None else Date.parse(text)


def _slug(*words: str | None) -> str:
    return "-".join(filter(None, words)).lower().replace(" ", "-").replace("/", "-")


@cache
def actor(
    name: str,
    *,
    kind: ActorKind | None = None,
    short: str | None = None,
    aliases: tuple[str, ...] = (),
    country: str | None = None,
    summary: str | None = None,
    path: str | None = None,
) -> Actor:
    return Actor(
        slug=_slug(name),
        name=name,
        kind=kind,
        short=short,
        aliases=aliases,
        country=country,
        summary=summary,
        path=path,
    )


def _actor(who: "str | Actor") -> Actor:
    return who if isinstance(who, Actor) else actor(who)


def _actors(who: "str | Actor | Iterable[str | Actor]") -> tuple[Actor, ...]:
    return (_actor(who),) if isinstance(who, str | Actor) else tuple(map(_actor, who))


@cache
def source(
    publisher: str = "AFP",
    *,
    title: str | None = None,
    url: str | None = None,
    date: str | None = None,
    kind: SourceKind | None = None,
    via: str | None = None,
) -> Source:
    return Source(
        id=_slug("source", publisher, title, date),
        publisher=publisher,
        title=title,
        url=url,
        date=_date(date),
        kind=kind,
        via=via,
    )


@cache
def side(name: str, *members: str | Membership) -> Side:
    """A side; a member that was not always on it is a ``Membership``."""
    memberships = (
        one if isinstance(one, Membership) else Membership(actor(one)) for one in members
    )
    return Side(name, actor(name), tuple(memberships))


@cache
def conflict(
    title: str = "Libya",
    *,
    sides: tuple[Side, ...] | None = None,
    start: str | None = None,
    end: str | None = None,
    place: str | None = None,
    summary: str | None = None,
) -> Conflict:
    return Conflict(
        slug=_slug(title),
        title=title,
        sides=(side("GNA"), side("LNA", "Khalifa Haftar")) if sides is None else sides,
        path=f"conflicts/{_slug(title)}.md",
        start=_date(start),
        end=_date(end),
        place=place,
        summary=summary,
    )


@cache
def article(
    title: str = "Ankara stands by Tripoli",
    *,
    date: str = "2019-11-15",
    about: Conflict | None = None,
    sources: tuple[Source, ...] | None = None,
    actors: tuple[str, ...] = (),
    summary: str | None = None,
    authors: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
) -> Article:
    return Article(
        slug=_slug(title),
        path=f"articles/{_slug(title)}.md",
        title=title,
        date=Date.parse(date),
        summary=summary,
        authors=authors,
        tags=tags,
        conflict=conflict() if about is None else about,
        sources=(source(),) if sources is None else sources,
        actors=_actors(actors),
    )


def voice(
    who: "str | Actor | None",
    what: str | None = None,
    sources: tuple[Source, ...] = (),
    *,
    date: str | None = None,
    until: str | None = None,
) -> Attribution:
    speaker = None if who is None else _actor(who)
    return Attribution(speaker, what, sources, _date(date), _date(until))


def _voices(who: "Iterable[str | Attribution | None]") -> tuple[Attribution, ...]:
    return tuple(one if isinstance(one, Attribution) else voice(one) for one in who)


def _side_of(actor: Actor, conflict: Conflict) -> Side:
    return next(
        side
        for side in conflict.sides
        if actor is side.actor or actor in [member.actor for member in side.members]
    )


def backing(
    by: "str | Actor" = "Turkey",
    to: "str | Actor" = "GNA",
    *,
    stance: Stance = "backs",
    support: Support | tuple[Support, ...] = "unspecified",
    status: Status = "reported",
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    said_by: "Iterable[str | Attribution | None]" = (),
    denied_by: "Iterable[str | Attribution | None]" = (),
    why: str | None = None,
    amount: Iterable[str] = (),
    through: "str | Iterable[str | Actor]" = (),
    note: str | None = None,
    article: Article | None = None,
    sources: tuple[Source, ...] | None = None,
    id: str | None = None,
) -> Backing:
    """A row in the conflict of its article, and as of the article's date."""
    in_article = _article() if article is None else article
    in_conflict = in_article.conflict or conflict()
    backer, backed = _actor(by), _actor(to)
    return Backing(
        id=id or _slug("backing", backer.slug, backed.slug, stance, since or as_of),
        conflict=in_conflict,
        article=in_article,
        sources=in_article.sources[:1] if sources is None else sources,
        note=note,
        by=backer,
        to=backed,
        side=_side_of(backed, in_conflict),
        stance=stance,
        support=(support,) if isinstance(support, str) else support,
        status=status,
        since=_date(since),
        until=_date(until),
        as_of=_date(as_of) or default_as_of(in_article.date, _date(since), _date(until)),
        said_by=_voices(said_by),
        denied_by=_voices(denied_by),
        why=why,
        amount=tuple(map(Amount.parse, amount)),
        through=_actors(through),
    )


def account(
    what: str = "Tripoli is shelled",
    *,
    date: str | None = None,
    actors: "str | Iterable[str | Actor]" = (),
    place: str | None = None,
    kind: EventKind | None = None,
    killed: str | None = None,
    injured: str | None = None,
    displaced: str | None = None,
    civilians_killed: str | None = None,
    by: "str | Iterable[str | Actor]" = (),
    against: "str | Iterable[str | Actor]" = (),
    status: Status = "reported",
    said_by: "Iterable[str | Attribution | None]" = (),
    denied_by: "Iterable[str | Attribution | None]" = (),
    note: str | None = None,
    article: Article | None = None,
    sources: tuple[Source, ...] | None = None,
    id: str | None = None,
) -> Account:
    in_article = _article() if article is None else article
    return Account(
        id=id or _slug("event", date, what),
        conflict=in_article.conflict or conflict(),
        article=in_article,
        sources=in_article.sources[:1] if sources is None else sources,
        note=note,
        date=_date(date) or in_article.date,
        what=what,
        actors=_actors(actors),
        place=place,
        kind=kind,
        killed=_count(killed),
        injured=_count(injured),
        displaced=_count(displaced),
        civilians_killed=_count(civilians_killed),
        by=_actors(by),
        against=_actors(against),
        status=status,
        said_by=_voices(said_by),
        denied_by=_voices(denied_by),
    )


def _count(text: str | None) -> Count | None:
    return None if text is None else Count.parse(text)


def event(*accounts: Account, id: str | None = None) -> Event:
    accounts = accounts or (account(),)
    return Event(id or accounts[0].id, accounts[0].conflict, accounts)


def statement(
    who: "str | Iterable[str | Actor]" = "Turkey",
    act: Act = "says",
    about: "str | Iterable[str | Actor]" = (),
    what: str | None = None,
    *,
    date: str | None = None,
    event: Event | None = None,
    note: str | None = None,
    article: Article | None = None,
    sources: tuple[Source, ...] | None = None,
    id: str | None = None,
) -> Statement:
    in_article = _article() if article is None else article
    return Statement(
        id=id or _slug("statement", act, date),
        conflict=in_article.conflict or conflict(),
        article=in_article,
        sources=in_article.sources[:1] if sources is None else sources,
        note=note,
        who=_actors(who),
        act=act,
        about=_actors(about),
        what=what,
        date=_date(date) or (event.date if event else in_article.date),
        event=event,
    )


def role(
    who: "str | Actor" = "Khalifa Haftar",
    organisation: "str | Actor | None" = "LNA",
    post: str = "commander",
    *,
    since: str | None = None,
    until: str | None = None,
    note: str | None = None,
    article: Article | None = None,
    sources: tuple[Source, ...] | None = None,
    id: str | None = None,
) -> Role:
    in_article = _article() if article is None else article
    return Role(
        id=id or _slug("role", post, since),
        conflict=in_article.conflict or conflict(),
        article=in_article,
        sources=in_article.sources[:1] if sources is None else sources,
        note=note,
        who=_actor(who),
        organisation=None if organisation is None else _actor(organisation),
        post=post,
        since=_date(since),
        until=_date(until),
    )


_article = article
"""The function, where ``article`` is the name of a parameter."""


def briefing(*contents: Row | Event | Article | Actor | Source) -> Briefing:
    """Everything that the contents refer to, in the order of a briefing.

    An account alone becomes an event.
    """
    events = [item for item in contents if isinstance(item, Event)]
    events += [event(item) for item in contents if isinstance(item, Account)]
    backing = [item for item in contents if isinstance(item, Backing)]
    statements = [item for item in contents if isinstance(item, Statement)]
    roles = [item for item in contents if isinstance(item, Role)]
    accounts = [account for event in events for account in event.accounts]
    rows: list[Row] = [*backing, *accounts, *statements, *roles]

    articles = [item for item in contents if isinstance(item, Article)]
    articles += [row.article for row in rows]
    conflicts = [row.conflict for row in rows]
    conflicts += [article.conflict for article in articles if article.conflict]
    voices = [voice for row in (*backing, *accounts) for voice in attributions(row)]

    actors = [item for item in contents if isinstance(item, Actor)]
    for article in articles:
        actors += article.actors
    for in_conflict in conflicts:
        for side in in_conflict.sides:
            actors += (side.actor, *(member.actor for member in side.members))
    for row in backing:
        actors += (row.by, row.to, *row.through)
    for row in accounts:
        actors += (*row.by, *row.against, *row.actors)
    for row in statements:
        actors += (*row.who, *row.about)
    for row in roles:
        actors += (row.who, *([row.organisation] if row.organisation else []))
    actors += [voice.who for voice in voices if voice.who]

    sources = [item for item in contents if isinstance(item, Source)]
    for item in (*articles, *rows, *voices):
        sources += item.sources

    return Briefing(
        conflicts=tuple(sorted(dict.fromkeys(conflicts), key=lambda one: one.title)),
        actors=tuple(sorted(dict.fromkeys(actors), key=lambda one: one.name)),
        articles=tuple(
            sorted(dict.fromkeys(articles), key=lambda one: one.date.sort_key(), reverse=True)
        ),
        backing=tuple(backing),
        events=tuple(sorted(events, key=lambda one: one.date.sort_key())),
        statements=tuple(sorted(statements, key=lambda one: one.date.sort_key())),
        roles=tuple(roles),
        sources=tuple(sorted(dict.fromkeys(sources), key=lambda one: (one.publisher, one.id))),
    )
