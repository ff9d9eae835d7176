"""Builds SVG out of elements, so that nothing a contributor wrote is ever read as markup.

An attribute is written as a keyword: ``class_`` is ``class``, ``stroke_width`` is
``stroke-width``, and one that is ``None`` is left out. Numbers keep one decimal: a tenth of
a unit is less than a screen shows, and the same numbers make the same bytes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

Number = int | float
Point = tuple[float, float]

# What XML cannot carry: control characters, and halves of characters.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPECIAL: Final = re.compile('[&<>"]|' + _FORBIDDEN.pattern)
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escaped(text: str) -> str:
    """The text as it may stand in markup, between tags or in an attribute."""
    if _SPECIAL.search(text) is None:
        return text
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text).translate(_ESCAPES)


def number(value: Number) -> str:
    """A coordinate with one decimal, none where it is whole."""
    if isinstance(value, int):
        return str(value)
    tenths = round(value * 10)
    whole, rest = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}{f'.{rest}' if rest else ''}"


@dataclass(frozen=True, slots=True)
class Element:
    """One element with what is inside it."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple["Element | str", ...]

    def markup(self) -> str:
        """The element as text."""
        parts: list[str] = []
        self._write(parts)
        return "".join(parts)

    def _write(self, parts: list[str]) -> None:
        parts.append(f"<{self.tag}")
        parts += [f' {name}="{escaped(value)}"' for name, value in self.attributes]
        if not self.children:
            parts.append("/>")
            return
        parts.append(">")
        for child in self.children:
            if isinstance(child, Element):
                child._write(parts)
            else:
                parts.append(escaped(child))
        parts.append(f"</{self.tag}>")


@cache
def _spelt(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def element(
    tag: str, *children: Element | str | None, **attributes: str | Number | None
) -> Element:
    """An element; children and attributes that are ``None`` are left out."""
    return Element(
        tag,
        tuple(
            (_spelt(name), value if isinstance(value, str) else number(value))
            for name, value in attributes.items()
            if value is not None
        ),
        tuple(child for child in children if child is not None),
    )


def group(*children: Element | None, **attributes: str | Number | None) -> Element:
    """Elements that belong together."""
    return element("g", *children, **attributes)


def line(a: Point, b: Point, **attributes: str | Number | None) -> Element:
    """A straight line."""
    return element("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], **attributes)


def classes(*names: str | None) -> str:
    """Several classes in one attribute."""
    return " ".join(filter(None, names))


def outline(points: Iterable[Point], *, closed: bool = False) -> str:
    """The data of a path through the points, from each to the next.

    Steps are told from one rounded point to the next, so that rounding never adds up.
    Points that fall together are one.
    """
    parts: list[str] = []
    last: tuple[int, int] | None = None
    for x, y in points:
        here = (round(x * 10), round(y * 10))
        if last is None:
            parts.append(f"M{_pair(*here)}")
        elif here != last:
            letter = "l" if len(parts) == 1 else " "
            step = _pair(here[0] - last[0], here[1] - last[1])
            parts.append(step if letter == " " and step.startswith("-") else letter + step)
        last = here
    return "".join(parts) + ("z" if closed else "")


def _pair(x: int, y: int) -> str:
    """Two numbers in tenths; a minus sign keeps them apart as well as a space does."""
    first, second = number(x / 10), number(y / 10)
    return first + second if second.startswith("-") else f"{first} {second}"
