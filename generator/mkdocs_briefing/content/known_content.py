"""Tells what has changed in a content folder, as long as each change concerns one file only.

Names, positions and events follow from the headers of all files together, so it takes long to
work them out. They stay as they are while an editor only writes below the headers, and most of
them while headers of articles change.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from mkdocs_briefing.content.bodies import PLACEHOLDER, body
from mkdocs_briefing.content.budget import TEXT, Budget, Share
from mkdocs_briefing.content.checks import has_faulty_link
from mkdocs_briefing.content.edited_article import Resolved, resolve_again
from mkdocs_briefing.content.file_kinds import kind_of
from mkdocs_briefing.content.file_reader import FileCache, FileReading, ListedFile
from mkdocs_briefing.content.resolution import Resolution
from mkdocs_briefing.content.scan import Listing, list_files
from mkdocs_briefing.content.schema import ArticleEntry
from mkdocs_briefing.core.problems import Problem, ProblemCollector, errors
from mkdocs_briefing.markdown.links import LinkTargets
from mkdocs_briefing.model.entities import Body, Briefing

_WIKI_LINK: Final = "[["
_NEEDS_ALL_FILES: Final = (PLACEHOLDER, _WIKI_LINK)
"""What only a whole reading judges: the placeholder, and links by names."""


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What has changed since the content was last read.

    Attributes:
        texts: the new texts, by path.
        briefing: what the files say now.
        problems: what is wrong in the files now; new ones are warnings.
        only_texts: whether all headers are as they were.
    """

    texts: Mapping[str, Body]
    briefing: Briefing
    problems: tuple[Problem, ...]
    only_texts: bool
    _state: "_State"


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """What was read.

    Attributes:
        listing: the files.
        readings: what the Markdown files say, by their paths.
        size: bytes of Markdown.
        spent: what everything costs, in units of the budget.
    """

    listing: Listing
    readings: Mapping[str, FileReading]
    resolution: Resolution
    size: int
    spent: int


