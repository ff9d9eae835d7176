"""Sorts backers into camps: with a side, between the sides, against, or nowhere."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.vocabulary import ADVERSE, BETWEEN, STATUSES_BY_FIRMNESS, SUPPORTIVE
from mkdocs_briefing.model.entities import Actor, Backing, Side
from mkdocs_briefing.model.positions import Position, positions
from mkdocs_briefing.model.runs import Run
from mkdocs_briefing.standings.standing import withdrawn_rows

CAMP_TITLES: Final[Mapping[str, str]] = {
    "between": "Between the sides",
    "away": "Turned away or opposed",
    "past": "No longer",
    "announced": "Announced",
    "withdrawn": "Claims that were withdrawn",
    "yet": "Nothing on record yet",
}
"""The camps that do not stand with exactly one side, in the order of the table."""
HOLDING_CAMPS: Final = frozenset({"with", "between", "away"})
"""The camps of those of whom some position holds."""


def with_side(side: Side) -> str:
    """The title of those who stand with a side."""
    return f"With {side.name}"


def positions_by_backer(
    rows: Iterable[Backing], on: Day | None
) -> Mapping[Actor, Mapping[Side, Position]]:
    """Where each backer stands on a day, by side; nobody without a day."""
    found: defaultdict[Actor, dict[Side, Position]] = defaultdict(dict)
    for position in positions(rows, on) if on else ():
        found[position.by][position.side] = position
    return found


def camp_sizes(rows: Iterable[Backing], on: Day | None) -> Mapping[tuple[str, Side | None], int]:
    """How many backers each camp has on a day, by what :func:`camp_of` returns."""
    return Counter(camp_of(of_one.values()) for of_one in positions_by_backer(rows, on).values())


def camp_of(positions: Iterable[Position]) -> tuple[str, Side | None]:
    """The camp of a backer on a day, by its positions towards the sides of one conflict.

    What is shown first of each position decides: the alignment, else the recognition, else
    the mediation.

    Returns:
        ``with`` and the side, or a key of ``CAMP_TITLES`` and ``None``.
    """
    every = tuple(positions)
    stances = {one.side: one.held[0].stance for one in every if one.held}
    supported_sides = [side for side, stance in stances.items() if stance in SUPPORTIVE]
    if len(supported_sides) == 1:
        return "with", supported_sides[0]
    if supported_sides or BETWEEN.intersection(stances.values()):
        return "between", None
    if ADVERSE.intersection(stances.values()):
        return "away", None
    if any(one.ended for one in every):
        return "past", None
    if any(one.announced for one in every):
        return "announced", None
    return ("withdrawn" if any(map(withdrawn_rows, every)) else "yet"), None


def order_in_camp(positions: Iterable[Position]) -> tuple[int, int]:
    """What sorts backers that stand alike on a day: the firmest first, then who began first.

    Of several positions that decides which also puts the backer into its camp. Where nothing
    holds, the newest end comes first, or what is announced for the earliest day.

    Returns:
        the place of its firmness, and within it the place of its beginning.
    """
    every = tuple(positions)
    held = [(one.held[0], one.on) for one in every if one.held]
    for stances in (SUPPORTIVE, BETWEEN, ADVERSE):
        deciding = [(run, on) for run, on in held if run.stance in stances]
        if deciding:
            return min(_order_of_run(run, on) for run, on in deciding)
    if ends := [run.last.toordinal() for one in every for run in one.ended]:
        return 0, -max(ends)
    days = (row.since.first_day for one in every for row in one.announced if row.since)
    return 0, min((day.toordinal() for day in days), default=0)


def _order_of_run(run: Run, on: Day) -> tuple[int, int]:
    state = run.state(on)
    since = run.since(on)
    begun = run.first if since is None or since.earliest is None else since.earliest
    return 2 * STATUSES_BY_FIRMNESS.index(state.status) + state.disputed, begun.toordinal()
