"""Says where each actor stands towards a side on a given day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import (
    STATUSES_BY_FIRMNESS,
    SUPPORT,
    Stance,
    Status,
    Support,
)
from mkdocs_briefing.model.entities import Actor, Attribution, Backing, Side


def begins(row: Backing) -> Day:
    """The day by which a row had certainly begun: its ``since``, else its ``as_of``.

    Of an uncertain date that is the latest day it can mean. A beginning that is left
    open (``2019-04/..``) has no latest day; then the day on which the row is known to
    have held stands in for it, or the earliest day it can have begun where that is later.
    """
    if row.since is not None and row.since.latest is not None:
        return row.since.latest
    known = row.as_of.latest or row.as_of.earliest or Day.max
    if row.since is not None and row.since.earliest is not None:
        return max(known, row.since.earliest)
    return known


def ended_before(row: Backing, day: Day) -> bool:
    """Whether a row had certainly ended before the day."""
    return row.until is not None and row.until.latest is not None and row.until.latest < day


def counts(row: Backing, day: Day) -> bool:
    """Whether a row speaks for the day: begun by then, not ended, never withdrawn."""
    return row.status != "withdrawn" and begins(row) <= day and not ended_before(row, day)


def _firmest(rows: Iterable[Backing]) -> Status:
    given = {row.status for row in rows}
    return next(status for status in STATUSES_BY_FIRMNESS if status in given)


@dataclass(frozen=True, slots=True)
class Supported:
    """One type of support, as firm as its firmest row.

    A position's support types may rest on rows of different firmness; said together they
    would make the weaker look like the firmer.
    """

    kind: Support
    status: Status
    disputed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """One actor's stance towards one side on a day, with all the evidence there is.

    Attributes:
        on: the day that is asked about.
        stance: of the newest counting row; ``None`` where no row counts on that day.
        holding: the counting rows of that stance, the newest first.
        rows: every row of this actor and side, the newest first, whether it counts or not.
    """

    by: Actor
    side: Side
    on: Day
    stance: Stance | None
    holding: tuple[Backing, ...]
    rows: tuple[Backing, ...]

    @property
    def support(self) -> tuple[Support, ...]:
        """The support types of all counting rows together; ``unspecified`` only alone."""
        given = {support for row in self.holding for support in row.support}
        if len(given) > 1:
            given.discard("unspecified")
        return tuple(support for support in SUPPORT if support in given)

    @property
    def supports(self) -> tuple[Supported, ...]:
        """Each of the support types with the firmness of the rows that name it."""
        found = []
        for kind in self.support:
            rows = [row for row in self.holding if kind in row.support]
            found.append(
                Supported(kind, _firmest(rows), disputed=any(row.disputed for row in rows))
            )
        return tuple(found)

    @property
    def status(self) -> Status | None:
        """As firm as the firmest counting row."""
        return _firmest(self.holding) if self.holding else None

    @property
    def since(self) -> Date | None:
        """The earliest beginning that a counting row names.

        ``None`` where another counting row is known to have held before that: then only
        :attr:`as_of` can be said.
        """
        named = [row.since for row in self.holding if row.since is not None]
        known = [row.as_of for row in self.holding if row.since is None]
        first = min(named, key=Date.sort_key, default=None)
        held = min(known, key=Date.sort_key, default=None)
        if first is not None and held is not None and held.sort_key() < first.sort_key():
            return None
        return first

    @property
    def as_of(self) -> Date | None:
        """The first day on which the position is known to have held."""
        return min((row.as_of for row in self.holding), key=Date.sort_key, default=None)

    @property
    def denials(self) -> tuple[Attribution, ...]:
        """Who denies it; the position is disputed where there is anyone."""
        return tuple(denial for row in self.holding for denial in row.denied_by)

    @property
    def disputed(self) -> bool:
        return bool(self.denials)


def _newest_first(row: Backing) -> tuple[object, ...]:
    # Two rows may begin on one day: then the later report is the newer knowledge, and
    # the address keeps the order the same from build to build.
    return (begins(row), row.as_of.sort_key(), row.article.date.sort_key(), row.address)


def position(rows: Iterable[Backing], on: Day) -> Position:
    """The position that rows of one actor and one side add up to on a day.

    Raises:
        ValueError: there is no row.
    """
    history = tuple(sorted(rows, key=_newest_first, reverse=True))
    if not history:
        raise ValueError("a position rests on at least one row")
    counting = [row for row in history if counts(row, on)]
    stance = counting[0].stance if counting else None
    return Position(
        by=history[0].by,
        side=history[0].side,
        on=on,
        stance=stance,
        holding=tuple(row for row in counting if row.stance == stance),
        rows=history,
    )


def positions(rows: Iterable[Backing], on: Day) -> tuple[Position, ...]:
    """The position of each actor towards each side, in the order of the rows."""
    groups: defaultdict[tuple[Actor, Side], list[Backing]] = defaultdict(list)
    for row in rows:
        groups[row.by, row.side].append(row)
    return tuple(position(group, on) for group in groups.values())


def timeline(rows: Iterable[Backing]) -> tuple[Position, ...]:
    """How the position that rows of one actor and one side add up to changes over time.

    One position for each day on which a row begins to count or no longer counts, in
    order; its ``on`` is that day. Between two of these days nothing changes, and before
    the first nothing is known.
    """
    every = tuple(rows)
    days = {begins(row) for row in every if row.status != "withdrawn"}
    days |= {
        row.until.latest + timedelta(days=1)
        for row in every
        if row.until is not None and row.until.latest not in (None, Day.max)
    }
    found: list[Position] = []
    for day in sorted(days - {Day.max}):
        at = position(every, day)
        if not found or at.holding != found[-1].holding:
            found.append(at)
    return tuple(found)
