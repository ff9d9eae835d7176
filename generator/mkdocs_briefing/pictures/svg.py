"""Builds SVG from elements that escape their text.

Attributes are keyword arguments: ``class_`` is ``class`` and ``stroke_width`` is
``stroke-width``. Numbers keep one decimal: a tenth of a unit is too small to be seen, and
rounded numbers make the same bytes on every machine.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

Number = int | float
Point = tuple[float, float]

# Characters that XML does not allow: control characters and lone surrogates.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPECIAL: Final = re.compile('[&<>"]|' + _FORBIDDEN.pattern)
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(text: str) -> str:
    """Escape text for use between tags or in an attribute."""
    if _SPECIAL.search(text) is None:
        return text
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text).translate(_ESCAPES)


def format_number(value: Number) -> str:
    """Write a number with one decimal, or none if that is zero."""
    if isinstance(value, int):
        return str(value)
    tenths = round(value * 10)
    whole, rest = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}{f'.{rest}' if rest else ''}"


class Element(str):
    """An element with its attributes and children, as SVG."""

    __slots__ = ()


@cache
def _attribute_name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def element(tag: str, *children: str | None, **attributes: str | Number | None) -> Element:
    """Make an element; children and attributes that are ``None`` are left out."""
    parts = [f"<{tag}"]
    for name, value in attributes.items():
        if value is not None:
            written = escape(value) if isinstance(value, str) else format_number(value)
            parts.append(f' {_attribute_name(name)}="{written}"')
    inside = [
        child if isinstance(child, Element) else escape(child)
        for child in children
        if child is not None
    ]
    parts += (">", *inside, f"</{tag}>") if inside else ("/>",)
    return Element("".join(parts))


def group(*children: Element | None, **attributes: str | Number | None) -> Element:
    """Group elements."""
    return element("g", *children, **attributes)


def line(a: Point, b: Point, **attributes: str | Number | None) -> Element:
    """Draw a straight line."""
    return element("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], **attributes)


def classes(*names: str | None) -> str:
    """Join class names, without those that are ``None``."""
    return " ".join(filter(None, names))


def path_data(points: Iterable[Point], *, closed: bool = False) -> str:
    """Return the ``d`` attribute of a path through the points.

    Each step goes from one rounded point to the next, so rounding errors never add up.
    Points that are the same after rounding are written once.
    """
    parts: list[str] = []
    previous: tuple[int, int] | None = None
    for x, y in points:
        tenths = (round(x * 10), round(y * 10))
        if previous is None:
            parts.append(f"M{_pair(*tenths)}")
        elif tenths != previous:
            separator = "l" if len(parts) == 1 else " "
            step = _pair(tenths[0] - previous[0], tenths[1] - previous[1])
            parts.append(step if separator == " " and step.startswith("-") else separator + step)
        previous = tenths
    return "".join(parts) + ("z" if closed else "")


def _pair(x: int, y: int) -> str:
    """Write two numbers, given in tenths; a minus sign separates them as well as a space."""
    first, second = format_number(x / 10), format_number(y / 10)
    return first + second if second.startswith("-") else f"{first} {second}"
