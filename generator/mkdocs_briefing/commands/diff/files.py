"""Compares the files that are published unchanged: pictures, tables and the like."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from mkdocs_briefing.commands.diff.changes import Change

_CHUNK: Final = 1_048_576
_SHA256_DIGITS: Final = 64


@dataclass(frozen=True, slots=True)
class FileInRevision:
    """A file in a git repository.

    Attributes:
        size: in bytes.
        blob: the id under which git holds its content, which is therefore not read here.
    """

    size: int
    blob: str


@dataclass(frozen=True, slots=True)
class FileInFolder:
    """A file on the disk.

    Attributes:
        size: in bytes.
        path: where it lies.
    """

    size: int
    path: Path


PublishedFile: TypeAlias = FileInRevision | FileInFolder
PublishedFiles: TypeAlias = Mapping[str, PublishedFile]
"""Files by their paths below the content folder, which are their addresses, too."""

NO_FILES: Final[PublishedFiles] = MappingProxyType({})


def files_in_folder(content: Path, paths: Iterable[str]) -> PublishedFiles:
    """Return the files with these paths below a content folder."""
    return {path: FileInFolder((content / path).stat().st_size, content / path) for path in paths}


def file_changes(before: PublishedFiles, after: PublishedFiles) -> Iterator[Change]:
    """Which files are published, altered or removed, with their sizes."""
    for path in sorted({*before, *after}):
        old, new = before.get(path), after.get(path)
        if old is None and new is not None:
            yield Change("file-new", path, None, _size(new), path)
        elif old is not None and new is None:
            yield Change("file-gone", path, _size(old), None, path)
        elif old is not None and new is not None and not _is_same(old, new):
            yield Change("file-changes", path, _size(old), _size(new), path)


def _size(file: PublishedFile) -> str:
    return "1 byte" if file.size == 1 else f"{file.size:,} bytes"


def _is_same(old: PublishedFile, new: PublishedFile) -> bool:
    if old.size != new.size:
        return False
    ids = [file.blob for file in (old, new) if isinstance(file, FileInRevision)]
    algorithm = "sha1" if any(len(one) < _SHA256_DIGITS for one in ids) else "sha256"
    return _blob_id(old, algorithm) == _blob_id(new, algorithm)


def _blob_id(file: PublishedFile, algorithm: str) -> str:
    """Return the id that git has or would have for the content of a file."""
    if isinstance(file, FileInRevision):
        return file.blob
    # Git's ids are what a file of the disk is compared with; nothing is secured by them.
    found = hashlib.new(algorithm, f"blob {file.size}\0".encode("ascii"), usedforsecurity=False)
    with file.path.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
