"""Puts the problems of the content on top of every page of the preview."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Final, Literal

from mkdocs_briefing.core.problems import Problem, summary

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

Below = Literal["current", "last-good", "partial"]
"""What the page below the panel is built of."""

_NOTES: Final[Mapping[Below, str]] = {
    "current": "The page below is up to date. A strict build would stop here.",
    "last-good": "The page below is the last good build. It changes as soon as this is fixed.",
    "partial": "There is no good build yet: the page below shows what could be read.",
}

SHOWN: Final = 200
"""As many problems as a panel holds; a broken folder may have thousands."""

_BODY: Final = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)

# The page's own stylesheet may be what is broken: the panel brings its colours along, and
# they are legible beside a light page and a dark one.
_FRAME: Final = (
    "position:sticky;top:0;z-index:1000;box-sizing:border-box;width:100%;overflow:auto;"
    "padding:12px 20px;font:16px/1.45 system-ui,sans-serif;text-align:left;"
)
_LOUD: Final = _FRAME + (
    "max-height:50vh;color:#fff;background:#7f1d1d;border-bottom:6px solid #f87171"
)
_QUIET: Final = _FRAME + (
    "max-height:20vh;color:#422006;background:#fef3c7;border-bottom:4px solid #d97706"
)


def panel(problems: Sequence[Problem], below: Below) -> str:
    """What a reader of the preview sees, as HTML; nothing where there is no problem."""
    if not problems:
        return ""
    loud = below != "current"
    more = len(problems) - SHOWN
    rows = [_row(problem) for problem in problems[:SHOWN]]
    if more > 0:
        rows.append(f"<li>… and {more} more</li>")
    return (
        f'<section id="briefing-problems" role="{"alert" if loud else "status"}" tabindex="0"'
        f' aria-label="Problems in the content" style="{_LOUD if loud else _QUIET}">'
        f'<strong style="font-size:20px">{escape(summary(problems))} in the content</strong>'
        f'<p style="margin:4px 0">{_NOTES[below]}</p>'
        f'<ol style="margin:8px 0;padding-left:28px">{"".join(rows)}</ol>'
        "</section>"
    )


def _row(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return (
        '<li style="margin:4px 0;overflow-wrap:anywhere">'
        f'<code style="color:inherit;background:none;font:600 15px/1.4 monospace">{escape(place)}'
        f"</code>: {problem.severity}: {escape(problem.message)} [{escape(problem.code)}]</li>"
    )


def with_panel(app: "WSGIApplication", panel_now: Callable[[], str]) -> "WSGIApplication":
    """Wrap an application so that its HTML answers carry the panel there is by then."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        status = ""
        headers: list[tuple[str, str]] = []

        def hold(given: str, named: list[tuple[str, str]], _: object = None) -> Callable[..., None]:
            nonlocal status, headers
            status, headers = given, named
            return _no_writing

        body = app(environ, hold)
        # Asked only now: MkDocs lets a request wait until a running build is through.
        html = panel_now()
        if not html or not _is_html(headers):
            start_response(status, headers)
            return body
        page = _put_in(b"".join(body), html.encode("utf-8", errors="xmlcharrefreplace"))
        if (close := getattr(body, "close", None)) is not None:
            close()
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*kept, ("Content-Length", str(len(page)))])
        return [page]

    return answer


def _no_writing(_: bytes) -> None:
    raise NotImplementedError("the preview's server returns its answers, it does not write them")


def _is_html(headers: Iterable[tuple[str, str]]) -> bool:
    return any(
        name.lower() == "content-type" and value.lower().startswith("text/html")
        for name, value in headers
    )


def _put_in(page: bytes, html: bytes) -> bytes:
    """The page with the panel as the first thing in its body."""
    start = match.end() if (match := _BODY.search(page)) else 0
    return page[:start] + html + page[start:]
