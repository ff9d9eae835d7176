"""Selects the backers-and-sides table of each conflict."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.views.outline import Section
from generator.views.standings import ROWS_IN_PLACE, Table


@dataclass(frozen=True, slots=True, eq=False)
class BackersPage:
    """The tables of all conflicts, in the order of the briefing.

    Attributes:
        in_place: whether the evidence of all is few enough to be shown in the tables.
    """

    tables: tuple[Table, ...]
    in_place: bool

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(
            Section(f"_{table.conflict.slug}", table.conflict.title) for table in self.tables
        )


def page(tables: Iterable[Table]) -> BackersPage:
    """The page with the tables."""
    every = tuple(tables)
    return BackersPage(every, sum(table.row_count for table in every) <= ROWS_IN_PLACE)
