"""Collects the claims that each actor denies."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.entities import Account, Actor, Attribution, Backing, Source
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.wording.words import claim_with_end, joined_names


@dataclass(frozen=True, slots=True, eq=False)
class Denial:
    """A claim that an actor denies, in the row of the claim."""

    row: Backing | Account
    voice: Attribution
    date: Date

    @property
    def denied(self) -> str:
        """What is denied, in words that follow "denies that".

        Of an event it is only who did it, and of an end it may be the end.
        """
        words = claim_with_end(self.row)
        if isinstance(self.row, Account) and self.row.by:
            return f"{joined_names(self.row.by)} did this: {words}"
        is_plain = isinstance(self.row, Backing) and self.row.until is None
        return words if is_plain else f"this is so: {words}"

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.voice.sources or self.row.sources


def denials(index: Index) -> Mapping[Actor, tuple[Denial, ...]]:
    """The claims that each actor denies, by the time of the denial."""
    found: defaultdict[Actor, list[Denial]] = defaultdict(list)
    accounts = (account for event in index.briefing.events for account in event.accounts)
    rows: tuple[Backing | Account, ...] = (*index.briefing.backing, *accounts)
    for row in rows:
        for voice in row.denied_by:
            if voice.who is not None:
                date = voice.date or (row.as_of if isinstance(row, Backing) else row.date)
                found[voice.who].append(Denial(row, voice, date))
    return {
        actor: tuple(sorted(denials, key=lambda one: one.date.sort_key()))
        for actor, denials in found.items()
    }


def voices(index: Index) -> frozenset[Actor]:
    """Everyone who is said to say or to deny a claim, in the row of the claim."""
    accounts = (account for event in index.briefing.events for account in event.accounts)
    rows: tuple[Backing | Account, ...] = (*index.briefing.backing, *accounts)
    told = (voice.who for row in rows for voice in (*row.said_by, *row.denied_by))
    return frozenset(who for who in told if who is not None)
