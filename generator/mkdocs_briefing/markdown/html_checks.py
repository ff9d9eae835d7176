"""Finds what a text holds and its page will not show: HTML, pictures, and targets of links.

Every element and attribute that the sanitizer leaves out is told of. What it leaves out is
asked of the sanitizer itself, tag by tag.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import islice
from typing import Final

from markdown.util import BLOCK_LEVEL_ELEMENTS
from mkdocs_briefing.core.letters import CONTROL, MOST_MARKS, too_many_marks
from mkdocs_briefing.markdown.links import Link, without_code, without_fences
from mkdocs_briefing.markdown.sanitizer import (
    ATTRIBUTES,
    SCHEMES,
    TAGS,
    is_elsewhere,
    is_kept,
    known_classes,
    sanitised,
)
from mkdocs_briefing.markdown.text_problems import TextProblem, place_in

_PICTURE: Final = re.compile(r"!\[[^\[\]\n]{0,300}\]\([ \t]*<?([^)\s<>]+)")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_TAG: Final = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-z][^\s/<>]*)(?P<rest>(?>"[^"]*"|'[^']*'|[^"'<>]|["'])*)>""",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"(?:https?|ftp)://[^<>]*|[^<>!\s]+@[^@<>\s]+", re.IGNORECASE)
"""What Markdown makes a link of between angle brackets."""
_TARGET: Final = re.compile(r"(?<=\]\()<(?![a-z]+:)[^<>\n=\"']{1,500}>(?=[ )])")
_DECLARATION: Final = re.compile(r"<[?!](?!--)[^<>]{0,100}")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,9}|#x[0-9a-f]{1,9}|[a-z]{2,30});?", re.IGNORECASE)
_MAY_BE_MARKS: Final = re.compile(
    rf"(?:{_ENTITY.pattern}|[^\w\s\x00-\x7f]){{{MOST_MARKS + 1},}}", re.IGNORECASE
)
_ATTRIBUTE_LIST: Final = re.compile(r"(?:\{:|(?<=[)\]`*_>])\{)[^{}\n]{0,500}\}")
"""Attributes as the extension attr_list reads them; it needs no colon behind what they are of."""
_KEY: Final = re.compile(r"(?<![\w-])([a-z][\w-]*)\s*=", re.IGNORECASE)
_CLASS: Final = re.compile(r"(?<=[\s{:])\.([a-z][\w-]*)", re.IGNORECASE)
_KEYS: Final = frozenset({"markdown"}.union(*ATTRIBUTES.values()))
"""Attributes of any element; extensions of Markdown read ``markdown`` and remove it."""
_KEYS_OF_LINKS: Final = ATTRIBUTES["*"] | ATTRIBUTES["a"] | ATTRIBUTES["img"]

_MAX_PROBLEMS: Final = 50
"""How many problems of a kind are reported in one text: finding their lines takes time."""


def unpublished_html(body: str, first_line: int) -> Iterator[TextProblem]:
    """Yield what the page of a text leaves out, in no order; code and comments are ignored.

    Args:
        body: Markdown.
        first_line: the line of the file on which it begins, from 1.
    """
    if "![" not in body and "<" not in body and "{" not in body:
        return
    # The target of a link may stand in such brackets, with spaces in it.
    body = _TARGET.sub(lambda target: " " * len(target[0]), body) if "(<" in body else body
    text = without_code(body)
    for kind in (_pictures(text), _elements(text), _attributes(text), _declarations(text)):
        for offset, code, message in islice(kind, _MAX_PROBLEMS):
            yield TextProblem(place_in(text, offset, first_line), code, message)
    raw = without_fences(body)
    for offset, code, message in islice(_in_blocks(raw, text), _MAX_PROBLEMS):
        yield TextProblem(place_in(raw, offset, first_line), code, message)


def control_characters(body: str, first_line: int) -> Iterator[TextProblem]:
    """Yield the control characters and runs of marks that a text holds as entities.

    Code is ignored. The characters themselves are refused in any file.
    """
    if _ENTITY.search(body) is None:
        return
    text = without_code(body)
    for match in _MAY_BE_MARKS.finditer(text):
        if too_many_marks(unescape(match[0])) is not None:
            yield TextProblem(
                place_in(text, match.start(), first_line),
                "marks",
                f"more than {MOST_MARKS} accents on one letter; delete them",
            )
            break
    for match in _ENTITY.finditer(text):
        character = unescape(match[0])
        if not character or CONTROL.search(character):
            yield TextProblem(
                place_in(text, match.start(), first_line),
                "control-character",
                f"{match[0]} stands for a control character; delete it",
            )
            return


