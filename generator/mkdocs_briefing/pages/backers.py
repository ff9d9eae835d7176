"""Selects the backers-and-sides table of each conflict."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from mkdocs_briefing.model.entities import Conflict
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.standings import ROWS_IN_PLACE, Table


@dataclass(frozen=True, slots=True, eq=False)
class BackersPage:
    """The tables of all conflicts, in the order of the briefing.

    Attributes:
        in_place: whether the evidence of all is few enough to be shown in the tables.
        any_day: for the scripts, what decides the table of each conflict on any day.
    """

    tables: tuple[Table, ...]
    in_place: bool
    any_day: Mapping[Conflict, Markup] = field(repr=False)

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(
            Section(f"_{table.conflict.slug}", table.conflict.title) for table in self.tables
        )


def page(tables: Iterable[Table], any_day: Mapping[Conflict, Markup]) -> BackersPage:
    """The page with the tables."""
    every = tuple(tables)
    in_place = sum(table.row_count for table in every) <= ROWS_IN_PLACE
    return BackersPage(every, in_place, any_day)
