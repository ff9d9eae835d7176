"""Joins claims into runs: one stance of an actor towards a side, without a break.

A claim of the same stance continues a run; one of another stance of its track ends it, and so
does an end that a claim tells. Alignment, recognition and mediation never replace one another.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property, lru_cache
from typing import Literal

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import (
    STANCES,
    STATUSES_BY_FIRMNESS,
    SUPPORT,
    TRACKS,
    Stance,
    Status,
    Support,
    Track,
)
from mkdocs_briefing.model.claims import (
    UNSPECIFIED,
    Claim,
    as_claim,
    end_of,
    with_ends_told_elsewhere,
    without_ends_before_turns,
)
from mkdocs_briefing.model.denials import Denials, days_of_denials
from mkdocs_briefing.model.entities import Actor, Attribution, Backing, Conflict, Side
from mkdocs_briefing.model.membership import is_outside_membership
from mkdocs_briefing.model.row_days import ONE_DAY, OPEN, begins, ends, known_by

EndKind = Literal["until", "replaced", "membership"]


@dataclass(frozen=True, slots=True)
class Supported:
    """One type of support, as firm as the firmest row that names it.

    Attributes:
        again: the day from which it is known to hold again; ``None`` where it never ended.
    """

    kind: Support
    status: Status
    disputed: bool
    again: Day | None = None


@dataclass(frozen=True, eq=False)
class State:
    """What a run says on a day.

    Attributes:
        rows: those that hold on the day, the newest first.
        disputing: the denials that stand on the day.
    """

    support: tuple[Supported, ...]
    status: Status
    disputed: bool
    rows: tuple[Backing, ...]
    disputing: tuple[Attribution, ...]

    @property
    def says(self) -> tuple[object, ...]:
        """What a reader is told; the rows that say it may change without it."""
        return self.support, self.status, self.disputed

    @cached_property
    def disputing_set(self) -> frozenset[Attribution]:
        """The denials that stand on the day, to look one up."""
        return frozenset(self.disputing)


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A stretch of a run in which support, status and dispute stay the same.

    Attributes:
        last: ``OPEN`` while it goes on.
        rows: every row that it rests on, the newest first.
    """

    first: Day
    last: Day
    state: State
    rows: tuple[Backing, ...]


