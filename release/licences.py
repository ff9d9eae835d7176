"""Lists under which licences the locked packages stand, in THIRD_PARTY.md."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTING = ROOT / "THIRD_PARTY.md"
LOCKS = {
    "requirements.txt": "To build a site, and the package",
    "requirements-test.txt": "To test it",
    "requirements-properdocs.txt": "To try it on another host",
}
ABOVE = """\
# What this rests on

Every package that a lock file names, and the licence that it declares. Versions and hashes are
in the lock files. `make licences` writes this list, from what the packages say of themselves;
a test holds it to the locks. None of them is part of this repository or of
the wheel. A built site carries files of Material and of Pagefind.
"""


def plain(name: str) -> str:
    """A package's name as lock files write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> set[str]:
    """The packages that a lock file names."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {plain(name) for name in re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)}


def licence(package: Distribution) -> str:
    """The licence that a package declares, as an expression if it has one."""
    said = package.metadata
    if expression := said.get("License-Expression"):
        return expression
    kinds = [
        one.rpartition(" :: ")[2]
        for one in said.get_all("Classifier") or []
        if one.startswith("License :: OSI Approved :: ")
    ]
    declared = (said.get("License") or "").partition("\n")[0]
    return " or ".join(kinds) or declared or _title_of_text(package)


def _title_of_text(package: Distribution) -> str:
    """The first line of the licence that lies beside a package which declares none."""
    texts = (
        file.read_text(encoding="utf-8")
        for file in package.files or ()
        if file.stem in {"LICENSE", "LICENCE", "COPYING"}
    )
    return next((text.strip().partition("\n")[0] for text in texts), "not declared")


def installed(folders: list[str]) -> dict[str, str]:
    """The licence of each package that is installed below these folders."""
    return {
        plain(package.metadata["Name"]): licence(package) for package in distributions(path=folders)
    }


def listing(licences: dict[str, str]) -> str:
    """The list as Markdown.

    Raises:
        KeyError: a locked package is not installed.
    """
    return "\n".join((ABOVE.rstrip(), *_tables(licences))) + "\n"


def _tables(licences: dict[str, str]) -> Iterator[str]:
    listed: set[str] = set()
    for lock, title in LOCKS.items():
        yield f"\n## {title}\n\n| Package | Licence |\n|---|---|"
        for name in sorted(locked(lock) - listed):
            yield f"| {name} | {licences[name]} |"
        listed |= locked(lock)


if __name__ == "__main__":
    LISTING.write_text(listing(installed(sys.argv[1:])), encoding="utf-8")
