"""Makes the chronology of all events, on one page or on one page a year."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Final

from markupsafe import Markup

from mkdocs_briefing.core.addresses import page_file
from mkdocs_briefing.core.vocabulary import EVENT_KINDS
from mkdocs_briefing.model.entities import Briefing
from mkdocs_briefing.pages.embedded import embedded
from mkdocs_briefing.pages.events import Year, by_month
from mkdocs_briefing.pages.feedback import Provenance
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.search_metadata import CHRONOLOGY, for_year
from mkdocs_briefing.wording.accounts import Entry
from mkdocs_briefing.wording.words import by_name

EVENTS_ON_ONE_PAGE: Final = 300
"""With more events than these, each year has a page of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class ChronologyView:
    """Every event, or if there are too many, every year.

    Attributes:
        by_year: whether each year has a page of its own.
        several_conflicts: whether an entry has to say which conflict it belongs to.
        filters: for scripts, what the entries on the page can be filtered by.
    """

    years: tuple[Year, ...]
    by_year: bool
    several_conflicts: bool
    filters: Markup = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class YearView:
    """The events of one year, and the years next to it."""

    year: Year
    previous: Year | None
    following: Year | None
    several_conflicts: bool
    filters: Markup = field(repr=False)


def index_page(site: SiteData) -> Iterator[Page]:
    """The overview of all events."""
    yield Page(
        title="Chronology",
        make=partial(_content, site),
        description="What happened, day by day, and who says so.",
        anchors=frozenset(event.id for event in site.briefing.events),
    )


def _content(site: SiteData) -> Content:
    years = by_month(map(site.entry_of, site.briefing.events))
    by_year = site.links.chronology_by_year
    # An overview that is split by year lists no entries, so it has none to filter.
    entries = () if by_year else tuple(entry for year in years for entry in year.entries)
    view = ChronologyView(
        years=years,
        by_year=by_year,
        several_conflicts=len(site.briefing.conflicts) > 1,
        filters=_filters(entries, years),
    )
    return Content(
        shows={"chronology": view},
        sections=() if by_year else tuple(year.section for year in years),
        pictures=partial(site.pictures.of_chronology, years, by_year=by_year),
        search=CHRONOLOGY,
        provenance=Provenance(tuple(site.index.events_in)),
    )


def year_pages(site: SiteData) -> Iterator[Page]:
    """A page for each year if the chronology is split, otherwise none."""
    if not site.links.chronology_by_year:
        return
    years = cache(lambda: by_month(map(site.entry_of, site.briefing.events)))
    for position, number in enumerate(_years(site.briefing)):
        yield Page(
            address=_address(number),
            title=f"Chronology of {number}",
            make=partial(_content_of_year, position, years, site),
            description=f"What happened in {number}, day by day, and who says so.",
        )


def _content_of_year(
    position: int, all_years: Callable[[], tuple[Year, ...]], site: SiteData
) -> Content:
    years = all_years()
    year = years[position]
    view = YearView(
        year=year,
        previous=years[position - 1] if position > 0 else None,
        following=years[position + 1] if position + 1 < len(years) else None,
        several_conflicts=len(site.briefing.conflicts) > 1,
        filters=_filters(year.entries, years),
    )
    return Content(
        shows={"year": view},
        sections=year.section.children,
        search=for_year(year.title),
        provenance=Provenance(
            {account.article for entry in year.entries for account in entry.event.accounts}
        ),
    )


def outputs(briefing: Briefing) -> Iterator[str]:
    """The files of these pages, also of those that only a longer chronology will have."""
    for year in _years(briefing):
        yield page_file(_address(year))


def _years(briefing: Briefing) -> list[int]:
    return sorted({event.date.first_day.year for event in briefing.events})


def _address(year: int) -> str:
    return f"chronology/{year}/"


def _filters(entries: Iterable[Entry], years: Iterable[Year]) -> Markup:
    """What a reader can filter by, as JSON: each choice by its key and its name.

    Actors, sides and kinds are those of the entries; years are those of any page.
    """
    entries = tuple(entries)
    actors = sorted({actor for entry in entries for actor in entry.actors}, key=by_name)
    conflicts = dict.fromkeys(entry.event.conflict for entry in entries)
    sides = dict.fromkeys(side for conflict in conflicts for side in conflict.sides)
    kinds = {kind for entry in entries for kind in entry.kinds}
    return embedded(
        {
            "actors": [[actor.slug, actor.name] for actor in actors],
            "sides": [[side.actor.slug, side.name] for side in sides],
            "years": [year.number for year in years],
            "kinds": [[kind, term.label] for kind, term in EVENT_KINDS.items() if kind in kinds],
        }
    )
