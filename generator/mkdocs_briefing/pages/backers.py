"""Makes the page of all tables of backers, and in a large briefing one for each conflict."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from typing import Final

from markupsafe import Markup
from mkdocs_briefing.core.addresses import page_file
from mkdocs_briefing.model.entities import Briefing, Conflict
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts.feedback import Provenance
from mkdocs_briefing.pages.parts.outline import Section
from mkdocs_briefing.pages.parts.timeline_data import timeline_path
from mkdocs_briefing.standings.table import Table, has_evidence_in_tables

BACKERS_ON_ONE_PAGE: Final = 80
"""With more backers than these in all conflicts, each conflict has a page of its own."""

FEWEST_OF_A_CONFLICT: Final = 4
"""So many backers of a conflict stand on the page of all conflicts, however many there are."""


@dataclass(frozen=True, slots=True, eq=False)
class BackersView:
    """The tables of all conflicts, in the order of the briefing.

    Attributes:
        tables: in a large briefing, those of the backers who matter most.
        is_split: whether each conflict has a page of its own, with tools and pictures.
        timelines: for scripts, what decides the table of each conflict on any day.
        axis: for scripts, the days of the slider; ``None`` for a single conflict.
    """

    tables: tuple[Table, ...]
    is_split: bool
    timelines: Mapping[Conflict, Markup] = field(repr=False)
    axis: Markup | None


@dataclass(frozen=True, slots=True, eq=False)
class ConflictBackersView:
    """The table of one conflict, or a part of it.

    Attributes:
        timeline: for scripts; ``None`` on all pages but the first.
        parts: the addresses of all pages of the table, if there are several.
        number: which of them this is, from 1 on.
    """

    table: Table
    timeline: Markup | None = field(repr=False)
    parts: tuple[str, ...]
    number: int


def is_split(briefing: Briefing) -> bool:
    """Whether the tables are too long for one page."""
    return sum(_backer_counts(briefing).values()) > BACKERS_ON_ONE_PAGE


def outputs(briefing: Briefing) -> Iterator[str]:
    """The files of these pages and of their timelines, also those of a larger briefing."""
    counts = _backer_counts(briefing)
    for conflict in briefing.conflicts:
        yield timeline_path(conflict)
        for address in _addresses(conflict, counts[conflict]):
            yield page_file(address)


def _backer_counts(briefing: Briefing) -> Counter[Conflict]:
    pairs = {(row.conflict, row.by) for row in briefing.backing}
    return Counter(conflict for conflict, _ in pairs)


def _addresses(conflict: Conflict, count: int) -> tuple[str, ...]:
    further = range(2, ceil(count / BACKERS_ON_ONE_PAGE) + 1)
    address = f"backers/{conflict.slug}/"
    return (address, *(f"{address}{number}/" for number in further))


def pages(site: SiteData) -> Iterator[Page]:
    """The page with all tables."""
    # Of short tables the page itself has the timelines; of long ones, the pages of the conflicts.
    apart = not (has_evidence_in_tables(site.briefing) or site.links.backers_by_conflict)
    yield Page(
        title="Who backs whom",
        make=partial(_content, site),
        description="Every backer and every side: the stance, the support, and on whose word.",
        assets=tuple(map(site.timeline_file, site.briefing.conflicts)) if apart else (),
    )


def _content(site: SiteData) -> Content:
    conflicts, tables = site.briefing.conflicts, site.tables
    is_split = site.links.backers_by_conflict
    if is_split:
        count = max(FEWEST_OF_A_CONFLICT, BACKERS_ON_ONE_PAGE // 2 // len(conflicts))
        tables = tuple(table.foremost(count) for table in tables)
    timelines = {} if is_split else {one: site.timeline_of(one) for one in conflicts}
    axis = site.common_axis if len(timelines) > 1 else None
    return Content(
        shows={"backers": BackersView(tables, is_split, timelines, axis)},
        sections=tuple(Section(f"_{one.slug}", one.title) for one in conflicts),
        pictures=dict if is_split else site.pictures.of_all_conflicts,
        provenance=Provenance(tuple(site.index.backing_in), conflicts),
    )


def conflict_pages(site: SiteData) -> Iterator[Page]:
    """In a large briefing, a page for each conflict, or several if it has very many backers."""
    if not site.links.backers_by_conflict:
        return
    counts = _backer_counts(site.briefing)
    for conflict in site.briefing.conflicts:
        parts = _addresses(conflict, counts[conflict])
        for number, address in enumerate(parts, start=1):
            place = f" ({number} of {len(parts)})" if number > 1 else ""
            yield Page(
                address=address,
                title=f"Who backs whom: {conflict.title}{place}",
                make=partial(_conflict_content, conflict, parts, number, site),
                description=f"{conflict.title}: every backer and every side.",
                assets=(site.timeline_file(conflict),) if number == 1 else (),
            )


def _conflict_content(
    conflict: Conflict, parts: tuple[str, ...], number: int, site: SiteData
) -> Content:
    first = (number - 1) * BACKERS_ON_ONE_PAGE
    table = site.table_of(conflict).lines(first, first + BACKERS_ON_ONE_PAGE)
    timeline = site.timeline_of(conflict) if number == 1 else None
    view = ConflictBackersView(table, timeline, parts, number)
    articles = site.index.articles_of.get(conflict, ())
    return Content(
        shows={"backers": view},
        pictures=partial(site.pictures.of_table, conflict) if number == 1 else tuple,
        provenance=Provenance(articles, (conflict,)),
    )
