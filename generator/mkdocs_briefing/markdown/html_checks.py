"""Finds HTML, pictures and link targets in a text that its page will not show."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from mkdocs_briefing.markdown.links import Link, without_code
from mkdocs_briefing.markdown.sanitizer import DROPPED_WITH_CONTENT, SCHEMES, is_elsewhere
from mkdocs_briefing.markdown.text_problems import TextProblem, place_in

_PICTURE: Final = re.compile(r"!\[[^\[\]\n]{0,300}\]\([ \t]*<?([^)\s<>]+)")
_RAW_PICTURE: Final = re.compile(
    r"<(?:img|audio|video|source)\s(?:[^<>]{0,500}\s)?src\s*=[\s\"']*([^\s\"'<>]+)", re.IGNORECASE
)
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ELEMENTS: Final = DROPPED_WITH_CONTENT | {"base", "form", "frame", "link", "meta"}
_ELEMENT: Final = re.compile(rf"<({'|'.join(sorted(_ELEMENTS))})(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"<[a-z](?:[^<>]{0,500}[\s\"'/])?(on[a-z]+|style|srcdoc)\s*=", re.IGNORECASE
)

_MAX_PROBLEMS: Final = 50
"""How many problems of a kind are reported in one text: finding their lines takes time."""


def unpublished_html(body: str, first_line: int) -> Iterator[TextProblem]:
    """Yield what the page of a text leaves out, in no order; code and comments are ignored.

    Args:
        body: Markdown.
        first_line: the line of the file on which it begins, from 1.
    """
    if "![" not in body and "<" not in body:
        return
    text = without_code(body)
    for offset, code, message in _unpublished(text):
        yield TextProblem(place_in(text, offset, first_line), code, message)


def _unpublished(text: str) -> Iterator[tuple[int, str, str]]:
    for pattern in (_PICTURE, _RAW_PICTURE):
        for match in islice(pattern.finditer(text), _MAX_PROBLEMS):
            if is_elsewhere(match[1]):
                yield (
                    match.start(),
                    "remote-picture",
                    f"the picture {match[1][:60]} is on another host, which would learn of every "
                    "reader, so only a link to it is shown; put a copy beside this file",
                )
    for match in islice(_ELEMENT.finditer(text), _MAX_PROBLEMS):
        name = match[1].lower()
        yield (
            match.start(),
            "html",
            f"<{name}> is not published; write Markdown, or `<{name}>` to mention it",
        )
    for match in islice(_ATTRIBUTE.finditer(text), _MAX_PROBLEMS):
        yield (
            match.start(1),
            "html",
            f"{match[1].lower()} is not published, as a text may not change how the page looks "
            "or works; remove it",
        )


def forbidden_target(link: Link) -> TextProblem | None:
    """Return the problem of a link to an address of a forbidden scheme, or ``None``."""
    scheme = _SCHEME.match(link.target)
    if scheme is None or scheme[1].lower() in SCHEMES:
        return None
    return TextProblem(
        link.place,
        "link-scheme",
        f"links to {scheme[1].lower()[:20]}: are not allowed, so this one is published without "
        "its target; write an address that begins with https://",
    )
