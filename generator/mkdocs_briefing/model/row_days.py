"""Says from when to when a row holds, by what it says itself.

Days are whole days. ``Day.max`` stands for "still open".
"""

from datetime import date as Day
from datetime import timedelta
from functools import lru_cache
from typing import Final

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.entities import Backing

OPEN: Final = Day.max
ONE_DAY: Final = timedelta(days=1)


@lru_cache(maxsize=2**16)
def known_by(row: Backing) -> Day:
    """The last day of ``as_of``: no article knows what comes after it."""
    return known_day(row.article.date, row.as_of)


def known_day(article: Date, as_of: Date) -> Day:
    """The last day of ``as_of``, but never after the last day of the article's date."""
    return min(as_of.last_day, article.last_day)


@lru_cache(maxsize=2**16)
def begins(row: Backing) -> Day:
    """The day by which a row had begun."""
    return first_day(row.since, known_by(row))


def first_day(since: Date | None, known: Day) -> Day:
    """The day by which had begun what is known to hold on a day.

    The earlier of the last day that ``since`` can mean and the last day that ``as_of`` can mean,
    but never before the first day that ``since`` can mean.
    """
    if since is None:
        return known
    begun = min(known, since.latest or known)
    return max(begun, since.earliest or begun)


def ends(row: Backing) -> Day:
    """The last day that ``until`` can mean, or ``OPEN``."""
    return OPEN if row.until is None or row.until.latest is None else row.until.latest


def is_announced(row: Backing) -> bool:
    """Whether a row speaks of a beginning that its article still expects."""
    if row.since is None or row.since.earliest is None:
        return False
    return row.since.earliest > row.article.date.last_day


def default_as_of(article: Date, since: Date | None, until: Date | None) -> Date:
    """What ``as_of`` means where it is not written.

    The date of the article, but never after the last day of ``until`` and never before the first
    day of ``since``.
    """
    day = article.last_day
    if until is not None and until.latest is not None and until.latest < day:
        return until
    if since is not None and since.earliest is not None and since.earliest > day:
        return since
    return article
