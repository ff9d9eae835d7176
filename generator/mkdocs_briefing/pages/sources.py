"""Makes the list of all sources and of what rests on them, on one page or one a publisher."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.addresses import page_file
from mkdocs_briefing.core.names import publisher_slug
from mkdocs_briefing.model.entities import Article, Briefing, Row, Source
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.feedback import Provenance
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.page import Page, SiteData
from mkdocs_briefing.pages.search_metadata import SOURCE
from mkdocs_briefing.wording.words import claim

SOURCES_ON_ONE_PAGE: Final = 300
"""With more sources than these, each publisher has a page of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class ClaimLink:
    """A claim in one line, and where it is made."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, eq=False)
class Citation:
    """One article's use of a source; without claims if the article only cites it."""

    article: Article
    claims: tuple[ClaimLink, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CitedSource:
    """A source, and everything that rests on it."""

    source: Source
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Publisher:
    """The sources of one publisher, however its name is spelt."""

    id: str
    name: str
    address: str
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SourceList:
    """Every publisher; their sources are listed on pages of their own if ``by_publisher``."""

    publishers: tuple[Publisher, ...]
    by_publisher: bool


def index_page(site: SiteData) -> Iterator[Page]:
    """The list of all sources, or of all publishers."""
    by_publisher = site.links.sources_by_publisher
    # The pages of publishers have the citations if the list is split.
    publishers = _publishers(site.index, with_citations=not by_publisher)
    yield Page(
        title="Sources",
        shows={"sources": SourceList(publishers, by_publisher)},
        description="Every source, and what rests on it.",
        sections=()
        if by_publisher
        else tuple(Section(publisher.id, publisher.name) for publisher in publishers),
        anchors=frozenset(source.id for source in site.briefing.sources),
        search=SOURCE,
    )


def publisher_pages(site: SiteData) -> Iterator[Page]:
    """A page for each publisher if the list of sources is split, otherwise none."""
    if not site.links.sources_by_publisher:
        return
    for publisher in _publishers(site.index, with_citations=True):
        yield Page(
            address=publisher.address,
            title=f"Sources: {publisher.name}",
            shows={"publisher": publisher},
            description=f"What {publisher.name} published, and what rests on it.",
            search=SOURCE,
            provenance=Provenance(
                {citation.article for one in publisher.sources for citation in one.citations}
            ),
        )


def outputs(briefing: Briefing) -> Iterator[str]:
    """The files of these pages, also of those that only a longer list of sources will have."""
    for slug in dict.fromkeys(publisher_slug(source.publisher) for source in briefing.sources):
        yield page_file(_address(slug))


def _address(slug: str) -> str:
    return f"sources/{slug}/"


def _publishers(index: Index, *, with_citations: bool) -> tuple[Publisher, ...]:
    """All sources by publisher, in the order of the briefing."""
    citing = _citing_articles(index) if with_citations else {}
    groups: defaultdict[str, list[Source]] = defaultdict(list)
    for source in index.briefing.sources:
        groups[publisher_slug(source.publisher)].append(source)
    return tuple(
        Publisher(
            id=f"_{slug}",
            name=sources[0].publisher,
            address=_address(slug),
            sources=tuple(
                CitedSource(
                    source,
                    _citations(source, index, citing.get(source, ())) if with_citations else (),
                )
                for source in sources
            ),
        )
        for slug, sources in groups.items()
    )


def _citing_articles(index: Index) -> Mapping[Source, Iterable[Article]]:
    """The articles that declare each source in their header."""
    citing: defaultdict[Source, list[Article]] = defaultdict(list)
    for article in index.briefing.articles:
        for source in article.sources:
            citing[source].append(article)
    return citing


def _citations(source: Source, index: Index, citing: Iterable[Article]) -> tuple[Citation, ...]:
    rows: defaultdict[Article, list[Row]] = defaultdict(list)
    for row in index.rows_resting_on.get(source, ()):
        rows[row.article].append(row)
    return tuple(
        Citation(
            article, tuple(ClaimLink(claim(row), row.address) for row in rows.get(article, ()))
        )
        for article in dict.fromkeys((*rows, *citing))
    )
