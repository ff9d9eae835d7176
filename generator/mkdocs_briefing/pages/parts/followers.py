"""Groups those who stand towards an actor by where they stand: in favour, between, against."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.vocabulary import ADVERSE, BETWEEN, SUPPORTIVE, Stance
from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.membership import is_outside_membership
from mkdocs_briefing.pages.parts.actor_head import StandingLine, standing_lines
from mkdocs_briefing.standings.camps import CAMP_TITLES
from mkdocs_briefing.standings.standing import Standing

FOLLOWER_CARDS: Final = 30
"""With more positions towards an actor than these, each of them is a line."""


@dataclass(frozen=True, slots=True, eq=False)
class FollowerGroup:
    """Actors that stand alike towards another: in favour, between, against, no longer.

    Attributes:
        key: ``with``, or a key of ``CAMP_TITLES``.
        lines: the same in short, if there are too many to show each in full; otherwise empty.
    """

    key: str
    title: str
    standings: tuple[Standing, ...]
    lines: tuple[StandingLine, ...] = ()


_FOLLOWER_GROUPS: Final[tuple[tuple[str, str, frozenset[Stance]], ...]] = (
    ("with", "In favour", frozenset(SUPPORTIVE)),
    ("between", "Mixed, neutral or mediating", frozenset(BETWEEN)),
    ("away", "Turned away or opposed", frozenset(ADVERSE)),
)


def whole_positions(towards: Iterable[Backing], index: Index) -> Iterator[Backing]:
    """Every row of the positions that some rows belong to: one to the side may end a member's."""
    pairs = {(row.by, row.side): None for row in towards if not is_outside_membership(row)}
    for by in dict.fromkeys(by for by, _ in pairs):
        yield from (row for row in index.backing_by[by] if (by, row.side) in pairs)


def followers(towards: Iterable[Standing]) -> tuple[FollowerGroup, ...]:
    """The groups of those whose standings towards an actor are given."""
    groups: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in towards:
        held = (key for key, _, stances in _FOLLOWER_GROUPS if standing.stance in stances)
        groups[next(held, standing.absence)].append(standing)
    titles = {**CAMP_TITLES, **{key: title for key, title, _ in _FOLLOWER_GROUPS}}
    order = ["with", *CAMP_TITLES]
    are_lines = sum(map(len, groups.values())) > FOLLOWER_CARDS
    return tuple(
        FollowerGroup(
            key, titles[key], tuple(groups[key]), standing_lines(groups[key]) if are_lines else ()
        )
        for key in order
        if key in groups
    )
