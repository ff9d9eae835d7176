"""Sanitizes rendered HTML to an allow-list of text-level elements.

Markdown may contain any HTML. ``sanitised`` keeps what is on the lists below, with a parser
that reads as browsers do (nh3). It runs last: nothing may edit its result, as any edit could
undo it.

``BodyExtension`` runs earlier: what Markdown itself makes and the lists forbid, it rewrites
in a form that they allow.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from contextvars import ContextVar
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from mkdocs_briefing.core.letters import CONTROL, RIGHT_TO_LEFT
from mkdocs_briefing.markdown.inline import QuickInlineProcessor


def _set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


SCHEMES: Final = frozenset({"http", "https", "mailto"})
"""The schemes of addresses that a link may lead to."""

TAGS: Final = _set_of(
    """
    a abbr article aside audio b bdi blockquote br caption cite code col colgroup dd del
    details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label
    li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody
    td tfoot th thead time tr u ul var video wbr
    """
)
"""Allowed elements. Of all others only the text remains.

``bdi`` and ``dir`` are fine: they isolate, so the words around them stay in order, and so do the
letters of each word. ``bdo`` would turn letters round.
"""

DROPPED_WITH_CONTENT: Final = _set_of(
    """
    applet embed frameset iframe math noembed noframes noscript object plaintext script style
    svg template textarea title xmp
    """
)
"""Elements that are removed with their content, which is no text for readers."""

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
"""Allowed attributes: no styles, no events, nothing that a script reads."""

VALUES: Final = {"input": {"type": {"checkbox", "radio"}}}
"""Attributes with a list of allowed values: the boxes of task lists, and tabs."""

MAX_PASSES: Final = 6
"""How often HTML is sanitized at most; two passes are enough for all but hostile texts."""

EXTERNAL_REL: Final = "external noopener"
"""The ``rel`` of links to other sites, in our templates too."""

_OF_INPUT: Final = frozenset({"id", "type", *ATTRIBUTES["input"]})
_INPUT: Final = re.compile(r"<(?:input)((?: [^<>]*)?)>")
_VALUE: Final = re.compile(r'([\w-]+)="([^"]*)"')
_NAME_OF_TABS: Final = re.compile(r"__tabbed_\d+")

_PLACE_OF_BOX: Final = re.compile(
    r'<li class="task-list-item">\s*(?:<p>)?(?:<label class="task-list-control">)?\Z'
)
"""What stands before a box of a task list."""
_LONGEST_PLACE: Final = 80

_CLASSES: Final = _set_of(
    """
    abstract actor admonition admonition-title align-left align-right annotate arithmatex
    attention bug card cards caution code codehilite critic danger details end error example
    failure filename footnote footnote-backref footnote-ref grid headerlink highlight
    highlighttable hint important info inline keys lineno linenodiv linenos md-button
    md-button--primary missing normal
    note question quote seealso snippet success summary tabbed-alternate tabbed-block
    tabbed-content tabbed-labels tabbed-set task-list task-list-control task-list-indicator
    task-list-item tip toc toclink todo twemoji warning
    """
)
_CLASS: Final = re.compile(r"[a-z][a-z0-9]{0,2}|language-[\w+#.-]+|key-[\w-]+|linenums?")
"""The classes of highlighted code have up to three letters."""

# The page's own ids begin with `_`: our sections, and Material's drawer and search.
_ID_OF_MARKDOWN: Final = re.compile(r"_\d+|__(?:tabbed|codelineno|span)[\w-]*")

_INVISIBLE: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_ID_REFERENCES: Final = frozenset({("label", "for"), ("td", "headers"), ("th", "headers")})


def sanitised(html: str, taken: AbstractSet[str] = frozenset()) -> str:
    """Return HTML with nothing in it that is not on the lists above.

    Args:
        html: what Markdown made; it may be anything.
        taken: ids that the rest of the page uses; no element of the text may have them.
    """
    _TAKEN.set(taken)
    # Broken HTML may parse as another tree once it is written out, such as a link in a link
    # before a table. So it is sanitized until nothing changes: then a browser reads the same.
    source, html = html, _CLEANER.clean(html)
    for _ in range(MAX_PASSES - 1):
        # Characters may come from entities: &#x202e;
        visible = CONTROL.sub("", _without_inputs(html))
        # Most texts are as they should be, and sanitizing them again would change nothing.
        if visible == source:
            break
        source, html, before = visible, _CLEANER.clean(visible), html
        if html == before:
            break
    return html


_TAKEN: Final[ContextVar[AbstractSet[str]]] = ContextVar("taken")
"""The ids that no element of the text may have which is being sanitized."""


def _free_value(tag: str, attribute: str, value: str) -> str | None:
    """Return what is left of the value of an allowed attribute on this page."""
    names = attribute in {"id", "name"} or (tag, attribute) in _ID_REFERENCES
    return None if names and value in _TAKEN.get() else _allowed_value(tag, attribute, value)


# The same few classes and addresses are on all pages.
@lru_cache(maxsize=2**12)
def _allowed_value(tag: str, attribute: str, value: str) -> str | None:
    """Return what is left of the value of an allowed attribute, or ``None`` if nothing is."""
    if tag == "input" and (attribute not in _OF_INPUT or set(value) & {"<", ">"}):
        return None
    if attribute == "class":
        return known_classes(value)
    if attribute in {"id", "name"} or (tag, attribute) in _ID_REFERENCES:
        return value if is_free(value) else None
    if attribute == "role":
        return value if value.startswith("doc-") else None
    if attribute == "rel":
        return value if value == EXTERNAL_REL else None
    if attribute == "src":
        return None if is_elsewhere(value) else value
    return value


# To read all the lists for each text would take longer than to sanitize it.
_CLEANER: Final = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=DROPPED_WITH_CONTENT,
    attributes=ATTRIBUTES,
    tag_attribute_values=VALUES,
    attribute_filter=_free_value,
    url_schemes=SCHEMES,
    link_rel=None,
)


def _without_inputs(html: str) -> str:
    """Remove inputs that no extension of Markdown has made from HTML that has been sanitized."""

    def kept(tag: re.Match[str]) -> str:
        attributes = dict(_VALUE.findall(tag[1]))
        above = html[max(0, tag.start() - _LONGEST_PLACE) : tag.start()]
        return tag[0] if _is_box(attributes, above) or _is_tab(attributes) else ""

    return _INPUT.sub(kept, html)


def _is_box(attributes: Mapping[str, str], above: str) -> bool:
    """Whether an input is the box of a task list: it stands in one, and has no name."""
    has_name = bool(attributes.keys() & {"id", "name"})
    is_checkbox = attributes.get("type") == "checkbox"
    return is_checkbox and not has_name and _PLACE_OF_BOX.search(above) is not None


def _is_tab(attributes: Mapping[str, str]) -> bool:
    """Whether an input opens one of the tabs that an extension of Markdown makes."""
    is_radio = attributes.get("type") == "radio"
    return is_radio and _NAME_OF_TABS.fullmatch(attributes.get("name", "")) is not None


def is_kept(tag: str, attribute: str, value: str) -> bool:
    """Whether the sanitizer leaves an attribute of an allowed element as it is."""
    if attribute in VALUES.get(tag, {}):
        return value in VALUES[tag][attribute]
    if attribute not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()):
        return False
    if attribute in {"href", "src"}:
        scheme = _SCHEME.match(_INVISIBLE.sub("", value))
        return scheme is None or scheme[1].lower() in SCHEMES
    return _allowed_value(tag, attribute, value) == value


def known_classes(value: str) -> str | None:
    """Keep the classes of Markdown's extensions: a text must not look like the site itself."""
    known = [name for name in value.split() if name in _CLASSES or _CLASS.fullmatch(name)]
    return " ".join(known) or None


