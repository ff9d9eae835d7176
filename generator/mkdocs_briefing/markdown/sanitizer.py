"""Lets of the HTML that a text becomes only that through which text can be shown.

What contributors write is Markdown, and Markdown may hold any HTML. The last word over a page
has ``sanitised``: a list of what is allowed, kept by a parser that reads as browsers do (nh3).
Nothing edits its answer afterwards, as any editing could undo it.

``BodyExtension`` comes earlier: it gives a form that is allowed to what Markdown itself makes
and the list would cut, so that a reader misses nothing.
"""

import re
from collections.abc import Set as AbstractSet
from typing import Final
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SCHEMES: Final = frozenset({"http", "https", "mailto"})
"""Where a link may lead besides a place on the site."""

TAGS: Final = _words(
    """
    a abbr article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del
    details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label
    li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody
    td tfoot th thead time tr u ul var video wbr
    """
)
"""What there may be in a text. Of any other element only the words remain."""

WITHOUT_WORDS: Final = _words(
    """
    applet embed frameset iframe math noembed noframes noscript object plaintext script style
    svg template textarea title xmp
    """
)
"""Elements of which not even the words remain: they are no text."""

ATTRIBUTES: Final = {
    "*": {"class", "dir", "id", "lang", "title", "aria-hidden", "aria-label", "role"},
    "a": {"href", "rel"},
    "audio": {"controls", "src"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"alt", "height", "loading", "src", "width"},
    "ins": {"datetime"},
    "input": {"checked", "disabled", "name"},
    "label": {"for"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "span": {"data-linenos"},
    "td": {"align", "colspan", "headers", "rowspan"},
    "th": {"abbr", "align", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"controls", "height", "src", "width"},
}
"""What may be said of each element: no style, no event, nothing that a script goes by."""

VALUES: Final = {"input": {"type": {"checkbox", "radio"}}}
"""Attributes that may have these values only: boxes of a list of tasks, and tabs."""

READINGS: Final = 6
"""So often the HTML of a text is read at most; two readings are enough for all but hostile ones."""

OUTWARD: Final = "external noopener"
"""What is said, as in our own templates, of a link that leaves the site."""

_CLASSES: Final = _words(
    """
    abstract actor admonition admonition-title align-left align-right annotate arithmatex
    attention bug card cards caution code codehilite critic danger details end error example
    failure filename footnote footnote-backref footnote-ref grid headerlink highlight
    highlighttable hint important info inline keys lineno linenodiv linenos missing normal
    note question quote seealso snippet success summary tabbed-alternate tabbed-block
    tabbed-content tabbed-labels tabbed-set task-list task-list-control task-list-indicator
    task-list-item tip toc toclink todo twemoji warning
    """
)
_CLASS: Final = re.compile(r"[a-z][a-z0-9]{0,2}|language-[\w+#.-]+|key-[\w-]+|linenums?")
"""What colours code has classes of up to three letters."""

# `_` begins what the page itself is made of: our sections, and Material's drawer and search.
_OF_MARKDOWN: Final = re.compile(r"_\d+|__(?:tabbed|codelineno|span)[\w-]*")

_UNSEEN: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]")
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_LIST_OF_IDS: Final = frozenset({("label", "for"), ("td", "headers"), ("th", "headers")})


def sanitised(html: str, taken: AbstractSet[str] = frozenset()) -> str:
    """The HTML of a text, without all that is not on the lists above.

    Args:
        html: what Markdown made; it may be anything.
        taken: ids that the rest of the page has; no element of the text keeps one of them.
    """

    def value(tag: str, attribute: str, given: str) -> str | None:
        if attribute == "class":
            return known_classes(given)
        if attribute in {"id", "name"} or (tag, attribute) in _LIST_OF_IDS:
            return given if given not in taken and is_free(given) else None
        if attribute == "role":
            return given if given.startswith("doc-") else None
        if attribute == "rel":
            return given if given == OUTWARD else None
        if attribute == "src":
            return None if is_elsewhere(given) else given
        return given

    def cleaned(html: str) -> str:
        return nh3.clean(
            html,
            tags=TAGS,
            clean_content_tags=WITHOUT_WORDS,
            attributes=ATTRIBUTES,
            tag_attribute_values=VALUES,
            attribute_filter=value,
            url_schemes=SCHEMES,
            link_rel=None,
        )

    # What a parser made of broken HTML may, once written down, be read as yet another tree: links
    # within links, behind a table. So it is read until nothing changes, as a browser will read it.
    for _ in range(READINGS):
        html, before = cleaned(html), html
        if html == before:
            break
    return html


def known_classes(given: str) -> str | None:
    """Those classes that Markdown's extensions give; a text must not look like the site itself."""
    known = [one for one in given.split() if one in _CLASSES or _CLASS.fullmatch(one)]
    return " ".join(known) or None


def is_free(name: str) -> bool:
    """Whether a text may use an id: those that begin with ``_`` are the page's own."""
    return not name.startswith("_") or _OF_MARKDOWN.fullmatch(name) is not None


def is_elsewhere(address: str) -> bool:
    """Whether a browser would look for an address on another host, or in itself (``data:``)."""
    seen = _UNSEEN.sub("", address).replace("\\", "/")
    return _ELSEWHERE.match(seen) is not None


_ON_THE_WEB: Final = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_ALIGNED: Final = re.compile(r"text-align: ?(left|center|right);?")


class BodyTreeprocessor(Treeprocessor):
    """Works on one page, when addresses are resolved and texts are as they will be read."""

    def run(self, root: Element) -> None:
        """Make links of pictures on other hosts, and attributes of the styles of tables."""
        for link in root.iter("a"):
            for picture in link.iter("img"):
                if is_elsewhere(picture.get("src", "")):
                    _take_text(picture, "span")
        for element in list(root.iter()):
            if element.tag == "img" and is_elsewhere(address := element.get("src", "")):
                _take_text(element, "a")
                element.set("href", address)
                element.set("rel", OUTWARD)
            elif element.tag == "a" and _ON_THE_WEB.match(element.get("href", "")):
                element.set("rel", OUTWARD)
            # Python-Markdown says how a column is aligned as a style, unless told otherwise.
            elif match := _ALIGNED.fullmatch(element.get("style", "")):
                element.set("align", match[1])


def _take_text(picture: Element, tag: str) -> None:
    """Show a picture's words instead of it."""
    picture.text = picture.get("alt") or picture.get("title") or picture.get("src")
    picture.tag = tag
    picture.attrib.clear()


class BodyExtension(Extension):
    """Lets Python-Markdown give pictures and tables a form that ``sanitised`` keeps."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Come after the host, which wants to see every picture, and before our links to actors,
        which pass links over.
        """
        md.treeprocessors.register(BodyTreeprocessor(md), "body", -5)
