"""Makes the articles, and resolves the sources, conflicts and ids that their rows refer to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from mkdocs_briefing.content.actors import ActorRegistry
from mkdocs_briefing.content.anchors import IdClaim, RowKey, anchors_of_ids
from mkdocs_briefing.content.budget import BYTES_SHOWN, NAMED
from mkdocs_briefing.content.citations import Citations, cite
from mkdocs_briefing.content.conflicts import ConflictRegistry
from mkdocs_briefing.content.header.nodes import Location
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.row_keys import ROW_KINDS
from mkdocs_briefing.content.schema import ArticleEntry, SourceEntry
from mkdocs_briefing.content.sources import SourceRegistry
from mkdocs_briefing.model.entities import Actor, Article, Conflict, Source

ArticleFile = ParsedFile[ArticleEntry]


@dataclass(frozen=True, slots=True, eq=False)
class PreparedArticle:
    """An article's file, and what its references to sources and conflicts mean.

    Attributes:
        conflict: the one that the article itself names.
        row_conflicts: of each row that belongs to one; other rows make no claims.
    """

    file: ArticleFile
    citations: Citations
    conflict: Conflict | None
    row_conflicts: Mapping[Location, Conflict]


@dataclass(frozen=True, slots=True, eq=False)
class ResolvedArticle:
    """An article, and what its rows refer to besides actors.

    Attributes:
        conflicts: of each row that makes claims.
        sources: of each row and each voice.
        id_anchors: of each row that has an ``id``.
    """

    file: ArticleFile
    article: Article
    conflicts: Mapping[Location, Conflict]
    sources: Mapping[Location, tuple[Source, ...]]
    id_anchors: Mapping[Location, str]


def prepare_article(file: ArticleFile, conflicts: ConflictRegistry) -> PreparedArticle:
    """Find the sources and conflicts that an article and its rows name."""
    name = file.entry.conflict
    own = conflicts.find(name, file, ("conflict",)) if name is not None else None
    row_conflicts: dict[Location, Conflict] = {}
    for location, row in file.entry.rows:
        if row.conflict is not None:
            conflict = conflicts.find(row.conflict, file, (*location, "conflict"))
        elif name is not None:
            conflict = own
        else:
            conflict = conflicts.find(None, file, location)
        if conflict is not None:
            row_conflicts[location] = conflict
    return PreparedArticle(file, cite(file), own, row_conflicts)


def described_sources(articles: Iterable[PreparedArticle]) -> Iterator[SourceEntry]:
    """Yield every description of a source, in the order of the files."""
    for article in articles:
        yield from article.file.entry.sources.values()
        yield from article.citations.article
        for citation in article.citations.by_location.values():
            if citation is not article.citations.article:
                yield from citation


def id_claims(articles: Iterable[PreparedArticle]) -> Iterator[IdClaim]:
    """Yield every row that has an ``id``, in the order of the files."""
    for article in articles:
        for location, row in article.file.entry.rows:
            conflict = article.row_conflicts.get(location)
            if row.id is not None and conflict is not None:
                kind = ROW_KINDS[type(row)]
                yield IdClaim(row.id, conflict, kind, article.file, location)


def resolve_articles(
    prepared: Sequence[PreparedArticle],
    conflicts: ConflictRegistry,
    sources: SourceRegistry,
    actors: ActorRegistry,
) -> list[ResolvedArticle]:
    """Make the articles, and find what their rows refer to besides actors."""
    anchors = anchors_of_ids(id_claims(prepared))
    return [resolve_article(one, anchors, conflicts, sources, actors) for one in prepared]


def resolve_article(
    prepared: PreparedArticle,
    anchors: Mapping[RowKey, str],
    conflicts: ConflictRegistry,
    sources: SourceRegistry,
    actors: ActorRegistry,
) -> ResolvedArticle:
    """Make an article, and find what its rows refer to besides actors.

    Args:
        prepared: the article.
        anchors: of all rows that have an id.
        conflicts: every conflict.
        sources: every source.
        actors: takes the names that the article itself has.
    """
    file, citations = prepared.file, prepared.citations
    entry = file.entry
    id_anchors: dict[Location, str] = {}
    conflict_by_row: dict[Location, Conflict] = {}
    for location, row in entry.rows:
        if row.id is not None:
            anchor = anchors.get((file.path, location))
            if anchor is None:
                continue  # The id is taken: the row makes no claim.
            id_anchors[location] = anchor
        if location in prepared.row_conflicts:
            conflict_by_row[location] = prepared.row_conflicts[location]
    conflict = prepared.conflict
    if entry.conflict is None:
        conflict = conflicts.only or _only(conflict_by_row.values())
    article = Article(
        slug=file.slug,
        path=file.path,
        title=entry.title,
        date=entry.date,
        updated=entry.updated,
        summary=entry.summary,
        authors=entry.authors,
        tags=entry.tags,
        draft=entry.draft,
        conflict=conflict,
        sources=sources.find(chain(citations.article, entry.sources.values())),
        actors=_actors(file, actors),
    )
    own_sources = sources.find(citations.article)
    row_sources = {
        location: own_sources if citation is citations.article else sources.find(citation)
        for location, citation in citations.by_location.items()
    }
    return ResolvedArticle(file, article, conflict_by_row, row_sources, id_anchors)


def _actors(file: ArticleFile, actors: ActorRegistry) -> tuple[Actor, ...]:
    """Return the actors that the article itself names, unless that would cost too much."""
    names = file.entry.actors
    each = NAMED + (len(file.entry.title) + len(file.entry.summary or "")) // BYTES_SHOWN
    if not file.spend(each * len(names), "the actors that it names", ("actors",)):
        return ()
    return actors.find_all(names, file, ("actors",))


def _only(conflicts: Iterable[Conflict]) -> Conflict | None:
    distinct = tuple(dict.fromkeys(conflicts))
    return distinct[0] if len(distinct) == 1 else None
