"""Reads one Markdown file: everything that it says, and that is wrong in it, by itself.

What depends on other files comes later, in :mod:`mkdocs_briefing.content.reader`. So a file
that has not changed need not be read again: a preview keeps what it has read.
"""

import os
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import blake2b
from io import FileIO
from pathlib import Path
from time import time_ns
from typing import Final, TypeVar

from mkdocs_briefing.content.budget import Budget, Share
from mkdocs_briefing.content.checks import START, check_text
from mkdocs_briefing.content.file_kinds import kind_of, no_header, page_slug
from mkdocs_briefing.content.header.document import Document, read_document
from mkdocs_briefing.content.header.nodes import MapNode
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.scan import decode, is_too_large, unreadable
from mkdocs_briefing.content.schema import ActorEntry, ArticleEntry, ConflictEntry, FileEntry
from mkdocs_briefing.content.validation import read_entry
from mkdocs_briefing.core.problems import ProblemCollector
from mkdocs_briefing.markdown.links import Link, links

E = TypeVar("E", bound=ActorEntry | ArticleEntry | ConflictEntry)

SETTLED: Final = 2_000_000_000
"""Nanoseconds after which a file's time shows every change: some systems count whole seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class FileReading:
    """What one file says.

    Attributes:
        document: header and text; ``None`` if they cannot be read.
        entry: what the header says; ``None`` if it is no valid header of an article, an actor
            or a conflict.
        header: the part of the header that is valid.
        links: the links in the text.
        share: what the file costs by itself, and what is wrong in it.
    """

    document: Document | None
    entry: FileEntry | None
    header: MapNode | None
    links: tuple[Link, ...]
    share: Share

    def of_kind(
        self, kind: type[E], path: str, problems: ProblemCollector, share: Share
    ) -> ParsedFile[E] | None:
        """Return the file with its places; ``None`` if it has no valid header of the kind.

        Args:
            kind: an article, an actor or a conflict.
            path: below ``content/``.
            problems: takes what is wrong with the file beside others.
            share: takes what it costs beside others.
        """
        if not isinstance(self.entry, kind) or self.header is None or self.document is None:
            return None
        slug = page_slug(path, self.entry.slug)
        return ParsedFile(path, slug, self.entry, self.header, self.document, problems, share)


def read_file(path: str, raw: bytes, shown: str, budget: Budget) -> FileReading:
    """Read a file from its bytes.

    Args:
        path: below ``content/``.
        raw: what the file holds.
        shown: the path as problems show it.
        budget: what all files may cost, and have cost so far; the file is not yet counted.
    """
    problems, share = _begin(shown, budget, len(raw))
    document: Document | None = None
    entry: FileEntry | None = None
    header: MapNode | None = None
    found: tuple[Link, ...] = ()
    if not is_too_large(len(raw), problems) and (text := decode(raw, problems)) is not None:
        document = read_document(text, problems, share)
    if document is not None:
        kind = kind_of(path)
        if kind is not None and document.header is None:
            problems.error(START, "no-header", no_header(kind))
        elif kind is not None and document.header is not None:
            valid = read_entry(kind, document.header, problems)
            if valid is not None:
                entry, header = valid
        check_text(document, share)
        if "](" in document.body or "]:" in document.body:
            found = tuple(links(document.body, document.body_line))
    return FileReading(document, entry, header, found, share)


def _begin(shown: str, budget: Budget, size: int) -> tuple[ProblemCollector, Share]:
    problems = ProblemCollector(shown)
    return problems, Budget(budget.size, budget.spent).share(problems, size)


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: tuple[int, ...]
    read_at: int
    digest: bytes
    reading: FileReading


class FileCache:
    """Keeps what was read of each file, until the file changes."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def read(
        self, path: str, content: Path, status: os.stat_result, shown: str, budget: Budget
    ) -> FileReading:
        """Read a file, or return what was read of the same bytes.

        Args:
            path: below ``content/``.
            content: the folder.
            status: of the file, as it was listed. If it has changed since, that shows next time.
            shown: the path as problems show it.
            budget: what all files may cost, and have cost so far; the file is not yet counted.
        """
        kept = self._kept.get(path)
        stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        if kept is not None and kept.stamp == stamp and _is_settled(kept):
            return kept.reading
        problems, share = _begin(shown, budget, status.st_size)
        # A file of a terabyte must not be read to say that it is too large.
        if is_too_large(status.st_size, problems):
            return FileReading(None, None, None, (), share)
        try:
            read_at = time_ns()
            # To make a path of thousands of names takes several times as long as to read the files.
            with FileIO(f"{content}/{path}") as file:
                raw = file.read()
        except OSError as error:
            problems.error(START, *unreadable(error))
            return FileReading(None, None, None, (), share)
        digest = blake2b(raw).digest()
        if kept is not None and kept.digest == digest:
            reading = kept.reading
        else:
            reading = read_file(path, raw, shown, budget)
        # What was cut short depends on what other files cost.
        if not reading.share.budget.is_spent:
            self._kept[path] = _Kept(stamp, read_at, digest, reading)
        return reading

    def forget_all_but(self, paths: AbstractSet[str]) -> None:
        """Forget the files that are gone."""
        for path in self._kept.keys() - paths:
            del self._kept[path]


def _is_settled(kept: _Kept) -> bool:
    """Whether a change since the file was read would show in its times."""
    return kept.read_at - max(kept.stamp[:2]) > SETTLED
