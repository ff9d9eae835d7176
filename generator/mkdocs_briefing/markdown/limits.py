"""Finds texts over which Markdown would sit for hours, or stumble.

To find the end of a link Python-Markdown reads on from every bracket that opens one, so that
its time grows with the square of those that are never closed; it compares the id of each
heading with all others; and for each link, escape or emphasis it writes the whole paragraph
anew. The parser of HTML, in turn, goes through all that is open for each further element.
Nobody writes hundreds of these but those who want to stop a build.

What begins like a section of SGML ends the parser of HTML that MkDocs uses, that of Python
itself, with an assertion (3.11.7 does so).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from mkdocs_briefing.core.problems import Place

MOST_OPEN: Final = 100
"""How many brackets of a kind may be open at once: in one paragraph, of tags in a whole text."""
MOST_HEADINGS: Final = 1000
MOST_SIGNS: Final = 20_000
"""How many characters that mean something to Markdown may stand in one paragraph."""
MOST_ELEMENTS: Final = 1000
"""How many elements of HTML may be open at once in a text."""

_LEFT_OPEN: Final = frozenset(
    (
        *("area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link"),
        *("meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr"),
        *("track", "wbr"),
    )
)
"""Elements that hold nothing, or that the next of their kind closes (HTML, "Optional tags")."""

_BLOCK: Final = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_HEADING: Final = re.compile(r"^ {0,3}(?:#|(?:=+|-+)[ \t]*$)", re.MULTILINE)
_SQUARE: Final = re.compile(r"(\[)|\]")
_SIGN: Final = re.compile(r"\\.|[`*_<&!\[]|  \n")
_ROUND: Final = re.compile(r"(\()|\)")
_ELEMENT: Final = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
_SECTION: Final = re.compile(
    r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-\w.]))",
    re.IGNORECASE | re.ASCII,
)
"""All but the names that ``_markupbase.ParserBase.parse_marked_section`` knows."""
_TAG: Final = re.compile(r"(<[a-z/!?])|>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Excess:
    """Where there is too much of something, and of what."""

    place: Place
    message: str


def excess(body: str, first_line: int) -> Iterator[Excess]:
    """The first thing of each kind that there is too much of.

    Args:
        body: Markdown.
        first_line: the line of the file on which it begins, from 1.
    """
    spans = [(match.start(), match.end()) for match in _BLOCK.finditer(body)]
    for name, sign, pattern, where in (
        ("square brackets", "[", _SQUARE, spans),
        ("round brackets", "(", _ROUND, spans),
        ("tags", "<", _TAG, [(0, len(body))]),
    ):
        at = next(
            (
                found
                for span in where
                if body.count(sign, *span) > MOST_OPEN
                and (found := _too_many_open(pattern, body, *span))
            ),
            None,
        )
        if at is not None:
            yield Excess(
                _place(body, at, first_line),
                f"more than {MOST_OPEN} {name} are opened up to here and not closed; Markdown "
                "would take too long over them, so close them or take them out",
            )
    if (at := _too_many_signs(body, spans)) is not None:
        yield Excess(
            _place(body, at, first_line),
            f"more than {MOST_SIGNS:,} signs such as * and ` stand in one paragraph up to here; "
            "Markdown would take too long over them, so part it by empty lines",
        )
    if (at := _too_deep(body)) is not None:
        yield Excess(
            _place(body, at, first_line),
            f"more than {MOST_ELEMENTS:,} elements of HTML are opened up to here and not closed; "
            "close them or take them out",
        )
    if (section := _SECTION.search(body)) is not None:
        yield Excess(
            _place(body, section.start(), first_line),
            "<![ begins a section, which no page can have; write &lt;![ for the characters",
        )
    if body.count("\n#") + body.count("\n=") + body.count("\n-") >= MOST_HEADINGS:
        headings = [match.start() for match in _HEADING.finditer(body)]
        if len(headings) > MOST_HEADINGS:
            yield Excess(
                _place(body, headings[MOST_HEADINGS], first_line),
                f"more than {MOST_HEADINGS:,} headings or lines across; make several pages of it",
            )


def _too_many_open(pattern: re.Pattern[str], body: str, start: int, end: int) -> int | None:
    open_now = 0
    for match in pattern.finditer(body, start, end):
        open_now = open_now + 1 if match[1] else max(0, open_now - 1)
        if open_now > MOST_OPEN:
            return match.start()
    return None


def _too_many_signs(body: str, spans: list[tuple[int, int]]) -> int | None:
    for start, end in spans:
        if end - start > MOST_SIGNS:
            signs = islice(_SIGN.finditer(body, start, end), MOST_SIGNS, None)
            if (one_more := next(signs, None)) is not None:
                return one_more.start()
    return None


def _too_deep(body: str) -> int | None:
    if body.count("<") <= MOST_ELEMENTS:
        return None
    open_now: Counter[str] = Counter()
    deep = 0
    for match in _ELEMENT.finditer(body):
        name = match[2].lower()
        if match[1]:
            # An end of what never began closes nothing.
            if open_now[name]:
                open_now[name] -= 1
                deep -= 1
        elif name not in _LEFT_OPEN:
            open_now[name] += 1
            deep += 1
            if deep > MOST_ELEMENTS:
                return match.start()
    return None


def _place(body: str, at: int, first_line: int) -> Place:
    return (first_line + body.count("\n", 0, at), at - body.rfind("\n", 0, at))
