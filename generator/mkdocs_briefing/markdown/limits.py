"""Finds texts that would keep Markdown busy for hours, or stop it with an error.

Python-Markdown takes quadratic time over brackets that are not closed, over the ids of
headings, and over the links, escapes and emphasis in one paragraph. The HTML parser takes
quadratic time over elements that are not closed. Only hostile texts have so many of them.

The start of an SGML section stops the HTML parser of Python, which MkDocs uses, with an
assertion (seen in 3.11.7).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from mkdocs_briefing.markdown.text_problems import TextProblem, place_in

MAX_OPEN: Final = 100
"""How many brackets of one kind may be open in a paragraph, and how many tags in a text."""
MAX_HEADINGS: Final = 1000
MAX_SIGNS: Final = 20_000
"""How many characters that have a meaning in Markdown one paragraph may contain."""
MAX_ELEMENTS: Final = 1000
"""How many HTML elements may be open in a text."""

_NO_END_TAG: Final = frozenset(
    (
        *("area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link"),
        *("meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr"),
        *("track", "wbr"),
    )
)
"""Elements that are empty or may be left open (HTML standard, "Optional tags")."""

_BLOCK: Final = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_HEADING: Final = re.compile(r"^ {0,3}(?:#|(?:=+|-+)[ \t]*$)", re.MULTILINE)
_SIGN: Final = re.compile(r"\\.|[`*_<&!\[]|  \n")
_SQUARE: Final = re.compile(r"(\[)|\]")
_ROUND: Final = re.compile(r"(\()|\)")
_TAG: Final = re.compile(r"(<[a-z/!?])|>", re.IGNORECASE)
_ELEMENT: Final = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
_SECTION: Final = re.compile(
    r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-\w.]))",
    re.IGNORECASE | re.ASCII,
)
"""All names but those that ``_markupbase.ParserBase.parse_marked_section`` accepts."""

_Span = tuple[int, int]


def exceeded_limits(body: str, first_line: int) -> Iterator[TextProblem]:
    """Yield the first place at which a text exceeds each limit.

    Args:
        body: Markdown.
        first_line: the line of the file on which it begins, from 1.
    """
    for offset, message in _exceeded(body):
        yield TextProblem(place_in(body, offset, first_line), "too-tangled", message)


def _exceeded(body: str) -> Iterator[tuple[int, str]]:
    paragraphs = [match.span() for match in _BLOCK.finditer(body)]
    for name, opening, pattern, spans in (
        ("square brackets", "[", _SQUARE, paragraphs),
        ("round brackets", "(", _ROUND, paragraphs),
        ("tags", "<", _TAG, [(0, len(body))]),
    ):
        if (offset := _too_many_open(body, opening, pattern, spans)) is not None:
            yield (
                offset,
                f"more than {MAX_OPEN} {name} are open here; Markdown would take too long, so "
                "close or remove them",
            )
    if (offset := _too_many_signs(body, paragraphs)) is not None:
        yield (
            offset,
            f"more than {MAX_SIGNS:,} signs such as * and ` in one paragraph; Markdown would take "
            "too long, so divide it with empty lines",
        )
    if (offset := _too_many_elements(body)) is not None:
        yield (
            offset,
            f"more than {MAX_ELEMENTS:,} HTML elements are open here; close or remove them",
        )
    if (section := _SECTION.search(body)) is not None:
        yield (
            section.start(),
            "<![ begins an SGML section, which no page may contain; write &lt;![ for the "
            "characters",
        )
    # Counting is much faster than matching, and nearly always enough.
    if body.count("\n#") + body.count("\n=") + body.count("\n-") >= MAX_HEADINGS:
        headings = islice(_HEADING.finditer(body), MAX_HEADINGS, None)
        if (heading := next(headings, None)) is not None:
            yield (
                heading.start(),
                f"more than {MAX_HEADINGS:,} headings or lines across; divide the text into "
                "several pages",
            )


def _too_many_open(
    body: str, opening: str, pattern: re.Pattern[str], spans: Iterable[_Span]
) -> int | None:
    for span in spans:
        if body.count(opening, *span) <= MAX_OPEN:
            continue
        open_count = 0
        for match in pattern.finditer(body, *span):
            open_count = open_count + 1 if match[1] else max(0, open_count - 1)
            if open_count > MAX_OPEN:
                return match.start()
    return None


def _too_many_signs(body: str, paragraphs: Iterable[_Span]) -> int | None:
    for start, end in paragraphs:
        if end - start > MAX_SIGNS:
            signs = islice(_SIGN.finditer(body, start, end), MAX_SIGNS, None)
            if (sign := next(signs, None)) is not None:
                return sign.start()
    return None


def _too_many_elements(body: str) -> int | None:
    if body.count("<") <= MAX_ELEMENTS:
        return None
    open_counts: Counter[str] = Counter()
    open_count = 0
    for match in _ELEMENT.finditer(body):
        name = match[2].lower()
        if match[1]:
            # An end tag without a start tag closes nothing.
            if open_counts[name]:
                open_counts[name] -= 1
                open_count -= 1
        elif name not in _NO_END_TAG:
            open_counts[name] += 1
            open_count += 1
            if open_count > MAX_ELEMENTS:
                return match.start()
    return None
