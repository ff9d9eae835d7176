"""Reads the values of a new file from flags, which answer the questions in scripts."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
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
from mkdocs_briefing.content.schema import ROWS
from mkdocs_briefing.content.schema_errors import EXAMPLES
from mkdocs_briefing.core.names import one_of


def options_of(kind: FileKind) -> list[click.Option]:
    """Return the options that click reads the flags with."""
    options = []
    for question in _questions_with_flags(kind):
        text, metavar = question.text, "TEXT"
        if _is_row(question):
            example = EXAMPLES[question.key].strip("[{}]").partition("}")[0]
            text, metavar = f"{text}, as in a header: {example}", "ROW"
        elif question.hint == DATE:
            metavar = "DATE"
        elif question.terms:
            text += f": {one_of(question.terms)}"
        elif question.hint:
            text += f" ({question.hint})"
        text += ". Can be given several times." if question.many else "."
        text += " Needed." if _is_needed(kind, question) else ""
        text += " Today if left out." if question.is_today else ""
        options.append(
            click.Option([question.flag], multiple=question.many, metavar=metavar, help=text)
        )
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
    for question in _questions_with_flags(kind):
        read = _reader(kind, question)
        texts: Any = typed[question.flag.removeprefix("--").replace("-", "_")]
        answers: list[Any] = []
        for text in texts if question.many else filter(None, [texts]):
            try:
                answers += filter(None, [read(text)])
            except AnswerError as error:
                wrong += [f"{question.flag}: {reason}" for reason in error.args]
        if question.key == "sides":
            answers = [{"name": side} if isinstance(side, str) else side for side in answers]
        if answers:
            into = source if question in SOURCE.parts else values
            into[question.key] = answers if question.parts else without_brackets(answers)
    if source:
        values["source"] = source["publisher"] if source.keys() == {"publisher"} else source
    return values, wrong


def missing_flags(kind: FileKind, values: Values) -> list[str]:
    """Return what to say of the flags that are needed and not given."""
    missing = [
        f"{question.flag} is missing: {question.text}."
        for question in _questions_with_flags(kind)
        if _is_needed(kind, question) and question.key not in values
    ]
    rows: list[Any] = [row for key in ROWS for row in cast(list[object], values.get(key, []))]
    has_claim_without_source = any(isinstance(row, dict) and "source" not in row for row in rows)
    is_source_needed = any(one.key == SOURCE.key and one.is_needed for one in kind.questions)
    if (has_claim_without_source or is_source_needed) and "source" not in values:
        missing.append(f"--source is missing: {SOURCE.parts[0].text}.")
    return missing


def flag_for(key: str, kind: FileKind) -> str:
    """Return the flag that gives the value of a key."""
    flags = {question.key: question.flag for question in kind.questions} | {"source": "--source"}
    return flags[key]


def _questions_with_flags(kind: FileKind) -> Iterator[Question]:
    for question in kind.questions:
        if question.key == SOURCE.key:
            yield from question.parts
        else:
            yield question


def _reader(kind: FileKind, question: Question) -> Callable[[str], object]:
    if not _is_row(question):
        return one_line
    return partial(header_value, kind=kind.entry, key=question.key)


def _is_row(question: Question) -> bool:
    """Whether a value is written as in a header; one with a single part is that part alone."""
    return len(question.parts) > 1


def _is_needed(kind: FileKind, question: Question) -> bool:
    is_at_top = question in kind.questions
    return is_at_top and not question.is_today and is_required(kind.entry, question.key)
