"""Finds changes in who stands with whom: what began, turned, ended, was denied or confirmed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from itertools import pairwise
from typing import Final, Literal

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import Stance, Status
from mkdocs_briefing.model.entities import Actor, Backing, Side
from mkdocs_briefing.model.runs import Run, State, ends, runs

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

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """A change of an actor's position towards a side.

    Attributes:
        on: the first day on which the change was certain.
        title: what stands before its date: ``New``, ``First reported``.
        date: as a row names it; ``None`` where only a day is known.
        day: what stands for a date that no row names.
        stance: after the change; of a position that ended, the last one.
        before: the stance before, if it was a different one.
        newest: the row that the change rests on.
    """

    on: Day
    kind: ChangeKind
    title: str
    date: Date | None
    day: Day
    by: Actor
    side: Side
    stance: Stance
    before: Stance | None
    status: Status
    disputed: bool
    newest: Backing


def changes(rows: Iterable[Backing], until: Day) -> tuple[Change, ...]:
    """Every change up to a day, the newest first.

    Args:
        rows: the backing of one conflict.
        until: the last day that counts, such as the day of the conflict's newest article.
    """
    before: Run | None = None
    found: list[Change] = []
    for run in runs(rows):
        same_track = before is not None and _place(before) == _place(run)
        found += _changes(run, before if same_track else None, until)
        before = run
    return tuple(sorted((one for one in found if one.on <= until), key=_newest_first))


def _place(run: Run) -> tuple[Actor, Side, str]:
    return run.by, run.side, run.track


def _newest_first(change: Change) -> tuple[object, ...]:
    return (-change.on.toordinal(), change.by.name, change.by.slug, change.side.name, change.kind)


def _changes(run: Run, before: Run | None, until: Day) -> Iterator[Change]:
    yield _beginning(run, before, until)
    for one, following in pairwise(segment for segment in run.segments):
        yield from _turns(run, following.first, one.state, following.state)
    # Where another stance took its place, that is the change.
    if run.ended_by in {"until", "membership"}:
        state = run.state(run.last)
        told = next((row for row in run.rows if ends(row) == run.last), state.rows[0])
        yield _change(run, "ended", run.last + _ONE_DAY, state, told, run.until, run.last)


def _beginning(run: Run, before: Run | None, until: Day) -> Change:
    replaced = before is not None and before.ended_by == "replaced"
    kind: ChangeKind = "new"
    if before is not None and replaced and before.last + _ONE_DAY == run.first:
        kind = "changed"
    elif before is not None and before.stance == run.stance:
        kind = "again"
    state, since = run.state(run.first), run.since(until)
    return _change(
        run, kind, run.first, state, run.claims[0].row, since, run.first,
        before=before.stance if before is not None and kind == "changed" else None,
    )  # fmt: skip


def _turns(run: Run, first: Day, before: State, after: State) -> Iterator[Change]:
    if after.status == "confirmed" != before.status:
        firm = next(row for row in after.rows if row.status == "confirmed")
        yield _change(run, "confirmed", first, after, firm, None, first)
    elif before.disputed and not after.disputed:
        yield _change(run, "undisputed", first, after, after.rows[0], None, first)
    if after.disputed and not before.disputed:
        denied = next(row for row in after.rows if set(row.denied_by) & set(after.disputing))
        yield _change(run, "disputed", first, after, denied, None, first)


def _change(
    run: Run,
    kind: ChangeKind,
    on: Day,
    state: State,
    newest: Backing,
    date: Date | None,
    day: Day,
    *,
    before: Stance | None = None,
) -> Change:
    is_report = date is None and kind in TITLES_OF_REPORTS
    return Change(
        on=on,
        kind=kind,
        title=TITLES_OF_REPORTS[kind] if is_report else TITLES[kind],
        date=date,
        day=day,
        by=run.by,
        side=run.side,
        stance=run.stance,
        before=before,
        status=state.status,
        disputed=state.disputed,
        newest=newest,
    )
