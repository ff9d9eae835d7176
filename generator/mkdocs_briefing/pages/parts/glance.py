"""Says what matters most in a conflict: who, since when, how many dead, and what came last."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from itertools import chain, islice
from typing import Final

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.model.entities import Account, Article, Conflict, Event, Side, Source
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.standings.camps import camp_sizes
from mkdocs_briefing.standings.changes import Change, changes
from mkdocs_briefing.standings.table import Backer, Camp, Table
from mkdocs_briefing.wording.accounts import Entry, Toll, tolls

BACKERS_IN_A_CAMP: Final = 12
"""The most backers of a camp that a short list names."""

NEWEST_CHANGES: Final = 6

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
class Supporters:
    """How many backers stand with a side."""

    side: Side
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """A conflict in ten seconds.

    Attributes:
        on: the day of its newest article.
        actor_count: of how many the conflict's table tells.
        supporters: the sides with which somebody stands, in the order of the conflict's file.
        deaths: ``None`` where no account counts any dead.
        deadly_events: how many events have a count of dead.
        last_event: by date, of those up to the day.
        changes: the newest changes of positions, the newest first.
        last_turn: the newest change from one stance to another, or to none.
        newest_article: by date.
    """

    conflict: Conflict
    on: Day | None
    actor_count: int
    supporters: tuple[Supporters, ...]
    deaths: Deaths | None
    deadly_events: int
    event_count: int
    last_event: Entry | None
    changes: tuple[Change, ...]
    last_turn: Change | None
    newest_article: Article | None
    article_count: int

    @property
    def is_end_ahead(self) -> bool:
        """Whether the conflict's file names an end that no article can know of yet."""
        end = self.conflict.end
        return end is not None and self.on is not None and end.first_day > self.on


def glance(
    conflict: Conflict,
    index: Index,
    days: Mapping[Conflict, Day],
    entry_of: Callable[[Event], Entry],
) -> Glance:
    """What matters most in a conflict, on its day. Only what is shown of it is worked out."""
    on = days.get(conflict)
    events = index.events_of.get(conflict, ())
    articles = index.articles_of.get(conflict, ())
    rows = index.backing_of.get(conflict, ())
    deadly = tuple(event for event in events if any(_counts_dead(one) for one in event.accounts))
    sizes = camp_sizes(rows, on)
    turned = changes(rows, on) if on else iter(())
    newest = tuple(islice(turned, NEWEST_CHANGES))
    return Glance(
        conflict=conflict,
        on=on,
        actor_count=sum(sizes.values()),
        supporters=tuple(
            Supporters(side, sizes["with", side])
            for side in conflict.sides
            if ("with", side) in sizes
        ),
        deaths=_deaths(deadly, entry_of),
        deadly_events=len(deadly),
        event_count=len(events),
        last_event=next((entry_of(event) for event in happened(events, on)[-1:]), None),
        changes=newest,
        last_turn=next((one for one in chain(newest, turned) if one.kind in TURNS), None),
        newest_article=articles[0] if articles else None,
        article_count=len(articles),
    )


def happened(events: Sequence[Event], on: Day | None) -> tuple[Event, ...]:
    """The events that can have happened by a day: an article may name what is still to come.

    That it came is only said by an account that is no older.
    """
    return tuple(event for event in events if any(_told(one, on) for one in event.accounts))


def _told(account: Account, on: Day | None) -> bool:
    article, first = account.article, account.date.first_day
    days = (article.date.last_day, *([article.updated.last_day] if article.updated else ()))
    return first <= max(days) and (on is None or first <= on)


def _counts_dead(account: Account) -> bool:
    return account.killed is not None or account.civilians_killed is not None


def _deaths(events: Iterable[Event], entry_of: Callable[[Event], Entry]) -> Deaths | None:
    """Of the event whose largest count is the largest of all; of equals, the earliest."""
    largest = max(
        ((event, _counts(event)) for event in events),
        key=lambda found: _size(found[1][0].toll.count),
        default=None,
    )
    return None if largest is None else Deaths(entry_of(largest[0]), largest[1])


def _counts(event: Event) -> tuple[DeathCount, ...]:
    sources: defaultdict[tuple[object, ...], dict[Source, None]] = defaultdict(dict)
    told: dict[tuple[object, ...], Toll] = {}
    for account in event.accounts:
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
