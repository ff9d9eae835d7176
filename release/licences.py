"""Lists the licences of all locked packages in THIRD_PARTY.md."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTING = ROOT / "THIRD_PARTY.md"
LOCKS = {
    "requirements.txt": "To build a site and the package",
    "requirements-test.txt": "To test it",
    "requirements-properdocs.txt": "To test it with ProperDocs",
    "requirements-neighbours.txt": "To test it beside other plugins",
    "requirements-bench.txt": "To measure it beside another program",
}
INTRODUCTION = """\
# Third-party packages

Every package in a lock file, with the licence that it declares. Versions and hashes are in the
lock files. `make licences` writes this list from the metadata of the packages, and a test compares
it with the lock files. None of these packages is part of this repository or of the wheel. A built
site contains files of Material and of Pagefind.
"""


def normalized(name: str) -> str:
    """Return a package's name as lock files write it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> set[str]:
    """Return the names of the packages in a lock file."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {normalized(name) for name in re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)}


def licence(package: Distribution) -> str:
    """Return the licence that a package declares, if possible as an SPDX expression."""
    metadata = package.metadata
    if expression := metadata.get("License-Expression"):
        return expression
    classified = [
        classifier.rpartition(" :: ")[2]
        for classifier in metadata.get_all("Classifier") or []
        if classifier.startswith("License :: OSI Approved :: ")
    ]
    declared = (metadata.get("License") or "").partition("\n")[0]
    return " or ".join(classified) or declared or _first_line_of_licence(package)


def _first_line_of_licence(package: Distribution) -> str:
    """Return the first line of the licence file, for a package that declares no licence."""
    texts = (
        file.read_text(encoding="utf-8")
        for file in package.files or ()
        if file.stem in {"LICENSE", "LICENCE", "COPYING"}
    )
    return next((text.strip().partition("\n")[0] for text in texts), "not declared")


def installed(folders: list[str]) -> dict[str, str]:
    """Return the licence of each package that is installed in these folders, by name."""
    return {
        normalized(package.metadata["Name"]): licence(package)
        for package in distributions(path=folders)
    }


def listing(licences: dict[str, str]) -> str:
    """Return the list as Markdown.

    Raises:
        KeyError: a locked package is not installed.
    """
    return "\n".join((INTRODUCTION.rstrip(), *_tables(licences))) + "\n"


def _tables(licences: dict[str, str]) -> Iterator[str]:
    listed: set[str] = set()
    for lock, title in LOCKS.items():
        yield f"\n## {title}\n\n| Package | Licence |\n|---|---|"
        for name in sorted(locked(lock) - listed):
            yield f"| {name} | {licences[name]} |"
        listed |= locked(lock)


if __name__ == "__main__":
    LISTING.write_text(listing(installed(sys.argv[1:])), encoding="utf-8")
