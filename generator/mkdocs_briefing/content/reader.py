"""Reads everything below ``content/`` once: the briefing, and what is wrong with it.

The way is one: folder, header, schema, then names, conflicts and sources, then rows. What
has a fault is left out of the briefing and told of: a row, a key, or a whole file where the
rest hangs on it. No fault stops the reading.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final, TypeVar

from mkdocs_briefing.content.actors import ActorRegistry, FirstSight
from mkdocs_briefing.content.anchors import Anchors
from mkdocs_briefing.content.conflicts import Conflicts
from mkdocs_briefing.content.frontmatter import (
    Document,
    MapNode,
    Node,
    ScalarNode,
    SeqNode,
    place_of,
    read_document,
)
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.rows import ArticleRows
from mkdocs_briefing.content.scan import as_text, is_too_large, list_files, read_text
from mkdocs_briefing.content.schema import (
    PAGE_KEYS,
    ActorEntry,
    ArticleEntry,
    ConflictEntry,
    FileEntry,
)
from mkdocs_briefing.content.sources import SourceRegistry
from mkdocs_briefing.content.validation import read_entry
from mkdocs_briefing.core.addresses import GeneratedAddresses, markdown_file, page_address
from mkdocs_briefing.core.filenames import case_folded
from mkdocs_briefing.core.memory import garbage_collection_paused
from mkdocs_briefing.core.names import slug_of
from mkdocs_briefing.core.problems import Problem, ProblemCollector
from mkdocs_briefing.markdown.html_checks import forbidden_target, unpublished_html
from mkdocs_briefing.markdown.limits import exceeded_limits
from mkdocs_briefing.markdown.links import broken_link, links
from mkdocs_briefing.model.entities import (
    Account,
    Actor,
    Article,
    Body,
    Briefing,
    Conflict,
    Event,
    Membership,
)

E = TypeVar("E", bound=FileEntry)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a content folder.

    Attributes:
        briefing: everything that could be read.
        problems: every fault of every file, by path and line.
        first_sights: the names that no profile and no conflict declares.
    """

    briefing: Briefing
    problems: tuple[Problem, ...]
    first_sights: tuple[FirstSight, ...]


NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def read(
    content: Path,
    *,
    root: Path,
    generated: GeneratedAddresses,
    drafts: bool = False,
    proposed: Mapping[str, str] = NOTHING,
) -> Reading:
    """Read a content folder.

    Args:
        content: the folder.
        root: the folder that the paths in problems are relative to.
        generated: what the site holds besides the content: texts may link to it, and no file
            may take the place of a download.
        drafts: whether articles with ``draft: true`` are part of the briefing.
        proposed: the texts of Markdown files that are read as if they lay in the folder, by
            their paths below it.
    """
    with garbage_collection_paused():
        return _Library(content, root, drafts=drafts, proposed=proposed, generated=generated).read()


