"""Finds what an SVG file would run or load if a reader opened it.

As a picture on a page an SVG file is harmless. Opened by itself it is a page of the site that
can run scripts, so it may contain shapes, text and colours only.
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
    """.split()  # noqa: SIM905 - easier to read than a list of strings
)
_ACTIVE_NAMESPACES: Final = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML")
"""Namespaces that browsers interpret inside SVG; they ignore others."""
_LOCAL_TARGET: Final = re.compile(r"#|data:image/(?:png|jpeg|gif|webp)[;,]")
_LOADS_SOMETHING: Final = re.compile(
    r"@import|url\((?!\s*[\"']?\s*(?:#|data:image/(?:png|jpeg|gif|webp)))|\\", re.IGNORECASE
)


class _ActiveError(Exception):
    """Something other than a shape."""


def active_part(raw: bytes) -> str | None:
    """Name the first active thing in a file; ``None`` if it contains shapes only."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    in_style = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal in_style
        namespace, _, local = name.rpartition(" ")
        if namespace.startswith(_ACTIVE_NAMESPACES) or (namespace == SVG and local not in _SHAPES):
            raise _ActiveError(f"<{local[:30]}>")
        in_style = local == "style"
        for full, value in attributes.items():
            attribute = full.rpartition(" ")[2]
            if attribute.lower().startswith("on") or attribute in {"src", "action", "base"}:
                raise _ActiveError(attribute[:30])
            if attribute == "href" and not _LOCAL_TARGET.match(value):
                raise _ActiveError(f"a link to {value[:30]}")
            if _LOADS_SOMETHING.search(value):
                raise _ActiveError(f"something to load in {attribute[:30]}")

    def end(_: str) -> None:
        nonlocal in_style
        in_style = False

    def character_data(text: str) -> None:
        if in_style and _LOADS_SOMETHING.search(text):
            raise _ActiveError("something to load in <style>")

    def instruction(target: str, _: str) -> None:
        raise _ActiveError(f"<?{target[:30]}?>")

    def entity(*_: object) -> None:
        raise _ActiveError("an entity of its own")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = character_data
    parser.ProcessingInstructionHandler = instruction
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(raw, True)
    except _ActiveError as found:
        return str(found)
    except (expat.ExpatError, ValueError, LookupError):
        return "something that is no XML"
    return None
