"""Turns the history of a backer's positions into spans of time, each with one stance and status."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta

from mkdocs_briefing.core.vocabulary import STANCES, Stance, Status
from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.model.positions import Position, begins, timeline
from mkdocs_briefing.pages.standings import Backer, Standing, Table
from mkdocs_briefing.pictures.standing_words import firmness, since_words, standings_of
from mkdocs_briefing.wording.words import day


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
        end: the first day on which it certainly held no longer; ``None`` while it holds.
        ended_from: the first day on which it can have ended, if that is not certain.
    """

    stance: Stance
    status: Status | None
    disputed: bool
    start: Day
    beginning: Beginning | None
    end: Day | None = None
    ended_from: Day | None = None

    @property
    def label(self) -> str:
        firm = firmness(self.status, disputed=self.disputed)
        stance = STANCES[self.stance].label.lower()
        return f"{stance}, {firm}" if firm else stance

    @property
    def words(self) -> str:
        firm = firmness(self.status, disputed=self.disputed)
        stance = STANCES[self.stance].label.lower()
        when = f"from {day(self.start)}" if self.beginning is None else self.beginning.words
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
            until = f" until {day(span.end - timedelta(days=1))}" if ended and span.end else ""
            parts.append(span.words + until)
        subject = f"{self.standing.by.name} towards {self.standing.side.name}: "
        return subject + "; then ".join(parts) + "."


def lanes_of(table: Table, on: Day) -> Mapping[Backer, Sequence[Lane]]:
    """Return the lanes of every backer of a table, up to a day; a backer may have none."""
    return {
        backer: tuple(
            Lane(standing, found)
            for standing in standings_of(backer)
            if (found := spans((evidence.row for evidence in standing.evidence), on))
        )
        for camp in table.camps
        for backer in camp.backers
    }


def spans(rows: Iterable[Backing], on: Day) -> tuple[Span, ...]:
    """Return the spans that the rows of one actor and one side make, up to a day."""
    found: list[Span] = []
    before: Position | None = None
    for position in timeline(rows):
        if position.on > on:
            break
        current = found[-1] if found and found[-1].end is None else None
        state = (position.stance, position.status, position.disputed)
        if not current or state != (current.stance, current.status, current.disputed):
            if current:
                found[-1] = _ended(current, position.on, before)
            if position.stance is not None:
                same_stance = current is not None and current.stance == position.stance
                beginning = None if same_stance else _beginning(position)
                found.append(
                    Span(
                        position.stance, position.status, position.disputed, position.on, beginning
                    )
                )
        before = position
    return tuple(found)


def _beginning(position: Position) -> Beginning:
    row = next((row for row in position.holding if begins(row) == position.on), None)
    if row is None:
        # No row begins here: a newer one has ended, so an older one counts again.
        return Beginning(True, position.on, exact=True, words=f"again from {day(position.on)}")
    date = row.as_of if row.since is None else row.since
    return Beginning(
        known=row.since is not None,
        earliest=date.earliest,
        exact=date.earliest == date.latest and not (date.approximate or date.uncertain),
        words=since_words(row.since, row.as_of),
    )


def _ended(span: Span, end: Day, before: Position | None) -> Span:
    last_day = end - timedelta(days=1)
    dates = (row.until for row in (before.holding if before else ()) if row.until is not None)
    ended_from = next(
        (date.earliest for date in dates if date.latest == last_day and date.earliest != last_day),
        None,
    )
    return replace(span, end=end, ended_from=ended_from)
