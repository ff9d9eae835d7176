"""Lists, for each type of entity, the fields that are compared and how they are worded."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, TypeAlias, TypeVar

from mkdocs_briefing.commands.diff.fields import (
    Field,
    Table,
    compared,
    identity,
    in_words,
    since_words,
    until_words,
)
from mkdocs_briefing.commands.diff.matching import ActorMatch
from mkdocs_briefing.core.names import folded
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
    Source,
    Statement,
)
from mkdocs_briefing.model.row_days import is_announced
from mkdocs_briefing.wording.accounts import tolls
from mkdocs_briefing.wording.words import claim

T = TypeVar("T")
R = TypeVar("R", bound=Row)

# --- claims: backing, statements, roles -------------------------------------------------

Backings: TypeAlias = tuple[Backing, ...]
"""All rows that make the same claim: one actor, one side, one stance."""


def _claim_identity(row: Backing, actors: ActorMatch) -> Hashable:
    return row.conflict.slug, actors.slug(row.by), actors.slug(row.side.actor), row.stance


def _by_claim(briefing: Briefing, actors: ActorMatch) -> Iterator[Backings]:
    groups: defaultdict[Hashable, list[Backing]] = defaultdict(list)
    for row in briefing.backing:
        groups[_claim_identity(row, actors)].append(row)
    return map(tuple, groups.values())


def _claim_title(rows: Backings) -> str:
    """The claim in a line that does not say that it holds where no row says so."""
    words = claim(rows[0])
    if all(row.status == "withdrawn" for row in rows):
        return f"{words} (withdrawn)"
    if all(map(is_announced, rows)):
        return f"{words} (announced)"
    return words


def _voices(column: str, *, of_end: bool = False) -> Callable[[Backings], tuple[Attribution, ...]]:
    """Who says or denies a claim, or that it ended: a row may tell no more than that."""
    return lambda rows: tuple(
        voice
        for row in rows
        if of_end == (row.until is not None and row.since is None)
        for voice in getattr(row, column)
    )


def _amounts(rows: Backings) -> tuple[str, ...]:
    return tuple(amount.words() for row in rows for amount in row.amount)


def _routes(rows: Backings) -> tuple[Actor, ...]:
    return tuple(actor for row in rows for actor in row.through)


# When a claim holds, how firm it is and which support it names is compared as a position.
BACKING: Final[Table[Backings]] = Table(
    "claim",
    _by_claim,
    identities=[lambda rows, actors: _claim_identity(rows[0], actors)],
    title=_claim_title,
    fields=[
        Field("claim-changes", _voices("said_by"), label="said by"),
        Field("claim-changes", _voices("denied_by"), label="denied by"),
        Field("claim-changes", _voices("said_by", of_end=True), label="the end said by"),
        Field("claim-changes", _voices("denied_by", of_end=True), label="the end denied by"),
        Field("claim-changes", _amounts, label="amount"),
        Field("claim-changes", _routes, label="through"),
    ],
    sources=lambda rows: (source for row in rows for source in row.sources),
    address=lambda rows: rows[0].address,
)


def _sentence(value: Callable[[T], object], words: Callable[[T], str]) -> Field[T]:
    """Several columns of a row that are one sentence."""
    return Field("claim-changes", value, words=words, is_text=True, in_order=True)


def _row_table(
    rows: Callable[[Briefing, ActorMatch], Iterable[R]],
    fields: list[Field[R]],
    subject: Callable[[R], tuple[object, ...]],
) -> Table[R]:
    """A table of rows that are the same if all fields are, else by their file and subject."""
    return Table(
        "claim",
        rows,
        identities=[
            lambda row, actors: compared(fields, row, actors),
            lambda row, actors: (
                row.article.path,
                tuple(identity(value, actors) for value in subject(row)),
            ),
        ],
        title=claim,
        fields=fields,
        sources=lambda row: row.sources,
    )


STATEMENT: Final[Table[Statement]] = _row_table(
    lambda briefing, _: briefing.statements,
    [
        _sentence(lambda row: (row.who, row.act, row.about, row.what or ""), claim),
        Field("claim-changes", lambda row: row.date),
    ],
    subject=lambda row: (row.who, row.act, row.about),
)
ROLE: Final[Table[Role]] = _row_table(
    lambda briefing, _: briefing.roles,
    [
        _sentence(lambda row: (row.who, row.organisation or "", row.post), claim),
        Field("claim-changes", lambda row: row.since, words=lambda row: since_words(row.since)),
        Field("claim-changes", lambda row: row.until, words=lambda row: until_words(row.until)),
    ],
    subject=lambda row: (row.who, row.organisation),
)

# --- events -----------------------------------------------------------------------------


def _each(value: Callable[[Account], object]) -> Callable[[Event], object]:
    """What each account of an event says."""
    return lambda event: tuple(value(account) for account in event.accounts)


def _all(values: Callable[[Account], tuple[T, ...]]) -> Callable[[Event], tuple[T, ...]]:
    """What all accounts of an event say together."""
    return lambda event: tuple(value for account in event.accounts for value in values(account))


def _tolls(event: Event) -> tuple[str, ...]:
    every = [one for account in event.accounts for one in tolls(account)]
    given = [(one.count, one.what) for one in every]
    given += [(one.civilians, "civilians killed") for one in every if one.civilians is not None]
    return tuple(sorted(f"{count.words()} {what}" for count, what in given))


def _doer_status(account: Account) -> str | None:
    """How firm it is who did it; nothing where an account names nobody."""
    return account.status if account.by else None


EVENT: Final[Table[Event]] = Table(
    "event",
    lambda briefing, _: briefing.events,
    # Without an `id`, the id of an event is made from its words and changes with them.
    identities=[
        lambda event, _: (event.conflict.slug, event.id),
        lambda event, _: (event.accounts[0].article.path, folded(event.accounts[0].what)),
        lambda event, _: (event.accounts[0].article.path, event.date.text),
    ],
    title=lambda event: claim(event.accounts[0]),
    fields=[
        Field("event-date", _each(lambda account: account.date), separator=" / ", in_order=True),
        Field("event-toll", _tolls),
        Field("event-changes", _each(lambda account: account.what), separator=" / ", is_text=True),
        Field("event-changes", _each(lambda account: account.place), is_text=True),
        Field("event-changes", _each(lambda account: account.kind)),
        Field("event-changes", _all(lambda account: account.actors)),
        Field("event-changes", _all(lambda account: account.by), label="by"),
        Field("event-changes", _each(_doer_status), separator=" / "),
        Field("event-changes", _all(lambda account: account.against), label="against"),
        Field("event-changes", _all(lambda account: account.said_by), label="said by"),
        Field("event-changes", _all(lambda account: account.denied_by), label="denied by"),
    ],
    sources=_all(lambda account: account.sources),
)

# --- actors, sources, articles, conflicts -----------------------------------------------


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor with its memberships, which the briefing holds separately."""

    actor: Actor
    member_of: tuple[Membership, ...]


