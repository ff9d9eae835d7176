"""Makes the page with the backers-and-sides table of every conflict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from markupsafe import Markup

from mkdocs_briefing.model.entities import Conflict
from mkdocs_briefing.pages.feedback import Provenance
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.page import Content, Page, SiteData
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
    yield Page(
        title="Who backs whom",
        make=partial(_content, site),
        description="Every backer and every side: the stance, the support, and on whose word.",
    )


def _content(site: SiteData) -> Content:
    conflicts, tables = site.briefing.conflicts, site.tables
    in_place = sum(table.row_count for table in tables) <= ROWS_IN_PLACE
    timelines = {conflict: site.timeline_of(conflict) for conflict in conflicts}
    return Content(
        shows={"backers": BackersView(tables, in_place, timelines)},
        sections=tuple(Section(f"_{one.slug}", one.title) for one in conflicts),
        pictures=site.pictures.of_all_conflicts,
        provenance=Provenance(tuple(site.index.backing_in), conflicts),
    )
