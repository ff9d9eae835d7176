"""Holds a file that was put into form against what it was before.

Two readers look at it, each by rules of its own. The strict reader of
`content.frontmatter`, and the schema after it, say whether it means the same. ruamel.yaml,
a library for YAML that is to be written back with its remarks, says whether all remarks and
values are there: its scanner hands out every one. (Its loader forgets remarks within braces,
and its emitter writes values in other words, so that neither can be what moves them.)
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

from mkdocs_briefing.commands.fmt.text import Parts, parts_of
from mkdocs_briefing.content.frontmatter import (
    OTHER_LINE_ENDS,
    MapNode,
    Node,
    ScalarNode,
    SeqNode,
    read_document,
)
from mkdocs_briefing.content.schema import FileEntry
from mkdocs_briefing.content.validation import read_entry
from mkdocs_briefing.core.problems import ProblemCollector
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.tokens import AliasToken, AnchorToken, CommentToken, ScalarToken, TagToken

Signs: TypeAlias = Counter[tuple[object, ...]]
"""Remarks, values, anchors and so on, and how often each is there."""


def change(before: str, after: str, kind: type[FileEntry]) -> str | None:
    """What would be another thing afterwards, in words; ``None`` where all is the same.

    Args:
        before: the whole file, which the strict reader has read without a fault in its header.
        after: the whole file, put into form.
        kind: what the file describes.
    """
    old, new = parts_of(before), parts_of(after)
    if old is None or new is None or old.body != new.body:
        return "the text below the header"
    if _meaning(before, kind) != _meaning(after, kind):
        return "what the header says"
    return _signs_lost(old, new)


def _meaning(text: str, kind: type[FileEntry]) -> object:
    """All that the strict reader and the schema see in a file, but for places and order."""
    findings = ProblemCollector("")
    document = read_document(text, findings)
    if document is None or document.header is None:
        return None
    taken = read_entry(kind, document.header, findings)
    faults = sorted((fault.severity, fault.code, fault.message) for fault in findings.problems)
    return _bare(document.header), document.body, taken and taken[0], faults


def _bare(node: Node) -> object:
    """A value without its place; of a mapping, the order does not matter."""
    match node:
        case ScalarNode(text, plain):
            return (text, plain)
        case SeqNode(items):
            return [_bare(item) for item in items]
        case MapNode(entries):
            return {name: (key.plain, _bare(value)) for name, (key, value) in entries.items()}


def _signs_lost(old: Parts, new: Parts) -> str | None:
    try:
        before, after = (Counter(_signs(parts.header)) for parts in (old, new))
    except YAMLError:
        # Where ruamel.yaml takes a tab between two values for a fault, the strict reader does not.
        bare = (parts.header.replace("\t", " ") for parts in (old, new))
        try:
            before, after = (Counter(_signs(header)) for header in bare)
        except YAMLError:
            return "its remarks, which cannot be compared"
    if before == after:
        return None
    different = (before - after) + (after - before)
    return "a remark" if any(sign[0] == "remark" for sign in different) else "a value"


def _signs(header: str) -> Iterator[tuple[object, ...]]:
    """What ruamel.yaml sees in a header.

    Raises:
        YAMLError: to ruamel.yaml it is none.
    """
    for token in YAML(typ="rt", pure=True, plug_ins=[]).scan(header.translate(OTHER_LINE_ENDS)):
        for remark in _remarks(token.comment):
            yield ("remark", remark)
        if isinstance(token, ScalarToken):
            yield ("value", token.value, token.plain, token.style)
        elif isinstance(token, AnchorToken | AliasToken | TagToken):
            yield (type(token).__name__, token.value)


def _remarks(comment: Any) -> Iterator[str]:  # noqa: ANN401 - lists of lists, by ruamel's count
    """The remarks in what ruamel.yaml keeps beside a token, without the empty lines."""
    if isinstance(comment, list):
        for inner in comment:
            yield from _remarks(inner)
    elif comment is not None:
        text = comment.value if isinstance(comment, CommentToken) else str(comment)
        yield from filter(None, (line.strip(" \t") for line in text.split("\n")))
