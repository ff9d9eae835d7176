"""Says where an actor stands towards a side on a day: the runs, and what became of each row."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from functools import cached_property, lru_cache
from typing import Literal

from mkdocs_briefing.core.vocabulary import (
    STANCES,
    TRACKS,
    Stance,
    Track,
)
from mkdocs_briefing.model.claims import Claim, as_claim, with_ends_told_elsewhere
from mkdocs_briefing.model.entities import Actor, Backing, Side
from mkdocs_briefing.model.membership import is_on, is_outside_membership
from mkdocs_briefing.model.row_days import begins, ends, is_announced, known_by
from mkdocs_briefing.model.runs import Run, _runs, runs_between

RowState = Literal["holds", "ended", "announced", "later", "withdrawn", "outside"]
"""What became of a row by a day. ``later``: it is only known to hold after that day."""


@dataclass(frozen=True, eq=False)
class History:
    """Everything that is on record of one actor towards one side.

    Attributes:
        runs: every run there is, by track and day.
        rows: every row that counts for the side on some day or is withdrawn, the newest first.
    """

    by: Actor
    side: Side
    runs: tuple[Run, ...]
    rows: tuple[Backing, ...]

    @cached_property
    def tracks(self) -> tuple[tuple[list[Day], list[Run]], ...]:
        """Of each track the runs in order, and on which day each begins; none overlap."""
        tracks: defaultdict[Track, list[Run]] = defaultdict(list)
        for run in self.runs:
            tracks[run.track].append(run)
        return tuple(([run.first for run in several], several) for several in tracks.values())

    @cached_property
    def run_of(self) -> Mapping[Backing, Run]:
        """The run that each row is part of."""
        return {row: run for run in reversed(self.runs) for row in run.rows}

    @cached_property
    def first_ending(self) -> Mapping[tuple[Stance, Day], Backing]:
        """The newest row that names an end, by its stance and that day."""
        return {(row.stance, ends(row)): row for row in reversed(self.rows)}


@dataclass(frozen=True)
class Position:
    """Where one actor stands towards one side on a day."""

    history: History
    on: Day

    def on_day(self, day: Day) -> "Position":
        """The same position on another day."""
        return Position(self.history, day)

    @property
    def by(self) -> Actor:
        return self.history.by

    @property
    def side(self) -> Side:
        return self.history.side

    @property
    def runs(self) -> tuple[Run, ...]:
        """Every run there is, by track and day."""
        return self.history.runs

    @property
    def rows(self) -> tuple[Backing, ...]:
        """Every row that counts for the side on some day or is withdrawn, the newest first."""
        return self.history.rows

    def run_of(self, row: Backing) -> Run | None:
        """The run that a row is part of."""
        return self.history.run_of.get(row)

    def after(self, run: Run, day: Day) -> Run | None:
        """The first run of the same track that begins after a day."""
        for firsts, several in self.history.tracks:
            if several[0].track == run.track:
                place = bisect_right(firsts, day)
                return several[place] if place < len(several) else None
        return None

    @cached_property
    def _last_begun(self) -> tuple[Run, ...]:
        """Of each track the run that began last."""
        tracks = self.history.tracks
        begun = ((bisect_right(firsts, self.on), several) for firsts, several in tracks)
        return tuple(several[count - 1] for count, several in begun if count)

    @property
    def held(self) -> tuple[Run, ...]:
        """The runs that hold on the day, at most one a track: alignment, recognition, mediation."""
        return tuple(run for run in self._last_begun if run.holds(self.on))

    @property
    def ended(self) -> tuple[Run, ...]:
        """Of each track in which nothing holds any more, the run that ended last."""
        return tuple(run for run in self._last_begun if not run.holds(self.on))

    @property
    def shown(self) -> Run | None:
        """The run that is shown first: what holds, else what ended."""
        return next(iter((*self.held, *self.ended)), None)

    @property
    def disputed(self) -> bool:
        return any(run.state(self.on).disputed for run in self.held)

    def row_state(self, row: Backing) -> RowState:
        """What became of a row by the day."""
        run = self.run_of(row)
        claim = None if run is None else run.claim_of[row]
        if run and claim and run.holds(self.on) and claim.first <= self.on <= claim.end:
            return "holds"
        is_told = known_by(row) <= self.on
        if row.status == "withdrawn":
            return "withdrawn" if is_told else "later"
        # A claim about a member may begin for the side only when the member joins it.
        if (begins(row) if claim is None else claim.first) > self.on:
            return "announced" if is_told and is_announced(row) else "later"
        return "ended"

    @property
    def announced(self) -> tuple[Backing, ...]:
        """Rows of a beginning that is still to come."""
        return tuple(row for row in self.rows if self.row_state(row) == "announced")


def positions_towards(actor: Actor, found: Iterable[Position]) -> Iterator[Position]:
    """The positions of one conflict as far as they are about one actor.

    About a side they are what they are. Of a member they are what is claimed of the member
    itself: that it leaves its side for another one ends none of it, nor does a turn towards the
    side. An end of what the side gets is one of what its members get.
    """
    of_member: defaultdict[Actor, list[Position]] = defaultdict(list)
    for position in found:
        if position.side.actor is actor:
            yield position
        else:
            of_member[position.by].append(position)
    for several in of_member.values():
        every = [row for position in several for row in position.rows]
        rows = sorted((row for row in every if row.to is actor), key=_newest_first, reverse=True)
        if rows:
            runs_towards = tuple(_runs_towards(actor, every))
            history = History(rows[0].by, rows[0].side, runs_towards, tuple(rows))
            yield Position(history, several[0].on)


def _runs_towards(member: Actor, rows: Iterable[Backing]) -> Iterator[Run]:
    """The runs that the rows of one actor make, of what is claimed of a member itself."""
    by_track: defaultdict[Track, list[Claim]] = defaultdict(list)
    for row in rows:
        claim = as_claim(row, about=member) if row.status != "withdrawn" else None
        if claim and (row.to is member or is_on(row.side, member, claim.first)):
            by_track[STANCES[row.stance].track].append(claim)
    for claims in (by_track[track] for track in TRACKS):
        told = {ends(claim.row) for claim in claims}
        ended = with_ends_told_elsewhere(claims)
        for run in _runs(claim for claim in ended if claim.row.to is member):
            is_told = run.ended_by == "membership" and run.last in told
            yield replace(run, ended_by="until") if is_told else run


def _newest_first(row: Backing) -> tuple[object, ...]:
    return begins(row), row.as_of.sort_key(), row.article.date.sort_key(), row.address


def positions(rows: Iterable[Backing], on: Day) -> tuple[Position, ...]:
    """The position of each actor towards each side on a day.

    Rows about a member outside of its membership are in none of them.
    """
    groups: defaultdict[tuple[Actor, Side], list[Backing]] = defaultdict(list)
    for row in rows:
        if not is_outside_membership(row):
            groups[row.by, row.side].append(row)
    return tuple(Position(_history(frozenset(group)), on) for group in groups.values())


@lru_cache(maxsize=2**16)
def _history(rows: frozenset[Backing]) -> History:
    """What rows of one actor and one side amount to. Several pages ask for each of them."""
    newest_first = tuple(sorted(rows, key=_newest_first, reverse=True))
    one = newest_first[0]
    return History(one.by, one.side, runs_between(rows), newest_first)
