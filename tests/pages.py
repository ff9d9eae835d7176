"""Parses built pages into a tree of elements, and gives the text that a reader sees."""

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

VOID = {"br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "mark", "small", "span", "strong", "time"}
UNSEEN = {"head", "script", "style", "svg", "template"}


class _Reader(HTMLParser):
    """Builds the tree; a tag that is never closed is an error of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            place = f"line {self.getpos()[0]}"
            assert self.open, f"{place}: </{tag}> closes nothing"
            assert self.open[-1] == tag, f"{place}: </{tag}> closes <{self.open[-1]}>"
            self.tree.end(self.open.pop())

    def handle_data(self, data: str) -> None:
        if self.open:
            self.tree.data(data)


def parsed(html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"never closed: {reader.open}"
    return reader.tree.close()


def text(element: Element) -> str:
    """All text in one line, with what a click unfolds."""
    return " ".join("".join(_text_parts(element, folded=True)).split())


def at_once(element: Element) -> str:
    """All text that is visible without a click, in one line."""
    return " ".join("".join(_text_parts(element, folded=False)).split())


def _text_parts(element: Element, *, folded: bool) -> Iterator[str]:
    if element.tag in UNSEEN or "hidden" in element.attrib:
        return
    # Blocks are separated by a space, inline elements are not.
    edge = "" if element.tag in INLINE else " "
    whole = folded or element.tag != "details" or "open" in element.attrib
    yield edge
    if whole:
        yield element.text or ""
    for child in element:
        if whole or child.tag == "summary":
            yield from _text_parts(child, folded=folded)
        if whole:
            yield child.tail or ""
    yield edge


def with_id(page: Element, name: str) -> Element:
    found = [element for element in page.iter() if element.get("id") == name]
    assert len(found) == 1, f"{len(found)} elements have the id {name}"
    return found[0]


def section(page: Element, heading: str) -> Element:
    """The section below the heading with this id."""
    found = [
        one
        for one in page.iter("section")
        if any(child.get("id") == heading for child in one if child.tag in {"h1", "h2", "h3"})
    ]
    assert len(found) == 1, f"{len(found)} sections are headed by #{heading}"
    return found[0]


def entries(page: Element) -> list[Element]:
    """Every list item with an anchor: a claim, an event, a source."""
    return [item for item in page.iter("li") if item.get("id")]


def links(page: Element) -> list[str]:
    return [link.get("href", "") for link in page.iter("a") if "href" in link.attrib]
