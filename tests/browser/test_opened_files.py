"""A published file that is opened by itself runs nothing, and asks no other host for anything."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from mkdocs_briefing.content.scan import list_files
from mkdocs_briefing.content.svg_files import svg_fault
from playwright.sync_api import Browser, Request

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
ELSEWHERE = "http://elsewhere.example/"

RUNS = "<script>fetch('/ran')</script>"
PAGES = (
    RUNS,
    f"<!DOCTYPE html><title>x</title>{RUNS}",
    f"<!-- x -->{RUNS}",
    f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">{RUNS}</html>',
    f"{SVG}{RUNS}</svg>",
)
BEFORE = ("", "\n \t", " " * 10_000, "\ufeff", "\n\ufeff", "x", "{", "\x00", "GIF89a", "//\n", ",")

VALUES = tuple(
    form.replace("ADDRESS", f"{ELSEWHERE}{number}")
    for number, form in enumerate(
        (
            "ADDRESS",
            "'ADDRESS'",
            "url(ADDRESS)",
            "url('ADDRESS#a')",
            'URL( "ADDRESS" )',
            "url(#a) url(ADDRESS)",
            "url(#a), url(ADDRESS)",
            "image-set('ADDRESS' 1x)",
            "-webkit-image-set(url(ADDRESS) 1x)",
            "-webkit-cross-fade(url(ADDRESS), none, 50%)",
            "image(ADDRESS)",
            "src('ADDRESS')",
            "u\\72l(ADDRESS)",
            "\\75rl(ADDRESS)",
            "rgb(url(ADDRESS))",
            "rgb(0,0,0) url(ADDRESS)",
            "u/**/rl(ADDRESS)",
            "red; background: url(ADDRESS)",
            "red;background:image-set('ADDRESS' 1x)",
            "red} * {background: url(ADDRESS)}",
            "@import 'ADDRESS'",
            "attr(href url)",
            "var(--x, url(ADDRESS))",
        )
    )
)
PROPERTIES = (
    *("background", "background-color", "background-image", "border-image", "clip-path", "content"),
    *("cursor", "enable-background", "fill", "filter", "font", "font-family", "list-style-image"),
    *("marker", "marker-end", "mask", "mask-image", "-webkit-mask-box-image", "shape-inside"),
    *("shape-outside", "src", "stroke", "style", "transform", "offset-path", "-inkscape-x", "x"),
    *("d", "href", "xlink:href"),
)

Files = Sequence[bytes]
Opened = Callable[[Files, str | None], list[bytes]]


@pytest.fixture
def asking(browser: Browser) -> Iterator[Opened]:
    """Opens files as a server gives them; returns those that then ask for anything."""
    served: list[bytes] = []
    types: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = re.fullmatch(r"/file(\d+)", self.path)
            frames = "".join(
                f"<iframe src=/file{number}></iframe>" for number in range(len(served))
            )
            body = served[int(found[1])] if found else frames.encode()
            kind = types[-1] if found else "text/html"
            self.send_response(200)
            if kind is not None:
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, browser.new_context() as context:
        Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}/"
        context.route(f"{ELSEWHERE}**", lambda route: route.abort())

        def open_files(files: Files, kind: str | None) -> list[bytes]:
            served[:] = files
            types.append(kind)
            page = context.new_page()
            asked: set[int] = set()

            def note(request: Request) -> None:
                if "/file" not in request.url and (found := re.search(r"\d+$", request.frame.url)):
                    asked.add(int(found[0]))

            page.on("request", note)
            page.goto(here, wait_until="networkidle")
            page.close()
            return [files[number] for number in sorted(asked)]

        yield open_files
        server.shutdown()


def drawings() -> Iterator[bytes]:
    """Each property with each way to name an address, as an attribute and in a style."""
    for name in PROPERTIES:
        for value in map(escape, VALUES):
            for attribute in (f'{name}="{value}"', f'style="{name}: {value}"'):
                yield f'{SVG}<g id="a"><rect width="9" height="9" {attribute}/></g></svg>'.encode()


def test_what_comes_without_a_type_runs_nothing(asking: Opened, tmp_path: Path):
    """The worst server: the browser has to guess what each file is."""
    bodies = {before.encode() + page.encode() for before in BEFORE for page in PAGES}
    for number, body in enumerate(sorted(bodies)):
        for ending in (".csv", ".svg"):
            (tmp_path / f"{number}{ending}").write_bytes(body)
    published = {(tmp_path / path).read_bytes() for path in list_files(tmp_path).others}
    assert 20 < len(published) < len(bodies)
    assert asking(sorted(published), None) == []
    # Those that are refused do run, so that this test would see it.
    assert len(asking(sorted(bodies - published), None)) > 5


@pytest.mark.parametrize("kind", ["text/plain", "text/csv", "application/json"])
def test_known_types_are_never_taken_for_a_page(kind, asking: Opened):
    assert asking([page.encode() for page in PAGES], kind) == []


def test_no_drawing_that_passes_asks_for_anything(asking: Opened):
    passed = [one for one in drawings() if svg_fault(one) is None]
    assert len(passed) > 10
    assert asking(passed, "image/svg+xml") == []
    refused = [one for one in drawings() if svg_fault(one) is not None]
    assert len(asking([one for one in refused if b"image-set" in one], "image/svg+xml")) > 2
