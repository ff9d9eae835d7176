"""Puts rows, names and days into the words that pages, pictures and reports show."""

from collections.abc import Iterable, Mapping
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.dates import MONTHS
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.core.vocabulary import (
    ACTOR_KINDS,
    ACTS,
    EVENT_KINDS,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    STATUSES_BY_FIRMNESS,
    SUPPORT,
    Act,
    Stance,
    Support,
    Term,
)
from mkdocs_briefing.model.entities import Account, Actor, Backing, Role, Row, Statement

UNNAMED_VOICE: Final = "an unnamed source"

MARKS: Final[Mapping[str, str]] = {
    **{status: STATUSES[status].explanation for status in STATUSES_BY_FIRMNESS},
    "disputed": "somebody denies it; the denial stands beside the claim",
}
"""What each mark on a claim tells a reader: the statuses, and the one that a denial sets."""


def day(value: Day) -> str:
    """A day as it is written out: ``4 April 2019``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def stands(stance: Stance, *, together: bool = False) -> str:
    """What one actor does towards another: ``backs``; or several together: ``back``."""
    term = STANCES[stance]
    return term.plural_verb if together else term.verb


def act(statement: Statement) -> str:
    """What the speaker does: ``accuses``; or several speakers together: ``accuse``."""
    term = ACTS[statement.act]
    return term.plural_verb if len(statement.who) > 1 else term.label


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
                said += f" {about}" if ACTS[row.act].directed else f" (about {about})"
            return f"{said}: {row.what}" if row.what else said
        case Role():
            where = f", {row.organisation.name}" if row.organisation else ""
            return f"{row.who.name}: {row.post}{where}"
        case _:
            raise TypeError(f"not a kind of row: {type(row).__name__}")


def _labels(terms: Mapping[str, Term]) -> Mapping[str, str]:
    return {word: term.label for word, term in terms.items()}


class Words:
    """The wording that templates may use."""

    stance = _labels(STANCES)
    support = _labels(SUPPORT)
    event_kind = _labels(EVENT_KINDS)
    source_kind = _labels(SOURCE_KINDS)
    actor_kind = _labels(ACTOR_KINDS)
    marks = tuple(MARKS.items())
    directed: frozenset[Act] = frozenset(word for word, term in ACTS.items() if term.directed)
    unnamed = UNNAMED_VOICE

    stands = staticmethod(stands)
    act = staticmethod(act)
    day = staticmethod(day)

    @staticmethod
    def supported(row: Backing) -> tuple[Support, ...]:
        """The support types worth a word."""
        return supported(row.stance, row.support)


WORDS: Final = Words()
