"""Chooses which pictures a page shows, and draws each of them once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from markupsafe import Markup
from mkdocs_briefing.model.entities import Actor, Conflict
from mkdocs_briefing.pictures import alliances, atlas, density, lanes
from mkdocs_briefing.pictures.picture import Picture
from mkdocs_briefing.standings.standing import Standing
from mkdocs_briefing.standings.table import Backer, Camp, Cell, Table
from mkdocs_briefing.wording.calendar import Month, Year

CONFLICTS_ON_ONE_PAGE: Final = 4
"""With more conflicts than these, the page on all of them leaves their pictures out."""

BACKERS_IN_ONE_PICTURE: Final = 24
POSITIONS_IN_ONE_PICTURE: Final = 45
"""Of more than these, a drawing has those who matter most; the map has all of them."""

CLAIMS_IN_LANES: Final = 150
"""Lanes that rest on more claims are not drawn: each backer's page has its own."""

CONFLICTS_OF_AN_ACTOR: Final = 2
"""The most conflicts whose lanes are drawn on the page of an actor."""

PicturesByConflict = Mapping[Conflict, tuple[Picture, ...]]

_BASE: Final = "../.."
"""The way to the root from the page of a conflict, for which the pictures are drawn."""


class Gallery:
    """The pictures of every page; none is drawn before a page asks for it."""

    def __init__(
        self, table_of: Callable[[Conflict], Table], conflicts: Sequence[Conflict]
    ) -> None:
        self._table_of = table_of
        self._conflicts = conflicts
        self._alliances = cache(self._draw_alliances)
        self._lanes = cache(self._draw_lanes)
        self._map = cache(self._draw_map)

    def _draw_alliances(self, conflict: Conflict) -> tuple[Picture, ...]:
        table = readable(self._table_of(conflict))
        return _drawn(alliances.picture(table, prefix=_prefix(table, "alliances"), base=_BASE))

    def _draw_lanes(self, conflict: Conflict) -> tuple[Picture, ...]:
        table = readable(self._table_of(conflict))
        if sum(one.evidence_count for one in table.standings) > CLAIMS_IN_LANES:
            return ()
        return _drawn(lanes.picture(table, prefix=_prefix(table, "lanes"), base=_BASE))

    def _draw_map(self, conflict: Conflict) -> tuple[Picture, ...]:
        table = self._table_of(conflict)
        return _drawn(atlas.picture(table, prefix=_prefix(table, "map"), base=_BASE))

    def of_table(self, conflict: Conflict) -> tuple[Picture, ...]:
        """Every picture of a conflict, for the page with its table."""
        return self._alliances(conflict) + self._lanes(conflict) + self._map(conflict)

    def of_conflict(self, conflict: Conflict) -> tuple[Picture, ...]:
        """Those for its own page: lanes only if they may not stand with the table."""
        if len(self._conflicts) > CONFLICTS_ON_ONE_PAGE:
            return self.of_table(conflict)
        return self._alliances(conflict) + self._map(conflict)

    def of_all_conflicts(self) -> PicturesByConflict:
        """The same for the page with all tables; none if that page would be too long."""
        if len(self._conflicts) > CONFLICTS_ON_ONE_PAGE:
            return {}
        return {
            conflict: tuple(_linked_from("..", picture) for picture in self.of_table(conflict))
            for conflict in self._conflicts
        }

    def for_home(self, conflicts: Iterable[Conflict]) -> PicturesByConflict:
        """For each conflict on the home page, the picture that says most in ten seconds."""
        return {
            conflict: tuple(_linked_from(".", picture) for picture in self._alliances(conflict))
            for conflict in conflicts
        }

    @staticmethod
    def of_actor(actor: Actor, standings: Sequence[Standing]) -> tuple[Picture, ...]:
        """An actor's lanes in each conflict; of many conflicts, those that say most of it."""
        by_conflict: defaultdict[Conflict, list[Standing]] = defaultdict(list)
        for standing in standings:
            by_conflict[standing.conflict].append(standing)
        fullest = sorted(
            by_conflict.values(), key=lambda group: -sum(one.evidence_count for one in group)
        )
        tables = [_own_table(actor, group) for group in fullest[:CONFLICTS_OF_AN_ACTOR]]
        drawn = [lanes.picture(one, prefix=_prefix(one, "lane"), base=_BASE) for one in tables]
        return tuple(picture for picture in drawn if picture is not None)

    @staticmethod
    def of_chronology(
        years: Sequence[Year], address: Callable[[Year, Month | None], str]
    ) -> tuple[Picture, ...]:
        """The strip above a chronology; a bar leads to where its month or year is listed."""
        return _drawn(density.picture(years, prefix="_density", address=address))


def _own_table(actor: Actor, standings: Sequence[Standing]) -> Table:
    """The table of a conflict, with only one backer in it."""
    conflict, on = standings[0].conflict, standings[0].on
    cells = tuple(Cell(one.side, one) for one in standings)
    return Table(
        conflict=conflict,
        on=on,
        camps=(Camp("own", conflict.title, (Backer(actor, cells),)),),
        in_place=True,
        column_count=1 + len(cells),
        line_count=1,
        source_numbers={},
    )


def _prefix(table: Table, kind: str) -> str:
    # A contributor's own anchors never begin with an underscore.
    return f"_{table.conflict.slug}-{kind}"


def readable(table: Table) -> Table:
    """As much of a table as a reader takes in, and a page can carry, as a drawing."""
    count = BACKERS_IN_ONE_PICTURE
    while count > 1 and len(table.foremost(count).standings) > POSITIONS_IN_ONE_PICTURE:
        count -= 1
    return table.foremost(count)


def _drawn(picture: Picture | None) -> tuple[Picture, ...]:
    return () if picture is None else (picture,)


def _linked_from(base: str, picture: Picture) -> Picture:
    """The picture with links that fit another page; a map takes too long to draw it again."""
    # Only an attribute can match: in a contributor's text a quotation mark is escaped.
    old, new = f' href="{_BASE}/', f' href="{base}/'
    wide, narrow = (
        Markup(str.replace(drawn, old, new)) for drawn in (picture.wide, picture.narrow)
    )
    return replace(picture, wide=wide, narrow=narrow)
