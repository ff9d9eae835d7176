"""Collects what a browser needs to show the backers-and-sides table of any day.

Where everybody stands is worked out here, by the rule of the room ``model``. Scripts get
stretches of days in which nothing that is shown changes, and look the day up.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import timedelta
from typing import Any, Final, Generic, TypeVar

from mkdocs_briefing.core.dates import MONTHS, Date
from mkdocs_briefing.core.lettering import widths_in
from mkdocs_briefing.core.time_axis import frame, ticks
from mkdocs_briefing.core.vocabulary import STANCES, STATUSES_BY_FIRMNESS, SUPPORT
from mkdocs_briefing.model.entities import Actor, Backing, Conflict, Side, Source
from mkdocs_briefing.model.membership import spans_on
from mkdocs_briefing.model.positions import Position, positions
from mkdocs_briefing.model.row_days import ONE_DAY, OPEN, begins, ends, is_announced, known_by
from mkdocs_briefing.model.runs import Run
from mkdocs_briefing.pages.parts.links import Links
from mkdocs_briefing.standings.camps import CAMP_TITLES, camp_of, order_in_camp, with_side
from mkdocs_briefing.standings.evidence import Denial, Evidence, evidence_of
from mkdocs_briefing.standings.standing import LONG_AGO, Ended, ended_of, held_on, is_day_of_report
from mkdocs_briefing.standings.table import Table
from mkdocs_briefing.wording.picture_words import PICTURE_WORDS
from mkdocs_briefing.wording.words import (
    BY_MEMBERSHIP,
    UNNAMED_VOICE,
    amounts,
    before_until,
    by_name,
    day,
    in_short,
    known_as_of,
    supported,
)

T = TypeVar("T", bound=Hashable)

_EPOCH: Final = Day(1970, 1, 1)

AXIS_ROOM: Final = 420.0
"""The length of the slider for which its axis is made, in pixels: that on a tablet."""

WORDS: Final[Mapping[str, object]] = {
    "stance": {word: term.label for word, term in STANCES.items()},
    "phrase": {word: term.verb for word, term in STANCES.items()},
    "group": {word: term.group for word, term in STANCES.items()},
    "track": {word: term.track for word, term in STANCES.items()},
    "support": {word: term.label for word, term in SUPPORT.items()},
    "weight": {word: term.weight for word, term in SUPPORT.items()},
    "status": STATUSES_BY_FIRMNESS,
    "months": MONTHS,
    "unnamed": UNNAMED_VOICE,
    "picture": PICTURE_WORDS,
}
"""The vocabulary in its order, in the words of the page."""


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """What scripts need for the table of any day.

    Attributes:
        tools: what the controls show: sides, words in use, and the days on which anything changes.
        stretches: the table of every day.
        source: the file that has the stretches; ``None`` if the page has them.
    """

    tools: Mapping[str, object]
    stretches: Mapping[str, object]
    source: str | None

    @property
    def in_page(self) -> Mapping[str, object]:
        """What the page has."""
        if self.source is None:
            return {**self.tools, **self.stretches}
        return {**self.tools, "file": self.source}


def timeline_path(conflict: Conflict) -> str:
    """The file of a conflict's stretches, relative to the root of the site."""
    return f"backers/{conflict.slug}.json"


def timeline(table: Table, rows: Iterable[Backing], links: Links) -> Timeline:
    """The table of every day, as stretches of days in which nothing that is shown changes.

    Everything that recurs stands in a list of its own and is given by its index there.
    """
    # Any day will do: each position is put on one day after the other.
    of_backer: defaultdict[Actor, list[Position]] = defaultdict(list)
    for position in positions(rows, OPEN):
        of_backer[position.by].append(position)
    lists = _Lists(table)
    backers = [_backer(actor, of_backer[actor], lists) for actor in sorted(of_backer, key=by_name)]
    told_rows = [
        [row.address, lists.texts(known_as_of(row).words()), *map(lists.sources, row.sources)]
        for row in lists.rows
    ]
    turns = sorted({day for one in backers for cell in one["cells"] for day, _ in cell["says"]})
    stances = {state[0] for state in lists.held_states}
    kinds = {kind for some in lists.support for kind, _ in some}
    tools = {
        "conflict": table.conflict.slug,
        "title": table.conflict.title,
        "on": None if table.on is None else table.on.isoformat(),
        "count": len(backers),
        "days": turns,
        "axis": _axis([_EPOCH + timedelta(days=turn) for turn in turns], table),
        "words": WORDS,
        "stances": [word for word in STANCES if word in stances],
        "kinds": [word for word in SUPPORT if word in kinds],
        "sides": [_side(table, side, links) for side in table.conflict.sides],
    }
    stretches = {
        "longAgo": LONG_AGO.days,
        "camps": [{"key": key, "side": side, "title": title} for key, side, title in _camps(table)],
        "backers": backers,
        "states": list(lists.states),
        "support": list(lists.support),
        "extents": list(lists.extents),
        "texts": list(lists.texts),
        "letters": widths_in(_names(table, lists)),
        "rows": told_rows,
        "actors": [{"slug": one.slug, "name": one.name} for one in lists.actors],
        "sources": [_source(one, links, table.source_numbers.get(one)) for one in lists.sources],
    }
    return Timeline(tools, stretches, None if table.in_place else timeline_path(table.conflict))


