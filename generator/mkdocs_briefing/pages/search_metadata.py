"""Selects by what the search finds a page: its kind, its date, and facets to narrow it by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.entities import Actor, Article, Conflict, Side
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.actors import Place

Facet = Literal["kind", "actor", "conflict", "side", "year"]
Kind = Literal["Article", "Actor", "Conflict", "Chronology", "Source", "Page"]


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What the search knows of a page besides its text.

    Attributes:
        facets: pairs of a facet and a value; the kind is told by itself.
        date: the date of what the page tells of, if it tells of one thing.
    """

    kind: Kind
    facets: tuple[tuple[Facet, str], ...] = ()
    date: Date | None = None


PLAIN: Final = SearchEntry("Page")
CHRONOLOGY: Final = SearchEntry("Chronology")
SOURCE: Final = SearchEntry("Source")


def of_year(title: str) -> SearchEntry:
    """The chronology of one year; ``title`` is the year, or what stands in for it."""
    return SearchEntry("Chronology", (_year(title),) if title.isdigit() else ())


class SearchMetadata:
    """The findings of articles, actors and conflicts; what they share is worked out once."""

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
        self._stances: Mapping[Article, frozenset[Side]] = {
            article: frozenset(row.side for row in rows)
            for article, rows in index.backing_in.items()
        }

    def article(self, article: Article) -> SearchEntry:
        """Found by whom it names, and by the sides that it names or tells a stance towards."""
        actors = self._actors.get(article, {})
        conflicts = self._conflicts.get(article, [])
        towards = self._stances.get(article, frozenset())
        sides = (
            side
            for conflict in conflicts
            for side in conflict.sides
            if side in towards or side.actor in actors
        )
        return SearchEntry(
            "Article",
            (
                *(("actor", actor.name) for actor in actors),
                *(("conflict", conflict.title) for conflict in conflicts),
                *(("side", self._labels[side]) for side in sides),
                *(_year(year) for year in _years(article.date)),
            ),
            article.date,
        )

    def actor(self, actor: Actor, places: Iterable[Place]) -> SearchEntry:
        """Found by its name, and by the sides that it is, or is on."""
        places = tuple(places)
        return SearchEntry(
            "Actor",
            (
                ("actor", actor.name),
                *(("conflict", title) for title in _once(one.conflict.title for one in places)),
                *(("side", label) for label in _once(self._labels[one.side] for one in places)),
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


def _once(values: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(values))


def _side_labels(conflicts: Iterable[Conflict]) -> Mapping[Side, str]:
    """The name of each side, with its conflict where two conflicts have a side of that name."""
    named = [(conflict, side) for conflict in conflicts for side in conflict.sides]
    times = Counter(side.name for _, side in named)
    return {
        side: side.name if times[side.name] == 1 else f"{side.name} ({conflict.title})"
        for conflict, side in named
    }


def _year(year: str) -> tuple[Facet, str]:
    return ("year", year)


def _years(date: Date) -> tuple[str, ...]:
    """The years in which a date can lie; of one that is open, the year that it names."""
    days = [day for day in (date.earliest, date.latest) if day is not None]
    return tuple(dict.fromkeys(f"{day.year:04}" for day in days))
