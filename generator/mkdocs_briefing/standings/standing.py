"""Works out where each actor stands on a conflict's day, with the evidence for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from typing import Final

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import (
    ADVERSE,
    BETWEEN,
    STATUSES_BY_FIRMNESS,
    SUPPORTIVE,
    Stance,
    Status,
    Support,
)
from mkdocs_briefing.model.entities import (
    Actor,
    Attribution,
    Backing,
    Briefing,
    Conflict,
    Side,
    Source,
)
from mkdocs_briefing.model.index import Index, attributions
from mkdocs_briefing.model.membership import sides_on
from mkdocs_briefing.model.positions import Position, RowState, positions, positions_towards
from mkdocs_briefing.model.row_days import OPEN, ends, is_announced, known_by
from mkdocs_briefing.model.runs import EndKind, Run, Supported, firmest
from mkdocs_briefing.wording.words import by_name, supported
from mkdocs_briefing.wording.words import day as day_words
from mkdocs_briefing.wording.words import since as since_words

CLAIMS_IN_TABLES: Final = 80
"""With more claims than these in a briefing, its tables show no evidence.

What a claim takes on the page of backers is about 2.7 kB: in the table, for paper, and for scripts.
"""

LINES_ON_A_SCREEN: Final = 20

LONG_AGO: Final = timedelta(days=365)
"""A position that was last known longer ago than this fades."""


# What became of each row


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial of a row, with its days.

    Attributes:
        date: when it was made; by default the row's ``as_of``.
        disputes: whether it disputes the row on the day shown.
        is_over: whether it did so earlier.
    """

    by: Attribution
    date: Date
    disputes: bool
    is_over: bool


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """One row, and what became of it by the day shown.

    Attributes:
        last: of a row that ended, the last day on which it held, where that is known.
        until: the end as a row has it.
        ended_by: why it ended; ``None`` where another stance took its place on its first day.
        ended_in: the row that told of the end, if it is another one.
        replaced_by: the stance that took its place.
        is_exact: whether a row names the day on which that began; if not, this had ended by then.
    """

    row: Backing
    state: RowState
    denials: tuple[Denial, ...] = ()
    last: Day | None = None
    until: Date | None = None
    ended_by: EndKind | None = None
    ended_in: Backing | None = None
    replaced_by: Stance | None = None
    is_exact: bool = False

    @property
    def is_current(self) -> bool:
        """Whether the position of the day rests on the row."""
        return self.state == "holds"

    @property
    def status(self) -> Status:
        return self.row.status

    @property
    def disputed(self) -> bool:
        return any(denial.disputes for denial in self.denials)


def evidence_of(position: Position, row: Backing) -> Evidence:
    """A row of a position, and what became of it by the day."""
    state = position.row_state(row)
    run = position.run_of(row)
    denials = _denials(row, position.on)
    if run is not None and state in {"holds", "ended"}:
        last = min(position.on, run.claim_of[row].end)
        denials = _denials(row, position.on, last, run.state(last).disputing_set)
    if state != "ended":
        return Evidence(row, state, denials)
    if run is None:
        over = ends(row) < position.on
        return Evidence(
            row,
            state,
            denials,
            until=row.until if over else None,
            ended_by="until" if over else None,
        )
    last = run.claim_of[row].end
    told_in = position.first_ending.get((row.stance, last))
    if run.ended_by == "replaced" and last == run.last:
        following = position.after(run, last)
        return Evidence(
            row, state, denials, last, ended_by="replaced",
            replaced_by=following.stance if following else None,
            is_exact=following is not None and _begins_on_a_day(following),
        )  # fmt: skip
    if ends(row) == last or told_in is not None:
        teller = row if ends(row) == last or told_in is None else told_in
        return Evidence(
            row, state, denials, last, teller.until, "until", None if teller is row else teller
        )
    is_told = run.ended_by == "until" and last == run.last
    return Evidence(row, state, denials, last, ended_by="until" if is_told else "membership")


def _begins_on_a_day(run: Run) -> bool:
    """Whether a row names the very day on which a run began."""
    since = run.since()
    return (
        since is not None
        and since.earliest == since.latest
        and not (since.approximate or since.uncertain)
    )


