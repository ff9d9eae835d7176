"""Puts what each printed sheet says where a style sheet can read it."""

import re
from typing import Final

_LINE: Final = re.compile(r'<meta name="briefing-printed" content="([^"]*)">')
_ROOT: Final = "<html "


def with_printed_line(html: str) -> str:
    """Return the page with its line for paper on the root element, if it has one.

    The margins of paper see only what the root element has, and no template of ours writes that
    element. The line is escaped already.
    """
    line = _LINE.search(html)
    if line is None:
        return html
    return html.replace(_ROOT, f'{_ROOT}data-printed="{line[1]}" ', 1)
