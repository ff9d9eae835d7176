"""Makes the page of each article, and the list of all articles, on one page or one a year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

from mkdocs_briefing.core.addresses import page_file
from mkdocs_briefing.core.dates import MONTHS
from mkdocs_briefing.model.entities import (
    Actor,
    Article,
    Backing,
    Briefing,
    Role,
    Source,
    Statement,
)
from mkdocs_briefing.model.index import Index, actors_of, attributions
from mkdocs_briefing.model.row_days import is_announced
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts.article_events import ArticleEvent, events_in
from mkdocs_briefing.pages.parts.article_files import form_address
from mkdocs_briefing.pages.parts.feedback import Provenance
from mkdocs_briefing.pages.parts.outline import Section
from mkdocs_briefing.wording.words import stands

OUTLINE: Final[Mapping[str, Section]] = {
    "backing": Section("_backing", "Who stands where"),
    "events": Section("_events", "What happened"),
    "statements": Section("_statements", "Who said what"),
    "roles": Section("_roles", "Who held which post"),
    "sources": Section("_sources", "Sources"),
}

ARTICLES_ON_ONE_PAGE: Final = 200
"""With more articles than these, each year has a page of its own."""

ARTICLES_OF_A_YEAR: Final = 400
"""A year with more articles than these has a page for each month."""

NEWEST_ARTICLES: Final = 30
"""How many the list shows if years have pages of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class BackingGroup:
    """Rows of an article that say the same of several actors, in the order of the first.

    Attributes:
        phrase: what the actors do, such as ``backs`` or ``back``.
        is_announced: whether they will only do it from the day on that the first row names.
    """

    rows: tuple[Backing, ...]
    phrase: str
    is_announced: bool

    @property
    def first(self) -> Backing:
        return self.rows[0]


@dataclass(frozen=True, slots=True, eq=False)
class ArticleView:
    """One article with every claim it makes.

    Attributes:
        backing_groups: the backing rows in few lines.
        actors: everyone who is named in a row or under ``actors``, each once.
        sources: those of the article and of its rows, each once, with its number in the list.
        form: the address of the form with the article in it.
        claim_count: how many claims it makes in all; an event counts once.
        outline: the sections it has, by their names in ``OUTLINE``.
    """

    article: Article
    backing_groups: tuple[BackingGroup, ...]
    backing: tuple[Backing, ...]
    events: tuple[ArticleEvent, ...]
    statements: tuple[Statement, ...]
    roles: tuple[Role, ...]
    actors: tuple[Actor, ...]
    sources: Mapping[Source, int]
    form: str
    claim_count: int
    outline: Mapping[str, Section]


def pages(site: SiteData) -> Iterator[Page]:
    """A page for each article."""

    def content(article: Article) -> Content:
        view = _view(
            article,
            site.index,
            events_in(article, site.index.events_in.get(article, ()), site.entry_of),
        )
        return Content(
            shows={"article": view, "outline": view.outline},
            sections=tuple(view.outline.values()),
            search=site.search.article(article),
        )

    for article in site.briefing.articles:
        yield Page(
            address=article.address,
            title=article.title,
            make=partial(content, article),
            description=article.summary,
            body=article.path,
            anchors=frozenset(site.index.anchors_in.get(article, ())),
        )


def _view(article: Article, index: Index, events: tuple[ArticleEvent, ...]) -> ArticleView:
    """What one article claims, in the order of its header."""
    backing = index.backing_in.get(article, ())
    statements = index.statements_in.get(article, ())
    roles = index.roles_in.get(article, ())
    accounts = tuple(counted.account for event in events for counted in event.accounts)
    rows = (*backing, *accounts, *statements, *roles)
    voices = (voice for row in (*backing, *accounts) for voice in attributions(row))
    sources = (
        *article.sources,
        *(source for row in rows for source in row.sources),
        *(source for voice in voices for source in voice.sources),
    )
    actors = (*(actor for row in rows for actor in actors_of(row)), *article.actors)
    contents: Mapping[str, tuple[object, ...]] = {
        "backing": backing,
        "events": events,
        "statements": statements,
        "roles": roles,
        "sources": sources,
    }
    return ArticleView(
        article=article,
        backing_groups=_backing_groups(backing),
        backing=backing,
        events=events,
        statements=statements,
        roles=roles,
        actors=tuple(dict.fromkeys(actors)),
        sources={source: number for number, source in enumerate(dict.fromkeys(sources), 1)},
        form=form_address(article),
        claim_count=len(backing) + len(events) + len(statements) + len(roles),
        outline={name: section for name, section in OUTLINE.items() if contents[name]},
    )


