"""Works out where each actor stands towards a side on a given day."""

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
    """The day from which a row counts: the latest day of its ``since``, else of its ``as_of``.

    A ``since`` with an open end (``2019-04/..``) has no latest day. Then the row counts from
    its ``as_of``, or from the earliest day of its ``since`` if that is later.
    """
    if row.since is not None and row.since.latest is not None:
        return row.since.latest
    if row.since is not None and row.since.earliest is not None:
        return max(row.as_of.last_day, row.since.earliest)
    return row.as_of.last_day


def ended_before(row: Backing, day: Day) -> bool:
    """Whether even the latest day of a row's ``until`` lies before the day."""
    return row.until is not None and row.until.latest is not None and row.until.latest < day


def counts(row: Backing, day: Day) -> bool:
    """Whether a row says something of the day: it has begun, not ended, and is not withdrawn."""
    return row.status != "withdrawn" and begins(row) <= day and not ended_before(row, day)


def _firmest(rows: Iterable[Backing]) -> Status:
    statuses = {row.status for row in rows}
    return next(status for status in STATUSES_BY_FIRMNESS if status in statuses)


@dataclass(frozen=True, slots=True)
class Supported:
    """One type of support with the status of its firmest row.

    The rows of a position may differ in firmness, so each type of support has its own
    status: an alleged one must not look confirmed because another one is.
    """

    kind: Support
    status: Status
    disputed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """One actor's stance towards one side on a day, with all the evidence.

    Attributes:
        on: the day.
        stance: the stance of the newest row that counts on that day; ``None`` if none does.
        holding: the rows of that stance that count, the newest first.
        rows: all rows of this actor and side, the newest first, whether they count or not.
    """

    by: Actor
    side: Side
    on: Day
    stance: Stance | None
    holding: tuple[Backing, ...]
    rows: tuple[Backing, ...]

    @property
    def support(self) -> tuple[Support, ...]:
        """The support types of all rows that count; ``unspecified`` only if it is the only one."""
        types = {support for row in self.holding for support in row.support}
        if len(types) > 1:
            types.discard("unspecified")
        return tuple(support for support in SUPPORT if support in types)

    @property
    def supports(self) -> tuple[Supported, ...]:
        """The support types, each with the status of the rows that name it."""
        rows_by_kind = {
            kind: [row for row in self.holding if kind in row.support] for kind in self.support
        }
        return tuple(
            Supported(kind, _firmest(rows), disputed=any(row.disputed for row in rows))
            for kind, rows in rows_by_kind.items()
        )

    @property
    def status(self) -> Status | None:
        """The status of the firmest row that counts."""
        return _firmest(self.holding) if self.holding else None

    @property
    def since(self) -> Date | None:
        """The earliest ``since`` of the rows that count.

        ``None`` if a row without ``since`` is known to have held before that: then only
        :attr:`as_of` is certain.
        """
        since = [row.since for row in self.holding if row.since is not None]
        as_of = [row.as_of for row in self.holding if row.since is None]
        began = min(since, key=Date.sort_key, default=None)
        held = min(as_of, key=Date.sort_key, default=None)
        if began is not None and held is not None and held.sort_key() < began.sort_key():
            return None
        return began

    @property
    def as_of(self) -> Date | None:
        """The first date on which the position is known to have held."""
        return min((row.as_of for row in self.holding), key=Date.sort_key, default=None)

    @property
    def denials(self) -> tuple[Attribution, ...]:
        """Who denies the rows that count; the position is disputed if anyone does."""
        return tuple(denial for row in self.holding for denial in row.denied_by)

    @property
    def disputed(self) -> bool:
        return bool(self.denials)


def _newest_first(row: Backing) -> tuple[object, ...]:
    # Of two rows that begin on the same day, the later report knows more. The address keeps
    # the order the same in every build.
    return (begins(row), row.as_of.sort_key(), row.article.date.sort_key(), row.address)


def position(rows: Iterable[Backing], on: Day) -> Position:
    """Return the position of one actor towards one side on a day.

    Args:
        rows: all rows of this actor and this side, in any order.
        on: the day.

    Raises:
        ValueError: there are no rows.
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
    """Return the position of each actor towards each side, in the order of the rows."""
    groups: defaultdict[tuple[Actor, Side], list[Backing]] = defaultdict(list)
    for row in rows:
        groups[row.by, row.side].append(row)
    return tuple(position(group, on) for group in groups.values())


def timeline(rows: Iterable[Backing]) -> tuple[Position, ...]:
    """Return how the position of one actor towards one side changes over time.

    There is one position for each day on which the rows that count change, in order; its
    ``on`` is that day. Before the first day nothing is known.
    """
    history = tuple(rows)
    days = {begins(row) for row in history if row.status != "withdrawn"}
    days |= {
        row.until.latest + timedelta(days=1)
        for row in history
        if row.until is not None and row.until.latest not in (None, Day.max)
    }
    changes: list[Position] = []
    for day in sorted(days - {Day.max}):
        current = position(history, day)
        if not changes or current.holding != changes[-1].holding:
            changes.append(current)
    return tuple(changes)
