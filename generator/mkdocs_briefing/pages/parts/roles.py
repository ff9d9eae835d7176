"""Joins rows of one person, post and organisation into one role where their days fit together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.model.entities import Actor, Role
from mkdocs_briefing.model.membership import Span
from mkdocs_briefing.model.row_days import ONE_DAY


@dataclass(frozen=True, slots=True, eq=False)
class HeldRole:
    """A post that somebody held, as one or more rows have it, in the order of the first."""

    rows: tuple[Role, ...]
    since: Date | None
    until: Date | None

    @property
    def who(self) -> Actor:
        return self.rows[0].who

    @property
    def organisation(self) -> Actor | None:
        return self.rows[0].organisation

    @property
    def post(self) -> str:
        return self.rows[0].post

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.note for row in self.rows if row.note))

    @property
    def span(self) -> Span:
        """All days on which it can have been held."""
        return Span(_first(self.since), _last(self.until))


def held_roles(rows: Iterable[Role]) -> tuple[HeldRole, ...]:
    """The roles that rows amount to, in the order of the rows."""
    groups: defaultdict[tuple[object, ...], list[Role]] = defaultdict(list)
    for row in rows:
        groups[row.who, row.organisation, folded(row.post)].append(row)
    return tuple(role for group in groups.values() for role in _joined(group))


def _joined(rows: Iterable[Role]) -> list[HeldRole]:
    """The fewest roles that rows of one post make, by time; a row without dates comes last."""
    found: list[HeldRole] = []
    for row in sorted(rows, key=_by_time):
        one = HeldRole((row,), row.since, row.until)
        joined = _with(found[-1], one) if found else None
        if joined is None:
            found.append(one)
        else:
            found[-1] = joined
    return found


def _by_time(row: Role) -> tuple[object, ...]:
    date = row.since or row.until
    return date is None, date.sort_key() if date else ()


def _with(earlier: HeldRole, later: HeldRole) -> HeldRole | None:
    """Two roles as one; ``None`` where their days do not fit together."""
    rows = (*earlier.rows, *later.rows)
    if earlier.until and later.since and _touch(earlier.until, later.since):
        return HeldRole(rows, earlier.since, later.until)
    meet = _first(earlier.since) <= _last(later.until) and _first(later.since) <= _last(
        earlier.until
    )
    if meet and _agree(earlier.since, later.since) and _agree(earlier.until, later.until):
        return HeldRole(
            rows,
            _more_exact(earlier.since, later.since),
            _more_exact(earlier.until, later.until),
        )
    return None


def _touch(until: Date, since: Date) -> bool:
    """Whether one stretch can have begun when another ended, or on the day after."""
    if until.earliest == until.latest and since.earliest == since.latest:
        return timedelta() <= since.first_day - until.last_day <= ONE_DAY
    return until.first_day <= since.last_day and since.first_day <= until.last_day


def _agree(one: Date | None, other: Date | None) -> bool:
    """Whether two dates can mean one day. A date that is not given contradicts none."""
    if one is None or other is None:
        return True
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _more_exact(one: Date | None, other: Date | None) -> Date | None:
    given = [date for date in (one, other) if date is not None]
    return min(given, key=lambda date: date.last_day - date.first_day, default=None)


def _first(date: Date | None) -> Day:
    return Day.min if date is None or date.earliest is None else date.earliest


def _last(date: Date | None) -> Day:
    return Day.max if date is None or date.latest is None else date.latest
