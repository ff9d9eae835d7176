"""Tells a diff as JSON, for programs."""

import json
from dataclasses import asdict
from typing import Final

from mkdocs_briefing.commands.diff.changes import Diff

FORMAT: Final = 1
"""Counted up when a key changes its meaning or goes; new keys and kinds may come at any time."""


def as_json(diff: Diff) -> str:
    """The diff as one object: ``format``, ``verdict``, ``changes`` and ``reworded``.

    Each of the ``changes`` has ``kind``, ``what``, ``before``, ``after`` and ``address``,
    as in :class:`~mkdocs_briefing.commands.diff.compare.Change`. Texts are as they were written.
    """
    told = {
        "format": FORMAT,
        "verdict": diff.verdict,
        "changes": [asdict(change) for change in diff.changes],
        "reworded": list(diff.reworded),
    }
    return json.dumps(told, ensure_ascii=True, indent=2) + "\n"
