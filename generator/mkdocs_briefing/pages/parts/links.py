"""Gives the addresses of events and sources, and the colours of sides."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_briefing.core.addresses import on_the_web
from mkdocs_briefing.core.names import publisher_slug
from mkdocs_briefing.model.entities import Conflict, Event, Side, Source
from mkdocs_briefing.standings.side_colours import side_colour


@dataclass(frozen=True, slots=True)
class Links:
    """Where events and sources are listed, and which colour a side has.

    Attributes:
        event_pages: the page that lists each event; empty if one page lists them all.
        sources_by_publisher: whether each publisher has one.
        backers_by_conflict: whether the table of each conflict has one.
    """

    event_pages: Mapping[Event, str] = field(default_factory=dict, repr=False, compare=False)
    sources_by_publisher: bool = False
    backers_by_conflict: bool = False

    def event(self, event: Event) -> str:
        """The address of an event in the chronology."""
        return f"{self.event_pages.get(event, 'chronology/')}#{event.id}"

    def source(self, source: Source) -> str:
        """The address of a source in the list of sources."""
        part = f"{publisher_slug(source.publisher)}/" if self.sources_by_publisher else ""
        return f"sources/{part}#{source.id}"

    def backers(self, conflict: Conflict) -> str:
        """The address of the table with all backers of a conflict."""
        slug = conflict.slug
        return f"backers/{slug}/" if self.backers_by_conflict else f"backers/#_{slug}"

    @staticmethod
    def web(url: str | None) -> str | None:
        """The address if a page may link to it, otherwise ``None``."""
        return on_the_web(url)

    @staticmethod
    def colour(conflict: Conflict, side: Side) -> int:
        """The number of the side's colour, the same on every page."""
        return side_colour(conflict, side)
