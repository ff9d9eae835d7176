"""Finds what Obsidian adds to Markdown: links ``[[name]]``, pictures ``![[map.png]]``, comments.

Code stays as it is. Texts without ``[[`` and ``%%`` cost nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.problems import Place
from mkdocs_briefing.markdown.links import without_code

_COMMENT: Final = "%%"
_LINK: Final = re.compile(
    r"(!?)\[\[([^\[\]|#^\n]{1,300})(?:[#^][^\[\]|\n]{0,300})?(?:\|([^\[\]\n]{0,300}))?\]\]"
)
"""The name, a heading in it, and the text that is shown."""


class OpenCommentError(Exception):
    """A comment that nothing ends, so nobody can say what of the text is private."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


@dataclass(frozen=True, slots=True)
class WikiLink:
    """A link or a picture in the notation of Obsidian.

    Attributes:
        name: what it leads to: a title, a name, or the path of a file.
        text: what is shown instead of the name, if anything is.
        is_embedded: whether it begins with ``!``.
    """

    name: str
    text: str | None
    is_embedded: bool
    place: Place


def without_comments(body: str, first_line: int) -> str:
    """Remove ``%%comments%%``, within a line and over several; the lines stay where they are.

    Raises:
        OpenCommentError: a comment never ends.
    """
    if _COMMENT not in body:
        return body
    kept: list[str] = []
    opened: Place | None = None
    for number, (line, bare) in enumerate(_lines(body)):
        marks = [match.start() for match in re.finditer(_COMMENT, bare)]
        parts: list[str] = []
        begin = 0
        for mark in marks:
            if opened is None:
                parts.append(line[begin:mark])
                opened = (first_line + number, mark + 1)
            else:
                begin, opened = mark + len(_COMMENT), None
        if opened is None:
            parts.append(line[begin:])
        kept.append("".join(parts))
    if opened is not None:
        raise OpenCommentError(opened)
    return "\n".join(kept)


def with_links(body: str, first_line: int, written: Callable[[WikiLink], str]) -> str:
    """Replace each link of Obsidian.

    Args:
        body: Markdown.
        first_line: the line of the file on which it begins, from 1.
        written: says what to write in place of a link.
    """
    if "[[" not in body:
        return body
    lines: list[str] = []
    for number, (line, bare) in enumerate(_lines(body), first_line):
        begin = 0
        parts: list[str] = []
        for match in _LINK.finditer(bare):
            # A footnote or a reference with brackets of its own is no link of Obsidian.
            if bare[match.end() : match.end() + 1] in ("(", "["):
                continue
            text = match[3].strip() if match[3] else None
            link = WikiLink(match[2].strip(), text, bool(match[1]), (number, match.start() + 1))
            parts += [line[begin : match.start()], written(link)]
            begin = match.end()
        lines.append("".join((*parts, line[begin:])))
    return "\n".join(lines)


def _lines(body: str) -> Iterator[tuple[str, str]]:
    """Yield each line, as it is and without code, which leaves the columns as they are."""
    yield from zip(body.split("\n"), without_code(body).split("\n"), strict=True)
