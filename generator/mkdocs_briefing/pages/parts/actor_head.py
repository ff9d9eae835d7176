"""Says in a few lines who an actor is, and where it stands on the day of each conflict."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.model.row_days import ONE_DAY
from mkdocs_briefing.pages.parts.roles import HeldRole
from mkdocs_briefing.standings.evidence import Evidence
from mkdocs_briefing.standings.standing import Ended, Held, Standing

LINES_SHOWN: Final = 4
"""The most positions at the top of a page; all of them are below."""

POSTS_SHOWN: Final = 3
"""The most posts at the top of a page; all of them are among the facts."""


@dataclass(frozen=True, slots=True, eq=False)
class StandingLine:
    """One stance of an actor towards a side, for a line.

    Attributes:
        held: what holds.
        ended: what no longer holds.
        announced: a row of what is still to come. Where all three are ``None``, there is no more
            than what was withdrawn.
        before: the newest row of the stance that the one that holds replaced, if it replaced one.
        why: the reason that the newest row gives that gives one.
    """

    standing: Standing
    held: Held | None = None
    ended: Ended | None = None
    announced: Backing | None = None
    before: Evidence | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Post:
    """A post that somebody held.

    Attributes:
        is_over: whether its end lies before the day of the newest conflict.
    """

    role: HeldRole
    is_over: bool


def standing_lines(standings: Iterable[Standing]) -> tuple[StandingLine, ...]:
    """A line for each stance: what holds first, then what was last known long ago, then the rest.

    No track of a position hides another one.
    """
    lines = [line for one in standings for line in _lines(one)]
    return tuple(sorted(lines, key=_prominence))


def _prominence(line: StandingLine) -> int:
    if line.held is None:
        return 2
    return int(line.held.is_old)


def _lines(standing: Standing) -> Iterator[StandingLine]:
    for held in standing.held:
        reasons = (row.why for row in held.rows if row.why)
        before = _before(standing, held)
        yield StandingLine(standing, held=held, before=before, why=next(reasons, None))
    for ended in standing.ended:
        yield StandingLine(standing, ended=ended)
    for row in standing.announced:
        yield StandingLine(standing, announced=row)
    if not (standing.held or standing.ended or standing.announced):
        yield StandingLine(standing)


def _before(standing: Standing, held: Held) -> Evidence | None:
    """The newest row of the stance that one replaced."""
    eve = held.first - ONE_DAY if held.first > Day.min else None
    rows = (
        one
        for one in standing.evidence
        if one.replaced_by == held.stance and one.row.stance != held.stance and one.last == eve
    )
    return next(rows, None)


def posts(roles: Iterable[HeldRole], on: Day | None) -> tuple[Post, ...]:
    """The posts that somebody held, those that are not known to be over first."""
    found = [Post(role, on is not None and role.span.last < on) for role in roles]
    return tuple(sorted(found, key=lambda one: one.is_over))
