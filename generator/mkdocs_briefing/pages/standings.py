"""Works out where each actor stands on a conflict's day, with the evidence for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import ADVERSE, BETWEEN, SUPPORTIVE, Stance, Status, Support
from mkdocs_briefing.model.entities import Actor, Backing, Conflict, Side, Source
from mkdocs_briefing.model.index import Index, attributions
from mkdocs_briefing.model.positions import Position, Supported, positions
from mkdocs_briefing.wording.words import by_name, supported

ROWS_IN_PLACE: Final = 500
"""With more rows than these on a page, the evidence is left to the page of each backer."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """One row, and whether the position of the day rests on it."""

    row: Backing
    is_current: bool


@dataclass(frozen=True, slots=True)
class SupportItem:
    """One type of support.

    Attributes:
        remark: how firm the rows that name it are, if that differs from the position as a
            whole; otherwise empty.
    """

    kind: Support
    remark: str


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Where one actor stands towards one side on a day, with everything a page shows of it.

    Attributes:
        on: the day.
        stance: ``None`` if no row counts on that day any more.
        deniers: everyone who denies it, each once; ``None`` is an unnamed source.
        newest: the row to read first.
        evidence: every row, the newest first.
    """

    by: Actor
    conflict: Conflict
    side: Side
    on: Day
    stance: Stance | None
    support: tuple[SupportItem, ...]
    status: Status | None
    since: Date | None
    as_of: Date | None
    deniers: tuple[Actor | None, ...]
    newest: Backing
    evidence: tuple[Evidence, ...]
    evidence_count: int

    @property
    def disputed(self) -> bool:
        return bool(self.deniers)

    @property
    def named_support(self) -> tuple[SupportItem, ...]:
        """The support types without ``unspecified``."""
        return tuple(item for item in self.support if item.kind != "unspecified")


def standing(position: Position) -> Standing:
    """The standing that a position amounts to."""
    holding = set(position.holding)
    return Standing(
        by=position.by,
        conflict=position.rows[0].conflict,
        side=position.side,
        on=position.on,
        stance=position.stance,
        support=_support(position),
        status=position.status,
        since=position.since,
        as_of=position.as_of,
        deniers=tuple(dict.fromkeys(denial.who for denial in position.denials)),
        newest=(position.holding or position.rows)[0],
        evidence=tuple(Evidence(row, row in holding) for row in position.rows),
        evidence_count=len(position.rows),
    )


def _support(position: Position) -> tuple[SupportItem, ...]:
    shown = supported(position.stance, position.support)
    return tuple(
        SupportItem(one.kind, _remark(one, position))
        for one in position.supports
        if one.kind in shown
    )


def _remark(one: Supported, position: Position) -> str:
    remarks: list[str] = []
    if one.status != position.status:
        remarks.append(one.status)
    if one.disputed != position.disputed:
        remarks.append("disputed" if one.disputed else "not disputed")
    return ", ".join(remarks)


def days(index: Index) -> Mapping[Conflict, Day]:
    """The day for which each conflict is shown, of those that have one."""
    return {
        conflict: day
        for conflict in index.briefing.conflicts
        if (day := index.newest_day(conflict)) is not None
    }


def standings(rows: Iterable[Backing], on: Mapping[Conflict, Day]) -> tuple[Standing, ...]:
    """The standing of each actor towards each side, on the day of each conflict; by name."""
    by_conflict: defaultdict[Conflict, list[Backing]] = defaultdict(list)
    for row in rows:
        by_conflict[row.conflict].append(row)
    found = (
        standing(position)
        for conflict, group in by_conflict.items()
        if conflict in on
        for position in positions(group, on[conflict])
    )
    return tuple(sorted(found, key=lambda one: by_name(one.by)))


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """What the table says of one backer and one side."""

    side: Side
    standing: Standing | None


@dataclass(frozen=True, slots=True, eq=False)
class Backer:
    """One row of the table."""

    actor: Actor
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Camp:
    """Backers that stand alike: with a side, between the sides, against, or no longer.

    Attributes:
        key: ``with``, ``between``, ``away`` or ``past``.
        side: the side they stand with, if the key is ``with``.
    """

    key: str
    title: str
    backers: tuple[Backer, ...]
    side: Side | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Who stands with whom in a conflict, on its day.

    Attributes:
        in_place: whether the evidence is short enough to be shown in the table itself.
        source_numbers: for paper, the number of each source that the evidence names, from 1 on,
            in reading order; empty if the evidence is on other pages.
    """

    conflict: Conflict
    on: Day | None
    camps: tuple[Camp, ...]
    in_place: bool
    column_count: int
    backer_count: int
    row_count: int
    source_numbers: Mapping[Source, int]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Every standing, in the order of the table."""
        return _standings(self.camps)


def _standings(camps: Iterable[Camp]) -> tuple[Standing, ...]:
    backers = (backer for camp in camps for backer in camp.backers)
    cells = (cell.standing for backer in backers for cell in backer.cells)
    return tuple(one for one in cells if one is not None)


def _source_numbers(standings: Iterable[Standing]) -> Mapping[Source, int]:
    rows = (evidence.row for standing in standings for evidence in standing.evidence)
    named: dict[Source, None] = {}
    for row in rows:
        for sources in (row.sources, *(voice.sources for voice in attributions(row))):
            named.update(dict.fromkeys(sources))
    return {source: number for number, source in enumerate(named, start=1)}


CAMP_TITLES: Final[Mapping[str, str]] = {
    "between": "Between the sides",
    "away": "Turned away or opposed",
    "past": "No longer",
}
"""The camps that do not stand with exactly one side, in the order of the table."""


def with_side(side: Side) -> str:
    """The title of those who stand with a side."""
    return f"With {side.name}"


def _camp_of(backer: Backer) -> tuple[str, Side | None]:
    stances = {
        cell.side: cell.standing.stance
        for cell in backer.cells
        if cell.standing is not None and cell.standing.stance is not None
    }
    supported = [side for side, stance in stances.items() if stance in SUPPORTIVE]
    if len(supported) == 1:
        return "with", supported[0]
    if supported or BETWEEN.intersection(stances.values()):
        return "between", None
    if ADVERSE.intersection(stances.values()):
        return "away", None
    return "past", None


def table(conflict: Conflict, index: Index, on: Mapping[Conflict, Day]) -> Table:
    """The backers-and-sides table of a conflict: one column a side, one row a backer."""
    rows = index.backing_of.get(conflict, ())
    towards: defaultdict[Actor, dict[Side, Standing]] = defaultdict(dict)
    for one in standings(rows, on):
        towards[one.by][one.side] = one
    camps: defaultdict[tuple[str, Side | None], list[Backer]] = defaultdict(list)
    for actor, standing_towards in towards.items():
        backer = Backer(
            actor, tuple(Cell(side, standing_towards.get(side)) for side in conflict.sides)
        )
        camps[_camp_of(backer)].append(backer)
    titles: tuple[tuple[str, Side | None, str], ...] = (
        *(("with", side, with_side(side)) for side in conflict.sides),
        *((key, None, title) for key, title in CAMP_TITLES.items()),
    )
    shown = tuple(
        Camp(key, title, tuple(camps[key, side]), side)
        for key, side, title in titles
        if (key, side) in camps
    )
    in_place = len(rows) <= ROWS_IN_PLACE
    return Table(
        conflict=conflict,
        on=on.get(conflict),
        camps=shown,
        in_place=in_place,
        column_count=1 + len(conflict.sides),
        backer_count=len(towards),
        row_count=len(rows),
        source_numbers=_source_numbers(_standings(shown)) if in_place else {},
    )
