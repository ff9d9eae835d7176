"""Says what matters most in a conflict: who, since when, how many dead, and what came last."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.model.entities import Article, Conflict, Event, Source
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.standings.changes import Change, changes
from mkdocs_briefing.standings.table import Backer, Camp, Table
from mkdocs_briefing.wording.accounts import Entry, Toll, tolls

BACKERS_IN_A_CAMP: Final = 12
"""The most backers of a camp that a short list names."""

TURNS: Final = frozenset({"changed", "ended"})
DEATHS: Final = frozenset({"killed", "civilians killed"})


@dataclass(frozen=True, slots=True, eq=False)
class DeathCount:
    """One count of dead, and the sources that give it."""

    toll: Toll
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Deaths:
    """The largest count of dead that one account gives, beside all other counts of its event.

    Counts of several events are never added up: they may count the same dead.

    Attributes:
        counts: each different one, the largest first.
    """

    entry: Entry
    counts: tuple[DeathCount, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ShortCamp:
    """The backers of a camp of whom most is on record.

    Attributes:
        backers: in the order of the table.
        backer_count: how many the camp has in all.
    """

    camp: Camp
    backers: tuple[Backer, ...]
    backer_count: int


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """A conflict in ten seconds.

    Attributes:
        supporters: the camps of those who stand with a side, in the order of the table.
        deaths: ``None`` where no account counts any dead.
        deadly_events: how many events have a count of dead.
        last_event: by date, of those up to the table's day.
        changes: of positions, the newest first.
        last_turn: the newest change from one stance to another, or to none.
        newest_article: by date.
    """

    table: Table
    supporters: tuple[Camp, ...]
    deaths: Deaths | None
    deadly_events: int
    event_count: int
    last_event: Entry | None
    changes: tuple[Change, ...]
    last_turn: Change | None
    newest_article: Article | None
    article_count: int

    @property
    def conflict(self) -> Conflict:
        return self.table.conflict

    @property
    def is_end_ahead(self) -> bool:
        """Whether the conflict's file names an end that no article can know of yet."""
        end, on = self.conflict.end, self.table.on
        return end is not None and on is not None and end.first_day > on


def glance(table: Table, index: Index, entry_of: Callable[[Event], Entry]) -> Glance:
    """What matters most in the conflict of a table, on the table's day."""
    conflict = table.conflict
    events = index.events_of.get(conflict, ())
    articles = index.articles_of.get(conflict, ())
    rows = index.backing_of.get(conflict, ())
    entries = tuple(map(entry_of, events))
    deadly = tuple(entry for entry in entries if any(toll.what in DEATHS for toll in entry.tolls))
    turned = changes(rows, table.on) if table.on else ()
    return Glance(
        table=table,
        supporters=tuple(camp for camp in table.camps if camp.key == "with"),
        deaths=_deaths(deadly),
        deadly_events=len(deadly),
        event_count=len(events),
        last_event=next((entry_of(event) for event in happened(events, table.on)[-1:]), None),
        changes=turned,
        last_turn=next((one for one in turned if one.kind in TURNS), None),
        newest_article=articles[0] if articles else None,
        article_count=len(articles),
    )


def happened(events: Sequence[Event], on: Day | None) -> tuple[Event, ...]:
    """The events that can have happened by a day: an article may name what is still to come."""
    return tuple(event for event in events if on is None or event.date.first_day <= on)


def _deaths(entries: Iterable[Entry]) -> Deaths | None:
    """Of the entry whose largest count is the largest of all; of equals, the earliest."""
    found = [Deaths(entry, counts) for entry in entries if (counts := _counts(entry))]
    return max(found, key=lambda one: _size(one.counts[0].toll.count), default=None)


def _counts(entry: Entry) -> tuple[DeathCount, ...]:
    sources: defaultdict[tuple[object, ...], dict[Source, None]] = defaultdict(dict)
    told: dict[tuple[object, ...], Toll] = {}
    for account in entry.event.accounts:
        for toll in tolls(account):
            if toll.what in DEATHS:
                told.setdefault(toll.says, toll)
                sources[toll.says].update(dict.fromkeys(account.sources))
    counts = (DeathCount(toll, tuple(sources[says])) for says, toll in told.items())
    return tuple(sorted(counts, key=lambda one: _size(one.toll.count), reverse=True))


def _size(count: Count) -> int:
    """The largest number that a count names."""
    return max(number for number in (count.low, count.best, count.high) if number is not None)


def short_camps(table: Table) -> tuple[ShortCamp, ...]:
    """The camps of a table, long ones cut to the backers with the most claims."""
    return tuple(
        ShortCamp(camp, _most_on_record(camp.backers), len(camp.backers)) for camp in table.camps
    )


def _most_on_record(backers: tuple[Backer, ...]) -> tuple[Backer, ...]:
    if len(backers) <= BACKERS_IN_A_CAMP:
        return backers
    by_claims = sorted(backers, key=_claim_count, reverse=True)
    chosen = frozenset(by_claims[:BACKERS_IN_A_CAMP])
    return tuple(backer for backer in backers if backer in chosen)


def _claim_count(backer: Backer) -> int:
    return sum(cell.standing.evidence_count for cell in backer.cells if cell.standing)
