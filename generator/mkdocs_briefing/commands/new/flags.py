"""Says which flags there are for each kind of file, and takes what they say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mkdocs_briefing.commands.new.answers import (
    AnswerError,
    Values,
    header_value,
    one_line,
    simplest,
)
from mkdocs_briefing.content.schema import (
    ActorEntry,
    ArticleEntry,
    ConflictEntry,
    FileEntry,
    Location,
    faults,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the three kinds of file.

    Attributes:
        folder: in which they lie.
        entry: what their header is.
        flags: which flag says what, by the key of the header.
        needed: the flags without which there is no file, and what they say.
    """

    folder: str
    entry: type[FileEntry]
    flags: Mapping[str, str]
    needed: Mapping[str, str]


ARTICLE: Final = Kind(
    "articles",
    ArticleEntry,
    {
        "title": "--title",
        "date": "--date",
        "summary": "--summary",
        "conflict": "--conflict",
        "source": "--source",
        "backing": "--backing",
        "events": "--event",
        "statements": "--statement",
        "roles": "--role",
    },
    {"title": "the headline"},
)
ACTOR: Final = Kind(
    "actors",
    ActorEntry,
    {
        "name": "--name",
        "kind": "--kind",
        "short": "--short",
        "aliases": "--alias",
        "country": "--country",
        "summary": "--summary",
        "member_of": "--member-of",
    },
    {"name": "the full name"},
)
CONFLICT: Final = Kind(
    "conflicts",
    ConflictEntry,
    {
        "title": "--title",
        "sides": "--side",
        "start": "--start",
        "end": "--end",
        "place": "--place",
        "summary": "--summary",
    },
    {"title": "what the conflict is called", "sides": "its sides"},
)
_SOURCE_FLAGS: Final = {"publisher": "--source"} | {
    key: f"--source-{key}" for key in ("title", "url", "date", "kind")
}
_ROW_KEYS: Final = frozenset({"backing", "events", "statements", "roles", "sides"})


def given_by(
    kind: Kind,
    flags: Mapping[str, str | tuple[str, ...] | None],
    source: Mapping[str, str | None],
) -> tuple[Values, list[str]]:
    """What the flags say, and what is wrong with how they say it."""
    values: Values = {}
    wrong: list[str] = []

    def taken_from(flag: str, take: Callable[[str], object], typed: Iterable[str]) -> list[Any]:
        found = []
        for one in typed:
            try:
                if (value := take(one)) not in ("", None):
                    found.append(value)
            except AnswerError as fault:
                wrong.append(f"{flag}: {fault}")
        return found

    for key, typed in flags.items():
        flag = kind.flags[key]
        if isinstance(typed, tuple):
            take: Callable[[str], object] = header_value if key in _ROW_KEYS else one_line
            if found := taken_from(flag, take, typed):
                values[key] = found if key in _ROW_KEYS else simplest(found)
        elif typed is not None:
            values.update((key, value) for value in taken_from(flag, one_line, [typed]))
    described: Values = {}
    for key, said in source.items():
        if said is not None:
            found = taken_from(_SOURCE_FLAGS[key], one_line, [said])
            described.update((key, value) for value in found)
    if described:
        alone = described.keys() == {"publisher"}
        values["source"] = described["publisher"] if alone else described
    if isinstance(sides := values.get("sides"), list):
        values["sides"] = [{"name": side} if isinstance(side, str) else side for side in sides]
    return values, wrong


def missing_from(kind: Kind, given: Values) -> dict[str, str]:
    """The flags that are needed and not given, and what each says."""
    missing = {kind.flags[key]: words for key, words in kind.needed.items() if key not in given}
    described = given.get("source")
    rows = [row for key in _ROW_KEYS - {"sides"} for row in _listed(given.get(key))]
    homeless = any(isinstance(row, dict) and "source" not in row for row in rows)
    if (described is None and homeless) or (
        isinstance(described, dict) and "publisher" not in described
    ):
        missing["--source"] = "who published it"
    return missing


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def faults_of(kind: Kind, values: Values, *, passed_over: Mapping[str, str]) -> list[str]:
    """What the schema finds wrong with the flags; not what is missing, which is said apart."""
    found = []
    for location, message in faults(kind.entry, values):
        flag = _flag(kind, location, values)
        if flag not in passed_over and kind.flags[str(location[0])] not in passed_over:
            found.append(f"{flag}: {message}")
    return found


def _flag(kind: Kind, location: Location, values: Values) -> str:
    """Which flag says what stands there: ``--backing, number 2``."""
    key, *below = location
    if key == "source":
        inner = next((step for step in reversed(below) if isinstance(step, str)), "publisher")
        return _SOURCE_FLAGS.get(inner, "--source")
    flag = kind.flags[str(key)]
    several = len(_listed(values.get(str(key)))) > 1
    place = next((step for step in below if isinstance(step, int)), None)
    return f"{flag}, number {place + 1}" if several and place is not None else flag