def _backing_groups(rows: Iterable[Backing]) -> tuple[BackingGroup, ...]:
    groups: defaultdict[tuple[object, ...], list[Backing]] = defaultdict(list)
    for row in rows:
        announced_for = row.since if is_announced(row) else None
        groups[row.to, row.stance, row.status, row.disputed, row.until, announced_for].append(row)
    return tuple(
        BackingGroup(
            tuple(group), stands(group[0].stance, together=len(group) > 1), is_announced(group[0])
        )
        for group in groups.values()
    )


# The list of all


@dataclass(frozen=True, slots=True, eq=False)
class Month:
    """The articles of one month, the newest first.

    Attributes:
        address: of its own page, if the year is split.
    """

    id: str
    title: str
    articles: tuple[Article, ...]
    address: str


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """The articles of one year by month, the newest first."""

    id: str
    title: str
    months: tuple[Month, ...]
    address: str

    @property
    def article_count(self) -> int:
        return sum(len(month.articles) for month in self.months)

    @property
    def is_split(self) -> bool:
        """Whether each month has a page of its own."""
        return self.article_count > ARTICLES_OF_A_YEAR


@dataclass(frozen=True, slots=True, eq=False)
class ArticleList:
    """Every article by year and month, the newest first, or if there are many, every year.

    Attributes:
        by_year: whether each year has a page of its own.
        newest: if so, the newest articles.
    """

    years: tuple[Year, ...]
    by_year: bool
    newest: tuple[Article, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Period:
    """The articles of one year or month, and the periods of the same length next to it.

    Attributes:
        within: the year that a month belongs to.
    """

    title: str
    months: tuple[Month, ...]
    is_split: bool
    previous: Year | Month | None
    following: Year | Month | None
    within: Year | None = None


def index_page(site: SiteData) -> Iterator[Page]:
    """The list of all articles."""

    def content() -> Content:
        articles = site.briefing.articles
        years = _years(articles)
        by_year = _is_by_year(site.briefing)
        view = ArticleList(years, by_year, articles[:NEWEST_ARTICLES] if by_year else ())
        return Content(
            shows={"articles": view},
            sections=() if by_year else tuple(Section(year.id, year.title) for year in years),
        )

    yield Page(
        title="Articles",
        make=content,
        description="Every article of this briefing, the newest first.",
    )


def period_pages(site: SiteData) -> Iterator[Page]:
    """A page for each year if the list is split, and for each month of a long year."""
    if not _is_by_year(site.briefing):
        return
    years = _years(site.briefing.articles)
    months = tuple(month for year in years if year.is_split for month in year.months)
    for place, year in enumerate(years):
        yield _period_page(
            year.address,
            Period(year.title, year.months, year.is_split, *_neighbours(years, place)),
        )
        for month in year.months if year.is_split else ():
            neighbours = _neighbours(months, months.index(month))
            yield _period_page(
                month.address, Period(month.title, (month,), False, *neighbours, year)
            )


def _period_page(address: str, period: Period) -> Page:
    def content() -> Content:
        sections = (
            tuple(Section(month.id, month.title) for month in period.months)
            if len(period.months) > 1 and not period.is_split
            else ()
        )
        shown = (article for month in period.months for article in month.articles)
        return Content(
            shows={"period": period}, sections=sections, provenance=Provenance(tuple(shown))
        )

    return Page(
        address=address,
        title=f"Articles of {period.title}",
        make=content,
        description=f"Every article of {period.title}, the newest first.",
    )


PeriodT = TypeVar("PeriodT", Year, Month)


def _neighbours(periods: Sequence[PeriodT], place: int) -> tuple[PeriodT | None, PeriodT | None]:
    """The period before one, and the one after it; the newest comes first."""
    before = periods[place + 1] if place + 1 < len(periods) else None
    return before, periods[place - 1] if place > 0 else None


def outputs(briefing: Briefing) -> Iterator[str]:
    """The files of these pages, also of those that only a longer list will have."""
    for year in _years(briefing.articles):
        yield page_file(year.address)
        yield from (page_file(month.address) for month in year.months)


def _is_by_year(briefing: Briefing) -> bool:
    return len(briefing.articles) > ARTICLES_ON_ONE_PAGE


def _years(articles: tuple[Article, ...]) -> tuple[Year, ...]:
    groups: defaultdict[int, defaultdict[int, list[Article]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for article in articles:
        day = article.date.first_day
        groups[day.year][day.month].append(article)
    return tuple(
        Year(
            id=f"_{number}",
            title=str(number),
            months=tuple(
                Month(
                    id=f"_{number}-{month:02}",
                    title=f"{MONTHS[month - 1]} {number}",
                    articles=tuple(month_articles),
                    address=f"articles/by-year/{number}-{month:02}/",
                )
                for month, month_articles in sorted(months.items(), reverse=True)
            ),
            address=f"articles/by-year/{number}/",
        )
        for number, months in sorted(groups.items(), reverse=True)
    )
