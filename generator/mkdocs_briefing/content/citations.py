"""Finds which sources an article and each of its rows rest on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from mkdocs_briefing.content.budget import COMPARISONS
from mkdocs_briefing.content.header.nodes import Location
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.row_keys import voices_of
from mkdocs_briefing.content.schema import ArticleEntry, SourceEntry, SourceRef
from mkdocs_briefing.core.names import MOST_LISTED, NearWords, folded, quoted

Citation = tuple[SourceEntry, ...]

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citations:
    """The descriptions of sources in one article.

    Attributes:
        article: of the article's own ``source``.
        by_location: of each row and of each voice in it.
    """

    article: Citation
    by_location: Mapping[Location, Citation]


class _Declared:
    """The ``sources`` of an article, by key and by publisher."""

    def __init__(self, file: ParsedFile[ArticleEntry]) -> None:
        self.file = file
        self.by_key = file.entry.sources

    @property
    def keys(self) -> str:
        """The first keys, as a message lists them."""
        more = ["…"] if len(self.by_key) > MOST_LISTED else []
        return ", ".join([*islice(self.by_key, MOST_LISTED), *more])

    @cached_property
    def _by_folded_key(self) -> Mapping[str, str]:
        return {folded(key): key for key in self.by_key}

    @cached_property
    def _near(self) -> NearWords:
        return NearWords(self._by_folded_key)

    @cached_property
    def _by_publisher(self) -> Mapping[str, SourceEntry | None]:
        found: dict[str, SourceEntry | None] = {}
        for entry in self.by_key.values():
            form = folded(entry.publisher)
            found[form] = None if form in found else entry
        return found

    def of_publisher(self, name: str) -> SourceEntry | None:
        """Return the only source of a publisher; ``None`` if there are several, or none."""
        return self._by_publisher.get(folded(name))

    def nearest_key(self, ref: str, location: Location) -> str | None:
        """Return the key that a reference may mean, if the budget allows for a look."""
        cost = self._near.comparisons(folded(ref)) // COMPARISONS
        if not self.file.spend(cost, "keys of sources that are alike", location):
            return None
        near = self._near.closest(folded(ref), min_similarity=0.6)
        return None if near is None else self._by_folded_key[near]


def cite(file: ParsedFile[ArticleEntry]) -> Citations:
    """Find the sources of an article and its rows; what is missing is a problem of the file."""
    declared = _Declared(file)
    for key, entry in file.entry.sources.items():
        _warn_of_address(entry.publisher, ("sources", key, "publisher"), file)
    article = _resolve(file.entry.source, (), declared)
    by_location: dict[Location, Citation] = {}
    for location, row in file.entry.rows:
        own = (
            _resolve(row.source, location, declared)
            if row.source
            else _default(location, article, declared)
        )
        by_location[location] = own
        for key, voices in voices_of(row).items():
            for index, voice in enumerate(voices):
                at = (*location, key, index)
                by_location[at] = _resolve(voice.source, at, declared) if voice.source else own
    return Citations(article, by_location)


def _default(location: Location, article: Citation, declared: _Declared) -> Citation:
    """The source of a row that names none: the article's, else the only one declared."""
    file = declared.file
    if file.entry.source:
        return article
    if len(declared.by_key) == 1:
        return tuple(declared.by_key.values())
    keys = declared.keys
    hint = f"one of the keys {keys}" if keys else "who published it, such as source: AFP"
    file.error(
        location,
        "no-source",
        f"this row has no source; add source: with {hint}, to the row or to the article",
    )
    return ()


def _resolve(refs: Sequence[SourceRef], location: Location, declared: _Declared) -> Citation:
    descriptions = (
        _describe(ref, (*location, "source", index), declared) for index, ref in enumerate(refs)
    )
    return tuple(entry for entry in descriptions if entry is not None)


def _describe(ref: SourceRef, location: Location, declared: _Declared) -> SourceEntry | None:
    """What a reference means: a description, a key of ``sources``, or a publisher."""
    if isinstance(ref, SourceEntry):
        _warn_of_address(ref.publisher, (*location, "publisher"), declared.file)
        return ref
    if ref in declared.by_key:
        return declared.by_key[ref]
    if (same_publisher := declared.of_publisher(ref)) is not None:
        return same_publisher
    near = declared.nearest_key(ref, location)
    # Beside keys, one word without a capital is probably meant as a key.
    looks_like_key = ref == ref.lower() and " " not in ref
    if not declared.by_key or not (near or looks_like_key):
        _warn_of_address(ref, location, declared.file)
        return SourceEntry(publisher=ref)
    hint = (
        f'did you mean "{near}"?'
        if near
        else f"the keys are {declared.keys}; a publisher is written {{publisher: {ref}}}"
    )
    declared.file.error(location, "unknown-source", f"unknown source key {quoted(ref)}; {hint}")
    return None


def _warn_of_address(publisher: str, location: Location, file: ParsedFile[ArticleEntry]) -> None:
    if _ADDRESS.match(publisher):
        message = (
            "this address is taken for the name of a publisher; write who published it, and the "
            f"address as url: {{publisher: AFP, url: {quoted(publisher)}}}"
        )
        file.warn(location, "address-as-publisher", message)