def is_free(name: str) -> bool:
    """Whether a text may use an id; those that begin with ``_`` belong to the page."""
    return not name.startswith("_") or _ID_OF_MARKDOWN.fullmatch(name) is not None


def is_elsewhere(address: str) -> bool:
    """Whether an address is on another host, or contains its data itself (``data:``)."""
    visible = _INVISIBLE.sub("", address).replace("\\", "/")
    return _ELSEWHERE.match(visible) is not None


_ON_THE_WEB: Final = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_ALIGNED: Final = re.compile(r"text-align: ?(left|center|right);?")


_BLOCKS: Final = _set_of("blockquote dd dt h1 h2 h3 h4 h5 h6 li p td th")


class BodyTreeprocessor(Treeprocessor):
    """Rewrites the elements of one page, once MkDocs has resolved its addresses."""

    def run(self, root: Element) -> None:
        """Turn pictures on other hosts into links, and styles of table cells into attributes.

        In a text of several directions each block begins where its first letter says.
        """
        for link in root.iter("a"):
            for picture in link.iter("img"):
                if is_elsewhere(picture.get("src", "")):
                    _replace_with_text(picture, "span")
        for element in list(root.iter()):
            if element.tag == "img" and is_elsewhere(address := element.get("src", "")):
                _replace_with_text(element, "a")
                element.set("href", address)
                element.set("rel", EXTERNAL_REL)
            elif element.tag == "a" and _ON_THE_WEB.match(element.get("href", "")):
                element.set("rel", EXTERNAL_REL)
            # By default Python-Markdown aligns columns with styles.
            elif match := _ALIGNED.fullmatch(element.get("style", "")):
                element.set("align", match[1])
        if RIGHT_TO_LEFT.search("".join(root.itertext())):
            for element in root.iter():
                if element.tag in _BLOCKS:
                    element.set("dir", "auto")


def _replace_with_text(picture: Element, tag: str) -> None:
    """Show the alternative text of a picture instead of it."""
    picture.text = picture.get("alt") or picture.get("title") or picture.get("src")
    picture.tag = tag
    picture.attrib.clear()


class BodyExtension(Extension):
    """Makes Python-Markdown write pictures and tables in a form that ``sanitised`` keeps."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Run after MkDocs, which needs every picture, and before actors are linked, as names
        in links are left alone.
        """
        md.treeprocessors.register(BodyTreeprocessor(md), "body", -5)
        if type(md.treeprocessors["inline"]) is InlineProcessor:
            md.treeprocessors.register(QuickInlineProcessor(md), "inline", 20)
