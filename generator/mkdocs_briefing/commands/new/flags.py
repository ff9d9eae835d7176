"""Reads the values of a new file from flags, which say in scripts what the dialogue asks."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import click
from mkdocs_briefing.commands.new.answers import (
    AnswerError,
    Values,
    header_value,
    one_line,
    without_brackets,
)
from mkdocs_briefing.commands.new.questions import (
    DATE,
    SOURCE,
    FileKind,
    Question,
    is_required,
)
from mkdocs_briefing.content.schema import EXAMPLES, ROWS
from mkdocs_briefing.core.names import one_of


def options_of(kind: FileKind) -> list[click.Option]:
    """Return the options that click reads the flags with."""
    options = []
    for asked in _asked_by_flags(kind):
        text, metavar = asked.text, "TEXT"
        if asked.parts:
            example = EXAMPLES[asked.key].strip("[{}]").partition("}")[0]
            text, metavar = f"{text}, as in a header: {example}", "ROW"
        elif asked.hint == DATE:
            metavar = "DATE"
        elif asked.terms:
            text += f": {one_of(asked.terms)}"
        elif asked.hint:
            text += f" ({asked.hint})"
        text += ". Can be given several times." if asked.many else "."
        text += " Needed." if _is_needed(kind, asked) else ""
        text += " Today if left out." if asked.is_today else ""
        options.append(click.Option([asked.flag], multiple=asked.many, metavar=metavar, help=text))
    return options


def values_of(kind: FileKind, typed: Mapping[str, object]) -> tuple[Values, list[str]]:
    """Return the values of the flags, and what is wrong with how they are written.

    Args:
        kind: the kind of file.
        typed: text, or a tuple of texts, by the name that click gives to the flag.
    """
    values: Values = {}
    source: Values = {}
    wrong: list[str] = []
    for asked in _asked_by_flags(kind):
        read = header_value if asked.parts else one_line
        given: Any = typed[asked.flag.removeprefix("--").replace("-", "_")]
        found: list[Any] = []
        for text in given if asked.many else filter(None, [given]):
            try:
                found += filter(None, [read(text)])
            except AnswerError as error:
                wrong.append(f"{asked.flag}: {error}")
        if asked.key == "sides":
            found = [{"name": side} if isinstance(side, str) else side for side in found]
        if found:
            into = source if asked in SOURCE.parts else values
            into[asked.key] = found if asked.parts else without_brackets(found)
    if source:
        values["source"] = source["publisher"] if source.keys() == {"publisher"} else source
    return values, wrong


def missing_flags(kind: FileKind, values: Values) -> list[str]:
    """Return what to say of the flags that are needed and not given."""
    missing = [
        f"{asked.flag} is missing: {asked.text}."
        for asked in _asked_by_flags(kind)
        if _is_needed(kind, asked) and asked.key not in values
    ]
    rows: list[Any] = [row for key in ROWS for row in cast(list[object], values.get(key, []))]
    has_claim_without_source = any(isinstance(row, dict) and "source" not in row for row in rows)
    if has_claim_without_source and "source" not in values:
        missing.append(f"--source is missing: {SOURCE.parts[0].text}.")
    return missing


def flag_for(key: str, kind: FileKind) -> str:
    """Return the flag that gives the value of a key."""
    flags = {asked.key: asked.flag for asked in kind.questions} | {"source": "--source"}
    return flags[key]


def _asked_by_flags(kind: FileKind) -> Iterator[Question]:
    for asked in kind.questions:
        if asked is SOURCE:
            yield from SOURCE.parts
        else:
            yield asked


def _is_needed(kind: FileKind, asked: Question) -> bool:
    is_at_top = asked in kind.questions
    return is_at_top and not asked.is_today and is_required(kind.entry, asked.key)
