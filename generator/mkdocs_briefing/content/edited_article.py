"""Resolves one article again, if its new header changes nothing for other files.

Names, sources, events and positions follow from all headers together. Most edits concern one
article only: a title, a row between known actors, a date. Then the other articles stay as they
were resolved. The functions that resolve are those of a whole reading; this module only adds the
question whether another file could be affected. In doubt the answer is yes, and everything is
read again.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias, TypeVar

from mkdocs_briefing.content.actors import ActorRegistry
from mkdocs_briefing.content.articles import (
    ArticleFile,
    PreparedArticle,
    ResolvedArticle,
    described_sources,
    id_claims,
    prepare_article,
    resolve_article,
)
from mkdocs_briefing.content.claims import Events, join_accounts
from mkdocs_briefing.content.doubtful_counts import warn_of_doubtful_counts
from mkdocs_briefing.content.doubtful_dates import dates_of_years, far_dates, warn_of_dates_in
from mkdocs_briefing.content.doubtful_positions import (
    rows_at_odds,
    warn_of_doubtful_positions,
)
from mkdocs_briefing.content.header.nodes import Location
from mkdocs_briefing.content.publishers import (
    near_publishers,
    publishers_of,
    warn_of_invisible_letters,
)
from mkdocs_briefing.content.resolution import (
    Resolution,
    accounts_of,
    backing_of,
    by_date_and_id,
    by_date_and_path,
    roles_of,
    statements_of,
)
from mkdocs_briefing.content.row_keys import names_of, rows_of_kind, voices_of
from mkdocs_briefing.content.schema import (
    ArticleEntry,
    BackingEntry,
    EventEntry,
    RoleEntry,
    RowEntry,
    StatementEntry,
)
from mkdocs_briefing.content.sources import SourceRegistry, source_key
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.model.entities import (
    UNNAMED,
    Account,
    Actor,
    Backing,
    Briefing,
    Event,
    Role,
    Row,
)

T = TypeVar("T")
R = TypeVar("R", bound=Row)

Resolved: TypeAlias = tuple[Briefing, Resolution]

_KINDS: Final[tuple[type[RowEntry], ...]] = (EventEntry, BackingEntry, StatementEntry, RoleEntry)
"""In the order in which a whole reading looks for the names in rows."""


def resolve_again(file: ArticleFile, briefing: Briefing, known: Resolution) -> Resolved | None:
    """Resolve an article whose header has changed; ``None`` if that may concern other files.

    Args:
        file: the article as it is now. Takes the problems that it has among the others.
        briefing: what the files said before.
        known: how they were resolved.

    Returns:
        What they say now. Its texts are still the old ones.
    """
    at = bisect_left(known.articles, file.path, key=lambda one: one.file.path)
    if at == len(known.articles) or known.articles[at].file.path != file.path:
        # A draft that is not shown.
        return None
    before, old = known.prepared[at], known.articles[at]
    actors, conflicts = known.registries.actors, known.registries.conflicts
    if not _names_stay(file, old.file, actors):
        return None
    actors.forget_warnings(file.path)
    prepared = prepare_article(file, conflicts)
    all_prepared = _with_item(known.prepared, at, prepared)
    sources = _sources(before, prepared, all_prepared, known.sources)
    anchors = _anchors_of_ids(before, prepared, old, known.prepared)
    if sources is None or anchors is None:
        return None
    warn_of_invisible_letters(prepared)
    if not _publishers_stay(before, prepared, known.prepared, all_prepared, actors):
        return None
    article = resolve_article(prepared, anchors, conflicts, sources, actors)
    accounts = tuple(accounts_of([article], actors, known.costs))
    events = _joined_again(old, accounts, briefing, known.events)
    if events is None:
        return None
    rows = tuple(backing_of([article], actors, known.costs))
    backing = tuple(claim for _, claims in rows for claim in claims)
    statements = statements_of([article], actors, known.costs, events, all_events=known.all_events)
    all_articles = _with_item(known.articles, at, article)
    now = replace(
        briefing,
        articles=_merged(
            reversed(briefing.articles), {old.article}, [article.article], by_date_and_path
        )[::-1],
        backing=_with_rows(briefing.backing, old, backing),
        events=_merged(
            briefing.events,
            _those_not_in(known.events, events),
            _those_not_in(events, known.events),
            by_date_and_id,
        ),
        statements=_merged(
            briefing.statements,
            set(_of(briefing.statements, old)),
            statements,
            by_date_and_id,
        ),
        roles=_with_rows(briefing.roles, old, tuple(roles_of([article], actors, known.costs))),
        sources=briefing.sources if sources is known.sources else sources.sources,
    )
    warn_of_dates_in(article)
    warn_of_doubtful_counts(article.file)
    if not _dates_stay(old, article, known.articles, all_articles):
        return None
    turns = _turns(briefing, now, old, article, known)
    if turns is None:
        return None
    warn_of_doubtful_positions(rows, turns)
    resolution = replace(
        known, sources=sources, prepared=all_prepared, articles=all_articles, events=events
    )
    return now, resolution


# --- names ----------------------------------------------------------------------------

_FirstUses: TypeAlias = Mapping[str, tuple[int, str]]
"""Where an article first uses a name, and how it spells it, by the folded form."""


def _names_stay(file: ArticleFile, old: ArticleFile, actors: ActorRegistry) -> bool:
    """Whether the actors stay the same, with their spellings and addresses."""
    before, after = _first_uses(old.entry), _first_uses(file.entry)
    first_here = actors.first_named_in(old.problems.path)
    for form in {**before, **after}:
        if actors.is_declared(form):
            continue
        if form in first_here and before.get(form) != after.get(form):
            return False
        if not all(actors.is_as_named(uses[form][1]) for uses in (before, after) if form in uses):
            return False
    return True


def _first_uses(entry: ArticleEntry) -> _FirstUses:
    found: dict[str, tuple[int, str]] = {}
    for place, name in _names(entry):
        found.setdefault(folded(name), (place, name))
    found.pop(UNNAMED, None)
    return found


def _names(entry: ArticleEntry) -> Iterator[tuple[int, str]]:
    """Yield each name in the order of a whole reading, with the number of its step."""
    for name in entry.actors:
        yield 0, name
    for step, kind in enumerate(_KINDS, 1):
        for _, row in rows_of_kind(entry, kind):
            for names in names_of(row).values():
                for name in names:
                    yield step, name
            for voices in voices_of(row).values():
                for voice in voices:
                    yield step, voice.who


# --- sources and ids ------------------------------------------------------------------


def _sources(
    before: PreparedArticle,
    after: PreparedArticle,
    articles: Sequence[PreparedArticle],
    known: SourceRegistry,
) -> SourceRegistry | None:
    """The sources as all articles describe them now; ``None`` if one of others has changed."""
    old, new = tuple(described_sources([before])), tuple(described_sources([after]))
    if old == new:
        return known
    return known.described_again(
        {*map(source_key, old), *map(source_key, new)},
        (
            (article is after, entry)
            for article in articles
            for entry in described_sources([article])
        ),
    )


def _anchors_of_ids(
    before: PreparedArticle,
    after: PreparedArticle,
    old: ResolvedArticle,
    articles: Sequence[PreparedArticle],
) -> Mapping[tuple[str, Location], str] | None:
    """The anchors of the rows that have an id; ``None`` if they depend on other articles."""
    had = {claim.id: claim for claim in id_claims([before])}
    has = list(id_claims([after]))
    ids = {claim.id for claim in has}
    if not had.keys() <= ids or len(ids) < len(has):
        return None
    # The age of an article decides whose anchor is the id itself.
    if had and after.file.entry.date != before.file.entry.date:
        return None
    if (new := ids - had.keys()) and any(claim.id in new for claim in id_claims(articles)):
        return None
    anchors: dict[tuple[str, Location], str] = {}
    for claim in has:
        one = had.get(claim.id)
        if one is None:
            anchors[claim.file.path, claim.row] = claim.id
            continue
        # A row whose id another article has makes no claim, and has no anchor.
        if one.row not in old.id_anchors:
            return None
        if (one.kind, one.conflict) != (claim.kind, claim.conflict):
            return None
        anchors[claim.file.path, claim.row] = old.id_anchors[one.row]
    return anchors


def _publishers_stay(
    before: PreparedArticle,
    after: PreparedArticle,
    old_articles: Sequence[PreparedArticle],
    articles: Sequence[PreparedArticle],
    actors: ActorRegistry,
) -> bool:
    """Whether no publisher becomes, or ceases to be, a probable slip."""
    old, new = publishers_of(before), publishers_of(after)
    if {form: name for form, (_, name) in old.items()} == {
        form: name for form, (_, name) in new.items()
    }:
        return True

    def found(several: Sequence[PreparedArticle]) -> set[tuple[str, Location, str]]:
        return {
            (file.path, place, message) for file, place, message in near_publishers(several, actors)
        }

    return found(old_articles) == found(articles)


# --- events ---------------------------------------------------------------------------


def _joined_again(
    old: ResolvedArticle, accounts: Collection[Account], briefing: Briefing, known: Events
) -> Events | None:
    """All events with the new accounts; ``None`` if statements of others are about them."""
    own = {
        key: event
        for key, event in known.items()
        if any(one.article is old.article for one in event.accounts)
    }
    keys = {*own, *((one.conflict, one.id) for one in accounts)}
    of_others = [
        one
        for key in keys
        if key in known
        for one in known[key].accounts
        if one.article is not old.article
    ]
    changed = {known[key] for key in keys if key in known}
    if any(one.event in changed for one in _of_others(briefing.statements, old)):
        return None
    others = {key: event for key, event in known.items() if key not in keys}
    return {**others, **join_accounts([*of_others, *accounts])}


def _those_not_in(events: Events, others: Events) -> set[Event]:
    return {event for key, event in events.items() if others.get(key) is not event}


# --- what spans files -----------------------------------------------------------------


def _dates_stay(
    old: ResolvedArticle,
    new: ResolvedArticle,
    old_articles: Sequence[ResolvedArticle],
    articles: Sequence[ResolvedArticle],
) -> bool:
    """Whether no date becomes, or ceases to be, far from all others."""
    if dates_of_years(old) == dates_of_years(new):
        return True
    conflicts = _conflicts_of(old) | _conflicts_of(new)

    def found(several: Sequence[ResolvedArticle]) -> set[tuple[str, Location, str]]:
        concerned = (one for one in several if not conflicts.isdisjoint(_conflicts_of(one)))
        return {(file.path, place, message) for file, place, message in far_dates(concerned)}

    return found(old_articles) == found(articles)


def _conflicts_of(article: ResolvedArticle) -> set[object]:
    return {article.article.conflict, *article.conflicts.values()}


def _turns(
    before: Briefing,
    now: Briefing,
    old: ResolvedArticle,
    new: ResolvedArticle,
    known: Resolution,
) -> Mapping[Backing, Backing] | None:
    """The article's rows that probably mean something else than what they do to another row.

    ``None`` if a row of another article becomes such a row, or ceases to be one.
    """
    claims = [*_of(before.backing, old), *_of(now.backing, new)]
    pairs = {(claim.by, claim.side) for claim in claims}
    posts = _posts(_of(before.roles, old)) ^ _posts(_of(now.roles, new))
    employers = {organisation for organisation, _ in posts}

    def found(briefing: Briefing) -> Mapping[Backing, Backing]:
        concerned = [
            claim
            for claim in briefing.backing
            if (claim.by, claim.side) in pairs or claim.by in employers
        ]
        return rows_at_odds(concerned, briefing.roles, known.registries.member_of)

    turns = found(now)
    if _told(found(before), old) != _told(turns, new):
        return None
    return turns


def _posts(roles: Collection[Role]) -> set[tuple[Actor | None, Actor]]:
    return {(role.organisation, role.who) for role in roles}


def _told(
    turns: Mapping[Backing, Backing], article: ResolvedArticle
) -> Mapping[Backing, tuple[str, str]]:
    """What problems tell of the turns of other articles."""
    return {
        claim: (ended.article.path, ended.stance)
        for claim, ended in turns.items()
        if claim.article is not article.article
    }


# --- rows -----------------------------------------------------------------------------


def _of(rows: Sequence[R], article: ResolvedArticle) -> list[R]:
    return [row for row in rows if row.article is article.article]


def _of_others(rows: Sequence[R], article: ResolvedArticle) -> list[R]:
    return [row for row in rows if row.article is not article.article]


def _with_rows(rows: Sequence[R], old: ResolvedArticle, own: tuple[R, ...]) -> tuple[R, ...]:
    """Put the rows of an article where its old ones were, in the order of paths."""
    others = _of_others(rows, old)
    at = bisect_left(others, old.file.path, key=lambda row: row.article.path)
    return (*others[:at], *own, *others[at:])


def _with_item(items: tuple[T, ...], at: int, item: T) -> tuple[T, ...]:
    return (*items[:at], item, *items[at + 1 :])


def _merged(
    items: Iterable[T],
    old: Collection[T],
    new: Iterable[T],
    key: Callable[[T], tuple[Any, ...]],
) -> tuple[T, ...]:
    """Take old items out of sorted ones, and put new ones where they belong."""
    merged = [item for item in items if item not in old]
    for item in new:
        insort(merged, item, key=key)
    return tuple(merged)
