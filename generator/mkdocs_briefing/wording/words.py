"""Puts rows, names and days into words for pages, pictures and ``diff``."""

import re
from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import MONTHS, Date
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
    Status,
    Support,
    Term,
)
from mkdocs_briefing.model.entities import (
    Account,
    Actor,
    Attribution,
    Backing,
    Role,
    Row,
    Statement,
)
from mkdocs_briefing.model.membership import is_outside_membership
from mkdocs_briefing.model.row_days import is_announced
from mkdocs_briefing.wording.languages import language
from mkdocs_briefing.wording.picture_words import PICTURE_WORDS

UNNAMED_VOICE: Final = "an unnamed source"
BY_MEMBERSHIP: Final = "by the list of members"
"""Why a position ended that no row ends: the file of the conflict has the days of members."""

_MONTH_NAMES: Final = re.compile("|".join(MONTHS))

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


def no_longer(stance: Stance) -> str:
    """Return the verb for a stance that ended: ``no longer mediates with``."""
    verb = stands(stance)
    # Nobody says "no longer is neutral towards", nor "no longer has moved away from".
    if verb.startswith("is "):
        return f"is no longer {verb.removeprefix('is ')}"
    return "no longer keeps away from" if verb.startswith("has ") else f"no longer {verb}"


def firmness(status: Status | None, *, disputed: bool) -> str:
    """Say how firm a claim is; nothing for one that is reported and not disputed."""
    marks = (status if status != "reported" else None, "disputed" if disputed else None)
    return ", ".join(filter(None, marks))


def in_short(words: str) -> str:
    """Abbreviate the months in the words of a date: ``4 Apr 2019``."""
    return _MONTH_NAMES.sub(lambda found: found[0][:3], words)


def since(date: Date) -> str:
    """Say when something began: ``since April 2019``; never ``since by``."""
    return f"{before_since(date)}{date.words()}"


def before_since(date: Date) -> str:
    """Return what stands before the words of a beginning.

    An open date has a preposition of its own, and a span of dates needs another one.
    """
    if "/" not in date.text:
        return "since "
    return "begun " if date.earliest and date.latest else ""


def before_until(date: Date) -> str:
    """Return what stands before the words of an end."""
    return "until " if "/" not in date.text else "ended "


def before_moment(date: Date) -> str:
    """Return what stands before the words of a date after "it began": ``on``, ``in``.

    A date that is open, about or possible has a preposition of its own.
    """
    if date.earliest is None or date.latest is None or date.approximate or date.uncertain:
        return ""
    if "/" in date.text:
        return "in the time from "
    return "on " if date.earliest == date.latest else "in "


def before_by(date: Date) -> str:
    """Return what stands before the words of the date of a count; never ``by by``."""
    if "/" not in date.text:
        return "by "
    return "as of " if date.earliest and date.latest else ""


def toll(count: Count) -> str:
    """Say a count with its date: ``1,048 by 9 July 2019``."""
    if count.as_of is None:
        return count.words()
    return f"{count.words()} {before_by(count.as_of)}{count.as_of.words()}"


def denial_date(row: Backing | Account, denial: Attribution) -> Date | None:
    """Return the date of a denial to show; ``None`` where it is only that of the row's own."""
    own = row.as_of if isinstance(row, Backing) else row.article.date
    return None if denial.date == own else denial.date


def known_as_of(row: Backing) -> Date:
    """Return when a row is known to hold; of what it announces, when it announced that."""
    return row.article.date if is_announced(row) else row.as_of


def amounts(row: Backing) -> str:
    """Say how much: ``6 drones, about 30 flights``. What one row gives is never added up."""
    return ", ".join(amount.words() for amount in row.amount)


def route(row: Backing) -> str:
    """Say by way of whom support comes: ``by way of Jordan``; empty where no row says it."""
    return PICTURE_WORDS["route"].format(who=joined_names(row.through)) if row.through else ""


def says_so(voices: Sequence[Actor | None]) -> str:
    """Return the verb for those who say it: ``says so``, or ``say so`` for several."""
    return "say so" if len(voices) > 1 or any(map(_is_plural, voices)) else "says so"


def _is_plural(actor: Actor | None) -> bool:
    # "UN experts" are several; "Reuters" and "the United States" are names.
    last = "" if actor is None else actor.name.split()[-1]
    return last.islower() and last.endswith("s") and not last.endswith("ss")


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


def joined_names(actors: Sequence[Actor | None]) -> str:
    """Join the names of actors: ``A, B and C``. Nobody is an unnamed source, and so is ``None``."""
    names = [actor.name if actor is not None else UNNAMED_VOICE for actor in actors]
    *first, last = names or [UNNAMED_VOICE]
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
            what = row.what
            if what is None and not row.about and row.event is not None:
                what = row.event.accounts[0].what
            return f"{line}: {what}" if what else line
        case Role():
            at = f", {row.organisation.name}" if row.organisation else ""
            return f"{row.who.name}: {row.post}{at}"
        case _:
            raise TypeError(f"not a kind of row: {type(row).__name__}")


def claim_with_end(row: Row) -> str:
    """Say a row in one line that nobody reads as a claim about today, if it tells of no such."""
    words = claim(row)
    if not isinstance(row, Backing):
        return words
    if row.since is not None and is_announced(row):
        words = f"{words}, announced for {row.since.words()}"
    elif row.until is not None:
        words = f"{words}, {before_until(row.until)}{row.until.words()}"
    return f"{words} (withdrawn)" if row.status == "withdrawn" else words


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
    by_membership = BY_MEMBERSHIP

    before_since = staticmethod(before_since)
    before_until = staticmethod(before_until)
    before_by = staticmethod(before_by)
    before_moment = staticmethod(before_moment)
    denial_date = staticmethod(denial_date)
    known_as_of = staticmethod(known_as_of)
    outside = staticmethod(is_outside_membership)
    amounts = staticmethod(amounts)
    says_so = staticmethod(says_so)
    stands = staticmethod(stands)
    no_longer = staticmethod(no_longer)
    act = staticmethod(act)
    day = staticmethod(day)
    in_short = staticmethod(in_short)
    language = staticmethod(language)
    since = staticmethod(since)

    @staticmethod
    def supported(row: Backing) -> tuple[Support, ...]:
        """The support types of a row to show."""
        return supported(row.stance, row.support)


WORDS: Final = Words()
