"""Holds every word that a contributor chooses from, with all that is said of it.

Each list is one table. The schema, the questions of ``briefing new``, the form, the pages,
the pictures and the scripts read it, so a new word is one new entry here. The order of a
table is the order in which its words are listed.

Support types follow the UCDP External Support Dataset; the other lists are the project's
own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, TypeVar, get_args

# Any text, for the type checker: the schema holds headers against the tables.
Stance: TypeAlias = str
Track: TypeAlias = Literal["alignment", "recognition", "mediation"]
Support: TypeAlias = str
Status: TypeAlias = str
EventKind: TypeAlias = str
Act: TypeAlias = str
SourceKind: TypeAlias = str
ActorKind: TypeAlias = str
SideColour: TypeAlias = str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the vocabulary.

    Attributes:
        word: as it is written in headers and downloads.
        label: as pages show it.
        meaning: when a contributor should choose it.
    """

    word: str
    label: str
    meaning: str


StanceGroup: TypeAlias = Literal["supportive", "between", "adverse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceTerm(Term):
    """How an actor stands towards a side.

    Attributes:
        verb: what one actor does: ``backs``.
        plural_verb: what several actors do: ``back``.
        group: whether it puts an actor on the side, between the sides, or against the side.
        track: stances replace one another within a track only.
    """

    verb: str
    plural_verb: str
    group: StanceGroup
    track: Track


SupportWeight: TypeAlias = Literal["forces", "means", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportTerm(Term):
    """What support consists of.

    Attributes:
        weight: how heavy the pictures draw it: people who can fight, what helps them to
            fight, or words alone.
    """

    weight: SupportWeight


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTerm(Term):
    """How firm a claim is.

    Attributes:
        firmness: the higher, the firmer; no two are equal.
        explanation: what the mark tells a reader.
    """

    firmness: int
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActTerm(Term):
    """What a statement does. The label is the verb for one speaker: ``calls for``.

    Attributes:
        plural_verb: the verb for several speakers: ``call for``.
        directed: whether those it is about are its object: X accuses Y.
    """

    plural_verb: str
    directed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorKindTerm(Term):
    """What an actor is.

    Attributes:
        plural: the heading over several of them.
    """

    plural: str


T = TypeVar("T", bound=Term)


def _table(*terms: T) -> Mapping[str, T]:
    return MappingProxyType({term.word: term for term in terms})


STANCES: Final = _table(
    StanceTerm(
        "backs",
        "Backs",
        "Gives a side help of any kind.",
        verb="backs",
        plural_verb="back",
        group="supportive",
        track="alignment",
    ),
    StanceTerm(
        "recognises",
        "Recognises",
        "Takes it for the legitimate one.",
        verb="recognises",
        plural_verb="recognise",
        group="supportive",
        track="recognition",
    ),
    StanceTerm(
        "favours",
        "Favours",
        "Leans towards it, in words or gestures.",
        verb="favours",
        plural_verb="favour",
        group="supportive",
        track="alignment",
    ),
    StanceTerm(
        "mixed",
        "Mixed signals",
        "Sends mixed signals.",
        verb="sends mixed signals to",
        plural_verb="send mixed signals to",
        group="between",
        track="alignment",
    ),
    StanceTerm(
        "neutral",
        "Neutral",
        "Keeps out of it, and says so.",
        verb="is neutral towards",
        plural_verb="are neutral towards",
        group="between",
        track="alignment",
    ),
    StanceTerm(
        "rejects",
        "Refuses recognition",
        "Refuses to recognise it.",
        verb="refuses to recognise",
        plural_verb="refuse to recognise",
        group="adverse",
        track="recognition",
    ),
    StanceTerm(
        "mediates",
        "Mediates",
        "Tries to bring the sides together.",
        verb="mediates with",
        plural_verb="mediate with",
        group="between",
        track="mediation",
    ),
    StanceTerm(
        "distanced",
        "Distanced",
        "Has moved away from a side that it stood closer to.",
        verb="has moved away from",
        plural_verb="have moved away from",
        group="adverse",
        track="alignment",
    ),
    StanceTerm(
        "opposes",
        "Opposes",
        "Is against it.",
        verb="opposes",
        plural_verb="oppose",
        group="adverse",
        track="alignment",
    ),
)

SUPPORT: Final = _table(
    SupportTerm("troops", "troops", "Its own soldiers fight.", weight="forces"),
    SupportTerm(
        "troop-presence",
        "troop presence",
        "Its soldiers are there; they are not known to fight.",
        weight="forces",
    ),
    SupportTerm(
        "mercenaries", "mercenaries", "Fighters for pay, whom it sends or pays.", weight="forces"
    ),
    SupportTerm("weapons", "weapons", "Weapons and ammunition.", weight="means"),
    SupportTerm(
        "materiel",
        "materiel",
        "Equipment that is no weapon: vehicles, fuel, uniforms.",
        weight="means",
    ),
    SupportTerm("training", "training", "Training and advice.", weight="means"),
    SupportTerm("funding", "funding", "Money.", weight="means"),
    SupportTerm("intelligence", "intelligence", "Intelligence.", weight="means"),
    SupportTerm(
        "joint-operations",
        "joint operations",
        "Operations that both carry out together.",
        weight="forces",
    ),
    SupportTerm(
        "territory", "territory", "Bases, or passage through its territory.", weight="means"
    ),
    SupportTerm("diplomatic", "diplomatic", "Support in words, votes, treaties.", weight="words"),
    SupportTerm(
        "other",
        "other support",
        "Something else that the source names; say in `note` what it is.",
        weight="words",
    ),
    SupportTerm(
        "unspecified",
        "support not specified",
        "The source does not say what it consists of.",
        weight="words",
    ),
)
"""From the most to the least tangible."""

STATUSES: Final = _table(
    StatusTerm(
        "reported",
        "reported",
        "The source states it, in its own voice.",
        firmness=3,
        explanation="a source states it",
    ),
    StatusTerm(
        "alleged",
        "alleged",
        "The source passes it on as a claim; or whoever makes it is a party to the matter, or "
        "is not named.",
        firmness=2,
        explanation="a source passes it on as a claim; or whoever makes it is a party, or not "
        "named",
    ),
    StatusTerm(
        "confirmed",
        "confirmed",
        "The actor itself has said so, in public or in an official document.",
        firmness=4,
        explanation="the one it is about has said so in public or in an official document",
    ),
    StatusTerm(
        "withdrawn",
        "withdrawn",
        "Whoever made the claim has taken it back.",
        firmness=1,
        explanation="whoever made the claim has taken it back; it stays visible, and counts no "
        "more",
    ),
)

EVENT_KINDS: Final = _table(
    Term("battle", "battle", "Fighting between armed sides."),
    Term("strike", "strike", "An attack from the air or from a distance."),
    Term("attack-on-civilians", "attack on civilians", "An attack on people who do not fight."),
    Term("protest", "protest", "A protest."),
    Term("agreement", "agreement", "Something is agreed, signed or comes into force."),
    Term("talks", "talks", "Talks, by telephone too."),
    Term("visit", "visit", "A visit."),
    Term("statement", "statement", "Something is declared."),
    Term("sanction", "sanction", "A sanction, or its end."),
    Term("election", "election", "An election or a vote of the people."),
    Term("arms", "arms transfer", "Weapons are delivered or found."),
    Term("other", "other event", "Anything else."),
)

ACTS: Final = _table(
    ActTerm("says", "says", "States something.", plural_verb="say"),
    ActTerm(
        "calls-for",
        "calls for",
        "Asks for something to be done or to stop.",
        plural_verb="call for",
    ),
    ActTerm("accuses", "accuses", "Blames somebody.", plural_verb="accuse", directed=True),
    ActTerm("denies", "denies", "Denies something.", plural_verb="deny"),
    ActTerm(
        "supports",
        "supports",
        "Speaks up for somebody or something.",
        plural_verb="support",
        directed=True,
    ),
    ActTerm("praises", "praises", "Praises.", plural_verb="praise", directed=True),
    ActTerm("condemns", "condemns", "Condemns.", plural_verb="condemn", directed=True),
    ActTerm("announces", "announces", "Says what it has done or will do.", plural_verb="announce"),
    ActTerm("threatens", "threatens", "Threatens.", plural_verb="threaten", directed=True),
)

SOURCE_KINDS: Final = _table(
    Term(
        "official",
        "official source",
        "A government, a parliament, an international organisation, an army.",
    ),
    Term("media", "media", "A newspaper, an agency, a broadcaster."),
    Term("ngo", "NGO", "A non-governmental organisation."),
    Term("research", "research", "A research institute or a university."),
    Term("social", "social media", "Something posted on a social network."),
    Term("other", "other source", "Anything else."),
)

ACTOR_KINDS: Final = _table(
    ActorKindTerm("state", "State", "A state.", plural="States"),
    ActorKindTerm(
        "government",
        "Government",
        "A government, where it is not the same as the state.",
        plural="Governments",
    ),
    ActorKindTerm(
        "armed-group",
        "Armed group",
        "An army, a militia, a company of mercenaries.",
        plural="Armed groups",
    ),
    ActorKindTerm(
        "political-group", "Political group", "A party or a movement.", plural="Political groups"
    ),
    ActorKindTerm(
        "intergovernmental",
        "Intergovernmental organisation",
        "An organisation of states, or a part of one.",
        plural="Intergovernmental organisations",
    ),
    ActorKindTerm("company", "Company", "A company.", plural="Companies"),
    ActorKindTerm("media", "Media", "A newspaper, an agency, a broadcaster.", plural="Media"),
    ActorKindTerm("person", "Person", "A person.", plural="People"),
    ActorKindTerm("other", "Other", "Anything else.", plural="Others"),
)

SIDE_COLOURS: Final = ("blue", "orange", "green", "purple", "olive", "teal", "brown", "indigo")
"""In the order in which sides take them that choose none; each is legible, light and dark.

A new colour also needs its values and its sign in the style sheet.
"""


def _stances(group: StanceGroup) -> frozenset[Stance]:
    return frozenset(word for word, term in STANCES.items() if term.group == group)


TRACKS: Final[tuple[Track, ...]] = get_args(Track)
"""In the order in which they are shown. A stance never replaces one of another track."""

SUPPORTIVE: Final = _stances("supportive")
"""Stances that put an actor on somebody's side."""

BETWEEN: Final = _stances("between")
"""Stances that put an actor between the sides."""

ADVERSE: Final = _stances("adverse")
"""Stances that turn an actor away from a side."""

STATUSES_BY_FIRMNESS: Final[tuple[Status, ...]] = tuple(
    sorted(STATUSES, key=lambda word: STATUSES[word].firmness, reverse=True)
)
"""The firmest first: several rows together are as firm as their firmest."""
