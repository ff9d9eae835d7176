"""Compares entities field by field: one table for each type of entity, one line for each field."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

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
from mkdocs_briefing.wording.words import UNNAMED_VOICE

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One field that is compared.

    Attributes:
        kind: the kind of change that a difference is.
        value: the value, or a tuple of values; ``None`` where there is none.
        words: says the value, where it does not say itself.
        label: the word before the value: ``since`` 2018.
        separator: what stands between several values.
        is_text: whether case, accents and spacing make no difference.
        in_order: whether the order of several values makes a difference.
        kind_if_replaced: the kind of change if the old and new values have none in common.
    """

    kind: str
    value: Callable[[T], object]
    words: Callable[[T], str] | None = None
    label: str = ""
    separator: str = ", "
    is_text: bool = False
    in_order: bool = False
    kind_if_replaced: str = ""

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

    def kind_of_difference(self, old: T, new: T, actors: ActorMatch) -> str:
        shared = self.values(old, actors).keys() & self.values(new, actors).keys()
        return self.kind if shared else self.kind_if_replaced or self.kind

    def described(self, entity: T, actors: ActorMatch) -> str:
        """The field in words; nothing where it has no value."""
        values = self.values(entity, actors).values()
        if not values:
            return ""
        words = self.words(entity) if self.words else self.separator.join(map(said, values))
        return f"{self.label} {words}" if self.label else words


def identity(value: object, actors: ActorMatch, *, is_text: bool = False) -> Hashable:
    """What makes a value of one briefing the same as one of the other."""
    match value:
        case Actor():
            return actors.slug(value)
        case Attribution():
            return identity(value.who, actors), folded(value.what or "")
        case Conflict():
            return value.slug
        case Date():
            return value.text
        case Membership():
            return tuple(identity(one, actors) for one in (value.actor, value.since, value.until))
        case Side():
            return identity(value.actor, actors), identity(value.members, actors)
        case Source():
            return value.id
        case tuple():
            return frozenset(identity(one, actors, is_text=is_text) for one in value)
        case str() if is_text:
            return folded(value)
    assert isinstance(value, Hashable)
    return value


def said(value: object) -> str:
    """A value in words."""
    match value:
        case Actor():
            return value.name
        case Attribution():
            who = value.who.name if value.who else UNNAMED_VOICE
            return f"{who} {value.what}" if value.what else who
        case Conflict():
            return value.title
        case Date():
            return value.words()
        case Membership():
            dates = (("since", value.since), ("until", value.until))
            limits = ", ".join(f"{word} {date.words()}" for word, date in dates if date)
            return f"{value.actor.name} ({limits})" if limits else value.actor.name
        case Side():
            members = ", ".join(map(said, value.members))
            return f"{value.name}: {members}" if members else value.name
        case Source():
            return ", ".join(filter(None, (value.publisher, value.title or value.url)))
    return str(value)


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
        address: where it stands on the site.
        summary: the fields that are shown where it is new or gone.
        fields: those that are compared where it stays; all of one kind make one change.
        gone: what is shown as the new state of an entity that is gone.
    """

    type: str
    entities: Callable[[Briefing, ActorMatch], Iterable[T]]
    identities: Sequence[Callable[[T, ActorMatch], Hashable]]
    title: Callable[[T], str]
    address: Callable[[T], str]
    summary: Sequence[Field[T]]
    fields: Sequence[Field[T]] = ()
    gone: str | None = None

    def pairing(self, before: Briefing, after: Briefing, actors: ActorMatch) -> Pairing[T]:
        """The entities of both briefings, paired."""
        old, new = self.entities(before, actors), self.entities(after, actors)
        return pair(old, new, self.identities, actors)

    def changes(self, before: Briefing, after: Briefing, actors: ActorMatch) -> Iterator[Change]:
        """Every change of these entities."""
        pairing = self.pairing(before, after, actors)
        for one in pairing.gone:
            was = described(self.summary, one, actors)
            yield Change(f"{self.type}-gone", self.title(one), was, self.gone, self.address(one))
        for one in pairing.new:
            now = described(self.summary, one, actors)
            yield Change(f"{self.type}-new", self.title(one), None, now, self.address(one))
        for old, new in pairing.pairs:
            for kind in dict.fromkeys(field.kind for field in self.fields):
                fields = [field for field in self.fields if field.kind == kind]
                differing = [field for field in fields if field.differs(old, new, actors)]
                if differing:
                    precise = differing[0].kind_of_difference(old, new, actors)
                    was, now = (described(fields, one, actors) for one in (old, new))
                    yield Change(precise, self.title(new), was, now, self.address(new))