def _axis(turns: Sequence[Day], table: Table) -> Mapping[str, object] | None:
    """The days of the slider: from the beginning of the conflict on, with those that it names."""
    if table.on is None:
        return None
    start = table.conflict.start.earliest if table.conflict.start else None
    return _named_days(*frame(turns, start, max([table.on, *turns[-1:]])))


def common_axis(timelines: Iterable[Timeline]) -> Mapping[str, object] | None:
    """The days of one slider for several tables; ``None`` if none has a day."""
    axes: list[Any] = [one.tools["axis"] for one in timelines if one.tools["axis"]]
    if not axes:
        return None
    first, last = min(one["first"] for one in axes), max(one["last"] for one in axes)
    return _named_days(_EPOCH + timedelta(days=first), _EPOCH + timedelta(days=last))


def _named_days(first: Day, last: Day) -> Mapping[str, object]:
    named = ((_number(tick.day), tick.label, tick.year) for tick in ticks(first, last, AXIS_ROOM))
    return {
        "first": _number(first),
        "last": _number(last),
        "ticks": list(named),
    }


class _Numbered(Generic[T]):
    """Things that are given by their index; each is listed once."""

    def __init__(self) -> None:
        self._index: dict[T, int] = {}

    def __call__(self, item: T) -> int:
        return self._index.setdefault(item, len(self._index))

    def __iter__(self) -> Iterator[T]:
        return iter(self._index)


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the stretches refer to."""

    table: Table
    states: _Numbered[tuple[object, ...]] = field(default_factory=_Numbered)
    held_states: _Numbered[tuple[object, ...]] = field(default_factory=_Numbered)
    support: _Numbered[tuple[tuple[str, str], ...]] = field(default_factory=_Numbered)
    extents: _Numbered[tuple[object, ...]] = field(default_factory=_Numbered)
    texts: _Numbered[str] = field(default_factory=_Numbered)
    rows: _Numbered[Backing] = field(default_factory=_Numbered)
    runs: _Numbered[Run] = field(default_factory=_Numbered)
    actors: _Numbered[Actor] = field(default_factory=_Numbered)
    sources: _Numbered[Source] = field(default_factory=_Numbered)

    def held_state(self, state: tuple[object, ...]) -> int:
        """The index of what holds, which the controls can ask for."""
        self.held_states(state)
        return self.states(state)


def _names(table: Table, lists: _Lists) -> Iterator[str]:
    """The texts of which some letters may not be those of the vocabulary."""
    yield table.conflict.title
    yield from (side.name for side in table.conflict.sides)
    yield from (actor.name for actor in lists.actors)
    yield from lists.texts


def _backer(actor: Actor, towards: Iterable[Position], lists: _Lists) -> dict[str, Any]:
    sides = lists.table.conflict.sides
    every = sorted(towards, key=lambda position: sides.index(position.side))
    turns = sorted({day for position in every for day in _turning_days(position)})
    camps = [(key, None if side is None else sides[side]) for key, side, _ in _camps(lists.table)]
    return {
        "by": lists.actors(actor),
        "camps": _changes((day, _place(every, day, camps)) for day in turns),
        "cells": [_cell(position, lists) for position in every],
        "memberships": list(_memberships(actor, sides)),
    }


def _memberships(
    actor: Actor, sides: Iterable[Side]
) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """The sides to which a backer belongs on some day, each with its first and last days."""
    for number, side in enumerate(sides):
        if side.actor is actor:
            continue
        spans = tuple((_number(span.first), _number(span.last)) for span in spans_on(side, actor))
        if spans:
            yield number, spans


def _place(
    every: Iterable[Position], on: Day, camps: Sequence[tuple[str, Side | None]]
) -> tuple[int, int, int] | None:
    """The camp of a backer on a day, and its order there; ``None`` while nothing is on record."""
    at = [position.on_day(on) for position in every]
    key, side = camp_of(at)
    return None if key == "yet" else (camps.index((key, side)), *order_in_camp(at))


def _cell(position: Position, lists: _Lists) -> Mapping[str, object]:
    turns = sorted(_turning_days(position))
    days = [position.on_day(day) for day in turns]
    # Of most rows the runs tell enough, and there may be a thousand of them.
    apart = [row for row in position.rows if row.status == "withdrawn" or is_announced(row)]
    cell: dict[str, object] = {
        "side": lists.table.conflict.sides.index(position.side),
        "says": _changes((at.on, _said(at, apart, lists)) for at in days),
    }
    # Of many backers, a picture shows those of whom most is on record.
    cell["rows"] = len(position.rows)
    if lists.table.in_place:
        cell["evidence"] = [
            _changes((at.on, _outcome(evidence_of(at, row), lists)) for at in days)
            for row in position.rows
        ]
    return cell


def _changes(by_day: Iterable[tuple[Day, T]]) -> list[tuple[int, T]]:
    """The days on which something is not what it was, each with what it is from then on."""
    found: list[tuple[int, T]] = []
    for on, value in by_day:
        if not found or found[-1][1] != value:
            found.append((_number(on), value))
    return found


def _number(on: Day) -> int:
    """A day as scripts count them: from 1 January 1970, which is 0."""
    return (on - _EPOCH).days


def _turning_days(position: Position) -> set[Day]:
    """The days on which something may begin to be otherwise than on the day before."""
    days = {day for row in position.rows for day in (begins(row), known_by(row))}
    last_days = {run.last for run in position.runs}
    # A row that another stance replaced on its first day is in no run.
    last_days |= {ends(row) for row in position.rows if position.run_of(row) is None}
    for run in position.runs:
        days |= {segment.first for segment in run.segments}
        beginning = run.since()
        if beginning is not None and beginning.latest is not None:
            days.add(max(beginning.latest, run.first))
    for claim in (claim for run in position.runs for claim in run.claims):
        days.add(claim.first)
        last_days |= set(claim.last.values())
        for denial in claim.row.denied_by:
            days.add((denial.date or claim.row.as_of).first_day)
            last_days |= {denial.until.last_day} if denial.until else set()
    return days | {last + ONE_DAY for last in last_days if last < OPEN}


def _said(at: Position, apart: Iterable[Backing], lists: _Lists) -> tuple[tuple[int, ...], ...]:
    """What a cell says on a day: what holds, has ended, is announced, and was withdrawn."""
    states = [at.row_state(row) for row in apart]
    announced = [row for row, state in zip(apart, states, strict=True) if state == "announced"]
    withdrawn = [row for row, state in zip(apart, states, strict=True) if state == "withdrawn"]
    said = (
        tuple(lists.held_state(_held(run, at.on, lists)) for run in at.held),
        tuple(lists.states(_ended(run, at.on, lists)) for run in at.ended),
        tuple(lists.states(_announced(row, lists)) for row in announced),
        tuple(lists.states(_withdrawn(row, lists)) for row in withdrawn),
    )
    filled = max((place for place, some in enumerate(said, start=1) if some), default=0)
    return said[:filled]


def _held(run: Run, on: Day, lists: _Lists) -> tuple[object, ...]:
    """What a run says on a day on which it holds."""
    held = held_on(run, on)
    begun = None if held.since is None else held.since.earliest
    unknown = None if held.since is not None or is_day_of_report(run) else False
    return (
        held.stance,
        tuple(map(lists.rows, _newest(run, on))),
        held.status,
        int(held.disputed),
        lists.runs(run),
        lists.support(tuple((item.kind, item.remark) for item in held.support)),
        lists.texts(held.when),
        lists.texts(in_short(held.beginning)),
        _number(held.last_known),
        _number(run.first),
        unknown if begun is None else _number(begun),
        len({source for row in held.rows for source in row.sources}),
        tuple(_denial(denial, lists) for denial in held.denials),
        tuple(lists.extents(_extent(row, lists)) for row in held.extents),
    )


def _newest(run: Run, on: Day) -> Iterator[Backing]:
    """The rows that hold on a day and that began last, the newest first."""
    holding = run.holding(on)[::-1]
    return (claim.row for claim in holding if claim.first == holding[0].first)


def _denial(denial: Denial, lists: _Lists) -> tuple[int | None, int]:
    until = denial.by.until
    days = denial.date.words() + (f", {_until(until)}" if until else "")
    who = denial.by.who
    return None if who is None else lists.actors(who), lists.texts(days)


def _extent(row: Backing, lists: _Lists) -> tuple[object, ...]:
    """How much a row says, and by way of whom."""
    return (
        amounts(row),
        tuple(map(lists.actors, row.through)),
        tuple(map(lists.sources, row.sources)),
    )


def _ended(run: Run, on: Day, lists: _Lists) -> tuple[object, ...]:
    ended = ended_of(run, on)
    return (
        ended.stance,
        (lists.rows(ended.newest),),
        ended.status,
        int(ended.disputed),
        lists.runs(run),
        lists.texts(_end(ended)),
        lists.texts(in_short(_until_words(ended.until, ended.last))),
    )


def _announced(row: Backing, lists: _Lists) -> tuple[object, ...]:
    return (
        row.stance,
        (lists.rows(row),),
        row.status,
        int(row.disputed),
        lists.texts(_announced_for(row)),
        lists.texts(_would_be(row)),
    )


def _withdrawn(row: Backing, lists: _Lists) -> tuple[object, ...]:
    return row.stance, (lists.rows(row),), row.status, 0, lists.texts(_would_be(row))


# Words, as theme/briefing/partials/standings.html writes them


def _until(date: Date) -> str:
    return f"{before_until(date)}{date.words()}"


def _end(ended: Ended) -> str:
    words = _until_words(ended.until, ended.last)
    return f"{words}, {BY_MEMBERSHIP}" if ended.by_membership else words


def _until_words(until: Date | None, last: Day) -> str:
    return f"until {day(last)}" if until is None else _until(until)


def _announced_for(row: Backing) -> str:
    return row.since.words() if row.since else ""


def _would_be(row: Backing) -> str:
    """A row that counts for nothing on the day: ``backs: training``."""
    stance = STANCES[row.stance].label.lower()
    kinds = () if row.support == ("unspecified",) else supported(row.stance, row.support)
    return f"{stance}: {', '.join(SUPPORT[kind].label for kind in kinds)}" if kinds else stance


def _outcome(evidence: Evidence, lists: _Lists) -> tuple[str, int, str]:
    """What became of a row by a day, and of each denial of it: disputes, over, or not yet."""
    denials = "".join(
        "d" if denial.disputes else "o" if denial.is_over else "n" for denial in evidence.denials
    )
    return evidence.state, lists.texts(_outcome_words(evidence)), denials


def _outcome_words(evidence: Evidence) -> str:
    match evidence.state:
        case "holds" | "withdrawn":
            return evidence.state
        case "announced":
            return f"announced for {_announced_for(evidence.row)}"
        case "later":
            return "not yet"
        case "outside":
            return "outside of its membership"
        case "ended":
            return _ended_words(evidence)


def _ended_words(evidence: Evidence) -> str:
    until, last = evidence.until, evidence.last
    if last is not None and evidence.ended_by == "membership":
        return f"ended with a membership, {day(last)}"
    if last is not None and evidence.replaced_by:
        by = "" if evidence.is_exact else "by "
        return f"ended {by}{day(last)}; then: {STANCES[evidence.replaced_by].label.lower()}"
    told = ", as told later" if evidence.ended_in else ""
    if until is not None:
        return f"ended, {_until(until)}{told}"
    return "ended on the day it began" if last is None else f"ended, until {day(last)}{told}"


# Camps, sides and sources


def _camps(table: Table) -> list[tuple[str, int | None, str]]:
    """Every camp of backers of whom anything is on record, in the order of the table."""
    sides = table.conflict.sides
    return [
        *(("with", number, with_side(side)) for number, side in enumerate(sides)),
        *((key, None, title) for key, title in CAMP_TITLES.items() if key != "yet"),
    ]


def _side(table: Table, side: Side, links: Links) -> Mapping[str, object]:
    colour = links.colour(table.conflict, side)
    actor = side.actor
    return {"slug": actor.slug, "name": side.name, "actor": actor.name, "colour": colour}


def _source(source: Source, links: Links, number: int | None) -> Mapping[str, object]:
    """The publisher, with a link to the web, or to the list of sources if there is none."""
    url = links.web(source.url)
    where = {"address": links.source(source)} if url is None else {"url": url}
    numbered = {} if number is None else {"number": number}
    return {"name": source.publisher, **where, **numbered}
