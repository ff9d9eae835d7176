"""Says what a header may hold, and takes it as it was written.

The models here are the vocabulary's one definition: what they refuse, and with which
words, is what a contributor is told. Names are still text; `content.rows` finds
out whom they mean.
"""

import re
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from inspect import get_annotations
from typing import Annotated, Final, TypeAlias, TypeVar
from urllib.parse import urlsplit

from mkdocs_briefing.content.frontmatter import MapNode, Node, SeqNode, place_of, plain_value
from mkdocs_briefing.core.counts import Count, CountError
from mkdocs_briefing.core.dates import Date, DateError
from mkdocs_briefing.core.names import did_you_mean, one_of, quoted, slug_of
from mkdocs_briefing.core.problems import Place, ProblemCollector
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
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    Tag,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.annotated_handlers import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError, core_schema

PAGE_KEYS: Final = frozenset(
    {
        "boost",
        "categories",
        "comments",
        "description",
        "hide",
        "icon",
        "pin",
        "readtime",
        "search",
        "social",
        "status",
        "subtitle",
        "template",
    }
)
"""Keys of MkDocs and Material that pass through to the page unread."""

# --- values ---------------------------------------------------------------------------


def _fault(code: str, message: str) -> PydanticCustomError:
    # Pydantic reads braces in the template as fields, and contributors write braces.
    return PydanticCustomError(code, "{message}", {"message": message})


def _date(value: object) -> Date:
    if isinstance(value, Date):
        return value
    if not isinstance(value, str):
        raise _fault("date", "a date is one value, such as 2019-11-14")
    try:
        return Date.parse(value.strip())
    except DateError as error:
        raise _fault("date", str(error)) from None


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if good and not re.search(r"[\s<>\"]", value):
        return value
    fix = f"; write https://{value}" if re.match(r"[\w-]+(\.[\w-]+)+(/\S*)?$", value) else ""
    raise _fault(
        "url", f"bad address {quoted(value)}{fix or '; write one that begins with https://'}"
    )


def _slug(value: str) -> str:
    if value == slug_of(value):
        return value
    raise _fault("slug", f'bad slug {quoted(value)}; write "{slug_of(value)}"')


def _id(value: str) -> str:
    if re.fullmatch(r"[^\W_][\w.-]{0,79}", value):
        return value
    raise _fault("id", f'bad id {quoted(value)}; write "{slug_of(value)}"')


def _wikidata(value: str) -> str:
    if re.fullmatch(r"Q[1-9]\d{0,11}", value):
        return value
    raise _fault("wikidata", f"bad Wikidata item {quoted(value)}; write its number, such as Q142")


def _whole(value: object) -> object:
    if not isinstance(value, str):
        raise _fault("count", "a count is one number, such as 53")
    try:
        count = Count.parse(value)
    except CountError as error:
        raise _fault("count", str(error)) from None
    if count.low is None or count.low != count.high:
        raise _fault("count", f"bad count {quoted(value)}; write one number here")
    return count.best


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


class _OneOrMany:
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


# As JSON Schema says it. Other programs read 2019 as a number and true as no text; here all
# that is plain is text. The patterns hold what JavaScript and Python read alike.
_PLAIN: Final = ["string", "number", "boolean"]
_POINT: Final = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?[~?%]?"
_NUMBER: Final = "(?:[0-9]{1,3}(?:[,' \u00a0\u2009\u202f][0-9]{3})+|[0-9]+)"
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

T = TypeVar("T")

Text: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), WithJsonSchema(_JSON_TEXT)
]
Name: TypeAlias = Text
DateText: TypeAlias = Annotated[
    Date,
    PlainValidator(_date),
    PlainSerializer(lambda date: date.text),
    WithJsonSchema(_JSON_DATE),
]
Url: TypeAlias = Annotated[Text, AfterValidator(_url), WithJsonSchema(_JSON_URL)]
Slug: TypeAlias = Annotated[Text, AfterValidator(_slug), WithJsonSchema(_JSON_SLUG)]
Id: TypeAlias = Annotated[Text, AfterValidator(_id), WithJsonSchema(_JSON_ID)]
Whole: TypeAlias = Annotated[int, BeforeValidator(_whole), WithJsonSchema(_JSON_WHOLE)]
OneOrMany: TypeAlias = Annotated[tuple[T, ...], BeforeValidator(_listed), _OneOrMany()]

