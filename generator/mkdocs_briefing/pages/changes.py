"""Finds changes in who stands with whom: new positions, turns, ends and disputes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from typing import Final, Literal

from mkdocs_briefing.core.vocabulary import Stance, Status
from mkdocs_briefing.model.entities import Actor, Backing, Side
from mkdocs_briefing.model.positions import Position, timeline

ChangeKind = Literal["new", "changed", "ended", "disputed"]

KINDS: Final[dict[ChangeKind, str]] = {
    "new": "New",
    "changed": "Changed",
    "ended": "Ended",
    "disputed": "Now disputed",
}


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """A change of an actor's position towards a side.

    Attributes:
        on: the first day on which the change was certain.
        title: the kind of change as readers see it.
        stance: after the change; of a position that ended, the last one.
        before: the stance before, if it was a different one.
        newest: the row that the change rests on.
    """

    on: Day
    kind: ChangeKind
    title: str
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
    groups: defaultdict[tuple[Actor, Side], list[Backing]] = defaultdict(list)
    for row in rows:
        groups[row.by, row.side].append(row)
    found = [
        change
        for group in groups.values()
        for change in _changes(timeline(group))
        if change.on <= until
    ]
    return tuple(sorted(found, key=_newest_first))


def _newest_first(change: Change) -> tuple[object, ...]:
    return (-change.on.toordinal(), change.by.name, change.by.slug, change.side.name)


def _changes(positions: Iterable[Position]) -> Iterator[Change]:
    before: Position | None = None
    for position in positions:
        kind = _kind(before, position)
        if kind is not None:
            yield _change(kind, before, position)
        before = position


def _kind(before: Position | None, after: Position) -> ChangeKind | None:
    had = None if before is None else before.stance
    if after.stance is None:
        return None if had is None else "ended"
    if had is None:
        return "new"
    if had != after.stance:
        return "changed"
    return "disputed" if after.disputed and before and not before.disputed else None


def _change(kind: ChangeKind, before: Position | None, after: Position) -> Change:
    # A position that ended is described as it was: afterwards there is no stance left.
    shown = before if kind == "ended" and before is not None else after
    assert shown.stance is not None
    assert shown.status is not None
    denied = (row for row in shown.holding if row.disputed)
    newest = next(denied) if kind == "disputed" else shown.holding[0]
    return Change(
        on=after.on,
        kind=kind,
        title=KINDS[kind],
        by=shown.by,
        side=shown.side,
        stance=shown.stance,
        before=before.stance if kind == "changed" and before is not None else None,
        status=shown.status,
        disputed=shown.disputed,
        newest=newest,
    )
