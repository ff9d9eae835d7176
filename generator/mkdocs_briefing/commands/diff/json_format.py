"""Formats a diff as JSON, for programs."""

from dataclasses import asdict
from typing import Final

from mkdocs_briefing.commands.diff.changes import Diff
from mkdocs_briefing.core.terminal import json_lines

FORMAT: Final = 1
"""Rises when a key changes its meaning or goes; new keys and kinds may come at any time."""


def as_json(diff: Diff) -> list[str]:
    """The diff as an object with ``format``, ``verdict``, ``changes`` and ``reworded``.

    Each of the ``changes`` has the attributes of :class:`Change` as keys. Texts are not
    escaped for any display.
    """
    document = {
        "format": FORMAT,
        "verdict": diff.verdict,
        "changes": [asdict(change) for change in diff.changes],
        "reworded": list(diff.reworded),
    }
    return json_lines(document)
