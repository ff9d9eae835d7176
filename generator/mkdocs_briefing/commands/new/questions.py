"""Says what is asked about an article, an actor or a conflict, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from mkdocs_briefing.content.schema import (
    BackingEntry,
    Entry,
    EventEntry,
    RoleEntry,
    SideEntry,
    StatementEntry,
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

Naming = Literal["actor", "side", "voice"]
"""Whom an answer names: anybody, somebody on a side, or somebody who may be ``unnamed``."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one key of a header.

    Attributes:
        key: the key.
        words: the question, as CONTRIBUTING explains the key.
        many: whether the answer may be several.
        naming: whom the answer names, where it names somebody.
        choice: which words there are to choose from, where there are.
        hint: how the answer is written, in a few words.
        help: the same at length, for those who ask.
    """

    key: str
    words: str
    many: bool = False
    naming: Naming | None = None
    choice: Mapping[str, Term] | None = None
    hint: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of rows of a header: its questions are asked until nobody has more to say.

    Attributes:
        key: the key that holds the rows.
        entry: what one row is.
        heading: what they are about.
        more: what one has no more of, when the first question is left without an answer.
        questions: of one row; the first is needed.
    """

    key: str
    entry: type[Entry]
    heading: str
    more: str
    questions: tuple[Question, ...]


_DATE: Final = "2019-11-14, 2019-11 or 2019"
_DATES: Final = """\
  2019-11-14          that day, year-month-day
  2019-11 or 2019     some day in that month or year: no more exact than the source
  2019-11~            about then
  2019-11?            the source is not sure
  2019-04/2019-06     from one to the other
  2019-04/..          since then, with no end that is known
  ../2019-11          by then, with no beginning that is known"""
_COUNT: Final = "53, 1000+, 40-53 or ~50"

TITLE: Final = Question("title", "The headline")
DATE: Final = Question("date", "The day of the article", help=_DATES)
SUMMARY: Final = Question("summary", "Summary: one or two sentences, shown in lists")
CONFLICT: Final = Question("conflict", "The conflict it is about")

SOURCE: Final = (
    Question("publisher", "Who published what it reports", hint="such as AFP"),
    Question("title", "The headline or the name of the document there"),
    Question("url", "Its address", hint="https://…"),
    Question("date", "When it was published", hint=_DATE, help=_DATES),
    Question("kind", "What kind of publisher it is", choice=SOURCE_KINDS),
)

ARTICLE_ROWS: Final = (
    Rows(
        "backing",
        BackingEntry,
        "Who stands where",
        "nobody more",
        (
            Question("by", "Who takes the stand", many=True, naming="actor"),
            Question("to", "Towards whom: a side, or somebody on a side", many=True, naming="side"),
            Question("stance", "How", choice=STANCES),
            Question("support", "What the support consists of", many=True, choice=SUPPORT),
            Question("status", "How firm the claim is", choice=STATUSES),
            Question("since", "When it began", hint=_DATE, help=_DATES),
            Question("said_by", "Who says it, if not the source itself", many=True, naming="voice"),
            Question("denied_by", "Who denies it", many=True, naming="voice"),
        ),
    ),
    Rows(
        "events",
        EventEntry,
        "What happened",
        "nothing more",
        (
            Question("what", "What happened, in one sentence"),
            Question("date", "When", hint=_DATE, help=_DATES),
            Question("kind", "What kind of event", choice=EVENT_KINDS),
            Question("actors", "Who took part or was affected", many=True, naming="actor"),
            Question("place", "Where"),
            Question("killed", "How many were killed", hint=_COUNT),
        ),
    ),
    Rows(
        "statements",
        StatementEntry,
        "Who said what",
        "nobody more",
        (
            Question("who", "Who says it", many=True, naming="actor"),
            Question("act", "What is done with the words", choice=ACTS),
            Question("about", "About whom, or to whom", many=True, naming="actor"),
            Question("what", "What is said, in your words"),
            Question("date", "When, if not on the day of the article", hint=_DATE, help=_DATES),
        ),
    ),
    Rows(
        "roles",
        RoleEntry,
        "Who held which post",
        "nobody more",
        (
            Question("who", "The person", naming="actor"),
            Question("as", "The post"),
            Question("in", "The state, the government or the organisation", naming="actor"),
            Question("since", "When it began", hint=_DATE, help=_DATES),
        ),
    ),
)

ACTOR: Final = (
    Question("name", "The full name"),
    Question("kind", "What kind of actor", choice=ACTOR_KINDS),
    Question("short", "A short form", hint="such as GNA"),
    Question("aliases", "Other names and spellings", many=True),
    Question("country", "Its country", hint="two letters, such as LY"),
    Question("summary", "Summary: one sentence"),
    Question("member_of", "What it belongs to", many=True, naming="actor"),
)

CONFLICT_BEFORE: Final = (Question("title", "What the conflict is called"),)
SIDES: Final = Rows(
    "sides",
    SideEntry,
    "Its sides",
    "no more sides",
    (
        Question("name", "The name of a side", naming="actor"),
        Question("members", "Who belongs to it", many=True, naming="actor"),
    ),
)
CONFLICT_AFTER: Final = (
    Question("start", "When it began", hint=_DATE, help=_DATES),
    Question("end", "When it ended", hint=_DATE, help=_DATES),
    Question("place", "Where"),
    Question("summary", "Summary: one or two sentences"),
)


def is_required(entry: type[Entry], key: str) -> bool:
    """Whether a key of an entry has to be there."""
    return any(
        field.is_required()
        for name, field in entry.model_fields.items()
        if key == (field.alias or name)
    )


def default_of(entry: type[Entry], key: str) -> str | None:
    """The word that holds where a key is left out; ``None`` where nothing does."""
    field = entry.model_fields.get(key)
    match field.default if field is not None else None:
        case str() as word:
            return word
        case (str() as word,):
            return word
        case _:
            return None


def words_of(question: Question) -> tuple[str, ...]:
    """The words that an answer is chosen from; none where it may be anything."""
    return tuple(question.choice) if question.choice else ()


def help_for(question: Question) -> str:
    """What ``?`` is answered with."""
    if question.choice:
        width = max(map(len, question.choice))
        return "\n".join(
            f"  {word:{width}}  {term.meaning}" for word, term in question.choice.items()
        )
    if question.help:
        return question.help
    several = " Several: with ; between them." if question.many else ""
    written = f" ({question.hint})" if question.hint else ""
    return f"  {question.words}{written}.{several}"