class _Library:
    def __init__(
        self,
        content: Path,
        root: Path,
        *,
        drafts: bool,
        proposed: Mapping[str, str],
        generated: GeneratedAddresses,
    ) -> None:
        self.content = content
        self.drafts = drafts
        self.proposed = proposed
        self.generated = generated
        inside = content.resolve().is_relative_to(root.resolve())
        self.prefix = content.resolve().relative_to(root.resolve()) if inside else content
        self.findings: dict[str, ProblemCollector] = {}
        self.documents: dict[str, Document] = {}

    def found(self, path: str) -> ProblemCollector:
        return self.findings.setdefault(path, ProblemCollector((self.prefix / path).as_posix()))

    def read(self) -> Reading:
        listing = list_files(self.content)
        for path, code, message in listing.faults:
            self.found(path).error((1, 1), code, message)
        listing = replace(listing, markdown=tuple(sorted({*listing.markdown, *self.proposed})))
        for path in listing.markdown:
            text = self._text(path)
            document = read_document(text, self.found(path)) if text is not None else None
            if document is not None:
                self.documents[path] = document
        self._check_names(listing.markdown, listing.others)

        kinds = {path: kind_of(path) for path in listing.markdown}
        profiles = self._written(ActorEntry, kinds)
        conflict_files = self._written(ConflictEntry, kinds)
        articles = self._written(ArticleEntry, kinds)
        # Without all of a kind nobody can say that one is unknown.
        every = Counter(kinds.values())
        all_events = len(articles) == every[ArticleEntry] and not any(
            article.is_partial for article in articles
        )

        directory = ActorRegistry(complete=len(profiles) == every[ActorEntry])
        actors = [
            (profile, directory.enter_profile(profile, _slug(profile))) for profile in profiles
        ]
        conflicts = Conflicts(directory, complete=len(conflict_files) == every[ConflictEntry])
        for file in conflict_files:
            conflicts.enter(file, _slug(file))
        member_of = {actor: _organisations(profile, directory) for profile, actor in actors}
        shelf = SourceRegistry()
        anchors = Anchors()
        rows = [
            ArticleRows(
                article,
                _slug(article),
                directory=directory,
                conflicts=conflicts,
                shelf=shelf,
                anchors=anchors,
                all_events=all_events,
            )
            for article in articles
            if self.drafts or not article.entry.draft
        ]
        briefing = self._briefing(rows, directory, conflicts, shelf, member_of, kinds)
        self._check_addresses(briefing)
        self._check_texts(briefing, listing.others)
        problems = sorted(
            problem for findings in self.findings.values() for problem in findings.problems
        )
        return Reading(briefing, tuple(problems), tuple(directory.first_sights))

    def _text(self, path: str) -> str | None:
        if path not in self.proposed:
            return read_text(self.content / path, self.found(path))
        raw = self.proposed[path].encode()
        return None if is_too_large(len(raw), self.found(path)) else as_text(raw, self.found(path))

    def _written(
        self, kind: type[E], kinds: dict[str, type[FileEntry] | None]
    ) -> list[ParsedFile[E]]:
        found: list[ParsedFile[E]] = []
        for path, document in self.documents.items():
            if kinds[path] is not kind:
                continue
            findings = self.found(path)
            if document.header is None:
                findings.error((1, 1), "no-header", no_header(kind))
                continue
            taken = read_entry(kind, document.header, findings)
            if taken is not None:
                entry, header = taken
                found.append(ParsedFile(path, entry, header, document, findings))
        return found

    def _briefing(
        self,
        rows: list[ArticleRows],
        directory: ActorRegistry,
        conflicts: Conflicts,
        shelf: SourceRegistry,
        member_of: dict[Actor, tuple[Membership, ...]],
        kinds: dict[str, type[FileEntry] | None],
    ) -> Briefing:
        articles = [article_rows.article() for article_rows in rows]
        events = _events(account for article_rows in rows for account in article_rows.accounts())
        backing = [row for article_rows in rows for row in article_rows.backing()]
        statements = [row for article_rows in rows for row in article_rows.statements(events)]
        roles = [row for article_rows in rows for row in article_rows.roles()]
        # A row with a fault is left out of its article, and takes nothing else along.
        described = {article.path for article in articles}
        described |= {actor.path for actor in directory.actors if actor.path}
        described |= {conflict.path for conflict in conflicts.all}
        return Briefing(
            conflicts=conflicts.all,
            actors=directory.actors,
            member_of={actor: members for actor, members in member_of.items() if members},
            articles=tuple(sorted(articles, key=_newest_last, reverse=True)),
            backing=tuple(backing),
            events=tuple(
                sorted(events.values(), key=lambda event: (event.date.sort_key(), event.id))
            ),
            statements=tuple(sorted(statements, key=lambda row: (row.date.sort_key(), row.id))),
            roles=tuple(roles),
            sources=shelf.sources,
            bodies=tuple(
                Body(path, document.body, _page_meta(document.header, kinds[path]))
                for path, document in self.documents.items()
                if path in described or (kinds[path] is None and not self.found(path).failed)
            ),
        )

    # --- checks that span files -------------------------------------------------------

    def _check_names(self, markdown: Iterable[str], others: Iterable[str]) -> None:
        for path in markdown:
            parts = PurePosixPath(path).parts
            if parts[0] in ("actors", "conflicts") and len(parts) > DIRECT:
                self.found(path).error(
                    (1, 1), "file-place", f"this file is too deep; move it to content/{parts[0]}/"
                )
        for path in others:
            if path.lower().endswith(".md"):
                self.found(path).error((1, 1), "file-name", "the ending is .md in small letters")
            if path in self.generated.files:
                self.found(path).error(
                    (1, 1), "reserved", "the generator writes a file of this name; rename it"
                )

    def _check_addresses(self, briefing: Briefing) -> None:
        address_of = {article.path: article.address for article in briefing.articles}
        address_of |= {actor.path: actor.address for actor in briefing.actors if actor.path}
        address_of |= {conflict.path: conflict.address for conflict in briefing.conflicts}
        taken: dict[str, str] = {}
        for body in briefing.bodies:
            address = address_of.get(body.path, page_address(body.path))
            if (other := taken.setdefault(case_folded(address), body.path)) != body.path:
                header = self.documents[body.path].header
                written = header is not None and "slug" in header.entries
                self.found(body.path).error(
                    place_of(header, ("slug",)) if header and written else (1, 1),
                    "same-address",
                    f"{(self.prefix / other).as_posix()} has its page at "
                    f"{address or '/'} too; rename one or give it a slug",
                )

    def _check_texts(self, briefing: Briefing, others: Iterable[str]) -> None:
        pages = (*self.generated.pages, *(actor.address for actor in briefing.actors))
        files = {*self.documents, *others, *self.generated.files, *map(markdown_file, pages)}
        for path, document in self.documents.items():
            for problem in exceeded_limits(document.body, document.body_line):
                self.found(path).error(problem.place, problem.code, problem.message)
            for problem in unpublished_html(document.body, document.body_line):
                self.found(path).warn(problem.place, problem.code, problem.message)
            if "](" not in document.body and "]:" not in document.body:
                continue
            for link in links(document.body, document.body_line):
                if broken := broken_link(link, path, files):
                    self.found(path).error(broken.place, broken.code, broken.message)
                elif forbidden := forbidden_target(link):
                    self.found(path).warn(forbidden.place, forbidden.code, forbidden.message)


