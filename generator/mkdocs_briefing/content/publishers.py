"""Warns of publishers whose names are probably slips of other publishers' names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from mkdocs_briefing.content.actors import ActorRegistry
from mkdocs_briefing.content.articles import ArticleFile, PreparedArticle
from mkdocs_briefing.content.budget import COMPARISONS, PAGE
from mkdocs_briefing.content.header.nodes import Location
from mkdocs_briefing.core.names import NearNames, folded, invisible_remark, quoted, visible


@dataclass(slots=True)
class _Uses:
    """Where articles name a publisher: the first place in each file, in the order of files."""

    name: str
    places: list[tuple[ArticleFile, Location]] = field(default_factory=list)

    @property
    def line(self) -> str:
        file, location = self.places[0]
        return file.line_of(*location)


NearPublisher: TypeAlias = tuple[ArticleFile, Location, str]
"""Where a publisher is named that is probably a slip, and what to say of it."""


def warn_of_near_publishers(articles: Iterable[PreparedArticle], actors: ActorRegistry) -> None:
    """Warn of publishers whose names are slips, or have letters that nobody sees."""
    for article in articles:
        warn_of_invisible_letters(article)
    for file, location, message in near_publishers(articles, actors):
        file.warn(location, "near-publisher", message)


def warn_of_invisible_letters(article: PreparedArticle) -> None:
    """Warn of publishers in an article whose names have letters that nobody sees."""
    told: set[str] = set()
    for location, publisher in _publishers(article):
        if publisher not in told and (remark := invisible_remark(publisher)) is not None:
            article.file.warn(location, "invisible-character", remark)
        told.add(publisher)


def near_publishers(
    articles: Iterable[PreparedArticle], actors: ActorRegistry
) -> Iterator[NearPublisher]:
    """Yield each publisher close to a declared name, or to one that more articles name.

    A profile silences the warning about its own names. Of two that are named equally often,
    the one that comes up later is the slip.
    """
    uses = _uses(articles)
    sounder = NearNames()
    for form, one in sorted(uses.items(), key=lambda item: -len(item[1].places)):
        file, location = one.places[0]
        near = None
        is_new = not actors.is_declared(form)
        if is_new and file.spend(PAGE, "publishers that each have a page", location):
            near = actors.nearest_declared(form, file, location)
        cost = sounder.comparisons(form) // COMPARISONS
        if is_new and near is None and file.spend(cost, "publishers that are alike", location):
            used = sounder.closest(form)
            near = (visible(uses[used].name), uses[used].line) if used else None
        sounder.add(form)
        if near is None:
            continue
        spelling, line = near
        for file, location in one.places:
            yield (
                file,
                location,
                f"{quoted(visible(one.name))} is close to a name in {line}; did you mean "
                f"{quoted(spelling)}? If not, give it a profile in content/actors/",
            )


def _uses(articles: Iterable[PreparedArticle]) -> Mapping[str, _Uses]:
    uses: dict[str, _Uses] = {}
    for article in articles:
        for form, (location, publisher) in publishers_of(article).items():
            uses.setdefault(form, _Uses(publisher)).places.append((article.file, location))
    return uses


def publishers_of(article: PreparedArticle) -> Mapping[str, tuple[Location, str]]:
    """Return where an article first names each publisher and how it is spelled there.

    By the folded form of the name.
    """
    found: dict[str, tuple[Location, str]] = {}
    for location, publisher in _publishers(article):
        found.setdefault(folded(publisher), (location, publisher))
    return found


def _publishers(article: PreparedArticle) -> Iterator[tuple[Location, str]]:
    """Yield each publisher that an article names, with the place; those of rows come last."""
    entry, citations = article.file.entry, article.citations
    for key, source in entry.sources.items():
        yield ("sources", key, "publisher"), source.publisher
    for source in citations.article:
        yield ("source",), source.publisher
    for location, citation in citations.by_location.items():
        if citation is not citations.article:
            for source in citation:
                yield (*location, "source"), source.publisher
