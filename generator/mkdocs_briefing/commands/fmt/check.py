"""Checks that a formatted file says the same as before.

Two readers compare it, each by its own rules. The strict reader of `content.header` and
the schema say whether it means the same. ruamel.yaml says whether every comment and value is
still there: its scanner returns all of them. (It cannot do the formatting itself. Its loader
drops comments within braces, and its emitter rewrites escapes and rejoins broken lines.)
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from mkdocs_briefing.commands.fmt.text import split
from mkdocs_briefing.content.header.document import read_document
from mkdocs_briefing.content.header.nodes import plain_value
from mkdocs_briefing.content.header.odd_spaces import with_plain_line_ends
from mkdocs_briefing.content.schema import FileEntry
from mkdocs_briefing.content.validation import read_entry
from mkdocs_briefing.core.problems import ProblemCollector
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.tokens import AliasToken, AnchorToken, CommentToken, ScalarToken, TagToken


def difference(before: str, after: str, kind: type[FileEntry]) -> str | None:
    """What formatting would change, in words; ``None`` where the file says the same.

    Args:
        before: the whole file, with a header that the strict reader accepts.
        after: the whole file, formatted.
        kind: what the file describes.
    """
    old, new = split(before), split(after)
    if old is None or new is None or old.body != new.body:
        return "the text below the header"
    if _meaning(before, kind) != _meaning(after, kind):
        return "what the header says"
    return _token_difference(old.header, new.header)


def _meaning(text: str, kind: type[FileEntry]) -> object:
    """What the strict reader and the schema make of a file, apart from places and order."""
    problems = ProblemCollector("")
    document = read_document(text, problems)
    if document is None or document.header is None:
        return None
    entry, _ = read_entry(kind, document.header, problems) or (None, None)
    # Without their words: a message may name what stands beside, and formatting moves that.
    found = sorted((problem.severity, problem.code) for problem in problems.problems)
    return plain_value(document.header), document.body, entry, found


def _token_difference(before: str, after: str) -> str | None:
    try:
        old, new = Counter(_tokens(before)), Counter(_tokens(after))
    except YAMLError:
        # Unlike the strict reader, ruamel.yaml rejects a tab between two values.
        without_tabs = (header.replace("\t", " ") for header in (before, after))
        try:
            old, new = map(Counter, map(_tokens, without_tabs))
        except YAMLError:
            return "its comments, which cannot be compared"
    if old == new:
        return None
    different = (old - new) + (new - old)
    return "a comment" if any(kind == "comment" for kind, *_ in different) else "a value"


def _tokens(header: str) -> Iterator[tuple[object, ...]]:
    """The comments, values, anchors, aliases and tags that ruamel.yaml sees in a header.

    Raises:
        YAMLError: ruamel.yaml cannot read it.
    """
    for token in YAML(typ="rt", pure=True, plug_ins=[]).scan(with_plain_line_ends(header)):
        for comment in _comments(token.comment):
            yield ("comment", comment)
        if isinstance(token, ScalarToken):
            yield ("value", token.value, token.plain, token.style)
        elif isinstance(token, AnchorToken | AliasToken | TagToken):
            yield (type(token).__name__, token.value)


def _comments(comment: Any) -> Iterator[str]:  # noqa: ANN401 - ruamel.yaml nests lists in lists
    """The comments that ruamel.yaml keeps beside a token, without empty lines."""
    if isinstance(comment, list):
        for inner in comment:
            yield from _comments(inner)
    elif comment is not None:
        text = comment.value if isinstance(comment, CommentToken) else str(comment)
        yield from filter(None, (line.strip(" \t") for line in text.split("\n")))
