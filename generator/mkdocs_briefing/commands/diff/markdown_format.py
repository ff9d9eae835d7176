"""Tells a diff as Markdown, for a comment or a job's summary on a code host.

Whoever proposes a change writes much of what stands here. So it holds no link at all, and
what came from the content is taken apart wherever a host would make a link, a mention, a
picture or a tag of it.
"""

import re
from itertools import groupby
from typing import Final

from mkdocs_briefing.commands.diff.changes import TITLES, Change, Diff
from mkdocs_briefing.commands.diff.one_line import one_line

LARGEST: Final = 60_000
"""Bytes; GitHub takes comments of up to 65,536 characters."""

_PUNCTUATION: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$^=\"':/])")
_TAGS: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BREAK: Final = "\u200b"
"""No width: a reader sees nothing of it, and a host finds no name, number or address."""
# Mentions, numbers of issues, addresses and mail, and what may be a commit.
_LINKED: Final = re.compile(
    r"@|#|(?i:gh)(?=-)|(?<=:)(?=//)|(?i:www)(?=\.)|\b[0-9a-fA-F]{6}(?=[0-9a-fA-F])"
)
_ROOM_FOR_THE_END: Final = 400


def escaped(text: str) -> str:
    """A text that shows as it is, whatever a stranger put into it."""
    broken = _LINKED.sub(lambda match: f"{match[0]}{_BREAK}", one_line(text))
    return _PUNCTUATION.sub(r"\\\1", broken).translate(_TAGS)


def code(text: str) -> str:
    """A text as code, in which hosts look for nothing."""
    return f"`{one_line(text).replace('`', chr(0x2019)) or ' '}`"


def as_markdown(diff: Diff) -> str:
    """The diff as lists below headings, in at most ``LARGEST`` bytes; what is left out is told."""
    lines = ["## What this changes", "", f"**{diff.verdict}**", ""]
    size = sum(len(line.encode()) + 1 for line in lines)
    told = 0
    for kind, changes in groupby(diff.changes, key=lambda change: change.kind):
        heading = ["", f"### {TITLES[kind]}", ""]
        for change in changes:
            item = [*heading, *_item(change)]
            cost = sum(len(line.encode()) + 1 for line in item)
            if size + cost > LARGEST - _ROOM_FOR_THE_END:
                left = len(diff.changes) - told
                lines += ["", f"{left} more changes are left out here: run `briefing diff`."]
                return "\n".join(lines) + "\n"
            lines += item
            size += cost
            told += 1
            heading = []
    if diff.changes and diff.reworded:
        lines += ["", f"Other text in {len(diff.reworded)} of the files."]
    return "\n".join(lines) + "\n"


def _item(change: Change) -> list[str]:
    lines = [f"- **{escaped(change.what)}** {code(change.address or '/')}"]
    if change.before is not None:
        lines.append(f"  - before: {escaped(change.before)}")
    if change.after is not None:
        lines.append(f"  - after: {escaped(change.after)}")
    return lines
