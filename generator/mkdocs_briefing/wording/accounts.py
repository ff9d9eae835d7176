"""Merges the accounts of an event into one chronology entry, and says where they differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import ACTS, EventKind, Status
from mkdocs_briefing.model.entities import (
    Account,
    Actor,
    Attribution,
    Event,
    Side,
    Source,
    Statement,
)


@dataclass(frozen=True, slots=True, eq=False)
class Toll:
    """How many were killed, injured or displaced.

    Attributes:
        civilians: of those killed, how many were civilians.
    """

    what: str
    count: Count
    civilians: Count | None = None

    @property
    def says(self) -> tuple[object, ...]:
        """Equal for tolls that say the same."""
        return self.what, *map(_says, (self.count, self.civilians))


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """Who did it, to whom, and how firm that is, in the words of one or more accounts.

    Attributes:
        status: how firm it is that those in ``by`` did it.
        sources: those of the accounts.
    """

    by: tuple[Actor, ...]
    against: tuple[Actor, ...]
    status: Status
    said_by: tuple[Attribution, ...]
    denied_by: tuple[Attribution, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """What somebody says of an event, or denies, in the row of an account.

    Attributes:
        sources: where it can be read; those of the row where it has none of its own.
    """

    said: Attribution
    sources: tuple[Source, ...]
    account: Account


@dataclass(frozen=True, slots=True, eq=False)
class Responses:
    """What was said of an event, in the order in which pages show it: denials first.

    Attributes:
        denials: what those who deny it say.
        denying: statements that deny something of it.
        voices: what those who say it was so say.
        statements: all others that name it: accusing, condemning, and so on.
    """

    denials: tuple[Voice, ...]
    denying: tuple[Statement, ...]
    voices: tuple[Voice, ...]
    statements: tuple[Statement, ...]

    def __bool__(self) -> bool:
        return bool(self.denials or self.denying or self.voices or self.statements)


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """An event as one account has it, or several that say the same.

    Attributes:
        deed: ``None`` where these accounts do not say who did it, or to whom.
    """

    date: Date
    what: str
    place: str | None
    deed: Deed | None
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
        actors: everybody who did it, to whom it was done, or who took part.
        participants: those who merely took part.
        sides: the sides that take part, themselves or through a member.
        deeds: who did it, to whom, as each account has it that says so.
        tolls: every toll that any account has.
        differences: what the versions contradict each other on, in words.
    """

    event: Event
    date: Date
    dates: tuple[Date, ...]
    versions: tuple[Version, ...]
    actors: tuple[Actor, ...]
    participants: tuple[Actor, ...]
    sides: tuple[Side, ...]
    deeds: tuple[Deed, ...]
    tolls: tuple[Toll, ...]
    responses: Responses
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

    @property
    def wordings_differ(self) -> bool:
        return len({_folded(version.what) for version in self.versions}) > 1

    @property
    def deniers(self) -> tuple[Actor | None, ...]:
        """Everyone who denies it, each once; ``None`` is an unnamed source."""
        voices = (one.who for deed in self.deeds for one in deed.denied_by)
        speakers = (who for row in self.responses.denying for who in row.who or (None,))
        return tuple(dict.fromkeys((*voices, *speakers)))


def tolls(account: Account) -> tuple[Toll, ...]:
    """The counts that an account gives."""
    killed, civilians = account.killed, account.civilians_killed
    found = (
        killed and Toll("killed", killed, civilians),
        # "38 of them civilians" needs a number of whom.
        civilians and not killed and Toll("civilians killed", civilians),
        account.injured and Toll("injured", account.injured),
        account.displaced and Toll("displaced", account.displaced),
    )
    return tuple(one for one in found if one)


def deed(account: Account, *others: Account) -> Deed | None:
    """Who did it, to whom; ``None`` where the account says neither. Others say the same."""
    if not account.by and not account.against:
        return None
    return Deed(
        by=account.by,
        against=account.against,
        status=account.status,
        said_by=account.said_by,
        denied_by=account.denied_by,
        sources=_sources((account, *others)),
    )


def _sources(accounts: Iterable[Account]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for account in accounts for source in account.sources))


