"""Formats the files of a content folder; each is replaced whole or not at all."""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs_briefing.commands.fmt.check import difference
from mkdocs_briefing.commands.fmt.header import UnsupportedYamlError
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.content.file_kinds import kind_of, no_header
from mkdocs_briefing.content.header.document import read_document
from mkdocs_briefing.content.scan import ITSELF, LARGEST, list_files, read_text
from mkdocs_briefing.content.schema import FileEntry
from mkdocs_briefing.core.addresses import MARKDOWN
from mkdocs_briefing.core.problems import Problem, ProblemCollector


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one file.

    Attributes:
        path: as problems name it.
        changed: whether it was formatted, or would be.
        problems: why it was not.
    """

    path: str
    changed: bool
    problems: tuple[Problem, ...]


def format_files(
    content: Path, *, root: Path, is_chosen: Callable[[Path], bool], write: bool
) -> Iterator[Outcome]:
    """Format the articles, actors and conflicts of a content folder, one after another.

    Args:
        content: the folder.
        root: the folder that the paths in problems are relative to.
        is_chosen: which files to format, by their paths.
        write: whether to write the files; otherwise only the outcomes are given.
    """
    inside = content.resolve().is_relative_to(root.resolve())
    prefix = content.resolve().relative_to(root.resolve()) if inside else content
    listing = list_files(content)
    # A folder that is not read hides files that somebody may believe to be formatted.
    faults = {
        path: (code, message)
        for path, code, message in listing.faults
        if path.endswith(MARKDOWN) or code in {"symlink", "too-deep", "unreadable"}
    }
    for path in sorted([*listing.markdown, *faults]):
        kind = kind_of(path)
        if (kind is None and path != ITSELF) or not is_chosen(content / path):
            continue
        problems = ProblemCollector((prefix / path).as_posix())
        changed = False
        if path in faults:
            problems.error((1, 1), *faults[path])
        elif kind is not None and not (content / path).is_symlink():
            # The target of a link lies in the folder as well, and is formatted by its own name.
            changed = _format_file(content / path, kind, problems, write=write)
        yield Outcome(problems.path, changed, tuple(problems.problems))


def _format_file(
    path: Path, kind: type[FileEntry], problems: ProblemCollector, *, write: bool
) -> bool:
    """Format one file; whether that changes it."""
    try:
        status = path.stat()
        text = read_text(path, problems)
    except OSError as error:
        problems.error((1, 1), "unreadable", f"it cannot be read: {error.strerror}")
        return False
    document = read_document(text, problems) if text is not None else None
    if text is None or document is None or problems.failed:
        return False
    if document.header is None:
        problems.error((1, 1), "no-header", no_header(kind))
        return False
    try:
        after = formatted(text, kind)
    except UnsupportedYamlError as error:
        return _refuse(problems, f"it has {error}")
    data = after.encode()
    # `text` lacks the byte order mark that the file may begin with.
    if after == text and len(data) == status.st_size:
        return False
    if len(data) > LARGEST:
        return _refuse(problems, "the file would be too large")
    if changed := difference(text, after, kind):
        return _refuse(problems, f"formatting would change {changed}")
    if write:
        try:
            replace(path, data, status)
        except OSError as error:
            message = f"it cannot be written: {error.strerror or error}"
            problems.error((1, 1), "unwritable", message)
            return False
    return True


def _refuse(problems: ProblemCollector, reason: str) -> bool:
    message = f"this header is not formatted: {reason}; write it more simply"
    problems.error((1, 1), "format", message)
    return False


def replace(path: Path, data: bytes, status: os.stat_result) -> None:
    """Replace a file in one step: a reader sees either the old or the new content.

    Args:
        path: the file.
        data: the new content.
        status: that of the file when it was read.

    Raises:
        OSError: the file or its folder is not writable, or the file has changed since. It is
            then left as it was.
    """
    # The system lets a read-only file be replaced; whoever made it read-only did not want that.
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(0, "the file is read-only; make it writable")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(stat.S_IMODE(status.st_mode))
        _check_unchanged(path, status)
        Path(name).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _check_unchanged(path: Path, status: os.stat_result) -> None:
    versions = [(now.st_ino, now.st_mtime_ns, now.st_size) for now in (path.lstat(), status)]
    if versions[0] != versions[1]:
        raise OSError(0, "somebody has changed it in the meantime; try again")
