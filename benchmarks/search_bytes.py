"""Measures what a search fetches from a built site, as Chromium's network events have it.

    python benchmarks/search_bytes.py SITE QUERY [QUERY ...]

SITE is a folder that `mkdocs build` wrote. For each query a browser with an empty cache opens
the home page, opens the search and types; what is fetched from then on is counted, headers
included. The server compresses nothing, as the poorest of hosts.
"""

import argparse
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

from playwright.sync_api import Browser, sync_playwright

BROWSERS: Final = (os.environ.get("BROWSER_PATH", ""), "chromium", "google-chrome")
ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: object) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a first answer took, and the facets after it; bytes, and seconds."""

    query: str
    found: str
    first: int
    seconds: float
    facets: int


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The site at an address of its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def measured(browser: Browser, address: str, query: str) -> Answer:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    fetched = [0]
    events = context.new_cdp_session(page)
    events.send("Network.enable")
    events.on("Network.loadingFinished", lambda one: fetched.append(one["encodedDataLength"]))
    page.keyboard.press("/")
    page.keyboard.type(query, delay=120)
    begin = time.monotonic()
    status = page.locator(".b-search__status")
    status.filter(has_text=f"“{query}”").wait_for()
    seconds = time.monotonic() - begin
    page.wait_for_load_state("networkidle")
    found, first = status.inner_text(), int(sum(fetched))
    page.locator(".b-search__narrow summary").click()
    page.locator("#b-search-actor option").nth(1).wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    context.close()
    return Answer(query, found, first, seconds, int(sum(fetched)) - first)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("queries", nargs="+")
    wanted = parser.parse_args()
    program = next(path for name in BROWSERS if (path := shutil.which(name)))
    with sync_playwright() as playwright, serving(wanted.site) as address:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        print("| Typed | Found | First answer | After the last key | Facets, once |")
        print("|---|---|---:|---:|---:|")
        for query in wanted.queries:
            one = measured(browser, address, query)
            print(
                f"| {one.query} | {one.found.partition(' for ')[0]} | {one.first / 1000:.0f} kB "
                f"| {one.seconds:.1f} s | {one.facets / 1000:.0f} kB |"
            )
        browser.close()


if __name__ == "__main__":
    main()
