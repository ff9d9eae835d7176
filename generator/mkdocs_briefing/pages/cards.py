"""Selects what a card says of an actor beside a link to it: kind, side, one line."""

import json

from mkdocs_briefing.core.vocabulary import ACTOR_KINDS
from mkdocs_briefing.pages.actors import ActorPage
from mkdocs_briefing.pages.links import Links
from mkdocs_briefing.wording.words import stands

STANDS_ON_A_CARD = 3
"""A card is to be read at a glance: of an actor's positions it names so many."""


def address(view: ActorPage) -> str:
    """Where the card lies: beside the page that the link leads to."""
    return f"{view.actor.address}card.json"


def card(view: ActorPage, links: Links) -> str:
    """The card as JSON; small, as one is fetched for each actor that a reader points at."""
    actor = view.actor
    held = [
        f"{stands(one.stance)} {one.side.name}" for one in view.stands if one.stance is not None
    ]
    return json.dumps(
        {
            "name": actor.name,
            "kind": None if actor.kind is None else ACTOR_KINDS[actor.kind].label,
            "sides": [
                {"name": place.side.name, "colour": links.colour(place.conflict, place.side)}
                for place in view.places
            ],
            "stands": held[:STANDS_ON_A_CARD],
            "line": actor.summary,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
