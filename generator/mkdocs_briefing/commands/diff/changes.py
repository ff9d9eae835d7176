"""Defines a change, the kinds of change there are, and a whole diff."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TITLES: Final[Mapping[str, str]] = {
    # First, so that no flood of other changes can push a file out of sight.
    "file-new": "Files that are published from now on",
    "file-changes": "Files that are altered",
    "file-gone": "Files that are no longer published",
    "position-begins": "Positions new to the briefing, or held again",
    "position-changes": "Positions that change",
    "position-ends": "Positions that end, or that nobody claims any more",
    "position-withdrawn": "Positions that are withdrawn",
    "position-announced": "Positions that are announced for a later day",
    "position-disputed": "Positions that become disputed",
    "position-undisputed": "Positions that are no longer disputed",
    "position-history": "Positions with a different history",
    "contradiction-new": "New contradictions",
    "contradiction-gone": "Contradictions that are gone",
    "claim-gone": "Claims without a source any more, which are gone",
    "claim-unsourced": "Claims that have only other sources now",
    "claim-new": "New claims",
    "claim-changes": "Claims that change",
    "claim-sources": "Claims with more or fewer sources",
    "event-new": "New events",
    "event-gone": "Events that are gone",
    "event-date": "Events with another date",
    "event-toll": "Events with another toll",
    "event-changes": "Events described differently",
    "actor-new": "New actors",
    "actor-gone": "Actors that are gone",
    "actor-merged": "Actors that are merged",
    "actor-renamed": "Actors with another name",
    "actor-changes": "Actors with another profile",
    "source-new": "New sources",
    "source-gone": "Sources that are gone",
    "article-new": "New articles",
    "article-gone": "Articles that are gone",
    "article-changes": "Articles with another date or subject",
    "conflict-new": "New conflicts",
    "conflict-gone": "Conflicts that are gone",
    "conflict-changes": "Conflicts with other sides or dates",
    "page-gone": "Pages that are gone, so that links to them break",
    "anchors-gone": "Anchors that are gone, so that links to them break",
}
"""Every kind of change with its heading, in the order in which changes are listed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference in what the site says.

    Attributes:
        kind: a key of ``TITLES``.
        what: what changes: an actor and a side, an event, a page.
        before: the old state in words; ``None`` for what is new.
        after: the new state in words; ``None`` for what is gone.
        address: where it stands on the site, or stood if it is gone; relative to the root.
    """

    kind: str
    what: str
    before: str | None
    after: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes between two briefings.

    Attributes:
        changes: in the order of ``TITLES``, then of what changes.
        reworded: the files below ``content/`` whose text differs, whatever they claim.
    """

    changes: tuple[Change, ...]
    reworded: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """The result in one sentence."""
        files = "1 file" if len(self.reworded) == 1 else f"{len(self.reworded)} files"
        if self.changes:
            count = len(self.changes)
            return f"{count} change{'' if count == 1 else 's'} of what the site says."
        if self.reworded:
            return f"Only wording changes, in {files}; no claim, source or address does."
        return "Nothing changes."
