"""Writes a file of what was answered, in the form that headers have here."""

import re
import sys
from functools import cache
from typing import Final, get_args

import yaml
from mkdocs_briefing.commands.new.answers import Values
from mkdocs_briefing.content.schema import (
    ENTRIES_BELOW,
    ROWS,
    SET_APART,
    ActorEntry,
    ArticleEntry,
    ConflictEntry,
    Entry,
    FileEntry,
    keys_in_order,
)
from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date

BODIES: Final[dict[type[FileEntry], str]] = {
    ArticleEntry: "Write here, in your own words, what the source says.",
    ActorEntry: "Write here, in your own words, who this is.",
    ConflictEntry: "Write here, in your own words, what this conflict is about.",
}
"""What stands below the header until somebody writes the text."""

IN_ROWS: Final = ROWS | {"sides"}
"""The keys whose values stand below each other, a dash before each."""


_TEXT: Final = "tag:yaml.org,2002:str"
_LIST: Final = "tag:yaml.org,2002:seq"
_MAPPING: Final = "tag:yaml.org,2002:map"
_ESCAPED: Final = re.compile(r"[\\`*_{}\[\]]")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_TAG: Final = re.compile(r"<(?=[A-Za-z/!?])")
_BLOCK: Final = re.compile(r"^(\d+(?=[.)])|(?=[#+>!-]))")


def file_text(kind: type[FileEntry], values: Values) -> str:
    """The whole file: the header, and a line that says what to write below it.

    Args:
        kind: what the file describes.
        values: what its header says; every text on one line, as
            :func:`mkdocs_briefing.commands.new.answers.one_line` makes it.
    """
    lines: list[str] = []
    for key in _in_order(kind, values):
        if key in SET_APART:
            lines.append("\n")
        lines.append(header_lines({key: values[key]}, kind))
    summary = values.get("summary")
    paragraphs = [as_markdown(summary)] if isinstance(summary, str) else []
    body = "\n\n".join([*paragraphs, BODIES[kind]])
    return f"---\n{''.join(lines)}---\n\n{body}\n"


def as_markdown(text: str) -> str:
    """Markdown that shows a line as it is, whatever Markdown would take parts of it for."""
    shown = _TAG.sub("&lt;", _ENTITY.sub("&amp;", _ESCAPED.sub(r"\\\g<0>", text)))
    return _BLOCK.sub(r"\1\\", shown)


# --- YAML -----------------------------------------------------------------------------


def header_lines(values: Values, entry: type[Entry]) -> str:
    """The lines of a header that say this, without those that are left empty between them."""
    return yaml.serialize(
        _mapping(values, entry, flow=False),
        Dumper=_Dumper,
        allow_unicode=True,
        width=sys.maxsize,
    )


def _mapping(values: Values, entry: type[Entry], *, flow: bool) -> yaml.MappingNode:
    pairs = [
        (_text(key), _node(key, values[key], entry, flow=flow)) for key in _in_order(entry, values)
    ]
    return yaml.MappingNode(_MAPPING, pairs, flow_style=flow)


def _node(key: str, value: object, entry: type[Entry], *, flow: bool) -> yaml.Node:
    below = ENTRIES_BELOW.get(key, entry)
    if isinstance(value, dict):
        return _mapping(value, below, flow=flow or entry not in _FILES)
    if isinstance(value, list):
        stacked = key in IN_ROWS and not flow
        items = [
            _mapping(item, below, flow=not stacked)
            if isinstance(item, dict)
            else _node(key, item, entry, flow=True)
            for item in value
        ]
        return yaml.SequenceNode(_LIST, items, flow_style=not stacked)
    text = str(value)
    return _as_it_is(text) if key in _no_text(entry) else _text(text)


def _text(text: str) -> yaml.ScalarNode:
    """Text that stays text for other readers of YAML too, to whom `yes` and `12:30` are none."""
    # Addresses are always quoted here: so many of them have to be.
    return yaml.ScalarNode(_TEXT, text, style='"' if "://" in text else None)


def _as_it_is(text: str) -> yaml.ScalarNode:
    """A date or a number: no quotes, though others take it for more than text."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return yaml.ScalarNode(tag, text)


class _Dumper(yaml.SafeDumper):
    """Writes nodes as people do here: a dash further in than its key, and double quotes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - as PyYAML calls it
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        style: str = super().choose_scalar_style()
        return '"' if style == "'" and '"' not in getattr(self.event, "value", "") else style


_RESOLVER: Final = yaml.resolver.Resolver()
_FILES: Final = frozenset(BODIES)


def _in_order(entry: type[Entry], values: Values) -> list[str]:
    """The keys as the schema orders them."""
    order = keys_in_order(entry)
    return sorted(values, key=lambda key: order.index(key) if key in order else len(order))


@cache
def _no_text(entry: type[Entry]) -> frozenset[str]:
    """The keys of an entry that hold dates and numbers."""
    fields = entry.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if _speaks_of(field.annotation))


def _speaks_of(annotation: object) -> bool:
    return annotation in (Date, Count, bool, int) or any(map(_speaks_of, get_args(annotation)))
