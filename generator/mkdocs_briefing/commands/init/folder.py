"""Writes the files of a new folder, all of them or none."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

MAY_BE_THERE: Final = frozenset({".git", ".venv", ".DS_Store"})
"""A folder with nothing else in it counts as empty: a clone of an empty repository, say."""


class TakenError(Exception):
    """The folder cannot be used; the message says why and what to do."""


def check_is_empty(folder: Path) -> None:
    """Refuse a folder in which something would be overwritten.

    Raises:
        TakenError: something is in it, it is a file or a link, or it lies nowhere.
    """
    if folder.is_symlink():
        raise TakenError(f"{folder} is a symbolic link; name the folder itself.")
    if folder.exists() and not folder.is_dir():
        raise TakenError(f"{folder} is a file; name a new folder.")
    if folder.is_dir():
        found = sorted(path.name for path in folder.iterdir() if path.name not in MAY_BE_THERE)
        if found:
            raise TakenError(
                f"{folder} is not empty: {found[0]} is in it. Name a new folder, or an empty one; "
                "nothing is overwritten."
            )
    elif not folder.absolute().parent.is_dir():
        raise TakenError(f"There is no folder {folder.absolute().parent}; make it first.")


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into an empty folder, which is made if it does not exist.

    Args:
        folder: where :func:`check_is_empty` finds nothing.
        files: what each holds, by its path below the folder.

    Raises:
        OSError: something cannot be written. The folder is then as it was.
    """
    is_new = not folder.exists()
    folder.mkdir(exist_ok=True)
    moved: list[Path] = []
    try:
        with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder) as unfinished:
            for path, raw in files.items():
                file = Path(unfinished, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(raw)
            for part in sorted(Path(unfinished).iterdir()):
                moved.append(folder / part.name)
                part.rename(folder / part.name)
    except BaseException:
        for part in [folder] if is_new else moved:
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            else:
                part.unlink(missing_ok=True)
        raise
