"""Defines the types of single values in a header: text, dates, counts, addresses and ids.

Each type is said twice, once for our own check and once as JSON Schema for editors and
other programs; a test compares the two.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Final, TypeAlias, TypeVar
from urllib.parse import urlsplit

from mkdocs_briefing.core.counts import LONGEST_AMOUNT, THOUSANDS, Amount, Count, CountError
from mkdocs_briefing.core.dates import Date, DateError
from mkdocs_briefing.core.names import LONGEST_NAME, folded, is_slug, quoted, slug_of, visible
from mkdocs_briefing.core.vocabulary import (
    ACTOR_KINDS,
    ACTS,
    EVENT_KINDS,
    SIDE_COLOURS,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    SUPPORT,
)
from mkdocs_briefing.model.entities import UNNAMED
from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.annotated_handlers import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

T = TypeVar("T")


def field_error(code: str, message: str, *, key: str | None = None) -> PydanticCustomError:
    """Return the error to raise for a bad value.

    Args:
        code: the code of the problem.
        message: the text of the problem.
        key: the key to point at, for an error that a whole entry raises.
    """
    # Pydantic reads braces in the template as fields, and contributors write braces.
    return PydanticCustomError(code, "{message}", {"message": message, "key": key})


# --- checks ---------------------------------------------------------------------------


def _parse_date(value: object) -> Date:
    if isinstance(value, Date):
        return value
    if not isinstance(value, str):
        raise field_error("date", "a date is one value, such as 2019-11-14")
    try:
        return Date.parse(value.strip())
    except DateError as error:
        raise field_error("date", str(error)) from None


def parse_count(value: object) -> Count:
    """Parse a count that is written as one value, such as ``40-53``."""
    try:
        return Count.parse(str(value))
    except CountError as error:
        raise field_error("count", str(error)) from None


def _parse_amount(value: object) -> Amount:
    if isinstance(value, Amount):
        return value
    if not isinstance(value, str):
        raise field_error("count", "an amount is one value, such as 6 drones")
    try:
        return Amount.parse(value)
    except CountError as error:
        raise field_error("count", str(error)) from None


def _parse_whole_number(value: object) -> object:
    if not isinstance(value, str):
        raise field_error("count", "a count is one number, such as 53")
    count = parse_count(value)
    if count.low is None or count.low != count.high:
        raise field_error("count", f"bad count {quoted(value)}; write one number here")
    return count.best


def _check_visible(value: str) -> str:
    if value.isascii() or visible(value):
        return value
    raise field_error("empty", "nobody sees the characters in this; write something, or delete it")


_BULLETS: Final = "-\u2022\u2023\u2043\u25aa\u25cf\u25cb\u25e6\u2013\u2014"
_BULLET: Final = re.compile(
    "[\u2022\u2023\u2043\u25aa\u25cf\u25cb\u25e6]|[\u2013\u2014]\\s|-[^\\W\\d]"
)
"""How a list begins that a word processor has made, or whose dashes have no space behind them:
YAML reads all of it as one name."""

NOBODY: Final = frozenset(
    (
        *("none", "no", "nobody", "no one", "unknown", "n/a", "n.a.", "tbd", "null"),
        *("?", "??", "-", "--", "...", "\u2026", "\u2014", "\u2013"),
    )
)
"""What people write where they have no name; an actor called so would get a page. The form
(``contribute.js``) has the same."""

NORWAY: Final = "NO"
"""In capitals this is a country; whoever means nobody writes "no"."""

LONGEST_URL: Final = 2_000


def _check_length(value: str) -> str:
    return _at_most(LONGEST_NAME, value)


def _check_length_of_url(value: str) -> str:
    return _at_most(LONGEST_URL, value)


def _at_most(longest: int, value: str) -> str:
    if len(value) <= longest:
        return value
    raise field_error(
        "too-long", f"{quoted(value)} has {len(value):,} letters; the limit here is {longest:,}"
    )


def _check_speaker(value: str) -> str:
    if value != NORWAY and folded(value) in NOBODY:
        raise field_error(
            "type",
            f"{quoted(value)} is no name; name who it is, or leave it out. A source that does not "
            "want to be named is unnamed",
        )
    if value in ("true", "false", "yes"):
        raise field_error("type", f"{quoted(value)} is no name; write who it is, such as Turkey")
    if value[0] in _BULLETS:
        _check_bullet(value)
    return _at_most(LONGEST_NAME, value)


def _check_named(value: str) -> str:
    if folded(value) != UNNAMED:
        return value
    raise field_error(
        "unnamed",
        f"{quoted(value)} is no actor; only said_by, denied_by and the who of a statement can be "
        "a source that is not named: name the actor here, or leave it out",
    )


def _check_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        is_web_address = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web_address = False
    if is_web_address and not re.search(r"[\s<>\"]", value):
        return value
    lacks_only_scheme = re.match(r"[\w-]+(\.[\w-]+)+(/\S*)?$", value)
    hint = f"https://{value}" if lacks_only_scheme else "one that begins with https://"
    raise field_error("url", f"bad address {quoted(value)}; write {hint}")


def _check_slug(value: str) -> str:
    if is_slug(value):
        return slug_of(value)
    raise field_error("slug", f'bad slug {quoted(value)}; write "{slug_of(value)}"')


def _check_id(value: str) -> str:
    if re.fullmatch(r"[^\W_][\w.-]{0,79}", value):
        return value
    raise field_error("id", f'bad id {quoted(value)}; write "{slug_of(value)}"')


def _check_wikidata(value: str) -> str:
    if re.fullmatch(r"Q[1-9]\d{0,11}", value):
        return value
    message = f"bad Wikidata item {quoted(value)}; write its number, such as Q142"
    raise field_error("wikidata", message)


def _as_list(value: object) -> object:
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, str) and value[:1] in _BULLETS:
        _check_bullet(value)
    return [value]


def _check_bullet(value: str) -> None:
    if _BULLET.match(value):
        raise field_error("type", f"each entry of a list begins with `- `, not {quoted(value, 9)}")


class _OneOrManyJson:
    """Tells JSON Schema that a list of one may be written without its brackets."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        many = handler(core)
        return {"anyOf": [many["items"], many]}


