"""Reads the files below ``content/`` into a briefing, and collects every problem in them.

The steps: list the files, parse their headers, validate them, register actors and
conflicts, resolve the rows of the articles, and check what spans files. Something invalid
is left out of the briefing: a row, a key, or the whole file if the rest depends on it.
"""

import re
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date as Day
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from mkdocs_briefing.content.actors import NewName
from mkdocs_briefing.content.budget import BYTES_SHOWN, FILE, LINKED, PAGE, TEXT, Budget
from mkdocs_briefing.content.checks import (
    START,
    ProblemsByFile,
    check_file_places,
    check_links,
    check_page_addresses,
    check_placeholder,
    link_targets,
)
from mkdocs_briefing.content.file_kinds import kind_of
from mkdocs_briefing.content.file_reader import FileCache, FileReading, ListedFile, read_file
from mkdocs_briefing.content.header.document import Document
from mkdocs_briefing.content.known_content import KnownContent
from mkdocs_briefing.content.outputs import GeneratedAddresses, check_outputs
from mkdocs_briefing.content.resolution import FilesOfKind, register, resolve
from mkdocs_briefing.content.scan import LARGEST, Listing, list_files
from mkdocs_briefing.content.schema import ActorEntry, ArticleEntry, ConflictEntry
from mkdocs_briefing.content.wiki_links import with_wiki_links
from mkdocs_briefing.core.memory import garbage_collection_paused
from mkdocs_briefing.core.problems import Problem
from mkdocs_briefing.model.entities import Briefing

E = TypeVar("E", bound=ActorEntry | ArticleEntry | ConflictEntry)

