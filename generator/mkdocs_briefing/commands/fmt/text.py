"""Formats the text of a file: its header and the empty line below it, never its body."""

from dataclasses import dataclass
from io import StringIO

from mkdocs_briefing.commands.fmt.header import format_header
from mkdocs_briefing.content.header.fences import CLOSING_FENCE, FENCE
from mkdocs_briefing.content.schema import FileEntry


@dataclass(frozen=True, slots=True)
class SplitFile:
    """A file in two parts.

    Attributes:
        header: the lines between the fences, each with its line end, a single ``LF``.
        body: what stands below, from its first line with something in it, byte for byte.
        line_end: that of the header: ``CR LF`` where all lines of the file end so.
    """

    header: str
    body: str
    line_end: str


def split(text: str) -> SplitFile | None:
    """Split a file as `content.header.document` does; ``None`` without a header.

    Args:
        text: the whole file, with its own line ends, without a byte order mark.
    """
    # Only CR, LF and CR LF end a line here; str.splitlines() knows many more.
    lines = list(StringIO(text, newline=""))
    bare = [line.rstrip("\r\n") for line in lines]
    opening = next((at for at, line in enumerate(bare) if line.strip()), len(bare))
    fences = (at for at in range(opening + 1, len(bare)) if CLOSING_FENCE.fullmatch(bare[at]))
    closing = next(fences, None)
    if closing is None or not FENCE.fullmatch(bare[opening].lstrip()):
        return None
    below = closing + 1
    while below < len(lines) and not lines[below].strip(" \t\r\n"):
        below += 1
    # Git on Windows ends every line with CR LF; a file with two kinds of line ends gets LF.
    windows = all(line.endswith("\r\n") for line in lines if line.endswith(("\r", "\n")))
    return SplitFile(
        header="".join(f"{line}\n" for line in bare[opening + 1 : closing]),
        body="".join(lines[below:]),
        line_end="\r\n" if windows and "\r\n" in text else "\n",
    )


def formatted(text: str, kind: type[FileEntry]) -> str:
    """The text of a file with its header formatted.

    Args:
        text: the whole file, with a header that the strict reader accepts.
        kind: what the file describes.

    Raises:
        UnsupportedYamlError: the header is written in a way that is not handled here.
    """
    file = split(text)
    assert file is not None, "the strict reader has found a header"
    above = f"---\n{format_header(file.header, kind)}---\n"
    if file.body:
        above += "\n"
    return above.replace("\n", file.line_end) + file.body
