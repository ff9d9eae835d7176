"""Groups events by article, and by year and month."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from mkdocs_briefing.core.dates import MONTHS, Date
from mkdocs_briefing.model.entities import Account, Article, Event
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.wording.accounts import Entry, Toll, Version, tolls


@dataclass(frozen=True, slots=True, eq=False)
class CountedAccount:
    """One account of an event, with its counts."""

    account: Account
    tolls: tuple[Toll, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ArticleEvent:
    """An event as one article has it.

    Attributes:
        id: the anchor that all accounts of the event in this article share.
        entry: the event in the chronology.
        accounts: the article's own.
        accounts_elsewhere: how many accounts other articles give.
        versions_elsewhere: those of other articles that say who did it, or how many suffered.
    """

    id: str
    entry: Entry
    accounts: tuple[CountedAccount, ...]
    accounts_elsewhere: int
    versions_elsewhere: tuple[Version, ...]

    @property
    def event(self) -> Event:
        return self.entry.event


def events_in(
    article: Article, events: Iterable[Event], entry_of: Callable[[Event], Entry]
) -> tuple[ArticleEvent, ...]:
    """The events of an article, in the order in which they are given."""
    return tuple(_article_event(article, event, entry_of(event)) for event in events)


def _article_event(article: Article, event: Event, entry: Entry) -> ArticleEvent:
    accounts = [account for account in event.accounts if account.article is article]
    return ArticleEvent(
        id=accounts[0].id,
        entry=entry,
        accounts=tuple(CountedAccount(one, tolls(one)) for one in accounts),
        accounts_elsewhere=len(event.accounts) - len(accounts),
        versions_elsewhere=tuple(
            version
            for version in entry.versions
            if (version.tolls or version.deed)
            and all(one.article is not article for one in version.accounts)
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Month:
    """The events of a month, or those of a year whose month is not known."""

    id: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def key(self) -> str:
        """What the calendar keys of its events begin with."""
        return self.id.removeprefix("_")

    @property
    def name(self) -> str:
        """The month without its year."""
        number = int(self.key.rpartition("-")[2])
        return MONTHS[number - 1] if number else "month not known"


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """The events of a year by month."""

    number: int
    id: str
    title: str
    months: tuple[Month, ...]
    entry_count: int

    @property
    def key(self) -> str:
        """What the calendar keys of its events begin with."""
        return self.id.removeprefix("_")

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for month in self.months for entry in month.entries)

    @property
    def section(self) -> Section:
        """The year and its months as headings."""
        months = tuple(Section(month.id, month.title) for month in self.months)
        return Section(self.id, self.title, months)


def calendar_key(date: Date) -> str:
    """The day under which a date is listed, as ``2019-07-04``.

    ``00`` stands for the month of a date that names no more than a year, and for the day of one
    that names no day. An interval is listed where it begins.
    """
    begin, _, end = date.text.partition("/")
    named = (end if begin == ".." else begin).strip("~?%").split("-")
    month, day, *_ = (*named[1:], "00", "00")
    return f"{date.first_day.year}-{month}-{day}"


def by_month(entries: Iterable[Entry]) -> tuple[Year, ...]:
    """Entries by year and month; those that only name the year come first in it."""
    groups: defaultdict[int, defaultdict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        year, month, _ = map(int, calendar_key(entry.date).split("-"))
        groups[year][month].append(entry)
    return tuple(_year(number, months) for number, months in sorted(groups.items()))


def newest_first(years: Iterable[Year]) -> tuple[Year, ...]:
    """The same the other way round: years, months and entries."""
    return tuple(
        replace(
            year,
            months=tuple(
                replace(month, entries=month.entries[::-1]) for month in year.months[::-1]
            ),
        )
        for year in tuple(years)[::-1]
    )


def _year(number: int, months: Mapping[int, list[Entry]]) -> Year:
    return Year(
        number=number,
        id=f"_{number}",
        title=str(number),
        months=tuple(
            Month(
                id=f"_{number}-{month:02}",
                title=f"{MONTHS[month - 1]} {number}" if month else f"{number}, month not known",
                entries=tuple(entries),
            )
            for month, entries in sorted(months.items())
        ),
        entry_count=sum(map(len, months.values())),
    )
