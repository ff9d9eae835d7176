"""Packs the program that runs as a wheel, so that a briefing can bring it along.

The program is on no index. What is installed is what was in a wheel, with its list of files and
their hashes (``RECORD``), so the wheel can be made again from it, without the network.
"""

import csv
import io
import re
import subprocess
import sys
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from mkdocs_briefing.site.theme_files import IN_WHEEL

NAME: Final = "mkdocs-briefing"
_CHECKOUT: Final = Path(__file__).parents[4]
_RECORD: Final = "RECORD"
_OF_THE_INSTALLER: Final = frozenset({"INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json"})
"""Files that an installer adds beside ``RECORD``."""
_SAME_DAY: Final = (2020, 2, 2, 0, 0, 0)
"""The same wheel on every day; no archive can hold a date before 1980."""
_MODE: Final = 0o100644 << 16


class NoWheelError(Exception):
    """The program cannot be packed; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel of the program.

    Attributes:
        name: the name of the file.
        raw: what is in it.
    """

    name: str
    raw: bytes

    @property
    def requirement(self) -> str:
        """The lines of a ``requirements.txt`` that pin it."""
        return f"./wheels/{self.name} \\\n    --hash=sha256:{sha256(self.raw).hexdigest()}\n"


def own_wheel() -> Wheel:
    """Return a wheel of the program that runs; the same program gives the same bytes.

    Raises:
        NoWheelError: the installed files are not all there, or a checkout cannot be built.
    """
    if not IN_WHEEL:
        return _built(_CHECKOUT)
    try:
        return packed(distribution(NAME))
    except PackageNotFoundError:
        raise NoWheelError(_reinstall("nothing says what is installed")) from None


def _built(checkout: Path) -> Wheel:
    with TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", folder)
        run = subprocess.run(command, cwd=checkout, capture_output=True, check=False)
        files = list(Path(folder).glob("*.whl"))
        if run.returncode != 0 or len(files) != 1:
            raise NoWheelError(
                "This checkout cannot be built as a wheel, which a briefing brings along. Run "
                "make site here first, which installs what builds it."
            )
        with zipfile.ZipFile(files[0]) as archive:
            members = {path: archive.read(path) for path in archive.namelist()}
        return Wheel(files[0].name, _archive(members))


def packed(installed: Distribution) -> Wheel:
    """Return the wheel that a distribution was installed from, made of its files.

    Args:
        installed: a distribution of Python code alone.

    Raises:
        NoWheelError: a file is missing, or is not the one that was installed.
    """
    files: dict[str, bytes] = {}
    for path, expected, _ in csv.reader((installed.read_text("RECORD") or "").splitlines()):
        parts = PurePosixPath(path).parts
        # Commands lie elsewhere, and bytecode is made anew.
        if ".." in parts or path.endswith(".pyc") or parts[-1] in _OF_THE_INSTALLER:
            continue
        if parts[-1] == _RECORD:
            files[path] = b""
            continue
        try:
            files[path] = Path(str(installed.locate_file(path))).read_bytes()
        except OSError:
            raise NoWheelError(_reinstall(f"{path} is missing")) from None
        if expected != _digest(files[path]):
            raise NoWheelError(_reinstall(f"{path} was changed"))
    if not files:
        raise NoWheelError(_reinstall("nothing says which files belong to it"))
    name = re.sub(r"[-_.]+", "_", NAME)
    return Wheel(f"{name}-{installed.version}-py3-none-any.whl", _archive(files))


def _archive(files: Mapping[str, bytes]) -> bytes:
    """Return the files as a wheel: in one order, on one day, and not compressed.

    Compressed bytes differ between systems, and git compresses what it keeps.
    """
    (listing,) = (path for path in files if path.endswith(f".dist-info/{_RECORD}"))
    others = sorted(files.keys() - {listing})
    record = io.StringIO(newline="")
    rows = [(path, _digest(files[path]), str(len(files[path]))) for path in others]
    csv.writer(record, lineterminator="\n").writerows([*rows, (listing, "", "")])
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        for path in others:
            archive.writestr(_entry(path), files[path])
        archive.writestr(_entry(listing), record.getvalue())
    return raw.getvalue()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _SAME_DAY)
    # As on Unix, whatever the system.
    entry.create_system, entry.external_attr = 3, _MODE
    return entry


def _digest(raw: bytes) -> str:
    return f"sha256={urlsafe_b64encode(sha256(raw).digest()).rstrip(b'=').decode()}"


def _reinstall(reason: str) -> str:
    return f"The program is not as it was installed: {reason}. Install it again."
