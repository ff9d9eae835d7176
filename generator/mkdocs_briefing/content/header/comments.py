"""Finds comments in a header: YAML's, which are not read, and Obsidian's, which are private."""

import re
from typing import Final

import yaml
from mkdocs_briefing.content.header.odd_spaces import with_plain_line_ends

COMMENT: Final = "comment"
"""The code of a warning that a value may have been cut off."""
OPEN_COMMENT: Final = (
    "%% begins a comment of Obsidian that nothing ends; write %% behind it, or % once"
)
REMARK_WITHOUT_SPACE: Final = re.compile(r"[ \t]+(#\S.*)")
"""A comment behind a value that was hardly meant as one: ``Demand #1``."""

_PRIVATE: Final = re.compile(r"%%.*?%%", re.DOTALL)
_MAY_BE_COMMENT: Final = re.compile(r"(?:^|\s)#", re.MULTILINE)


def without_private(value: str) -> str:
    """Return a value without Obsidian's comments; one that nothing ends is still there."""
    return _PRIVATE.sub("", value).strip()


def has_comment(header: str) -> bool:
    """Whether a header that was read without an error holds a comment.

    Behind ``|`` and ``>``, each ``#`` counts as one: a comment may stand there, too.
    """
    # Most headers have no such sign at all, which is found out much faster.
    if "#" not in header or not _MAY_BE_COMMENT.search(header):
        return False
    at = 0
    for event in yaml.parse(with_plain_line_ends(header), Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.ScalarEvent) and event.style not in ("|", ">"):
            start, end = event.start_mark, event.end_mark
            assert start is not None, "the parser marks every event"
            assert end is not None, "at both ends"
            if "#" in header[at : start.index]:
                return True
            at = end.index
    return "#" in header[at:]
