"""Lays out the table of backers and sides: one row a backer, one column a side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.vocabulary import (
    STATUSES_BY_FIRMNESS,
)
from mkdocs_briefing.model.entities import (
    Actor,
    Briefing,
    Conflict,
    Side,
    Source,
)
from mkdocs_briefing.model.index import Index, attributions
from mkdocs_briefing.model.membership import sides_on
from mkdocs_briefing.model.positions import Position
from mkdocs_briefing.standings.camps import (
    CAMP_TITLES,
    camp_of,
    order_in_camp,
    positions_by_backer,
    with_side,
)
from mkdocs_briefing.standings.standing import Standing, standing
from mkdocs_briefing.wording.words import by_name

CLAIMS_IN_TABLES: Final = 80
"""With more claims than these in a briefing, its tables show no evidence.

What a claim takes on the page of backers is about 2.7 kB: in the table, for paper, and for scripts.
"""
LINES_ON_A_SCREEN: Final = 20


def has_evidence_in_tables(briefing: Briefing) -> bool:
    """Whether the evidence is short enough for the tables; else it is on each backer's page."""
    return len(briefing.backing) <= CLAIMS_IN_TABLES


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """What the table says of one backer and one side.

    Attributes:
        is_on_it: whether the backer belongs to the side on the day.
    """

    side: Side
    standing: Standing | None
    is_on_it: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Backer:
    """One row of the table."""

    actor: Actor
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Camp:
    """Backers that stand alike: with a side, between the sides, against, or nowhere.

    Attributes:
        key: ``with``, or a key of ``CAMP_TITLES``.
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
        camps: who stands alike; in each, the firmest stand first, then who began first.
        in_place: whether the evidence is short enough to be shown in the table itself.
        line_count: how many lines the whole table has, also where this is a part of it.
        source_numbers: for paper, the number of each source that the evidence names, from 1 on,
            in reading order; empty if the evidence is on other pages.
    """

    conflict: Conflict
    on: Day | None
    camps: tuple[Camp, ...]
    in_place: bool
    column_count: int
    line_count: int
    source_numbers: Mapping[Source, int]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Every standing, in the order of the table."""
        return _standings(self.camps)

    @property
    def backers(self) -> tuple[Backer, ...]:
        """Every backer, in the order of the table."""
        return tuple(backer for camp in self.camps for backer in camp.backers)

    @property
    def is_whole(self) -> bool:
        return len(self.backers) == self.line_count

    @property
    def is_long(self) -> bool:
        """Whether it fills more than a screen, so that its picture stands beside it."""
        return len(self.backers) > LINES_ON_A_SCREEN

    def foremost(self, count: int) -> "Table":
        """The table of those who matter most: the firmest, and of these whose claims are most."""
        if len(self.backers) <= count:
            return self
        return self._only(sorted(self.backers, key=_weight)[:count])

    def lines(self, first: int, last: int) -> "Table":
        """The table from one line to before another, counted from 0."""
        return self._only(self.backers[first:last])

    def _only(self, chosen: Iterable[Backer]) -> "Table":
        some = frozenset(chosen)
        camps = (
            replace(camp, backers=tuple(one for one in camp.backers if one in some))
            for camp in self.camps
        )
        return replace(self, camps=tuple(camp for camp in camps if camp.backers))


def _weight(backer: Backer) -> tuple[int, int]:
    """How little a backer matters: nothing holds, little is firm, few claims tell of it."""
    found = [cell.standing for cell in backer.cells if cell.standing is not None]
    firmness = (STATUSES_BY_FIRMNESS.index(one.status) for one in found if one.status is not None)
    return (
        min(firmness, default=len(STATUSES_BY_FIRMNESS)),
        -sum(one.evidence_count for one in found),
    )


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


def _backer(actor: Actor, conflict: Conflict, towards: Mapping[Side, Position]) -> Backer:
    day = next(iter(towards.values())).on
    own = sides_on(conflict, actor, day)
    return Backer(
        actor,
        tuple(
            Cell(side, standing(towards[side]) if side in towards else None, side in own)
            for side in conflict.sides
        ),
    )


def table(conflict: Conflict, index: Index, on: Mapping[Conflict, Day]) -> Table:
    """The backers-and-sides table of a conflict: one column a side, one row a backer."""
    rows = index.backing_of.get(conflict, ())
    day = on.get(conflict)
    towards = positions_by_backer(rows, day)
    camps: defaultdict[tuple[str, Side | None], list[Backer]] = defaultdict(list)
    order = {
        actor: (*order_in_camp(found.values()), by_name(actor)) for actor, found in towards.items()
    }
    for actor in sorted(towards, key=lambda one: order[one]):
        camps[camp_of(towards[actor].values())].append(_backer(actor, conflict, towards[actor]))
    titles: tuple[tuple[str, Side | None, str], ...] = (
        *(("with", side, with_side(side)) for side in conflict.sides),
        *((key, None, title) for key, title in CAMP_TITLES.items()),
    )
    shown = tuple(
        Camp(key, title, tuple(camps[key, side]), side)
        for key, side, title in titles
        if (key, side) in camps
    )
    in_place = has_evidence_in_tables(index.briefing)
    return Table(
        conflict=conflict,
        on=day,
        camps=shown,
        in_place=in_place,
        column_count=1 + len(conflict.sides),
        line_count=len(towards),
        source_numbers=_source_numbers(_standings(shown)) if in_place else {},
    )