def _denials(
    row: Backing, on: Day, last: Day = OPEN, disputing: Collection[Attribution] | None = None
) -> tuple[Denial, ...]:
    """The denials of a row, and which of them dispute it.

    Args:
        row: whose denials they are.
        on: the day.
        last: the last day up to it on which the row holds.
        disputing: those that stand on that day; ``None`` for a row that never holds. Then all
            stand that were not taken back.
    """
    found: list[Denial] = []
    for denial in row.denied_by:
        date = denial.date or row.as_of
        has_begun = date.first_day <= on
        until = denial.until.latest if denial.until is not None else None
        answered = disputing is not None and date.first_day <= last and denial not in disputing
        is_over = answered or (until is not None and until < on)
        found.append(Denial(denial, date, has_begun and not is_over, has_begun and is_over))
    return tuple(found)


# Where an actor stands


@dataclass(frozen=True, slots=True)
class SupportItem:
    """One type of support.

    Attributes:
        remark: how firm the rows that name it are, if that differs from the position as a
            whole, and since when it holds again; otherwise empty.
    """

    kind: Support
    remark: str


@dataclass(frozen=True, slots=True)
class Firmness:
    """From when a position is as firm as this.

    Attributes:
        since: the date as a row names it; ``None`` where only ``by`` is known.
        by: by when it is known: the row's ``as_of`` where that ends on the day, else the day.
        announced: what it was announced for, where that can still lie ahead: in September, a row
            of June only knows that it was to begin in September.
    """

    status: Status
    since: Date | None
    by: Date
    announced: Date | None = None

    @property
    def words(self) -> str:
        """Say since when: ``since 2019``, ``by 4 May 2019``, ``announced for 2020``."""
        if self.since is not None:
            return since_words(self.since)
        if self.announced is not None:
            return f"announced for {self.announced.words()}"
        return f"by {self.by.words()}"


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """One stance that holds on the day.

    Attributes:
        firmness: what it was at first, then each change of it up to the day.
        denials: those that dispute it on the day.
        newest: the row to read first.
        rows: those that it rests on, the newest first.
        first: the first day on which it is known to have held.
        last_known: the newest day for which a row vouches.
        is_old: whether that is so long ago that it fades.
    """

    stance: Stance
    support: tuple[SupportItem, ...]
    status: Status
    firmness: tuple[Firmness, ...]
    denials: tuple[Denial, ...]
    newest: Backing
    rows: tuple[Backing, ...]
    first: Day
    last_known: Day
    is_old: bool

    @property
    def disputed(self) -> bool:
        return bool(self.denials)

    @property
    def since(self) -> Date | None:
        return self.firmness[0].since

    @property
    def by(self) -> Date:
        return self.firmness[0].by

    @property
    def beginning(self) -> str:
        """Since when it holds, and how firm it was then, if that has changed."""
        begun, *changed = self.firmness
        return f"{begun.words} ({begun.status})" if changed else begun.words

    @property
    def when(self) -> str:
        """Since when it holds, and from when it was otherwise firm."""
        _, *changed = self.firmness
        later = (
            f"{one.status} {since_words(one.since) if one.since else f'since {one.by.words()}'}"
            for one in changed
        )
        return "; ".join((self.beginning, *later))

    @property
    def named_support(self) -> tuple[SupportItem, ...]:
        """The support types without ``unspecified``."""
        return tuple(item for item in self.support if item.kind != "unspecified")

    @property
    def extents(self) -> tuple[Backing, ...]:
        """The rows that say how much, or by way of whom."""
        return tuple(row for row in self.rows if row.amount or row.through)


