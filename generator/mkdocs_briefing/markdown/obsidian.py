"""Finds what Obsidian adds to Markdown: links, pictures, comments, callouts, marks of blocks.

Code stays as it is. Texts without any of them cost nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.problems import Place
from mkdocs_briefing.markdown.links import without_code

_COMMENT: Final = "%%"
_LINK: Final = re.compile(
    r"(?<!\\)(!?)\[\[([^\[\]|#^\n]{0,300}?)([#^][^\[\]|\n]{0,300}?)?"
    r"(?:\\?\|((?:(?!\]\])[^\n]){0,300}))?\]\]"
)
"""The name, a heading in it, and the text that is shown; in a table, a backslash before it."""
_CALLOUT: Final = re.compile(r"^((?:[ ]{0,3}>)+[ ]?)\[!([A-Za-z][\w-]*)\][+-]?[ ]*(.*)$")
_BLOCK: Final = re.compile(r"(?:^|[ ])\^(?=[\w-]*[A-Za-z])[A-Za-z0-9-]+[ ]*$")


class OpenCommentError(Exception):
    """A comment that nothing ends, so nobody can say what of the text is private."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


@dataclass(frozen=True, slots=True)
class WikiLink:
    """A link or a picture in the notation of Obsidian.

    Attributes:
        name: what it leads to: a title, a name, or the path of a file; empty for this text.
        heading: the heading in it, or the block if it begins with ``^``.
        text: what is shown instead of the name, if anything is.
        is_embedded: whether it begins with ``!``.
    """

    name: str
    heading: str
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


def without_marks(body: str) -> str:
    """Write callouts, ``> [!note] Title``, as Markdown, and leave out the marks of blocks, ``^a1``.

    The lines stay where they are.
    """
    if "[!" not in body and "^" not in body:
        return body
    lines: list[str] = []
    for line, bare in _lines(body):
        if line == bare and (match := _CALLOUT.match(line)):
            # Two spaces end the line, so that the text below has a line of its own.
            title = match[3].strip() or match[2].capitalize()
            lines.append(f"{match[1]}**{title}**  ")
        else:
            lines.append(line[: match.start()] if (match := _BLOCK.search(bare)) else line)
    return "\n".join(lines)


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
            name, heading = match[2].strip(), (match[3] or "").strip("#").strip()
            if not name and not heading:
                continue
            text = match[4].strip() if match[4] else None
            place = (number, match.start() + 1)
            link = WikiLink(name, heading, text, bool(match[1]), place)
            parts += [line[begin : match.start()], written(link)]
            begin = match.end()
        lines.append("".join((*parts, line[begin:])))
    return "\n".join(lines)


def _lines(body: str) -> Iterator[tuple[str, str]]:
    """Yield each line, as it is and without code, which leaves the columns as they are."""
    yield from zip(body.split("\n"), without_code(body).split("\n"), strict=True)
