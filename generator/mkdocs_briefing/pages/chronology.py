"""Selects all events by year and month, on one page or on one a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from mkdocs_briefing.core.vocabulary import EVENT_KINDS
from mkdocs_briefing.pages.embedded import embedded
from mkdocs_briefing.pages.events import Year, by_month
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.wording.accounts import Entry
from mkdocs_briefing.wording.words import by_name

EVENTS_ON_ONE_PAGE: Final = 300
"""With more events than these, each year has a page of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Chronology:
    """The overview: every event, or where there are too many, every year.

    Attributes:
        by_year: whether each year has a page of its own.
        several_conflicts: whether an entry has to say which conflict it belongs to.
        choices: for the scripts, what the entries on the page can be filtered by.
    """

    years: tuple[Year, ...]
    entry_count: int
    by_year: bool
    several_conflicts: bool
    choices: Markup

    @property
    def sections(self) -> tuple[Section, ...]:
        return () if self.by_year else tuple(year.section for year in self.years)


@dataclass(frozen=True, slots=True, eq=False)
class YearPage:
    """The events of one year, and the years next to it."""

    year: Year
    before: Year | None
    after: Year | None
    several_conflicts: bool
    choices: Markup

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.year.section.children


def address(year: Year) -> str:
    """Where the page of a year stands."""
    return f"chronology/{year.title}/"


def page(entries: Iterable[Entry], *, by_year: bool, several_conflicts: bool) -> Chronology:
    """The overview of all events."""
    years = by_month(entries)
    count = sum(year.entry_count for year in years)
    # Where the years have pages of their own there are no entries here to choose from.
    choices = _choices(() if by_year else _listed(years), years)
    return Chronology(years, count, by_year, several_conflicts, choices)


def _listed(years: Iterable[Year]) -> Iterable[Entry]:
    return (entry for year in years for month in year.months for entry in month.entries)


def _choices(entries: Iterable[Entry], years: Iterable[Year]) -> Markup:
    """The actors, sides and kinds of entries, and the years that there are on any page.

    Each with what it is called, and by what it is found.
    """
    every = tuple(entries)
    actors = sorted({actor for entry in every for actor in entry.actors}, key=by_name)
    sides = dict.fromkeys(
        side
        for conflict in dict.fromkeys(entry.event.conflict for entry in every)
        for side in conflict.sides
    )
    kinds = {kind for entry in every for kind in entry.kinds}
    return embedded(
        {
            "actors": [[actor.slug, actor.name] for actor in actors],
            "sides": [[side.actor.slug, side.name] for side in sides],
            "years": [year.number for year in years],
            "kinds": [[word, term.label] for word, term in EVENT_KINDS.items() if word in kinds],
        }
    )


def year_pages(chronology: Chronology) -> tuple[YearPage, ...]:
    """A page for each year, where the chronology is split; else none."""
    if not chronology.by_year:
        return ()
    years = chronology.years
    return tuple(
        YearPage(
            year, before, after, chronology.several_conflicts, _choices(_listed((year,)), years)
        )
        for year, before, after in zip(years, (None, *years), (*years[1:], None), strict=False)
    )
