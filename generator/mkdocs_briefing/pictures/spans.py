"""Turns the history of a backer's positions into spans of time, each with one stance and status."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from itertools import groupby

from mkdocs_briefing.core.vocabulary import STANCES, TRACKS, Stance, Status, Track
from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.model.row_days import ONE_DAY
from mkdocs_briefing.model.runs import Run, runs
from mkdocs_briefing.pictures.standing_words import ending, standings_of
from mkdocs_briefing.standings.standing import (
    Standing,
    began,
    ended_of,
    held_on,
    known_by_date,
)
from mkdocs_briefing.standings.table import Backer, Table
from mkdocs_briefing.wording.words import day, firmness
from mkdocs_briefing.wording.words import since as since_words


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of when a stance began.

    Attributes:
        known: whether a source says when it began; if not, it is only known to have held by then.
        earliest: the first day on which it can have begun, if there is one.
        exact: whether it began on that day and no other.
        words: the same in words.
    """

    known: bool
    earliest: Day | None
    exact: bool
    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in which a position and its firmness stay the same.

    Attributes:
        start: the first day on which it certainly held.
        beginning: ``None`` if only the firmness changed, and the stance is the same as before.
        last_known: the last day for which a row vouches. What is drawn after it fades.
        end: the first day on which it certainly held no longer; ``None`` while it holds.
        ended_from: the first day on which it can have ended, if that is not certain.
        turned: from when it is as firm as this, in words, if it was otherwise firm before.
        until: the end of the stance in words, as a row has it.
    """

    stance: Stance
    status: Status | None
    disputed: bool
    start: Day
    beginning: Beginning | None
    last_known: Day
    end: Day | None = None
    ended_from: Day | None = None
    turned: str = ""
    until: str = ""

    @property
    def label(self) -> str:
        firm = firmness(self.status, disputed=self.disputed)
        stance = STANCES[self.stance].label.lower()
        return f"{stance}, {firm}" if firm else stance

    @property
    def words(self) -> str:
        firm = firmness(self.status, disputed=self.disputed)
        stance = STANCES[self.stance].label.lower()
        when = self.turned if self.beginning is None else self.beginning.words
        return f"{stance} ({firm}) {when}".strip() if firm else f"{stance} {when}".strip()


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """One backer's position towards one side through time."""

    standing: Standing
    spans: tuple[Span, ...]

    @property
    def has_changed(self) -> bool:
        """Whether the stance has changed; a different status is no change."""
        return len({span.stance for span in self.spans}) > 1

    def sentence(self) -> str:
        """Return all spans in one sentence."""
        starts = [*(span.start for span in self.spans[1:]), None]
        parts = []
        for span, next_start in zip(self.spans, starts, strict=True):
            ended = span.end is not None and span.end != next_start
            last = f"until {day(span.end - ONE_DAY)}" if ended and span.end else ""
            parts.append(f"{span.words} {span.until or last}" if ended else span.words)
        subject = f"{self.standing.by.name} towards {self.standing.side.name}: "
        return subject + "; then ".join(parts) + "."


def lanes_of(table: Table, on: Day) -> Mapping[Backer, Sequence[Lane]]:
    """Return the lanes of every backer of a table, up to a day; a backer may have none.

    Each track of a position has a lane of its own, as none replaces another.
    """
    return {
        backer: tuple(
            Lane(standing, found)
            for standing in standings_of(backer)
            for found in spans((evidence.row for evidence in standing.evidence), on)
        )
        for camp in table.camps
        for backer in camp.backers
    }


def spans(rows: Iterable[Backing], on: Day) -> tuple[tuple[Span, ...], ...]:
    """Return the spans that the rows of one actor and one side make, up to a day, by track."""
    by_track: defaultdict[Track, list[Span]] = defaultdict(list)
    for run in runs(rows):
        if run.first <= on:
            by_track[run.track] += _spans_of(run, on)
    return tuple(tuple(by_track[track]) for track in TRACKS if track in by_track)


def _spans_of(run: Run, on: Day) -> Iterator[Span]:
    """Return one span for each stretch of a run in which its firmness stays the same."""
    shown = (segment for segment in run.segments if segment.first <= on)
    stretches = groupby(shown, key=lambda one: (one.state.status, one.state.disputed))
    before: Status | None = None
    for (status, disputed), stretch in stretches:
        segments = list(stretch)
        start, last = segments[0].first, segments[-1].last
        turned = f"from {day(start)}" if status == before else _firm_from(run, start)
        before = status
        yield Span(
            run.stance,
            status,
            disputed,
            start,
            _beginning(run, on) if start == run.first else None,
            last_known=run.last_known(on),
            end=last + ONE_DAY if last < on else None,
            ended_from=_ended_from(run) if last == run.last and last < on else None,
            turned=turned,
            until=_until(run, on) if last == run.last and last < on else "",
        )


def _firm_from(run: Run, start: Day) -> str:
    """Say from when a run is as firm as it is on a day on which that changed."""
    firm = held_on(run, start).firmness[-1]
    return since_words(firm.since) if firm.since else f"from {firm.by.words()}"


def _until(run: Run, on: Day) -> str:
    """Say when a run ended, and how firm the end is: it may be less firm than what it ends."""
    ended = ended_of(run, on)
    words = ending(ended)
    if not run.rows_on_end:
        return words
    firm = firmness(ended.status, disputed=ended.disputed)
    if not firm and run.state(run.last).status != ended.status:
        firm = ended.status
    return f"{words} ({firm})" if firm else words


def _beginning(run: Run, on: Day) -> Beginning:
    since = run.since(on)
    date = since or known_by_date(run.claims[0].row, run.first)
    return Beginning(
        known=since is not None,
        earliest=date.earliest,
        exact=date.earliest == date.latest and not (date.approximate or date.uncertain),
        words=began(run, on).words,
    )


def _ended_from(run: Run) -> Day | None:
    """Return the first day on which a run can have ended, if that is not its last day."""
    until = run.until
    return None if until is None or until.earliest == run.last else until.earliest