def _version(accounts: list[Account]) -> Version:
    first = accounts[0]
    return Version(
        date=first.date,
        what=first.what,
        place=first.place,
        deed=deed(*accounts),
        tolls=tolls(first),
        notes=tuple(dict.fromkeys(account.note for account in accounts if account.note)),
        accounts=tuple(accounts),
        sources=_sources(accounts),
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
    if len({frozenset(account.by) for account in accounts if account.by}) > 1:
        yield "who did it"
    if len({frozenset(account.against) for account in accounts if account.against}) > 1:
        yield "to whom it was done"
    counts = (
        ("how many were killed", [account.killed for account in accounts]),
        ("how many civilians were killed", [account.civilians_killed for account in accounts]),
        ("how many were injured", [account.injured for account in accounts]),
        ("how many were displaced", [account.displaced for account in accounts]),
    )
    for difference, given in counts:
        if len({count.words() for count in given if count is not None}) > 1:
            yield difference


def _says(count: Count | None) -> tuple[object, ...]:
    """Equal for counts that a reader sees alike."""
    return () if count is None else (count.words(), count.as_of and count.as_of.text, count.note)


def _folded(wording: str) -> str:
    return " ".join(wording.casefold().split())


def _comparison_key(account: Account) -> tuple[object, ...]:
    """Equal for accounts that say the same."""
    counts = tuple(
        (toll.what, toll.count.words(), _words(toll.civilians)) for toll in tolls(account)
    )
    return (
        account.date.text,
        _folded(account.what),
        (account.place or "").casefold(),
        counts,
        _deed_key(deed(account)),
    )


def _words(count: Count | None) -> str:
    return "" if count is None else count.words()


def _deed_key(of: Deed | None) -> tuple[object, ...]:
    """Equal for deeds that say the same."""
    if of is None:
        return ()
    voices = (
        tuple((one.who, one.what, one.date, one.until) for one in some)
        for some in (of.said_by, of.denied_by)
    )
    return (of.by, of.against, of.status, *voices)


def _deeds(accounts: Iterable[Account]) -> tuple[Deed, ...]:
    groups: defaultdict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in accounts:
        if account.by or account.against:
            groups[_deed_key(deed(account))].append(account)
    found = (deed(*group) for group in groups.values())
    return tuple(one for one in found if one is not None)


ACTS_IN_ORDER: Final = ("denies", "accuses", "condemns")
"""The acts that are shown first under an event; the others follow in the vocabulary's order."""


def _act_order(statement: Statement) -> tuple[int, object]:
    acts = tuple(dict.fromkeys((*ACTS_IN_ORDER, *ACTS)))
    return acts.index(statement.act), statement.date.sort_key()


def _responses(event: Event, statements: Iterable[Statement]) -> Responses:
    ordered = sorted(statements, key=_act_order)
    return Responses(
        denials=_voices((account, account.denied_by) for account in event.accounts),
        denying=tuple(one for one in ordered if one.act == "denies"),
        voices=_voices((account, account.said_by) for account in event.accounts),
        statements=tuple(one for one in ordered if one.act != "denies"),
    )


def _voices(given: Iterable[tuple[Account, Iterable[Attribution]]]) -> tuple[Voice, ...]:
    """What is said in words or in a source of its own; the rest is told with the deed already."""
    return tuple(
        Voice(said, said.sources or account.sources, account)
        for account, some in given
        for said in some
        if said.what or said.sources or not (account.by or account.against)
    )


def entry(event: Event, statements: Iterable[Statement] = ()) -> Entry:
    """The entry of an event; accounts that say the same become one version.

    Args:
        event: what happened.
        statements: those that name it.
    """
    groups: defaultdict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in event.accounts:
        groups[_comparison_key(account)].append(account)
    accounts = event.accounts
    dates = _most_exact(account.date for account in accounts)
    doers = dict.fromkeys(actor for one in accounts for actor in (*one.by, *one.against))
    participants = dict.fromkeys(actor for account in accounts for actor in account.actors)
    actors = tuple(dict.fromkeys((*doers, *participants)))
    places = {account.place.casefold(): account.place for account in accounts if account.place}
    return Entry(
        event=event,
        date=event.date,
        dates=dates,
        versions=tuple(map(_version, groups.values())),
        actors=actors,
        participants=tuple(actor for actor in participants if actor not in doers),
        sides=_sides(event, actors),
        deeds=_deeds(accounts),
        tolls=_tolls_of(accounts),
        responses=_responses(event, statements),
        kinds=tuple(
            dict.fromkeys(
                account.kind for account in accounts if account.kind not in (None, "other")
            )
        ),
        places=tuple(places.values()),
        sources=_sources(accounts),
        differences=tuple(_differences(accounts, dates)),
    )


def _sides(event: Event, actors: Iterable[Actor]) -> tuple[Side, ...]:
    sides_with = event.conflict.sides_with
    named = {side for actor in actors for side in sides_with.get(actor, ())}
    return tuple(side for side in event.conflict.sides if side in named) if named else ()


def _tolls_of(accounts: Iterable[Account]) -> tuple[Toll, ...]:
    """Every toll that any account has, those of one kind together."""
    found = {one.says: one for account in accounts for one in tolls(account)}
    kinds = ("killed", "civilians killed", "injured", "displaced")
    return tuple(sorted(found.values(), key=lambda one: kinds.index(one.what)))
