"""Groups the rows of a briefing by article, actor, conflict and source."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date as Day
from functools import cached_property
from typing import TypeVar

from mkdocs_briefing.model.entities import (
    Account,
    Actor,
    Article,
    Attribution,
    Backing,
    Briefing,
    Conflict,
    Event,
    Role,
    Row,
    Source,
    Statement,
)

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: defaultdict[K, dict[V, None]] = defaultdict(dict)
    for key, value in pairs:
        groups[key][value] = None
    return {key: tuple(values) for key, values in groups.items()}


def attributions(row: Row) -> tuple[Attribution, ...]:
    """Return those who say and those who deny a row's claim."""
    match row:
        case Backing() | Account():
            return (*row.said_by, *row.denied_by)
    return ()


def actors_of(row: Row) -> tuple[Actor, ...]:
    """Return the actors that a row names, each once, in the order of the row."""
    match row:
        case Backing():
            actors: Iterable[Actor] = (row.by, row.to, *row.through, *_voices(row))
        case Account():
            actors = (*row.by, *row.against, *row.actors, *_voices(row))
        case Statement():
            actors = (*row.who, *row.about)
        case Role():
            actors = (row.who,) if row.organisation is None else (row.who, row.organisation)
        case _:
            raise TypeError(f"not a kind of row: {type(row).__name__}")
    return tuple(dict.fromkeys(actors))


def _voices(row: Backing | Account) -> Iterator[Actor]:
    return (voice.who for voice in (*row.said_by, *row.denied_by) if voice.who is not None)


class Index:
    """The rows of a briefing by what they are about, in the order of the briefing."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row: backing, accounts of events, statements, roles."""
        accounts = (account for event in self.briefing.events for account in event.accounts)
        return (
            *self.briefing.backing,
            *accounts,
            *self.briefing.statements,
            *self.briefing.roles,
        )

    @cached_property
    def anchors_in(self) -> Mapping[Article, tuple[str, ...]]:
        """The anchors of an article's rows."""
        return _grouped((row.article, row.id) for row in self.rows)

    @cached_property
    def backing_in(self) -> Mapping[Article, tuple[Backing, ...]]:
        return _grouped((row.article, row) for row in self.briefing.backing)

    @cached_property
    def events_in(self) -> Mapping[Article, tuple[Event, ...]]:
        return _grouped(
            (account.article, event) for event in self.briefing.events for account in event.accounts
        )

    @cached_property
    def statements_in(self) -> Mapping[Article, tuple[Statement, ...]]:
        return _grouped((row.article, row) for row in self.briefing.statements)

    @cached_property
    def roles_in(self) -> Mapping[Article, tuple[Role, ...]]:
        return _grouped((row.article, row) for row in self.briefing.roles)

    @cached_property
    def backing_of(self) -> Mapping[Conflict, tuple[Backing, ...]]:
        return _grouped((row.conflict, row) for row in self.briefing.backing)

    @cached_property
    def events_of(self) -> Mapping[Conflict, tuple[Event, ...]]:
        return _grouped((event.conflict, event) for event in self.briefing.events)

    @cached_property
    def articles_of(self) -> Mapping[Conflict, tuple[Article, ...]]:
        """The articles whose header or whose rows name the conflict; the newest first."""
        conflicts: dict[Article, list[Conflict]] = {
            article: [article.conflict] if article.conflict else []
            for article in self.briefing.articles
        }
        for row in self.rows:
            conflicts[row.article].append(row.conflict)
        return _grouped(
            (conflict, article) for article, several in conflicts.items() for conflict in several
        )

    def newest_day(self, conflict: Conflict) -> Day | None:
        """The last day of the conflict's newest article, for which its pages are made.

        ``None`` for a conflict without articles.
        """
        articles = self.articles_of.get(conflict, ())
        return max((article.date.last_day for article in articles), default=None)

    @cached_property
    def conflicts_with(self) -> Mapping[Actor, tuple[Conflict, ...]]:
        """The conflicts in which an actor is a side, or ever was on one."""
        return _grouped(
            (actor, conflict)
            for conflict in self.briefing.conflicts
            for side in conflict.sides
            for actor in (side.actor, *(member.actor for member in side.members))
        )

    @cached_property
    def backing_by(self) -> Mapping[Actor, tuple[Backing, ...]]:
        """The stances of an actor."""
        return _grouped((row.by, row) for row in self.briefing.backing)

    @cached_property
    def backing_to(self) -> Mapping[Actor, tuple[Backing, ...]]:
        """The stances towards an actor, or towards the side that it is."""
        return _grouped(
            (actor, row) for row in self.briefing.backing for actor in (row.to, row.side.actor)
        )

    @cached_property
    def events_with(self) -> Mapping[Actor, tuple[Event, ...]]:
        return _grouped(
            (actor, event)
            for event in self.briefing.events
            for account in event.accounts
            for actor in actors_of(account)
        )

    @cached_property
    def statements_on(self) -> Mapping[Event, tuple[Statement, ...]]:
        """The statements that name an event."""
        return _grouped((row.event, row) for row in self.briefing.statements if row.event)

    @cached_property
    def statements_by(self) -> Mapping[Actor, tuple[Statement, ...]]:
        return _grouped((actor, row) for row in self.briefing.statements for actor in row.who)

    @cached_property
    def statements_about(self) -> Mapping[Actor, tuple[Statement, ...]]:
        return _grouped((actor, row) for row in self.briefing.statements for actor in row.about)

    @cached_property
    def roles_held_by(self) -> Mapping[Actor, tuple[Role, ...]]:
        return _grouped((row.who, row) for row in self.briefing.roles)

    @cached_property
    def roles_at(self) -> Mapping[Actor, tuple[Role, ...]]:
        return _grouped(
            (row.organisation, row) for row in self.briefing.roles if row.organisation is not None
        )

    @cached_property
    def articles_with(self) -> Mapping[Actor, tuple[Article, ...]]:
        """The articles that name an actor in a row or under ``actors``; the newest first."""
        actors_in: dict[Article, list[Actor]] = {
            article: list(article.actors) for article in self.briefing.articles
        }
        for row in self.rows:
            actors_in[row.article].extend(actors_of(row))
        return _grouped(
            (actor, article) for article, actors in actors_in.items() for actor in actors
        )

    @cached_property
    def actors_in(self) -> Mapping[Article, tuple[Actor, ...]]:
        """Every actor that an article names, by name."""
        return _grouped(
            (article, actor)
            for actor in self.briefing.actors
            for article in self.articles_with.get(actor, ())
        )

    @cached_property
    def rows_resting_on(self) -> Mapping[Source, tuple[Row, ...]]:
        """The rows that cite a source for themselves, or for who says or denies them."""
        return _grouped(
            (source, row)
            for row in self.rows
            for sources in (row.sources, *(voice.sources for voice in attributions(row)))
            for source in sources
        )
