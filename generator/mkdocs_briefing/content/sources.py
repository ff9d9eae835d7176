"""Merges what articles say about one source into one source."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields
from typing import TypeAlias, TypeVar

from mkdocs_briefing.content.schema import SourceEntry
from mkdocs_briefing.core.names import folded, unmarked, visible
from mkdocs_briefing.model.entities import Source

T = TypeVar("T")

SourceKey: TypeAlias = tuple[str, ...]
"""Two descriptions with the same key are one source."""


def source_key(entry: SourceEntry) -> SourceKey:
    """Return the publisher and the URL; without a URL the title, the date and ``via``."""
    return _key(entry, folded)


def _key(entry: SourceEntry, form: Callable[[str], str]) -> SourceKey:
    publisher = form(entry.publisher)
    if entry.url is not None:
        return (publisher, entry.url)
    date = entry.date.text if entry.date is not None else ""
    return (publisher, form(entry.title or ""), date, form(entry.via or ""))


def _id(key: SourceKey) -> str:
    digest = hashlib.blake2b("\n".join(key).encode(), digest_size=6).hexdigest()
    return f"source-{digest}"


class SourceRegistry:
    """Every source, by its key.

    Args:
        descriptions: everything that articles say about sources, in the order of the files.
            Each detail of a source comes from the first description that gives it.
    """

    def __init__(self, descriptions: Iterable[SourceEntry]) -> None:
        by_key: dict[SourceKey, list[SourceEntry]] = {}
        for entry in descriptions:
            by_key.setdefault(source_key(entry), []).append(entry)
        self._sources: dict[SourceKey, Source] = {}
        self._shares_forms = False
        ids: set[str] = set()
        for key, entries in by_key.items():
            # Made from the unmarked form, as ever; two publishers may share that.
            id = _id(_key(entries[0], unmarked))
            self._shares_forms |= id in ids
            self._sources[key] = _merge(id if id not in ids else _id(key), entries)
            ids.add(self._sources[key].id)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source, by publisher, date and title."""
        return tuple(sorted(self._sources.values(), key=_by_publisher))

    def described_again(
        self, keys: AbstractSet[SourceKey], descriptions: Iterable[tuple[bool, SourceEntry]]
    ) -> "SourceRegistry | None":
        """Return the registry after the sources with some keys were described anew.

        Args:
            keys: of all sources whose descriptions may have changed.
            descriptions: everything that articles say about sources now, in the order of the
                files, and whether it is the changed article that says it.

        Returns:
            ``None`` if a source of other articles has changed, or the id of one might.
        """
        if self._shares_forms:
            return None
        entries: dict[SourceKey, list[SourceEntry]] = {}
        shared: set[SourceKey] = set()
        for is_own, entry in descriptions:
            key = source_key(entry)
            if key in keys:
                entries.setdefault(key, []).append(entry)
                if not is_own:
                    shared.add(key)
        others = {key: source for key, source in self._sources.items() if key not in keys}
        ids = {source.id for source in others.values()}
        changed: dict[SourceKey, Source] = {}
        for key, several in entries.items():
            source = _merge(_id(_key(several[0], unmarked)), several)
            known = self._sources.get(key)
            if known is not None and _details(source) == _details(known):
                source = known
            elif key in shared or source.id in ids:
                return None
            changed[key] = source
            ids.add(source.id)
        registry = SourceRegistry(())
        registry._sources = {**others, **changed}
        return registry

    def find(self, entries: Iterable[SourceEntry]) -> tuple[Source, ...]:
        """Return the sources that descriptions mean, each once."""
        return tuple(dict.fromkeys(self._sources[source_key(entry)] for entry in entries))


def _merge(id: str, entries: Sequence[SourceEntry]) -> Source:
    def first(detail: Callable[[SourceEntry], T | None]) -> T | None:
        for entry in entries:
            if (value := detail(entry)) is not None:
                return value
        return None

    return Source(
        id=id,
        publisher=visible(entries[0].publisher),
        title=first(lambda entry: entry.title),
        url=first(lambda entry: entry.url),
        date=first(lambda entry: entry.date),
        kind=first(lambda entry: entry.kind),
        via=first(lambda entry: entry.via),
        archived=first(lambda entry: entry.archived),
        accessed=first(lambda entry: entry.accessed),
        language=first(lambda entry: entry.language),
    )


def _details(source: Source) -> tuple[object, ...]:
    return tuple(getattr(source, field.name) for field in fields(source))


def _by_publisher(source: Source) -> tuple[object, ...]:
    date = (1, source.date.sort_key()) if source.date is not None else (0,)
    return (folded(source.publisher), date, folded(source.title or ""), source.id)
