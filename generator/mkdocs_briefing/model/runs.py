"""Works out where actors stand: the rows of one actor, side and track make runs.

The rule is that of the section "Positions" of the vocabulary, version 2:

- Stances belong to three tracks (alignment, recognition, mediation) that never replace one
  another.
- A run is one stance without a break. A row of the same stance continues it, a row of another
  stance of the track ends it, and so does an end that another row tells.
- A claim about a member of a side counts for the side while the member belongs to it, and who
  joins a side ends its alignment with the others.

Days are whole days. ``Day.max`` stands for "still open".
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from functools import cached_property
from typing import Final, Literal

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import (
    ADVERSE,
    STANCES,
    STATUSES_BY_FIRMNESS,
    SUPPORT,
    TRACKS,
    Stance,
    Status,
    Support,
    Track,
)
from mkdocs_briefing.model.entities import Actor, Attribution, Backing, Conflict, Membership, Side

OPEN: Final = Day.max
UNSPECIFIED: Final = "unspecified"
ALIGNMENT: Final = "alignment"
_ONE_DAY: Final = timedelta(days=1)


# Days of one row


def known_by(row: Backing) -> Day:
    """The last day of ``as_of``: no article knows what comes after it."""
    return known_day(row.article.date, row.as_of)


def known_day(article: Date, as_of: Date) -> Day:
    """The last day of ``as_of``, but never after the last day of the article's date."""
    return min(as_of.last_day, article.last_day)


def begins(row: Backing) -> Day:
    """The day by which a row had begun."""
    return first_day(row.since, known_by(row))


def first_day(since: Date | None, known: Day) -> Day:
    """The day by which had begun what is known to hold on a day.

    The earlier of the last day that ``since`` can mean and the last day that ``as_of`` can mean,
    but never before the first day that ``since`` can mean.
    """
    if since is None:
        return known
    begun = min(known, since.latest or known)
    return max(begun, since.earliest or begun)


def ends(row: Backing) -> Day:
    """The last day that ``until`` can mean, or ``OPEN``."""
    return OPEN if row.until is None or row.until.latest is None else row.until.latest


def is_announced(row: Backing) -> bool:
    """Whether a row speaks of a beginning that its article still expects."""
    if row.since is None or row.since.earliest is None:
        return False
    return row.since.earliest > row.article.date.last_day


def default_as_of(article: Date, since: Date | None, until: Date | None) -> Date:
    """What ``as_of`` means where it is not written.

    The date of the article, but never after the last day of ``until`` and never before the first
    day of ``since``.
    """
    day = article.last_day
    if until is not None and until.latest is not None and until.latest < day:
        return until
    if since is not None and since.earliest is not None and since.earliest > day:
        return since
    return article


# Membership


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``first`` to ``last``, both included."""

    first: Day
    last: Day

    def meets(self, first: Day, last: Day) -> bool:
        """Whether any day from ``first`` to ``last`` is in it."""
        return self.first <= last and first <= self.last

    def distance(self, day: Day) -> timedelta:
        """How far a day lies before or behind it; nothing for a day in it."""
        return max(self.first - day, day - self.last, timedelta())


def span_of(member: Membership) -> Span:
    """All days on which a membership can have lasted."""
    first = member.since.earliest if member.since is not None else None
    last = member.until.latest if member.until is not None else None
    return Span(first or Day.min, last or OPEN)


def spans_on(side: Side, actor: Actor) -> tuple[Span, ...]:
    """When an actor belonged to a side. A side belongs to itself."""
    if side.actor is actor:
        return (Span(Day.min, OPEN),)
    return tuple(map(span_of, side.memberships.get(actor, ())))


def sides_on(conflict: Conflict, actor: Actor, day: Day) -> tuple[Side, ...]:
    """The sides to which an actor belongs on a day."""
    return tuple(side for side in conflict.sides_with.get(actor, ()) if _is_on(side, actor, day))


# Claims: rows with the days on which they hold


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A row and the days on which it holds.

    Attributes:
        first: the first day on which it is known to hold.
        last: by support type, the last day on which that support holds.
    """

    row: Backing
    first: Day
    last: Mapping[Support, Day]

    @property
    def end(self) -> Day:
        """The last day on which any of it holds."""
        return max(self.last.values())

    def supports_on(self, day: Day) -> frozenset[Support]:
        """The support types that it stands for on a day."""
        if day < self.first:
            return frozenset()
        return frozenset(kind for kind, last in self.last.items() if day <= last)

    def cut(self, last: Day) -> "Claim":
        """The same claim, ended by a day at the latest."""
        return Claim(
            self.row, self.first, {kind: min(end, last) for kind, end in self.last.items()}
        )


