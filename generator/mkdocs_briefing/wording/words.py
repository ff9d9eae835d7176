"""Puts rows, names and days into words for pages, pictures and ``diff``."""

from collections.abc import Mapping, Sequence
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
"""What the marks on claims tell a reader: one for each status, and one for a denial."""


def day(value: Day) -> str:
    """Write out a day: ``4 April 2019``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def stands(stance: Stance, *, together: bool = False) -> str:
    """Return the verb of a stance for one actor, ``backs``, or for several together, ``back``."""
    term = STANCES[stance]
    return term.plural_verb if together else term.verb


def act(statement: Statement) -> str:
    """Return the verb of a statement: ``accuses``, or ``accuse`` for several speakers."""
    term = ACTS[statement.act]
    return term.plural_verb if len(statement.who) > 1 else term.label


def supported(stance: Stance | None, support: tuple[Support, ...]) -> tuple[Support, ...]:
    """Return the support types to show: "not specified" says something only of backing."""
    return () if support == ("unspecified",) and stance != "backs" else support


def by_name(actor: Actor) -> tuple[str, str]:
    """Return the key that sorts actors by name, regardless of case and accents."""
    return folded(actor.name), actor.slug


def joined_names(actors: Sequence[Actor]) -> str:
    """Join the names of one or more actors: ``A, B and C``."""
    *first, last = (actor.name for actor in actors)
    return f"{', '.join(first)} and {last}" if first else last


def claim(row: Row) -> str:
    """Say a row in one line, such as the text of a link to it."""
    match row:
        case Backing():
            return f"{row.by.name} {stands(row.stance)} {row.to.name}"
        case Account():
            return f"{row.date.words()}: {row.what}"
        case Statement():
            line = f"{joined_names(row.who)} {act(row)}"
            if row.about:
                about = joined_names(row.about)
                line += f" {about}" if ACTS[row.act].directed else f" (about {about})"
            return f"{line}: {row.what}" if row.what else line
        case Role():
            at = f", {row.organisation.name}" if row.organisation else ""
            return f"{row.who.name}: {row.post}{at}"
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
        """The support types of a row to show."""
        return supported(row.stance, row.support)


WORDS: Final = Words()
