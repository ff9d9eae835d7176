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
    Question("publisher", "Who published it", "such as AFP", "--source"),
    Question("title", "The headline or title of the source", flag="--source-title"),
    Question("url", "Its web address", "https://…", "--source-url"),
    Question("date", "When it was published", DATE, "--source-date"),
    Question("kind", "The kind of publisher", flag="--source-kind", terms=SOURCE_KINDS),
)
_BACKING: Final = (
    Question("by", "Who takes a position", many=True, names="actor"),
    Question("to", "Towards which side, or who on it", many=True, names="side"),
    Question("stance", "The position", terms=STANCES),
    Question("support", "The kind of support", many=True, terms=SUPPORT),
    Question("status", "How certain the claim is", terms=STATUSES),
    Question("since", "Since when", DATE),
    Question("said_by", "Who says so, if not the source", many=True, names="voice"),
    Question("denied_by", "Who denies it", many=True, names="voice"),
)
_EVENTS: Final = (
    Question("what", "What happened, in one sentence"),
    Question("date", "When", DATE),
    Question("kind", "The kind of event", terms=EVENT_KINDS),
    Question("by", "Who did it", many=True, names="actor"),
    Question("against", "To whom it was done", many=True, names="actor"),
    Question("actors", "Who else took part", many=True, names="actor"),
    Question("place", "Where"),
    Question("killed", "How many were killed", "53, 1000+, 40-53 or ~50"),
)
_STATEMENTS: Final = (
    Question("who", "Who says it", many=True, names="voice"),
    Question("act", "The kind of statement", terms=ACTS),
    Question("about", "About whom, or to whom", many=True, names="actor"),
    Question("what", "What is said, in your own words"),
    Question("date", "When, if not on the date of the article", DATE),
)
_ROLES: Final = (
    Question("who", "The person", names="actor"),
    Question("as", "The post"),
    Question("in", "The state, government or organisation", names="actor"),
    Question("since", "Since when", DATE),
)
_SIDES: Final = (
    Question("name", "The name of a side", names="actor"),
    Question("members", "Who belongs to it", many=True, names="actor"),
)


def _rows(key: str, text: str, flag: str, parts: tuple[Question, ...]) -> Question:
    return Question(key, text, flag=flag, many=True, parts=parts)


SOURCE: Final = Question("source", "The source, which every claim needs", parts=_SOURCE)
FILE: Final = Question("file", "The name of the file, which becomes the address", flag="--file")

ARTICLE: Final = FileKind(
    "article",
    ArticleEntry,
    (
        Question("title", "The headline", flag="--title"),
        Question("date", "The date of the article", DATE, "--date", is_today=True),
        Question("summary", "A summary of one or two sentences", flag="--summary"),
        Question("conflict", "The conflict", flag="--conflict", lists="The conflicts"),
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
        Question("name", "The full name", flag="--name", lists="Actors without a profile"),
        Question("kind", "The kind of actor", flag="--kind", terms=ACTOR_KINDS),
        Question("short", "A short name", "such as GNA", "--short"),
        Question("aliases", "Other names and spellings", flag="--alias", many=True),
        Question("country", "The country", "two letters, such as LY", "--country"),
        Question("summary", "A summary of one sentence", flag="--summary"),
        Question("member_of", "What it belongs to", "", "--member-of", many=True, names="actor"),
        FILE,
    ),
)
CONFLICT: Final = FileKind(
    "conflict",
    ConflictEntry,
    (
        Question("title", "The name of the conflict", flag="--title"),
        _rows("sides", "The sides of the conflict", "--side", _SIDES),
        Question("start", "When it began", DATE, "--start"),
        Question("end", "When it ended", DATE, "--end"),
        Question("place", "Where", flag="--place"),
        Question("summary", "A summary of one or two sentences", flag="--summary"),
        FILE,
    ),
)
KINDS: Final = (ARTICLE, ACTOR, CONFLICT)
