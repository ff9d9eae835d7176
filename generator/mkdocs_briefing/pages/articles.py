"""Makes the page of each article, and the list of all articles by year and month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from mkdocs_briefing.core.dates import MONTHS
from mkdocs_briefing.model.entities import Actor, Article, Backing, Role, Source, Statement
from mkdocs_briefing.model.index import Index, actors_of, attributions
from mkdocs_briefing.pages.events import ArticleEvent, events_in
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.wording.words import stands

OUTLINE: Final[Mapping[str, Section]] = {
    "backing": Section("_backing", "Who stands where"),
    "events": Section("_events", "What happened"),
    "statements": Section("_statements", "Who said what"),
    "roles": Section("_roles", "Who held which post"),
    "sources": Section("_sources", "Sources"),
}

ARTICLES_WITH_SUMMARIES: Final = 500
"""With more articles than these, the list of all has only their dates and titles."""


@dataclass(frozen=True, slots=True, eq=False)
class BackingGroup:
    """Rows of an article that say the same of several actors, in the order of the first.

    Attributes:
        phrase: what the actors do, such as ``backs`` or ``back``.
    """

    rows: tuple[Backing, ...]
    phrase: str

    @property
    def first(self) -> Backing:
        return self.rows[0]


@dataclass(frozen=True, slots=True, eq=False)
class ArticleView:
    """One article with every claim it makes.

    Attributes:
        backing_groups: the backing rows in few lines.
        actors: everyone who is named in a row or under ``actors``, each once.
        sources: those of the article and of its rows, each once.
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
    sources: tuple[Source, ...]
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
        sources=tuple(dict.fromkeys(sources)),
        claim_count=len(backing) + len(events) + len(statements) + len(roles),
        outline={name: section for name, section in OUTLINE.items() if contents[name]},
    )


def _backing_groups(rows: Iterable[Backing]) -> tuple[BackingGroup, ...]:
    groups: defaultdict[tuple[object, ...], list[Backing]] = defaultdict(list)
    for row in rows:
        groups[row.to, row.stance, row.status, row.disputed].append(row)
    return tuple(
        BackingGroup(tuple(group), stands(group[0].stance, together=len(group) > 1))
        for group in groups.values()
    )


@dataclass(frozen=True, slots=True, eq=False)
class Month:
    """The articles of one month, the newest first."""

    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """The articles of one year by month, the newest first."""

    id: str
    title: str
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ArticleList:
    """Every article by year and month, the newest first."""

    years: tuple[Year, ...]
    with_summaries: bool


def index_page(site: SiteData) -> Iterator[Page]:
    """The list of all articles."""

    def content() -> Content:
        articles = site.briefing.articles
        years = tuple(_years(articles))
        view = ArticleList(years, with_summaries=len(articles) <= ARTICLES_WITH_SUMMARIES)
        return Content(
            shows={"articles": view},
            sections=tuple(Section(year.id, year.title) for year in years),
        )

    yield Page(
        title="Articles",
        make=content,
        description="Every article of this briefing, the newest first.",
    )


def _years(articles: tuple[Article, ...]) -> Iterator[Year]:
    groups: defaultdict[int, defaultdict[int, list[Article]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for article in articles:
        day = article.date.first_day
        groups[day.year][day.month].append(article)
    for number, months in sorted(groups.items(), reverse=True):
        yield Year(
            id=f"_{number}",
            title=str(number),
            months=tuple(
                Month(f"{MONTHS[month - 1]} {number}", tuple(month_articles))
                for month, month_articles in sorted(months.items(), reverse=True)
            ),
        )
