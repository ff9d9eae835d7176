"""Collects what the search needs to find a page: its kind, its date, and facets to narrow by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.entities import Actor, Article, Conflict, Side
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.membership import is_outside_membership

Facet = Literal["kind", "actor", "conflict", "side", "year"]
Kind = Literal["Article", "Actor", "Conflict", "Chronology", "Source", "Guide for writers", "Page"]


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What the search knows of a page besides its text.

    Attributes:
        facets: pairs of a facet and a value, without the kind.
        date: the date of what the page is about, if it is about one thing.
    """

    kind: Kind
    facets: tuple[tuple[Facet, str], ...] = ()
    date: Date | None = None


PLAIN: Final = SearchEntry("Page")
CHRONOLOGY: Final = SearchEntry("Chronology")
SOURCE: Final = SearchEntry("Source")
FOR_WRITERS: Final = SearchEntry("Guide for writers")
"""The search lists these pages last: readers look for what the briefing says."""


def for_year(title: str) -> SearchEntry:
    """The entry of one year's chronology."""
    return SearchEntry("Chronology", (("year", title),))


class SearchMetadata:
    """Gives the search entries of articles, actors and conflicts of one briefing."""

    def __init__(self, index: Index) -> None:
        self._labels = _side_labels(index.briefing.conflicts)
        self._actors: defaultdict[Article, dict[Actor, None]] = defaultdict(dict)
        for actor, articles in index.articles_with.items():
            for article in articles:
                self._actors[article][actor] = None
        self._conflicts: defaultdict[Article, list[Conflict]] = defaultdict(list)
        for conflict in index.briefing.conflicts:
            for article in index.articles_of.get(conflict, ()):
                self._conflicts[article].append(conflict)
        self._backed_sides: Mapping[Article, frozenset[Side]] = {
            article: frozenset(row.side for row in rows if not is_outside_membership(row))
            for article, rows in index.backing_in.items()
        }

    def article(self, article: Article) -> SearchEntry:
        """Found by the actors it names, and the sides it names or reports a stance towards."""
        actors = self._actors.get(article, {})
        conflicts = self._conflicts.get(article, [])
        backed = self._backed_sides.get(article, frozenset())
        sides = (
            side
            for conflict in conflicts
            for side in conflict.sides
            if side in backed or side.actor in actors
        )
        return SearchEntry(
            "Article",
            (
                *(("actor", actor.name) for actor in actors),
                *(("conflict", conflict.title) for conflict in conflicts),
                *(("side", self._labels[side]) for side in sides),
                *(("year", year) for year in _years(article.date)),
            ),
            article.date,
        )

    def actor(self, actor: Actor, sides: Iterable[tuple[Conflict, Side]]) -> SearchEntry:
        """Found by its name, and by the sides that it is, or is on."""
        sides = tuple(sides)
        titles = dict.fromkeys(conflict.title for conflict, _ in sides)
        labels = dict.fromkeys(self._labels[side] for _, side in sides)
        return SearchEntry(
            "Actor",
            (
                ("actor", actor.name),
                *(("conflict", title) for title in titles),
                *(("side", label) for label in labels),
            ),
        )

    def conflict(self, conflict: Conflict) -> SearchEntry:
        """Found by its title and its sides."""
        return SearchEntry(
            "Conflict",
            (
                ("conflict", conflict.title),
                *(("side", self._labels[side]) for side in conflict.sides),
            ),
        )


def _side_labels(conflicts: Iterable[Conflict]) -> Mapping[Side, str]:
    """The name of each side, with its conflict if two conflicts have a side of that name."""
    named = [(conflict, side) for conflict in conflicts for side in conflict.sides]
    name_counts = Counter(side.name for _, side in named)
    return {
        side: side.name if name_counts[side.name] == 1 else f"{side.name} ({conflict.title})"
        for conflict, side in named
    }


def _years(date: Date) -> tuple[str, ...]:
    """The years of a date's first and last day, as far as it names them."""
    days = (day for day in (date.earliest, date.latest) if day is not None)
    return tuple(dict.fromkeys(f"{day.year:04}" for day in days))
