"""Reads the files below ``content/`` into a briefing, and collects every problem in them.

The steps: list the files, parse their headers, validate them, register actors and
conflicts, resolve the rows of the articles, and check what spans files. Something invalid
is left out of the briefing: a row, a key, or the whole file if the rest depends on it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date as Day
from pathlib import Path
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from mkdocs_briefing.content.actors import ActorRegistry, NewName
from mkdocs_briefing.content.articles import (
    described_sources,
    prepare_article,
    resolve_articles,
)
from mkdocs_briefing.content.bodies import body
from mkdocs_briefing.content.budget import (
    BYTES_SHOWN,
    FILE,
    LINKED,
    MEMBER,
    PAGE,
    TEXT,
    Budget,
    RowCosts,
)
from mkdocs_briefing.content.checks import (
    START,
    ProblemsByFile,
    check_file_places,
    check_links,
    check_page_addresses,
    check_placeholder,
    link_targets,
)
from mkdocs_briefing.content.claims import (
    account,
    backing_claims,
    join_accounts,
    role,
    statement,
)
from mkdocs_briefing.content.conflicts import ConflictRegistry
from mkdocs_briefing.content.doubtful_dates import warn_of_doubtful_dates
from mkdocs_briefing.content.doubtful_positions import warn_of_doubtful_positions
from mkdocs_briefing.content.file_kinds import kind_of, page_slug
from mkdocs_briefing.content.file_reader import FileCache, FileReading, read_file
from mkdocs_briefing.content.frontmatter import Document
from mkdocs_briefing.content.known_content import KnownContent
from mkdocs_briefing.content.outputs import GeneratedAddresses, check_outputs
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.publishers import check_publishers
from mkdocs_briefing.content.rows import resolve_rows
from mkdocs_briefing.content.scan import LARGEST, Listing, list_files
from mkdocs_briefing.content.schema import (
    ActorEntry,
    ArticleEntry,
    BackingEntry,
    ConflictEntry,
    EventEntry,
    RoleEntry,
    StatementEntry,
)
from mkdocs_briefing.content.sources import SourceRegistry
from mkdocs_briefing.content.wiki_links import with_wiki_links
from mkdocs_briefing.core.memory import garbage_collection_paused
from mkdocs_briefing.core.problems import Problem
from mkdocs_briefing.model.entities import Actor, Article, Briefing, Event, Membership, Statement

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


@dataclass(frozen=True, slots=True)
class _FilesOfKind(Generic[E]):
    """The valid files of one kind.

    Attributes:
        all_valid: whether no file of this kind had to be left out. Else nobody can say that
            something which is not among them does not exist.
    """

    files: tuple[ParsedFile[E], ...]
    all_valid: bool


@dataclass(frozen=True, slots=True)
class _Registries:
    actors: ActorRegistry
    conflicts: ConflictRegistry
    member_of: Mapping[Actor, tuple[Membership, ...]]


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
        registries = _register(profiles, conflicts)
        briefing = _briefing(articles, registries, documents, problems, drafts=drafts, today=today)
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
        budget = problems.budget
        known = None
        if cache is not None and not proposed and not budget.is_spent:
            shown, size, spent = _shown_folder(content, root), budget.size, budget.spent
            known = KnownContent(
                content, shown, also_published, listing, readings, targets, size, spent, cache
            )
        new_names = tuple(registries.actors.new_names)
        return Reading(
            briefing,
            problems.sorted(),
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
            status = listing.status[path]
            readings[path] = cache.read(
                path, content, status, problems.shown(path), problems.budget
            )
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
) -> _FilesOfKind[E]:
    paths = [path for path in listing.markdown if kind_of(path) is kind]
    of_kind = [(path, readings[path]) for path in paths if path in readings]
    files = tuple(
        ParsedFile(
            path,
            page_slug(path, one.entry.slug),
            one.entry,
            one.header,
            one.document,
            problems[path],
            problems.share(path),
        )
        for path, one in of_kind
        if isinstance(one.entry, kind) and one.header is not None and one.document is not None
    )
    return _FilesOfKind(files, all_valid=len(files) == len(paths))


# --- registries -----------------------------------------------------------------------


def _register(
    profiles: _FilesOfKind[ActorEntry], conflict_files: _FilesOfKind[ConflictEntry]
) -> _Registries:
    # The order decides how a name is spelled: profiles, then conflicts, then all others.
    actors = ActorRegistry(complete=profiles.all_valid)
    profile_actors = [(profile, actors.add_profile(profile)) for profile in profiles.files]
    conflicts = ConflictRegistry(actors, complete=conflict_files.all_valid)
    for file in conflict_files.files:
        conflicts.add(file)
    member_of = {
        actor: tuple(_memberships(profile, actors))
        for profile, actor in profile_actors
        if profile.entry.member_of
    }
    return _Registries(actors, conflicts, member_of)


def _memberships(profile: ParsedFile[ActorEntry], actors: ActorRegistry) -> Iterator[Membership]:
    for index, member in enumerate(profile.entry.member_of):
        location = ("member_of", index, "who")
        if not profile.spend(MEMBER, "the organisations that it belongs to", location):
            return
        organisation = actors.find(member.who, profile, location)
        yield Membership(organisation, member.since, member.until)


# --- briefing -------------------------------------------------------------------------


def _briefing(
    article_files: _FilesOfKind[ArticleEntry],
    registries: _Registries,
    documents: Mapping[str, Document],
    problems: ProblemsByFile,
    *,
    drafts: bool,
    today: Day | None,
) -> Briefing:
    actors, conflicts = registries.actors, registries.conflicts
    published = [file for file in article_files.files if drafts or not file.entry.draft]
    prepared = [prepare_article(file, conflicts) for file in published]
    check_publishers(prepared, actors)
    sources = SourceRegistry(described_sources(prepared))
    resolved = resolve_articles(prepared, conflicts, sources, actors)
    all_events = article_files.all_valid and all(file.is_complete for file in article_files.files)

    costs = RowCosts()
    # The order decides where a new name is first met.
    event_rows = resolve_rows(EventEntry, resolved, actors, costs)
    events = join_accounts(map(account, event_rows))
    backing = [
        (row, tuple(backing_claims(row, actors, costs)))
        for row in resolve_rows(BackingEntry, resolved, actors, costs)
    ]
    statements = [
        statement(row, events, all_events=all_events)
        for row in resolve_rows(StatementEntry, resolved, actors, costs)
    ]
    roles = [role(row) for row in resolve_rows(RoleEntry, resolved, actors, costs)]
    warn_of_doubtful_dates(resolved, today)
    warn_of_doubtful_positions(backing, roles, registries.member_of)

    articles = [one.article for one in resolved]
    described = {article.path for article in articles}
    described |= {actor.path for actor in actors.actors if actor.path}
    described |= {conflict.path for conflict in conflicts.conflicts}
    return Briefing(
        conflicts=conflicts.conflicts,
        actors=actors.actors,
        member_of=registries.member_of,
        articles=tuple(sorted(articles, key=_by_date_and_path, reverse=True)),
        backing=tuple(claim for _, claims in backing for claim in claims),
        events=tuple(sorted(events.values(), key=_by_date_and_id)),
        statements=tuple(sorted(statements, key=_by_date_and_id)),
        roles=tuple(roles),
        sources=sources.sources,
        bodies=tuple(
            body(path, document)
            for path, document in documents.items()
            if path in described or (kind_of(path) is None and not problems[path].failed)
        ),
    )


def _without_pages(briefing: Briefing, paths: AbstractSet[str]) -> Briefing:
    """Leave out ordinary pages; what describes something stays, as claims depend on it."""
    if not paths:
        return briefing
    bodies = (one for one in briefing.bodies if one.path not in paths or kind_of(one.path))
    return replace(briefing, bodies=tuple(bodies))


def _by_date_and_path(article: Article) -> tuple[object, ...]:
    return (article.date.sort_key(), article.path)


def _by_date_and_id(claim: Event | Statement) -> tuple[object, ...]:
    return (claim.date.sort_key(), claim.id)
