"""Makes the page with the backers-and-sides table of every conflict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from mkdocs_briefing.model.entities import Conflict
from mkdocs_briefing.pages.feedback import Provenance
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.page import Page, SiteData
from mkdocs_briefing.pages.standings import ROWS_IN_PLACE, Table


@dataclass(frozen=True, slots=True, eq=False)
class BackersView:
    """The tables of all conflicts, in the order of the briefing.

    Attributes:
        in_place: whether the evidence of all is short enough to be shown in the tables.
        timelines: for scripts, what decides the table of each conflict on any day.
    """

    tables: tuple[Table, ...]
    in_place: bool
    timelines: Mapping[Conflict, Markup] = field(repr=False)


def pages(site: SiteData) -> Iterator[Page]:
    """The page with the tables."""
    in_place = sum(table.row_count for table in site.tables) <= ROWS_IN_PLACE
    yield Page(
        title="Who backs whom",
        shows={"backers": BackersView(site.tables, in_place, site.timelines)},
        description="Every backer and every side: the stance, the support, and on whose word.",
        sections=tuple(
            Section(f"_{table.conflict.slug}", table.conflict.title) for table in site.tables
        ),
        pictures=site.pictures.of_all_conflicts,
        provenance=Provenance(tuple(site.index.backing_in), site.briefing.conflicts),
    )
