"""Makes a claim of each row: the days on which it holds for its side.

A claim about a member of a side counts for the side while the member belongs to it. Whoever
joins a side no longer stands with the others, but may oppose them as before.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.core.vocabulary import (
    ADVERSE,
    STANCES,
    Stance,
    Support,
)
from mkdocs_briefing.model.entities import Actor, Backing
from mkdocs_briefing.model.membership import membership_of_target, spans_on
from mkdocs_briefing.model.row_days import ONE_DAY, OPEN, begins, ends, known_by

UNSPECIFIED: Final = "unspecified"
ALIGNMENT: Final = "alignment"


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A row and the days on which it holds.

    Attributes:
        first: the first day on which it is known to hold.
        last: by support type, the last day on which that support holds.
    """

    row: Backing
    first: Day
    last: Mapping[Support, Day]

    @property
    def end(self) -> Day:
        """The last day on which any of it holds."""
        return max(self.last.values())

    def supports_on(self, day: Day) -> frozenset[Support]:
        """The support types that it stands for on a day."""
        if day < self.first:
            return frozenset()
        return frozenset(kind for kind, last in self.last.items() if day <= last)

    def cut(self, last: Day) -> "Claim":
        """The same claim, ended by a day at the latest."""
        return Claim(
            self.row, self.first, {kind: min(end, last) for kind, end in self.last.items()}
        )


def as_claim(row: Backing, about: Actor | None = None) -> Claim | None:
    """A row with the days on which it holds for its side; ``None`` where there is none.

    Args:
        row: of which days it is.
        about: a member whose membership does not matter, as all is about the member itself.
    """
    first, last = begins(row), ends(row)
    for span in membership_of_target(row, first) if row.to not in (about, row.side.actor) else ():
        first, last = max(first, span.first), min(last, span.last)
    is_on_some_side = row.by in row.conflict.sides_with
    if is_on_some_side and STANCES[row.stance].track == ALIGNMENT and row.stance not in ADVERSE:
        # Whoever leaves a side no longer backs it by the rows of its time there, and whoever
        # joins one no longer backs the others. It may well oppose them as before.
        left = [span.last for span in spans_on(row.side, row.by) if span.meets(first, first)]
        last = min((last, *left, *_days_before_joining(row, first)))
    return Claim(row, first, dict.fromkeys(row.support, last)) if first <= last else None


def _days_before_joining(row: Backing, first: Day) -> Iterator[Day]:
    """The last days on which a row can hold before its actor joins another side.

    Where the day of joining is not exact, the row holds for as long as it is known to, or until
    its own end.
    """
    held = max(first, known_by(row))
    for side in row.conflict.sides_with.get(row.by, ()):
        for member in side.memberships.get(row.by, ()) if side is not row.side else ():
            since = member.since
            if since is None or since.earliest is None:
                continue
            latest = since.latest or OPEN
            ends_then = since.earliest < latest and since.earliest <= ends(row) <= latest
            if first < latest and not ends_then:
                vouched = min(latest - ONE_DAY, held)
                yield vouched if vouched >= since.earliest else since.earliest - ONE_DAY


def with_ends_told_elsewhere(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Close what other rows of the same stance say has ended.

    A row with ``until`` closes every row that began before that end and is not known to hold
    after it: in the support types that it names, in all of them where it names none. That a row
    holds on the day of its article is only assumed where nothing is written; it is not where
    another row of this article and source tells of the end of what the row says began.
    """
    every = tuple(claims)
    told: defaultdict[Hashable, list[Day]] = defaultdict(list)
    for claim in every:
        row = claim.row
        if ends(row) < OPEN:
            for scope in (None, *((row.article, source) for source in row.sources)):
                for kind in row.support:
                    told[scope, row.stance, kind].append(ends(row))
    if not told:
        yield from every
        return
    for days in told.values():
        days.sort()
    for claim in every:
        row = claim.row
        scopes: list[tuple[Hashable, Day]] = [(None, max(claim.first, known_by(row)))]
        if row.since is not None and row.as_of == row.article.date:
            scopes += [((row.article, source), claim.first) for source in row.sources]
        closing = {
            kind: min(
                last,
                *(
                    _next(told.get((scope, row.stance, one), []), held)
                    for scope, held in scopes
                    for one in (kind, UNSPECIFIED)
                ),
            )
            for kind, last in claim.last.items()
        }
        yield Claim(row, claim.first, closing)


def _next(days: list[Day], day: Day) -> Day:
    """The first of some sorted days that is not before a day, or ``OPEN``."""
    place = bisect_left(days, day)
    return days[place] if place < len(days) else OPEN


def _only_tells_an_end(row: Backing) -> bool:
    """Whether a row says no more of its days than when it ended, and that not to the day."""
    if row.since is not None or row.until is None or row.until.earliest is None:
        return False
    return row.until.earliest < begins(row) and row.as_of in (row.until, row.article.date)


def without_ends_before_turns(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Leave out an end that is not told to the day, where the turn that brought it is known.

    Who backed a side until 2023, and has kept away from it since October 2023, no longer backed
    it in November: else the end would replace what came after it.
    """
    every = tuple(claims)
    only_ends = frozenset(claim for claim in every if _only_tells_an_end(claim.row))
    if not only_ends:
        yield from every
        return
    begun: defaultdict[Stance, list[Day]] = defaultdict(list)
    for claim in every:
        if claim not in only_ends:
            begun[claim.row.stance].append(claim.first)
    for days in begun.values():
        days.sort()
    for claim in every:
        until = claim.row.until
        if until is None or until.earliest is None or claim not in only_ends:
            yield claim
            continue
        own = begun[claim.row.stance]
        place = bisect_right(own, claim.first)
        after = max((until.earliest, *own[place - 1 : place]))
        turns = [
            days[place]
            for stance, days in begun.items()
            if stance != claim.row.stance and (place := bisect_right(days, after)) < len(days)
        ]
        if min(turns, default=OPEN) > claim.first:
            yield claim


def end_of(claims: Iterable[Claim]) -> Day:
    """The last day on which any of some claims holds."""
    return max(claim.end for claim in claims)
