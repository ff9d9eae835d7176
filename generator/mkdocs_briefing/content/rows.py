"""Finds the actors in rows, and gives each row its anchor."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, NamedTuple, TypedDict, TypeVar

from mkdocs_briefing.content.actors import ActorRegistry
from mkdocs_briefing.content.anchors import derived_anchor
from mkdocs_briefing.content.articles import ArticleFile, ResolvedArticle
from mkdocs_briefing.content.budget import PLACES, SOURCE, RowCosts, weight_of_names, weight_of_row
from mkdocs_briefing.content.header.nodes import Location
from mkdocs_briefing.content.row_keys import names_of, rows_of_kind, voices_of
from mkdocs_briefing.content.schema import (
    AttributionEntry,
    BackingEntry,
    DenialEntry,
    EventEntry,
    RowEntry,
    StatementEntry,
)
from mkdocs_briefing.core.names import slug_of
from mkdocs_briefing.model.entities import Actor, Article, Attribution, Conflict, Source

R_co = TypeVar("R_co", bound=RowEntry, covariant=True)
R = TypeVar("R", bound=RowEntry)


class SharedFields(TypedDict):
    """What every claim takes over from its row."""

    conflict: Conflict
    article: Article
    sources: tuple[Source, ...]
    note: str | None


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


class _Named(NamedTuple):
    """Whom a row names, by key: actors, and those who say or deny what it claims."""

    names: Mapping[str, Sequence[str]]
    voices: Mapping[str, Sequence[AttributionEntry]]


def resolve_rows(
    kind: type[R], articles: Iterable[ResolvedArticle], actors: ActorRegistry, costs: RowCosts
) -> Iterator[ResolvedRow[R]]:
    """Find the actors in the rows of one kind; yield the rows that make claims.

    Rows for which the budget does not allow are left out.
    """
    for article in articles:
        anchors: set[str] = set()
        for location, entry in rows_of_kind(article.file.entry, kind):
            what = f"the {location[0]} in it"
            named = _Named(names_of(entry), voices_of(entry))
            cost = _cost(entry, location, article, named, costs)
            if not article.file.spend(cost, what, location):
                return
            row = _resolve_row(entry, location, article, named, actors)
            if row is None:
                continue
            if entry.id is None and row.anchor in anchors:
                message = "this row says the same as one above it; remove one"
                article.file.warn(location, "duplicate-row", message)
                continue
            anchors.add(row.anchor)
            names = {actor.name for actor in chain.from_iterable(row.actors.values())}
            weight = weight_of_names(names)
            if weight and not article.file.spend(weight, what, location):
                return
            yield row


def _cost(
    entry: RowEntry, location: Location, article: ResolvedArticle, named: _Named, costs: RowCosts
) -> int:
    """Return what a row costs in all the places that show it."""
    voices = (voice.who for several in named.voices.values() for voice in several)
    names = {*chain.from_iterable(named.names.values()), *voices}
    conflict = article.conflicts.get(location)
    sources = article.sources.get(location, ())
    repeated = len(article.article.title) + (len(conflict.title) if conflict else 0)
    for source in sources:
        repeated += len(source.publisher) + len(source.title or "") + len(source.url or "") + SOURCE
    weight = weight_of_row(article.file.size_of(location), names, repeated)
    if isinstance(entry, BackingEntry):
        # Each pair of a by and a to is a claim of its own.
        return len(entry.by) * len(entry.to) * weight * (PLACES + 4)
    if isinstance(entry, EventEntry):
        return costs.of_account(conflict, entry.id, weight, names) + costs.of_year(entry.date)
    if isinstance(entry, StatementEntry):
        return costs.of_statement(conflict, entry.event, weight, names)
    return weight * (PLACES + len(names))


def _resolve_row(
    entry: R, location: Location, article: ResolvedArticle, named: _Named, actors: ActorRegistry
) -> ResolvedRow[R] | None:
    # Names count as used, and are checked, also in rows that make no claim.
    found = {
        key: actors.find_all(names, article.file, (*location, key)) if names else ()
        for key, names in named.names.items()
    }
    voices = {
        key: _find_voices(several, article, (*location, key), actors) if several else ()
        for key, several in named.voices.items()
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
            date=voice.date if isinstance(voice, DenialEntry) else None,
            until=voice.until if isinstance(voice, DenialEntry) else None,
        )
        for index, voice in enumerate(voices)
    )
