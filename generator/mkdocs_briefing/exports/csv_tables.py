"""Writes a briefing as CSV tables: a header row, then one line a record.

The text is for UTF-8. Lists are joined by ``; ``. Dates are EDTF; ``earliest`` and
``latest`` are the days they can mean, left empty if an end is open. ``article``,
``source_ids`` and every column that ends in ``_slug`` hold the key (``slug`` or ``id``) of
another table; ``url`` is an address below the root of the site, in ``sources.csv`` one on the web.

Spreadsheets treat a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, and
contributors' words end up in other people's spreadsheets. Many of these split a file at
semicolons, too, and make a cell out of the middle of one of ours. So such a sign gets an
apostrophe in front wherever it can begin a cell: at the start of ours and after a semicolon,
even if spaces or quotes stand between (``-5 men`` becomes ``'-5 men``). Tabs and line breaks
become spaces. OWASP advises this against CSV injection. Our own numbers, such as tolls, are
written as they are. ``briefing.json`` has every text unchanged.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

from mkdocs_briefing.core.names import one_of
from mkdocs_briefing.core.vocabulary import STANCES, STATUSES, STATUSES_BY_FIRMNESS, TRACKS
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
    Source,
    Statement,
)
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.runs import Segment, Supported

T = TypeVar("T")
Value = str | int | bool | Iterable[str] | None
Columns = Mapping[str, Callable[[T], Value]]

COLUMN_MEANINGS: Final[Mapping[str, str]] = {
    "id": "the permanent anchor of the line on its article's page",
    "conflict": "the conflict it belongs to",
    "by": "who takes the stance",
    "to": "towards whom: a side, or an actor on a side",
    "side": "the side that this is, or belongs to",
    "stance": one_of(STANCES),
    "support": "the kinds of support, joined by “; ”",
    "status": one_of(STATUSES),
    "disputed": "whether anyone denies it",
    "since": "when it began, as an EDTF date such as 2019-04~",
    "until": "when it ended, as an EDTF date",
    "as_of": "when it is known to have held, as an EDTF date",
    "said_by": "who says so, apart from the source that published it",
    "denied_by": "who denies it",
    "why": "the reason given",
    "amount": "how much, as counts with their units, joined by “; ”; never add them up",
    "through": "by way of whom the support comes",
    "date": "an EDTF date, such as 2019-04~ or 2019-04/2019-06",
    "earliest": "the first day that the date can mean",
    "latest": "the last day that the date can mean",
    "killed_low": "the lowest number of dead given",
    "killed_best": "the best estimate of the number of dead",
    "killed_high": "the highest number of dead given",
    "civilians_killed_low": "the lowest number of dead civilians given",
    "civilians_killed_best": "the best estimate of the number of dead civilians",
    "civilians_killed_high": "the highest number of dead civilians given",
    "source": "the sources it rests on",
    "article": "the article that makes the claim",
}
"""What a column holds, if its name does not say it all; for every table."""

EVENT_MEANINGS: Final[Mapping[str, str]] = {
    **COLUMN_MEANINGS,
    "actors": "who took part, apart from who did it and to whom",
    "by": "who did it",
    "against": "to whom it was done",
    "status": f"how firm it is who did it: {one_of(STATUSES)}; empty where nobody is named",
    "disputed": "whether anyone denies it",
    "said_by": "who says who did it, apart from the source that published it",
}
"""The same for events."""

POSITION_MEANINGS: Final[Mapping[str, str]] = {
    **COLUMN_MEANINGS,
    "by": "who takes the stance",
    "side": "towards which side",
    "track": f"{one_of(TRACKS)}; tracks never replace one another",
    "status": f"that of the firmest claim: {one_of(STATUSES_BY_FIRMNESS)}",
    "disputed": "whether a denial stands on these days",
    "since": "when the stance began, as a claim has it, as an EDTF date",
    "by_day": "the first day on which it is known to have held, where no beginning can be said",
    "until": "when the stance ended, as a claim has it, as an EDTF date",
    "from": "the first day on which all of the line holds",
    "to": "the last day on which all of the line holds; empty while it goes on",
    "current": "whether it holds on the day of the conflict's newest article",
    "last_known": "the newest day for which a claim vouches",
    "rests_on": "the ids of the claims that it rests on, in backing.csv, the newest first",
    "on": "the day of the conflict's newest article",
    "ended_by": "until: a claim names the end; replaced: another stance; membership: of a side",
    "support_status": "the status of each kind of support",
    "rests_on_urls": "where those claims stand on the site",
}
"""The same for positions."""

# Includes the full-width forms, which some spreadsheets treat like the plain ones.
_FORMULA: Final = re.compile(r"""((?:^|;)[\s"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])""")


def _table(records: Iterable[T], columns: Columns[T]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value(record)) for value in columns.values()] for record in records)
    return text.getvalue()


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return _harmless(value)
        case _:
            return _harmless("; ".join(value))


def _harmless(text: str) -> str:
    """The text on one line, of which no spreadsheet makes a formula, wherever it splits it."""
    # Characters that end a line are never printable, and neither are tabs.
    line = text
    if not text.isprintable():
        line = " ".join(filter(None, text.replace("\t", "\n").splitlines()))
    if line[:1].isalnum() and ";" not in line:
        return line
    return _FORMULA.sub(r"\1'", line)


def _names(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(actor.name for actor in actors)


def _quotes(voices: Iterable[Attribution]) -> tuple[str, ...]:
    return tuple(f"{speaker(voice)}: {voice.what}" for voice in voices if voice.what)


# Other programs rely on the names and the order of columns: append new ones.

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


def backing(index: Index) -> str:
    """Where each actor stands."""
    columns: Columns[Backing] = {
        "id": lambda row: row.id,
        "conflict": lambda row: row.conflict.title,
        "by": lambda row: row.by.name,
        "to": lambda row: row.to.name,
        "side": lambda row: row.side.name,
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
        "side_slug": lambda row: row.side.actor.slug,
        **_CLAIM_DETAILS,
    }
    return _table(index.briefing.backing, columns)


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
    }
    lines = ((one, segment) for one in dated_runs(index) for segment in one.run.segments)
    return _table(lines, columns)


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
    }
    return _table(index.briefing.statements, columns)


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
    }
    return _table(index.briefing.roles, columns)


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
    }
    return _table(event_of, columns)


def actors(index: Index) -> str:
    """One line an actor."""
    briefing = index.briefing
    sides_of: defaultdict[Actor, list[str]] = defaultdict(list)
    for conflict in briefing.conflicts:
        for side in conflict.sides:
            for actor in (side.actor, *(member.actor for member in side.members)):
                sides_of[actor].append(side.name)
    columns: Columns[Actor] = {
        "slug": lambda actor: actor.slug,
        "name": lambda actor: actor.name,
        "kind": lambda actor: actor.kind,
        "short": lambda actor: actor.short,
        "aliases": lambda actor: actor.aliases,
        "member_of": lambda actor: _names(
            membership.actor for membership in briefing.member_of.get(actor, ())
        ),
        "country": lambda actor: actor.country,
        "articles": lambda actor: len(index.articles_with.get(actor, ())),
        "url": lambda actor: actor.address,
        "sides": lambda actor: dict.fromkeys(sides_of.get(actor, ())),
        "summary": lambda actor: actor.summary,
        "wikidata": lambda actor: actor.wikidata,
        "website": lambda actor: actor.website,
    }
    return _table(briefing.actors, columns)


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
    }
    return _table(index.briefing.articles, columns)


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
    return _table(index.briefing.sources, columns)