@dataclass(frozen=True, eq=False)
class Run:
    """One stance of an actor towards a side, without a break.

    Attributes:
        claims: in the order in which they begin.
        last: ``OPEN`` while it goes on.
        ended_by: why it ended; ``None`` while it goes on.
    """

    by: Actor
    side: Side
    track: Track
    stance: Stance
    claims: tuple[Claim, ...]
    last: Day
    ended_by: EndKind | None

    @cached_property
    def first(self) -> Day:
        return self.claims[0].first

    @cached_property
    def _firsts(self) -> list[Day]:
        """On which day each claim begins, in order."""
        return [claim.first for claim in self.claims]

    @cached_property
    def _ends(self) -> list[Day]:
        """On which day each claim ends."""
        return [claim.end for claim in self.claims]

    @cached_property
    def claim_of(self) -> Mapping[Backing, Claim]:
        """The claim that each row makes."""
        return {claim.row: claim for claim in self.claims}

    def beginning(self, day: Day) -> tuple[Claim, ...]:
        """The claims that begin on a day."""
        return self.claims[bisect_left(self._firsts, day) : bisect_right(self._firsts, day)]

    def holding(self, day: Day) -> list[Claim]:
        """The claims that hold on a day, in the order in which they begin."""
        begun = bisect_right(self._firsts, day)
        return [self.claims[at] for at in range(begun) if day <= self._ends[at]]

    @property
    def conflict(self) -> Conflict:
        return self.claims[0].row.conflict

    def since(self, day: Day = OPEN) -> Date | None:
        """What the first row names as the beginning.

        ``None`` where the row was only known to hold on its first day, where it counts for the
        side only since the member that it names joined it, and for as long as the date still
        reaches beyond ``day``: then only "by" that first day can be said.
        """
        claim = self.claims[0]
        date = claim.row.since if claim.first == begins(claim.row) else None
        if date is None or (date.latest is not None and date.latest > day):
            return None
        return date

    @cached_property
    def until(self) -> Date | None:
        """The end as a row has it; ``None`` where no row names it."""
        dates = [row.until for row in self.rows_on_end if row.until is not None]
        return min(dates, key=Date.sort_key, default=None)

    @cached_property
    def rows_on_end(self) -> tuple[Backing, ...]:
        """The rows that tell of its end, the newest first."""
        return tuple(row for row in self.rows if self.last < OPEN and ends(row) == self.last)

    def end_disputed(self, day: Day) -> bool:
        """Whether somebody denies on a day that it ended, and the actor has not confirmed it."""
        confirmed = [known_by(row) for row in self.rows_on_end if row.status == "confirmed"]
        admitted = max(confirmed, default=Day.min)
        return any(
            start <= day <= end and (admitted < start or row.status == "confirmed")
            for row in self.rows_on_end
            for _, start, end in days_of_denials(row)
        )

    @cached_property
    def rows(self) -> tuple[Backing, ...]:
        """The newest first."""
        return tuple(claim.row for claim in reversed(self.claims))

    def holds(self, day: Day) -> bool:
        return self.first <= day <= self.last

    def state(self, day: Day) -> State:
        """What it says on a day.

        Raises:
            ValueError: it does not hold on that day.
        """
        if day not in self._states:
            self._states[day] = self._state_on(day)
        return self._states[day]

    @cached_property
    def _states(self) -> dict[Day, State]:
        """What was asked for: pages ask several times for each day."""
        return {}

    def _state_on(self, day: Day) -> State:
        holding = self.holding(day)
        if not self.holds(day) or not holding:
            raise ValueError(f"the run does not hold on {day}")
        rows = tuple(claim.row for claim in reversed(holding))
        statuses: defaultdict[Support, set[Status]] = defaultdict(set)
        for claim in holding:
            for kind, last in claim.last.items():
                if day <= last:
                    statuses[kind].add(claim.row.status)
        kinds = set(statuses)
        if len(kinds) > 1:
            kinds.discard(UNSPECIFIED)
        disputes = self._denials.on(day, holding)
        disputed = {kind for _, denied in disputes for kind in denied}
        supported = tuple(
            Supported(
                kind,
                _firmest(statuses[kind]),
                disputed=kind in disputed,
                again=self._again(kind, day),
            )
            for kind in SUPPORT
            if kind in kinds
        )
        disputing = tuple(denial for denial, denied in disputes if denied)
        return State(supported, firmest(rows), bool(disputing), rows, disputing)

    @cached_property
    def _denials(self) -> Denials:
        return Denials(self.claims)

    def _again(self, kind: Support, day: Day) -> Day | None:
        """From which day a support holds again that had ended earlier in the run."""
        firsts, again = self._stretches[kind]
        return again[bisect_right(firsts, day) - 1]

    @cached_property
    def _stretches(self) -> Mapping[Support, tuple[list[Day], list[Day | None]]]:
        """By kind of support: when each claim of it begins, and what :meth:`_again` says then."""
        by_kind: defaultdict[Support, list[tuple[Day, Day]]] = defaultdict(list)
        for claim in self.claims:
            for kind, last in claim.last.items():
                by_kind[kind].append((claim.first, last))
        found: dict[Support, tuple[list[Day], list[Day | None]]] = {}
        for kind, stretches in by_kind.items():
            stretches.sort()
            again: list[Day | None] = []
            end = stretches[0][1]
            for first, last in stretches:
                again.append(first if first > end else again[-1] if again else None)
                end = max(end, last)
            found[kind] = [first for first, _ in stretches], again
        return found

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The run, split where support, status or dispute changes."""
        found: list[Segment] = []
        starts = sorted(self.turning_days)
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            last = self.last if following is None else following - ONE_DAY
            state = self.state(start)
            if found and found[-1].state.says == state.says:
                before = found.pop()
                rows = tuple(dict.fromkeys((*state.rows, *before.rows)))
                found.append(Segment(before.first, last, before.state, rows))
            else:
                found.append(Segment(start, last, state, state.rows))
        return tuple(found)

    @cached_property
    def turning_days(self) -> frozenset[Day]:
        """The first day, and each other one on which it may say something else than before."""
        days = {claim.first for claim in self.claims}
        for claim in self.claims:
            days |= {last + ONE_DAY for last in claim.last.values() if last < OPEN}
        days |= self._denials.turning_days
        return frozenset((*filter(self.holds, days), self.first))

    def last_known(self, day: Day = OPEN) -> Day:
        """The newest day for which a row that had begun by ``day`` vouches, never after the end."""
        return min(self._vouched[bisect_right(self._firsts, day) - 1], self.last)

    @cached_property
    def _vouched(self) -> list[Day]:
        """The newest day for which each claim or one that begins before it vouches."""
        found: list[Day] = []
        newest = Day.min
        for row in (claim.row for claim in self.claims):
            newest = max(newest, known_by(row), begins(row))
            if row.until is not None:
                newest = max(newest, min(ends(row), row.article.date.last_day))
            found.append(newest)
        return found


def firmest(rows: Iterable[Backing]) -> Status:
    """The firmest of the statuses of some rows."""
    return _firmest({row.status for row in rows})


def _firmest(given: Collection[Status]) -> Status:
    return next(status for status in STATUSES_BY_FIRMNESS if status in given)


def _order(claim: Claim) -> tuple[object, ...]:
    # Two rows may begin on one day. Then the later report is the newer knowledge, but what ends
    # on that day comes before what takes its place, whoever tells of it first. The address keeps
    # the order the same from build to build.
    row = claim.row
    return (
        claim.first,
        row.as_of.sort_key(),
        ends(row) > claim.first,
        row.article.date.sort_key(),
        row.address,
    )


def _runs(claims: Iterable[Claim]) -> Iterator[Run]:
    """The runs of one actor, side and track, in order."""
    ordered = sorted(without_ends_before_turns(with_ends_told_elsewhere(claims)), key=_order)
    run: list[Claim] = []
    end = Day.min
    for claim in ordered:
        if run and claim.first > end:
            yield from _finished(run)
            run, end = [], Day.min
        elif run and claim.row.stance != run[-1].row.stance:
            yield from _finished(run, replaced_on=claim.first)
            run, end = [], Day.min
        run.append(claim)
        end = max(end, claim.end)
    if run:
        yield from _finished(run)


def _finished(claims: list[Claim], replaced_on: Day | None = None) -> Iterator[Run]:
    """A run of these claims; none where another stance replaced it on its first day."""
    if replaced_on is not None:
        claims = [claim.cut(replaced_on - ONE_DAY) for claim in claims if claim.first < replaced_on]
    if not claims:
        return
    row, last = claims[0].row, end_of(claims)
    ended_by: EndKind | None = None
    if replaced_on is not None:
        ended_by = "replaced"
    elif last < OPEN:
        told = any(ends(claim.row) == last for claim in claims)
        ended_by = "until" if told else "membership"
    yield Run(
        row.by, row.side, STANCES[row.stance].track, row.stance, tuple(claims), last, ended_by
    )


def runs(rows: Iterable[Backing]) -> tuple[Run, ...]:
    """The runs that rows make, by actor, side, track and day.

    Rows that are withdrawn, or that speak of a member outside of its membership, make none.
    The order of the rows does not matter.
    """
    groups: defaultdict[tuple[Actor, Side], list[Backing]] = defaultdict(list)
    for row in rows:
        if not is_outside_membership(row):
            groups[row.by, row.side].append(row)
    found = [run for group in groups.values() for run in runs_between(frozenset(group))]
    return tuple(sorted(found, key=_run_order))


@lru_cache(maxsize=2**16)
def runs_between(rows: frozenset[Backing]) -> tuple[Run, ...]:
    """The runs that the rows of one actor and one side make, by track and day.

    None of them speaks of a member outside of its membership. Pages, pictures and downloads ask
    for the same runs.
    """
    by_track: defaultdict[Track, list[Claim]] = defaultdict(list)
    for row in rows:
        claim = as_claim(row) if row.status != "withdrawn" else None
        if claim is not None:
            by_track[STANCES[row.stance].track].append(claim)
    return tuple(run for track in TRACKS if track in by_track for run in _runs(by_track[track]))


def _run_order(run: Run) -> tuple[object, ...]:
    return (
        run.by.name,
        run.by.slug,
        run.conflict.slug,
        run.conflict.sides.index(run.side),
        TRACKS.index(run.track),
        run.first,
    )
