"""Makes the list of all sources and of what rests on them, on one page or one a publisher."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from mkdocs_briefing.core.addresses import page_file
from mkdocs_briefing.core.names import publisher_slug
from mkdocs_briefing.core.vocabulary import SourceKind
from mkdocs_briefing.model.entities import Article, Backing, Briefing, Row, Source
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts.feedback import Provenance
from mkdocs_briefing.pages.parts.outline import Section
from mkdocs_briefing.pages.parts.search_metadata import SOURCE
from mkdocs_briefing.wording.words import claim_with_end

OUTLINE: Final = (
    Section("_publishers", "On whose word"),
    Section("_sources", "Every source, and what rests on it"),
)

SOURCES_ON_ONE_PAGE: Final = 300
"""With more sources than these, each publisher has a page of its own."""


SOURCES_WITH_CLAIMS: Final = 150
"""A publisher with more sources than these lists the articles that cite them, not each claim."""


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
    """A source, and everything that rests on it.

    Attributes:
        lists_claims: whether each claim is listed; else only the articles are.
    """

    source: Source
    citations: tuple[Citation, ...]
    lists_claims: bool

    @property
    def claim_count(self) -> int:
        return sum(len(citation.claims) for citation in self.citations)


@dataclass(frozen=True, slots=True, eq=False)
class Publisher:
    """The sources of one publisher, however its name is spelt.

    Attributes:
        kinds: of its sources, each once.
        claim_count: how many claims rest on its word.
        second_hand_count: how many of its sources reached the briefing by way of another outlet.
    """

    id: str
    name: str
    address: str
    kinds: tuple[SourceKind, ...]
    claim_count: int
    second_hand_count: int
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SourceList:
    """Every publisher; their sources are listed on pages of their own if ``by_publisher``.

    Attributes:
        publishers: by name.
        by_claims: the same, those with the most claims first.
    """

    publishers: tuple[Publisher, ...]
    by_claims: tuple[Publisher, ...]
    by_publisher: bool


def index_page(site: SiteData) -> Iterator[Page]:
    """The list of all sources, or of all publishers."""
    yield Page(
        title="Sources",
        make=partial(_content, site),
        description="Every source, and what rests on it.",
        anchors=frozenset(source.id for source in site.briefing.sources),
    )


def _content(site: SiteData) -> Content:
    by_publisher = site.links.sources_by_publisher
    # The pages of publishers have the citations if the list is split.
    publishers = _publishers(site.index, with_citations=not by_publisher)
    by_claims = tuple(sorted(publishers, key=lambda one: one.claim_count, reverse=True))
    return Content(
        shows={"sources": SourceList(publishers, by_claims, by_publisher)},
        sections=() if by_publisher or not publishers else OUTLINE,
        search=SOURCE,
    )


def publisher_pages(site: SiteData) -> Iterator[Page]:
    """A page for each publisher if the list of sources is split, otherwise none."""
    if not site.links.sources_by_publisher:
        return
    index = site.index
    citing = cache(lambda: _citing_articles(index))
    for slug, sources in _by_publisher(index):
        name = sources[0].publisher
        yield Page(
            address=_address(slug),
            title=f"Sources: {name}",
            make=partial(_content_of_publisher, slug, sources, index, citing),
            description=f"What {name} published, and what rests on it.",
        )


def outputs(briefing: Briefing) -> Iterator[str]:
    """The files of these pages, also of those that only a longer list of sources will have."""
    for slug in dict.fromkeys(publisher_slug(source.publisher) for source in briefing.sources):
        yield page_file(_address(slug))


def _address(slug: str) -> str:
    return f"sources/{slug}/"


def _content_of_publisher(
    slug: str,
    sources: Iterable[Source],
    index: Index,
    citing: Callable[[], Mapping[Source, Iterable[Article]]],
) -> Content:
    publisher = _publisher(slug, sources, index, citing())
    return Content(
        shows={"publisher": publisher},
        search=SOURCE,
        provenance=Provenance(
            {citation.article for one in publisher.sources for citation in one.citations}
        ),
    )


def _publishers(index: Index, *, with_citations: bool) -> tuple[Publisher, ...]:
    """All sources by publisher, in the order of the briefing."""
    citing = _citing_articles(index) if with_citations else None
    return tuple(_publisher(slug, sources, index, citing) for slug, sources in _by_publisher(index))


def _by_publisher(index: Index) -> Iterable[tuple[str, list[Source]]]:
    groups: defaultdict[str, list[Source]] = defaultdict(list)
    for source in index.briefing.sources:
        groups[publisher_slug(source.publisher)].append(source)
    return groups.items()


def _publisher(
    slug: str,
    sources: Iterable[Source],
    index: Index,
    citing: Mapping[Source, Iterable[Article]] | None,
) -> Publisher:
    """A publisher; its sources come without citations if ``citing`` is ``None``."""
    sources = tuple(sources)
    lists_claims = len(sources) <= SOURCES_WITH_CLAIMS
    cited = tuple(
        CitedSource(
            source,
            () if citing is None else _citations(source, index, citing.get(source, ())),
            lists_claims,
        )
        for source in sources
    )
    resting = {row for one in cited for row in index.rows_resting_on.get(one.source, ())}
    return Publisher(
        id=f"_{slug}",
        name=cited[0].source.publisher,
        address=_address(slug),
        kinds=tuple(dict.fromkeys(one.source.kind for one in cited if one.source.kind)),
        claim_count=len(resting),
        second_hand_count=sum(one.source.via is not None for one in cited),
        sources=cited,
    )


def _in_words(row: Row) -> str:
    """Say what rests on a source, and that it only passes on what it alleges."""
    words = claim_with_end(row)
    is_alleged = isinstance(row, Backing) and row.status == "alleged"
    return f"{words} (alleged)" if is_alleged else words


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
            article,
            tuple(ClaimLink(_in_words(row), row.address) for row in rows.get(article, ())),
        )
        for article in dict.fromkeys((*rows, *citing))
    )
