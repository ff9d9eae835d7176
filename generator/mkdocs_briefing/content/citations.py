"""Finds which sources an article and each of its rows rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_briefing.content.frontmatter import Location
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.row_keys import rows_of, voices_of
from mkdocs_briefing.content.schema import ArticleEntry, SourceEntry, SourceRef
from mkdocs_briefing.core.names import folded, nearest, quoted

Citation = tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class Citations:
    """The descriptions of sources in one article.

    Attributes:
        article: of the article's own ``source``.
        by_location: of each row and of each voice in it.
    """

    article: Citation
    by_location: Mapping[Location, Citation]


def cite(file: ParsedFile[ArticleEntry]) -> Citations:
    """Find the sources of an article and its rows; what is missing is a problem of the file."""
    article = _resolve(file.entry.source, (), file)
    by_location: dict[Location, Citation] = {}
    for location, row in rows_of(file.entry):
        own = (
            _resolve(row.source, location, file)
            if row.source
            else _default(location, article, file)
        )
        by_location[location] = own
        for key, voices in voices_of(row).items():
            for index, voice in enumerate(voices):
                at = (*location, key, index)
                by_location[at] = _resolve(voice.source, at, file) if voice.source else own
    return Citations(article, by_location)


def _default(location: Location, article: Citation, file: ParsedFile[ArticleEntry]) -> Citation:
    """The source of a row that names none: the article's, else the only one declared."""
    entry = file.entry
    if entry.source:
        return article
    if len(entry.sources) == 1:
        return tuple(entry.sources.values())
    keys = ", ".join(entry.sources)
    hint = f"one of the keys {keys}" if keys else "who published it, such as source: AFP"
    file.error(
        location,
        "no-source",
        f"this row has no source; add source: with {hint}, to the row or to the article",
    )
    return ()


def _resolve(
    refs: Sequence[SourceRef], location: Location, file: ParsedFile[ArticleEntry]
) -> Citation:
    descriptions = (
        _describe(ref, (*location, "source", index), file) for index, ref in enumerate(refs)
    )
    return tuple(entry for entry in descriptions if entry is not None)


def _describe(
    ref: SourceRef, location: Location, file: ParsedFile[ArticleEntry]
) -> SourceEntry | None:
    """What a reference means: a description, a key of ``sources``, or a publisher."""
    declared = file.entry.sources
    if isinstance(ref, SourceEntry):
        return ref
    if ref in declared:
        return declared[ref]
    same_publisher = [
        entry for entry in declared.values() if folded(entry.publisher) == folded(ref)
    ]
    if len(same_publisher) == 1:
        return same_publisher[0]
    known = {folded(key): key for key in declared}
    near = nearest(folded(ref), list(known), min_similarity=0.6)
    # Beside keys, one word without a capital is probably meant as a key.
    looks_like_key = ref == ref.lower() and " " not in ref
    if not declared or not (near or looks_like_key):
        return SourceEntry(publisher=ref)
    hint = (
        f'did you mean "{known[near]}"?'
        if near
        else f"the keys are {', '.join(declared)}; a publisher is written {{publisher: {ref}}}"
    )
    file.error(location, "unknown-source", f"unknown source key {quoted(ref)}; {hint}")
    return None
