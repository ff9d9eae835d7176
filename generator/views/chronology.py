"""Selects all events by year and month, on one page or on one a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from generator.views.events import Entry, Year, by_month
from generator.views.outline import Section

EVENTS_ON_ONE_PAGE: Final = 300
"""With more events than these, each year has a page of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Chronology:
    """The overview: every event, or where there are too many, every year.

    Attributes:
        by_year: whether each year has a page of its own.
        several_conflicts: whether an entry has to say which conflict it belongs to.
    """

    years: tuple[Year, ...]
    entry_count: int
    by_year: bool
    several_conflicts: bool

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
    return Chronology(years, count, by_year, several_conflicts)


def year_pages(chronology: Chronology) -> tuple[YearPage, ...]:
    """A page for each year, where the chronology is split; else none."""
    if not chronology.by_year:
        return ()
    years = chronology.years
    return tuple(
        YearPage(year, before, after, chronology.several_conflicts)
        for year, before, after in zip(years, (None, *years), (*years[1:], None), strict=False)
    )
