"""Works out where each actor stands on a conflict's day, with the evidence for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from functools import lru_cache
from typing import Final

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import (
    Stance,
    Status,
    Support,
)
from mkdocs_briefing.model.entities import (
    Actor,
    Backing,
    Conflict,
    Side,
)
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.positions import Position, positions, positions_towards
from mkdocs_briefing.model.row_days import is_announced, known_by
from mkdocs_briefing.model.runs import Run, Supported, firmest
from mkdocs_briefing.standings.evidence import Denial, Evidence, denials_of_row, evidence_of
from mkdocs_briefing.wording.words import by_name, supported
from mkdocs_briefing.wording.words import day as day_words
from mkdocs_briefing.wording.words import since as since_words

LONG_AGO: Final = timedelta(days=365)
"""A position that was last known longer ago than this fades."""


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


@lru_cache(maxsize=2**16)
def standing(position: Position) -> Standing:
    """The standing that a position amounts to. Several pages ask for each of them."""
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
        withdrawn=withdrawn_rows(position),
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


def withdrawn_rows(position: Position) -> tuple[Backing, ...]:
    """The rows of a position that were taken back by its day."""
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
            for denial in denials_of_row(row, on, on, state.disputing_set)
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


def is_day_of_report(run: Run) -> bool:
    """Whether the day by which a run is known to have held is one on which that was reported.

    It is the date of the article or of a source; an article that looks back names another one.
    """
    row = run.claims[0].row
    reports = (row.article.date, *(source.date for source in row.sources))
    return any(date is not None and date.last_day == run.first for date in reports)


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
