"""Keeps the hash of each file that came from the program, to know later whose it is now."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

FILE: Final = ".briefing.json"


class RecordError(Exception):
    """The record cannot be read; the message says why and what to do."""


def digest(path: str, raw: bytes) -> str:
    """Return the hash of a file; that of a text is the same with the line ends of any system."""
    same = raw if path.endswith(".whl") else raw.replace(b"\r\n", b"\n")
    return sha256(same).hexdigest()


def record_of(version: str, hashes: Mapping[str, str]) -> bytes:
    """Return the record.

    Args:
        version: the version of the program that the files are from.
        hashes: the hash of each file as the program wrote it, by path.
    """
    note = "briefing upgrade reads this file. It holds the hash of each file as it was written."
    document = {"note": note, "version": version, "files": dict(sorted(hashes.items()))}
    return f"{json.dumps(document, indent=2)}\n".encode()


def read_record(folder: Path) -> tuple[str, dict[str, str]]:
    """Return the version and the hashes in the record of a folder.

    Raises:
        RecordError: there is none, or it has another form.
    """
    file = folder / FILE
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        hashes = {str(path): str(one) for path, one in document["files"].items()}
        return str(document["version"]), hashes
    except FileNotFoundError:
        raise RecordError(
            f"There is no {FILE} beside mkdocs.yml, so briefing init did not make this briefing, "
            "and there is nothing to compare. What it writes you see in a new folder: briefing "
            "init FOLDER."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RecordError(
            f"{FILE} cannot be read: take it again from an earlier commit, or from a new folder "
            "that briefing init makes."
        ) from None