def _claim(row: Backing, about: Actor | None = None) -> Claim | None:
    """A row with the days on which it holds for its side; ``None`` where there is none.

    Args:
        row: of which days it is.
        about: a member whose membership does not matter, as all is about the member itself.
    """
    first, last = begins(row), ends(row)
    for span in _membership_of_target(row, first) if row.to is not about else ():
        first, last = max(first, span.first), min(last, span.last)
    if STANCES[row.stance].track == ALIGNMENT and row.stance not in ADVERSE:
        # Whoever leaves a side no longer backs it by the rows of its time there, and whoever
        # joins one no longer backs the others. It may well oppose them as before.
        left = [span.last for span in spans_on(row.side, row.by) if span.meets(first, first)]
        last = min((last, *left, *_days_before_joining(row, first)))
    return Claim(row, first, dict.fromkeys(row.support, last)) if first <= last else None


def _days_before_joining(row: Backing, first: Day) -> Iterator[Day]:
    """The last days on which a row can hold before its actor joins another side.

    Where the day of joining is not exact, the row holds for as long as it is known to, or until
    its own end.
    """
    held = max(first, known_by(row))
    for side in row.conflict.sides_with.get(row.by, ()):
        for member in side.memberships.get(row.by, ()) if side is not row.side else ():
            since = member.since
            if since is None or since.earliest is None:
                continue
            latest = since.latest or OPEN
            ends_then = since.earliest < latest and since.earliest <= ends(row) <= latest
            if first < latest and not ends_then:
                vouched = min(latest - _ONE_DAY, held)
                yield vouched if vouched >= since.earliest else since.earliest - _ONE_DAY


def _membership_of_target(row: Backing, first: Day) -> tuple[Span, ...]:
    """The membership that makes a claim about a member count for the side."""
    known = max(first, known_by(row))
    spans = [span for span in spans_on(row.side, row.to) if span.meets(first, known)]
    return tuple(sorted(spans, key=lambda span: (span.first, span.last))[-1:])


def is_outside_membership(row: Backing) -> bool:
    """Whether a claim is about a member on days on which it did not belong to the side."""
    first = begins(row)
    return not any(
        span.meets(first, max(first, known_by(row))) for span in spans_on(row.side, row.to)
    )


