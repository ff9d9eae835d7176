"""Reads the text of a header into nodes, or says why that cannot be done."""

import yaml
from mkdocs_briefing.content.budget import Share
from mkdocs_briefing.content.header.builder import TOO_DEEP, build
from mkdocs_briefing.content.header.nodes import MapNode, ScalarNode, SeqNode
from mkdocs_briefing.content.header.odd_spaces import with_plain_line_ends, with_plain_spaces
from mkdocs_briefing.content.header.refusals import HeaderError, unreadable
from mkdocs_briefing.content.header.yaml_errors import explain_yaml_error
from mkdocs_briefing.core.problems import ProblemCollector


def parse_header(header: str, first_line: int, share: Share) -> MapNode | None:
    """Read the text of a header; ``None`` if it is empty.

    Args:
        header: the text between the fences.
        first_line: the line of the file on which it begins.
        share: what the file may cost, and where other problems go.

    Raises:
        HeaderError: it is no valid YAML, or no mapping.
    """
    header = with_plain_spaces(with_plain_line_ends(header), first_line, share.problems)
    try:
        root = build(header, first_line, share)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, header, first_line, share.problems) from error
    if root is None or (isinstance(root, ScalarNode) and root.missing):
        return None
    if not isinstance(root, MapNode):
        message = "a header is made of lines like `key: value`, with a space after the colon"
        if isinstance(root, SeqNode) and isinstance(next(iter(root.items), None), MapNode):
            message = "the keys of a header are no list; delete the dashes before them"
        raise HeaderError(root.place, "yaml", message)
    return root


def _explained(
    error: yaml.MarkedYAMLError, header: str, first_line: int, problems: ProblemCollector
) -> HeaderError:
    """Tell of the slips for which a header does not parse; return the last one."""
    *others, last = (
        unreadable((first_line + slip.line, slip.column + 1), slip.message)
        for slip in explain_yaml_error(error, header, first_line)
    )
    # With very many brackets in a row the parser gives up before we can count them.
    if "nesting depth" in (error.problem or ""):
        return HeaderError((others or [last])[0].place, "too-deep", TOO_DEEP)
    for other in others:
        problems.error(other.place, other.code, other.message)
    return last
