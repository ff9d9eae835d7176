"""Holds a picture: the drawing for wide and for narrow pages, and the same in words."""

from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup

from mkdocs_briefing.pictures.svg import Element, Number, element

WIDE: Final = 760.0
NARROW: Final = 340.0
"""How wide the two drawings are, in units; about as many pixels on screen."""

NAME: Final = 14.0
TEXT: Final = 13.0
"""Sizes of lettering. Where a drawing is at its smallest, a unit is 0.85 px."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a page shows it: one of the two drawings, the words beside it.

    Attributes:
        title: what it shows.
        summary: what is to be seen in it, in a sentence or two.
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
    """A drawing under way: how much room it has, and what its ids begin with.

    Attributes:
        prefix: set before every id, so that no two drawings of a page share one.
        base: the way from the page to the root of the site, such as ``../..``.
        wide: whether it is the drawing for wide pages.
    """

    prefix: str
    base: str
    wide: bool

    @property
    def width(self) -> float:
        return WIDE if self.wide else NARROW

    def id(self, name: str) -> str:
        """An id of this drawing."""
        return f"{self.prefix}-{'w' if self.wide else 'n'}-{name}"

    def paint(self, name: str) -> str:
        """What refers to a pattern or gradient of this drawing."""
        return f"url(#{self.id(name)})"

    def href(self, address: str) -> str:
        """The address of a page as it is seen from this one."""
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
        """The whole drawing as markup."""
        # Not role="img": what is inside an image is hidden from assistive technology, and
        # these drawings have links in them. "ltr" keeps the coordinates' meaning on a page
        # that runs from right to left; a name still runs as its own script does.
        drawn = element(
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
        ).markup()
        # Elements have escaped all text that is in them.
        return Markup(drawn)


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float | None = None,
    anchor: str | None = None,
    class_: str | None = None,
) -> Element:
    """A line of lettering on its baseline; ``anchor`` is ``middle`` or ``end``."""
    return element("text", words, x=x, y=y, font_size=size, text_anchor=anchor, class_=class_)
