"""Indexes a built site for its search, with the program Pagefind."""

import gzip
import subprocess
import zlib
from pathlib import Path
from typing import Final

from mkdocs_briefing.host.stopping import stop_signals

INDEX_FOLDER: Final = "pagefind"
"""The folder of the site that holds the index."""

NOT_INSTALLED: Final = (
    "The site has no search, because Pagefind is not installed. "
    'Install it with: pip install "pagefind[extended]". If there is no Pagefind for your '
    "system, switch the search off in mkdocs.yml: plugins: [briefing: {search: false}]"
)

_UNUSED_FILES: Final = ("pagefind-*.js", "pagefind-*.css")
"""Pagefind's own interfaces and its web worker; our search dialog does not use them."""
_NOT_INDEXED: Final = (
    *(".headerlink", ".b-permalink", ".b-more", ".b-marks", ".b-kind"),
    *(".b-facts dt", ".b-claim .b-source"),
)
"""Selectors of what most pages repeat, or what a page says twice."""
_NOT_READ: Final = (
    *("[data-pagefind-ignore]", ".b-more", "footer", "form", "iframe", "label", "nav"),
    *("noscript", "script", "style", "svg", "template"),
)
"""Selectors of the parts of a page that are passed over: Pagefind reads no such element either."""
_READ: Final = ", ".join(
    (
        *("meta[data-pagefind-meta]", "meta[data-pagefind-filter]"),
        "[data-pagefind-body] > " + "".join(f":not({selector})" for selector in _NOT_READ),
    )
)
"""Selector of what Pagefind looks at. By default it takes apart the whole page, and then drops
most of it, which takes twice as long."""


class SearchError(Exception):
    """The site could not be indexed; the message says why."""


class IncompleteIndexError(SearchError):
    """The index is not whole, so the site must not be published with it."""


def is_available() -> bool:
    """Whether Pagefind is installed."""
    return _program() is not None


def _program() -> Path | None:
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 - it may not be installed
    except ImportError:
        return None
    program = get_executable()
    return program if program is not None and program.is_file() else None


def index(site: Path) -> None:
    """Index a site into its folder ``pagefind``.

    Raises:
        SearchError: Pagefind is not installed, or it failed.
    """
    target = site / INDEX_FOLDER
    process = None
    try:
        with stop_signals.uninterrupted():
            process = start_indexing(site, target)
        finish_indexing(process, target)
    finally:
        if process is not None and process.poll() is None:
            process.kill()
            process.communicate()


def start_indexing(site: Path, target: Path) -> subprocess.Popen[str]:
    """Start to index a site into a folder; the caller must finish or terminate the process.

    Raises:
        SearchError: Pagefind is not installed.
    """
    if (program := _program()) is None:
        raise SearchError(NOT_INSTALLED)
    command = [str(program), "--site", str(site)]
    command += ["--output-path", str(target), "--quiet", "--root-selector", _READ]
    for selector in _NOT_INDEXED:
        command += ["--exclude-selectors", selector]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def finish_indexing(process: subprocess.Popen[str], target: Path) -> None:
    """Wait until the index is written, and remove the files that the site does not use.

    Raises:
        SearchError: Pagefind failed, or was terminated.
        IncompleteIndexError: a file of the index is not whole.
    """
    output, _ = process.communicate()
    if process.returncode != 0 or not (target / "pagefind-entry.json").is_file():
        lines = [line.strip() for line in output.splitlines() if line.strip()]
        reason = lines[-1] if lines else f"it ended with exit code {process.returncode}"
        raise SearchError(f"The site has no search, because Pagefind failed: {reason}")
    for pattern in _UNUSED_FILES:
        for file in target.glob(pattern):
            file.unlink()
    # On a full disk, Pagefind ends as if all were well.
    for file in sorted(target.rglob("*")):
        if file.is_file() and not _is_whole(file):
            raise IncompleteIndexError(
                f"The search index is incomplete, because Pagefind could not write {file.name}; "
                "is the disk full?"
            )


def _is_whole(file: Path) -> bool:
    data = file.read_bytes()
    if file.suffix in {".js", ".json"}:
        return data.rstrip().endswith((b"}", b"};"))
    try:
        gzip.decompress(data)
    except (EOFError, OSError, zlib.error):
        return False
    return data != b""
