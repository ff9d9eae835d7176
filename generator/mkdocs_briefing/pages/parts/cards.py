"""Writes the card that scripts show beside a link to an actor: kind, sides, one line."""

import json
from collections.abc import Iterable
from typing import Final

from mkdocs_briefing.core.vocabulary import ACTOR_KINDS
from mkdocs_briefing.model.entities import Actor
from mkdocs_briefing.standings.standing import Held, Standing
from mkdocs_briefing.wording.words import firmness, stands

POSITIONS_ON_A_CARD: Final = 3
"""A card is read at a glance, so it names no more of an actor's positions."""


def card(
    actor: Actor,
    sides: Iterable[tuple[str, int]],
    standings: Iterable[Standing],
    on_the_side_of: Iterable[str] = (),
) -> str:
    """The card as JSON; small, as a browser fetches one for each actor that is pointed at.

    Args:
        actor: whose card it is.
        sides: the name and colour of each side that the actor is, or is on.
        standings: where the actor stands.
        on_the_side_of: the names of the sides to which it belongs, and that it is not itself.
    """
    positions = [f"on the side of {name}" for name in on_the_side_of]
    positions += [
        _position(held, standing.side.name) for standing in standings for held in standing.held
    ]
    return json.dumps(
        {
            "name": actor.name,
            "kind": None if actor.kind is None else ACTOR_KINDS[actor.kind].label,
            "sides": [{"name": name, "colour": colour} for name, colour in sides],
            "stands": positions[:POSITIONS_ON_A_CARD],
            "line": actor.summary,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _position(held: Held, side: str) -> str:
    """Say a position in a few words: ``backs GNA (alleged, disputed)``."""
    words = f"{stands(held.stance)} {side}"
    firm = firmness(held.status, disputed=bool(held.denials))
    return f"{words} ({firm})" if firm else words
