"""Puts the files of a content folder into form, each whole or not at all."""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs_briefing.commands.fmt.pieces import UnusualError
from mkdocs_briefing.commands.fmt.same import change
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.content.file_kinds import kind_of, no_header
from mkdocs_briefing.content.frontmatter import read_document
from mkdocs_briefing.content.scan import ITSELF, LARGEST, list_files, read_text
from mkdocs_briefing.content.schema import FileEntry
from mkdocs_briefing.core.addresses import MARKDOWN
from mkdocs_briefing.core.problems import Problem, ProblemCollector


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file.

    Attributes:
        path: as problems name it.
        changed: whether it was put into form, or would be.
        problems: why it was left as it is.
    """

    path: str
    changed: bool
    problems: tuple[Problem, ...]


def format_files(
    content: Path, *, root: Path, chosen: Callable[[Path], bool], write: bool
) -> Iterator[Outcome]:
    """Put the articles, actors and conflicts of a content folder into form, one after another.

    Args:
        content: the folder.
        root: the folder that the paths in problems are relative to.
        chosen: which files are meant, by their paths.
        write: whether files are written; otherwise it is only said which would be.
    """
    inside = content.resolve().is_relative_to(root.resolve())
    prefix = content.resolve().relative_to(root.resolve()) if inside else content
    listing = list_files(content)
    # Such a folder hides files of which somebody may think that they are formatted.
    faults = {
        path: (code, message)
        for path, code, message in listing.faults
        if path.endswith(MARKDOWN) or code in {"symlink", "too-deep"}
    }
    for path in sorted([*listing.markdown, *faults]):
        kind = kind_of(path)
        if (kind is None and path != ITSELF) or not chosen(content / path):
            continue
        findings = ProblemCollector((prefix / path).as_posix())
        changed = False
        if path in faults:
            findings.error((1, 1), *faults[path])
        elif kind is not None and not (content / path).is_symlink():
            # What a link leads to lies in the folder too, and its turn comes by its own name.
            changed = _format_file(content / path, kind, findings, write=write)
        yield Outcome(findings.path, changed, tuple(findings.problems))


def _format_file(
    path: Path, kind: type[FileEntry], findings: ProblemCollector, *, write: bool
) -> bool:
    """Put one file into form; whether there was something to do."""
    try:
        seen = path.stat()
        text = read_text(path, findings)
    except OSError as error:
        findings.error((1, 1), "unreadable", f"it cannot be read: {error.strerror}")
        return False
    document = read_document(text, findings) if text is not None else None
    if text is None or document is None or findings.failed:
        return False
    if document.header is None:
        findings.error((1, 1), "no-header", no_header(kind))
        return False
    try:
        after = formatted(text, kind)
    except UnusualError as error:
        return _left(findings, f"there is {error}")
    data = after.encode()
    # The text is without the byte order mark that the file may begin with.
    if after == text and len(data) == seen.st_size:
        return False
    if len(data) > LARGEST:
        return _left(findings, "the file would be too large")
    if lost := change(text, after, kind):
        return _left(findings, f"this would change {lost}")
    if write:
        try:
            replace(path, data, seen)
        except OSError as error:
            findings.error((1, 1), "unwritable", f"it cannot be written: {error.strerror or error}")
            return False
    return True


def _left(findings: ProblemCollector, why: str) -> bool:
    findings.error((1, 1), "format", f"this header is left as it is: {why}; write it more simply")
    return False


def replace(path: Path, data: bytes, seen: os.stat_result) -> None:
    """Put other bytes in the place of a file, in one step; whoever looks sees one or the other.

    Args:
        path: the file.
        data: what it is to hold.
        seen: its state when it was read.

    Raises:
        OSError: the file or its folder must not be written to, or the file is another by now.
            It is then as it was.
    """
    # The system would let a read-only file be replaced; who made it so did not mean that.
    if not seen.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(0, "the file is read-only; make it writable")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(stat.S_IMODE(seen.st_mode))
        _check_unchanged(path, seen)
        Path(name).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _check_unchanged(path: Path, seen: os.stat_result) -> None:
    now = path.lstat()
    if (now.st_ino, now.st_mtime_ns, now.st_size) != (seen.st_ino, seen.st_mtime_ns, seen.st_size):
        raise OSError(0, "somebody changed it meanwhile; try again")
