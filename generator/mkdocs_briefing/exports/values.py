"""Converts dates, names, counts and runs to plain values, the same in every format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import Status
from mkdocs_briefing.model.entities import UNNAMED, Account, Attribution, Conflict, Source
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.row_days import OPEN, begins
from mkdocs_briefing.model.runs import Run, firmest, runs

TOLLS: Final = ("killed", "injured", "displaced", "civilians_killed")
"""The counts an account may give, by the names of its attributes."""


def edtf(date: Date | None) -> str | None:
    """A date in EDTF."""
    return date.text if date is not None else None


def iso(day: Day | None) -> str | None:
    """A day in ISO 8601; ``None`` for an open end."""
    return None if day is None or day == OPEN else day.isoformat()


def speaker(voice: Attribution) -> str:
    """The name of whoever says or denies a claim; ``unnamed`` if the source gives none."""
    return voice.who.name if voice.who is not None else UNNAMED


def publishers(sources: Iterable[Source]) -> tuple[str, ...]:
    """The publishers of sources, each once."""
    return tuple(dict.fromkeys(source.publisher for source in sources))


def source_ids(sources: Iterable[Source]) -> tuple[str, ...]:
    """The keys that join a claim to its sources."""
    return tuple(source.id for source in sources)


def doer_status(account: Account) -> Status | None:
    """How firm it is who did it; ``None`` where an account names nobody and doubts nothing."""
    return account.status if account.by or account.status != "reported" else None


@dataclass(frozen=True, slots=True, eq=False)
class DatedRun:
    """A run as it is known on a day.

    Attributes:
        on: the day of the conflict's newest article.
    """

    conflict: Conflict
    run: Run
    on: Day

    @property
    def since(self) -> str | None:
        """The beginning as a row has it."""
        return edtf(self.run.since())

    @property
    def by_day(self) -> str | None:
        """The first day on which it is known to have held, where no beginning can be said.

        None can be said for as long as its date reaches beyond the day: of ``2021``, an article
        of May 2021 only knows that it began by then.
        """
        return iso(self.run.first) if self.run.since(self.on) is None else None

    @property
    def end_status(self) -> Status | None:
        """How firm the end is that a row tells of; ``None`` where none does."""
        return firmest(self.run.rows_on_end) if self.run.rows_on_end else None

    @property
    def end_disputed(self) -> bool | None:
        """Whether that end is disputed; ``None`` where no row tells of one."""
        return self.run.end_disputed(self.on) if self.run.rows_on_end else None


def dated_runs(index: Index) -> Iterator[DatedRun]:
    """The runs of each conflict. What is only announced makes none until its day."""
    for conflict in index.briefing.conflicts:
        on = index.newest_day(conflict)
        if on is not None:
            rows = (row for row in index.backing_of.get(conflict, ()) if begins(row) <= on)
            yield from (DatedRun(conflict, run, on) for run in runs(rows))


def toll_numbers(account: Account, toll: str) -> dict[str, int | bool | str | None]:
    """One of an account's ``TOLLS``, number by number; empty if it gives none."""
    count: Count | None = getattr(account, toll)
    if count is None:
        return {}
    return {
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "approximate": count.approximate,
        "as_of": edtf(count.as_of),
        "note": count.note,
    }
