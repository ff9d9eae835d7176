"""Formats a diff as Markdown, for a comment or a job summary on a code host.

Whoever proposes a change writes much of this text. So it contains no link, and whatever a
host would turn into a link, a mention, a picture or a tag is escaped.
"""

import re
from itertools import groupby
from typing import Final

from mkdocs_briefing.commands.diff.changes import TITLES, Change, Diff
from mkdocs_briefing.commands.diff.one_line import one_line

LARGEST: Final = 60_000
"""Bytes. GitHub accepts comments of up to 65,536 characters."""

_PUNCTUATION: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$^=\"':/])")
_HTML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BREAK: Final = "\u200b"
"""A space without width, written as an entity. Readers do not see it; hosts find no name,
number or address."""
# Mentions, issue numbers, web and mail addresses, and what may be a commit.
_LINKED: Final = re.compile(
    r"@|#|(?i:gh)(?=-)|(?<=:)(?=//)|(?i:www)(?=\.)|\b[0-9a-fA-F]{6}(?=[0-9a-fA-F])"
)
_RESERVED_FOR_END: Final = 400
"""Bytes that are kept free for the last lines."""


def escaped(text: str) -> str:
    """The text such that a host shows it as it is and links nothing."""
    unlinked = _LINKED.sub(lambda match: f"{match[0]}{_BREAK}", one_line(text))
    shown = _PUNCTUATION.sub(r"\\\1", unlinked).translate(_HTML)
    return shown.replace(_BREAK, "&ZeroWidthSpace;")


def code(text: str) -> str:
    """The text as inline code, in which hosts link nothing."""
    return f"`{one_line(text).replace('`', chr(0x2019)) or ' '}`"


def as_markdown(diff: Diff) -> list[str]:
    """The changes under headings, in at most ``LARGEST`` bytes; the end counts those left out."""
    lines = ["## What this changes", "", f"**{diff.verdict}**", ""]
    size = _size(lines)
    written = 0
    for kind, changes in groupby(diff.changes, key=lambda change: change.kind):
        heading = ["", f"### {TITLES[kind]}", ""]
        for change in changes:
            item = [*heading, *_item(change)]
            size += _size(item)
            if size > LARGEST - _RESERVED_FOR_END:
                left = len(diff.changes) - written
                lines += ["", f"{left} more changes are left out here: run `briefing diff`."]
                return lines
            lines += item
            written += 1
            heading = []
    if diff.changes and diff.reworded:
        lines += ["", f"Other text in {len(diff.reworded)} of the files."]
    return lines


def _size(lines: list[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def _item(change: Change) -> list[str]:
    lines = [f"- **{escaped(change.what)}** {code(change.address or '/')}"]
    if change.before is not None:
        lines.append(f"  - before: {escaped(change.before)}")
    if change.after is not None:
        lines.append(f"  - after: {escaped(change.after)}")
    return lines
