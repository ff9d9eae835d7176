"""Says what an SVG file of the content would run or load if a reader opened it.

As a picture on a page an SVG file is harmless. Opened by itself it is a page of the site, with
scripts and links of its own; so it may hold shapes, letters and colours, and nothing else.
"""

import re
from typing import Final
from xml.parsers import expat

SVG: Final = "http://www.w3.org/2000/svg"
_SHAPES: Final = frozenset(
    """
    circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
    feMorphology feOffset feTile feTurbulence filter g image line linearGradient marker mask
    metadata path pattern polygon polyline radialGradient rect stop style svg switch symbol text
    textPath title tspan use view
    """.split()  # noqa: SIM905 - a list of words is read as one
)
_ALIVE: Final = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML")
"""What browsers bring to life in the midst of an SVG; of other languages they know nothing."""
_INNER: Final = re.compile(r"#|data:image/(?:png|jpeg|gif|webp)[;,]")
_LOADS: Final = re.compile(
    r"@import|url\((?!\s*[\"']?\s*(?:#|data:image/(?:png|jpeg|gif|webp)))|\\", re.IGNORECASE
)


class _ActiveError(Exception):
    """Something that is no shape."""


def active_part(raw: bytes) -> str | None:
    """What a file holds besides shapes, in words; ``None`` where nothing is amiss."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    in_style = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal in_style
        namespace, _, local = name.rpartition(" ")
        if namespace.startswith(_ALIVE) or (namespace == SVG and local not in _SHAPES):
            raise _ActiveError(f"<{local[:30]}>")
        in_style = local == "style"
        for full, value in attributes.items():
            attribute = full.rpartition(" ")[2]
            if attribute.lower().startswith("on") or attribute in {"src", "action", "base"}:
                raise _ActiveError(attribute[:30])
            if attribute == "href" and not _INNER.match(value):
                raise _ActiveError(f"a link to {value[:30]}")
            if _LOADS.search(value):
                raise _ActiveError(f"something to load in {attribute[:30]}")

    def end(_: str) -> None:
        nonlocal in_style
        in_style = False

    def words(text: str) -> None:
        if in_style and _LOADS.search(text):
            raise _ActiveError("something to load in <style>")

    def instruction(target: str, _: str) -> None:
        raise _ActiveError(f"<?{target[:30]}?>")

    def entity(*_: object) -> None:
        raise _ActiveError("an entity of its own")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.ProcessingInstructionHandler = instruction
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(raw, True)
    except _ActiveError as found:
        return str(found)
    except (expat.ExpatError, ValueError, LookupError):
        return "something that is no XML"
    return None
