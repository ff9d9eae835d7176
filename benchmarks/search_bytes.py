"""Measures how much a search downloads from a built site, by Chromium's network events.

    python benchmarks/search_bytes.py SITE QUERY [QUERY ...]

SITE is a folder that `mkdocs build` wrote. For each query a browser with an empty cache opens
the home page, opens the search and types the query. All downloads from then on are counted,
including headers. The server does not compress, which is the worst case.
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
    """Serves files without logging."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: object) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Answer:
    """The cost of a first answer, and of opening the filters after it.

    Attributes:
        query: what was typed.
        status: what the dialog says, such as "12 pages for “ceasefire”".
        answer_bytes: downloaded for the answer.
        seconds: from the last key to the answer.
        filter_bytes: downloaded for the filters.
    """

    query: str
    status: str
    answer_bytes: int
    seconds: float
    filter_bytes: int


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a site; yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def measure(browser: Browser, address: str, query: str) -> Answer:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    sizes = [0.0]
    events = context.new_cdp_session(page)
    events.send("Network.enable")
    events.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.keyboard.press("/")
    page.keyboard.type(query, delay=120)
    start = time.monotonic()
    status = page.locator(".b-search__status")
    status.filter(has_text=f"“{query}”").wait_for()
    seconds = time.monotonic() - start
    page.wait_for_load_state("networkidle")
    answer_bytes = int(sum(sizes))
    text = status.inner_text()
    page.locator(".b-search__narrow summary").click()
    page.locator("#b-search-actor option").nth(1).wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    context.close()
    return Answer(query, text, answer_bytes, seconds, int(sum(sizes)) - answer_bytes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("queries", nargs="+")
    arguments = parser.parse_args()
    program = next(path for name in BROWSERS if (path := shutil.which(name)))
    with sync_playwright() as playwright, serving(arguments.site) as address:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        print("| Query | Found | First answer | After the last key | Filters, once |")
        print("|---|---|---:|---:|---:|")
        for query in arguments.queries:
            answer = measure(browser, address, query)
            print(
                f"| {answer.query} | {answer.status.partition(' for ')[0]} "
                f"| {answer.answer_bytes / 1000:.0f} kB | {answer.seconds:.1f} s "
                f"| {answer.filter_bytes / 1000:.0f} kB |"
            )
        browser.close()


if __name__ == "__main__":
    main()
