"""Checks that an SVG file holds shapes, text and colours only, and names no address.

As a picture on a page an SVG file is harmless. Opened by itself it is a page of the site that
can run scripts and ask other hosts for files. So its elements, attributes and functions are
those of a list, and its references lead to parts of the file itself.
"""

import re
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from typing import Final
from xml.parsers import expat

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_XML: Final = "http://www.w3.org/XML/1998/namespace"

_ELEMENTS: Final = frozenset(
    """
    circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
    feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line
    linearGradient marker mask metadata path pattern polygon polyline radialGradient rect stop
    svg switch symbol text textPath title tspan use view
    """.split()  # noqa: SIM905 - easier to read than a list of strings
)
_PROPERTIES: Final = frozenset(
    """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering direction display dominant-baseline
    enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font
    font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch
    font-style font-variant font-variant-alternates font-variant-caps font-variant-east-asian
    font-variant-ligatures font-variant-numeric font-variant-position font-variation-settings
    font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering
    isolation kerning letter-spacing lighting-color line-height marker marker-end marker-mid
    marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events
    shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align
    text-anchor text-decoration text-decoration-color text-decoration-line
    text-decoration-style text-indent text-orientation text-rendering text-transform transform
    transform-box transform-origin unicode-bidi vector-effect visibility white-space
    word-spacing writing-mode
    """.split()  # noqa: SIM905 - easier to read than a list of strings
)
"""Properties that may stand both in attributes of their own and in ``style``."""

_IN_STYLE: Final = frozenset(
    """
    background-color color-scheme shape-inside shape-margin shape-padding shape-subtract
    solid-color solid-opacity
    """.split()  # noqa: SIM905 - easier to read than a list of strings
)
_EDITOR_PROPERTY: Final = re.compile(r"-?(?:inkscape|sodipodi)-[a-z-]+")
"""What Inkscape notes for itself; browsers do not know these."""

_ATTRIBUTES: Final = _PROPERTIES | frozenset(
    """
    amplitude azimuth baseFrequency baseProfile bias class clipPathUnits contentScriptType
    contentStyleType cx cy d diffuseConstant divisor dx dy edgeMode elevation exponent
    filterUnits fr fx fy gradientTransform gradientUnits height id in in2 intercept k1 k2 k3 k4
    kernelMatrix kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight markerUnits
    markerWidth maskContentUnits maskUnits method mode numOctaves offset operator order orient
    pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY
    pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result role
    rotate rx ry scale seed side slope spacing specularConstant specularExponent spreadMethod
    startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX targetY
    textLength type values version viewBox width x x1 x2 xChannelSelector y y1 y2
    yChannelSelector z zoomAndPan
    """.split()  # noqa: SIM905 - easier to read than a list of strings
)
_LABEL: Final = re.compile(r"(?:data|aria)-[a-z0-9_.-]+|id|class|role|lang", re.IGNORECASE)
"""Attributes that no browser reads as a value of CSS."""

_XLINK_ATTRIBUTES: Final = frozenset({"actuate", "href", "show", "title", "type"})
_XML_ATTRIBUTES: Final = frozenset({"id", "lang", "space"})

