"""Checks what is in the files that are published unchanged."""

import re
from pathlib import Path
from typing import Final

from mkdocs_briefing.content.header.fences import OTHER_FENCE
from mkdocs_briefing.content.svg_files import svg_fault
from mkdocs_briefing.core.file_types import FILE_TYPES

LARGEST_DRAWING: Final = 5_242_880
"""Bytes in an SVG file."""

_CHUNK: Final = 65_536
_HEADER: Final = re.compile(r"\s*---[ \t\r]*\n\s*[A-Za-z_]+[ \t]*:")
_TEXTS: Final = frozenset({".csv", ".geojson", ".json", ".tsv", ".txt"})
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_BEFORE_TEXT: Final = b"\xef\xbb\xbf\t\n\x0b\x0c\r "
"""What may stand before the text of a page: a byte order mark and white space."""


def content_problem(path: Path) -> tuple[str, str] | None:
    """Return the code and the message of what is wrong in a file, or ``None``.

    A browser goes by the media type of a file. Where a server sends none, browsers guess, and
    so do some servers. They take a file for a page only if it begins with ``<``
    (https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type).
    So no file of the list does but SVG, which is checked.

    Players of sound and video go by what is in a file. A playlist (``#EXTM3U``) makes them load
    the files that it names, from any host.

    Args:
        path: a file that is no Markdown, of a kind that is published.

    Raises:
        OSError: it cannot be read.
    """
    ending = path.suffix.lower()
    if ending == ".svg":
        return _drawing_problem(path)
    # An ending that the editor adds may be XML, such as KML; the editor answers for it.
    if (kind := FILE_TYPES.get(ending)) is None:
        return None
    if ending in _TEXTS and _is_source(path):
        return "source-as-file", (
            "this file begins like an article, so its text would be published as it is, drafts "
            "included; end its name in .md, or take it out of content/"
        )
    begins = _first_sign(path)
    if begins == b"<":
        return "active-file", (
            "this file begins with <, so a browser might run it as a page of the site; "
            "save it anew in the format of its ending, or offer it in a .zip"
        )
    if kind.plays and begins == b"#":
        return "active-file", (
            f"this file begins with #, as a playlist does, not as {kind.what} does, so a browser "
            f"would ask other hosts for what it lists; put the {kind.what} itself here"
        )
    return None


def _is_source(path: Path) -> bool:
    """Whether a file has a header of its own, so that it is the source of a page."""
    with path.open("rb") as file:
        begin = file.read(_CHUNK)
    # Notepad can save a text as UTF-16, which cuts the last letter of a chunk in two.
    text = begin.decode("utf-16" if begin.startswith(_UTF_16) else "utf-8-sig", "ignore")
    return _HEADER.match(text) is not None or OTHER_FENCE.match(text.lstrip()) is not None


def _drawing_problem(path: Path) -> tuple[str, str] | None:
    size = path.stat().st_size
    if size > LARGEST_DRAWING:
        return "too-large", (
            f"the limit for an SVG file is {LARGEST_DRAWING / 1e6:,.1f} MB; make it smaller"
        )
    # An empty file draws nothing, and stands for a file that a diff need not read.
    fault = svg_fault(path.read_bytes()) if size else None
    return ("active-file", fault) if fault else None


def _first_sign(path: Path) -> bytes:
    """Return the first byte that is no white space; nothing of a file that has none."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            # However much white space there is, what follows it decides.
            if text := chunk.lstrip(_BEFORE_TEXT):
                return text[:1]
    return b""
