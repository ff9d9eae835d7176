"""Recognises one source in all the articles that name it."""

import hashlib
from collections.abc import Callable
from typing import TypeAlias, TypeVar

from mkdocs_briefing.content.schema import SourceEntry
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.model.entities import Source

T = TypeVar("T")

Key: TypeAlias = tuple[str, ...]
"""What makes two descriptions one source."""


def key_of(entry: SourceEntry) -> Key:
    """The publisher with the address on the web; without one with title, date and ``via``."""
    publisher = folded(entry.publisher)
    if entry.url is not None:
        return (publisher, entry.url)
    date = entry.date.text if entry.date is not None else ""
    return (publisher, folded(entry.title or ""), date, folded(entry.via or ""))


class SourceRegistry:
    """Collects descriptions of sources, then hands out one source for each.

    Where several articles describe a source, each detail comes from the first of them
    that gives it; so all descriptions have to be added before the first source is taken.
    """

    def __init__(self) -> None:
        self._entries: dict[Key, list[SourceEntry]] = {}
        self._sources: dict[Key, Source] = {}

    def add(self, entry: SourceEntry) -> Key:
        key = key_of(entry)
        self._entries.setdefault(key, []).append(entry)
        return key

    def source(self, key: Key) -> Source:
        if key not in self._sources:
            self._sources[key] = self._merged(key)
        return self._sources[key]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that was added, by publisher, date and title."""
        return tuple(sorted(map(self.source, self._entries), key=_by_publisher))

    def _merged(self, key: Key) -> Source:
        entries = self._entries[key]

        def first(detail: Callable[[SourceEntry], T | None]) -> T | None:
            return next((given for given in map(detail, entries) if given is not None), None)

        digest = hashlib.blake2b("\n".join(key).encode(), digest_size=6).hexdigest()
        return Source(
            id=f"source-{digest}",
            publisher=entries[0].publisher,
            title=first(lambda entry: entry.title),
            url=first(lambda entry: entry.url),
            date=first(lambda entry: entry.date),
            kind=first(lambda entry: entry.kind),
            via=first(lambda entry: entry.via),
            archived=first(lambda entry: entry.archived),
            accessed=first(lambda entry: entry.accessed),
            language=first(lambda entry: entry.language),
        )


def _by_publisher(source: Source) -> tuple[object, ...]:
    date = (1, source.date.sort_key()) if source.date is not None else (0,)
    return (folded(source.publisher), date, folded(source.title or ""), source.id)