_BLOCKS: Final = frozenset(BLOCK_LEVEL_ELEMENTS) - {"hr"}
"""Elements that begin a block of HTML; a line across the page ends as it begins."""

_Found = tuple[int, str, str]


def _pictures(text: str) -> Iterator[_Found]:
    for match in _PICTURE.finditer(text):
        if is_elsewhere(match[1]):
            yield _remote_picture(match.start(), match[1])


def _remote_picture(offset: int, address: str) -> _Found:
    return (
        offset,
        "remote-picture",
        f"the picture {address[:60]} is on another host, which would learn of every "
        "reader, so only a link to it is shown; put a copy beside this file",
    )


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Yield all tags; links in angle brackets are some if they are within a block of HTML."""
    blocks = _OpenBlocks()
    for tag in _TAG.finditer(text):
        if not _LINK.fullmatch(tag[0][1:-1]):
            yield tag
            if not _MARKDOWN_INSIDE.search(tag["rest"]):
                blocks.read(tag)
        elif blocks:
            yield tag


class _OpenBlocks:
    """The elements of a block of HTML that have begun and not ended."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._counts: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._names)

    def read(self, tag: re.Match[str]) -> None:
        """Begin or end an element; with it ends what began within it, such as a cell of a table."""
        name = tag["name"].lower()
        if name not in _BLOCKS:
            return
        if not tag["end"]:
            self._names.append(name)
            self._counts[name] += 1
            return
        while self._counts[name]:
            last = self._names.pop()
            self._counts[last] -= 1
            if last == name:
                return


def _elements(text: str) -> Iterator[_Found]:
    told: set[str] = set()
    allowed: list[re.Match[str]] = []
    for tag in _tags(text):
        name = tag["name"].lower()
        # Task lists and tabs have no inputs before Markdown makes them.
        if name in TAGS and name != "input":
            allowed.append(tag)
        # The end tag of an element is told of only if no start tag is.
        elif not tag["end"] or name not in told:
            told.add(name)
            yield _unpublished_element(tag)
    # Parts of tables are left out where there is no table.
    parts = [tag for tag in allowed if tag["name"].lower() in _OF_TABLES]
    html = sanitised("".join(f"<{tag['end']}{tag['name'].lower()}>" for tag in parts))
    starts = [tag for tag in parts if not tag["end"]]
    for name, count in Counter(tag["name"].lower() for tag in starts).items():
        if html.count(f"<{name}>") < count:
            yield _unpublished_element(next(tag for tag in starts if tag["name"].lower() == name))


def _in_blocks(raw: str, text: str) -> Iterator[_Found]:
    """Yield what takes a part of a block of HTML with it, and is not seen by the other checks.

    In such a block a browser reads every sign: there is no code in backquotes, and a comment, a
    tag or a quote that does not end takes all that follows.

    Args:
        raw: the text without code between fences.
        text: the text without any code and comments; places are the same.
    """
    position = 0
    while start := _BLOCK.search(raw, position):
        position = start.end() - 1
        blocks = _OpenBlocks()
        while (at := raw.find("<", position)) >= 0:
            position = at + 1
            if raw.startswith("<!--", at):
                if (end := raw.find("-->", at)) < 0:
                    yield at, "html", _ENDLESS_COMMENT
                    return
                position = end + 3
            elif tag := _TAG_IN_BLOCK.match(raw, at):
                position = tag.end()
                name = tag["name"].lower()
                if name not in TAGS and text[at] != "<":
                    yield _unpublished_element(tag)
                if not blocks and _MARKDOWN_INSIDE.search(tag["rest"]):
                    break
                if not tag["rest"].endswith("/"):
                    blocks.read(tag)
                if not blocks:
                    break
            elif begin := _BEGIN_OF_TAG.match(raw, at):
                message = f"{begin[0][:60]} does not end, so what follows is lost; {_END_IT}"
                yield at, "html", message
        else:
            return


