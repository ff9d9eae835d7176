"""Lists the files below ``content/`` and reads their texts, which may be hostile."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mkdocs_briefing.content.svg_files import active_part
from mkdocs_briefing.core.addresses import MARKDOWN
from mkdocs_briefing.core.filenames import case_folded, file_name_problem
from mkdocs_briefing.core.problems import ProblemCollector

LARGEST: Final = 1_048_576
"""Bytes in a Markdown file; a newsroom's longest article has a tenth of that."""

LARGEST_DRAWING: Final = 5 * LARGEST

MOST_FILES: Final = 100_000
"""Files and folders; they are listed before anybody knows what they weigh."""

DEEPEST: Final = 32
"""Levels of folders; more than a thousand would exceed Python's recursion limit."""

_BEGINNING: Final = 1445
"""Bytes; as many as browsers look at (https://mimesniff.spec.whatwg.org/#reading-the-resource-header)."""

_BEFORE_MARKUP: Final = b"\xef\xbb\xbf\xff\xfe\x00\t\n\x0b\x0c\r "
"""Byte order marks, the other halves of UTF-16, and space."""

_TOO_DEEP: Final = (
    "too-deep",
    f"folders are nested more than {DEEPEST} deep; move what is in this one further up",
)

ITSELF: Final = "."
"""The path of the content folder below itself."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Every file below the folder, as sorted paths with forward slashes."""

    markdown: tuple[str, ...]
    others: tuple[str, ...]
    faults: tuple[tuple[str, str, str], ...]
    """Path, code and message of each entry that may not be read or published."""


def list_files(content: Path) -> Listing:
    """List the files that MkDocs would publish, without following links out of the folder.

    Like MkDocs it skips names that begin with a dot, and ``templates/`` at the top.
    """
    if content.is_symlink():
        # A proposed change could let it lead anywhere, and publish what is there.
        message = f"{content.name} is a symbolic link; put the folder itself there"
        return Listing((), (), ((ITSELF, "symlink", message),))
    faults: list[tuple[str, str, str]] = []
    root = content.resolve()
    first: dict[str, str] = {}

    def walk(folder: Path, above: str = "") -> Iterator[str]:
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if len(first) + len(faults) >= MOST_FILES:
                return
            path = Path(entry.path)
            name = above + entry.name
            if entry.name.startswith(".") or name == "templates":
                # Nothing in here is published, but a Markdown extension might read it.
                faults.extend(_links_out_of(path, content, root))
                continue
            if fault := file_name_problem(name) or _fault(path, root):
                faults.append((name, *fault))
            elif (twin := first.setdefault(case_folded(name), name)) != name:
                faults.append(
                    (
                        name,
                        "file-name",
                        f"on some systems {twin} has the same name, as the two differ only in "
                        "case or in how accents are written; rename one",
                    )
                )
            elif entry.is_dir() and name.count("/") >= DEEPEST:
                faults.append((name, *_TOO_DEEP))
            elif entry.is_dir():
                yield from walk(path, f"{name}/")
            else:
                yield name

    names = sorted(walk(content)) if content.is_dir() else []
    if len(first) + len(faults) >= MOST_FILES:
        message = f"more than {MOST_FILES:,} files and folders; take some out"
        faults.append((names[-1] if names else ITSELF, "too-costly", message))
    return Listing(
        markdown=tuple(name for name in names if name.endswith(MARKDOWN)),
        others=tuple(name for name in names if not name.endswith(MARKDOWN)),
        faults=tuple(faults),
    )


def _links_out_of(path: Path, content: Path, root: Path) -> Iterator[tuple[str, str, str]]:
    """Find symbolic links that lead out of the folder, in entries that are otherwise skipped."""
    if path.is_symlink():
        if fault := _fault(path, root):
            yield (path.relative_to(content).as_posix(), *fault)
    elif path.is_dir():
        below = path.relative_to(content)
        if len(below.parts) > DEEPEST:
            yield (below.as_posix(), *_TOO_DEEP)
            return
        for inner in sorted(path.iterdir()):
            yield from _links_out_of(inner, content, root)


def _fault(path: Path, root: Path) -> tuple[str, str] | None:
    if path.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return "symlink", "a symbolic link that leads nowhere; put the file itself here"
        if not target.is_relative_to(root):
            return "symlink", (
                "a symbolic link that leads out of the content folder; put the file itself here"
            )
        if target.is_dir():
            return "symlink", "a symbolic link to a folder; put the files themselves here"
    if not (path.is_dir() or stat.S_ISREG(path.stat().st_mode)):
        return "file-type", "neither a file nor a folder; remove it"
    if path.is_dir() or path.name.endswith(MARKDOWN):
        return None
    try:
        return _fault_of_other(path)
    except OSError as error:
        return "unreadable", f"it cannot be read: {error.strerror}"


def _fault_of_other(path: Path) -> tuple[str, str] | None:
    """Return code and message of what is wrong with a file that is published unchanged."""
    if path.name.lower().endswith(".svg"):
        if path.stat().st_size > LARGEST_DRAWING:
            return (
                "too-large",
                f"the limit for an SVG file is {LARGEST_DRAWING / 1e6:,.1f} MB; make it smaller",
            )
        if found := active_part(path.read_bytes()):
            return "active-file", (
                f"this SVG file holds {found}, which a browser would run or load; "
                "save it as plain SVG, with shapes only, or as a PNG"
            )
        return None
    with path.open("rb") as file:
        begins = file.read(_BEGINNING)
    # Browsers show XML as a page whatever its ending, and HTML that has no content type.
    if begins.lstrip(_BEFORE_MARKUP).startswith(b"<"):
        return "active-file", (
            "this file begins with <, so a browser might run it as a page of the site; "
            "offer it in a .zip"
        )
    return None


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
    if is_too_large(path.stat().st_size, problems):
        return None
    return decode(path.read_bytes(), problems)


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
