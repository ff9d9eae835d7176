"""An SVG file may hold shapes, text and colours, and nothing that runs or names an address."""

import re
import time
from pathlib import Path

import pytest
from mkdocs_briefing.content.svg_files import MOST_DRAWN, svg_fault

PAYLOADS = Path(__file__).parents[2] / "payloads"
START = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
DTD = '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'


def fault(inside: str, before: str = "") -> str | None:
    return svg_fault(f"{before}{START}{inside}</svg>".encode())


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0L1 1" style="fill: #fff; stroke:rgb(0, 0, 0); font-family: \'A B\', serif"/>',
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><use xlink:href="#a"/>',
        "<rect style=\"fill:url('#a');filter:url( #b );;\" transform='translate(1,2) scale(-1)'/>",
        "<text>javascript: url(https://x.org/) is only text</text>",
        '<g id="a(1)" class="b{" data-name="@layer" aria-label="x (y)"><title>T</title></g>',
        '<image href="data:image/png;base64,AAA A="/><image xlink:href="#part"/>',
        '<filter id="f"><feGaussianBlur in="SourceGraphic" stdDeviation="2"/></filter>',
        '<text xml:space="preserve" xml:lang="en" style="-inkscape-font-specification:x">a</text>',
    ],
)
def test_shapes_text_and_colours_are_allowed(inside):
    assert fault(inside) is None


@pytest.mark.parametrize(
    "file", sorted((PAYLOADS / "svg").glob("*.svg")), ids=lambda file: file.stem
)
def test_what_drawing_programs_write_is_allowed(file):
    """Written by hand in the form of each program: its namespaces, notes and first lines."""
    assert svg_fault(file.read_bytes()) is None


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<script>x</script>", "the element <script>"),
        ('<s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script>', "the element <script>"),
        ("<style>rect { fill: red }</style>", "the element <style>"),
        ("<style><g/>*{background:url(//x.org)}</style>", "the element <style>"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', "the element"),
        ('<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>', "the element <iframe>"),
        ('<x xmlns="https://example.org/"/>', "the element <x>"),
        ('<metadata><script xmlns="http://www.w3.org/1999/xhtml"/></metadata>', "the element"),
        ('<animate attributeName="href" values="javascript:x"/>', "the element <animate>"),
        ('<set attributeName="href" to="x"/>', "the element <set>"),
        ('<a href="javascript:x"><text>x</text></a>', "the element <a>"),
        ('<feImage href="https://x.org/y"/>', "the element <feImage>"),
        ('<rect onload="x"/>', "the attribute onload"),
        ('<rect OnLoad="x"/>', "the attribute OnLoad"),
        ('<rect src="x"/>', "the attribute src"),
        ('<g xml:base="https://x.org/"/>', "the attribute base"),
        ('<g x:y="z" xmlns:x="http://www.w3.org/2001/xml-events"/>', "the attribute y"),
        ('<use href="https://x.org/y.svg#z"/>', "a link to https://x.org"),
        ('<use href="data:image/png;base64,AA"/>', "a link to data:image/png"),
        ('<use href=" #z"/>', "a link to"),
        ('<image xlink:href="data:image/svg+xml;base64,AA"/>', "a link to data:image/svg+xml"),
        ('<image href=""/>', "a link to"),
        ('<rect fill="url(//x.org/y)"/>', "fill: url(//x.org/y)"),
        ('<rect fill="url(#a) image(x)"/>', "fill: url(#a) image(x)"),
        ('<rect fill="u\\72l(//x)"/>', "fill: u"),
        ('<rect fill="urgb(1)rl(//x)"/>', "fill: urgb(1)rl(//x)"),
        ('<rect x="calc(1px)"/>', "x: calc(1px)"),
        ('<rect style="fill: url(https://x.org/y)"/>', "fill: url(https://x.org/y)"),
        ("<rect style=\"fill: url('#a\\')\"/>", "fill: url('#a"),
        ("<rect style=\"mask:-webkit-image-set('//x' 1x)\"/>", "mask: -webkit-image-set("),
        ('<rect style="background:red"/>', "background:red in a style"),
        ('<rect style="--x: 1"/>', "--x: 1 in a style"),
        ('<rect style="fill"/>', "fill in a style"),
        ('<rect style="fill:red/*"/>', "fill: red/*"),
        ("<rect style=\"fill:red} @import 'x'\"/>", "fill: red} @import"),
        ('<?xml-stylesheet href="x"?>', "<?xml-stylesheet?>"),
    ],
)
def test_all_else_is_named(inside, found):
    assert (fault(inside) or "").startswith(f"this SVG file has {found}")


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ('<!DOCTYPE svg [<!ENTITY x "y">]>', "a DOCTYPE of its own"),
        ('<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]>', "a DOCTYPE of its own"),
        ('<!DOCTYPE svg SYSTEM "https://x.org/y.dtd">', "a DOCTYPE of its own"),
        ('<?xml version="1.0" encoding="shift_jis"?>', "the encoding shift_jis"),
    ],
)
def test_first_lines_declare_nothing(before, found):
    assert (fault("", before) or "").startswith(f"this SVG file has {found}")
    assert fault("", f"<!DOCTYPE svg PUBLIC {DTD}>") is None


