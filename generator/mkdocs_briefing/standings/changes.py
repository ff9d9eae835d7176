"""Finds changes in who stands with whom: what began, turned, ended, was denied or confirmed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from itertools import pairwise
from typing import Final, Literal

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import STANCES, TRACKS, Stance, Status
from mkdocs_briefing.model.entities import Actor, Backing, Side, Source
from mkdocs_briefing.model.row_days import ONE_DAY
from mkdocs_briefing.model.runs import Run, State, runs
from mkdocs_briefing.standings.standing import (
    announced_for,
    ended_of,
    is_day_of_report,
    known_by_date,
    named_beginning,
)
from mkdocs_briefing.wording.words import no_longer, stands

ChangeKind = Literal["new", "again", "changed", "ended", "disputed", "undisputed", "confirmed"]

TITLES: Final[dict[ChangeKind, str]] = {
    "new": "New",
    "again": "Again",
    "changed": "Changed",
    "ended": "Ended",
    "disputed": "Disputed since",
    "undisputed": "No longer disputed since",
    "confirmed": "Confirmed since",
}
"""What stands before the date of a change. Where it began, the date is "since" a date."""

TITLES_OF_REPORTS: Final[dict[ChangeKind, str]] = {
    "new": "First reported",
    "again": "Reported again",
    "changed": "Change first reported",
}
"""What stands there where no row names the beginning: it is only first known on that day."""

TITLES_OF_KNOWLEDGE: Final[dict[ChangeKind, str]] = {
    "new": "Held by",
    "again": "Held again by",
    "changed": "Changed by",
}
"""The same where nothing was reported on that day, and a later report looks back to it."""


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """A change of an actor's position towards a side.

    Attributes:
        on: the first day on which the change was certain.
        title: what stands before its date: ``New``, ``First reported``.
        date: of the change; of a report, by when it is known.
        is_named: whether a row names that date as the beginning.
        stance: after the change; of a position that ended, the last one.
        before: the stance before, if it was a different one.
        newest: the row that the change rests on.
        sources: on whose word; of a dispute, of whoever denies.
        by_membership: whether no row tells of an end, but the days of a member of a side.
    """

    on: Day
    kind: ChangeKind
    title: str
    date: Date
    is_named: bool
    by: Actor
    side: Side
    stance: Stance
    before: Stance | None
    status: Status
    disputed: bool
    newest: Backing
    sources: tuple[Source, ...]
    by_membership: bool = False

    @property
    def verb(self) -> str:
        """What the actor does: ``backs``, or ``no longer backs`` of what ended."""
        return no_longer(self.stance) if self.kind == "ended" else stands(self.stance)


def changes(rows: Iterable[Backing], until: Day) -> Iterator[Change]:
    """Every change up to a day, the newest first. Each is worked out when it is asked for.

    Args:
        rows: the backing of one conflict.
        until: the last day that counts, such as the day of the conflict's newest article.
    """
    before: Run | None = None
    left: list[tuple[Day, Run, Run | None]] = []
    for run in runs(rows):
        same_track = before is not None and _place(before) == _place(run)
        if run.first <= until:
            left.append((_last_turn(run, until), run, before if same_track else None))
        before = run
    left.sort(key=lambda one: one[0])
    found: list[Change] = []
    while left or found:
        # A change is the next one only if no other run can have a newer one.
        while left and (not found or left[-1][0] >= found[-1].on):
            _, run, before = left.pop()
            found += (one for one in _changes(run, before, until) if one.on <= until)
            found.sort(key=_newest_first, reverse=True)
        yield found.pop()


def _last_turn(run: Run, until: Day) -> Day:
    """The last day up to another one on which a run can begin, turn or be over."""
    if run.last < until:
        return run.last + ONE_DAY
    return max(day for day in run.turning_days if day <= until)


def _place(run: Run) -> tuple[Actor, Side, str]:
    return run.by, run.side, run.track


def _newest_first(change: Change) -> tuple[object, ...]:
    by, side = change.by, change.side
    # The last two only keep the order the same where all else is.
    return (
        -change.on.toordinal(), by.name, by.slug, side.name, change.kind,
        change.newest.conflict.sides.index(side), TRACKS.index(STANCES[change.stance].track),
    )  # fmt: skip


def _changes(run: Run, before: Run | None, until: Day) -> Iterator[Change]:
    yield _beginning(run, before, until)
    for one, following in pairwise(run.segments):
        yield from _turns(run, following.first, one.state, following.state)
    # Where another stance took its place, that is the change.
    if run.ended_by in {"until", "membership"}:
        ended = ended_of(run, until)
        date = run.until or _date(run.last)
        on, state = run.last + ONE_DAY, run.state(run.last)
        change = _change(run, "ended", TITLES["ended"], on, date, state, ended.newest)
        yield replace(
            change,
            status=ended.status,
            disputed=ended.disputed,
            by_membership=ended.by_membership,
        )


def _beginning(run: Run, before: Run | None, until: Day) -> Change:
    kind: ChangeKind = "new"
    turned = None
    if before is not None and before.ended_by == "replaced" and before.last + ONE_DAY == run.first:
        kind, turned = "changed", before.stance
    elif before is not None and before.stance == run.stance:
        kind = "again"
    row, since = run.claims[0].row, run.since(until)
    reported = TITLES_OF_REPORTS if is_day_of_report(run) else TITLES_OF_KNOWLEDGE
    title = (TITLES if since else reported)[kind]
    date = since or known_by_date(row, run.first)
    if (announced := announced_for(run, until)) is not None:
        title, date = "Announced for", announced
    change = _change(run, kind, title, run.first, date, run.state(run.first), row)
    return replace(change, is_named=since is not None, before=turned)


def _turns(run: Run, first: Day, before: State, after: State) -> Iterator[Change]:
    def turn(kind: ChangeKind, row: Backing) -> Change:
        return _change(run, kind, TITLES[kind], first, _date(first), after, row)

    if after.status == "confirmed" != before.status:
        row = next(row for row in after.rows if row.status == "confirmed")
        date = named_beginning(row, first) or known_by_date(row, first)
        yield replace(turn("confirmed", row), date=_after_since(date, first))
    elif before.disputed and not after.disputed:
        yield turn("undisputed", after.rows[0])
    if after.disputed and not before.disputed:
        row, denial = next(
            (row, denial)
            for row in after.rows
            for denial in row.denied_by
            if denial in after.disputing
        )
        denied = denial.date or row.as_of
        date = _after_since(denied if denied.first_day == first else None, first)
        yield replace(turn("disputed", row), date=date, sources=denial.sources or row.sources)


def _after_since(date: Date | None, day: Day) -> Date:
    """A date as it can stand after "since"; the day, where there is none or it is an interval."""
    return _date(day) if date is None or "/" in date.text else date


def _date(day: Day) -> Date:
    return Date.parse(day.isoformat())


def _change(
    run: Run, kind: ChangeKind, title: str, on: Day, date: Date, state: State, newest: Backing
) -> Change:
    return Change(
        on=on,
        kind=kind,
        title=title,
        date=date,
        is_named=False,
        by=run.by,
        side=run.side,
        stance=run.stance,
        before=None,
        status=state.status,
        disputed=state.disputed,
        newest=newest,
        sources=newest.sources,
    )
