"""Says which denials dispute a run on a day, and in which kinds of support.

A denial stands from its date to its ``until``, or until the actor itself confirms what was denied:
nobody can deny what the actor admits.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property

from mkdocs_briefing.core.vocabulary import Support
from mkdocs_briefing.model.claims import UNSPECIFIED, Claim
from mkdocs_briefing.model.entities import Attribution, Backing
from mkdocs_briefing.model.row_days import ONE_DAY, OPEN, known_by


@dataclass(frozen=True, eq=False)
class Denials:
    """The denials of the claims of one run."""

    claims: tuple[Claim, ...]

    def on(
        self, day: Day, holding: Iterable[Claim]
    ) -> list[tuple[Attribution, frozenset[Support]]]:
        """The denials that stand on a day, each with the support types that it disputes.

        Args:
            day: the day.
            holding: the claims that hold on it.
        """
        if not self._by_claim:
            return []
        return [
            (denial, self._denied(claim, start, day))
            for claim in holding
            for denial, start, end in self._by_claim.get(claim, ())
            if start <= day <= end
        ]

    @property
    def turning_days(self) -> set[Day]:
        """The days on which a denial begins or no longer stands."""
        if not self._by_claim:
            return set()
        days = [(start, end) for one in self._by_claim.values() for _, start, end in one]
        return {start for start, _ in days} | {end + ONE_DAY for _, end in days if end < OPEN}

    @cached_property
    def _by_claim(self) -> Mapping[Claim, tuple[tuple[Attribution, Day, Day], ...]]:
        """The denials of each claim that is denied, each with the days from and until it stands."""
        return {claim: days_of_denials(claim.row) for claim in self.claims if claim.row.denied_by}

    def _denied(self, claim: Claim, start: Day, day: Day) -> frozenset[Support]:
        """The support types that a denial of a claim, made on a day, disputes on another."""
        kinds = {kind for kind, first in self._admitted(claim, start).items() if first <= day}
        if UNSPECIFIED in kinds:
            return frozenset()
        if kinds:
            # What is admitted answers a denial of support that is not specified, too.
            kinds.add(UNSPECIFIED)
        return claim.supports_on(day) - kinds

    def _admitted(self, denied: Claim, start: Day) -> Mapping[Support, Day]:
        """From when the actor itself confirms each support, as is known on a day or later.

        A row that is confirmed and denied is no answer to its own denial; a later one is.
        """
        known, admitted = self._admissions
        place = bisect_left(known, start)
        if denied.row.status == "confirmed":
            place = max(place, bisect_right(known, known_by(denied.row)))
        return admitted[place] if place < len(known) else {}

    @cached_property
    def _admissions(self) -> tuple[list[Day], list[Mapping[Support, Day]]]:
        """By when each confirmation is known, and what it and all later ones confirm."""
        confirmed = sorted(
            (
                (known_by(claim.row), claim)
                for claim in self.claims
                if claim.row.status == "confirmed"
            ),
            key=lambda one: one[0],
        )
        known: list[Day] = []
        admitted: list[Mapping[Support, Day]] = []
        first: dict[Support, Day] = {}
        for day, claim in reversed(confirmed):
            changed = {kind: min(first.get(kind, OPEN), claim.first) for kind in claim.row.support}
            first = {**first, **changed}
            known.append(day)
            admitted.append(first)
        return known[::-1], admitted[::-1]


def _denial_start(row: Backing, denial: Attribution) -> Day:
    """The first day on which a denial can have been made; by default that of the row."""
    date = denial.date or row.as_of
    return date.first_day


def days_of_denials(row: Backing) -> tuple[tuple[Attribution, Day, Day], ...]:
    """The denials of a row, each with the first and the last day on which it was upheld."""
    return tuple(
        (
            denial,
            _denial_start(row, denial),
            (denial.until.latest if denial.until is not None else None) or OPEN,
        )
        for denial in row.denied_by
    )
