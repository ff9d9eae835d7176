"""A browser's view of the built sites: on a desk and on a phone, by day and by night."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.kinds import DESK, PHONE


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(built_site: Path, golden_site: Path) -> Iterator[str]:
    """Where the sites stand: in a folder of the host, as on many a real one."""
    root = built_site.parents[1]
    assert golden_site.is_relative_to(root)
    handler = partial(Quiet, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{built_site.relative_to(root).as_posix()}/"
        server.shutdown()


@pytest.fixture(scope="session")
def at_root(built_site: Path) -> Iterator[str]:
    """The site at the root of a host, where the page for missing addresses expects to be."""
    handler = partial(Quiet, directory=str(built_site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def hosted(hosted_site: Path) -> Iterator[str]:
    """The site of a repository that lies on a code host."""
    handler = partial(Quiet, directory=str(hosted_site / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


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
    params=[(DESK, "light"), (DESK, "dark"), (PHONE, "light"), (PHONE, "dark")],
    ids=lambda param: "-".join(map(str, param)),
)
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width, scheme = request.param
    context = context_of(browser, width, color_scheme=scheme)
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
    """One who wants nothing to move, so that nothing is looked at halfway."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def at(page: Page, url: str, width: int) -> None:
    """Open a page on a screen of a width, in CSS pixels."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(url)
