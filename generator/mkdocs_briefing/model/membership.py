"""Says when an actor belonged to a side, and which claims count for the side."""

from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from functools import lru_cache

from mkdocs_briefing.model.entities import Actor, Backing, Conflict, Membership, Side
from mkdocs_briefing.model.row_days import OPEN, begins, known_by


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``first`` to ``last``, both included."""

    first: Day
    last: Day

    def meets(self, first: Day, last: Day) -> bool:
        """Whether any day from ``first`` to ``last`` is in it."""
        return self.first <= last and first <= self.last

    def distance(self, day: Day) -> timedelta:
        """How far a day lies before or behind it; nothing for a day in it."""
        return max(self.first - day, day - self.last, timedelta())


def span_of(member: Membership) -> Span:
    """All days on which a membership can have lasted."""
    first = member.since.earliest if member.since is not None else None
    last = member.until.latest if member.until is not None else None
    return Span(first or Day.min, last or OPEN)


@lru_cache(maxsize=2**16)
def spans_on(side: Side, actor: Actor) -> tuple[Span, ...]:
    """When an actor belonged to a side. A side belongs to itself."""
    if side.actor is actor:
        return (Span(Day.min, OPEN),)
    return tuple(map(span_of, side.memberships.get(actor, ())))


def sides_on(conflict: Conflict, actor: Actor, day: Day) -> tuple[Side, ...]:
    """The sides to which an actor belongs on a day."""
    return tuple(side for side in conflict.sides_with.get(actor, ()) if is_on(side, actor, day))


def membership_of_target(row: Backing, first: Day) -> tuple[Span, ...]:
    """The membership that makes a claim about a member count for the side."""
    known = max(first, known_by(row))
    spans = [span for span in spans_on(row.side, row.to) if span.meets(first, known)]
    return tuple(sorted(spans, key=lambda span: (span.first, span.last))[-1:])


@lru_cache(maxsize=2**16)
def is_outside_membership(row: Backing) -> bool:
    """Whether a claim is about a member on days on which it did not belong to the side."""
    if row.to is row.side.actor:
        return False
    first = begins(row)
    known = max(first, known_by(row))
    return not any(span.meets(first, known) for span in spans_on(row.side, row.to))


def is_on(side: Side, actor: Actor, day: Day) -> bool:
    """Whether an actor belongs to a side on a day."""
    return any(span.first <= day <= span.last for span in spans_on(side, actor))
