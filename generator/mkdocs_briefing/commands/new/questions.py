"""Lists what is asked about an article, an actor or a conflict.

The dialogue and the flags both read these tables. Checks, usual answers and words to choose
from come from the schema and the vocabulary.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from mkdocs_briefing.content.schema import (
    ActorEntry,
    ArticleEntry,
    ConflictEntry,
    Entry,
    FileEntry,
)
from mkdocs_briefing.core.vocabulary import (
    ACTOR_KINDS,
    ACTS,
    EVENT_KINDS,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    SUPPORT,
    Term,
)
from pydantic.fields import FieldInfo

Naming: TypeAlias = Literal["actor", "side", "voice"]
"""Whom an answer names: any actor, one on a side, or one that may be ``unnamed``."""

DATE: Final = "2019-11-14, 2019-11 or 2019"
DATE_FORMS: Final = """\
  2019-11-14          that day, as year-month-day
  2019-11 or 2019     some day in that month or year; be no more exact than the source
  2019-11~            about then
  2019-11?            the source is not sure
  2019-04/2019-06     from one date to the other
  2019-04/..          since then, with no known end
  ../2019-11          until then, with no known start"""


@dataclass(frozen=True, slots=True)
class Question:
    """One key of a header, and how to ask for it.

    Attributes:
        key: the key in the header.
        text: the question.
        hint: how to write the answer.
        flag: the flag that answers it in scripts; none inside of a row.
        many: whether there may be several answers.
        names: whom the answer names, if anybody.
        terms: the terms of the vocabulary that the answer is chosen from, if any.
        lists: how to introduce what is known, if it is listed before the question.
        is_today: whether an empty answer means today.
        is_needed: whether it needs an answer, though the schema would do without.
        meaning: what ``?`` says: what the answer is for, in a sentence or two.
        parts: the questions for a mapping, or for each row if there may be many. Without an
            answer to the first, there is no mapping and no further row.
    """

    key: str
    text: str
    hint: str = ""
    flag: str = ""
    many: bool = False
    names: Naming | None = None
    terms: Mapping[str, Term] | None = None
    lists: str = ""
    is_today: bool = False
    is_needed: bool = False
    meaning: str = ""
    parts: tuple["Question", ...] = ()


@dataclass(frozen=True, slots=True)
class FileKind:
    """One of the three kinds of file.

    Attributes:
        name: the name of the subcommand.
        entry: the schema of the header.
        questions: in the order in which they are asked.
    """

    name: str
    entry: type[FileEntry]
    questions: tuple[Question, ...]

    @property
    def folder(self) -> str:
        """The folder below ``content/``."""
        return f"{self.name}s"


def field_of(entry: type[Entry], key: str) -> FieldInfo | None:
    """Return the field that a key is read into; ``None`` if there is none."""
    fields = entry.model_fields.items()
    return next((field for name, field in fields if key == (field.alias or name)), None)


def is_required(entry: type[Entry], key: str) -> bool:
    """Whether an entry cannot be read without a key."""
    field = field_of(entry, key)
    return field is not None and field.is_required()


def usual_word(entry: type[Entry], key: str) -> str:
    """Return the word that is meant where a key is left out; empty if there is none."""
    field = field_of(entry, key)
    match field and field.default:
        case str(word) | (str(word),):
            return word
        case _:
            return ""


_SOURCE: Final = (
    Question(
        "publisher",
        "Who published it",
        "such as AFP",
        "--source",
        meaning="The newspaper, agency, ministry or account that published it. It gets a page "
        "that lists everything that rests on it.",
    ),
    Question(
        "title",
        "The headline or title of the source",
        flag="--source-title",
        meaning="As it stands there, so that readers find it even if the address is gone.",
    ),
    Question(
        "url",
        "Its web address",
        "https://…",
        "--source-url",
        meaning="Readers follow it to see for themselves. Copy it from the browser, with https:// "
        "at the front.",
    ),
    Question("date", "When it was published", DATE, "--source-date"),
    Question("kind", "The kind of publisher", flag="--source-kind", terms=SOURCE_KINDS),
)
_BACKING: Final = (
    Question(
        "by",
        "Who takes a position",
        many=True,
        names="actor",
        meaning="The state, group or person that stands with a side, or against it.",
    ),
    Question(
        "to",
        "Towards which side, or who on it",
        many=True,
        names="side",
        meaning="A side of the conflict, or one of its members.",
    ),
    Question("stance", "The position", terms=STANCES),
    Question("support", "The kind of support", many=True, terms=SUPPORT),
    Question("status", "How certain the claim is", terms=STATUSES),
    Question("since", "Since when", DATE),
    Question(
        "said_by",
        "Who says so, if not the source",
        many=True,
        names="voice",
        meaning="Whom the source quotes; unnamed if it does not say who. Leave it empty if the "
        "source says it itself.",
    ),
    Question(
        "denied_by",
        "Who denies it",
        many=True,
        names="voice",
        meaning="Whoever says that it is not so. The denial stands beside the claim, and nobody "
        "has to decide who is right.",
    ),
)
_EVENTS: Final = (
    Question(
        "what",
        "What happened, in one sentence",
        meaning="In your own words, as it will stand in the chronology.",
    ),
    Question("date", "When", DATE),
    Question("kind", "The kind of event", terms=EVENT_KINDS),
    Question(
        "by",
        "Who did it",
        many=True,
        names="actor",
        meaning="If the source says who. Leave it empty if nobody did it alone, as with talks.",
    ),
    Question(
        "against",
        "To whom it was done",
        many=True,
        names="actor",
        meaning="Whoever was attacked, arrested, sanctioned or the like.",
    ),
    Question(
        "actors",
        "Who else took part",
        many=True,
        names="actor",
        meaning="Everybody whose page should list it and who is not named yet.",
    ),
    Question("place", "Where", meaning="The town or region, as the source names it."),
    Question(
        "killed",
        "How many were killed",
        "53, 1000+, 40-53 or ~50",
        meaning="53 is an exact count, 1000+ at least so many, 40-53 between the two, ~50 about "
        "so many. Leave it empty if the source does not say.",
    ),
)
_STATEMENTS: Final = (
    Question(
        "who",
        "Who says it",
        many=True,
        names="voice",
        meaning="The speaker, or the office if the source names no person; unnamed if it does not "
        "say who.",
    ),
    Question("act", "The kind of statement", terms=ACTS),
    Question(
        "about",
        "About whom, or to whom",
        many=True,
        names="actor",
        meaning="Whoever the statement is about. It also stands on their pages.",
    ),
    Question(
        "what",
        "What is said, in your own words",
        meaning="What it comes to, in a short sentence, without quotation marks.",
    ),
    Question("date", "When, if not on the date of the article", DATE),
)
_ROLES: Final = (
    Question("who", "The person", names="actor", meaning="Who held the post."),
    Question("as", "The post", meaning="Such as foreign minister."),
    Question(
        "in",
        "The state, government or organisation",
        names="actor",
        meaning="What the post belongs to. What a person says in a post also stands on the page "
        "of that actor.",
    ),
    Question("since", "Since when", DATE),
)
_SIDES: Final = (
    Question(
        "name",
        "The name of a side",
        names="actor",
        meaning="A party of the conflict, as articles will call it. Others can back it or oppose "
        "it. Name one side, then press Enter and name the next.",
    ),
    Question(
        "members",
        "Who belongs to it",
        many=True,
        names="actor",
        meaning="Leaders and groups that act for the side. A claim about a member counts for the "
        "side.",
    ),
)


def _rows(key: str, text: str, flag: str, parts: tuple[Question, ...]) -> Question:
    return Question(key, text, flag=flag, many=True, parts=parts)


SOURCE: Final = Question("source", "The source, which every claim needs", parts=_SOURCE)
FILE: Final = Question(
    "file",
    "The name of the file, which becomes the address",
    flag="--file",
    meaning="Small letters, digits and hyphens. It stays, as others link to it; the title can "
    "change.",
)

ARTICLE: Final = FileKind(
    "article",
    ArticleEntry,
    (
        Question(
            "title",
            "The headline",
            flag="--title",
            meaning="It stands above the article and in all lists. One sentence in your own words.",
        ),
        Question("date", "The date of the article", DATE, "--date", is_today=True),
        Question(
            "summary",
            "A summary of one or two sentences",
            flag="--summary",
            meaning="It stands below the title, and in lists. You can write it later.",
        ),
        Question(
            "conflict",
            "The conflict",
            flag="--conflict",
            lists="The conflicts",
            meaning="There are several, so the article says which one it is about.",
        ),
        SOURCE,
        _rows("backing", "Who stands where", "--backing", _BACKING),
        _rows("events", "What happened", "--event", _EVENTS),
        _rows("statements", "Who said what", "--statement", _STATEMENTS),
        _rows("roles", "Who held which post", "--role", _ROLES),
        FILE,
    ),
)
ACTOR: Final = FileKind(
    "actor",
    ActorEntry,
    (
        Question(
            "name",
            "The full name",
            flag="--name",
            lists="Actors without a profile",
            meaning="As the page is to be called. Articles may also use the short form and other "
            "spellings.",
        ),
        Question("kind", "The kind of actor", flag="--kind", terms=ACTOR_KINDS),
        Question(
            "short",
            "A short name",
            "such as GNA",
            "--short",
            meaning="It stands in tables and pictures, where there is little room.",
        ),
        Question(
            "aliases",
            "Other names and spellings",
            flag="--alias",
            many=True,
            meaning="Every spelling that articles may use for the same actor.",
        ),
        Question(
            "country",
            "The country",
            "two letters, such as LY",
            "--country",
            meaning="Its code in two letters (ISO 3166). The map of the backers goes by it.",
        ),
        Question(
            "summary",
            "A summary of one sentence",
            flag="--summary",
            meaning="It stands below the name, and on the card that opens at the name in texts.",
        ),
        Question(
            "member_of",
            "What it belongs to",
            "",
            "--member-of",
            many=True,
            names="actor",
            meaning="The state, alliance or organisation that it is part of.",
        ),
        FILE,
    ),
)
CONFLICT: Final = FileKind(
    "conflict",
    ConflictEntry,
    (
        Question(
            "title",
            "The name of the conflict",
            flag="--title",
            meaning="As readers know it, such as Offensive on Tripoli.",
        ),
        _rows("sides", "The sides of the conflict", "--side", _SIDES),
        Question("start", "When it began", DATE, "--start"),
        Question("end", "When it ended", DATE, "--end"),
        Question("place", "Where", flag="--place", meaning="The country or region, in words."),
        Question(
            "summary",
            "A summary of one or two sentences",
            flag="--summary",
            meaning="It stands below the title, and in lists. You can write it later.",
        ),
        FILE,
    ),
)
KINDS: Final = (ARTICLE, ACTOR, CONFLICT)
