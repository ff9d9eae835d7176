"""Lists the files below ``content/`` and reads their texts, which may be hostile."""

import os
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from mkdocs_briefing.content.other_files import content_problem
from mkdocs_briefing.core.addresses import MARKDOWN
from mkdocs_briefing.core.file_types import file_type_problem
from mkdocs_briefing.core.filenames import case_folded, file_name_problem, is_left_behind
from mkdocs_briefing.core.problems import ProblemCollector

LARGEST: Final = 1_048_576
"""Bytes in a Markdown file; a newsroom's longest article has a tenth of that."""

MOST_FILES: Final = 100_000
"""Files and folders; they are listed before anybody knows what they weigh."""

DEEPEST: Final = 32
"""Levels of folders; more than a thousand would exceed Python's recursion limit."""

_TOO_DEEP: Final = (
    "too-deep",
    f"folders are nested more than {DEEPEST} deep; move what is in this one further up",
)

ITSELF: Final = "."
"""The path of the content folder below itself."""

_Fault = tuple[str, str]
"""Code and message of what is wrong with an entry of a folder."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Every file below the folder, as sorted paths with forward slashes.

    Attributes:
        faults: path, code and message of each entry that may not be read or published.
        passed_over: locks and backups of editors, which are neither read nor published.
        status: size, times and the like of each Markdown file.
    """

    markdown: tuple[str, ...]
    others: tuple[str, ...]
    faults: tuple[tuple[str, str, str], ...]
    passed_over: tuple[str, ...] = ()
    status: Mapping[str, os.stat_result] = field(default_factory=dict)

    def has_same_files(self, other: "Listing") -> bool:
        """Whether the same files may and may not be read, whatever is in them."""
        return (self.markdown, self.others, self.faults) == (
            other.markdown,
            other.others,
            other.faults,
        )


def list_files(content: Path, also_published: Collection[str] = ()) -> Listing:
    """List the files that MkDocs would publish, without following links out of the folder.

    Like MkDocs it skips names that begin with a dot, and ``templates/`` at the top. What editors
    leave behind is passed over. Whatever the system does not let us read is a fault of its entry.

    Args:
        content: the folder.
        also_published: endings of files that the editor allows besides the list.
    """
    if content.is_symlink():
        # A proposed change could let it lead anywhere, and publish what is there.
        message = f"{content.name} is a symbolic link; put the folder itself there"
        return Listing((), (), ((ITSELF, "symlink", message),))
    if not content.is_dir():
        message = f"{content.name} is not a folder; write the files of the content into one"
        return Listing((), (), ((ITSELF, "file-type", message),))
    walk = _Walk(Path(os.path.realpath(content)), also_published)
    names = sorted(walk.published(content, ""))
    return Listing(
        markdown=tuple(name for name in names if name.endswith(MARKDOWN)),
        others=tuple(name for name in names if not name.endswith(MARKDOWN)),
        faults=tuple(walk.faults),
        passed_over=tuple(walk.passed_over),
        status=walk.status,
    )


