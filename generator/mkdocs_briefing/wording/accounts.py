"""Merges the accounts of an event into one chronology entry, and says where they differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import EventKind
from mkdocs_briefing.model.entities import Account, Actor, Event, Side, Source


@dataclass(frozen=True, slots=True, eq=False)
class Toll:
    """How many were killed, injured or displaced."""

    what: str
    count: Count


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """An event as one account has it, or several that say the same."""

    date: Date
    what: str
    place: str | None
    tolls: tuple[Toll, ...]
    notes: tuple[str, ...]
    accounts: tuple[Account, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An event in the chronology with every version of it, the earliest article's first.

    Attributes:
        date: the date under which the event is listed.
        dates: every date given, the first account's first, without those that another one
            makes more exact.
        sides: the sides that take part, themselves or through a member.
        differences: what the versions contradict each other on, in words.
    """

    event: Event
    date: Date
    dates: tuple[Date, ...]
    versions: tuple[Version, ...]
    actors: tuple[Actor, ...]
    sides: tuple[Side, ...]
    kinds: tuple[EventKind, ...]
    places: tuple[str, ...]
    sources: tuple[Source, ...]
    differences: tuple[str, ...]

    @property
    def day(self) -> Day:
        """The day by which a reader can jump to the entry."""
        return self.date.first_day

    @property
    def first(self) -> Version:
        return self.versions[0]

    @property
    def accounts_agree(self) -> bool:
        return len(self.versions) == 1


def tolls(account: Account) -> tuple[Toll, ...]:
    """The counts that an account gives."""
    counts = (
        ("killed", account.killed),
        ("injured", account.injured),
        ("displaced", account.displaced),
    )
    return tuple(Toll(what, count) for what, count in counts if count is not None)


def _version(accounts: list[Account]) -> Version:
    first = accounts[0]
    return Version(
        date=first.date,
        what=first.what,
        place=first.place,
        tolls=tolls(first),
        notes=tuple(dict.fromkeys(account.note for account in accounts if account.note)),
        accounts=tuple(accounts),
        sources=tuple(dict.fromkeys(source for account in accounts for source in account.sources)),
    )


def _most_exact(dates: Iterable[Date]) -> tuple[Date, ...]:
    """The dates without those that say the same less exactly: no April beside 4 April."""
    distinct = tuple(dict.fromkeys(dates))
    return tuple(
        date
        for date in distinct
        if not any(_is_within(other, date) for other in distinct if other is not date)
    )


def _is_within(date: Date, other: Date) -> bool:
    """Whether every day that a date can mean is one that the other date can mean, too."""
    inner, outer = (date.earliest, date.latest), (other.earliest, other.latest)
    if inner == outer:
        # Both mean the same days; keep the more certain one.
        return (date.approximate, date.uncertain) < (other.approximate, other.uncertain)
    begins = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    ends = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return begins and ends


def _differences(accounts: tuple[Account, ...], dates: tuple[Date, ...]) -> Iterator[str]:
    # Silence is no contradiction: an account without a toll does not dispute one. Nor is
    # another wording: two articles hardly ever use the same words.
    if len(dates) > 1:
        yield "when"
    if len({account.place.casefold() for account in accounts if account.place}) > 1:
        yield "where"
    given = [{toll.what: toll.count.words() for toll in tolls(account)} for account in accounts]
    for what in ("killed", "injured", "displaced"):
        if len({counts[what] for counts in given if what in counts}) > 1:
            yield f"how many were {what}"


def _comparison_key(account: Account) -> tuple[object, ...]:
    """Equal for accounts that say the same."""
    counts = tuple((toll.what, toll.count.words()) for toll in tolls(account))
    wording = " ".join(account.what.casefold().split())
    return account.date.text, wording, (account.place or "").casefold(), counts


def entry(event: Event) -> Entry:
    """The entry of an event; accounts that say the same become one version."""
    groups: defaultdict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in event.accounts:
        groups[_comparison_key(account)].append(account)
    accounts = event.accounts
    dates = _most_exact(account.date for account in accounts)
    actors = tuple(dict.fromkeys(actor for account in accounts for actor in account.actors))
    places = {account.place.casefold(): account.place for account in accounts if account.place}
    return Entry(
        event=event,
        date=event.date,
        dates=dates,
        versions=tuple(map(_version, groups.values())),
        actors=actors,
        sides=_sides(event, actors),
        kinds=tuple(
            dict.fromkeys(
                account.kind for account in accounts if account.kind not in (None, "other")
            )
        ),
        places=tuple(places.values()),
        sources=tuple(dict.fromkeys(source for account in accounts for source in account.sources)),
        differences=tuple(_differences(accounts, dates)),
    )


def _sides(event: Event, actors: Iterable[Actor]) -> tuple[Side, ...]:
    named = set(actors)
    return tuple(
        side
        for side in event.conflict.sides
        if side.actor in named or any(member.actor in named for member in side.members)
    )


def entries(events: Iterable[Event]) -> Mapping[Event, Entry]:
    """The entry of each event, worked out once for every page that shows it."""
    return {event: entry(event) for event in events}
