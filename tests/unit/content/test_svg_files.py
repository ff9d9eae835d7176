"""An SVG file may contain shapes, text and colours, and nothing that runs or loads."""

import pytest
from mkdocs_briefing.content.svg_files import active_part

START = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0L1 1" style="fill: #fff"/>',
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><use xlink:href="#a"/>',
        '<style>rect { fill: url("#a") }</style><text>javascript: url(x) is only text</text>',
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        '<image href="data:image/png;base64,AAAA"/>',
    ],
)
def test_shapes_text_and_colours_are_allowed(inside):
    assert active_part(f"{START}{inside}</svg>".encode()) is None


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<script>x</script>", "<script>"),
        ('<s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script>', "<script>"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', "<foreignOb"),
        ('<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>', "<iframe>"),
        ('<rect onload="x"/>', "onload"),
        ('<animate attributeName="href" values="javascript:x"/>', "<animate>"),
        ('<a href="javascript:x"><text>x</text></a>', "<a>"),
        ('<use href="https://x.org/y.svg#z"/>', "a link to https://x.org"),
        ('<image xlink:href="data:image/svg+xml,x"/>', "a link to data:image/svg+xml"),
        ('<rect style="fill: url(https://x.org/y)"/>', "something to load in style"),
        ('<rect fill="url(//x.org/y)"/>', "something to load in fill"),
        ("<style>@import 'x';</style>", "something to load in <style>"),
        ("<style>@im<![CDATA[port 'x';]]></style>", "something to load in <style>"),
        ("<style>rect { fill: u\\72l(//x) }</style>", "something to load in <style>"),
        ('<?xml-stylesheet href="x"?>', "<?xml-stylesheet?>"),
        ("<rect>", "something that is no XML"),
    ],
)
def test_active_parts_are_named(inside, found):
    assert (active_part(f"{START}{inside}</svg>".encode()) or "").startswith(found)


def test_entities_and_encodings_hide_nothing():
    raw = f'<!DOCTYPE svg [<!ENTITY x "y">]>{START}&x;</svg>'
    assert active_part(raw.encode()) == "an entity of its own"
    assert active_part(f"{START}<script/></svg>".encode("utf-16")) == "<script>"