Stance: TypeAlias = Annotated[str, _WordOf(STANCES)]
Support: TypeAlias = Annotated[str, _WordOf(SUPPORT)]
Status: TypeAlias = Annotated[str, _WordOf(STATUSES)]
EventKind: TypeAlias = Annotated[str, _WordOf(EVENT_KINDS)]
Act: TypeAlias = Annotated[str, _WordOf(ACTS)]
SourceKind: TypeAlias = Annotated[str, _WordOf(SOURCE_KINDS)]
ActorKind: TypeAlias = Annotated[str, _WordOf(ACTOR_KINDS)]
SideColour: TypeAlias = Annotated[str, _WordOf(SIDE_COLOURS)]


class Entry(BaseModel):
    """A mapping of known keys; what is given without a value counts as not given."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, validate_by_name=False, validate_by_alias=True
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        known = keys_of(cls)
        # An empty key that is unknown stays, to be complained of.
        return {key: value for key, value in data.items() if value is not None or key not in known}


def _check_order(since: Date | None, until: Date | None, last: str, first: str) -> None:
    if (
        since is not None
        and until is not None
        and since.earliest is not None
        and until.latest is not None
        and until.latest < since.earliest
    ):
        raise PydanticCustomError(
            "date-order",
            "{message}",
            {
                "message": f"{last} {until.text} lies before {first} {since.text}; "
                "exchange them or fix one",
                "at": last,
            },
        )


@cache
def keys_of(entry: type[Entry]) -> frozenset[str]:
    """The keys that an entry knows, as contributors write them."""
    return frozenset(keys_in_order(entry))


@cache
def keys_in_order(entry: type[Entry]) -> tuple[str, ...]:
    """The keys that an entry knows, in the order in which headers are written here.

    That is ``id``, by which others refer to the row; then the keys of its own, as its class
    names them; then those that it shares with other kinds.
    """
    named = dict.fromkeys(
        name
        for kind in entry.__mro__
        if issubclass(kind, Entry)
        for name in get_annotations(kind)
        if name in entry.model_fields
    )
    keys = [entry.model_fields[name].alias or name for name in named]
    return tuple(sorted(keys, key=lambda key: key != "id"))


class Spanned(Entry):
    """What begins and ends."""

    since: DateText | None = None
    until: DateText | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "Spanned":
        _check_order(self.since, self.until, "until", "since")
        return self


class SourceEntry(Entry):
    """Who published something (``via``: by way of whom), and where to read it."""

    publisher: Text
    title: Text | None = None
    via: Text | None = None
    url: Url | None = None
    archived: Url | None = None
    kind: SourceKind | None = None
    date: DateText | None = None
    accessed: DateText | None = None
    language: Text | None = None


def _as_publisher(value: object) -> object:
    return {"publisher": value} if isinstance(value, str) else value


TEXT, MAPPING = "<text>", "<mapping>"
"""How Pydantic names the two forms in a location; no key of a header is spelled like that."""


def _form(value: object) -> str:
    return MAPPING if isinstance(value, dict | Entry) else TEXT


SourceRef: TypeAlias = Annotated[
    Annotated[Text, Tag(TEXT)] | Annotated[SourceEntry, Tag(MAPPING)], Discriminator(_form)
]
"""A publisher, a key of ``sources``, or the whole description."""


class AttributionEntry(Entry):
    """Who says or denies a claim; ``unnamed`` for a source that is not named."""

    who: Name
    what: Text | None = None
    source: OneOrMany[SourceRef] = ()


class MemberEntry(Spanned):
    """Who belongs to a side or an organisation, and how long."""

    who: Name


def _as_who(value: object) -> object:
    return {"who": value} if isinstance(value, str) else value


Attributed: TypeAlias = Annotated[
    AttributionEntry, BeforeValidator(_as_who, json_schema_input_type=Name | AttributionEntry)
]
Member: TypeAlias = Annotated[
    MemberEntry, BeforeValidator(_as_who, json_schema_input_type=Name | MemberEntry)
]


class CountEntry(Entry):
    """How many: the lowest, the best and the highest figure (UCDP GED), and when counted."""

    low: Whole | None = None
    best: Whole | None = None
    high: Whole | None = None
    as_of: DateText | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _possible(self) -> "CountEntry":
        try:
            Count.of(self.low, self.best, self.high, self.as_of, self.note)
        except CountError as error:
            raise _fault("count", str(error)) from None
        return self

    @property
    def count(self) -> Count:
        return Count.of(self.low, self.best, self.high, self.as_of, self.note)


def _count(value: object) -> Count:
    try:
        return Count.parse(str(value))
    except CountError as error:
        raise _fault("count", str(error)) from None


CountValue: TypeAlias = Annotated[
    Annotated[
        Count,
        PlainValidator(_count),
        PlainSerializer(lambda count: count.words()),
        WithJsonSchema(_JSON_COUNT),
        Tag(TEXT),
    ]
    | Annotated[CountEntry, Tag(MAPPING)],
    Discriminator(_form),
]


# --- rows -----------------------------------------------------------------------------


class RowEntry(Entry):
    """What every row may carry."""

    source: OneOrMany[SourceRef] = ()
    conflict: Text | None = None
    id: Id | None = None
    note: Text | None = None


class BackingEntry(RowEntry, Spanned):
    """Who stands where."""

    by: Annotated[OneOrMany[Name], Field(min_length=1)]
    to: Annotated[OneOrMany[Name], Field(min_length=1)]
    stance: Stance = "backs"
    support: Annotated[OneOrMany[Support], Field(min_length=1)] = ("unspecified",)
    status: Status = "reported"
    # Named again for their place: what is said of a time stands together.
    since: DateText | None = None
    until: DateText | None = None
    as_of: DateText | None = None
    said_by: OneOrMany[Attributed] = ()
    denied_by: OneOrMany[Attributed] = ()
    why: Text | None = None


class EventEntry(RowEntry):
    """What happened."""

    date: DateText
    what: Text
    kind: EventKind | None = None
    actors: OneOrMany[Name] = ()
    place: Text | None = None
    killed: CountValue | None = None
    injured: CountValue | None = None
    displaced: CountValue | None = None


class StatementEntry(RowEntry):
    """Who said what."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["what"], "properties": {"what": {"not": {"const": None}}}},
                {"required": ["about"], "properties": {"about": {"not": {"enum": [None, []]}}}},
            ]
        }
    )

    who: Annotated[OneOrMany[Name], Field(min_length=1)]
    act: Act = "says"
    about: OneOrMany[Name] = ()
    what: Text | None = None
    date: DateText | None = None
    event: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "StatementEntry":
        if self.what is None and not self.about:
            raise _fault("missing-key", 'missing key "what"; say what was said, or about whom')
        return self