_EDITORS: Final = frozenset(
    {
        "http://creativecommons.org/ns#",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://web.resource.org/cc/",
        "http://www.bohemiancoding.com/sketch/ns",
        "http://www.inkscape.org/namespaces/inkscape",
        "http://www.serif.com/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
)
"""Namespaces of notes that drawing programs make for themselves. Browsers skip them."""

_TYPE_DEFINITION: Final = re.compile(r"http://www\.w3\.org/[\w./-]*\.dtd")
"""What old programs name in the first lines. No browser fetches it."""

_NAMED: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([^\s#&;<]+);")
"""The name of a character that XML itself does not have."""

_PART: Final = re.compile(r"#[^\s()\"'\\]*")
_RASTER: Final = re.compile(r"data:image/(?:png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_REFERENCE: Final = re.compile(r"url\(\s*([\"']?)(#[\w.:-]+)\1\s*\)", re.IGNORECASE)
_FUNCTION: Final = re.compile(
    r"(?<![\w-])(?:rgba?|hsla?|matrix|translate[XY]?|scale[XY]?|rotate|skew[XY]|blur)"
    r"\([-+\w.,%/\s]*\)",
    re.IGNORECASE,
)
_NOT_IN_VALUES: Final = re.compile(r"[()\\@{}<]|/\*")
"""What a value may hold only in a function of the list: nothing else can name an address."""

MOST_DRAWN: Final = 200_000
"""Elements that a file draws, counting what it repeats by reference; a map has a tenth."""

_MOST_SHOWN: Final = 40
_TOO_MUCH: Final = f"more than {MOST_DRAWN:,} elements, with those it repeats"
_FIX: Final = "save it as plain SVG without style sheets, scripts and links, or as a PNG"


class _NotAllowedError(Exception):
    """Something that is not on the lists; the message names it."""


def svg_fault(raw: bytes) -> str | None:
    """Return what is wrong with an SVG file and how to fix it; ``None`` if nothing is."""
    reader = _Reader()
    try:
        reader.read(raw)
    except _NotAllowedError as found:
        return f"this SVG file has {found}, which is not published; {_FIX}"
    except (expat.ExpatError, ValueError, LookupError):
        return f"this SVG file is not readable as XML; {_FIX}"
    return None


class _Reader:
    """Reads one file, and stops at the first thing that is not on the lists."""

    def __init__(self) -> None:
        self._is_empty = True
        self._text = ""
        self._references = _References()

    def read(self, raw: bytes) -> None:
        """Read the whole file.

        Raises:
            _NotAllowedError: something is not on the lists.
            expat.ExpatError: it is not XML.
        """
        # UTF-8 only: with other encodings, a browser might read other characters than we do.
        self._text = raw.decode("utf-8")
        parser = expat.ParserCreate(encoding="UTF-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.Parse(raw, True)
        self._references.check()

    def _declaration(self, _: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in {"utf-8", "us-ascii", "ascii"}:
            raise _NotAllowedError(f"the encoding {_shown(encoding)}")

    def _doctype(self, _: str, system: str | None, __: str | None, declares: int) -> None:
        # Declarations could add attributes to elements, and names for any text.
        if declares or (system is not None and not _TYPE_DEFINITION.fullmatch(system)):
            raise _NotAllowedError("a DOCTYPE of its own")
        # Beside a type definition that nobody has read, expat skips names that it does not know.
        # Browsers know those of HTML by heart, so that `url&lpar;` would be read in two ways.
        if system is not None and (named := _NAMED.search(self._text)):
            raise _NotAllowedError(f"the name &{_shown(named[1])}; for a character")

    def _instruction(self, target: str, _: str) -> None:
        raise _NotAllowedError(f"<?{_shown(target)}?>")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if self._is_empty and (namespace, local) != (_SVG, "svg"):
            raise _NotAllowedError(f'<{_shown(local)}> where <svg xmlns="{_SVG}"> begins')
        self._is_empty = False
        if _is_note(namespace):
            self._references.start(None)
            return
        if namespace != _SVG or local not in _ELEMENTS:
            raise _NotAllowedError(f"the element <{_shown(local)}>")
        self._references.start(attributes.get("id"))
        for full, value in attributes.items():
            self._attribute(local, full, value)

    def _end(self, _: str) -> None:
        self._references.end()

    def _attribute(self, element: str, full: str, value: str) -> None:
        namespace, _, name = full.rpartition(" ")
        if _is_note(namespace):
            return
        if name == "href" and namespace in {"", _XLINK}:
            self._check_href(element, value)
        elif name == "style" and not namespace:
            self._check_style(value)
        elif not (
            (not namespace and (name in _ATTRIBUTES or _LABEL.fullmatch(name)))
            or (namespace == _XLINK and name in _XLINK_ATTRIBUTES)
            or (namespace == _XML and name in _XML_ATTRIBUTES)
        ):
            raise _NotAllowedError(f"the attribute {_shown(name)}")
        elif namespace or not _LABEL.fullmatch(name):
            self._check_value(name, value)

    def _check_href(self, element: str, value: str) -> None:
        if _PART.fullmatch(value):
            self._references.add(value[1:])
        elif not (element == "image" and _RASTER.fullmatch(value)):
            raise _NotAllowedError(f"a link to {_shown(value)}")

    def _check_style(self, value: str) -> None:
        for declaration in filter(str.strip, value.split(";")):
            name, colon, text = declaration.partition(":")
            name = name.strip().lower()
            known = name in _PROPERTIES or name in _IN_STYLE or _EDITOR_PROPERTY.fullmatch(name)
            if not colon or not known:
                raise _NotAllowedError(f"{_shown(declaration.strip())} in a style")
            self._check_value(name, text)

    def _check_value(self, name: str, value: str) -> None:
        for reference in _REFERENCE.finditer(value):
            self._references.add(reference[2][1:])
        rest = _FUNCTION.sub("", _REFERENCE.sub("", value))
        if _NOT_IN_VALUES.search(rest):
            raise _NotAllowedError(f"{_shown(name)}: {_shown(value.strip())}")


class _References:
    """Counts what a file draws: a part that it refers to is drawn once more.

    Parts that repeat parts that repeat parts multiply, and would keep a browser busy for hours.
    """

    def __init__(self) -> None:
        self._part_of_name: dict[str, int] = {}
        self._elements = [0]
        """How many elements each part has itself, without the parts within it."""
        self._around = [0]
        """The part around each part; the first is the whole file."""
        self._names: dict[int, Counter[str]] = {}
        """What each part refers to."""
        self._open = [0]
        self._all = 0

    def start(self, name: str | None) -> None:
        """Begin an element; one with a name is a part of its own.

        Raises:
            _NotAllowedError: there are too many.
        """
        self._all += 1
        if self._all > MOST_DRAWN:
            raise _NotAllowedError(_TOO_MUCH)
        part = self._open[-1]
        if name is not None:
            self._around.append(part)
            part = len(self._elements)
            self._elements.append(0)
            self._part_of_name.setdefault(name, part)
        self._elements[part] += 1
        self._open.append(part)

    def end(self) -> None:
        """End the element that was begun last."""
        self._open.pop()

    def add(self, name: str) -> None:
        """Note that the last element refers to a part."""
        self._names.setdefault(self._open[-1], Counter())[name] += 1

    def check(self) -> None:
        """Refuse a file that draws too much, or a part within itself.

        Raises:
            _NotAllowedError: it does.
        """
        needs = self._needs()
        drawn: dict[int, int] = {}
        try:
            for part in TopologicalSorter(needs).static_order():
                repeated = sum(times * drawn[one] for one, times in needs[part].items())
                drawn[part] = min(self._elements[part] + repeated, MOST_DRAWN + 1)
        except CycleError:
            raise _NotAllowedError("a part that refers to itself") from None
        if drawn[0] > MOST_DRAWN:
            raise _NotAllowedError(_TOO_MUCH)

    def _needs(self) -> dict[int, Counter[int]]:
        """Return how often the file, and each part that is referred to, draws other parts."""
        named = {name for names in self._names.values() for name in names}
        needs = {
            part: Counter(
                {
                    self._part_of_name[name]: times
                    for name, times in names.items()
                    if name in self._part_of_name
                }
            )
            for part, names in self._names.items()
        }
        targets = {part for name, part in self._part_of_name.items() if name in named}
        # Parts come after those around them. One that nothing refers to belongs to the one around.
        for part in range(len(self._elements) - 1, 0, -1):
            around = self._around[part]
            if part in targets:
                needs.setdefault(around, Counter())[part] += 1
                continue
            self._elements[around] += self._elements[part]
            if part in needs:
                small, large = sorted((needs.pop(part), needs.pop(around, Counter())), key=len)
                large.update(small)
                needs[around] = large
        return {part: needs.get(part, Counter()) for part in (0, *targets)}


def _is_note(namespace: str) -> bool:
    return namespace in _EDITORS or namespace.startswith("http://ns.adobe.com/")


def _shown(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
