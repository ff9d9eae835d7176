"""Compares which claims contradict one another, and on what accounts of one event differ."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date as Day

from mkdocs_briefing.commands.diff.changes import Change
from mkdocs_briefing.commands.diff.fields import since_words
from mkdocs_briefing.commands.diff.matching import ActorMatch
from mkdocs_briefing.commands.diff.tables import EVENT
from mkdocs_briefing.core.vocabulary import ADVERSE, STANCES, SUPPORTIVE
from mkdocs_briefing.model.entities import Backing, Briefing, Event
from mkdocs_briefing.model.membership import is_outside_membership
from mkdocs_briefing.model.row_days import begins, ends, known_by
from mkdocs_briefing.wording.accounts import entry
from mkdocs_briefing.wording.words import claim


def contradiction_changes(
    before: Briefing, after: Briefing, actors: ActorMatch
) -> Iterator[Change]:
    """Which contradictions are new, and which are gone.

    Two rows contradict one another where, on one track, one puts an actor behind a side, the
    other against it, and both cover one day: from its beginning to its end or, without an end,
    to the day on which it is known to have held. So a later change of position is no
    contradiction.
    """
    old, new = _contradictions(before, actors), _contradictions(after, actors)
    for key, (one, other) in new.items():
        if key not in old:
            claims = _dated_claim(one), _dated_claim(other)
            yield Change("contradiction-new", _subject(one), *claims, other.address)
    for key, (one, other) in old.items():
        if key not in new:
            both = f"{_dated_claim(one)}, against {_dated_claim(other)}"
            yield Change("contradiction-gone", _subject(one), both, None, other.address)
    events = EVENT.pairing(before, after, actors)
    for event in events.new:
        yield from _new_differences(event, ())
    for was, now in events.pairs:
        yield from _new_differences(now, entry(was).differences)


def _contradictions(
    briefing: Briefing, actors: ActorMatch
) -> Mapping[Hashable, tuple[Backing, Backing]]:
    supportive: defaultdict[Hashable, list[Backing]] = defaultdict(list)
    adverse: defaultdict[Hashable, list[Backing]] = defaultdict(list)
    for row in briefing.backing:
        track = STANCES[row.stance].track
        subject = (row.conflict.slug, actors.slug(row.by), actors.slug(row.side.actor), track)
        if row.status == "withdrawn" or is_outside_membership(row):
            continue
        if row.stance in SUPPORTIVE:
            supportive[subject].append(row)
        elif row.stance in ADVERSE:
            adverse[subject].append(row)
    return {
        (subject, one.stance, one.article.path, other.stance, other.article.path): (one, other)
        for subject, rows in supportive.items()
        for one in rows
        for other in adverse.get(subject, ())
        if begins(one) <= _last_day(other) and begins(other) <= _last_day(one)
    }


def _last_day(row: Backing) -> Day:
    """The last day that a row covers."""
    return ends(row) if row.until is not None else max(begins(row), known_by(row))


def _subject(row: Backing) -> str:
    return f"{row.by.name} towards {row.side.name}"


def _dated_claim(row: Backing) -> str:
    """A claim with its date and its publishers."""
    publishers = dict.fromkeys(source.publisher for source in row.sources)
    when = since_words(row.since) or f"as of {row.as_of.words()}"
    return f"{claim(row)} {when} ({', '.join(publishers)})"


def _new_differences(event: Event, known: Iterable[str]) -> Iterator[Change]:
    old = set(known)
    if new := [difference for difference in entry(event).differences if difference not in old]:
        after = f"accounts differ on {', '.join(new)}"
        yield Change("contradiction-new", claim(event.accounts[0]), None, after, event.address)