class RoleEntry(Spanned, RowEntry):
    """Who held which post."""

    who: Name
    organisation: Annotated[Name | None, Field(alias="in")] = None
    post: Annotated[Text, Field(alias="as")]


# --- files ----------------------------------------------------------------------------


class FileEntry(Entry):
    """The header of a file: keys it does not know are kept, to be judged one by one."""

    model_config = ConfigDict(extra="allow")


class ArticleEntry(FileEntry):
    """The header of ``content/articles/**/*.md``."""

    title: Text
    date: DateText
    updated: DateText | None = None
    summary: Text | None = None
    authors: OneOrMany[Text] = ()
    tags: OneOrMany[Text] = ()
    draft: Annotated[bool, WithJsonSchema(_JSON_FLAG)] = False
    slug: Slug | None = None
    conflict: Text | None = None
    source: OneOrMany[SourceRef] = ()
    sources: dict[
        Text,
        Annotated[
            SourceEntry, BeforeValidator(_as_publisher, json_schema_input_type=Text | SourceEntry)
        ],
    ] = {}
    actors: OneOrMany[Name] = ()
    backing: OneOrMany[BackingEntry] = ()
    events: OneOrMany[EventEntry] = ()
    statements: OneOrMany[StatementEntry] = ()
    roles: OneOrMany[RoleEntry] = ()


class ActorEntry(FileEntry):
    """The header of ``content/actors/*.md``."""

    name: Text
    short: Text | None = None
    aliases: OneOrMany[Text] = ()
    kind: ActorKind | None = None
    country: Text | None = None
    member_of: OneOrMany[Member] = ()
    wikidata: Annotated[Text, AfterValidator(_wikidata), WithJsonSchema(_JSON_WIKIDATA)] | None = (
        None
    )
    website: Url | None = None
    summary: Text | None = None
    slug: Slug | None = None


