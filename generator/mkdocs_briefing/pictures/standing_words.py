"""Puts a standing, as the table of backers has it, into the words that pictures use."""

from collections.abc import Sequence

from mkdocs_briefing.core.vocabulary import STANCES, SUPPORT, Stance
from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.standings.standing import Ended, Held, Standing
from mkdocs_briefing.standings.table import Backer, Table
from mkdocs_briefing.wording.picture_words import PICTURE_WORDS
from mkdocs_briefing.wording.words import (
    BY_MEMBERSHIP,
    UNNAMED_VOICE,
    amounts,
    before_until,
    day,
    firmness,
    route,
    stands,
)


def some_of(table: Table) -> str:
    """Return what a title says of a table that is not whole; empty for a whole one."""
    if table.is_whole:
        return ""
    return PICTURE_WORDS["some"].format(count=len(table.backers), all=table.line_count)


def standings_of(backer: Backer) -> Sequence[Standing]:
    """Return where a backer stands towards each side that it is on record about."""
    return tuple(cell.standing for cell in backer.cells if cell.standing is not None)


def sentence(standing: Standing) -> str:
    """Say a standing, with every track of it, in a sentence or more."""
    sentences = [_held_sentence(standing, held) for held in standing.held]
    if not standing.held or standing.ended or standing.announced:
        subject = f"{standing.by.name} towards {standing.side.name}"
        sentences.append(f"{subject}: {without_position(standing)}.")
    return " ".join(sentences)


def _held_sentence(standing: Standing, held: Held) -> str:
    position = f"{standing.by.name} {stands(held.stance)} {standing.side.name}"
    support = _support_words(held)
    deniers = dict.fromkeys(denial.by.who for denial in held.denials)
    names = [UNNAMED_VOICE if who is None else who.name for who in deniers]
    parts = [
        f"{position}: {support}" if support else position,
        held.status if held.status != "reported" else "",
        *(", ".join(filter(None, (amounts(row), route(row)))) for row in held.extents),
        PICTURE_WORDS["denied"].format(who=" and ".join(names)) if names else "",
        held.when,
    ]
    return "; ".join(filter(None, parts)) + "."


def without_position(standing: Standing) -> str:
    """Say what does not hold: it ended, is announced, was withdrawn, or is not on record yet."""
    parts = [
        PICTURE_WORDS["ended"].format(stance=_doubted(one.stance, one), until=ending(one))
        for one in standing.ended
    ]
    parts += [
        PICTURE_WORDS["announced"].format(stance=_doubted(row.stance, row), when=row.since.words())
        for row in standing.announced
        if row.since is not None
    ]
    if not parts and standing.withdrawn:
        return PICTURE_WORDS["withdrawn"]
    return "; ".join(parts) or PICTURE_WORDS["yet"]


def _doubted(stance: Stance, told: Ended | Backing) -> str:
    """Name a stance with how firm that is which is told of it."""
    label = STANCES[stance].label.lower()
    firm = firmness(told.status, disputed=told.disputed)
    return f"{label} ({firm})" if firm else label


def ending(ended: Ended) -> str:
    """Say until when a stance held: ``until April 2019, by the list of members``."""
    until = ended.until
    words = f"until {day(ended.last)}" if until is None else f"{before_until(until)}{until.words()}"
    return f"{words}, {BY_MEMBERSHIP}" if ended.by_membership else words


def support_words(standing: Standing) -> str:
    """List the types of support, each with a remark if it is less firm; may be empty."""
    return "" if standing.shown is None else _support_words(standing.shown)


def _support_words(held: Held) -> str:
    return ", ".join(
        f"{SUPPORT[one.kind].label} ({one.remark})" if one.remark else SUPPORT[one.kind].label
        for one in held.named_support
    )
