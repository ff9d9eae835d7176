"""Says the vocabulary's words, and the rows built of them, as a reader would say them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from typing import Final, get_args

from mkdocs_briefing.core.dates import MONTHS
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.core.vocabulary import Act, ActorKind, EventKind, SourceKind, Stance, Support
from mkdocs_briefing.model.entities import Account, Actor, Backing, Role, Row, Statement

UNNAMED_VOICE: Final = "an unnamed source"

STANCES: Final[Mapping[Stance, str]] = {
    "backs": "Backs",
    "recognises": "Recognises",
    "favours": "Favours",
    "mixed": "Mixed signals",
    "neutral": "Neutral",
    "mediates": "Mediates",
    "distanced": "Distanced",
    "opposes": "Opposes",
}
STANCE_PHRASES: Final[Mapping[Stance, tuple[str, str]]] = {
    "backs": ("backs", "back"),
    "recognises": ("recognises", "recognise"),
    "favours": ("favours", "favour"),
    "mixed": ("sends mixed signals to", "send mixed signals to"),
    "neutral": ("is neutral towards", "are neutral towards"),
    "mediates": ("mediates with", "mediate with"),
    "distanced": ("has moved away from", "have moved away from"),
    "opposes": ("opposes", "oppose"),
}
"""What one does towards another, and what several do."""
SUPPORT: Final[Mapping[Support, str]] = {
    word: word.replace("-", " ") for word in get_args(Support)
} | {"unspecified": "support not specified", "other": "other support"}
STATUSES: Final[Mapping[str, str]] = {
    "confirmed": "the one it is about has said so in public or in an official document",
    "reported": "a source states it",
    "alleged": "a source passes it on as a claim; or whoever makes it is a party, or not named",
    "withdrawn": "whoever made the claim has taken it back; it stays visible, and counts no more",
    "disputed": "somebody denies it; the denial stands beside the claim",
}
"""What each mark means: the statuses, and the one that follows from a denial."""
EVENT_KINDS: Final[Mapping[EventKind, str]] = {
    word: word.replace("-", " ") for word in get_args(EventKind)
} | {"other": "other event", "arms": "arms transfer"}
ACTS: Final[Mapping[Act, tuple[str, str]]] = {
    "says": ("says", "say"),
    "calls-for": ("calls for", "call for"),
    "accuses": ("accuses", "accuse"),
    "denies": ("denies", "deny"),
    "supports": ("supports", "support"),
    "praises": ("praises", "praise"),
    "condemns": ("condemns", "condemn"),
    "announces": ("announces", "announce"),
    "threatens": ("threatens", "threaten"),
}
DIRECTED: Final[frozenset[Act]] = frozenset(
    {"accuses", "supports", "praises", "condemns", "threatens"}
)
"""Acts that take the one they are about as their object: X accuses Y."""
SOURCE_KINDS: Final[Mapping[SourceKind, str]] = {
    "official": "official source",
    "media": "media",
    "ngo": "NGO",
    "research": "research",
    "social": "social media",
    "other": "other source",
}
ACTOR_KINDS: Final[Mapping[ActorKind, str]] = {
    "state": "State",
    "government": "Government",
    "armed-group": "Armed group",
    "political-group": "Political group",
    "intergovernmental": "Intergovernmental organisation",
    "company": "Company",
    "media": "Media",
    "person": "Person",
    "other": "Other",
}
ACTOR_GROUPS: Final[Mapping[ActorKind, str]] = {
    "state": "States",
    "government": "Governments",
    "armed-group": "Armed groups",
    "political-group": "Political groups",
    "intergovernmental": "Intergovernmental organisations",
    "company": "Companies",
    "media": "Media",
    "person": "People",
    "other": "Others",
}


def day(value: Day) -> str:
    """A day as it is written out: ``4 April 2019``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def stands(stance: Stance, *, together: bool = False) -> str:
    """What one does towards another: backs; or several together: back."""
    one, several = STANCE_PHRASES[stance]
    return several if together else one


def act(statement: Statement) -> str:
    """What is done with the words; in the plural where several speak together."""
    one, several = ACTS[statement.act]
    return several if len(statement.who) > 1 else one


def supported(stance: Stance | None, support: tuple[Support, ...]) -> tuple[Support, ...]:
    """The support types worth a word: that none is named tells something of backing only."""
    return () if support == ("unspecified",) and stance != "backs" else support


def by_name(actor: Actor) -> tuple[str, str]:
    """Where an actor stands in a list of names: without regard to case and accents."""
    return folded(actor.name), actor.slug


def listed(actors: Iterable[Actor]) -> str:
    """Several names in one line: ``A, B and C``."""
    names = [actor.name for actor in actors]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def claim(row: Row) -> str:
    """A row in one line, such as the text of a link to it."""
    match row:
        case Backing():
            return f"{row.by.name} {stands(row.stance)} {row.to.name}"
        case Account():
            return f"{row.date.words()}: {row.what}"
        case Statement():
            said = f"{listed(row.who)} {act(row)}"
            if row.about:
                about = listed(row.about)
                said += f" {about}" if row.act in DIRECTED else f" (about {about})"
            return f"{said}: {row.what}" if row.what else said
        case Role():
            where = f", {row.organisation.name}" if row.organisation else ""
            return f"{row.who.name}: {row.post}{where}"
        case _:
            raise TypeError(f"not a kind of row: {type(row).__name__}")


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary as templates see it."""

    stance: Mapping[Stance, str] = field(default_factory=lambda: STANCES, repr=False)
    support: Mapping[Support, str] = field(default_factory=lambda: SUPPORT, repr=False)
    status: Mapping[str, str] = field(default_factory=lambda: STATUSES, repr=False)
    event_kind: Mapping[EventKind, str] = field(default_factory=lambda: EVENT_KINDS, repr=False)
    source_kind: Mapping[SourceKind, str] = field(default_factory=lambda: SOURCE_KINDS, repr=False)
    actor_kind: Mapping[ActorKind, str] = field(default_factory=lambda: ACTOR_KINDS, repr=False)
    marks: tuple[tuple[str, str], ...] = tuple(STATUSES.items())
    directed: frozenset[Act] = DIRECTED
    unnamed: str = UNNAMED_VOICE

    @staticmethod
    def stands(stance: Stance) -> str:
        """What one does towards another: backs, opposes."""
        return stands(stance)

    @staticmethod
    def act(statement: Statement) -> str:
        """What a statement does: says, calls for, accuses."""
        return act(statement)

    @staticmethod
    def supported(row: Backing) -> tuple[Support, ...]:
        """The support types worth a word."""
        return supported(row.stance, row.support)

    @staticmethod
    def day(value: Day) -> str:
        """A day as it is written out."""
        return day(value)


WORDS: Final = Words()
