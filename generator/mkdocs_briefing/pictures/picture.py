"""Defines a picture: a wide drawing, a narrow drawing, and the same in words."""

from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup
from mkdocs_briefing.pictures.svg import Element, Number, element

WIDE: Final = 760.0
NARROW: Final = 340.0
"""The widths of the two drawings, in units; a unit is about one pixel on screen."""

NAME: Final = 14.0
TEXT: Final = 13.0
"""Sizes of lettering, in units; a unit is never smaller than 0.85 pixels."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a page shows it: the drawing that fits, and below it the same in words.

    Attributes:
        title: what it shows.
        summary: what can be seen in it, in a sentence or two.
        wide: the drawing for wide pages and for paper, as SVG.
        narrow: the drawing for phones, as SVG.
        sentences: everything that is drawn, in words.
    """

    title: str
    summary: str
    wide: Markup = field(repr=False)
    narrow: Markup = field(repr=False)
    sentences: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Canvas:
    """The size of a drawing, and how its ids and links are written.

    Attributes:
        prefix: what its ids begin with, so that no two drawings of a page share an id.
        base: the relative path from the page to the root of the site, such as ``../..``.
        wide: whether this is the drawing for wide pages.
    """

    prefix: str
    base: str
    wide: bool

    @property
    def width(self) -> float:
        return WIDE if self.wide else NARROW

    def id(self, name: str) -> str:
        """Return an id that is unique on the page."""
        return f"{self.prefix}-{'w' if self.wide else 'n'}-{name}"

    def paint(self, name: str) -> str:
        """Return a reference to a pattern, gradient or clip path of this drawing."""
        return f"url(#{self.id(name)})"

    def href(self, address: str) -> str:
        """Return a link to an address of the site, relative to the page."""
        return f"{self.base}/{address}"

    def drawing(
        self,
        kind: str,
        title: str,
        summary: str,
        height: float,
        *content: Element | None,
        **data: str | Number | None,
    ) -> Markup:
        """Return the whole drawing as SVG, with its title and summary for assistive technology."""
        # Not role="img": that would hide the links inside from assistive technology.
        # "ltr" keeps text anchors as they are on a page that is read from right to left.
        svg = element(
            "svg",
            element("title", title, id=self.id("title")),
            element("desc", summary, id=self.id("desc")),
            *content,
            role="group",
            aria_labelledby=self.id("title"),
            aria_describedby=self.id("desc"),
            class_=f"b-pic b-pic-{kind} b-pic--{'wide' if self.wide else 'narrow'}",
            viewBox=f"0 0 {self.width:.0f} {height:.0f}",
            width=self.width,
            height=round(height),
            font_size=TEXT,
            direction="ltr",
            **data,
        )
        # Every element escapes the text in it.
        return Markup(svg)


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float | None = None,
    anchor: str | None = None,
    class_: str | None = None,
) -> Element:
    """Draw one line of text on its baseline; ``anchor`` is ``middle``, ``end`` or ``None``."""
    return element("text", words, x=x, y=y, font_size=size, text_anchor=anchor, class_=class_)
