"""Resolves what the rows of all articles refer to: sources, conflicts, ids and actors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypedDict, TypeVar

from mkdocs_briefing.content.actors import ActorRegistry
from mkdocs_briefing.content.anchors import IdClaim, RowKey, anchors_of_ids, derived_anchor
from mkdocs_briefing.content.citations import Citations, cite
from mkdocs_briefing.content.conflicts import ConflictRegistry
from mkdocs_briefing.content.frontmatter import Location
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.row_keys import ROW_KINDS, names_of, rows_of, rows_of_kind, voices_of
from mkdocs_briefing.content.schema import ArticleEntry, AttributionEntry, RowEntry, SourceEntry
from mkdocs_briefing.content.sources import SourceRegistry
from mkdocs_briefing.core.names import quoted, slug_of
from mkdocs_briefing.model.entities import Actor, Article, Attribution, Conflict, Source

ArticleFile = ParsedFile[ArticleEntry]
R_co = TypeVar("R_co", bound=RowEntry, covariant=True)
R = TypeVar("R", bound=RowEntry)


class SharedFields(TypedDict):
    """What every claim takes over from its row."""

    conflict: Conflict
    article: Article
    sources: tuple[Source, ...]
    note: str | None


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


@dataclass(frozen=True, slots=True, eq=False)
class ResolvedRow(Generic[R_co]):
    """A row, and what it refers to.

    Attributes:
        file: where the row is, and where its problems go.
        actors: by the key that names them.
        voices: who says or denies it, by key.
    """

    entry: R_co
    file: ArticleFile
    location: Location
    anchor: str
    article: Article
    conflict: Conflict
    sources: tuple[Source, ...]
    actors: Mapping[str, tuple[Actor, ...]]
    voices: Mapping[str, tuple[Attribution, ...]]

    @property
    def shared(self) -> SharedFields:
        return {
            "conflict": self.conflict,
            "article": self.article,
            "sources": self.sources,
            "note": self.entry.note,
        }

    def pair_anchor(self, one: str, other: str) -> str:
        """Return the anchor of one pair of names in the row."""
        if self.entry.id is not None:
            return f"{self.anchor}-{slug_of(one)}-{slug_of(other)}"
        return derived_anchor(self.file.slug, self.entry, one, other)


# --- articles -------------------------------------------------------------------------


def prepare_article(file: ArticleFile, conflicts: ConflictRegistry) -> PreparedArticle:
    """Find the sources and conflicts that an article and its rows name."""
    name = file.entry.conflict
    own = conflicts.find(name, file, ("conflict",)) if name is not None else None
    row_conflicts: dict[Location, Conflict] = {}
    for location, row in rows_of(file.entry):
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
            yield from citation


def id_claims(articles: Iterable[PreparedArticle]) -> Iterator[IdClaim]:
    """Yield every row that has an ``id``, in the order of the files."""
    for article in articles:
        for location, row in rows_of(article.file.entry):
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
    return [_resolve_article(one, anchors, conflicts, sources, actors) for one in prepared]


def _resolve_article(
    prepared: PreparedArticle,
    anchors: Mapping[RowKey, str],
    conflicts: ConflictRegistry,
    sources: SourceRegistry,
    actors: ActorRegistry,
) -> ResolvedArticle:
    file, citations = prepared.file, prepared.citations
    entry = file.entry
    id_anchors: dict[Location, str] = {}
    conflict_by_row: dict[Location, Conflict] = {}
    for location, row in rows_of(entry):
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
        actors=_find_actors(entry.actors, file, ("actors",), actors),
    )
    row_sources = {
        location: sources.find(citation) for location, citation in citations.by_location.items()
    }
    return ResolvedArticle(file, article, conflict_by_row, row_sources, id_anchors)


def _only(conflicts: Iterable[Conflict]) -> Conflict | None:
    distinct = tuple(dict.fromkeys(conflicts))
    return distinct[0] if len(distinct) == 1 else None


# --- rows -----------------------------------------------------------------------------


def resolve_rows(
    kind: type[R], articles: Iterable[ResolvedArticle], actors: ActorRegistry
) -> Iterator[ResolvedRow[R]]:
    """Find the actors in the rows of one kind; yield the rows that make claims."""
    for article in articles:
        anchors: set[str] = set()
        for location, entry in rows_of_kind(article.file.entry, kind):
            row = _resolve_row(entry, location, article, actors)
            if row is None:
                continue
            if entry.id is None and row.anchor in anchors:
                message = "this row says the same as one above it; remove one"
                article.file.warn(location, "duplicate-row", message)
                continue
            anchors.add(row.anchor)
            yield row


def _resolve_row(
    entry: R, location: Location, article: ResolvedArticle, actors: ActorRegistry
) -> ResolvedRow[R] | None:
    # Names count as used, and are checked, also in rows that make no claim.
    found = {
        key: _find_actors(names, article.file, (*location, key), actors)
        for key, names in names_of(entry).items()
    }
    voices = {
        key: _find_voices(attributions, article, (*location, key), actors)
        for key, attributions in voices_of(entry).items()
    }
    if location not in article.conflicts:
        return None
    return ResolvedRow(
        entry=entry,
        file=article.file,
        location=location,
        anchor=article.id_anchors.get(location) or derived_anchor(article.file.slug, entry),
        article=article.article,
        conflict=article.conflicts[location],
        sources=article.sources[location],
        actors=found,
        voices=voices,
    )


def _find_actors(
    names: Sequence[str], file: ArticleFile, location: Location, actors: ActorRegistry
) -> tuple[Actor, ...]:
    names_by_actor: dict[Actor, str] = {}
    for index, name in enumerate(names):
        actor = actors.find(name, file, (*location, index))
        if actor in names_by_actor:
            first = names_by_actor[actor]
            message = f"{quoted(name)} and {quoted(first)} are the same actor; name it once"
            file.warn((*location, index), "same-actor", message)
        names_by_actor.setdefault(actor, name)
    return tuple(names_by_actor)


def _find_voices(
    voices: Sequence[AttributionEntry],
    article: ResolvedArticle,
    location: Location,
    actors: ActorRegistry,
) -> tuple[Attribution, ...]:
    return tuple(
        Attribution(
            who=actors.find_or_unnamed(voice.who, article.file, (*location, index, "who")),
            what=voice.what,
            sources=article.sources[(*location, index)],
        )
        for index, voice in enumerate(voices)
    )
