"""Tells articles, actors, conflicts and ordinary pages apart by their paths."""

from functools import lru_cache
from posixpath import splitext
from typing import Final

from mkdocs_briefing.content.schema import ActorEntry, ArticleEntry, ConflictEntry, FileEntry
from mkdocs_briefing.core.addresses import page_address
from mkdocs_briefing.core.names import slug_of

FLAT_FOLDERS: Final = ("actors", "conflicts")
"""Folders without folders of their own."""

PARTS_IN_FOLDER: Final = 2
"""How many parts the path of a file directly in a folder has."""

_BY_FOLDER: Final[dict[str, type[FileEntry]]] = {
    "actors": ActorEntry,
    "articles": ArticleEntry,
    "conflicts": ConflictEntry,
}

_REQUIRED_KEYS: Final[dict[type[FileEntry], str]] = {
    ActorEntry: "name",
    ArticleEntry: "title and date",
    ConflictEntry: "title and sides",
}


@lru_cache(maxsize=65536)
def kind_of(path: str) -> type[FileEntry] | None:
    """Return what a Markdown file describes; ``None`` for an ordinary page."""
    parts = path.split("/")
    if len(parts) == 1:
        return None
    if len(parts) == PARTS_IN_FOLDER and splitext(parts[1])[0] in ("index", "README"):
        return None
    return _BY_FOLDER.get(parts[0])


def is_too_deep(path: str) -> bool:
    """Return whether a file is in a folder within a folder that has none."""
    parts = path.split("/")
    return parts[0] in FLAT_FOLDERS and len(parts) > PARTS_IN_FOLDER


def page_slug(path: str, slug: str | None) -> str:
    """Return the address of a page below the folder of its kind, without the last slash.

    Args:
        path: the file below ``content/``.
        slug: what the header names as the last part, instead of the file's own name.
    """
    parts = [slug_of(part) for part in page_address(path).removesuffix("/").split("/")[1:]]
    return "/".join([*parts[:-1], slug or parts[-1]])


def no_header(kind: type[FileEntry]) -> str:
    """Return the message for a file without a header."""
    keys = _REQUIRED_KEYS[kind]
    return f"this file has no header; begin it with a line ---, then {keys}, then a line ---"