@dataclass(frozen=True, slots=True, eq=False)
class Ended:
    """One stance that no longer holds.

    Attributes:
        until: the end as a row has it; ``None`` where only the ``last`` day is known.
        by_membership: whether no row tells of the end, but the days of a member of a side.
        status: how firm its end is; of an end by membership, how firm it was on its last day.
        disputed: whether the end is denied, or whether it was disputed on its last day.
        newest: the row to read first.
    """

    stance: Stance
    last: Day
    until: Date | None
    by_membership: bool
    status: Status
    disputed: bool
    newest: Backing


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Where one actor stands towards one side on a day, with everything a page shows of it.

    Attributes:
        on: the day.
        held: what holds, what is shown first at first: alignment, recognition, mediation.
        ended: what no longer holds, of each track in which nothing holds.
        announced: the rows of what is still to come.
        withdrawn: the rows that were taken back.
        newest: the row to read first.
        evidence: every row, the newest first.
    """

    by: Actor
    conflict: Conflict
    side: Side
    on: Day
    held: tuple[Held, ...]
    ended: tuple[Ended, ...]
    announced: tuple[Backing, ...]
    withdrawn: tuple[Backing, ...]
    newest: Backing
    evidence: tuple[Evidence, ...]

    @property
    def shown(self) -> Held | None:
        """What holds and is shown first."""
        return self.held[0] if self.held else None

    @property
    def stance(self) -> Stance | None:
        return self.shown.stance if self.shown else None

    @property
    def support(self) -> tuple[SupportItem, ...]:
        return self.shown.support if self.shown else ()

    @property
    def status(self) -> Status | None:
        return self.shown.status if self.shown else None

    @property
    def since(self) -> Date | None:
        return self.shown.since if self.shown else None

    @property
    def as_of(self) -> Date | None:
        """By when what is shown first is known to have held."""
        return self.shown.by if self.shown else None

    @property
    def deniers(self) -> tuple[Actor | None, ...]:
        """Everyone who disputes what is shown first, each once; ``None`` is an unnamed source."""
        denials = self.shown.denials if self.shown else ()
        return tuple(dict.fromkeys(denial.by.who for denial in denials))

    @property
    def disputed(self) -> bool:
        return bool(self.deniers)

    @property
    def last_known(self) -> Day | None:
        """The newest day for which what holds is vouched for."""
        return max((held.last_known for held in self.held), default=None)

    @property
    def is_old(self) -> bool:
        """Whether all that holds was last known so long ago that it fades."""
        return bool(self.held) and all(held.is_old for held in self.held)

    @property
    def absence(self) -> str:
        """Why nothing holds, as a key of ``CAMP_TITLES``: ``past``, ``announced`` and so on."""
        if self.ended:
            return "past"
        if self.announced:
            return "announced"
        return "withdrawn" if self.withdrawn else "yet"

    @property
    def evidence_count(self) -> int:
        return len(self.evidence)


def standing(position: Position) -> Standing:
    """The standing that a position amounts to."""
    held = tuple(held_on(run, position.on) for run in position.held)
    ended = tuple(ended_of(run, position.on) for run in position.ended)
    newest = [*(one.newest for one in held), *(one.newest for one in ended), *position.rows]
    return Standing(
        by=position.by,
        conflict=position.rows[0].conflict,
        side=position.side,
        on=position.on,
        held=held,
        ended=ended,
        announced=position.announced,
        withdrawn=_withdrawn(position),
        newest=newest[0],
        evidence=tuple(evidence_of(position, row) for row in position.rows),
    )


def ended_of(run: Run, on: Day) -> Ended:
    """What is left on a day of a run that is over."""
    tellers = run.rows_on_end
    if tellers:
        status, disputed = firmest(tellers), run.end_disputed(on)
    else:
        last = run.state(run.last)
        status, disputed = last.status, last.disputed
    return Ended(
        stance=run.stance,
        last=run.last,
        until=run.until,
        by_membership=run.ended_by == "membership",
        status=status,
        disputed=disputed,
        newest=(tellers or run.rows)[0],
    )


def _withdrawn(position: Position) -> tuple[Backing, ...]:
    return tuple(
        row for row in position.rows if row.status == "withdrawn" and known_by(row) <= position.on
    )


def held_on(run: Run, on: Day) -> Held:
    """What a run amounts to on a day on which it holds."""
    state = run.state(on)
    shown = supported(run.stance, tuple(one.kind for one in state.support))
    return Held(
        stance=run.stance,
        support=tuple(
            SupportItem(one.kind, ", ".join(_remarks(one, run, on)))
            for one in state.support
            if one.kind in shown
        ),
        status=state.status,
        firmness=tuple(_firmness(run, on)),
        denials=tuple(
            denial
            for row in state.rows
            for denial in _denials(row, on, on, state.disputing_set)
            if denial.disputes
        ),
        newest=state.rows[0],
        rows=state.rows,
        first=run.first,
        last_known=run.last_known(on),
        is_old=on - run.last_known(on) > LONG_AGO,
    )


def _remarks(one: Supported, run: Run, on: Day) -> Iterator[str]:
    state = run.state(on)
    if one.status != state.status:
        yield one.status
    if one.disputed != state.disputed:
        yield "disputed" if one.disputed else "not disputed"
    if one.again is not None:
        yield _again(one.kind, one.again, run)


def _again(kind: Support, day: Day, run: Run) -> str:
    """When a support came back: ``again since March 2021``, ``again by 1 April 2021``."""
    rows = (claim.row for claim in run.beginning(day) if kind in claim.row.support)
    named = next((since for row in rows if (since := named_beginning(row, day))), None)
    return f"again {since_words(named)}" if named else f"again by {day_words(day)}"


def named_beginning(row: Backing, first: Day) -> Date | None:
    """The beginning that a row names, if that is known to lie no later than its first day."""
    since = row.since
    return None if since is None or since.latest is None or since.latest > first else since


def known_by_date(row: Backing | None, day: Day) -> Date:
    """By when a row is known to hold: its ``as_of`` if that ends on the day, else the day."""
    if row is not None and "/" not in row.as_of.text and row.as_of.last_day == day:
        return row.as_of
    return Date.parse(day.isoformat())


def _firmness(run: Run, on: Day) -> Iterator[Firmness]:
    """Each firmness that a run had up to a day, with the day on which it got it."""
    before: Status | None = None
    for segment in run.segments:
        status = segment.state.status
        if segment.first > on or status == before:
            continue
        if before is None:
            yield began(run, on)
        else:
            rows = [
                claim.row for claim in run.beginning(segment.first) if claim.row.status == status
            ]
            since = named_beginning(rows[0], segment.first) if rows else None
            yield Firmness(status, since, known_by_date(rows[0] if rows else None, segment.first))
        before = status


def began(run: Run, on: Day) -> Firmness:
    """How firm a run was when it began, and since when it is known to have held, on a day."""
    by = known_by_date(run.claims[0].row, run.first)
    return Firmness(run.state(run.first).status, run.since(on), by, announced_for(run, on))


def announced_for(run: Run, on: Day) -> Date | None:
    """What a run was announced for, if on a day on which it counts that can still lie ahead."""
    row = run.claims[0].row
    return row.since if is_announced(row) and run.since(on) is None else None


def has_evidence_in_tables(briefing: Briefing) -> bool:
    """Whether the evidence is short enough for the tables; else it is on each backer's page."""
    return len(briefing.backing) <= CLAIMS_IN_TABLES