def _with_ends_told_elsewhere(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Close what other rows of the same stance say has ended.

    A row with ``until`` closes every row that began before that end and is not known to hold
    after it: in the support types that it names, in all of them where it names none. That a row
    holds on the day of its article is only assumed where nothing is written; it is not where
    another row of this article and source tells of the end of what the row says began.
    """
    every = tuple(claims)
    told: defaultdict[Hashable, list[Day]] = defaultdict(list)
    for claim in every:
        row = claim.row
        if ends(row) < OPEN:
            for scope in (None, *((row.article, source) for source in row.sources)):
                for kind in row.support:
                    told[scope, row.stance, kind].append(ends(row))
    for days in told.values():
        days.sort()
    for claim in every:
        row = claim.row
        scopes: list[tuple[Hashable, Day]] = [(None, max(claim.first, known_by(row)))]
        if row.since is not None and row.as_of == row.article.date:
            scopes += [((row.article, source), claim.first) for source in row.sources]
        closing = {
            kind: min(
                last,
                *(
                    _next(told.get((scope, row.stance, one), []), held)
                    for scope, held in scopes
                    for one in (kind, UNSPECIFIED)
                ),
            )
            for kind, last in claim.last.items()
        }
        yield Claim(row, claim.first, closing)


def _next(days: list[Day], day: Day) -> Day:
    """The first of some sorted days that is not before a day, or ``OPEN``."""
    place = bisect_left(days, day)
    return days[place] if place < len(days) else OPEN


# Runs


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
            for _, start, end in _denials_of(row)
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
        disputes = [
            (claim, denial, self._denied(claim, start, day))
            for claim in holding
            for denial, start, end in self._denials.get(claim, ())
            if start <= day <= end
        ]
        disputed = {kind for _, _, denied in disputes for kind in denied}
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
        disputing = tuple(denial for _, denial, denied in disputes if denied)
        return State(supported, firmest(rows), bool(disputing), rows, disputing)

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
    def _denials(self) -> Mapping[Claim, tuple[tuple[Attribution, Day, Day], ...]]:
        """The denials of each claim that is denied, each with the days from and until it stands.

        A denial stands from its date to its ``until``, or until the actor itself confirms what
        was denied: nobody can deny what the actor admits.
        """
        return {claim: _denials_of(claim.row) for claim in self.claims if claim.row.denied_by}

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

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The run, split where support, status or dispute changes."""
        found: list[Segment] = []
        starts = sorted(self._turning_days())
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            last = self.last if following is None else following - _ONE_DAY
            state = self.state(start)
            if found and found[-1].state.says == state.says:
                before = found.pop()
                rows = tuple(dict.fromkeys((*state.rows, *before.rows)))
                found.append(Segment(before.first, last, before.state, rows))
            else:
                found.append(Segment(start, last, state, state.rows))
        return tuple(found)

    def _turning_days(self) -> set[Day]:
        days = {claim.first for claim in self.claims}
        for claim in self.claims:
            days |= {last + _ONE_DAY for last in claim.last.values() if last < OPEN}
            for denial in claim.row.denied_by:
                days.add(_denial_start(claim.row, denial))
                if denial.until is not None and denial.until.latest not in (None, OPEN):
                    days.add(denial.until.latest + _ONE_DAY)
        return {day for day in days if self.holds(day)} | {self.first}

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


def _denials_of(row: Backing) -> tuple[tuple[Attribution, Day, Day], ...]:
    """The denials of a row, each with the first and the last day on which it was upheld."""
    return tuple(
        (
            denial,
            _denial_start(row, denial),
            (denial.until.latest if denial.until is not None else None) or OPEN,
        )
        for denial in row.denied_by
    )


def _denial_start(row: Backing, denial: Attribution) -> Day:
    """The first day on which a denial can have been made; by default that of the row."""
    date = denial.date or row.as_of
    return date.first_day


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


def _only_tells_an_end(row: Backing) -> bool:
    """Whether a row says no more of its days than when it ended, and that not to the day."""
    if row.since is not None or row.until is None or row.until.earliest is None:
        return False
    return row.until.earliest < begins(row) and row.as_of in (row.until, row.article.date)


def _without_ends_before_turns(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Leave out an end that is not told to the day, where the turn that brought it is known.

    Who backed a side until 2023, and has kept away from it since October 2023, no longer backed
    it in November: else the end would replace what came after it.
    """
    every = tuple(claims)
    begun: defaultdict[Stance, list[Day]] = defaultdict(list)
    for claim in every:
        if not _only_tells_an_end(claim.row):
            begun[claim.row.stance].append(claim.first)
    for days in begun.values():
        days.sort()
    for claim in every:
        until = claim.row.until
        if until is None or until.earliest is None or not _only_tells_an_end(claim.row):
            yield claim
            continue
        own = begun[claim.row.stance]
        place = bisect_right(own, claim.first)
        after = max((until.earliest, *own[place - 1 : place]))
        turns = [
            days[place]
            for stance, days in begun.items()
            if stance != claim.row.stance and (place := bisect_right(days, after)) < len(days)
        ]
        if min(turns, default=OPEN) > claim.first:
            yield claim


def _runs(claims: Iterable[Claim]) -> Iterator[Run]:
    """The runs of one actor, side and track, in order."""
    ordered = sorted(_without_ends_before_turns(_with_ends_told_elsewhere(claims)), key=_order)
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


def _end(claims: Iterable[Claim]) -> Day:
    return max(claim.end for claim in claims)


def _finished(claims: list[Claim], replaced_on: Day | None = None) -> Iterator[Run]:
    """A run of these claims; none where another stance replaced it on its first day."""
    if replaced_on is not None:
        claims = [
            claim.cut(replaced_on - _ONE_DAY) for claim in claims if claim.first < replaced_on
        ]
    if not claims:
        return
    row, last = claims[0].row, _end(claims)
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
    groups: defaultdict[tuple[Actor, Side, Track], list[Claim]] = defaultdict(list)
    for row in rows:
        if row.status == "withdrawn" or is_outside_membership(row):
            continue
        if (claim := _claim(row)) is not None:
            groups[row.by, row.side, STANCES[row.stance].track].append(claim)
    found = [run for claims in groups.values() for run in _runs(claims)]
    return tuple(sorted(found, key=_run_order))


def _run_order(run: Run) -> tuple[object, ...]:
    return (
        run.by.name,
        run.by.slug,
        run.conflict.slug,
        run.conflict.sides.index(run.side),
        TRACKS.index(run.track),
        run.first,
    )


# Positions on a day

RowState = Literal["holds", "ended", "announced", "later", "withdrawn", "outside"]
"""What became of a row by a day. ``later``: it is only known to hold after that day."""


@dataclass(frozen=True, eq=False)
class Position:
    """Where one actor stands towards one side on a day.

    Attributes:
        runs: every run there is, by track and day.
        rows: every row that counts for the side on some day or is withdrawn, the newest first.
    """

    by: Actor
    side: Side
    on: Day
    runs: tuple[Run, ...]
    rows: tuple[Backing, ...]

    def on_day(self, day: Day) -> "Position":
        """The same position on another day."""
        position = replace(self, on=day)
        # What does not depend on the day is worked out once for all days.
        position.__dict__.update(
            _tracks=self._tracks, _run_of=self._run_of, first_ending=self.first_ending
        )
        return position

    @cached_property
    def _tracks(self) -> tuple[tuple[list[Day], list[Run]], ...]:
        """Of each track the runs in order, and on which day each begins; none overlap."""
        tracks: defaultdict[Track, list[Run]] = defaultdict(list)
        for run in self.runs:
            tracks[run.track].append(run)
        return tuple(([run.first for run in several], several) for several in tracks.values())

    @cached_property
    def _run_of(self) -> Mapping[Backing, Run]:
        return {row: run for run in reversed(self.runs) for row in run.rows}

    @cached_property
    def first_ending(self) -> Mapping[tuple[Stance, Day], Backing]:
        """The newest row that names an end, by its stance and that day."""
        return {(row.stance, ends(row)): row for row in reversed(self.rows)}

    def run_of(self, row: Backing) -> Run | None:
        """The run that a row is part of."""
        return self._run_of.get(row)

    def after(self, run: Run, day: Day) -> Run | None:
        """The first run of the same track that begins after a day."""
        for firsts, several in self._tracks:
            if several[0].track == run.track:
                place = bisect_right(firsts, day)
                return several[place] if place < len(several) else None
        return None

    @cached_property
    def _last_begun(self) -> tuple[Run, ...]:
        """Of each track the run that began last."""
        begun = ((bisect_right(firsts, self.on), several) for firsts, several in self._tracks)
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
            yield Position(rows[0].by, rows[0].side, several[0].on, runs_towards, tuple(rows))


def _runs_towards(member: Actor, rows: Iterable[Backing]) -> Iterator[Run]:
    """The runs that the rows of one actor make, of what is claimed of a member itself."""
    by_track: defaultdict[Track, list[Claim]] = defaultdict(list)
    for row in rows:
        claim = _claim(row, about=member) if row.status != "withdrawn" else None
        if claim and (row.to is member or _is_on(row.side, member, claim.first)):
            by_track[STANCES[row.stance].track].append(claim)
    for claims in (by_track[track] for track in TRACKS):
        told = {ends(claim.row) for claim in claims}
        ended = _with_ends_told_elsewhere(claims)
        for run in _runs(claim for claim in ended if claim.row.to is member):
            is_told = run.ended_by == "membership" and run.last in told
            yield replace(run, ended_by="until") if is_told else run


def _is_on(side: Side, actor: Actor, day: Day) -> bool:
    return any(span.first <= day <= span.last for span in spans_on(side, actor))


def _newest_first(row: Backing) -> tuple[object, ...]:
    return begins(row), row.as_of.sort_key(), row.article.date.sort_key(), row.address


def positions(rows: Iterable[Backing], on: Day) -> tuple[Position, ...]:
    """The position of each actor towards each side on a day.

    Rows about a member outside of its membership are in none of them.
    """
    every = [row for row in rows if not is_outside_membership(row)]
    found: defaultdict[tuple[Actor, Side], list[Run]] = defaultdict(list)
    for run in runs(every):
        found[run.by, run.side].append(run)
    groups: defaultdict[tuple[Actor, Side], list[Backing]] = defaultdict(list)
    for row in every:
        groups[row.by, row.side].append(row)
    return tuple(
        Position(
            by,
            side,
            on,
            tuple(found[by, side]),
            tuple(sorted(group, key=_newest_first, reverse=True)),
        )
        for (by, side), group in groups.items()
    )
