"""Indexes a built site for search, with the command of Pagefind."""

import gzip
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

from generator import cbor

BUNDLE: Final = "pagefind"
"""The folder of a site that holds its index."""

MISSING: Final = (
    "There is no search on this site: Pagefind's program is not installed here. "
    'Install it with: pip install "pagefind[extended]". Where there is none for your system, '
    "switch the search off in mkdocs.yml: plugins: [briefing: {search: false}]"
)

_MARK: Final = b"pagefind_dcd"
"""What Pagefind puts before the data in each of its files."""
_OTHERS: Final = ("pagefind-*.js", "pagefind-*.css")
"""The faces that Pagefind brings along, and the worker of its own; our dialog needs none."""
_NOT_CONTENT: Final = (".headerlink", ".b-permalink", ".b-more", ".b-facts dt")
"""What stands on page after page and says nothing of the one that is looked for."""


class SearchError(Exception):
    """The index could not be made; the message says why."""


def available() -> bool:
    """Whether Pagefind's program is installed."""
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 - it may not be there
    except ImportError:
        return False
    program = get_executable()
    return program is not None and program.is_file()


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
    if not available():
        raise SearchError(MISSING)
    command = [sys.executable, "-m", "pagefind", "--site", str(site)]
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
    put_in_order(bundle)


def put_in_order(bundle: Path) -> None:
    """Give an index the same bytes whenever it is made of the same pages.

    Pagefind writes the facets, and the values of each, in an order that changes from run to
    run. An index of a form that is not known here is left as it came: it works all the same.
    """
    entry = bundle / "pagefind-entry.json"
    named = json.loads(entry.read_text(encoding="utf-8"))
    try:
        for language in named["languages"].values():
            language["hash"] = _in_order(bundle, language["hash"])
    except (cbor.CborError, KeyError, TypeError, ValueError, OSError):
        return
    named["languages"] = dict(sorted(named["languages"].items()))
    text = json.dumps(named, ensure_ascii=False, separators=(",", ":"))
    entry.write_text(text, encoding="utf-8")


def _in_order(bundle: Path, name: str) -> str:
    """Put the facets of one language in order; its name afterwards."""
    old = bundle / f"pagefind.{name}.pf_meta"
    content = _unpacked(old)
    # Version, pages, chunks of the index, facets, orders, kinds of metadata.
    match content:
        case [str(), list(), list(), list(facets), *_]:
            pass
        case _:
            raise cbor.CborError("not the table of contents of an index")
    for facet in facets:
        match facet:
            case [str(), str(file)]:
                facet[1] = _facet_in_order(bundle, file)
            case _:
                raise cbor.CborError("not the name of a facet")
    facets.sort(key=str)
    language = name.rpartition("_")[0]
    new = f"{language}_{_fingerprint(content)[:10]}"
    _pack(bundle / f"pagefind.{new}.pf_meta", content)
    if new != name:
        old.unlink()
    return new


def _facet_in_order(bundle: Path, name: str) -> str:
    old = bundle / "filter" / f"{name}.pf_filter"
    content = _unpacked(old)
    match content:
        case [str(), list(values)]:
            values.sort(key=str)
        case _:
            raise cbor.CborError("not a facet")
    language = name.rpartition("_")[0]
    new = f"{language}_{_fingerprint(content)[:7]}"
    _pack(bundle / "filter" / f"{new}.pf_filter", content)
    if new != name:
        old.unlink()
    return new


def _unpacked(file: Path) -> cbor.Value:
    raw = gzip.decompress(file.read_bytes())
    if not raw.startswith(_MARK):
        raise cbor.CborError("not a file of Pagefind's")
    return cbor.read(raw.removeprefix(_MARK))


def _pack(file: Path, content: cbor.Value) -> None:
    file.write_bytes(gzip.compress(_MARK + cbor.write(content), mtime=0))


def _fingerprint(content: cbor.Value) -> str:
    return sha256(cbor.write(content)).hexdigest()
