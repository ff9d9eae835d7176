"""Says of each row of a position what became of it by a day, and who denies it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date as Day

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import Stance, Status
from mkdocs_briefing.model.entities import Attribution, Backing
from mkdocs_briefing.model.positions import Position, RowState
from mkdocs_briefing.model.row_days import OPEN, ends
from mkdocs_briefing.model.runs import EndKind, Run


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
    denials = denials_of_row(row, position.on)
    if run is not None and state in {"holds", "ended"}:
        last = min(position.on, run.claim_of[row].end)
        denials = denials_of_row(row, position.on, last, run.state(last).disputing_set)
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
    told_in = position.history.first_ending.get((row.stance, last))
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


def denials_of_row(
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