class KnownContent:
    """A content folder as it was last read.

    Args:
        folder: the content folder.
        shown: gives the path of a file as problems show it.
        also_published: endings of files that the editor allows besides the list.
        listing: what was in the folder.
        readings: what its Markdown files say, by their paths.
        targets: where links may lead.
        problems: what is wrong in the files.
        budget: what everything may cost, and costs.
        cache: keeps what is read of the files.
        briefing: what the files say together.
        resolution: how that was worked out.
    """

    def __init__(
        self,
        folder: Path,
        *,
        shown: Callable[[str], str],
        also_published: Collection[str],
        listing: Listing,
        readings: Mapping[str, FileReading],
        targets: LinkTargets,
        problems: tuple[Problem, ...],
        budget: Budget,
        cache: FileCache,
        briefing: Briefing,
        resolution: Resolution,
    ) -> None:
        self._folder = folder
        self._shown = shown
        self._also_published = also_published
        self._targets = targets
        self._problems = problems
        self._budget = budget
        self._cache = cache
        self._briefing = briefing
        self._state = _State(listing, readings, resolution, budget.size, budget.spent)
        documents = (one.document for one in readings.values())
        self._has_wiki_links = any(one and _WIKI_LINK in one.body for one in documents)

    def changes(self) -> Changes | None:
        """Read the files that have changed since; return what they change.

        ``None`` if a whole reading might find anything else: other files or problems, changes
        that concern several files, or a budget that is spent.
        """
        state = self._state
        listing = list_files(self._folder, self._also_published)
        if not listing.has_same_files(state.listing):
            return None
        new: dict[str, FileReading] = {}
        size, spent = state.size, state.spent
        for path, old in state.readings.items():
            status = listing.status[path]
            file = ListedFile(path, self._shown(path), status)
            reading = self._cache.read(file, self._folder, Budget(size, spent))
            if reading is old:
                continue
            if not self._concerns_no_other(path, old, reading):
                return None
            new[path] = reading
            more = status.st_size - state.listing.status[path].st_size
            size += more
            spent += reading.share.spent - old.share.spent + TEXT * more
            if reading.share.budget.is_spent:
                return None
        with_new_headers = [
            path for path, one in new.items() if not _has_same_header(state.readings[path], one)
        ]
        briefing, resolution, problems = self._briefing, state.resolution, self._problems
        for path in with_new_headers:
            shown = self._shown(path)
            budget = Budget(size, spent)
            resolved, told = self._resolved(path, new[path], budget, briefing, resolution)
            spent = budget.spent
            told_before = [one for one in problems if one.path == shown]
            if resolved is None or errors(told):
                return None
            if told_before:
                # Some might come from what only a whole reading looks at.
                _, again = self._resolved(path, state.readings[path], budget, briefing, resolution)
                if sorted(again) != told_before:
                    return None
            briefing, resolution = resolved
            problems = tuple(sorted((*(one for one in problems if one.path != shown), *told)))
        if Budget(size, spent).is_spent:
            return None
        texts = {
            path: body(path, one.document) for path, one in new.items() if one.document is not None
        }
        bodies = (texts.get(one.path, one) for one in briefing.bodies)
        return Changes(
            texts,
            replace(briefing, bodies=tuple(bodies)),
            problems,
            not with_new_headers,
            _State(listing, {**state.readings, **new}, resolution, size, spent),
        )

    def take(self, changes: Changes) -> None:
        """Know the content as it is with the changes."""
        self._state, self._briefing = changes._state, changes.briefing
        self._problems = changes.problems

    def _resolved(
        self,
        path: str,
        reading: FileReading,
        budget: Budget,
        briefing: Briefing,
        known: Resolution,
    ) -> tuple[Resolved | None, list[Problem]]:
        """Resolve an article again; also return what is wrong in it."""
        # The other files still count in there what they cost.
        self._budget.size, self._budget.spent = budget.size, budget.spent
        problems = ProblemCollector(self._shown(path))
        problems.take(reading.share.problems)
        share = Share(self._budget, problems, reading.share.size)
        file = reading.of_kind(ArticleEntry, path, problems, share)
        resolved = None if file is None else resolve_again(file, briefing, known)
        budget.spent += share.spent
        return resolved, problems.problems

    def _concerns_no_other(self, path: str, old: FileReading, new: FileReading) -> bool:
        """Whether the change of a file may concern no other, by what it says itself."""
        before, after = old.document, new.document
        return (
            # A page of the contributors' own has its title in its text.
            kind_of(path) is not None
            and old.entry is not None
            and before is not None
            and after is not None
            and (
                old.share.problems.problems == new.share.problems.problems
                if _has_same_header(old, new)
                else self._may_be_resolved_again(path, old, new)
            )
            and not any(mark in one.body for one in (before, after) for mark in _NEEDS_ALL_FILES)
            and not any(has_faulty_link(one.links, path, self._targets) for one in (old, new))
        )

    def _may_be_resolved_again(self, path: str, old: FileReading, new: FileReading) -> bool:
        before, after = old.entry, new.entry
        return (
            isinstance(before, ArticleEntry)
            and isinstance(after, ArticleEntry)
            and (before.slug, before.draft) == (after.slug, after.draft)
            # Such links may lead to titles.
            and (before.title == after.title or not self._has_wiki_links)
            and not self._explains_problems_of_others(self._shown(path))
            and _keys_of_page(path, old) == _keys_of_page(path, new)
        )

    def _explains_problems_of_others(self, shown: str) -> bool:
        """Whether a problem in another file refers to a line of this one."""
        return any(one.path != shown and f"{shown}:" in one.message for one in self._problems)


def _has_same_header(old: FileReading, new: FileReading) -> bool:
    before, after = old.document, new.document
    return (
        before is not None
        and after is not None
        and before.body_line == after.body_line
        and before.header == after.header
    )


def _keys_of_page(path: str, reading: FileReading) -> object:
    return None if reading.document is None else body(path, reading.document).meta
