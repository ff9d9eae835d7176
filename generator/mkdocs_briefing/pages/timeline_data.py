"""Collects what a browser needs to show a backers-and-sides table for any day."""

from collections.abc import Iterable, Mapping
from datetime import date as Day
from typing import Final, TypeVar

from mkdocs_briefing.core.dates import MONTHS, Date
from mkdocs_briefing.core.vocabulary import (
    ADVERSE,
    BETWEEN,
    STANCES,
    STATUSES_BY_FIRMNESS,
    SUPPORT,
    SUPPORTIVE,
)
from mkdocs_briefing.model.entities import Actor, Backing, Side, Source
from mkdocs_briefing.model.positions import begins, positions
from mkdocs_briefing.pages.links import Links
from mkdocs_briefing.pages.standings import CAMP_TITLES, Table, with_side
from mkdocs_briefing.wording.words import UNNAMED_VOICE, by_name, since

T = TypeVar("T")

WORDS: Final[Mapping[str, object]] = {
    "stance": {word: term.label for word, term in STANCES.items()},
    "phrase": {word: term.verb for word, term in STANCES.items()},
    "support": {word: term.label for word, term in SUPPORT.items()},
    "status": STATUSES_BY_FIRMNESS,
    "months": MONTHS,
    "unnamed": UNNAMED_VOICE,
    "supportive": sorted(SUPPORTIVE),
    "between": sorted(BETWEEN),
    "adverse": sorted(ADVERSE),
}
"""The vocabulary in its order, in the words of the page."""


def timeline_data(table: Table, rows: Iterable[Backing], links: Links) -> Mapping[str, object]:
    """The rows of a table, with everything that decides what they say on a day.

    The newest row of each actor and side comes first; that order does not depend on the day.
    Dates, actors and sources are given by their index in a list. Dates are in order, so that
    the earlier one has the smaller index.
    """
    # Any day will do: only the history of each position is used.
    histories = sorted(positions(rows, Day.max), key=lambda position: by_name(position.by))
    ordered = [row for position in histories for row in position.rows]
    sides = {side: number for number, side in enumerate(table.conflict.sides)}
    dates = _indices(
        sorted({row.as_of for row in ordered} | _beginnings(ordered), key=Date.sort_key)
    )
    backers = [position.by for position in histories]
    deniers = [one.who for row in ordered for one in row.denied_by if one.who is not None]
    actors = _indices([*backers, *deniers])
    sources = _indices(source for row in ordered for source in row.sources)
    return {
        "conflict": table.conflict.slug,
        "title": table.conflict.title,
        "on": None if table.on is None else table.on.isoformat(),
        "words": WORDS,
        "sides": [_side(table, side, links) for side in table.conflict.sides],
        "camps": _camps(table),
        "actors": [{"slug": one.slug, "name": one.name} for one in actors],
        "dates": [{"since": since(one), "by": one.words()} for one in dates],
        "sources": [_source(one, links, table.source_numbers.get(one)) for one in sources],
        "rows": [_row(row, sides, dates, actors, sources) for row in ordered],
    }


def _indices(items: Iterable[T]) -> dict[T, int]:
    """The distinct items in order, each with its index."""
    return {item: index for index, item in enumerate(dict.fromkeys(items))}


def _beginnings(rows: Iterable[Backing]) -> set[Date]:
    return {row.since for row in rows if row.since is not None}


def _side(table: Table, side: Side, links: Links) -> Mapping[str, object]:
    colour = links.colour(table.conflict, side)
    return {"slug": side.actor.slug, "name": side.name, "colour": colour}


def _camps(table: Table) -> list[Mapping[str, object]]:
    """Every camp that backers can be in, in the order of the table."""
    sides = table.conflict.sides
    return [
        *(
            {"key": "with", "side": number, "title": with_side(side)}
            for number, side in enumerate(sides)
        ),
        *({"key": key, "side": None, "title": title} for key, title in CAMP_TITLES.items()),
    ]


def _source(source: Source, links: Links, number: int | None) -> Mapping[str, object]:
    """The publisher, with a link to the web, or to the list of sources if there is none."""
    url = links.web(source.url)
    where = {"address": links.source(source)} if url is None else {"url": url}
    numbered = {} if number is None else {"number": number}
    return {"name": source.publisher, **where, **numbered}


def _day(day: Day | None) -> str | None:
    """The day in ISO 8601; ``Day.max`` stands for a day that nobody knows."""
    return None if day is None or day == Day.max else day.isoformat()


def _row(
    row: Backing,
    sides: Mapping[Side, int],
    dates: Mapping[Date, int],
    actors: Mapping[Actor, int],
    sources: Mapping[Source, int],
) -> Mapping[str, object]:
    return {
        "by": actors[row.by],
        "side": sides[row.side],
        "begins": _day(begins(row)),
        "ends": _day(None if row.until is None else row.until.latest),
        "stance": row.stance,
        "support": row.support,
        "status": row.status,
        "denied": [None if one.who is None else actors[one.who] for one in row.denied_by],
        "since": None if row.since is None else dates[row.since],
        "asOf": dates[row.as_of],
        "address": row.address,
        "sources": [sources[one] for one in row.sources],
    }
