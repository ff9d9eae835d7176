"""Formats a diff as plain text, for a terminal."""

from itertools import groupby

from mkdocs_briefing.commands.diff.changes import TITLES, Diff
from mkdocs_briefing.commands.diff.one_line import one_line


def as_text(diff: Diff) -> list[str]:
    """The changes under the heading of their kind, then the verdict."""
    lines: list[str] = []
    for kind, changes in groupby(diff.changes, key=lambda change: change.kind):
        lines.append(f"{TITLES[kind]}:")
        for change in changes:
            lines.append(f"  {one_line(change.what)}")
            if change.before is not None:
                lines.append(f"    - {one_line(change.before)}")
            if change.after is not None:
                lines.append(f"    + {one_line(change.after)}")
        lines.append("")
    if diff.changes and diff.reworded:
        lines += ["Other text in:", *(f"  {one_line(path)}" for path in diff.reworded), ""]
    return [*lines, diff.verdict]