@pytest.mark.parametrize("public", ["SVG 1.1", "XHTML 1.0 Strict", "MathML 2.0"])
def test_names_that_only_browsers_know_are_refused(public):
    """A browser that takes the file for XHTML reads them; the check would not see them."""
    before = f'<!DOCTYPE svg PUBLIC "-//W3C//DTD {public}//EN" "http://www.w3.org/x.dtd">'
    for inside in (
        '<image href="&sol;&sol;&escr;.org/#a"/>',
        '<g mask="url&lpar;//x.org/&rpar;"/>',
    ):
        assert re.match("this SVG file has the name &(sol|lpar);", fault(inside, before))
    assert fault("<text>&amp;&lt;&gt;&quot;&apos;&#160;&#xa0;</text>", before) is None
    assert fault("<text>&nbsp;</text>").startswith("this SVG file is not readable as XML")


@pytest.mark.parametrize(
    "raw",
    [
        START.encode(),
        f"{START}</svg>".encode("utf-16"),
        f"{START}\xe9</svg>".encode("latin-1"),
        b"x",
    ],
)
def test_what_is_not_readable_is_refused(raw):
    assert svg_fault(raw).startswith("this SVG file is not readable as XML")


def test_another_root_is_refused():
    raw = b'<html xmlns="http://www.w3.org/1999/xhtml"/>'
    assert svg_fault(raw).startswith("this SVG file has <html> where <svg xmlns=")
    assert "<svg> where" in svg_fault(b"<svg/>")


def test_messages_are_short_whatever_the_file_holds():
    name = "x" * 100_000
    for inside in (f"<{name}/>", f'<g {name}="1"/>', f'<g style="{name}"/>', f'<g x="({name}"/>'):
        assert len(fault(inside)) < 250


# --- how much a file draws ------------------------------------------------------------


def nested(levels: int) -> str:
    """Each part draws the one before ten times."""
    parts = (
        f'<g id="p{level + 1}">' + f'<use href="#p{level}"/>' * 10 + "</g>"
        for level in range(levels)
    )
    return f"<defs><g id='p0'><rect/></g>{''.join(parts)}</defs>"


def test_parts_that_multiply_are_refused():
    assert fault(nested(3)) is None
    assert f"more than {MOST_DRAWN:,} elements" in fault(nested(5))
    assert f"more than {MOST_DRAWN:,} elements" in fault(nested(2000))


def test_a_pattern_multiplies_like_any_part():
    patterns = '<pattern id="q0"><rect/></pattern>' + "".join(
        f'<pattern id="q{n + 1}">' + f'<rect style="fill:url(#q{n})"/>' * 10 + "</pattern>"
        for n in range(9)
    )
    assert "with those it repeats" in fault(patterns)


def test_a_part_within_itself_is_refused():
    found = "this SVG file has a part that refers to itself"
    assert fault('<g id="a"><use href="#a"/></g>').startswith(found)
    ring = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
    assert fault(ring).startswith(found)


def test_a_name_that_two_parts_have_counts_for_the_first():
    twice = '<g id="a"><rect/></g><g id="a"><use href="#a"/></g>'
    assert fault(twice) is None


@pytest.mark.parametrize(
    "inside",
    [
        "<g>" * 500_000 + "</g>" * 500_000,
        f'<path d="{"rgb(" * 1_000_000}"/>',
        f'<path style="{"fill:url(" * 400_000}"/>',
        f'<path style="{";" * 4_000_000}"/>',
        f'<path d="url({" " * 4_000_000}"/>',
        "".join(f'<g id="{n}">' for n in range(150_000)) + "</g>" * 150_000,
    ],
    ids=["nested", "functions", "references", "semicolons", "spaces", "parts"],
)
def test_the_largest_file_is_checked_within_seconds(inside):
    before = time.process_time()
    fault(inside)
    assert time.process_time() - before < 10