def days(index: Index) -> Mapping[Conflict, Day]:
    """The day for which each conflict is shown, of those that have one."""
    return {
        conflict: day
        for conflict in index.briefing.conflicts
        if (day := index.newest_day(conflict)) is not None
    }


def standings(
    rows: Iterable[Backing], on: Mapping[Conflict, Day], about: Actor | None = None
) -> tuple[Standing, ...]:
    """The standing of each actor towards each side, on the day of each conflict; by name.

    Args:
        rows: all rows of the positions.
        on: the day of each conflict.
        about: a side or a member of one, if only what is about it is asked for.
    """
    by_conflict: defaultdict[Conflict, list[Backing]] = defaultdict(list)
    for row in rows:
        by_conflict[row.conflict].append(row)
    found: list[Standing] = []
    for conflict, group in by_conflict.items():
        if conflict in on:
            every = positions(group, on[conflict])
            found += map(standing, every if about is None else positions_towards(about, every))
    return tuple(sorted(found, key=lambda one: by_name(one.by)))


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """What the table says of one backer and one side.

    Attributes:
        is_on_it: whether the backer belongs to the side on the day.
    """

    side: Side
    standing: Standing | None
    is_on_it: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Backer:
    """One row of the table."""

    actor: Actor
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Camp:
    """Backers that stand alike: with a side, between the sides, against, or nowhere.

    Attributes:
        key: ``with``, or a key of ``CAMP_TITLES``.
        side: the side they stand with, if the key is ``with``.
    """

    key: str
    title: str
    backers: tuple[Backer, ...]
    side: Side | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Who stands with whom in a conflict, on its day.

    Attributes:
        camps: who stands alike; in each, the firmest stand first, then who began first.
        in_place: whether the evidence is short enough to be shown in the table itself.
        backer_count: how many there are of whom some position holds.
        line_count: how many lines the whole table has, also where this is a part of it.
        source_numbers: for paper, the number of each source that the evidence names, from 1 on,
            in reading order; empty if the evidence is on other pages.
    """

    conflict: Conflict
    on: Day | None
    camps: tuple[Camp, ...]
    in_place: bool
    column_count: int
    backer_count: int
    line_count: int
    source_numbers: Mapping[Source, int]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Every standing, in the order of the table."""
        return _standings(self.camps)

    @property
    def backers(self) -> tuple[Backer, ...]:
        """Every backer, in the order of the table."""
        return tuple(backer for camp in self.camps for backer in camp.backers)

    @property
    def is_whole(self) -> bool:
        return len(self.backers) == self.line_count

    @property
    def is_long(self) -> bool:
        """Whether it fills more than a screen, so that its picture stands beside it."""
        return len(self.backers) > LINES_ON_A_SCREEN

    def foremost(self, count: int) -> "Table":
        """The table of those who matter most: the firmest, and of these whose claims are most."""
        if len(self.backers) <= count:
            return self
        return self._only(sorted(self.backers, key=_weight)[:count])

    def lines(self, first: int, last: int) -> "Table":
        """The table from one line to before another, counted from 0."""
        return self._only(self.backers[first:last])

    def _only(self, chosen: Iterable[Backer]) -> "Table":
        some = frozenset(chosen)
        camps = (
            replace(camp, backers=tuple(one for one in camp.backers if one in some))
            for camp in self.camps
        )
        return replace(self, camps=tuple(camp for camp in camps if camp.backers))


