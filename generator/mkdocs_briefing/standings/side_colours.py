"""Gives each side of a conflict its colour, the same in tables, pictures and scripts."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import cycle

from mkdocs_briefing.core.vocabulary import SIDE_COLOURS
from mkdocs_briefing.model.entities import Conflict, Side


def side_colour(conflict: Conflict, side: Side) -> int:
    """The number of a side's colour, as style sheets count them: ``--b-side-0`` and so on."""
    return _colours(conflict)[side]


@lru_cache(maxsize=256)
def _colours(conflict: Conflict) -> Mapping[Side, int]:
    """The number of each side's colour: the chosen one, or the first that is free."""
    chosen = {side: SIDE_COLOURS.index(side.colour) for side in conflict.sides if side.colour}
    free = [number for number in range(len(SIDE_COLOURS)) if number not in chosen.values()]
    others = (side for side in conflict.sides if side not in chosen)
    numbers = cycle(free or range(len(SIDE_COLOURS)))
    return {**chosen, **dict(zip(others, numbers, strict=False))}
