"""Turns rows into claims: backing, accounts of events, statements and roles.

A new field of a claim is one line here, besides its lines in the schema and the model.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from mkdocs_briefing.content.actors import ActorRegistry
from mkdocs_briefing.content.anchors import conflict_anchor
from mkdocs_briefing.content.budget import STAY, RowCosts, weight_of_names
from mkdocs_briefing.content.conflicts import on_no_side, on_several_sides, sides_of
from mkdocs_briefing.content.rows import ResolvedRow
from mkdocs_briefing.content.schema import (
    BackingEntry,
    CountEntry,
    EventEntry,
    RoleEntry,
    StatementEntry,
)
from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.names import nearest, quoted
from mkdocs_briefing.model.entities import (
    Account,
    Article,
    Attribution,
    Backing,
    Conflict,
    Event,
    Role,
    Side,
    Statement,
)
from mkdocs_briefing.model.row_days import default_as_of, first_day, known_day

Events: TypeAlias = Mapping[tuple[Conflict, str], Event]
"""By conflict and anchor."""


def dated(denials: Iterable[Attribution], date: Date) -> tuple[Attribution, ...]:
    """Give denials that name no day the one of the claim that they deny."""
    return tuple(
        Attribution(one.who, one.what, one.sources, one.date or date, one.until) for one in denials
    )


# --- backing --------------------------------------------------------------------------


def backing_claims(
    row: ResolvedRow[BackingEntry], actors: ActorRegistry, costs: RowCosts
) -> Iterator[Backing]:
    """Yield one claim for each pair of one ``by`` and one ``to``.

    A ``to`` that is on no side, or on several, makes no claim and is a problem of the file.
    """
    entry = row.entry
    by, to = row.actors["by"], row.actors["to"]
    is_one_pair = len(by) == len(to) == 1
    as_of = entry.as_of or default_as_of(row.article.date, entry.since, entry.until)
    stays_of = row.conflict.stays
    stays = len(to) * sum(stays_of.get(actor, 0) for actor in by)
    stays += len(by) * sum(stays_of.get(actor, 0) for actor in to)
    if stays and not row.file.spend(STAY * stays, "members that come and go", row.location):
        return
    sides = {actor: _side(row, index, as_of, actors) for index, actor in enumerate(to)}
    for backer in by:
        for backed in to:
            side = sides[backed]
            if side is None:
                continue
            cost = costs.of_claim(row.conflict, backer, len(entry.denied_by))
            cost += weight_of_names([side.name])
            if not row.file.spend(cost, "the sides of its backers", row.location):
                return
            yield Backing(
                **row.shared,
                id=row.anchor if is_one_pair else row.pair_anchor(backer.name, backed.name),
                by=backer,
                to=backed,
                side=side,
                stance=entry.stance,
                support=tuple(dict.fromkeys(entry.support)),
                status=entry.status,
                since=entry.since,
                until=entry.until,
                as_of=as_of,
                said_by=row.voices["said_by"],
                denied_by=dated(row.voices["denied_by"], as_of),
                why=entry.why,
                amount=entry.amount,
                through=row.actors["through"],
            )


def _side(
    row: ResolvedRow[BackingEntry], index: int, as_of: Date, actors: ActorRegistry
) -> Side | None:
    """Return the side that one ``to`` stands for."""
    actor, name = row.actors["to"][index], row.entry.to[index]
    sides = row.conflict.sides_with.get(actor, ())
    if len(sides) > 1:
        known = known_day(row.article.date, as_of)
        first = first_day(row.entry.since, known)
        sides = sides_of(row.conflict, actor, first, max(first, known))
    if len(sides) == 1:
        return sides[0]
    if actors.is_certain(actor):
        explain = on_several_sides if sides else on_no_side
        row.file.error((*row.location, "to", index), "side", explain(name, row.conflict))
    return None


# --- events ---------------------------------------------------------------------------


def account(row: ResolvedRow[EventEntry]) -> Account:
    """Return the event as one article has it."""
    entry = row.entry
    return Account(
        **row.shared,
        id=row.anchor,
        date=entry.date,
        what=entry.what,
        actors=row.actors["actors"],
        place=entry.place,
        kind=entry.kind,
        killed=_count(entry.killed),
        injured=_count(entry.injured),
        displaced=_count(entry.displaced),
        civilians_killed=_count(entry.civilians_killed),
        by=row.actors["by"],
        against=row.actors["against"],
        status=entry.status,
        said_by=row.voices["said_by"],
        denied_by=dated(row.voices["denied_by"], row.article.date),
    )


def _count(value: Count | CountEntry | None) -> Count | None:
    return value.count if isinstance(value, CountEntry) else value


def join_accounts(accounts: Iterable[Account]) -> Events:
    """Join the accounts with one id in one conflict into an event, the earliest first."""
    groups: dict[tuple[Conflict, str], list[Account]] = {}
    for one in accounts:
        groups.setdefault((one.conflict, one.id), []).append(one)
    return {
        (conflict, anchor): Event(anchor, conflict, tuple(sorted(group, key=_by_article_date)))
        for (conflict, anchor), group in groups.items()
    }


def _by_article_date(one: Account) -> tuple[object, ...]:
    return (one.article.date.sort_key(), one.article.path)


# --- statements -----------------------------------------------------------------------


def statement(row: ResolvedRow[StatementEntry], events: Events, *, all_events: bool) -> Statement:
    """Return who said what.

    Args:
        row: the row.
        events: those that it may refer to.
        all_events: whether these are all that the files describe, so that an event that
            is not among them is a problem.
    """
    entry = row.entry
    event = _find_event(row, events)
    if event is None and entry.event is not None and all_events:
        _report_unknown_event(row, entry.event, events)
    return Statement(
        **row.shared,
        id=row.anchor,
        who=row.actors["who"],
        act=entry.act,
        about=row.actors["about"],
        what=entry.what,
        date=entry.date or _date_of(event, row.article),
        event=event,
    )


def _find_event(row: ResolvedRow[StatementEntry], events: Events) -> Event | None:
    conflict, id_ = row.conflict, row.entry.event
    if id_ is None:
        return None
    anchor = id_ if (conflict, id_) in events else conflict_anchor(conflict, id_)
    return events.get((conflict, anchor))


def _report_unknown_event(row: ResolvedRow[StatementEntry], id_: str, events: Events) -> None:
    near = None
    cost = len(events)
    if row.file.spend(cost, "ids that no event has", (*row.location, "event")):
        known = sorted(known for conflict, known in events if conflict is row.conflict)
        near = nearest(id_, known)
    hint = f'did you mean "{near}"?' if near else "give that event an id and write it here"
    message = f"no event has the id {quoted(id_)}; {hint}"
    row.file.error((*row.location, "event"), "unknown-event", message)


def _date_of(event: Event | None, article: Article) -> Date:
    """Return the date of an event, as the article itself has it if it describes the event."""
    if event is None:
        return article.date
    own = (one.date for one in event.accounts if one.article is article)
    return next(own, event.date)


# --- roles ----------------------------------------------------------------------------


def role(row: ResolvedRow[RoleEntry]) -> Role:
    """Return who held which post."""
    entry = row.entry
    (who,) = row.actors["who"]
    return Role(
        **row.shared,
        id=row.anchor,
        who=who,
        organisation=next(iter(row.actors["in"]), None),
        post=entry.post,
        since=entry.since,
        until=entry.until,
    )
