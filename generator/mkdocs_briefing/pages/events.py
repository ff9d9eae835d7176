"""Groups events by article, and by month and year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_briefing.core.dates import MONTHS, Date
from mkdocs_briefing.model.entities import Account, Article, Event
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.wording.accounts import Entry, Toll, placed, toll


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One account of an event, with its counts."""

    account: Account
    toll: tuple[Toll, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What one article tells of an event.

    Attributes:
        id: the anchor that all its accounts in this article share.
        elsewhere: how many accounts other articles give.
    """

    id: str
    event: Event
    versions: tuple[Version, ...]
    elsewhere: int


def told(events: Iterable[Event]) -> Mapping[Article, tuple[Told, ...]]:
    """The events of each article, in the order of the chronology."""
    found: defaultdict[Article, list[Told]] = defaultdict(list)
    for event in events:
        by_article: defaultdict[Article, list[Account]] = defaultdict(list)
        for account in event.accounts:
            by_article[account.article].append(account)
        for article, accounts in by_article.items():
            versions = tuple(Version(account, toll(account)) for account in accounts)
            elsewhere = len(event.accounts) - len(accounts)
            found[article].append(Told(accounts[0].id, event, versions, elsewhere))
    return {article: tuple(of_it) for article, of_it in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Month:
    """The events of a month, or those of a year whose month is not known."""

    id: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """The events of a year by month."""

    number: int
    id: str
    title: str
    months: tuple[Month, ...]
    entry_count: int

    @property
    def section(self) -> Section:
        """Its place in the page's outline."""
        months = tuple(Section(month.id, month.title) for month in self.months)
        return Section(self.id, self.title, months)


def _month(date: Date) -> int:
    """The month a date is listed in; 0 where it names no more than a year."""
    spans_months = (
        date.earliest is not None
        and date.latest is not None
        and date.earliest.month != date.latest.month
        and "/" not in date.text  # an interval is listed where it begins
    )
    return 0 if spans_months else placed(date).month


def by_month(listed: Iterable[Entry]) -> tuple[Year, ...]:
    """Entries by year and month; those that only name the year come first in it."""
    groups: defaultdict[int, defaultdict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for one in listed:
        groups[placed(one.date).year][_month(one.date)].append(one)
    return tuple(_year(number, months) for number, months in sorted(groups.items()))


def _year(number: int, months: Mapping[int, list[Entry]]) -> Year:
    return Year(
        number=number,
        id=f"_{number}",
        title=str(number),
        months=tuple(
            Month(
                id=f"_{number}-{month:02}",
                title=f"{MONTHS[month - 1]} {number}" if month else f"{number}, month not known",
                entries=tuple(of_it),
            )
            for month, of_it in sorted(months.items())
        ),
        entry_count=sum(map(len, months.values())),
    )
