"""Tells which texts of a content folder are new, if nothing else in it has changed.

Names, positions and events follow from the headers of all files together, so it takes long to
work them out. They stay as they are while an editor only writes below the headers.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mkdocs_briefing.content.bodies import PLACEHOLDER, body
from mkdocs_briefing.content.budget import TEXT, Budget
from mkdocs_briefing.content.checks import ProblemsByFile, has_faulty_link
from mkdocs_briefing.content.file_kinds import kind_of
from mkdocs_briefing.content.file_reader import FileCache, FileReading
from mkdocs_briefing.content.scan import Listing, list_files
from mkdocs_briefing.markdown.links import LinkTargets
from mkdocs_briefing.model.entities import Body

_NEEDS_ALL_FILES: Final = (PLACEHOLDER, "[[")
"""What only a whole reading judges: the placeholder, and links by names."""


@dataclass(slots=True)
class KnownContent:
    """A content folder as it was last read.

    Attributes:
        folder: the content folder.
        shown_folder: the same as problems show it.
        also_published: endings of other files that the editor allows besides the list.
        listing: what was in it.
        readings: what its Markdown files say, by their paths.
        targets: where links may lead.
        size: bytes of Markdown.
        spent: what everything costs, in units of the budget.
        cache: keeps what is read of the files.
    """

    folder: Path
    shown_folder: Path
    also_published: Collection[str]
    listing: Listing
    readings: dict[str, FileReading]
    targets: LinkTargets
    size: int
    spent: int
    cache: FileCache

    def take_new_texts(self) -> Mapping[str, Body] | None:
        """Read the files that have changed since; return the new texts by path.

        ``None``, and nothing is taken, if a whole reading might find anything else: other
        files, headers or problems, or a budget that is spent.
        """
        listing = list_files(self.folder, self.also_published)
        if not listing.has_same_files(self.listing):
            return None
        problems = ProblemsByFile(self.shown_folder)
        new: dict[str, FileReading] = {}
        size, spent = self.size, self.spent
        for path, old in self.readings.items():
            status, budget = listing.status[path], Budget(size, spent)
            reading = self.cache.read(path, self.folder, status, problems.shown(path), budget)
            if reading is old:
                continue
            if not self._differs_only_in_text(path, old, reading):
                return None
            new[path] = reading
            more = status.st_size - self.listing.status[path].st_size
            size += more
            spent += reading.share.spent - old.share.spent + TEXT * more
            if Budget(size, spent).is_spent or reading.share.budget.is_spent:
                return None
        self.listing, self.size, self.spent = listing, size, spent
        self.readings.update(new)
        return {
            path: body(path, one.document) for path, one in new.items() if one.document is not None
        }

    def _differs_only_in_text(self, path: str, old: FileReading, new: FileReading) -> bool:
        before, after = old.document, new.document
        return (
            # A page of the contributors' own has its title in its text.
            kind_of(path) is not None
            and old.entry is not None
            and before is not None
            and after is not None
            and before.body_line == after.body_line
            and before.header == after.header
            and not any(mark in one.body for one in (before, after) for mark in _NEEDS_ALL_FILES)
            and old.share.problems.problems == new.share.problems.problems
            and not any(has_faulty_link(one.links, path, self.targets) for one in (old, new))
        )
