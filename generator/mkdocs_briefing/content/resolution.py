"""Resolves what the files say together: names, conflicts, sources, ids, and the claims of rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Generic, TypeVar

from mkdocs_briefing.content.actors import ActorRegistry
from mkdocs_briefing.content.articles import (
    PreparedArticle,
    ResolvedArticle,
    described_sources,
    prepare_article,
    resolve_articles,
)
from mkdocs_briefing.content.bodies import body
from mkdocs_briefing.content.budget import MEMBER, RowCosts
from mkdocs_briefing.content.checks import ProblemsByFile
from mkdocs_briefing.content.claims import (
    Events,
    account,
    backing_claims,
    join_accounts,
    role,
    statement,
)
from mkdocs_briefing.content.conflicts import ConflictRegistry
from mkdocs_briefing.content.doubtful_counts import warn_of_doubtful_counts
from mkdocs_briefing.content.doubtful_dates import warn_of_doubtful_dates
from mkdocs_briefing.content.doubtful_positions import (
    RowWithClaims,
    rows_at_odds,
    warn_of_doubtful_positions,
)
from mkdocs_briefing.content.file_kinds import kind_of
from mkdocs_briefing.content.header.document import Document
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.publishers import warn_of_near_publishers
from mkdocs_briefing.content.rows import resolve_rows
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
from mkdocs_briefing.model.entities import (
    Account,
    Actor,
    Article,
    Briefing,
    Event,
    Membership,
    Role,
    Statement,
)

E = TypeVar("E", bound=ActorEntry | ArticleEntry | ConflictEntry)


@dataclass(frozen=True, slots=True)
class FilesOfKind(Generic[E]):
    """The valid files of one kind.

    Attributes:
        all_valid: whether no file of this kind had to be left out. Else nobody can say that
            something which is not among them does not exist.
    """

    files: tuple[ParsedFile[E], ...]
    all_valid: bool


@dataclass(frozen=True, slots=True)
class Registries:
    """What has a name: actors and conflicts.

    Attributes:
        member_of: what actors belong to, by their own profiles.
    """

    actors: ActorRegistry
    conflicts: ConflictRegistry
    member_of: Mapping[Actor, tuple[Membership, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Resolution:
    """What all articles together say, and what is needed to resolve one of them again.

    Attributes:
        prepared: every published article before its rows were resolved, in the order of paths.
        articles: the same with what their rows refer to besides actors.
        events: by conflict and anchor.
        all_events: whether these are all that the files describe.
        costs: what rows cost beside each other.
    """

    registries: Registries
    sources: SourceRegistry
    prepared: tuple[PreparedArticle, ...]
    articles: tuple[ResolvedArticle, ...]
    events: Events
    all_events: bool
    costs: RowCosts


# --- registries -----------------------------------------------------------------------


def register(
    profiles: FilesOfKind[ActorEntry], conflict_files: FilesOfKind[ConflictEntry]
) -> Registries:
    """Declare the names of profiles and conflicts."""
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
    return Registries(actors, conflicts, member_of)


def _memberships(profile: ParsedFile[ActorEntry], actors: ActorRegistry) -> Iterator[Membership]:
    for index, member in enumerate(profile.entry.member_of):
        location = ("member_of", index, "who")
        if not profile.spend(MEMBER, "the organisations that it belongs to", location):
            return
        organisation = actors.find(member.who, profile, location)
        yield Membership(organisation, member.since, member.until)


# --- claims ---------------------------------------------------------------------------


def accounts_of(
    articles: Sequence[ResolvedArticle], actors: ActorRegistry, costs: RowCosts
) -> Iterator[Account]:
    """Yield what articles say of events."""
    return map(account, resolve_rows(EventEntry, articles, actors, costs))


def backing_of(
    articles: Sequence[ResolvedArticle], actors: ActorRegistry, costs: RowCosts
) -> Iterator[RowWithClaims]:
    """Yield each row on backing with the claims that it makes."""
    for row in resolve_rows(BackingEntry, articles, actors, costs):
        yield row, tuple(backing_claims(row, actors, costs))


def statements_of(
    articles: Sequence[ResolvedArticle],
    actors: ActorRegistry,
    costs: RowCosts,
    events: Events,
    *,
    all_events: bool,
) -> Iterator[Statement]:
    """Yield what articles report that somebody said."""
    for row in resolve_rows(StatementEntry, articles, actors, costs):
        yield statement(row, events, all_events=all_events)


def roles_of(
    articles: Sequence[ResolvedArticle], actors: ActorRegistry, costs: RowCosts
) -> Iterator[Role]:
    """Yield what articles say of posts."""
    return map(role, resolve_rows(RoleEntry, articles, actors, costs))


# --- briefing -------------------------------------------------------------------------


def resolve(
    article_files: FilesOfKind[ArticleEntry],
    registries: Registries,
    documents: Mapping[str, Document],
    problems: ProblemsByFile,
    *,
    drafts: bool,
    today: Day | None,
) -> tuple[Briefing, Resolution]:
    """Work out what the files say together.

    Args:
        article_files: the articles.
        registries: what profiles and conflicts declare; takes the other names.
        documents: headers and texts of all Markdown files, by path.
        problems: takes the problems.
        drafts: whether articles with ``draft: true`` are part of the briefing.
        today: the day against which articles are held, if any.
    """
    actors, conflicts = registries.actors, registries.conflicts
    published = [file for file in article_files.files if drafts or not file.entry.draft]
    prepared = [prepare_article(file, conflicts) for file in published]
    warn_of_near_publishers(prepared, actors)
    sources = SourceRegistry(described_sources(prepared))
    resolved = resolve_articles(prepared, conflicts, sources, actors)
    all_events = article_files.all_valid and all(file.is_complete for file in article_files.files)

    costs = RowCosts()
    # The order decides where a new name is first met.
    events = join_accounts(accounts_of(resolved, actors, costs))
    backing = list(backing_of(resolved, actors, costs))
    statements = list(statements_of(resolved, actors, costs, events, all_events=all_events))
    roles = list(roles_of(resolved, actors, costs))
    warn_of_doubtful_dates(resolved, today)
    for article in resolved:
        warn_of_doubtful_counts(article.file)
    claims = tuple(claim for _, several in backing for claim in several)
    at_odds = rows_at_odds(claims, roles, registries.member_of)
    warn_of_doubtful_positions(backing, at_odds)

    described = {one.article.path for one in resolved}
    described |= {actor.path for actor in actors.actors if actor.path}
    described |= {conflict.path for conflict in conflicts.conflicts}
    briefing = Briefing(
        conflicts=conflicts.conflicts,
        actors=actors.actors,
        member_of=registries.member_of,
        articles=tuple(
            sorted((one.article for one in resolved), key=by_date_and_path, reverse=True)
        ),
        backing=claims,
        events=tuple(sorted(events.values(), key=by_date_and_id)),
        statements=tuple(sorted(statements, key=by_date_and_id)),
        roles=tuple(roles),
        sources=sources.sources,
        bodies=tuple(
            body(path, document)
            for path, document in documents.items()
            if path in described or (kind_of(path) is None and not problems[path].failed)
        ),
    )
    return briefing, Resolution(
        registries, sources, tuple(prepared), tuple(resolved), events, all_events, costs
    )


def by_date_and_path(article: Article) -> tuple[object, ...]:
    """Order articles, the oldest first."""
    return (article.date.sort_key(), article.path)


def by_date_and_id(claim: Event | Statement) -> tuple[object, ...]:
    """Order events or statements."""
    return (claim.date.sort_key(), claim.id)
