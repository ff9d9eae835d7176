"""Gives a new file its name, and writes it without ever overwriting one."""

import re
from pathlib import Path
from typing import Final

from mkdocs_briefing.core.filenames import case_folded, file_name_problem
from mkdocs_briefing.core.names import quoted, slug_of

ENDING: Final = ".md"
_PAGES: Final = ("index", "readme")
"""Files of these names are pages of the folder that they lie in."""


class PlaceError(Exception):
    """A file that cannot be written where it should be; the message says why."""


def article_stem(title: str, date: str) -> str:
    """The name of an article's file, without its ending: ``2019-11-talks-in-washington``.

    Args:
        title: in any script.
        date: as in a header; its year, and its month where it has one, come first.
    """
    found = re.search(r"\d{4}(?:-\d{2})?", date)
    return "-".join([*([found[0]] if found else []), slug_of(title)])


def own_stem(folder: str, slug: str) -> str:
    """The name of the file of an actor or a conflict, without its ending: ``turkey``.

    Args:
        folder: ``actors`` or ``conflicts``.
        slug: the last part of the address that it should have.
    """
    if fault_of_stem(folder, slug) is None:
        return slug
    return f"{slug}-{folder.removesuffix('s')}"


def fault_of_stem(folder: str, stem: str) -> str | None:
    """What is wrong with the name of a file, without its ending; ``None`` if nothing is."""
    if stem != slug_of(stem):
        return f"bad file name {quoted(stem)}; write {quoted(slug_of(stem))}"
    if stem in _PAGES:
        return f"{stem}{ENDING} would be a page about the whole folder; write another name"
    fault = file_name_problem(f"{folder}/{stem}{ENDING}")
    return fault[1] if fault else None


def taken(content: Path, path: str) -> str | None:
    """The file that is there already under this name, or one that some systems take for it.

    Raises:
        PlaceError: the folder is none, or cannot be read.
    """
    name = path.rpartition("/")[2]
    folder = check_folder(content, path.rpartition("/")[0])
    try:
        there = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    except OSError as error:
        raise PlaceError(f"{folder} cannot be read: {error.strerror}") from error
    return next((one for one in sorted(there) if case_folded(one) == case_folded(name)), None)


def write_new(content: Path, path: str, text: str) -> Path:
    """Write a file that is not there yet.

    Args:
        content: the folder with ``articles/``, ``actors/`` and ``conflicts/``.
        path: of the file below it.
        text: what it is to hold, as UTF-8.

    Raises:
        PlaceError: it is there, or cannot be written. Nothing is left behind.
    """
    folder = check_folder(content, path.rpartition("/")[0])
    file = content / path
    try:
        folder.mkdir(exist_ok=True)
        # Somebody else may have written it since we looked: x never overwrites.
        opened = file.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        raise PlaceError(f"{file} is there already, and is left as it is") from None
    except OSError as error:
        raise PlaceError(f"{file} cannot be written: {error.strerror}") from error
    whole = False
    try:
        with opened:
            opened.write(text)
        whole = True
    except OSError as error:
        raise PlaceError(f"{file} cannot be written: {error.strerror}") from error
    finally:
        # Whatever happens (a full disk, Ctrl-C): half a file would be a broken one.
        if not whole:
            file.unlink(missing_ok=True)
    return file


def check_folder(content: Path, name: str) -> Path:
    """The folder for new files, which need not be there yet.

    Raises:
        PlaceError: files in it would not be read.
    """
    folder = content / name
    for link in (content, folder):
        if link.is_symlink():
            raise PlaceError(
                f"{link} is a symbolic link, which is not followed; put the folder itself there"
            )
    if folder.exists() and not folder.is_dir():
        raise PlaceError(f"{folder} is no folder; rename it")
    return folder
