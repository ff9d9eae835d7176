"""Compares where actors stand: on the newest day of a conflict, and over all the time before.

Each track is compared on its own, as runs (see :mod:`mkdocs_briefing.model.runs`).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import TypeAlias

from mkdocs_briefing.commands.diff.changes import Change
from mkdocs_briefing.commands.diff.fields import since_words, until_words
from mkdocs_briefing.commands.diff.matching import ActorMatch
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import STANCES, SUPPORT, Stance
from mkdocs_briefing.model.claims import UNSPECIFIED
from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.membership import is_outside_membership
from mkdocs_briefing.model.row_days import OPEN, begins, is_announced
from mkdocs_briefing.model.runs import Run, State, Supported, runs
from mkdocs_briefing.standings.standing import announced_for, ended_of
from mkdocs_briefing.wording.words import (
    UNNAMED_VOICE,
    day,
    stands,
    supported,
)

_Told: TypeAlias = Mapping[tuple[Stance, Hashable], str]
"""Claims that do not hold, in words, by stance and what tells them apart."""


@dataclass(frozen=True, slots=True)
class _Track:
    """Where one actor stands towards one side, on one track.

    Attributes:
        on: the day of the conflict's newest article.
        rows: every row, whether it counts or not.
        runs: what the rows that have begun by that day make, in order.
    """

    on: Day
    rows: tuple[Backing, ...]
    runs: tuple[Run, ...]

    @property
    def held(self) -> Run | None:
        return next((run for run in self.runs if run.holds(self.on)), None)

    @property
    def ended(self) -> Run | None:
        """The run that ended last, where none holds."""
        return self.runs[-1] if self.runs and self.held is None else None

    @property
    def announced(self) -> _Told:
        """What is still to come, in words."""
        return {
            (
                row.stance,
                row.since.text,
            ): f"{_stance_and_support(row)}; announced for {_start(row.since)}"
            for row in self.rows
            if row.since is not None
            and is_announced(row)
            and begins(row) > self.on
            and row.status != "withdrawn"
        }

    @property
    def withdrawn(self) -> _Told:
        """What was taken back, in words."""
        return {
            (row.stance, row.support): f"withdrawn: {_stance_and_support(row)}"
            for row in self.rows
            if row.status == "withdrawn"
        }


def _start(since: Date) -> str:
    """A beginning in words; of an open date only the day on which it opens."""
    return since.words() if since.latest else day(since.first_day)


def _stance_and_support(row: Backing) -> str:
    kinds = (SUPPORT[kind].label for kind in supported(row.stance, row.support))
    return "; ".join(filter(None, (stands(row.stance), ", ".join(kinds))))


def position_changes(old: Index, new: Index, actors: ActorMatch) -> Iterator[Change]:
    """Which positions begin, change, end, are withdrawn, announced or disputed, and since when."""
    before, after = _tracks(old, actors), _tracks(new, actors)
    for key in {**before, **after}:
        yield from _changes(before.get(key), after.get(key))


def _tracks(index: Index, actors: ActorMatch) -> Mapping[Hashable, _Track]:
    tracks: dict[Hashable, _Track] = {}
    for conflict, rows in index.backing_of.items():
        on = index.newest_day(conflict) or Day.max

        def key(one: Backing | Run, of: str = conflict.slug) -> Hashable:
            track = STANCES[one.stance].track
            return of, actors.slug(one.by), actors.slug(one.side.actor), track

        groups: defaultdict[Hashable, list[Backing]] = defaultdict(list)
        for row in rows:
            groups[key(row)].append(row)
        found: defaultdict[Hashable, list[Run]] = defaultdict(list)
        for run in runs(row for row in rows if begins(row) <= on):
            found[key(run)].append(run)
        for one, group in groups.items():
            tracks[one] = _Track(on, tuple(group), tuple(found[one]))
    return tracks


def _changes(was: _Track | None, now: _Track | None) -> Iterator[Change]:
    either = now or was
    assert either is not None, "the key is that of one of them"
    row = either.rows[0]
    old, new = (track or _Track(either.on, (), ()) for track in (was, now))

    def change(kind: str, before: str | None, after: str | None) -> Change:
        return Change(kind, f"{row.by.name} towards {row.side.name}", before, after, row.by.address)

    kinds: tuple[str, ...] = ()
    before = _held(old.held, old.on) if old.held else None
    after = _held(new.held, new.on) if new.held else None
    if old.held and new.held:
        kinds = tuple(_differences(old, old.held, new, new.held))
        yield from (change(kind, before, after) for kind in kinds)
    elif old.held:
        kind, after = _end(old, old.held, new)
        kinds = (kind,)
        yield change(kind, before, after)
    elif new.held:
        before = _ended(old.ended, old.on) if old.ended else _listed(old.announced.values())
        yield change("position-begins", before, after)
    began = new.held is not None and old.held is None
    if not kinds and not began and _over_time(old) != _over_time(new):
        yield change("position-history", _history(old), _history(new))
    if "position-withdrawn" not in kinds and (words := _added(old.withdrawn, new.withdrawn)):
        yield change("position-withdrawn", None, words)
    if "position-announced" not in kinds and (words := _added(old.announced, new.announced)):
        dropped = _added(new.announced, old.announced) if new.held is None else None
        yield change("position-announced", dropped, words)


def _added(old: _Told, new: _Told) -> str | None:
    return _listed(words for key, words in new.items() if key not in old)


def _listed(words: Iterable[str]) -> str | None:
    return ", ".join(words) or None


# --- what differs ------------------------------------------------------------------------


def _differences(old: _Track, was: Run, new: _Track, now: Run) -> Iterator[str]:
    """The kinds of change between two runs that hold."""
    before, after = was.state(old.on), now.state(new.on)
    changed = _described(was, before) != _described(now, after)
    if changed:
        yield "position-changes"
    old_disputes, new_disputes = _disputed(before), _disputed(after)
    if new_disputes - old_disputes:
        yield "position-disputed"
    elif old_disputes - new_disputes:
        yield "position-undisputed"


def _described(run: Run, state: State) -> Hashable:
    """What a position says, apart from who disputes it."""
    supports = frozenset((one.kind, one.status, one.again) for one in state.support)
    since = run.since()
    return run.stance, supports, state.status, since and since.text


def _disputed(state: State) -> frozenset[str]:
    return frozenset(one.kind for one in state.support if one.disputed)


def _over_time(track: _Track) -> Hashable:
    """All that is said over time."""
    return tuple(
        (
            run.stance,
            (since := run.since()) and since.text,
            (until := run.until) and until.text,
            tuple((one.first, one.last, one.state.says) for one in run.segments),
        )
        for run in track.runs
    )


def _end(old: _Track, was: Run, new: _Track) -> tuple[str, str]:
    """Why a position holds no more: the kind of change, and the new state in words."""
    known = {(run.first, run.last) for run in old.runs}
    ended = [run for run in new.runs if run.stance == was.stance]
    if new.ended and any((run.first, run.last) not in known for run in ended):
        return "position-ends", _ended(new.ended, new.on)
    if words := _added(old.withdrawn, _of_stance(was.stance, new.withdrawn)):
        return "position-withdrawn", words
    if words := _added(old.announced, _of_stance(was.stance, new.announced)):
        return "position-announced", words
    if new.ended and ended:
        return "position-ends", _ended(new.ended, new.on)
    rows = [row for row in new.rows if row.stance == was.stance]
    if any(row.status == "withdrawn" for row in rows):
        return "position-withdrawn", "withdrawn"
    if rows and all(map(is_outside_membership, rows)):
        return "position-ends", "claimed of days on which a member is not on the side"
    return "position-ends", "nothing is claimed any more"


def _of_stance(stance: Stance, told: _Told) -> _Told:
    return {key: words for key, words in told.items() if key[0] == stance}


# --- in words ----------------------------------------------------------------------------


def _held(run: Run, on: Day) -> str:
    state = run.state(on)
    parts = [
        stands(run.stance),
        ", ".join(_support(one, state) for one in _shown(run.stance, state)),
        *_ended_support(run, state, on),
        _status(run, state, on),
        _beginning(run, on),
        _deniers(state),
    ]
    return "; ".join(filter(None, parts))


def _shown(stance: Stance, state: State) -> tuple[Supported, ...]:
    kinds = supported(stance, tuple(one.kind for one in state.support))
    return tuple(one for one in state.support if one.kind in kinds)


def _support(one: Supported, state: State) -> str:
    """A type of support; how firm it is, where that differs from the position as a whole."""
    remarks = [
        one.status if one.status != state.status else "",
        "disputed" if one.disputed and len(state.support) > 1 else "",
        f"again by {day(one.again)}" if one.again else "",
    ]
    remark = ", ".join(filter(None, remarks))
    label = SUPPORT[one.kind].label
    return f"{label} ({remark})" if remark else label


def _ended_support(run: Run, state: State, on: Day) -> Iterator[str]:
    """The types of support that ended while the run goes on."""
    holding = {one.kind for one in state.support}
    for kind, term in SUPPORT.items():
        if kind == UNSPECIFIED:
            continue
        ends = [
            claim.last[kind] for claim in run.claims if kind in claim.last and claim.first <= on
        ]
        if ends and kind not in holding and max(ends) < on:
            last = max(ends)
            told = [row.until for row in run.rows if row.until and row.until.latest == last]
            until = until_words(told[0]) if told else f"until {day(last)}"
            yield f"no longer {term.label}, {until}"


def _status(run: Run, state: State, on: Day) -> str:
    """How firm it is and, where it was not always so, since when."""
    start = on
    for segment in reversed([one for one in run.segments if one.first <= on]):
        if segment.state.status != state.status:
            break
        start = segment.first
    return f"{state.status} since {day(start)}" if start > run.first else state.status


def _beginning(run: Run, on: Day = OPEN) -> str:
    if (announced := announced_for(run, on)) is not None:
        return f"announced for {announced.words()}"
    return since_words(run.since(on)) or f"by {day(run.first)}"


def _deniers(state: State) -> str:
    deniers = (
        (denial.who.name if denial.who else UNNAMED_VOICE)
        + (f" ({denial.date.words()})" if denial.date else "")
        for denial in state.disputing
    )
    names = ", ".join(dict.fromkeys(deniers))
    return f"disputed by {names}" if names else ""


def _ended(run: Run, on: Day) -> str:
    """What ended, until when, when that was told, and how firm the end is."""
    until = _until(run)
    if run.ended_by == "membership":
        until += ", when the sides of those named changed"
    told = [
        row.article.date for row in run.rows if row.until is not None and row.until == run.until
    ]
    if told and (first := min(told, key=Date.sort_key)).first_day > run.last:
        until += f", as told on {first.words()}"
    ended = ended_of(run, on)
    firm = f"; {ended.status}" if ended.status != "reported" else ""
    disputed = "; disputed" if ended.disputed else ""
    return f"no longer {STANCES[run.stance].label.lower()}; {until}{firm}{disputed}"


def _until(run: Run) -> str:
    """The end as a row has it, else the day."""
    return until_words(run.until) or f"until {day(run.last)}"


def _history(track: _Track) -> str | None:
    """Every run with its segments, in order."""
    return "; ".join(map(_run, track.runs)) or None


def _run(run: Run) -> str:
    steps = ", ".join(
        " ".join(
            filter(
                None,
                (
                    f"{segment.first}:",
                    " and ".join(
                        SUPPORT[one.kind].label for one in _shown(run.stance, segment.state)
                    ),
                    segment.state.status,
                    "disputed" if segment.state.disputed else "",
                ),
            )
        )
        for segment in run.segments
    )
    end = f" {_until(run)}" if run.ended_by else ""
    return f"{stands(run.stance)} {_beginning(run)}{end} ({steps})"
