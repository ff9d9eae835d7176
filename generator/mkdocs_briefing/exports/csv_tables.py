"""Writes a briefing as CSV tables: for each table its columns, in their order.

Other programs rely on the names and the order of columns: append new ones. ``article``,
``source_ids`` and every column that ends in ``_slug`` or ``_slugs`` hold keys (``slug`` or ``id``)
of another table; a name may hold the sign between names, so each list of actors has one of slugs.
``url`` is an address below the root of the site, in ``sources.csv`` one on the web. Dates are
EDTF; ``earliest`` and ``latest`` are the days they can mean, left empty if an end is open.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from mkdocs_briefing.exports.csv_format import Columns, Value, csv_table
from mkdocs_briefing.exports.values import (
    TOLLS,
    DatedRun,
    dated_runs,
    doer_status,
    edtf,
    iso,
    publishers,
    source_ids,
    speaker,
    toll_numbers,
)
from mkdocs_briefing.model.entities import (
    Account,
    Actor,
    Article,
    Attribution,
    Backing,
    Role,
    Row,
    Side,
    Source,
    Statement,
)
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.membership import is_outside_membership
from mkdocs_briefing.model.runs import Segment, Supported


def _names(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(actor.name for actor in actors)


def _slugs(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(actor.slug for actor in actors)


def _named(voices: Iterable[Attribution]) -> tuple[str, ...]:
    """The slugs of those that are named."""
    return _slugs(voice.who for voice in voices if voice.who is not None)


def _quotes(voices: Iterable[Attribution]) -> tuple[str, ...]:
    return tuple(f"{speaker(voice)}: {voice.what}" for voice in voices if voice.what)


_CLAIM: Columns[Row] = {
    "source": lambda row: publishers(row.sources),
    "article": lambda row: row.article.slug,
}
_CLAIM_DETAILS: Columns[Row] = {
    "note": lambda row: row.note,
    "url": lambda row: row.address,
    "conflict_slug": lambda row: row.conflict.slug,
    "source_ids": lambda row: source_ids(row.sources),
}
_VOICES: Columns[Backing | Account] = {
    "said_by_slugs": lambda row: _named(row.said_by),
    "denied_by_slugs": lambda row: _named(row.denied_by),
}


def backing(index: Index) -> str:
    """Where each actor stands."""
    columns: Columns[Backing] = {
        "id": lambda row: row.id,
        "conflict": lambda row: row.conflict.title,
        "by": lambda row: row.by.name,
        "to": lambda row: row.to.name,
        "side": lambda row: None if is_outside_membership(row) else row.side.name,
        "stance": lambda row: row.stance,
        "support": lambda row: row.support,
        "status": lambda row: row.status,
        "disputed": lambda row: row.disputed,
        "since": lambda row: edtf(row.since),
        "until": lambda row: edtf(row.until),
        "as_of": lambda row: edtf(row.as_of),
        "said_by": lambda row: map(speaker, row.said_by),
        "denied_by": lambda row: map(speaker, row.denied_by),
        "why": lambda row: row.why,
        **_CLAIM,
        "amount": lambda row: (amount.text for amount in row.amount),
        "through": lambda row: _names(row.through),
        "said": lambda row: _quotes(row.said_by),
        "denied": lambda row: _quotes(row.denied_by),
        "by_slug": lambda row: row.by.slug,
        "to_slug": lambda row: row.to.slug,
        "side_slug": lambda row: None if is_outside_membership(row) else row.side.actor.slug,
        **_CLAIM_DETAILS,
        "through_slugs": lambda row: _slugs(row.through),
        **_VOICES,
    }
    return csv_table(index.briefing.backing, columns)


def positions(index: Index) -> str:
    """Where each actor stood, on which days: one line for each stretch without a change."""
    columns: Columns[tuple[DatedRun, Segment]] = {
        "conflict": lambda line: line[0].conflict.title,
        "by": lambda line: line[0].run.by.name,
        "side": lambda line: line[0].run.side.name,
        "track": lambda line: line[0].run.track,
        "stance": lambda line: line[0].run.stance,
        "support": lambda line: (one.kind for one in line[1].state.support),
        "status": lambda line: line[1].state.status,
        "disputed": lambda line: line[1].state.disputed,
        "since": lambda line: line[0].since,
        "by_day": lambda line: line[0].by_day,
        "until": lambda line: edtf(line[0].run.until),
        "from": lambda line: iso(line[1].first),
        "to": lambda line: iso(line[1].last),
        "current": lambda line: line[1].first <= line[0].on <= line[1].last,
        "last_known": lambda line: iso(line[0].run.last_known(line[0].on)),
        "rests_on": lambda line: (row.id for row in line[1].rows),
        "on": lambda line: iso(line[0].on),
        "ended_by": lambda line: line[0].run.ended_by,
        "support_status": lambda line: map(_firmness, line[1].state.support),
        "by_slug": lambda line: line[0].run.by.slug,
        "side_slug": lambda line: line[0].run.side.actor.slug,
        "conflict_slug": lambda line: line[0].conflict.slug,
        "rests_on_urls": lambda line: (row.address for row in line[1].rows),
        "end_status": lambda line: line[0].end_status,
        "end_disputed": lambda line: line[0].end_disputed,
    }
    lines = ((one, segment) for one in dated_runs(index) for segment in one.run.segments)
    return csv_table(lines, columns)


def _firmness(support: Supported) -> str:
    disputed = ", disputed" if support.disputed else ""
    return f"{support.kind}: {support.status}{disputed}"


def statements(index: Index) -> str:
    """Who said what, about whom."""
    columns: Columns[Statement] = {
        "id": lambda row: row.id,
        "conflict": lambda row: row.conflict.title,
        "date": lambda row: edtf(row.date),
        "earliest": lambda row: iso(row.date.earliest),
        "latest": lambda row: iso(row.date.latest),
        "who": lambda row: _names(row.who),
        "act": lambda row: row.act,
        "about": lambda row: _names(row.about),
        "what": lambda row: row.what,
        "event": lambda row: row.event.id if row.event is not None else None,
        **_CLAIM,
        **_CLAIM_DETAILS,
        "who_slugs": lambda row: _slugs(row.who),
        "about_slugs": lambda row: _slugs(row.about),
    }
    return csv_table(index.briefing.statements, columns)


def roles(index: Index) -> str:
    """Who held which post."""
    columns: Columns[Role] = {
        "id": lambda row: row.id,
        "conflict": lambda row: row.conflict.title,
        "who": lambda row: row.who.name,
        "in": lambda row: row.organisation.name if row.organisation is not None else None,
        "as": lambda row: row.post,
        "since": lambda row: edtf(row.since),
        "until": lambda row: edtf(row.until),
        **_CLAIM,
        **_CLAIM_DETAILS,
        "who_slug": lambda row: row.who.slug,
        "in_slug": lambda row: row.organisation.slug if row.organisation is not None else None,
    }
    return csv_table(index.briefing.roles, columns)


def _toll_columns(toll: str, *numbers: str) -> Columns[Account]:
    def column(number: str) -> Callable[[Account], Value]:
        return lambda row: toll_numbers(row, toll).get(number)

    return {f"{toll}_{number}": column(number) for number in numbers}


def events(index: Index) -> str:
    """One line an account; accounts of one event share ``event`` and the conflict."""
    event_of = {account: event for event in index.briefing.events for account in event.accounts}
    more: dict[str, Callable[[Account], Value]] = {}
    for toll in TOLLS:
        if toll not in {"killed", "civilians_killed"}:
            more.update(_toll_columns(toll, "low", "best", "high"))
        more.update(_toll_columns(toll, "approximate", "as_of", "note"))
    columns: Columns[Account] = {
        "id": lambda row: row.id,
        "conflict": lambda row: row.conflict.title,
        "date": lambda row: edtf(row.date),
        "earliest": lambda row: iso(row.date.earliest),
        "latest": lambda row: iso(row.date.latest),
        "what": lambda row: row.what,
        "kind": lambda row: row.kind,
        "actors": lambda row: _names(row.actors),
        "place": lambda row: row.place,
        **_toll_columns("killed", "low", "best", "high"),
        **_CLAIM,
        "by": lambda row: _names(row.by),
        "against": lambda row: _names(row.against),
        "status": doer_status,
        "disputed": lambda row: row.disputed,
        "denied_by": lambda row: map(speaker, row.denied_by),
        **_toll_columns("civilians_killed", "low", "best", "high"),
        "event": lambda row: event_of[row].id,
        **more,
        "said_by": lambda row: map(speaker, row.said_by),
        "said": lambda row: _quotes(row.said_by),
        "denied": lambda row: _quotes(row.denied_by),
        **_CLAIM_DETAILS,
        "by_slugs": lambda row: _slugs(row.by),
        "against_slugs": lambda row: _slugs(row.against),
        "actors_slugs": lambda row: _slugs(row.actors),
        **_VOICES,
    }
    return csv_table(event_of, columns)


def actors(index: Index) -> str:
    """One line an actor."""
    briefing = index.briefing
    sides_of: defaultdict[Actor, list[Side]] = defaultdict(list)
    for conflict in briefing.conflicts:
        for side in conflict.sides:
            for actor in (side.actor, *(member.actor for member in side.members)):
                sides_of[actor].append(side)

    def groups(actor: Actor) -> Iterator[Actor]:
        return (membership.actor for membership in briefing.member_of.get(actor, ()))

    columns: Columns[Actor] = {
        "slug": lambda actor: actor.slug,
        "name": lambda actor: actor.name,
        "kind": lambda actor: actor.kind,
        "short": lambda actor: actor.short,
        "aliases": lambda actor: actor.aliases,
        "member_of": lambda actor: _names(groups(actor)),
        "country": lambda actor: actor.country,
        "articles": lambda actor: len(index.articles_with.get(actor, ())),
        "url": lambda actor: actor.address,
        "sides": lambda actor: dict.fromkeys(side.name for side in sides_of.get(actor, ())),
        "summary": lambda actor: actor.summary,
        "wikidata": lambda actor: actor.wikidata,
        "website": lambda actor: actor.website,
        "member_of_slugs": lambda actor: _slugs(groups(actor)),
        "sides_slugs": lambda actor: dict.fromkeys(
            side.actor.slug for side in sides_of.get(actor, ())
        ),
    }
    return csv_table(briefing.actors, columns)


def articles(index: Index) -> str:
    """One line an article."""
    columns: Columns[Article] = {
        "slug": lambda article: article.slug,
        "title": lambda article: article.title,
        "date": lambda article: edtf(article.date),
        "earliest": lambda article: iso(article.date.earliest),
        "latest": lambda article: iso(article.date.latest),
        "updated": lambda article: edtf(article.updated),
        "conflict": lambda article: article.conflict.title if article.conflict else None,
        "authors": lambda article: article.authors,
        "tags": lambda article: article.tags,
        "summary": lambda article: article.summary,
        "source": lambda article: publishers(article.sources),
        "actors": lambda article: _names(index.actors_in.get(article, ())),
        "backing": lambda article: len(index.backing_in.get(article, ())),
        "events": lambda article: len(index.events_in.get(article, ())),
        "statements": lambda article: len(index.statements_in.get(article, ())),
        "roles": lambda article: len(index.roles_in.get(article, ())),
        "url": lambda article: article.address,
        "conflict_slug": lambda article: article.conflict.slug if article.conflict else None,
        "source_ids": lambda article: source_ids(article.sources),
        "actors_slugs": lambda article: _slugs(index.actors_in.get(article, ())),
    }
    return csv_table(index.briefing.articles, columns)


def sources(index: Index) -> str:
    """One line a source."""
    columns: Columns[Source] = {
        "id": lambda source: source.id,
        "publisher": lambda source: source.publisher,
        "title": lambda source: source.title,
        "url": lambda source: source.url,
        "date": lambda source: edtf(source.date),
        "kind": lambda source: source.kind,
        "via": lambda source: source.via,
        "archived": lambda source: source.archived,
        "accessed": lambda source: edtf(source.accessed),
        "language": lambda source: source.language,
        "claims": lambda source: len(index.rows_resting_on.get(source, ())),
    }
    return csv_table(index.briefing.sources, columns)
