"""Lists the files that a site publishes as they are, by the ending of their names.

Nothing else is published. What is listed here is shown or saved by a browser, never run, and
web servers know its media type. Whatever could run is checked (SVG) or has no place here.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from mkdocs_briefing.core.addresses import MARKDOWN, page_address


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that is published unchanged.

    Attributes:
        what: what such a file is, in a few words.
        at_top: whether it may lie at the top of ``content/``. There its name speaks for the
            whole site: hosts and robots look there for their settings (``robots.txt``,
            ``serve.json``, proofs of ownership), and nobody can list all such names.
        plays: whether browsers play it, and go by what is in it rather than by its ending.
    """

    what: str
    at_top: bool = True
    plays: bool = False


_PICTURE: Final = FileType("a picture")
_DRAWING: Final = FileType("a drawing, of shapes and text only")
_DOCUMENT: Final = FileType("a document")
_TABLE: Final = FileType("a table")
_DATA: Final = FileType("data", at_top=False)
_MAP: Final = FileType("data of a map")
_TEXT: Final = FileType("plain text", at_top=False)
_ARCHIVE: Final = FileType("any other files, to be saved")
_FONT: Final = FileType("a font")
_SOUND: Final = FileType("sound", plays=True)
_VIDEO: Final = FileType("video", plays=True)

FILE_TYPES: Final[Mapping[str, FileType]] = MappingProxyType(
    {
        ".avif": _PICTURE,
        ".csv": _TABLE,
        ".geojson": _MAP,
        ".gif": _PICTURE,
        ".ico": _PICTURE,
        ".jpeg": _PICTURE,
        ".jpg": _PICTURE,
        ".json": _DATA,
        ".m4a": _SOUND,
        ".mp3": _SOUND,
        ".mp4": _VIDEO,
        ".ogg": _SOUND,
        ".otf": _FONT,
        ".pdf": _DOCUMENT,
        ".png": _PICTURE,
        ".svg": _DRAWING,
        ".tsv": _TABLE,
        ".ttf": _FONT,
        ".txt": _TEXT,
        ".wav": _SOUND,
        ".webm": _VIDEO,
        ".webp": _PICTURE,
        ".woff": _FONT,
        ".woff2": _FONT,
        ".zip": _ARCHIVE,
    }
)

# The editor has added it; what it is and who obeys it is not known here.
_ADDED: Final = FileType("added by the setting also_publish", at_top=False)
_ENDING: Final = re.compile(r"\.[a-z0-9]{1,20}")
_NO_ENDING: Final = re.compile(r"[0-9 ]")
"""How a part of a name begins that is no ending: ``12.30.15.png``, ``Dr. Jones.pdf``."""
_LIKE_A_FILE: Final = re.compile(r"[^/]*\.[a-z][a-z0-9]{1,19}/", re.IGNORECASE)
"""The address of a page at the top that looks like that of a file: ``robots.txt/``."""
_LONGEST_SHOWN: Final = 20


def added_endings(endings: Collection[object]) -> frozenset[str]:
    """Return the endings of the setting ``also_publish``, in lower case.

    Raises:
        ValueError: one is no ending of a file name; the message says how to write it.
    """
    for ending in endings:
        if not isinstance(ending, str) or not _ENDING.fullmatch(ending.lower()):
            raise ValueError(f"{str(ending)[:40]!r} is no ending of a file name; write .kml")
        if ending.lower() in MARKDOWN:
            raise ValueError(f"{ending} is an ending of Markdown files; leave it out")
    return frozenset(str(ending).lower() for ending in endings)


def file_type_problem(path: str, also_published: Collection[str]) -> tuple[str, str] | None:
    """Return the code and the message of what is wrong with the kind of a file, or ``None``.

    Args:
        path: of a file below ``content/`` that is no Markdown, with forward slashes.
        also_published: endings that the editor allows besides the list.
    """
    file = PurePosixPath(path)
    stem, *endings = file.name.split(".")
    ending = f".{endings[-1].lower()}" if endings else ""
    if ending in MARKDOWN:
        return "file-name", "this name must end in .md, in lower case; rename it"
    found = FILE_TYPES.get(ending) or (_ADDED if ending in also_published else None)
    if found is None:
        what = f"a file ending in {_shortened(ending)}" if ending else "a file without an ending"
        allowed = ", ".join(sorted({*FILE_TYPES, *also_published}))
        return "file-ending", (
            f"{what} is not published; offer it in a .zip, or take it out of the content. "
            f"Published are {allowed}"
        )
    # Some servers go by any ending of a name, such as Apache: page.html.geojson is a page.
    if inner := [one for one in endings[:-1] if one and not _NO_ENDING.match(one)]:
        fixed = "-".join([stem, *endings[:-1]])
        return "file-ending", (
            f"the name has two endings, .{_shortened(inner[-1])} and {ending}, and a web server "
            f"may go by either; rename it, such as {_shortened(fixed)}{ending}"
        )
    if not found.at_top and len(file.parts) == 1:
        return "reserved", (
            f"web hosts and robots look for settings of the whole site in {ending} files at the "
            "top of the content; move it into a folder"
        )
    return None


def page_problem(path: str) -> tuple[str, str] | None:
    """Return the code and the message of what is wrong with the address of a page, or ``None``.

    Whoever asks for ``robots.txt`` is sent on to ``robots.txt/``, and robots go by what stands
    there, as do those who look for a proof of ownership.

    Args:
        path: of a Markdown file below ``content/``, with forward slashes.
    """
    address = page_address(path)
    if not _LIKE_A_FILE.fullmatch(address):
        return None
    return "reserved", (
        f"web hosts and robots would take the page {address} for a file with settings of the "
        "whole site; rename it, without a dot, or move it into a folder"
    )


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…"