class _Walk:
    """One walk through a content folder, which collects faults on its way.

    Args:
        root: the folder, without any links in its path.
        also_published: endings of files that the editor allows besides the list.
    """

    def __init__(self, root: Path, also_published: Collection[str]) -> None:
        self.faults: list[tuple[str, str, str]] = []
        self.passed_over: list[str] = []
        self.status: dict[str, os.stat_result] = {}
        self._root = root
        self._also_published = also_published
        self._first: dict[str, str] = {}
        self._left = MOST_FILES

    def published(self, folder: Path, above: str) -> Iterator[str]:
        """Yield the paths of all files in a folder that has the path ``above`` itself."""
        for entry in self._entries(folder, above):
            name = above + entry.name
            if is_left_behind(entry.name) and not entry.is_dir():
                self.passed_over.append(name)
                # Emacs' lock is a link whose target is the name of a user, not of a file.
                if not entry.name.startswith(".#") or Path(entry.path).exists():
                    self._check_links(entry, name)
                continue
            if entry.name.startswith(".") or name == "templates":
                # Nothing in here is published, but a Markdown extension might read it.
                self._check_links(entry, name)
                continue
            try:
                fault = file_name_problem(name) or self._fault(entry, name)
            except FileNotFoundError:
                # Editors write files that are gone a moment later.
                continue
            except OSError as error:
                fault = unreadable(error)
            if fault:
                self.faults.append((name, *fault))
            elif stat.S_ISDIR(entry.stat().st_mode):
                yield from self.published(Path(entry.path), f"{name}/")
            else:
                if name.endswith(MARKDOWN):
                    self.status[name] = entry.stat()
                yield name

    def _entries(self, folder: Path, above: str) -> list[os.DirEntry[str]]:
        if self._left <= 0:
            return []
        place = above.removesuffix("/") or ITSELF
        try:
            with os.scandir(folder) as entries:
                found = list(islice(entries, self._left + 1))
        except OSError as error:
            self.faults.append((place, *unreadable(error)))
            return []
        self._left -= len(found)
        if self._left < 0:
            message = f"with this folder there are more than {MOST_FILES:,} files and folders"
            self.faults.append((place, "too-costly", f"{message}; take some out"))
        return sorted(found, key=lambda entry: entry.name)

    def _check_links(self, entry: os.DirEntry[str], name: str) -> None:
        """Find symbolic links that lead out of the folder, in entries that are skipped."""
        if entry.is_symlink():
            if fault := self._link_fault(entry):
                self.faults.append((name, *fault))
        elif entry.is_dir():
            if name.count("/") >= DEEPEST:
                self.faults.append((name, *_TOO_DEEP))
                return
            for inner in self._entries(Path(entry.path), f"{name}/"):
                is_lock = inner.name.startswith(".#") and not Path(inner.path).exists()
                if not is_lock:
                    self._check_links(inner, f"{name}/{inner.name}")

    def _fault(self, entry: os.DirEntry[str], name: str) -> _Fault | None:
        """Return what is wrong with an entry, but for its name.

        Raises:
            OSError: the system does not let us read it.
        """
        if entry.is_symlink() and (fault := self._link_fault(entry)):
            return fault
        mode = entry.stat().st_mode
        if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
            return "file-type", "neither a file nor a folder; remove it"
        if (twin := self._first.setdefault(case_folded(name), name)) != name:
            return "file-name", (
                f"on some systems {twin} has the same name, as the two differ only in case or in "
                "how accents are written; rename one"
            )
        if stat.S_ISDIR(mode):
            return _TOO_DEEP if name.count("/") >= DEEPEST else None
        if name.endswith(MARKDOWN):
            return None
        return file_type_problem(name, self._also_published) or content_problem(Path(entry.path))

    def _link_fault(self, entry: os.DirEntry[str]) -> _Fault | None:
        try:
            # A link to `about.md/` has a target by its letters, but the system finds none.
            mode = entry.stat().st_mode
            target = Path(os.path.realpath(entry.path, strict=True))
        except OSError:
            return "symlink", "a symbolic link that leads nowhere; put the file itself here"
        if not target.is_relative_to(self._root):
            return "symlink", (
                "a symbolic link that leads out of the content folder; put the file itself here"
            )
        if stat.S_ISDIR(mode):
            return "symlink", "a symbolic link to a folder; put the files themselves here"
        return None


def unreadable(error: OSError) -> _Fault:
    """Return code and message for a file that the system does not let us read."""
    return "unreadable", f"it cannot be read: {error.strerror or error}"


def is_too_large(size: int, problems: ProblemCollector) -> bool:
    """Report a Markdown file that is too large; return whether it is."""
    if size <= LARGEST:
        return False
    problems.error(
        (1, 1),
        "too-large",
        f"the file has {size / 1e6:,.1f} MB; the limit is {LARGEST / 1e6:,.1f} MB. "
        "Put tables and pictures in files of their own and link to them",
    )
    return True


def read_text(path: Path, problems: ProblemCollector) -> str | None:
    """Return the text of a file; ``None``, with a problem, if it has none that can be read."""
    try:
        if is_too_large(path.stat().st_size, problems):
            return None
        return decode(path.read_bytes(), problems)
    except OSError as error:
        problems.error((1, 1), *unreadable(error))
        return None


def decode(raw: bytes, problems: ProblemCollector) -> str | None:
    """Decode a file; ``None``, with a problem, if it is empty or not UTF-8."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        above = raw[: error.start]
        line = above.count(b"\n") + 1
        column = len(above[above.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        problems.error(
            (line, column),
            "encoding",
            f"not UTF-8 (byte 0x{raw[error.start]:02X}); save the file as UTF-8",
        )
        return None
    if not text.strip():
        problems.error((1, 1), "empty-file", "the file is empty; write a header or delete it")
        return None
    return text