NAVIGATION: Final = "pages in the navigation of every page"

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a content folder.

    Attributes:
        briefing: everything that could be read.
        problems: of every file, by path and place.
        new_names: the names that no profile and no conflict declares.
        files: the files that are published unchanged, as sorted paths below the folder.
        budget: what the content may cost, and what it costs.
        passed_over: locks and backups of editors, by their paths below the folder.
        known: tells what has changed since, if what was read is kept.
    """

    briefing: Briefing
    problems: tuple[Problem, ...]
    new_names: tuple[NewName, ...]
    files: tuple[str, ...]
    budget: Budget
    passed_over: tuple[str, ...] = ()
    known: KnownContent | None = None


def read(
    content: Path,
    *,
    root: Path,
    generated: GeneratedAddresses,
    drafts: bool = False,
    proposed: Mapping[str, str] = NOTHING,
    also_published: Collection[str] = (),
    today: Day | None = None,
    cache: FileCache | None = None,
) -> Reading:
    """Read a content folder.

    Args:
        content: the folder.
        root: the folder that the paths in problems are relative to.
        generated: what the site holds besides the content: texts may link to it, and no file
            may take its place.
        drafts: whether articles with ``draft: true`` are part of the briefing.
        proposed: Markdown files to read as if they were in the folder: their texts by their
            paths below it.
        also_published: endings of other files that the editor allows besides the list.
        today: the day on which the content is checked, against which articles are held; a
            build knows none, so that it makes the same site on every day.
        cache: what was read of the files before; a preview has one.
    """
    with garbage_collection_paused():
        problems = ProblemsByFile(_shown_folder(content, root))
        listing = _list(content, also_published, proposed, problems)
        check_file_places(listing.markdown, problems)
        readings = _read_files(content, listing, proposed, cache or FileCache(), problems)
        documents = {
            path: one.document for path, one in readings.items() if one.document is not None
        }
        profiles, conflicts, articles = (
            _files_of(ActorEntry, listing, readings, problems),
            _files_of(ConflictEntry, listing, readings, problems),
            _files_of(ArticleEntry, listing, readings, problems),
        )
        registries = register(profiles, conflicts)
        briefing, resolution = resolve(
            articles, registries, documents, problems, drafts=drafts, today=today
        )
        briefing = with_wiki_links(briefing, documents, listing.others, problems)
        taken = check_outputs(briefing, documents, listing.others, generated, problems)
        check_page_addresses(listing.markdown, problems)
        # What is wrong with a file is told once, and not again at each link to it.
        linked = (*listing.others, *(path for path, _, _ in listing.faults))
        targets = link_targets(briefing, documents, linked, generated.linkable)
        check_links({path: readings[path].links for path in documents}, targets, problems)
        # A build leaves a draft out, and its text may wait as long.
        waiting = set() if drafts else {file.path for file in articles.files if file.entry.draft}
        for path in documents.keys() - waiting:
            check_placeholder(documents[path], problems[path])
        briefing = _without_pages(briefing, taken)
        problems.budget.tell()
        budget, found = problems.budget, problems.sorted()
        known = None
        if cache is not None and not proposed and today is None and not budget.is_spent:
            known = KnownContent(
                content,
                shown=problems.shown,
                also_published=also_published,
                listing=listing,
                readings=readings,
                targets=targets,
                problems=found,
                budget=budget,
                cache=cache,
                briefing=briefing,
                resolution=resolution,
            )
        new_names = tuple(registries.actors.new_names)
        return Reading(
            briefing,
            found,
            new_names,
            listing.others,
            budget,
            listing.passed_over,
            known,
        )


def _shown_folder(content: Path, root: Path) -> Path:
    content_path, root_path = content.resolve(), root.resolve()
    inside = content_path.is_relative_to(root_path)
    return content_path.relative_to(root_path) if inside else content


# --- files ----------------------------------------------------------------------------


def _list(
    content: Path,
    also_published: Collection[str],
    proposed: Mapping[str, str],
    problems: ProblemsByFile,
) -> Listing:
    listing = list_files(content, also_published)
    for path, code, message in listing.faults:
        problems[path].error(START, code, message)
    listing = replace(listing, markdown=tuple(sorted({*listing.markdown, *proposed})))
    budget = problems.budget
    for path in listing.markdown:
        text = proposed.get(path)
        size = listing.status[path].st_size if text is None else len(text.encode())
        problems.share(path).size = min(size, LARGEST)
        budget.size += problems.share(path).size
    for path in listing.others:
        problems.share(path).spend(FILE, "the number of files", START)
    return listing


def _read_files(
    content: Path,
    listing: Listing,
    proposed: Mapping[str, str],
    cache: FileCache,
    problems: ProblemsByFile,
) -> dict[str, FileReading]:
    readings: dict[str, FileReading] = {}
    listed = [
        ListedFile(path, problems.shown(path), listing.status[path])
        for path in listing.markdown
        if path not in proposed
    ]
    with closing(cache.read_all(listed, content, problems.budget)) as read_in_order:
        for path in listing.markdown:
            share = problems.share(path)
            if not share.spend(PAGE + TEXT * share.size, "the number of pages"):
                break
            # Each page lists these in its navigation.
            is_listed = kind_of(path) is None and "/" not in path
            if is_listed and not share.spend(LINKED * len(listing.markdown), NAVIGATION):
                break
            if path in proposed:
                raw = proposed[path].encode()
                readings[path] = read_file(path, raw, problems.shown(path), problems.budget)
            else:
                readings[path] = next(read_in_order)
            problems[path].take(readings[path].share.problems)
            share.take(readings[path].share)
            document = readings[path].document if is_listed else None
            title = _length_of_title(document) if document is not None else 0
            if not share.spend(title // BYTES_SHOWN * len(listing.markdown), NAVIGATION):
                break
    cache.forget_all_but(readings.keys())
    return readings


_HEADING: Final = re.compile(r"^ {0,3}#.*|^.+(?=\n=)", re.MULTILINE)


def _length_of_title(document: Document) -> int:
    """Return how long the title of an ordinary page may be: that of its header, or a heading."""
    title = document.header.entries.get("title") if document.header else None
    lengths = map(len, _HEADING.findall(document.body))
    return max(title[1].size if title else 0, *lengths, 0)


def _files_of(
    kind: type[E],
    listing: Listing,
    readings: Mapping[str, FileReading],
    problems: ProblemsByFile,
) -> FilesOfKind[E]:
    paths = [path for path in listing.markdown if kind_of(path) is kind]
    parsed = (
        readings[path].of_kind(kind, path, problems[path], problems.share(path))
        for path in paths
        if path in readings
    )
    files = tuple(file for file in parsed if file is not None)
    return FilesOfKind(files, all_valid=len(files) == len(paths))


def _without_pages(briefing: Briefing, paths: AbstractSet[str]) -> Briefing:
    """Leave out ordinary pages; what describes something stays, as claims depend on it."""
    if not paths:
        return briefing
    bodies = (one for one in briefing.bodies if one.path not in paths or kind_of(one.path))
    return replace(briefing, bodies=tuple(bodies))
