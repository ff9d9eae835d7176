"""Reads one Markdown file: everything that it says, and that is wrong in it, by itself.

What depends on other files comes later, in :mod:`mkdocs_briefing.content.reader`. So a file
that has not changed need not be read again: a preview keeps what it has read.
"""

import os
from collections.abc import Generator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
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
from mkdocs_briefing.core.workers import map_in_processes, processes_for
from mkdocs_briefing.markdown.links import Link, links

E = TypeVar("E", bound=ActorEntry | ArticleEntry | ConflictEntry)

_TOGETHER: Final = 50
"""Files that a process reads before it hands them over."""
_FILES_OF_A_TASK: Final = 6
"""Files that take as long to read as a page takes to make."""

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
class ListedFile:
    """A file to be read.

    Attributes:
        path: below ``content/``.
        shown: the path as problems show it.
        status: of the file, as it was listed. If it has changed since, that shows next time.
    """

    path: str
    shown: str
    status: os.stat_result

    @property
    def stamp(self) -> tuple[int, ...]:
        """What changes with the file."""
        one = self.status
        return (one.st_mtime_ns, one.st_ctime_ns, one.st_size, one.st_ino)


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

    def read(self, file: ListedFile, content: Path, budget: Budget) -> FileReading:
        """Read a file, or return what was read of the same bytes.

        Args:
            file: the file.
            content: the folder.
            budget: what all files may cost, and have cost so far; the file is not yet counted.
        """
        read = self._read(file, content, budget)
        if isinstance(read, _Kept):
            self._kept[file.path] = read
            return read.reading
        return read

    def read_all(
        self, files: Sequence[ListedFile], content: Path, budget: Budget
    ) -> Generator[FileReading]:
        """Yield what :meth:`read` returns for each file; many files are read in several processes.

        Args:
            files: the files, in the order in which they are counted.
            content: the folder.
            budget: what all files may cost. Who takes a reading counts it.
        """
        together = [files[at : at + _TOGETHER] for at in range(0, len(files), _TOGETHER)]

        def read_some(number: int) -> list[_Kept | FileReading | None]:
            # What another process hands over is a copy, and a reading that is kept must stay one.
            return [
                None if file.path in self._kept else self._read(file, content, budget)
                for file in together[number]
            ]

        new = sum(file.path not in self._kept for file in files)
        processes = processes_for(new // _FILES_OF_A_TASK)
        with closing(
            map_in_processes(read_some, len(together), processes, takes_part=True)
        ) as made:
            for some, readings in zip(together, made, strict=True):
                for file, read in zip(some, readings, strict=True):
                    reading = read.reading if isinstance(read, _Kept) else read
                    # It was read as if those before it cost nothing.
                    if reading is None or budget.spent + reading.share.spent > budget.most:
                        yield self.read(file, content, budget)
                        continue
                    if isinstance(read, _Kept):
                        self._kept[file.path] = read
                    yield reading

    def _read(self, file: ListedFile, content: Path, budget: Budget) -> _Kept | FileReading:
        """Read a file; return what can be kept of it, or what need not be kept."""
        kept, stamp = self._kept.get(file.path), file.stamp
        if kept is not None and kept.stamp == stamp and _is_settled(kept):
            return kept.reading
        problems, share = _begin(file.shown, budget, file.status.st_size)
        # A file of a terabyte must not be read to say that it is too large.
        if is_too_large(file.status.st_size, problems):
            return FileReading(None, None, None, (), share)
        try:
            read_at = time_ns()
            # To make a path of thousands of names takes several times as long as to read the files.
            with FileIO(f"{content}/{file.path}") as opened:
                raw = opened.read()
        except OSError as error:
            problems.error(START, *unreadable(error))
            return FileReading(None, None, None, (), share)
        digest = blake2b(raw).digest()
        if kept is not None and kept.digest == digest:
            reading = kept.reading
        else:
            reading = read_file(file.path, raw, file.shown, budget)
        # What was cut short depends on what other files cost.
        if reading.share.budget.is_spent:
            return reading
        return _Kept(stamp, read_at, digest, reading)

    def forget_all_but(self, paths: AbstractSet[str]) -> None:
        """Forget the files that are gone."""
        for path in self._kept.keys() - paths:
            del self._kept[path]


def _is_settled(kept: _Kept) -> bool:
    """Whether a change since the file was read would show in its times."""
    return kept.read_at - max(kept.stamp[:2]) > SETTLED
