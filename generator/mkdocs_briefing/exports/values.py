"""Converts dates, names and counts to plain values, the same in every format."""

from collections.abc import Iterable
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.entities import UNNAMED, Account, Attribution, Source

TOLLS: Final = ("killed", "injured", "displaced")
"""The counts an account may give, by the names of its attributes."""


def edtf(date: Date | None) -> str | None:
    """A date in EDTF."""
    return date.text if date is not None else None


def iso(day: Day | None) -> str | None:
    """A day in ISO 8601; ``None`` for an open end."""
    return day.isoformat() if day is not None else None


def speaker(voice: Attribution) -> str:
    """The name of whoever says or denies a claim; ``unnamed`` if the source gives none."""
    return voice.who.name if voice.who is not None else UNNAMED


def publishers(sources: Iterable[Source]) -> tuple[str, ...]:
    """The publishers of sources, each once."""
    return tuple(dict.fromkeys(source.publisher for source in sources))


def source_ids(sources: Iterable[Source]) -> tuple[str, ...]:
    """The keys that join a claim to its sources."""
    return tuple(source.id for source in sources)


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
