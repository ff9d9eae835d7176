"""Writes a whole briefing as JSON, for programs that want more than a table.

The top level holds ``version`` (of this layout) and one list for each kind of record, in the
briefing's own order, one record a line:

==============  ===========================================================================
``conflicts``   with ``sides``, each with the actor it is and its ``members``
``actors``      with ``member_of``, what their own profiles say
``articles``    with the ``sources`` they declare and every actor they name
``backing``     one record a pair of one ``by`` and one ``to``
``events``      with one or several ``accounts``
``statements``, ``roles``
``sources``
``positions``   derived: one record a run, which is one stance of an actor towards a side,
                on one of three tracks, without a break; see below
==============  ===========================================================================

A position holds ``from`` a day ``to`` a day, or is open; ``current`` says whether it holds
``on`` the day of the conflict's newest article, and ``last_known`` for which day a row last
vouches. ``since`` and ``until`` are dates that rows name; ``by_day`` is the first day on which
it is known to have held, where no beginning can be said. ``ended_by`` is ``until``,
``replaced`` (by another stance) or ``membership`` (of a side); ``end_status`` and
``end_disputed`` say how firm an end is that rows tell of. Its ``spans`` are the stretches in
which support, status and dispute stay the same; ``rests_on`` names the rows that say so.
What is only announced, or is withdrawn, makes no position.

An account of an event has ``by`` and ``against``, with the ``status``, ``said_by`` and
``denied_by`` of who did it. A denial has a ``date`` and an ``until`` where they are given, else
it stands from the row's own day. An amount has ``text``, ``low``, ``best``, ``high``,
``approximate`` and ``unit``.

Actors (a side is one), articles and conflicts are referred to by ``slug``, sources and
events by ``id`` (of an event within its conflict), rows by ``address``. An address is
relative to the root of the site. Dates are EDTF; dates of a chronology also have ``earliest``
and ``latest``, the days they can mean. Keys without a value are left out.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.counts import Amount
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.exports.values import (
    TOLLS,
    DatedRun,
    dated_runs,
    doer_status,
    edtf,
    iso,
    source_ids,
    toll_numbers,
)
from mkdocs_briefing.model.entities import (
    Account,
    Actor,
    Article,
    Attribution,
    Backing,
    Conflict,
    Event,
    Membership,
    Role,
    Row,
    Source,
    Statement,
)
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.membership import is_outside_membership
from mkdocs_briefing.model.runs import Segment

VERSION: Final = 2

Record = dict[str, object]

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def briefing_json(index: Index) -> str:
    """The text of ``data/briefing.json``."""
    briefing = index.briefing
    lists: dict[str, Iterable[Record]] = {
        "actors": (_actor(actor, briefing.member_of.get(actor, ())) for actor in briefing.actors),
        "articles": (
            _article(article, index.actors_in.get(article, ())) for article in briefing.articles
        ),
        "backing": map(_backing, briefing.backing),
        "conflicts": (
            _conflict(conflict, index.newest_day(conflict)) for conflict in briefing.conflicts
        ),
        "events": map(_event, briefing.events),
        "positions": map(_position, dated_runs(index)),
        "roles": map(_role, briefing.roles),
        "sources": map(_source, briefing.sources),
        "statements": map(_statement, briefing.statements),
    }
    return "".join(_parts(lists))


def _parts(lists: Mapping[str, Iterable[Record]]) -> Iterator[str]:
    """Yield the text in parts: all of a list at once would be a second copy of most of it."""
    yield "{"
    for name, records in sorted(lists.items()):
        yield f'"{name}":['
        before = "\n"
        for record in records:
            yield before
            yield _ENCODER.encode(record)
            before = ",\n"
        yield "],\n" if before == "\n" else "\n],\n"
    yield f'"version":{VERSION}}}\n'


def _record(**values: object) -> Record:
    """The values that are not empty; a trailing underscore frees a name that Python keeps."""
    return {
        name.rstrip("_"): value
        for name, value in values.items()
        if value or isinstance(value, int | str)
    }


def _slugs(actors: Iterable[Actor]) -> list[str]:
    return [actor.slug for actor in actors]


def _source(source: Source) -> Record:
    return _record(
        id=source.id,
        publisher=source.publisher,
        title=source.title,
        url=source.url,
        date=edtf(source.date),
        kind=source.kind,
        via=source.via,
        archived=source.archived,
        accessed=edtf(source.accessed),
        language=source.language,
    )


def _membership(membership: Membership) -> Record:
    return _record(
        actor=membership.actor.slug,
        since=edtf(membership.since),
        until=edtf(membership.until),
    )


def _actor(actor: Actor, member_of: Iterable[Membership]) -> Record:
    return _record(
        slug=actor.slug,
        address=actor.address,
        name=actor.name,
        kind=actor.kind,
        short=actor.short,
        aliases=actor.aliases,
        country=actor.country,
        summary=actor.summary,
        wikidata=actor.wikidata,
        website=actor.website,
        member_of=[_membership(membership) for membership in member_of],
    )


def _conflict(conflict: Conflict, newest: Day | None) -> Record:
    return _record(
        slug=conflict.slug,
        address=conflict.address,
        title=conflict.title,
        aliases=conflict.aliases,
        start=edtf(conflict.start),
        end=edtf(conflict.end),
        newest=iso(newest),
        place=conflict.place,
        summary=conflict.summary,
        sides=[
            _record(
                name=side.name,
                actor=side.actor.slug,
                members=[_membership(member) for member in side.members],
            )
            for side in conflict.sides
        ],
    )


def _article(article: Article, actors: Iterable[Actor]) -> Record:
    return _record(
        slug=article.slug,
        address=article.address,
        title=article.title,
        date=edtf(article.date),
        updated=edtf(article.updated),
        summary=article.summary,
        authors=article.authors,
        tags=article.tags,
        conflict=article.conflict.slug if article.conflict is not None else None,
        sources=source_ids(article.sources),
        actors=_slugs(actors),
    )


def _claim(row: Row) -> Record:
    """What every claim has."""
    return _record(
        id=row.id,
        address=row.address,
        conflict=row.conflict.slug,
        article=row.article.slug,
        sources=source_ids(row.sources),
        note=row.note,
    )


def _voice(voice: Attribution) -> Record:
    """Somebody who says or denies a claim; without ``who`` the source gives no name."""
    return _record(
        who=voice.who.slug if voice.who is not None else None,
        what=voice.what,
        sources=source_ids(voice.sources),
        date=edtf(voice.date),
        until=edtf(voice.until),
    )


def _amount(amount: Amount) -> Record:
    count = amount.count
    return _record(
        text=amount.text,
        low=count.low,
        best=count.best,
        high=count.high,
        approximate=count.approximate,
        unit=amount.unit,
    )


def _backing(row: Backing) -> Record:
    return _claim(row) | _record(
        by=row.by.slug,
        to=row.to.slug,
        side=None if is_outside_membership(row) else row.side.actor.slug,
        stance=row.stance,
        support=row.support,
        status=row.status,
        disputed=row.disputed,
        since=edtf(row.since),
        until=edtf(row.until),
        as_of=edtf(row.as_of),
        said_by=[_voice(voice) for voice in row.said_by],
        denied_by=[_voice(voice) for voice in row.denied_by],
        why=row.why,
        amount=[_amount(amount) for amount in row.amount],
        through=_slugs(row.through),
    )


def _dated(date: Date) -> Record:
    return _record(date=edtf(date), earliest=iso(date.earliest), latest=iso(date.latest))


def _account(account: Account) -> Record:
    tolls = {toll: _record(**toll_numbers(account, toll)) for toll in TOLLS}
    return (
        _claim(account)
        | _dated(account.date)
        | _record(
            what=account.what,
            kind=account.kind,
            actors=_slugs(account.actors),
            place=account.place,
            by=_slugs(account.by),
            against=_slugs(account.against),
            status=doer_status(account),
            disputed=account.disputed,
            said_by=[_voice(voice) for voice in account.said_by],
            denied_by=[_voice(voice) for voice in account.denied_by],
            **tolls,
        )
    )


def _event(event: Event) -> Record:
    return _dated(event.date) | _record(
        id=event.id,
        address=event.address,
        conflict=event.conflict.slug,
        accounts=[_account(account) for account in event.accounts],
    )


def _statement(row: Statement) -> Record:
    return (
        _claim(row)
        | _dated(row.date)
        | _record(
            who=_slugs(row.who),
            act=row.act,
            about=_slugs(row.about),
            what=row.what,
            event=row.event.id if row.event is not None else None,
        )
    )


def _role(row: Role) -> Record:
    return _claim(row) | _record(
        who=row.who.slug,
        in_=row.organisation.slug if row.organisation is not None else None,
        as_=row.post,
        since=edtf(row.since),
        until=edtf(row.until),
    )


def _position(dated: DatedRun) -> Record:
    run = dated.run
    return _record(
        conflict=dated.conflict.slug,
        by=run.by.slug,
        side=run.side.actor.slug,
        track=run.track,
        stance=run.stance,
        since=dated.since,
        by_day=dated.by_day,
        until=edtf(run.until),
        from_=iso(run.first),
        to=iso(run.last),
        ended_by=run.ended_by,
        end_status=dated.end_status,
        end_disputed=dated.end_disputed,
        on=iso(dated.on),
        current=run.holds(dated.on),
        last_known=iso(run.last_known(dated.on)),
        spans=[_span(segment) for segment in run.segments],
    )


def _span(segment: Segment) -> Record:
    state = segment.state
    return _record(
        from_=iso(segment.first),
        to=iso(segment.last),
        supports=[
            _record(
                kind=support.kind,
                status=support.status,
                disputed=support.disputed,
                again=iso(support.again),
            )
            for support in state.support
        ],
        status=state.status,
        disputed=state.disputed,
        rests_on=[row.address for row in segment.rows],
    )
