"""Defines what a header may hold, as Pydantic models: one class for each kind of entry.

Names are still text here; the reader finds out whom they mean. ``content.validation`` puts
what these models refuse into words.
"""

from functools import cache, cached_property
from inspect import get_annotations
from typing import Annotated, Final, TypeAlias

from mkdocs_briefing.content.field_types import (
    Act,
    ActorKind,
    AmountText,
    CountText,
    DateText,
    EventKind,
    Flag,
    Id,
    Name,
    OneOrMany,
    SideColour,
    Slug,
    SourceKind,
    Speaker,
    Stance,
    Status,
    Support,
    Text,
    Title,
    Url,
    WholeNumber,
    WikidataItem,
    field_error,
)
from mkdocs_briefing.core.counts import Count, CountError
from mkdocs_briefing.core.dates import Date
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)


class Entry(BaseModel):
    """A mapping of known keys; a key without a value counts as not given."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, validate_by_name=False, validate_by_alias=True
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        known = keys_of(cls)
        # An unknown key stays even if it is empty, so that it is reported.
        return {
            key: value
            for key, value in data.items()
            # Almost every value is a text, which is asked no further.
            if isinstance(value, str) or key not in known or not _is_empty(key, value)
        }


def _is_empty(key: str, value: object) -> bool:
    """Whether a value is as good as not given; a CMS writes ``""`` for what was emptied."""
    if isinstance(value, dict) and key in ENTRIES_BELOW:
        # Names in braces have no value, either; they are no keys.
        return not any(value.values()) and value.keys() <= keys_of(ENTRIES_BELOW[key])
    if isinstance(value, list) and key not in ROWS and key != "sides":
        return all(one is None for one in value)
    return value is None or value == {}


def _check_order(start: Date | None, end: Date | None, start_key: str, end_key: str) -> None:
    first = start.earliest if start is not None else None
    last = end.latest if end is not None else None
    if start and end and first is not None and last is not None and last < first:
        raise field_error(
            "date-order",
            f"{end_key} {end.text} is before {start_key} {start.text}; swap them or fix one",
            key=end_key,
        )


class PeriodEntry(Entry):
    """What begins and ends."""

    since: DateText | None = None
    until: DateText | None = None

    @model_validator(mode="after")
    def _ends_after_start(self) -> "PeriodEntry":
        _check_order(self.since, self.until, "since", "until")
        return self


class SourceEntry(Entry):
    """Who published something (``via``: by way of whom), and where to read it."""

    publisher: Title
    title: Title | None = None
    via: Title | None = None
    url: Url | None = None
    archived: Url | None = None
    kind: SourceKind | None = None
    date: DateText | None = None
    accessed: DateText | None = None
    language: Title | None = None


def _as_publisher(value: object) -> object:
    return {"publisher": value} if isinstance(value, str) else value


TEXT, MAPPING = "<text>", "<mapping>"
"""Tags of the two forms in Pydantic's locations; no key of a header is spelled like this."""


def _form(value: object) -> str:
    return MAPPING if isinstance(value, dict | Entry) else TEXT


SourceRef: TypeAlias = Annotated[
    Annotated[Title, Tag(TEXT)] | Annotated[SourceEntry, Tag(MAPPING)], Discriminator(_form)
]
"""A publisher, a key of ``sources``, or the whole description."""


class AttributionEntry(Entry):
    """Who says a claim; ``unnamed`` for a source that is not named."""

    who: Speaker
    what: Text | None = None
    source: OneOrMany[SourceRef] = ()


class DenialEntry(AttributionEntry):
    """Who denies a claim, and from when until when."""

    # Repeated for their order: who comes first.
    who: Speaker
    what: Text | None = None
    date: DateText | None = None
    until: DateText | None = None

    @model_validator(mode="after")
    def _ends_after_start(self) -> "DenialEntry":
        _check_order(self.date, self.until, "date", "until")
        return self


class MemberEntry(PeriodEntry):
    """Who belongs to a side or an organisation, and how long."""

    who: Name


def _as_who(value: object) -> object:
    return {"who": value} if isinstance(value, str) else value