def _profiles(briefing: Briefing, actors: ActorMatch) -> Iterator[Profile]:
    for actor in briefing.actors:
        if actor.slug not in actors.moved and actor.slug not in actors.created:
            yield Profile(actor, briefing.member_of.get(actor, ()))


def _memberships(profile: Profile) -> tuple[str, ...]:
    return tuple(map(in_words, profile.member_of))


ACTOR: Final[Table[Profile]] = Table(
    "actor",
    _profiles,
    identities=[lambda profile, _: profile.actor.slug],
    title=lambda profile: profile.actor.name,
    fields=[
        Field("actor-renamed", lambda profile: profile.actor.name),
        Field("actor-changes", lambda profile: profile.actor.kind),
        Field("actor-changes", lambda profile: profile.actor.country),
        Field("actor-changes", lambda profile: profile.actor.wikidata),
        Field("actor-changes", lambda profile: profile.actor.website),
        Field("actor-changes", _memberships, label="member of", in_order=True),
    ],
    summary=lambda profile: profile.actor.kind or "without a kind",
    address=lambda profile: profile.actor.address,
)
SOURCE: Final[Table[Source]] = Table(
    "source",
    lambda briefing, _: briefing.sources,
    identities=[lambda source, _: source.id],
    title=in_words,
    summary=lambda source: source.url,
    address=lambda source: f"sources/#{source.id}",
)
ARTICLE: Final[Table[Article]] = Table(
    "article",
    lambda briefing, _: briefing.articles,
    identities=[lambda article, _: article.slug, lambda article, _: article.path],
    title=lambda article: article.title,
    fields=[
        Field("article-changes", lambda article: article.date),
        Field("article-changes", lambda article: article.conflict),
        Field("article-changes", lambda article: article.actors),
    ],
    summary=lambda article: article.date.words(),
)
CONFLICT: Final[Table[Conflict]] = Table(
    "conflict",
    lambda briefing, _: briefing.conflicts,
    identities=[lambda conflict, _: conflict.slug, lambda conflict, _: conflict.path],
    title=lambda conflict: conflict.title,
    fields=[
        Field("conflict-changes", lambda conflict: conflict.sides, separator="; ", in_order=True),
        Field("conflict-changes", lambda conflict: conflict.place, is_text=True),
        Field("conflict-changes", attrgetter("start"), words=lambda war: since_words(war.start)),
        Field("conflict-changes", attrgetter("end"), words=lambda war: until_words(war.end)),
    ],
)

TABLES: Final[tuple[Table[Any], ...]] = (
    *(BACKING, STATEMENT, ROLE, EVENT),
    *(ACTOR, SOURCE, ARTICLE, CONFLICT),
)