class SideEntry(Entry):
    """One side of a conflict and who belongs to it."""

    name: Name
    members: OneOrMany[Member] = ()
    colour: SideColour | None = None


class ConflictEntry(FileEntry):
    """The header of ``content/conflicts/*.md``."""

    title: Text
    aliases: OneOrMany[Text] = ()
    start: DateText | None = None
    end: DateText | None = None
    place: Text | None = None
    summary: Text | None = None
    slug: Slug | None = None
    sides: Annotated[OneOrMany[SideEntry], Field(min_length=1)]

    @model_validator(mode="after")
    def _ordered(self) -> "ConflictEntry":
        _check_order(self.start, self.end, "end", "start")
        return self


# --- from header to entry ---------------------------------------------------------------

ENTRIES_BELOW: Final[dict[str, type[Entry]]] = {
    "backing": BackingEntry,
    "events": EventEntry,
    "statements": StatementEntry,
    "roles": RoleEntry,
    "said_by": AttributionEntry,
    "denied_by": AttributionEntry,
    "source": SourceEntry,
    "sources": SourceEntry,
    "members": MemberEntry,
    "member_of": MemberEntry,
    "sides": SideEntry,
    "killed": CountEntry,
    "injured": CountEntry,
    "displaced": CountEntry,
}
"""What kind of entry stands below a key, to name the keys that it knows."""

ROWS: Final = frozenset({"backing", "events", "statements", "roles"})
"""The keys of an article that hold rows."""

SET_APART: Final = ROWS | {"sides", "source", "sources"}
"""The keys at the top of a header before which a line is left empty."""

ALONE: Final = frozenset(
    {"authors", "country", "end", "kind", "member_of", "place", "slug", "start", "summary"}
    | {"tags", "updated", "website", "wikidata"}
)
"""The keys at the top of a header on which nothing hangs that other problems depend on."""

EXAMPLES: Final = {
    "actors": "[Turkey, Qatar]",
    "as": "foreign minister",
    "backing": "{by: Turkey, to: GNA}",
    "by": "Turkey",
    "date": "2019-11-14",
    "events": "{date: 2019-11-14, what: Talks in Geneva}",
    "members": "[Khalifa Haftar]",
    "name": "Turkey",
    "publisher": "AFP",
    "roles": "{who: Taher Siala, in: GNA, as: foreign minister}",
    "sides": "[{name: LNA}, {name: GNA}]",
    "sources": "{afp: {publisher: AFP}}",
    "source": "{publisher: AFP}",
    "statements": "{who: Turkey, act: denies, what: that it sent troops}",
    "title": "Ankara stands by Tripoli",
    "to": "GNA",
    "what": "Talks in Geneva",
    "who": "Turkey",
}
"""How a key is written, to be shown where it is missing or holds something else."""

Location: TypeAlias = tuple[str | int, ...]

E = TypeVar("E", bound=FileEntry)


def read_entry(
    kind: type[E], header: MapNode, findings: ProblemCollector
) -> tuple[E, MapNode] | None:
    """Take a header for the kind of file it stands in; ``None`` where too little of it is sound.

    Every fault goes to ``findings``: errors, and a warning for each unknown key. What has a
    fault is left out, where nothing else hangs on it: so the rest can be looked at in the
    same run. The entry comes with the header that it was made of.
    """
    known = keys_of(kind)
    for name, (key, _) in header.entries.items():
        if name not in known and name not in PAGE_KEYS:
            fix = did_you_mean(name, known) or "; it is not read, remove it"
            findings.warn(key.place, "unknown-key", f"unknown key {quoted(name)}{fix}")
    sound: MapNode | None = header
    while sound is not None:
        try:
            return kind.model_validate(plain_value(sound)), sound
        except ValidationError as error:
            faults = error.errors(include_url=False)
        for details in faults:
            findings.error(*_explained(details, sound))
        # Leaving something out may bring to light what it hid, such as an end before a start.
        sound = _without(sound, {details["loc"][:2] for details in faults})
    return None


def faults(kind: type[Entry], values: object) -> Iterator[tuple[Location, str]]:
    """What is wrong with values that stand in no file yet, in the words of a check.

    Args:
        kind: what they are to be.
        values: text, lists and dictionaries, such as :func:`plain_value` makes.

    Yields:
        The way to each fault through keys and rows, and the message.
    """
    try:
        kind.model_validate(values)
    except ValidationError as error:
        nowhere = MapNode({}, (1, 1), 1)
        for details in error.errors(include_url=False):
            location = tuple(step for step in details["loc"] if step not in (TEXT, MAPPING))
            at = details.get("ctx", {}).get("at")
            yield (*location, at) if at else location, _explained(details, nowhere)[2]