Attributed: TypeAlias = Annotated[
    AttributionEntry, BeforeValidator(_as_who, json_schema_input_type=Speaker | AttributionEntry)
]
Denied: TypeAlias = Annotated[
    DenialEntry, BeforeValidator(_as_who, json_schema_input_type=Speaker | DenialEntry)
]
Member: TypeAlias = Annotated[
    MemberEntry, BeforeValidator(_as_who, json_schema_input_type=Name | MemberEntry)
]


class CountEntry(Entry):
    """How many: the lowest, the best and the highest figure (UCDP GED), and when counted."""

    low: WholeNumber | None = None
    best: WholeNumber | None = None
    high: WholeNumber | None = None
    as_of: DateText | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _counts_agree(self) -> "CountEntry":
        try:
            Count.of(self.low, self.best, self.high, self.as_of, self.note)
        except CountError as error:
            raise field_error("count", str(error)) from None
        return self

    @property
    def count(self) -> Count:
        return Count.of(self.low, self.best, self.high, self.as_of, self.note)


CountValue: TypeAlias = Annotated[
    Annotated[CountText, Tag(TEXT)] | Annotated[CountEntry, Tag(MAPPING)],
    Discriminator(_form),
]


# --- rows -----------------------------------------------------------------------------


class RowEntry(Entry):
    """What every row may carry."""

    source: OneOrMany[SourceRef] = ()
    conflict: Text | None = None
    id: Id | None = None
    note: Text | None = None

    @cached_property
    def anchors(self) -> "dict[tuple[str, ...], str]":
        """The anchors that were made from the row, which takes long: a preview reads it again."""
        return {}


class BackingEntry(RowEntry, PeriodEntry):
    """Who stands where."""

    by: Annotated[OneOrMany[Name], Field(min_length=1)]
    to: Annotated[OneOrMany[Name], Field(min_length=1)]
    stance: Stance = "backs"
    support: Annotated[OneOrMany[Support], Field(min_length=1)] = ("unspecified",)
    amount: OneOrMany[AmountText] = ()
    through: OneOrMany[Name] = ()
    status: Status = "reported"
    # Repeated for their order: keys about time are written together.
    since: DateText | None = None
    until: DateText | None = None
    as_of: DateText | None = None
    said_by: OneOrMany[Attributed] = ()
    denied_by: OneOrMany[Denied] = ()
    why: Text | None = None


class EventEntry(RowEntry):
    """What happened."""

    date: DateText
    what: Text
    kind: EventKind | None = None
    by: OneOrMany[Name] = ()
    against: OneOrMany[Name] = ()
    actors: OneOrMany[Name] = ()
    place: Text | None = None
    status: Status = "reported"
    said_by: OneOrMany[Attributed] = ()
    denied_by: OneOrMany[Denied] = ()
    killed: CountValue | None = None
    civilians_killed: CountValue | None = None
    injured: CountValue | None = None
    displaced: CountValue | None = None


