"""Reads a Markdown file: splits it into header and body, and reads the header."""

import re
from dataclasses import dataclass
from typing import Any, Final

import frontmatter
from frontmatter.default_handlers import BaseHandler
from mkdocs_briefing.content.budget import Share, alone
from mkdocs_briefing.content.header.comments import OPEN_COMMENT
from mkdocs_briefing.content.header.fences import (
    CLOSING_FENCE,
    FENCE,
    OTHER_FENCE,
    key_below,
    rule_for_a_fence,
    wrong_fence,
)
from mkdocs_briefing.content.header.nodes import MapNode
from mkdocs_briefing.content.header.parse import parse_header
from mkdocs_briefing.content.header.refusals import HeaderError, TooCostlyError, refused_letter
from mkdocs_briefing.core.problems import Place, ProblemCollector
from mkdocs_briefing.markdown.obsidian import (
    OpenCommentError,
    without_comments,
    without_marks,
)

_BLANK_LINES: Final = re.compile(r"\A[ \t]*\n(?:[ \t]*\n)*")


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file, split into header and body.

    Attributes:
        header: ``None`` if the file has none, or an empty one.
        body: the Markdown below the header.
        body_line: the line of the file on which the body begins, from 1.
        written: the whole file as it is written, also what is not published; in parts, as the
            body is one of them and need not be there twice.
    """

    header: MapNode | None
    body: str
    body_line: int
    written: tuple[str, ...]


def read_document(
    text: str, problems: ProblemCollector, share: Share | None = None
) -> Document | None:
    """Split a file into header and body; ``None`` if its header cannot be read.

    Args:
        text: of the whole file.
        problems: where every error goes.
        share: what the file may cost; by default as much as a file that is alone.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if refused := refused_letter(text):
        offset, code, message = refused
        problems.error(_place_in(text, offset), code, message)
        return None
    # python-frontmatter strips the text before it hands it on.
    leading = text[: len(text) - len(text.lstrip())]
    own_share = share or alone(text, problems)
    handler = _Handler(leading.count("\n") + 1, own_share)
    try:
        _, body = frontmatter.parse(text, handler=handler)
    except TooCostlyError:
        if share is None:
            own_share.budget.tell()
        return None
    except HeaderError as error:
        problems.error(error.place, error.code, error.message)
        return None
    try:
        # Before anything looks at the text: what is private is not there for anybody.
        whole = body if handler.body is None else handler.body
        public = without_marks(without_comments(whole, handler.body_line))
    except OpenCommentError as error:
        problems.error(error.place, "open-comment", OPEN_COMMENT)
        return None
    at = text.rfind(whole)
    written = (text[:at], public if public == whole else whole, text[at + len(whole) :])
    return Document(handler.header, public, handler.body_line, written)


class _Handler(BaseHandler):
    """Handler for python-frontmatter that reads one file.

    It keeps the header's nodes and the line of the body, which python-frontmatter cannot return.

    Args:
        first_line: the line of the file on which the parsed text begins.
        share: what the file may cost, and where duplicate keys are reported.
    """

    FM_BOUNDARY = FENCE
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, first_line: int, share: Share) -> None:
        super().__init__()
        self.first_line = first_line
        self.share = share
        self.header: MapNode | None = None
        self.body: str | None = None
        self.body_line = first_line

    def split(self, text: str) -> tuple[str, str]:
        """Split the text into header and body.

        Raises:
            HeaderError: the header never ends.
        """
        opening = FENCE.match(text)
        if opening is None:
            if other := OTHER_FENCE.match(text):
                place = (self.first_line, 1)
                raise HeaderError(place, "no-header", wrong_fence(other[1]))
            return "", text
        closing = CLOSING_FENCE.search(text, opening.end())
        if closing is None:
            message = "the header never ends; add a line --- below its last key"
            place = (self.first_line, 1)
            if slip := rule_for_a_fence(text[opening.end() + 1 :].split("\n")):
                place, message = (self.first_line + 1 + slip.line, 1), slip.message
            raise HeaderError(place, "unclosed-header", message)
        body = text[closing.end() :]
        if key := key_below(body):
            line = self.first_line + text.count("\n", 0, closing.start())
            raise HeaderError(
                (line, 1),
                "second-header",
                f"the header ends here, so {key} below it is not read; delete this line"
                + (" and the next one like it" if body.lstrip().startswith("---") else ""),
            )
        # The first line may be indented, as code is; python-frontmatter strips that, too.
        self.body = _BLANK_LINES.sub("", body, count=1).rstrip()
        above = text[: closing.end()] + body[: len(body) - len(body.lstrip())]
        self.body_line = self.first_line + above.count("\n")
        return text[opening.end() + 1 : closing.start()], body

    def load(self, fm: str) -> dict[str, Any]:
        """Read the header into nodes, which are kept here.

        Raises:
            HeaderError: it is no valid YAML, or no mapping.
        """
        self.header = parse_header(fm, self.first_line + 1, self.share)
        # Nobody asks python-frontmatter for the values.
        return {}


def _place_in(text: str, offset: int) -> Place:
    return (text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
