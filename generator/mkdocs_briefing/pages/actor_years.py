"""Makes a page for each year of an actor of whom too much is on record for one page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from mkdocs_briefing.core.addresses import page_file
from mkdocs_briefing.model.entities import Actor, Article, Backing, Briefing, Event, Statement
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts.feedback import Provenance
from mkdocs_briefing.pages.parts.outline import Section
from mkdocs_briefing.wording.calendar import Year, by_month

ROWS_ON_ONE_PAGE: Final = 200
"""The most claims and articles on the page of an actor; of more, it shows the newest."""

OUTLINE: Final[Mapping[str, Section]] = {
    "stands": Section("_stands", "Where it stands"),
    "chronology": Section("_chronology", "Chronology"),
    "statements": Section("_statements", "Statements"),
    "articles": Section("_articles", "Articles"),
}


@dataclass(slots=True, eq=False)
class Record:
    """What is on record about an actor, in the order of the index."""

    stances: list[Backing] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.stances) + len(self.events) + len(self.statements) + len(self.articles)


@dataclass(frozen=True, slots=True)
class ActorYear:
    """A year of an actor, and where it can be read."""

    number: int
    address: str
    count: int

    @property
    def title(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True, eq=False)
class ActorYearView:
    """What is on record about one actor in one year."""

    actor: Actor
    year: ActorYear
    years: tuple[ActorYear, ...]
    stances: tuple[Backing, ...]
    chronology: tuple[Year, ...]
    statements: tuple[Statement, ...]
    articles: tuple[Article, ...]


def record_of(actor: Actor, index: Index) -> Record:
    """Everything that is on record about an actor itself."""
    said = (*index.statements_by.get(actor, ()), *index.statements_about.get(actor, ()))
    return Record(
        list(index.backing_by.get(actor, ())),
        list(index.events_with.get(actor, ())),
        list(dict.fromkeys(said)),
        list(index.articles_with.get(actor, ())),
    )


def is_split(actor: Actor, index: Index) -> bool:
    """Whether more is on record about an actor than its page shows."""
    return sum(len(rows.get(actor, ())) for rows in _rows(index)) > ROWS_ON_ONE_PAGE


def _rows(index: Index) -> tuple[Mapping[Actor, Sized], ...]:
    return (
        index.backing_by,
        index.events_with,
        index.statements_by,
        index.statements_about,
        index.articles_with,
    )


def years_of(actor: Actor, index: Index) -> tuple[ActorYear, ...]:
    """The years of an actor that have pages of their own, the newest first; else none."""
    if not is_split(actor, index):
        return ()
    by_year = _by_year(record_of(actor, index))
    return tuple(
        ActorYear(year, _address(actor, year), by_year[year].count)
        for year in sorted(by_year, reverse=True)
    )


def _address(actor: Actor, year: int) -> str:
    return f"{actor.address}{year}/"


def _by_year(record: Record) -> Mapping[int, Record]:
    """The same by year: of a stance, the year in which it is known to have held."""
    found: defaultdict[int, Record] = defaultdict(Record)
    for stance in record.stances:
        found[stance.as_of.last_day.year].stances.append(stance)
    for event in record.events:
        found[event.date.first_day.year].events.append(event)
    for statement in record.statements:
        found[statement.date.first_day.year].statements.append(statement)
    for article in record.articles:
        found[article.date.last_day.year].articles.append(article)
    return found


def pages(site: SiteData) -> Iterator[Page]:
    """A page for each year of each actor whose own page cannot show everything."""
    for actor in site.briefing.actors:
        years = years_of(actor, site.index)
        for year in years:
            yield Page(
                address=year.address,
                title=f"{actor.name} in {year.title}",
                make=partial(_content, actor, year, years, site),
                description=f"Where {actor.name} stood, what it did and said in {year.title}.",
            )


def _content(
    actor: Actor, year: ActorYear, years: tuple[ActorYear, ...], site: SiteData
) -> Content:
    record = _by_year(record_of(actor, site.index))[year.number]
    view = ActorYearView(
        actor=actor,
        year=year,
        years=years,
        stances=tuple(record.stances),
        chronology=by_month(map(site.entry_of, record.events)),
        statements=tuple(sorted(record.statements, key=lambda row: row.date.sort_key())),
        articles=tuple(record.articles),
    )
    filled = {
        "stands": view.stances,
        "chronology": view.chronology,
        "statements": view.statements,
        "articles": view.articles,
    }
    outline = {key: one for key, one in OUTLINE.items() if filled[key]}
    rows = (*view.stances, *view.statements)
    return Content(
        shows={"year": view, "outline": outline},
        sections=tuple(outline.values()),
        # The search finds the page of the actor.
        search=None,
        provenance=Provenance({*view.articles, *(row.article for row in rows)}),
    )


def outputs(briefing: Briefing) -> Iterator[str]:
    """The files of these pages, also of those that only a larger briefing has."""
    years = {
        *(row.as_of.last_day.year for row in briefing.backing),
        *(event.date.first_day.year for event in briefing.events),
        *(row.date.first_day.year for row in briefing.statements),
        *(article.date.last_day.year for article in briefing.articles),
    }
    in_order = sorted(years)
    for actor in briefing.actors:
        for year in in_order:
            yield page_file(_address(actor, year))