@dataclass(frozen=True, slots=True, eq=False)
class _WordOf:
    """Accepts the words of a table of the vocabulary, and no other text."""

    words: Collection[str]

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.literal_schema(list(self.words))


# --- the same as JSON Schema ------------------------------------------------------------

# Other programs read 2019 as a number and true as a boolean; here every plain value is text.
# The patterns use only what JavaScript and Python read alike.
_PLAIN: Final = ["string", "number", "boolean"]
_POINT: Final = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?[~?%]?"
_NUMBER: Final = f"(?:[0-9]{{1,3}}(?:[{THOUSANDS}][0-9]{{3}})+|[0-9]+)"
_JSON_TEXT: Final = {"type": _PLAIN, "pattern": r"\S"}
_JSON_DATE: Final = {
    "type": ["string", "integer"],
    "pattern": rf"^\s*(?:{_POINT}|{_POINT}/(?:{_POINT}|\.\.)|\.\./{_POINT})\s*$",
    "minimum": 0,
    "maximum": 9999,
    "description": "YYYY, YYYY-MM or YYYY-MM-DD; with ~ (about) or ? (uncertain) behind it; "
    "from/to, and .. for an open end.",
}
_JSON_URL: Final = {
    "type": "string",
    "pattern": r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"/?#][^\s<>\"]*\s*$",
    "maxLength": LONGEST_URL,
}
_JSON_SLUG: Final = {"type": _PLAIN, "pattern": r"^\s*[a-z0-9]+(?:-[a-z0-9]+)*\s*$"}
_JSON_ID: Final = {"type": _PLAIN, "pattern": r"^\s*[^\s_.:/,-][^\s:/,]{0,79}\s*$"}
_JSON_WHOLE: Final = {
    "type": ["string", "integer"],
    "pattern": rf"^\s*{_NUMBER}\s*$",
    "minimum": 0,
}
_JSON_COUNT: Final = {
    "type": ["string", "integer"],
    "pattern": rf"^\s*(?:{_NUMBER}(?:\s*\+)?|~\s*{_NUMBER}|"
    rf"{_NUMBER}\s*[-\u2010-\u2014]\s*{_NUMBER})\s*$",
    "minimum": 0,
    "description": 'A number, "1000+", "40-53" or "~50".',
}
_JSON_AMOUNT: Final = {
    "type": "string",
    "pattern": rf"^\s*(?:{_NUMBER}(?:\s*\+)?|~\s*{_NUMBER}|"
    rf"{_NUMBER}\s*[-\u2010-\u2014]\s*{_NUMBER})\s+\S",
    "maxLength": LONGEST_AMOUNT,
    "description": 'A count and its unit: "6 drones", "800-1200 fighters", "~120000000 USD".',
}
_JSON_TITLE: Final = {**_JSON_TEXT, "maxLength": LONGEST_NAME}
_JSON_NAME: Final = {
    **_JSON_TITLE,
    "not": {"type": "string", "pattern": r"^\s*[Uu][Nn][Nn][Aa][Mm][Ee][Dd]\s*$"},
}
_JSON_WIKIDATA: Final = {"type": "string", "pattern": r"^\s*Q[1-9][0-9]{0,11}\s*$"}
_JSON_FLAG: Final = {
    "anyOf": [
        {"type": "boolean"},
        {"enum": [0, 1]},
        {
            "type": "string",
            "pattern": "^(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy]|[Nn]|[Yy][Ee][Ss]|[Nn][Oo]"
            "|[Tt]|[Ff]|[Oo][Nn]|[Oo][Ff][Ff]|0|1)$",
        },
    ]
}


