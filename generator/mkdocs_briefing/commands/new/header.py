"""Writes a new file from its values, in the form that ``briefing fmt`` gives to headers."""

import sys
from collections.abc import Mapping
from typing import Final, get_args

import yaml
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.commands.new.answers import Values
from mkdocs_briefing.commands.new.questions import FileKind, field_of
from mkdocs_briefing.content.bodies import PLACEHOLDER
from mkdocs_briefing.content.header.unmarked_lists import reads_like_a_list
from mkdocs_briefing.content.header.values import needs_quotes
from mkdocs_briefing.content.schema import ENTRIES_BELOW, SET_APART, Entry, FileEntry
from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date

_TEXT: Final = "tag:yaml.org,2002:str"
_RESOLVER: Final = yaml.resolver.Resolver()


def file_text(kind: FileKind, values: Values, text: str = PLACEHOLDER) -> str:
    """Return the whole file: the header, and the text below it.

    Args:
        kind: the kind of file.
        values: the values of its header; every text on one line.
        text: a line that says what to write there, if there is no text yet.
    """
    header = yaml.serialize(
        _mapping(values, kind.entry, flow=False),
        Dumper=_Dumper,
        allow_unicode=True,
        width=sys.maxsize,
    )
    return formatted(f"---\n{header}---\n\n{text}\n", kind.entry)


def as_yaml(values: Mapping[str, str]) -> str:
    """Return texts as a mapping of YAML, each on one line."""
    return yaml.dump(dict(values), Dumper=_Dumper, allow_unicode=True, width=sys.maxsize)


def _mapping(values: Values, entry: type[Entry], *, flow: bool) -> yaml.MappingNode:
    """Build a mapping; ``flow`` puts it on one line, in braces."""
    pairs = []
    for key, value in values.items():
        # Rows, sides and sources are blocks at the top of a header. All else is on one line.
        is_block = issubclass(entry, FileEntry) and key in SET_APART
        node = _node(key, value, entry, flow=not is_block)
        pairs.append((yaml.ScalarNode(_TEXT, key), node))
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)


def _node(key: str, value: object, entry: type[Entry], *, flow: bool) -> yaml.Node:
    if isinstance(value, dict):
        return _mapping(value, ENTRIES_BELOW.get(key, entry), flow=flow)
    if isinstance(value, list):
        items = [_node(key, item, entry, flow=flow) for item in value]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flow)
    text = str(value)
    if _is_bare(entry, key):
        # Without quotes, though other readers of YAML see more than text in it.
        tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
        return yaml.ScalarNode(tag, text)
    # Most addresses need quotes, so all of them have some.
    is_quoted = "://" in text or needs_quotes(text) or reads_like_a_list(key, text)
    return yaml.ScalarNode(_TEXT, text, style='"' if is_quoted else None)


def _is_bare(entry: type[Entry], key: str) -> bool:
    """Whether the schema reads a date, a number or a flag from a key, rather than text."""

    def mentions(annotation: object) -> bool:
        return annotation in (Date, Count, bool, int) or any(map(mentions, get_args(annotation)))

    field = field_of(entry, key)
    return field is not None and mentions(field.annotation)


class _Dumper(yaml.SafeDumper):
    """Indents the dashes of a list, and prefers double quotes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - as PyYAML calls it
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        style: str = super().choose_scalar_style()
        return '"' if style == "'" and '"' not in getattr(self.event, "value", "") else style
