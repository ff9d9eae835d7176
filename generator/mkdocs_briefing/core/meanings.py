"""Says when each word of the vocabulary is meant, as CONTRIBUTING says it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Words = Literal["stance", "support", "status", "event", "act", "source", "actor"]
"""A list of words to choose from, by what it is for."""

MEANINGS: Final[Mapping[Words, Mapping[str, str]]] = MappingProxyType(
    {
        "stance": {
            "backs": "Gives a side help of any kind.",
            "recognises": "Takes it for the legitimate one.",
            "favours": "Leans towards it, in words or gestures.",
            "mixed": "Sends mixed signals.",
            "neutral": "Keeps out of it, and says so.",
            "mediates": "Tries to bring the sides together.",
            "distanced": "Has moved away from a side that it stood closer to.",
            "opposes": "Is against it.",
        },
        "support": {
            "troops": "Its own soldiers fight.",
            "troop-presence": "Its soldiers are there; they are not known to fight.",
            "mercenaries": "Fighters for pay, whom it sends or pays.",
            "weapons": "Weapons and ammunition.",
            "materiel": "Equipment that is no weapon: vehicles, fuel, uniforms.",
            "training": "Training and advice.",
            "funding": "Money.",
            "intelligence": "Intelligence.",
            "joint-operations": "Operations that both carry out together.",
            "territory": "Bases, or passage through its territory.",
            "diplomatic": "Support in words, votes, treaties.",
            "other": "Something else that the source names; say in `note` what it is.",
            "unspecified": "The source does not say what it consists of.",
        },
        "status": {
            "reported": "The source states it, in its own voice.",
            "alleged": "The source passes it on as a claim; or whoever makes it is a party to "
            "the matter, or is not named.",
            "confirmed": "The actor itself has said so, in public or in an official document.",
            "withdrawn": "Whoever made the claim has taken it back.",
        },
        "event": {
            "battle": "Fighting between armed sides.",
            "strike": "An attack from the air or from a distance.",
            "attack-on-civilians": "An attack on people who do not fight.",
            "protest": "A protest.",
            "agreement": "Something is agreed, signed or comes into force.",
            "talks": "Talks, by telephone too.",
            "visit": "A visit.",
            "statement": "Something is declared.",
            "sanction": "A sanction, or its end.",
            "election": "An election or a vote of the people.",
            "arms": "Weapons are delivered or found.",
            "other": "Anything else.",
        },
        "act": {
            "says": "States something.",
            "calls-for": "Asks for something to be done or to stop.",
            "accuses": "Blames somebody.",
            "denies": "Denies something.",
            "supports": "Speaks up for somebody or something.",
            "praises": "Praises.",
            "condemns": "Condemns.",
            "announces": "Says what it has done or will do.",
            "threatens": "Threatens.",
        },
        "source": {
            "official": "A government, a parliament, an international organisation, an army.",
            "media": "A newspaper, an agency, a broadcaster.",
            "ngo": "A non-governmental organisation.",
            "research": "A research institute or a university.",
            "social": "Something posted on a social network.",
            "other": "Anything else.",
        },
        "actor": {
            "state": "A state.",
            "government": "A government, where it is not the same as the state.",
            "armed-group": "An army, a militia, a company of mercenaries.",
            "political-group": "A party or a movement.",
            "intergovernmental": "An organisation of states, or a part of one.",
            "company": "A company.",
            "media": "A newspaper, an agency, a broadcaster.",
            "person": "A person.",
            "other": "Anything else.",
        },
    }
)
