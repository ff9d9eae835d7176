"""Takes over the text of each file and the page keys that MkDocs and Material read."""

from collections.abc import Mapping
from typing import Final

from mkdocs_briefing.content.file_kinds import kind_of
from mkdocs_briefing.content.header.document import Document
from mkdocs_briefing.content.header.nodes import Node, ScalarNode, SeqNode
from mkdocs_briefing.content.schema import PAGE_KEYS, ArticleEntry
from mkdocs_briefing.model.entities import Body

PLACEHOLDER: Final = "Write the text here, in your own words."
"""The text that ``briefing new`` puts below a header."""


def body(path: str, document: Document) -> Body:
    """Return the text of a file with its page keys; an ordinary page keeps every key."""
    is_ordinary_page = kind_of(path) is None
    meta: Mapping[str, object] = {}
    if document.header is not None:
        meta = {
            key: _yaml_value(value)
            for key, (_, value) in document.header.entries.items()
            if is_ordinary_page or key in PAGE_KEYS
        }
    written = document.written if kind_of(path) is ArticleEntry else ()
    return Body(path, document.body, meta, written)


def _yaml_value(node: Node) -> object:
    """Return a value as MkDocs expects it, with ``true`` and ``false`` as booleans."""
    if isinstance(node, ScalarNode):
        if node.missing:
            return None
        return {"true": True, "false": False}.get(node.text, node.text) if node.plain else node.text
    if isinstance(node, SeqNode):
        return [_yaml_value(item) for item in node.items]
    return {key: _yaml_value(value) for key, (_, value) in node.entries.items()}
