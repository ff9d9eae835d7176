"""Finds in a text what its page will not show, so that nothing is lost without a word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from mkdocs_briefing.core.problems import Place
from mkdocs_briefing.markdown.links import Link, without_code
from mkdocs_briefing.markdown.sanitizer import SCHEMES, WITHOUT_WORDS, is_elsewhere

_PICTURE: Final = re.compile(r"!\[[^\[\]\n]{0,300}\]\([ \t]*<?([^)\s<>]+)")
_RAW_PICTURE: Final = re.compile(
    r"<(?:img|audio|video|source)\s(?:[^<>]{0,500}\s)?src\s*=[\s\"']*([^\s\"'<>]+)", re.IGNORECASE
)
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ELEMENT: Final = re.compile(
    rf"<({'|'.join(sorted(WITHOUT_WORDS | {'base', 'form', 'frame', 'link', 'meta'}))})(?=[\s/>])",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(
    r"<[a-z](?:[^<>]{0,500}[\s\"'/])?(on[a-z]+|style|srcdoc)\s*=", re.IGNORECASE
)

_MOST: Final = 50
"""How many losses of a kind one text tells of: to find the place of each takes time."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a contributor wrote and no reader will see, and what to write instead."""

    place: Place
    code: str
    message: str


def losses(body: str, first_line: int) -> Iterator[Loss]:
    """What the page of a text leaves out of it, in no order. Code and comments are passed over.

    Args:
        body: Markdown.
        first_line: the line of the file on which it begins, from 1.
    """
    if "![" not in body and "<" not in body:
        return
    text = without_code(body)
    for pattern in (_PICTURE, _RAW_PICTURE):
        for match in islice(pattern.finditer(text), _MOST):
            if is_elsewhere(match[1]):
                yield Loss(
                    _place(text, match.start(), first_line),
                    "remote-picture",
                    f"the picture {match[1][:60]} lies on another host, which would learn of every "
                    "reader; only a link to it is shown. Put a copy beside this file",
                )
    for match in islice(_ELEMENT.finditer(text), _MOST):
        yield Loss(
            _place(text, match.start(), first_line),
            "html",
            f"<{match[1].lower()}> is not published; write Markdown, or `<{match[1].lower()}>` "
            "to speak of it",
        )
    for match in islice(_ATTRIBUTE.finditer(text), _MOST):
        yield Loss(
            _place(text, match.start(1), first_line),
            "html",
            f"{match[1].lower()} is not published: a text may say nothing of how the page behaves "
            "or looks; take it out",
        )


def loss_of_target(link: Link) -> Loss | None:
    """What becomes of a link that leads where no link may; ``None`` of any other."""
    scheme = _SCHEME.match(link.target)
    if scheme is None or scheme[1].lower() in SCHEMES:
        return None
    return Loss(
        link.place,
        "link-scheme",
        f"a link may not lead to {scheme[1].lower()[:20]}: and is shown without its target; "
        "write an address that begins with https://",
    )


def _place(text: str, at: int, first_line: int) -> Place:
    return (first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at))
