"""Writes the small parts of a claim as plain values, the same in every format."""

from collections.abc import Iterable
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.entities import UNNAMED, Account, Attribution, Source

TOLLS: Final = ("killed", "injured", "displaced")
"""The counts an account may give, as its attributes are called."""


def edtf(date: Date | None) -> str | None:
    """A date as EDTF has it."""
    return date.text if date is not None else None


def iso(day: Day | None) -> str | None:
    """A day as ISO 8601 has it; nothing for an end that is open."""
    return day.isoformat() if day is not None else None


def speaker(voice: Attribution) -> str:
    """The name of whoever says or denies a claim; ``unnamed`` where the source gives none."""
    return voice.who.name if voice.who is not None else UNNAMED


def publishers(sources: Iterable[Source]) -> tuple[str, ...]:
    """Who published a claim, each once."""
    return tuple(dict.fromkeys(source.publisher for source in sources))


def source_ids(sources: Iterable[Source]) -> tuple[str, ...]:
    """What joins a claim to its sources."""
    return tuple(source.id for source in sources)


def figures(account: Account, toll: str) -> dict[str, int | bool | str | None]:
    """One of an account's ``TOLLS``, number by number; empty where it gives none."""
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
