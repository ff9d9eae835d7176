"""Indexes a built site for search, with the command of Pagefind."""

import subprocess
from pathlib import Path
from typing import Final

BUNDLE: Final = "pagefind"
"""The folder of a site that holds its index."""

MISSING: Final = (
    "There is no search on this site: Pagefind's program is not installed here. "
    'Install it with: pip install "pagefind[extended]". Where there is none for your system, '
    "switch the search off in mkdocs.yml: plugins: [briefing: {search: false}]"
)

_OTHERS: Final = ("pagefind-*.js", "pagefind-*.css")
"""The faces that Pagefind brings along, and the worker of its own; our dialog needs none."""
_NOT_CONTENT: Final = (
    *(".headerlink", ".b-permalink", ".b-more", ".b-marks", ".b-kind"),
    *(".b-facts dt", ".b-claim .b-source"),
)
"""What stands on page after page, or a second time on the same one, and finds nothing."""


class SearchError(Exception):
    """The index could not be made; the message says why."""


def available() -> bool:
    """Whether Pagefind's program is installed."""
    return _program() is not None


def _program() -> Path | None:
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 - it may not be there
    except ImportError:
        return None
    program = get_executable()
    return program if program is not None and program.is_file() else None


def index(site: Path, bundle: Path | None = None) -> None:
    """Index a site into a folder, by default into ``pagefind`` below it.

    Raises:
        SearchError: the program is missing, or it failed.
    """
    bundle = bundle or site / BUNDLE
    finish(begin(site, bundle), bundle)


def begin(site: Path, bundle: Path) -> subprocess.Popen[str]:
    """Start indexing a site into a folder; whoever starts it has to ``finish`` or end it.

    Raises:
        SearchError: the program is missing.
    """
    if (program := _program()) is None:
        raise SearchError(MISSING)
    command = [str(program), "--site", str(site)]
    command += ["--output-path", str(bundle), "--quiet"]
    for selector in _NOT_CONTENT:
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


def finish(run: subprocess.Popen[str], bundle: Path) -> None:
    """Wait for a run, and leave in its folder what readers need, the same bytes each time.

    Raises:
        SearchError: the run failed, or was ended.
    """
    said, _ = run.communicate()
    if run.returncode != 0 or not (bundle / "pagefind-entry.json").is_file():
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        why = lines[-1] if lines else f"it ended with code {run.returncode}"
        raise SearchError(f"There is no search on this site: Pagefind failed: {why}")
    for pattern in _OTHERS:
        for file in bundle.glob(pattern):
            file.unlink()
