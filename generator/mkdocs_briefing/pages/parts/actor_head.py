"""Says in a few lines who an actor is, and where it stands on the day of each conflict."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.pages.parts.roles import HeldRole
from mkdocs_briefing.standings.standing import Evidence, Held, Standing

LINES_SHOWN: Final = 4
"""The most positions at the top of a page; all of them are below."""

POSTS_SHOWN: Final = 3
"""The most posts at the top of a page; all of them are among the facts."""


@dataclass(frozen=True, slots=True, eq=False)
class StandingLine:
    """One position of an actor, for a line.

    Attributes:
        held: what holds; ``None`` where nothing does: then the standing says why.
        before: the newest row of the stance that this one replaced, if it replaced one.
        why: the reason that the newest row gives that gives one.
    """

    standing: Standing
    held: Held | None
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
    """A line for each position: what holds first, then what was last known long ago."""
    lines = [line for one in standings for line in _lines(one)]
    return tuple(sorted(lines, key=_prominence))


def _prominence(line: StandingLine) -> int:
    if line.held is None:
        return 2
    return int(line.held.is_old)


def _lines(standing: Standing) -> Iterator[StandingLine]:
    if not standing.held:
        yield StandingLine(standing, None)
    for held in standing.held:
        reasons = (row.why for row in held.rows if row.why)
        yield StandingLine(standing, held, _before(standing, held), next(reasons, None))


def _before(standing: Standing, held: Held) -> Evidence | None:
    """The newest row of the stance that one replaced."""
    rows = (
        one
        for one in standing.evidence
        if one.replaced_by == held.stance and one.row.stance != held.stance and one.last
    )
    return max(rows, key=lambda one: one.last or Day.min, default=None)


def posts(roles: Iterable[HeldRole], on: Day | None) -> tuple[Post, ...]:
    """The posts that somebody held, those that are not known to be over first."""
    found = [Post(role, on is not None and role.span.last < on) for role in roles]
    return tuple(sorted(found, key=lambda one: one.is_over))
