"""Chooses which pictures a page shows, and draws each of them once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from markupsafe import Markup
from mkdocs_briefing.model.entities import Conflict
from mkdocs_briefing.pages.chronology import Chronology
from mkdocs_briefing.pages.chronology import address as address_of
from mkdocs_briefing.pages.events import Month, Year
from mkdocs_briefing.pages.standings import Table
from mkdocs_briefing.pictures import alliances, atlas, density, lanes
from mkdocs_briefing.pictures.picture import Picture

CONFLICTS_ON_ONE_PAGE: Final = 4
"""The page on all conflicts has pictures of no more than these; each one's own page has them."""

BACKERS_IN_ONE_PICTURE: Final = 150
"""With more backers than these a drawing is longer than anybody reads; the map stays."""

Pictures = Mapping[Conflict, tuple[Picture, ...]]

_BASE: Final = "../.."
"""The way to the root from the page of a conflict, for which the pictures are drawn."""


class Gallery:
    """The pictures of all conflicts, as each page shows them; none is drawn before a page asks."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._tables = {table.conflict: table for table in tables}
        self._alliances = cache(self._draw_alliances)
        self.of_conflict = cache(self._draw_all)

    def _draw_alliances(self, conflict: Conflict) -> tuple[Picture, ...]:
        table = self._tables[conflict]
        if not _can_be_read(table):
            return ()
        return _drawn(alliances.picture(table, prefix=_prefix(table, "alliances"), base=_BASE))

    def _draw_all(self, conflict: Conflict) -> tuple[Picture, ...]:
        """Every picture of a conflict, for its own page."""
        table = self._tables[conflict]
        found = [*self._alliances(conflict)]
        if _can_be_read(table):
            found += _drawn(lanes.picture(table, prefix=_prefix(table, "lanes"), base=_BASE))
        found += _drawn(atlas.picture(table, prefix=_prefix(table, "map"), base=_BASE))
        return tuple(found)

    def of_all(self) -> Pictures:
        """The same for the page on all conflicts; none where that page would be too long."""
        if len(self._tables) > CONFLICTS_ON_ONE_PAGE:
            return {}
        return {
            conflict: tuple(_seen_from("..", one) for one in self.of_conflict(conflict))
            for conflict in self._tables
        }

    def at_a_glance(self, conflicts: Iterable[Conflict]) -> Pictures:
        """For each conflict on the home page, the picture that says most in ten seconds."""
        return {
            conflict: tuple(_seen_from(".", one) for one in self._alliances(conflict))
            for conflict in conflicts
        }


def of_chronology(chronology: Chronology) -> tuple[Picture, ...]:
    """The strip above the chronology, whose bars lead to months or to the pages of years."""

    def address(year: Year, month: Month | None) -> str:
        anchor = "" if month is None else f"#{month.id}"
        if chronology.by_year:
            return f"../{address_of(year)}{anchor}"
        return anchor or f"#{year.id}"

    return _drawn(density.picture(chronology.years, prefix="_density", address=address))


def _prefix(table: Table, kind: str) -> str:
    # A contributor's own anchors never begin with this sign.
    return f"_{table.conflict.slug}-{kind}"


def _can_be_read(table: Table) -> bool:
    return sum(len(camp.backers) for camp in table.camps) <= BACKERS_IN_ONE_PICTURE


def _drawn(picture: Picture | None) -> tuple[Picture, ...]:
    return () if picture is None else (picture,)


def _seen_from(base: str, picture: Picture) -> Picture:
    """The picture with its links as another page needs them; a map takes long to draw."""
    # Only an attribute can match: in a contributor's text a quotation mark is escaped.
    old, new = f' href="{_BASE}/', f' href="{base}/'
    wide, narrow = (
        Markup(str.replace(drawn, old, new)) for drawn in (picture.wide, picture.narrow)
    )
    return replace(picture, wide=wide, narrow=narrow)