def _weight(backer: Backer) -> tuple[int, int]:
    """How little a backer matters: nothing holds, little is firm, few claims tell of it."""
    found = [cell.standing for cell in backer.cells if cell.standing is not None]
    firmness = (STATUSES_BY_FIRMNESS.index(one.status) for one in found if one.status is not None)
    return (
        min(firmness, default=len(STATUSES_BY_FIRMNESS)),
        -sum(one.evidence_count for one in found),
    )


def _standings(camps: Iterable[Camp]) -> tuple[Standing, ...]:
    backers = (backer for camp in camps for backer in camp.backers)
    cells = (cell.standing for backer in backers for cell in backer.cells)
    return tuple(one for one in cells if one is not None)


def _source_numbers(standings: Iterable[Standing]) -> Mapping[Source, int]:
    rows = (evidence.row for standing in standings for evidence in standing.evidence)
    named: dict[Source, None] = {}
    for row in rows:
        for sources in (row.sources, *(voice.sources for voice in attributions(row))):
            named.update(dict.fromkeys(sources))
    return {source: number for number, source in enumerate(named, start=1)}


CAMP_TITLES: Final[Mapping[str, str]] = {
    "between": "Between the sides",
    "away": "Turned away or opposed",
    "past": "No longer",
    "announced": "Announced",
    "withdrawn": "Claims that were withdrawn",
    "yet": "Nothing on record yet",
}
"""The camps that do not stand with exactly one side, in the order of the table."""

HOLDING_CAMPS: Final = frozenset({"with", "between", "away"})
"""The camps of those of whom some position holds."""


def with_side(side: Side) -> str:
    """The title of those who stand with a side."""
    return f"With {side.name}"


