"""Names a new file, and writes it without ever overwriting another."""

import re
from pathlib import Path
from typing import Final

from mkdocs_briefing.commands.new.answers import Values
from mkdocs_briefing.commands.new.questions import ACTOR, FileKind
from mkdocs_briefing.core.filenames import case_folded, file_name_problem
from mkdocs_briefing.core.names import LONGEST_SLUG, quoted, slug_of
from mkdocs_briefing.model.entities import Briefing

ENDING: Final = ".md"
_INDEX_PAGES: Final = ("index", "readme")
"""MkDocs shows files of these names as the page of their folder."""


class NotWrittenError(Exception):
    """The file is not written; each argument is a line that says why."""

    def __str__(self) -> str:
        return " ".join(self.args)


def proposed_stem(kind: FileKind, values: Values, briefing: Briefing) -> str:
    """Return a file name without its ending: ``2019-11-talks-in-washington``, ``turkey``.

    Args:
        kind: the kind of file.
        values: the values of its header, with a title or a name.
        briefing: what the content already says.
    """
    title = str(values.get("title") or values["name"])
    # An actor that is only named already has a page, which keeps its address.
    slugs = {actor.name: actor.slug for actor in briefing.actors if not actor.path}
    slug = slugs.get(title) if kind is ACTOR else None
    month = re.search(r"\d{4}(?:-\d{2})?", str(values.get("date", "")))
    # Cut together: with the month, a long title has more letters than an address may have.
    stem = slug_of("-".join([*([month[0]] if month else []), slug or slug_of(title)]))
    return f"{stem}-{kind.name}" if stem_fault(stem) else stem


def stem_fault(name: str) -> str | None:
    """Return what is wrong with the name of a file, with or without ending; or ``None``."""
    stem = name.removesuffix(ENDING)
    if stem != slug_of(stem):
        if len(stem) > LONGEST_SLUG:
            return f"the name has more than {LONGEST_SLUG} letters; write {slug_of(stem)}"
        return f"bad file name {quoted(stem)}; write {quoted(slug_of(stem))}"
    if stem in _INDEX_PAGES:
        return f"{stem}{ENDING} would be the page of the whole folder; write another name"
    fault = file_name_problem(f"{stem}{ENDING}")
    return fault[1] if fault else None


def file_in(folder: Path, name: str) -> Path:
    """Return the path of a Markdown file, whose name may lack its ending."""
    return folder / f"{name.removesuffix(ENDING)}{ENDING}"


def check_folder(folder: Path) -> None:
    """Refuse a folder below the content folder whose files would not be read.

    Raises:
        NotWrittenError: the folder is a link or a file.
    """
    for link in (folder.parent, folder):
        if link.is_symlink():
            raise NotWrittenError(
                f"{link} is a symbolic link, which is not followed; replace it by the folder itself"
            )
    if folder.exists() and not folder.is_dir():
        raise NotWrittenError(f"{folder} is a file, not a folder; rename it")


def check_is_free(file: Path) -> None:
    """Refuse a path if a file has it, or one that some systems take for the same.

    Raises:
        NotWrittenError: there is such a file, or the folder cannot be read.
    """
    try:
        others = sorted(file.parent.iterdir()) if file.parent.is_dir() else []
    except OSError as error:
        raise NotWrittenError(f"{file.parent} cannot be read: {error.strerror}") from error
    for other in others:
        if case_folded(other.name) == case_folded(file.name):
            raise NotWrittenError(f"{other} already exists and stays as it is; choose another name")


def write_new(file: Path, text: str) -> None:
    """Write a new file as UTF-8, and its folder if that does not exist.

    Raises:
        NotWrittenError: the file exists or cannot be written. No part of it is left behind.
    """
    try:
        file.parent.mkdir(exist_ok=True)
        # Somebody else may have written it in the meantime: "x" never overwrites.
        opened = file.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        raise NotWrittenError(f"{file} already exists and stays as it is") from None
    except OSError as error:
        raise NotWrittenError(f"{file} cannot be written: {error.strerror}") from error
    try:
        with opened:
            opened.write(text)
    except BaseException as error:
        # On a full disk or Ctrl-C, half a file would be a broken one.
        file.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise NotWrittenError(f"{file} cannot be written: {error.strerror}") from error
        raise
