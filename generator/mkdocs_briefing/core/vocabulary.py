"""Holds the fixed words a contributor chooses from.

Support types follow the UCDP External Support Dataset; the other lists are the
project's own. Each list is a ``Literal``, so that the type checker, the schema and
the error messages all draw on the same words.
"""

from typing import Final, Literal, get_args

ActorKind = Literal[
    "state",
    "government",
    "armed-group",
    "political-group",
    "intergovernmental",
    "company",
    "media",
    "person",
    "other",
]
Stance = Literal[
    "backs", "recognises", "favours", "mixed", "neutral", "mediates", "distanced", "opposes"
]
Support = Literal[
    "troops",
    "troop-presence",
    "mercenaries",
    "weapons",
    "materiel",
    "training",
    "funding",
    "intelligence",
    "joint-operations",
    "territory",
    "diplomatic",
    "other",
    "unspecified",
]
Status = Literal["reported", "alleged", "confirmed", "withdrawn"]
SideColour = Literal["blue", "orange", "green", "purple", "olive", "teal", "brown", "indigo"]
"""In the order in which sides take them that choose none; each is legible, light and dark."""
EventKind = Literal[
    "battle",
    "strike",
    "attack-on-civilians",
    "protest",
    "agreement",
    "talks",
    "visit",
    "statement",
    "sanction",
    "election",
    "arms",
    "other",
]
Act = Literal[
    "says",
    "calls-for",
    "accuses",
    "denies",
    "supports",
    "praises",
    "condemns",
    "announces",
    "threatens",
]
SourceKind = Literal["official", "media", "ngo", "research", "social", "other"]

SUPPORTIVE: Final[frozenset[Stance]] = frozenset({"backs", "recognises", "favours"})
"""Stances that put an actor on somebody's side."""

BETWEEN: Final[frozenset[Stance]] = frozenset({"mixed", "neutral", "mediates"})
"""Stances that put an actor between the sides."""

ADVERSE: Final[frozenset[Stance]] = frozenset({"distanced", "opposes"})
"""Stances that turn an actor away from a side."""

STATUS_BY_STRENGTH: Final[tuple[Status, ...]] = ("confirmed", "reported", "alleged", "withdrawn")
"""From the firmest to the weakest: several rows together are as firm as their firmest."""

SUPPORT_ORDER: Final[tuple[Support, ...]] = get_args(Support)
"""The order in which support types are listed: from the most to the least tangible."""
