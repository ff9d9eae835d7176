"""Selects every source and what rests on it, on one page or on one a publisher."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.names import slug_of
from mkdocs_briefing.model.entities import Article, Row, Source
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.wording.words import claim

SOURCES_ON_ONE_PAGE: Final = 300
"""With more sources than these, each publisher has a page of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A row in one line, and where it is claimed."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, eq=False)
class Resting:
    """What one article builds on a source; no claims where it only cites it."""

    article: Article
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cited:
    """A source and all that rests on it."""

    source: Source
    resting: tuple[Resting, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Publisher:
    """The sources of one publisher, however it is spelt."""

    id: str
    name: str
    address: str
    sources: tuple[Cited, ...]
    source_count: int


@dataclass(frozen=True, slots=True, eq=False)
class SourceList:
    """Every source by publisher; the sources themselves stand elsewhere if ``by_publisher``."""

    publishers: tuple[Publisher, ...]
    source_count: int
    by_publisher: bool

    @property
    def sections(self) -> tuple[Section, ...]:
        if self.by_publisher:
            return ()
        return tuple(Section(publisher.id, publisher.name) for publisher in self.publishers)


def page(index: Index, *, by_publisher: bool) -> SourceList:
    """All sources, in the order of the briefing."""
    citing = _citing(index)
    groups: defaultdict[str, list[Source]] = defaultdict(list)
    for source in index.briefing.sources:
        groups[slug_of(source.publisher)].append(source)
    return SourceList(
        publishers=tuple(
            Publisher(
                id=f"_{slug}",
                name=sources[0].publisher,
                address=f"sources/{slug}/",
                sources=tuple(Cited(source, _resting(source, index, citing)) for source in sources),
                source_count=len(sources),
            )
            for slug, sources in groups.items()
        ),
        source_count=len(index.briefing.sources),
        by_publisher=by_publisher,
    )


def _citing(index: Index) -> Mapping[Source, tuple[Article, ...]]:
    found: defaultdict[Source, list[Article]] = defaultdict(list)
    for article in index.briefing.articles:
        for source in article.sources:
            found[source].append(article)
    return {source: tuple(articles) for source, articles in found.items()}


def _resting(
    source: Source, index: Index, citing: Mapping[Source, tuple[Article, ...]]
) -> tuple[Resting, ...]:
    claims: defaultdict[Article, list[Row]] = defaultdict(list)
    for row in index.rows_resting_on.get(source, ()):
        claims[row.article].append(row)
    articles = dict.fromkeys((*claims, *citing.get(source, ())))
    return tuple(
        Resting(article, tuple(Claim(claim(row), row.address) for row in claims.get(article, ())))
        for article in articles
    )