_BLOCK: Final = re.compile(
    rf"^ {{0,3}}<(?=(?:{'|'.join(sorted(_BLOCKS))})[\s/>])", re.IGNORECASE | re.MULTILINE
)
_BEGIN_OF_TAG: Final = re.compile(r"</?[a-z][^\s/<>]*|</(?!>)", re.IGNORECASE)
_TAG_IN_BLOCK: Final = re.compile(
    r"""
    <(?P<end>/?)(?P<name>[a-z][^\s/<>]*)
    (?P<rest>(?>
        =\s*(?:"(?:[^"\n]|\n(?![ \t]*\n))*"|'(?:[^'\n]|\n(?![ \t]*\n))*')(?=[\s/>])
        |=(?!\s*["'])
        |[^<>=]
    )*)>
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A tag as browsers read it, in which nothing is amiss."""
_MARKDOWN_INSIDE: Final = re.compile(r"\smarkdown\b")
_END_IT: Final = "close its quotes and write > at its end, or &lt; for the character"
_ENDLESS_COMMENT: Final = (
    "this comment does not end, so what follows is lost; write --> at its end, or &lt; for <"
)

_OF_TABLES: Final = frozenset(
    ("caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
)


def _unpublished_element(tag: re.Match[str]) -> _Found:
    name = f"{tag['end']}{tag['name'].lower()[:60]}"
    return (
        tag.start(),
        "html",
        f"<{name}> is not published; write Markdown, or `<{name}>` to mention it",
    )


def _attributes(text: str) -> Iterator[_Found]:
    for tag in _tags(text):
        name = tag["name"].lower()
        if name not in TAGS or tag["end"]:
            continue
        for key, value in _Attributes(tag).found.items():
            if key == "src" and is_elsewhere(value):
                yield _remote_picture(tag.start(), value)
            elif key == "href" and (scheme := _forbidden_scheme(value)):
                yield _offset(tag, key), "link-scheme", _not_allowed(scheme)
            elif key != "markdown" and not is_kept(name, key, value):
                yield _unpublished_attribute(_offset(tag, key), key)
    for attributes in _ATTRIBUTE_LIST.finditer(text):
        is_of_link = text[attributes.start() - 1 : attributes.start()] == ")"
        for given in _KEY.finditer(text, *attributes.span()):
            if given[1].lower() not in (_KEYS_OF_LINKS if is_of_link else _KEYS):
                yield _unpublished_attribute(given.start(1), given[1])
        for named in _CLASS.finditer(text, *attributes.span()):
            if known_classes(named[1]) is None:
                yield _unpublished_attribute(named.start(), named[0])


def _offset(tag: re.Match[str], key: str) -> int:
    place = re.search(rf"(?<=[\s\"'/]){re.escape(key)}(?=[\s=/>])", tag[0], re.IGNORECASE)
    return tag.start() + (place.start() if place else 0)


def _unpublished_attribute(offset: int, key: str) -> _Found:
    return (
        offset,
        "html",
        f"{key.lower()[:60]} is not published, as a text may not change how the page looks or "
        "works; remove it",
    )


def _declarations(text: str) -> Iterator[_Found]:
    for match in _DECLARATION.finditer(text):
        begins = match[0].split()[0][:60]
        yield (
            match.start(),
            "html",
            f"{begins} and what follows up to > is not published; write &lt; for the character",
        )


class _Attributes(HTMLParser):
    """Reads the attributes of one tag, as browsers do: the first of a name counts."""

    def __init__(self, tag: re.Match[str]) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(f"<{tag['name']}{tag['rest']}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Keep the attributes."""
        for name, value in attrs:
            self.found.setdefault(name, value or "")


def forbidden_target(link: Link) -> TextProblem | None:
    """Return the problem of a link to an address of a forbidden scheme, or ``None``."""
    scheme = _forbidden_scheme(link.target)
    return None if scheme is None else TextProblem(link.place, "link-scheme", _not_allowed(scheme))


def _forbidden_scheme(address: str) -> str | None:
    scheme = _SCHEME.match(address)
    return None if scheme is None or scheme[1].lower() in SCHEMES else scheme[1].lower()


def _not_allowed(scheme: str) -> str:
    return (
        f"links to {scheme[:20]}: are not allowed, so this one is published without its target; "
        "write an address that begins with https://"
    )
