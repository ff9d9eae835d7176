"""Makes the list of all actors by kind."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.vocabulary import ACTOR_KINDS, ActorKind
from mkdocs_briefing.model.entities import Actor, Conflict
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts.belonging import Allegiance, allegiances
from mkdocs_briefing.pages.parts.outline import Section

ACTORS_WITH_SUMMARIES: Final = 500
"""A list of more actors than these leaves their summaries to their pages."""


@dataclass(frozen=True, slots=True, eq=False)
class ActorLine:
    """One line of the list of actors, with the sides it is on, on the day of each conflict."""

    actor: Actor
    allegiances: tuple[Allegiance, ...]
    article_count: int


@dataclass(frozen=True, slots=True, eq=False)
class ActorGroup:
    """The actors of one kind, by name."""

    id: str
    title: str
    actors: tuple[ActorLine, ...]


def index_page(site: SiteData) -> Iterator[Page]:
    """The list of all actors."""

    def content() -> Content:
        groups = actor_groups(site.index, site.days)
        return Content(
            shows={
                "actor_groups": groups,
                "with_summaries": len(site.briefing.actors) <= ACTORS_WITH_SUMMARIES,
            },
            sections=tuple(Section(group.id, group.title) for group in groups),
        )

    yield Page(
        title="Actors",
        make=content,
        description="Everyone who takes part, speaks or is spoken of.",
    )


def actor_groups(index: Index, days: Mapping[Conflict, Day]) -> tuple[ActorGroup, ...]:
    """Every actor by kind; those whose kind is not known come last."""
    by_kind: defaultdict[ActorKind | None, list[ActorLine]] = defaultdict(list)
    for actor in index.briefing.actors:
        article_count = len(index.articles_with.get(actor, ()))
        line = ActorLine(actor, allegiances(actor, index, days), article_count)
        by_kind[actor.kind].append(line)
    groups = tuple(
        ActorGroup(f"_{kind}", term.plural, tuple(by_kind[kind]))
        for kind, term in ACTOR_KINDS.items()
        if kind in by_kind
    )
    unknown = by_kind.get(None)
    if unknown is None:
        return groups
    return (*groups, ActorGroup("_unknown", "Kind not stated", tuple(unknown)))
