"""Selects what is told of an event, and where its accounts differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import EventKind
from mkdocs_briefing.model.entities import Account, Actor, Event, Side, Source


def placed(date: Date) -> Day:
    """The day that decides in which year and month of the chronology a date is listed."""
    return date.earliest or date.latest or Day.min


@dataclass(frozen=True, slots=True, eq=False)
class Toll:
    """How many were killed, injured or displaced."""

    what: str
    count: Count


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """An event as one source has it, or several that agree."""

    date: Date
    what: str
    place: str | None
    toll: tuple[Toll, ...]
    notes: tuple[str, ...]
    accounts: tuple[Account, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An event with all its tellings, the earliest article's first.

    Attributes:
        date: where it stands in the chronology.
        dates: all that are given, the first account's first, but for those that another
            one makes exact.
        sides: those that take part, themselves or by a member.
        differ: what the tellings contradict each other on, in words.
    """

    event: Event
    date: Date
    dates: tuple[Date, ...]
    tellings: tuple[Telling, ...]
    actors: tuple[Actor, ...]
    sides: tuple[Side, ...]
    kinds: tuple[EventKind, ...]
    places: tuple[str, ...]
    sources: tuple[Source, ...]
    differ: tuple[str, ...]

    @property
    def day(self) -> Day:
        """The day by which it is found."""
        return placed(self.date)

    @property
    def first(self) -> Telling:
        return self.tellings[0]

    @property
    def told_alike(self) -> bool:
        return len(self.tellings) == 1


def toll(account: Account) -> tuple[Toll, ...]:
    """The counts that an account gives."""
    given = (
        ("killed", account.killed),
        ("injured", account.injured),
        ("displaced", account.displaced),
    )
    return tuple(Toll(what, count) for what, count in given if count is not None)


def _telling(accounts: list[Account]) -> Telling:
    first = accounts[0]
    return Telling(
        date=first.date,
        what=first.what,
        place=first.place,
        toll=toll(first),
        notes=tuple(dict.fromkeys(account.note for account in accounts if account.note)),
        accounts=tuple(accounts),
        sources=tuple(dict.fromkeys(source for account in accounts for source in account.sources)),
    )


def _exact(dates: Iterable[Date]) -> tuple[Date, ...]:
    """The dates without those that only say the same less exactly: no April beside 4 April."""
    given = tuple(dict.fromkeys(dates))
    return tuple(
        date
        for date in given
        if not any(_within(other, date) for other in given if other is not date)
    )


def _within(date: Date, other: Date) -> bool:
    """Whether all that a date can mean is only part of what another one can mean."""
    inner, outer = (date.earliest, date.latest), (other.earliest, other.latest)
    if inner == outer:
        # Both say the same; the one that is less certain gives way.
        return (date.approximate, date.uncertain) < (other.approximate, other.uncertain)
    begins = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    ends = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return begins and ends


def _differ(accounts: tuple[Account, ...], dates: tuple[Date, ...]) -> Iterator[str]:
    # Silence is no contradiction: an account without a toll does not dispute one. Nor is
    # another wording: hardly two articles say a thing in the same words.
    if len(dates) > 1:
        yield "when"
    if len({account.place.casefold() for account in accounts if account.place}) > 1:
        yield "where"
    tolls = [{one.what: one.count.words() for one in toll(account)} for account in accounts]
    for what in ("killed", "injured", "displaced"):
        if len({counts[what] for counts in tolls if what in counts}) > 1:
            yield f"how many were {what}"


def _same(account: Account) -> tuple[object, ...]:
    """What is alike in accounts that say the same."""
    counts = tuple((one.what, one.count.words()) for one in toll(account))
    wording = " ".join(account.what.casefold().split())
    return account.date.text, wording, (account.place or "").casefold(), counts


def entry(event: Event) -> Entry:
    """An event with those accounts together that say the same."""
    alike: defaultdict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in event.accounts:
        alike[_same(account)].append(account)
    accounts = event.accounts
    dates = _exact(account.date for account in accounts)
    actors = tuple(dict.fromkeys(actor for account in accounts for actor in account.actors))
    places = {account.place.casefold(): account.place for account in accounts if account.place}
    return Entry(
        event=event,
        date=event.date,
        dates=dates,
        tellings=tuple(map(_telling, alike.values())),
        actors=actors,
        sides=_sides(event, actors),
        kinds=tuple(
            dict.fromkeys(
                account.kind for account in accounts if account.kind not in (None, "other")
            )
        ),
        places=tuple(places.values()),
        sources=tuple(dict.fromkeys(source for account in accounts for source in account.sources)),
        differ=tuple(_differ(accounts, dates)),
    )


def _sides(event: Event, actors: Iterable[Actor]) -> tuple[Side, ...]:
    named = set(actors)
    return tuple(
        side
        for side in event.conflict.sides
        if side.actor in named or any(member.actor in named for member in side.members)
    )


def entries(events: Iterable[Event]) -> Mapping[Event, Entry]:
    """Each event's entry, worked out once for all the pages that show it."""
    return {event: entry(event) for event in events}
