"""Puts the text of a file into form: its header, and the empty line below; never its body."""

import re
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.commands.fmt.header import format_header
from mkdocs_briefing.content.frontmatter import CLOSING_FENCE, FENCE
from mkdocs_briefing.content.schema import FileEntry

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BLANK: Final = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Parts:
    """A file in two parts.

    Attributes:
        header: the lines between the fences, each with its line end, a single ``LF``.
        body: what stands below, from its first line with something in it, byte for byte.
        line_end: that of the header: ``CR LF`` where all lines of the file end so.
    """

    header: str
    body: str
    line_end: str


def parts_of(text: str) -> Parts | None:
    """Cut a file as `content.frontmatter.StrictHandler` does; ``None`` without a header.

    Args:
        text: the whole file, with the line ends that it has, without a byte order mark.
    """
    lines = _LINE.findall(text)
    bare = [line.rstrip("\r\n") for line in lines]
    opening = next((at for at, line in enumerate(bare) if line.strip()), len(bare))
    if opening == len(bare) or not FENCE.fullmatch(bare[opening].lstrip()):
        return None
    further = range(opening + 1, len(bare))
    closing = next((at for at in further if CLOSING_FENCE.fullmatch(bare[at])), None)
    if closing is None:
        return None
    begin = closing + 1
    while begin < len(lines) and not lines[begin].strip(_BLANK):
        begin += 1
    # Git on Windows ends every line so; one file with two kinds of line ends would help nobody.
    windows = all(line.endswith("\r\n") for line in lines if line.endswith(("\r", "\n")))
    return Parts(
        header="".join(f"{line}\n" for line in bare[opening + 1 : closing]),
        body="".join(lines[begin:]),
        line_end="\r\n" if windows and "\r\n" in text else "\n",
    )


def formatted(text: str, kind: type[FileEntry]) -> str:
    """The text of a file with its header in order and form.

    Args:
        text: the whole file. The strict reader has found a header in it, and no fault there.
        kind: what the file describes.

    Raises:
        UnsupportedYamlError: the header is written in a way that is not handled here.
    """
    parts = parts_of(text)
    assert parts is not None, "the strict reader has found a header"
    above = f"---\n{format_header(parts.header, kind)}---\n"
    if parts.body:
        above += "\n"
    return above.replace("\n", parts.line_end) + parts.body