def camp_of(positions: Iterable[Position]) -> tuple[str, Side | None]:
    """The camp of a backer on a day, by its positions towards the sides of one conflict.

    What is shown first of each position decides: the alignment, else the recognition, else
    the mediation.

    Returns:
        ``with`` and the side, or a key of ``CAMP_TITLES`` and ``None``.
    """
    every = tuple(positions)
    stances = {one.side: one.held[0].stance for one in every if one.held}
    supported_sides = [side for side, stance in stances.items() if stance in SUPPORTIVE]
    if len(supported_sides) == 1:
        return "with", supported_sides[0]
    if supported_sides or BETWEEN.intersection(stances.values()):
        return "between", None
    if ADVERSE.intersection(stances.values()):
        return "away", None
    if any(one.ended for one in every):
        return "past", None
    if any(one.announced for one in every):
        return "announced", None
    return ("withdrawn" if any(map(_withdrawn, every)) else "yet"), None


def order_in_camp(positions: Iterable[Position]) -> tuple[int, int]:
    """What sorts backers that stand alike on a day: the firmest first, then who began first.

    Of several positions that decides which also puts the backer into its camp. Where nothing
    holds, the newest end comes first, or what is announced for the earliest day.

    Returns:
        the place of its firmness, and within it the place of its beginning.
    """
    every = tuple(positions)
    held = [(one.held[0], one.on) for one in every if one.held]
    for stances in (SUPPORTIVE, BETWEEN, ADVERSE):
        deciding = [(run, on) for run, on in held if run.stance in stances]
        if deciding:
            return min(_order_of_run(run, on) for run, on in deciding)
    if ends := [run.last.toordinal() for one in every for run in one.ended]:
        return 0, -max(ends)
    days = (row.since.first_day for one in every for row in one.announced if row.since)
    return 0, min((day.toordinal() for day in days), default=0)


def _order_of_run(run: Run, on: Day) -> tuple[int, int]:
    state = run.state(on)
    since = run.since(on)
    begun = run.first if since is None or since.earliest is None else since.earliest
    return 2 * STATUSES_BY_FIRMNESS.index(state.status) + state.disputed, begun.toordinal()


def _backer(actor: Actor, conflict: Conflict, towards: Mapping[Side, Position]) -> Backer:
    day = next(iter(towards.values())).on
    own = sides_on(conflict, actor, day)
    return Backer(
        actor,
        tuple(
            Cell(side, standing(towards[side]) if side in towards else None, side in own)
            for side in conflict.sides
        ),
    )


def table(conflict: Conflict, index: Index, on: Mapping[Conflict, Day]) -> Table:
    """The backers-and-sides table of a conflict: one column a side, one row a backer."""
    rows = index.backing_of.get(conflict, ())
    day = on.get(conflict)
    towards: defaultdict[Actor, dict[Side, Position]] = defaultdict(dict)
    for position in positions(rows, day) if day else ():
        towards[position.by][position.side] = position
    camps: defaultdict[tuple[str, Side | None], list[Backer]] = defaultdict(list)
    order = {
        actor: (*order_in_camp(found.values()), by_name(actor)) for actor, found in towards.items()
    }
    for actor in sorted(towards, key=lambda one: order[one]):
        camps[camp_of(towards[actor].values())].append(_backer(actor, conflict, towards[actor]))
    titles: tuple[tuple[str, Side | None, str], ...] = (
        *(("with", side, with_side(side)) for side in conflict.sides),
        *((key, None, title) for key, title in CAMP_TITLES.items()),
    )
    shown = tuple(
        Camp(key, title, tuple(camps[key, side]), side)
        for key, side, title in titles
        if (key, side) in camps
    )
    in_place = has_evidence_in_tables(index.briefing)
    return Table(
        conflict=conflict,
        on=day,
        camps=shown,
        in_place=in_place,
        column_count=1 + len(conflict.sides),
        backer_count=sum(len(one.backers) for one in shown if one.key in HOLDING_CAMPS),
        line_count=len(towards),
        source_numbers=_source_numbers(_standings(shown)) if in_place else {},
    )