def _without(header: MapNode, faulty: Set[Location]) -> MapNode | None:
    """The header without some rows and keys; ``None`` where one is needed for the rest."""
    entries = dict(header.entries)
    for name in {str(location[0]) if location else "" for location in faulty}:
        if name not in ROWS | ALONE or name not in entries:
            return None
        key, node = entries.pop(name)
        if name in ROWS and isinstance(node, SeqNode):
            rows = tuple(row for at, row in enumerate(node.items) if (name, at) not in faulty)
            if 0 < len(rows) < len(node.items):
                entries[name] = (key, SeqNode(rows, node.place, node.size))
    return MapNode(entries, header.place, header.size)


def _explained(details: ErrorDetails, header: MapNode) -> tuple[Place, str, str]:
    """The place, the code and the words for one fault that Pydantic found."""
    location: Location = tuple(step for step in details["loc"] if step not in (TEXT, MAPPING))
    given = details["input"]
    context = details.get("ctx", {})
    field = next((step for step in reversed(location) if isinstance(step, str)), "")
    match details["type"]:
        case "missing":
            above = _below(header, location[:-1])
            if isinstance(above, MapNode) and field in above.entries:
                return above.entries[field][0].place, "empty", _empty(field)
            message = f'missing key "{field}"{_example("; add", field)}'
            return place_of(header, location[:-1]), "missing-key", message
        case "extra_forbidden":
            known = sorted(keys_of(_entry_below(location[:-1])))
            fix = did_you_mean(field, known) or f"; the keys here are {', '.join(known)}"
            message = f"unknown key {quoted(field)}{fix}"
            return place_of(header, location, key=True), "unknown-key", message
        case "literal_error":
            words = re.findall(r"'([^']*)'", context["expected"])
            message = f"unknown {field} {quoted(str(given))}{_word_fix(str(given), words)}"
            return place_of(header, location), field, message
        case "string_too_short" | "too_short":
            return place_of(header, location, key=True), "empty", _empty(field)
        case "bool_parsing" | "bool_type":
            message = f'"{field}" is true or false, not {_described(given)}'
        case "string_type" if given is None:
            return place_of(header, location), "empty", "an empty entry; fill it in or delete it"
        case "string_type":
            message = f'"{field}" takes text, but {_described(given)} stands here; put it in quotes'
        case "model_type" | "dict_type" | "model_attributes_type" if given is None:
            return place_of(header, location), "empty", "an empty entry; fill it in or delete it"
        case "model_type" | "dict_type" | "model_attributes_type":
            message = (
                f'"{field}" takes entries of keys and values, but {_described(given)} stands here'
            )
            message += _example("; write", field)
        case code:
            location = (*location, *([context["at"]] if "at" in context else []))
            return place_of(header, location), code, details["msg"]
    return place_of(header, location), "type", message


def _below(header: MapNode, location: Location) -> Node:
    node: Node = header
    for step in location:
        if isinstance(node, MapNode) and isinstance(step, str) and step in node.entries:
            node = node.entries[step][1]
        elif isinstance(node, SeqNode) and isinstance(step, int):
            node = node.items[step]
    return node


def _entry_below(location: Location) -> type[Entry]:
    if location and location[0] == "sources":
        return SourceEntry
    names = (step for step in reversed(location) if isinstance(step, str))
    return next((ENTRIES_BELOW[name] for name in names if name in ENTRIES_BELOW), Entry)


def _empty(field: str) -> str:
    return f'"{field}" is empty{_example("; write", field) or "; fill it in or delete it"}'


def _example(lead: str, field: str) -> str:
    return f"{lead} {field}: {EXAMPLES[field]}" if field in EXAMPLES else ""


def _word_fix(given: str, words: Sequence[str]) -> str:
    parts = [part.strip() for part in given.split(",")]
    if len(parts) > 1 and all(part in words for part in parts):
        return f"; write a list: [{', '.join(parts)}]"
    return did_you_mean(given, words) or f"; write {one_of(words)}"


def _described(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else quoted(str(value))
