"""Serves the built sites, and opens them in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.kinds import DESK, PHONE

NOTE_REFUSALS = """
window.refused = [];
addEventListener('securitypolicyviolation', event => window.refused.push(
    `${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""
"""Notes in ``window.refused`` what the Content-Security-Policy of a page stops."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(built_site: Path, golden_site: Path) -> Iterator[str]:
    """Where the sites stand: in a folder of the host, as on many a real one."""
    root = built_site.parents[1]
    assert golden_site.is_relative_to(root)
    with serving(root) as address:
        yield f"{address}{built_site.relative_to(root).as_posix()}/"


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a folder; gives its address."""
    handler = partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def at_root(built_site: Path) -> Iterator[str]:
    """The site at the root of a host, where the page for missing addresses expects to be."""
    with serving(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def hosted(hosted_site: Path) -> Iterator[str]:
    """The site of a repository that lies on a code host."""
    with serving(hosted_site / "site") as address:
        yield address


@pytest.fixture(scope="session")
def golden(address: str, built_site: Path, golden_site: Path) -> str:
    """The golden site, which has actors without a profile."""
    root = built_site.parents[1]
    here, there = (site.relative_to(root).as_posix() for site in (built_site, golden_site))
    return address.replace(here, there)


def context_of(browser: Browser, width: int, **options: object) -> BrowserContext:
    return browser.new_context(viewport={"width": width, "height": 900}, **options)


@pytest.fixture(
    scope="session",
    params=[(DESK, "light"), (PHONE, "dark")],
    ids=lambda param: "-".join(map(str, param)),
)
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Each width and each colour scheme once: the one does not depend on the other."""
    width, scheme = request.param
    context = context_of(browser, width, color_scheme=scheme)
    context.add_init_script(NOTE_REFUSALS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture(params=[DESK, PHONE], ids=str)
def plain(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = context_of(browser, request.param, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """A page without animations, so that no test looks at one halfway."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def at(page: Page, url: str, width: int) -> None:
    """Open a page on a screen of a width, in CSS pixels."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(url)
    # Material's script waits for the first paint, and lets the keyboard reach wide code.
    while page.evaluate("document.querySelector('script[data-late]') && !window.document$"):
        page.wait_for_timeout(10)


def switch_scheme(page: Page, scheme: str) -> None:
    """Show an open page as it is by day ("light") or by night ("dark"), without a reload."""
    page.emulate_media(color_scheme=scheme)
    body = {"light": "default", "dark": "slate"}[scheme]
    page.evaluate("name => { document.body.dataset.mdColorScheme = name }", body)