class StatementEntry(RowEntry):
    """Who said what."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["what"], "properties": {"what": {"not": {"const": None}}}},
                {"required": ["about"], "properties": {"about": {"not": {"enum": [None, []]}}}},
                {
                    "required": ["event", "act"],
                    "properties": {
                        "event": {"not": {"const": None}},
                        "act": {"not": {"enum": [None, "says"]}},
                    },
                },
            ]
        }
    )

    who: Annotated[OneOrMany[Speaker], Field(min_length=1)]
    act: Act = "says"
    about: OneOrMany[Name] = ()
    what: Text | None = None
    date: DateText | None = None
    event: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "StatementEntry":
        # An event can be denied or condemned; only to say something needs to say what.
        is_about_event = self.event is not None and self.act != "says"
        if self.what is None and not self.about and not is_about_event:
            raise field_error("missing-key", 'missing key "what"; say what was said, or about whom')
        return self


class RoleEntry(PeriodEntry, RowEntry):
    """Who held which post."""

    who: Name
    organisation: Annotated[Name | None, Field(alias="in")] = None
    post: Annotated[Title, Field(alias="as")]


# --- files ----------------------------------------------------------------------------


class FileEntry(Entry):
    """The header of a file; it keeps unknown keys, as some are read by MkDocs."""

    model_config = ConfigDict(extra="allow")


class ArticleEntry(FileEntry):
    """The header of ``content/articles/**/*.md``."""

    title: Title
    date: DateText
    updated: DateText | None = None
    summary: Text | None = None
    authors: OneOrMany[Title] = ()
    tags: OneOrMany[Title] = ()
    draft: Flag = False
    slug: Slug | None = None
    conflict: Text | None = None
    source: OneOrMany[SourceRef] = ()
    sources: dict[
        Title,
        Annotated[
            SourceEntry, BeforeValidator(_as_publisher, json_schema_input_type=Title | SourceEntry)
        ],
    ] = {}
    actors: OneOrMany[Name] = ()
    backing: OneOrMany[BackingEntry] = ()
    events: OneOrMany[EventEntry] = ()
    statements: OneOrMany[StatementEntry] = ()
    roles: OneOrMany[RoleEntry] = ()

    @cached_property
    def rows(self) -> "tuple[tuple[tuple[str, int], RowEntry], ...]":
        """Every row and its place. Each step of resolving goes through them."""
        return tuple(
            ((key, index), row)
            for key in ROW_ENTRIES
            for index, row in enumerate(getattr(self, key))
        )

    @model_validator(mode="after")
    def _updated_after_its_date(self) -> "ArticleEntry":
        _check_order(self.date, self.updated, "date", "updated")
        return self


class ActorEntry(FileEntry):
    """The header of ``content/actors/*.md``."""

    name: Name
    short: Name | None = None
    aliases: OneOrMany[Name] = ()
    kind: ActorKind | None = None
    country: Title | None = None
    member_of: OneOrMany[Member] = ()
    wikidata: WikidataItem | None = None
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

    title: Title
    aliases: OneOrMany[Title] = ()
    start: DateText | None = None
    end: DateText | None = None
    place: Title | None = None
    summary: Text | None = None
    slug: Slug | None = None
    sides: Annotated[OneOrMany[SideEntry], Field(min_length=1)]

    @model_validator(mode="after")
    def _ends_after_start(self) -> "ConflictEntry":
        _check_order(self.start, self.end, "start", "end")
        return self


# --- keys ------------------------------------------------------------------------------

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
"""Keys of MkDocs and Material that pass through to the page."""

ROW_ENTRIES: Final[dict[str, type[RowEntry]]] = {
    "backing": BackingEntry,
    "events": EventEntry,
    "statements": StatementEntry,
    "roles": RoleEntry,
}
"""The kinds of rows, by the key of an article that holds them."""

ENTRIES_BELOW: Final[dict[str, type[Entry]]] = {
    **ROW_ENTRIES,
    "said_by": AttributionEntry,
    "denied_by": DenialEntry,
    "source": SourceEntry,
    "sources": SourceEntry,
    "members": MemberEntry,
    "member_of": MemberEntry,
    "sides": SideEntry,
    "killed": CountEntry,
    "civilians_killed": CountEntry,
    "injured": CountEntry,
    "displaced": CountEntry,
}
"""The kind of entry below a key."""

ROWS: Final = frozenset(ROW_ENTRIES)
"""The keys of an article that hold rows."""

SET_APART: Final = ROWS | {"sides", "source", "sources"}
"""The keys at the top of a header that are written after an empty line."""


@cache
def all_keys() -> frozenset[str]:
    """Return every key that any header may have."""
    entries = {ArticleEntry, ActorEntry, ConflictEntry, *ENTRIES_BELOW.values()}
    return PAGE_KEYS.union(*map(keys_of, entries))


@cache
def keys_of(entry: type[Entry]) -> frozenset[str]:
    """Return the keys of an entry, as contributors write them."""
    return frozenset(keys_in_order(entry))


@cache
def keys_in_order(entry: type[Entry]) -> tuple[str, ...]:
    """Return the keys of an entry, in the order in which ``briefing fmt`` writes them.

    First ``id``, by which others refer to the row; then the keys of its own class, in the
    order of the class; then those that it shares with other kinds.
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