DIRECT = 2
"""Parts of the path of a file that lies directly in its folder."""


def kind_of(path: str) -> type[FileEntry] | None:
    """What a Markdown file describes; ``None`` for an ordinary page."""
    parts = PurePosixPath(path).parts
    if len(parts) == DIRECT and PurePosixPath(path).stem in ("index", "README"):
        return None
    folders: dict[str, type[FileEntry]] = {
        "actors": ActorEntry,
        "articles": ArticleEntry,
        "conflicts": ConflictEntry,
    }
    return folders.get(parts[0]) if len(parts) > 1 else None


def _slug(written: ParsedFile[FileEntry]) -> str:
    """The last part of a page's address: ``slug``, else the file's own name."""
    entry = written.entry
    assert isinstance(entry, ArticleEntry | ActorEntry | ConflictEntry)
    address = PurePosixPath(page_address(written.path))
    parts = [slug_of(part) for part in address.parts[1:]]
    return "/".join([*parts[:-1], entry.slug or parts[-1]])


def _organisations(
    profile: ParsedFile[ActorEntry], directory: ActorRegistry
) -> tuple[Membership, ...]:
    return tuple(
        Membership(
            directory.find(member.who, profile, ("member_of", index, "who")),
            member.since,
            member.until,
        )
        for index, member in enumerate(profile.entry.member_of)
    )


def _events(
    accounts: Iterable[tuple[Conflict, Account]],
) -> dict[tuple[Conflict, str], Event]:
    groups: dict[tuple[Conflict, str], list[Account]] = {}
    for conflict, account in accounts:
        groups.setdefault((conflict, account.id), []).append(account)
    return {
        (conflict, anchor): Event(anchor, conflict, tuple(sorted(group, key=_earliest_first)))
        for (conflict, anchor), group in groups.items()
    }


def _earliest_first(account: Account) -> tuple[object, ...]:
    return (account.article.date.sort_key(), account.article.path)


def _newest_last(article: Article) -> tuple[object, ...]:
    return (article.date.sort_key(), article.path)


def _page_meta(header: MapNode | None, kind: type[FileEntry] | None) -> dict[str, object]:
    """The keys that are the host's business; of an ordinary page, all."""
    if header is None:
        return {}
    return {
        name: _host_value(value)
        for name, (_, value) in header.entries.items()
        if kind is None or name in PAGE_KEYS
    }


def _host_value(node: Node) -> object:
    """A value as MkDocs expects it: YAML's ``true`` and ``false`` are no text there."""
    convert: Callable[[Node], object] = _host_value
    if isinstance(node, ScalarNode):
        if node.missing:
            return None
        return {"true": True, "false": False}.get(node.text, node.text) if node.plain else node.text
    if isinstance(node, SeqNode):
        return [convert(item) for item in node.items]
    return {name: convert(value) for name, (_, value) in node.entries.items()}


def no_header(kind: type[FileEntry]) -> str:
    """What is told of a file of this kind that has none."""
    key = {ArticleEntry: "title and date", ActorEntry: "name", ConflictEntry: "title and sides"}
    return f"this file has no header; begin it with a line ---, then {key[kind]}, then a line ---"
