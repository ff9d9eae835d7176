"""Selects what a browser needs to work out a table for any day, by the rule of positions."""

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
from mkdocs_briefing.wording.words import UNNAMED_VOICE, by_name

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
"""The vocabulary in its order, as the page says it."""


def any_day(table: Table, rows: Iterable[Backing], links: Links) -> Mapping[str, object]:
    """The rows of a table with all that decides what they say on a day.

    The order of the rows is the one in which the newest that counts is found first: it
    does not depend on the day. Dates, actors and sources are named by their place in a
    list; that of the dates is in order, so that the earlier has the smaller number.
    """
    # The day that is asked about does not matter: only the history of each is used.
    found = sorted(positions(rows, Day.max), key=lambda one: by_name(one.by))
    ordered = [row for position in found for row in position.rows]
    sides = {side: number for number, side in enumerate(table.conflict.sides)}
    dates = _numbered(
        sorted({row.as_of for row in ordered} | _beginnings(ordered), key=Date.sort_key)
    )
    backers = [position.by for position in found]
    deniers = [one.who for row in ordered for one in row.denied_by if one.who is not None]
    actors = _numbered([*backers, *deniers])
    sources = _numbered(source for row in ordered for source in row.sources)
    return {
        "conflict": table.conflict.slug,
        "title": table.conflict.title,
        "on": None if table.on is None else table.on.isoformat(),
        "words": WORDS,
        "sides": [_side(table, side, links) for side in table.conflict.sides],
        "camps": _camps(table),
        "actors": [{"slug": one.slug, "name": one.name} for one in actors],
        "dates": [{"since": _since(one), "by": one.words()} for one in dates],
        "sources": [_source(one, links, table.numbers.get(one)) for one in sources],
        "rows": [_row(row, sides, dates, actors, sources) for row in ordered],
    }


def _numbered(several: Iterable[T]) -> dict[T, int]:
    return {one: number for number, one in enumerate(dict.fromkeys(several))}


def _beginnings(rows: Iterable[Backing]) -> set[Date]:
    return {row.since for row in rows if row.since is not None}


def _side(table: Table, side: Side, links: Links) -> Mapping[str, object]:
    colour = links.colour(table.conflict, side)
    return {"slug": side.actor.slug, "name": side.name, "colour": colour}


def _camps(table: Table) -> list[Mapping[str, object]]:
    """Every group that backers can fall into, in the order of the table."""
    sides = table.conflict.sides
    return [
        *(
            {"key": "with", "side": number, "title": with_side(side)}
            for number, side in enumerate(sides)
        ),
        *({"key": key, "side": None, "title": title} for key, title in CAMP_TITLES.items()),
        {"key": "yet", "side": None, "title": "Nothing on record yet"},
    ]


def _since(date: Date) -> str:
    """An open date brings its own preposition; a span of dates asks for another."""
    if "/" not in date.text:
        return f"since {date.words()}"
    return f"begun {date.words()}" if date.earliest and date.latest else date.words()


def _source(source: Source, links: Links, number: int | None) -> Mapping[str, object]:
    """As the page names it in few words: on the web, or else in the list of sources."""
    url = links.web(source.url)
    where = {"address": links.source(source)} if url is None else {"url": url}
    numbered = {} if number is None else {"number": number}
    return {"name": source.publisher, **where, **numbered}


def _day(day: Day | None) -> str | None:
    """The last day there is stands for a day that nobody knows."""
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
