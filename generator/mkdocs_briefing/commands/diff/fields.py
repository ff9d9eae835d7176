"""Compares entities field by field: one table for each type of entity, one line for each field."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Generic, TypeVar

from mkdocs_briefing.commands.diff.changes import Change
from mkdocs_briefing.commands.diff.matching import ActorMatch, Pairing, pair
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.model.entities import (
    Actor,
    Attribution,
    Briefing,
    Conflict,
    Membership,
    Side,
    Source,
)
from mkdocs_briefing.wording.words import UNNAMED_VOICE, before_since, before_until

T = TypeVar("T")

UNCLAIMED: Final = "nobody says so any more"


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One field that is compared.

    Attributes:
        kind: the kind of change that a difference is.
        value: the value, or a tuple of values; ``None`` where there is none.
        words: the value in words; by default, each value says itself.
        label: the word before the value: ``since`` 2018.
        separator: what stands between several values.
        is_text: whether case, accents and spacing make no difference.
        in_order: whether the order of several values makes a difference.
    """

    kind: str
    value: Callable[[T], object]
    words: Callable[[T], str] | None = None
    label: str = ""
    separator: str = ", "
    is_text: bool = False
    in_order: bool = False

    def values(self, entity: T, actors: ActorMatch) -> dict[Hashable, object]:
        """The distinct values, by what identifies them in both briefings."""
        value = self.value(entity)
        values = value if isinstance(value, tuple) else (value,)
        return {
            identity(one, actors, is_text=self.is_text): one for one in values if one is not None
        }

    def compared(self, entity: T, actors: ActorMatch) -> Hashable:
        """What is equal where the field is the same."""
        values = self.values(entity, actors)
        return tuple(values) if self.in_order else frozenset(values)

    def differs(self, old: T, new: T, actors: ActorMatch) -> bool:
        return self.compared(old, actors) != self.compared(new, actors)

    def described(self, entity: T, actors: ActorMatch) -> str:
        """The field in words; nothing where it has no value."""
        values = self.values(entity, actors).values()
        if not values:
            return ""
        words = self.words(entity) if self.words else self.separator.join(map(in_words, values))
        return f"{self.label} {words}" if self.label else words


def identity(value: object, actors: ActorMatch, *, is_text: bool = False) -> Hashable:
    """What makes a value of one briefing the same as one of the other."""
    match value:
        case Actor():
            return actors.slug(value)
        case Attribution():
            days = identity(value.date, actors), identity(value.until, actors)
            return identity(value.who, actors), folded(value.what or ""), *days
        case Conflict():
            return value.slug
        case Date():
            return value.text
        case Membership():
            return tuple(identity(one, actors) for one in (value.actor, value.since, value.until))
        case Side():
            return identity(value.actor, actors), identity(value.members, actors)
        case tuple():
            return frozenset(identity(one, actors, is_text=is_text) for one in value)
        case str() if is_text:
            return folded(value)
    assert isinstance(value, Hashable)
    return value


def in_words(value: object) -> str:
    """A value in words."""
    match value:
        case Actor():
            return value.name
        case Attribution():
            who = value.who.name if value.who else UNNAMED_VOICE
            words = f"{who} {value.what}" if value.what else who
            made = value.date.words() if value.date else ""
            return _with_dates(words, made, until_words(value.until))
        case Conflict():
            return value.title
        case Date():
            return value.words()
        case Membership():
            return _with_dates(value.actor.name, since_words(value.since), until_words(value.until))
        case Side():
            members = ", ".join(map(in_words, value.members))
            return f"{value.name}: {members}" if members else value.name
        case Source():
            return ", ".join(filter(None, (value.publisher, value.title or value.url)))
    return str(value)


def _with_dates(words: str, *dates: str) -> str:
    limits = ", ".join(filter(None, dates))
    return f"{words} ({limits})" if limits else words


def since_words(date: Date | None) -> str:
    """A beginning, with the preposition that its date needs: never "since by"."""
    return f"{before_since(date)}{date.words()}" if date else ""


def until_words(date: Date | None) -> str:
    """An end, with the preposition that its date needs."""
    return f"{before_until(date)}{date.words()}" if date else ""


def described(fields: Iterable[Field[T]], entity: T, actors: ActorMatch) -> str | None:
    """Several fields in words; ``None`` where none has a value."""
    return "; ".join(filter(None, (field.described(entity, actors) for field in fields))) or None


def compared(fields: Iterable[Field[T]], entity: T, actors: ActorMatch) -> Hashable:
    """What is equal where all of the fields are the same."""
    return tuple(field.compared(entity, actors) for field in fields)


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """How one type of entity is compared.

    Attributes:
        type: what the kinds of change begin with: ``event`` for ``event-new``, ``event-gone``.
        entities: those of a briefing.
        identities: what is the same in both briefings; each is tried where the one before
            finds no partner.
        title: what an entity is called.
        fields: those that are compared where it stays; all of one kind make one change.
        summary: what is shown where it is new or gone: if not given, its sources or fields.
        sources: those that a claim rests on.
        address: where it stands on the site.
    """

    type: str
    entities: Callable[[Briefing, ActorMatch], Iterable[T]]
    identities: Sequence[Callable[[T, ActorMatch], Hashable]]
    title: Callable[[T], str]
    fields: Sequence[Field[T]] = ()
    summary: Callable[[T], str | None] | None = None
    sources: Callable[[T], Iterable[Source]] | None = None
    address: Callable[[T], str] = attrgetter("address")

    def pairing(self, before: Briefing, after: Briefing, actors: ActorMatch) -> Pairing[T]:
        """The entities of both briefings, paired."""
        old, new = self.entities(before, actors), self.entities(after, actors)
        return pair(old, new, self.identities, actors)

    def changes(self, before: Briefing, after: Briefing, actors: ActorMatch) -> Iterator[Change]:
        """Every change of these entities."""
        pairing = self.pairing(before, after, actors)
        for one in pairing.gone:
            now = UNCLAIMED if self.sources else None
            yield self._change("gone", one, self._summary(one, actors), now)
        for one in pairing.new:
            yield self._change("new", one, None, self._summary(one, actors))
        for old, new in pairing.pairs:
            yield from self._field_changes(old, new, actors)
            yield from self._source_changes(old, new)

    def _change(self, end: str, one: T, was: str | None, now: str | None) -> Change:
        return Change(f"{self.type}-{end}", self.title(one), was, now, self.address(one))

    def _summary(self, one: T, actors: ActorMatch) -> str | None:
        if self.sources:
            return ", ".join(self._sources(one).values()) or None
        return self.summary(one) if self.summary else described(self.fields, one, actors)

    def _field_changes(self, old: T, new: T, actors: ActorMatch) -> Iterator[Change]:
        for kind in dict.fromkeys(field.kind for field in self.fields):
            fields = [field for field in self.fields if field.kind == kind]
            if any(field.differs(old, new, actors) for field in fields):
                was, now = (described(fields, one, actors) for one in (old, new))
                yield Change(kind, self.title(new), was, now, self.address(new))

    def _sources(self, one: T) -> dict[str, str]:
        sources = self.sources(one) if self.sources else ()
        return {source.id: in_words(source) for source in sources}

    def _source_changes(self, old: T, new: T) -> Iterator[Change]:
        was, now = self._sources(old), self._sources(new)
        if was.keys() != now.keys():
            kind = "claim-sources" if was.keys() & now.keys() else "claim-unsourced"
            before, after = (", ".join(names.values()) or None for names in (was, now))
            yield Change(kind, self.title(new), before, after, self.address(new))
