"""Shows the problems of the content at the top of every page of the preview."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final, Literal

from mkdocs_briefing.core.problems import Problem, summary
from mkdocs_briefing.core.terminal import visible

PageState = Literal["current", "last-good", "partial"]
"""Which build the page below the panel is from."""

_NOTES: Final[Mapping[PageState, str]] = {
    "current": "The page below is up to date. A strict build may stop here.",
    "last-good": "The page below is from the last good build. It changes when this is fixed.",
    "partial": "There is no good build yet. The page below shows what could be read.",
}

MAX_SHOWN: Final = 200
"""Problems in a panel; a broken folder may have thousands."""

_BODY: Final = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)

# The panel has its own styles, because the style sheet of the page may be what is broken. The
# colours are readable beside a light page and a dark one.
_STYLE: Final = (
    "position:sticky;top:0;z-index:1000;box-sizing:border-box;width:100%;overflow:auto;"
    "padding:12px 20px;font:16px/1.45 system-ui,sans-serif;text-align:left;"
)
_ALERT_STYLE: Final = _STYLE + (
    "max-height:50vh;color:#fff;background:#7f1d1d;border-bottom:6px solid #f87171"
)
_STATUS_STYLE: Final = _STYLE + (
    "max-height:20vh;color:#422006;background:#fef3c7;border-bottom:4px solid #d97706"
)


def panel(problems: Sequence[Problem], page: PageState) -> str:
    """Return the panel as HTML; empty if there are no problems."""
    if not problems:
        return ""
    role, style = ("status", _STATUS_STYLE) if page == "current" else ("alert", _ALERT_STYLE)
    items = [_item(problem) for problem in problems[:MAX_SHOWN]]
    if len(problems) > MAX_SHOWN:
        items.append(f"<li>… and {len(problems) - MAX_SHOWN} more</li>")
    return (
        f'<section id="briefing-problems" role="{role}" tabindex="0"'
        f' aria-label="Problems in the content" style="{style}">'
        f'<strong style="font-size:20px">{escape(summary(problems))} in the content</strong>'
        f'<p style="margin:4px 0">{_NOTES[page]}</p>'
        f'<ol style="margin:8px 0;padding-left:28px">{"".join(items)}</ol>'
        "</section>"
    )


def _item(problem: Problem) -> str:
    message = escape(visible(problem.message))
    place = visible(f"{problem.path}:{problem.line}:{problem.column}")
    return (
        '<li style="margin:4px 0;overflow-wrap:anywhere">'
        f'<code style="color:inherit;background:none;font:600 15px/1.4 monospace">{escape(place)}'
        f"</code>: {problem.severity}: {message} [{escape(problem.code)}]</li>"
    )


def insert_panel(page: bytes, panel: str) -> bytes:
    """Insert the panel at the start of a page's body."""
    start = match.end() if (match := _BODY.search(page)) else 0
    html = panel.encode("utf-8", errors="xmlcharrefreplace")
    return page[:start] + html + page[start:]