# --- types ----------------------------------------------------------------------------

Text: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_check_visible),
    WithJsonSchema(_JSON_TEXT),
]
Title: TypeAlias = Annotated[Text, AfterValidator(_check_length), WithJsonSchema(_JSON_TITLE)]
"""A title, or a name of something that is no actor."""
Speaker: TypeAlias = Annotated[Text, AfterValidator(_check_speaker), WithJsonSchema(_JSON_TITLE)]
"""The name of an actor, or ``unnamed``."""
Name: TypeAlias = Annotated[Speaker, AfterValidator(_check_named), WithJsonSchema(_JSON_NAME)]
"""The name of an actor; the reader finds out whom it means."""
DateText: TypeAlias = Annotated[
    Date,
    PlainValidator(_parse_date),
    PlainSerializer(lambda date: date.text),
    WithJsonSchema(_JSON_DATE),
]
CountText: TypeAlias = Annotated[
    Count,
    PlainValidator(parse_count),
    PlainSerializer(lambda count: count.words()),
    WithJsonSchema(_JSON_COUNT),
]
AmountText: TypeAlias = Annotated[
    Amount,
    PlainValidator(_parse_amount),
    PlainSerializer(lambda amount: amount.text),
    WithJsonSchema(_JSON_AMOUNT),
]
WholeNumber: TypeAlias = Annotated[
    int, BeforeValidator(_parse_whole_number), WithJsonSchema(_JSON_WHOLE)
]
Flag: TypeAlias = Annotated[bool, WithJsonSchema(_JSON_FLAG)]
Url: TypeAlias = Annotated[
    Text,
    AfterValidator(_check_length_of_url),
    AfterValidator(_check_url),
    WithJsonSchema(_JSON_URL),
]
Slug: TypeAlias = Annotated[Text, AfterValidator(_check_slug), WithJsonSchema(_JSON_SLUG)]
Id: TypeAlias = Annotated[Text, AfterValidator(_check_id), WithJsonSchema(_JSON_ID)]
WikidataItem: TypeAlias = Annotated[
    Text, AfterValidator(_check_wikidata), WithJsonSchema(_JSON_WIKIDATA)
]
OneOrMany: TypeAlias = Annotated[tuple[T, ...], BeforeValidator(_as_list), _OneOrManyJson()]

Stance: TypeAlias = Annotated[str, _WordOf(STANCES)]
Support: TypeAlias = Annotated[str, _WordOf(SUPPORT)]
Status: TypeAlias = Annotated[str, _WordOf(STATUSES)]
EventKind: TypeAlias = Annotated[str, _WordOf(EVENT_KINDS)]
Act: TypeAlias = Annotated[str, _WordOf(ACTS)]
SourceKind: TypeAlias = Annotated[str, _WordOf(SOURCE_KINDS)]
ActorKind: TypeAlias = Annotated[str, _WordOf(ACTOR_KINDS)]
SideColour: TypeAlias = Annotated[str, _WordOf(SIDE_COLOURS)]
