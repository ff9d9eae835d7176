"""Takes screenshots of each kind of page: wide and on a phone, in the light and the dark scheme.

    python -m docs.screenshots

They go to ``build/screenshots/``; those that the documentation shows go to ``docs/``.
"""

import subprocess
import sys
import tempfile
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from tests.kinds import ARTICLE, KINDS
from tests.lighthouse.run import Compressing, browser

HERE: Final = Path(__file__).resolve().parent
REPOSITORY: Final = HERE.parent
OUTPUT: Final = REPOSITORY / "build" / "screenshots"
WIDTHS: Final = {"wide": 1440, "phone": 390}
SCHEMES: Final = ("light", "dark")
HEIGHT: Final = 900


def take_all(chromium: Browser, host: str) -> None:
    """Take a screenshot of the whole of every kind of page."""
    for size, width in WIDTHS.items():
        for scheme in SCHEMES:
            page = chromium.new_page(
                viewport={"width": width, "height": HEIGHT}, color_scheme=scheme
            )
            for kind, path in KINDS.items():
                page.goto(host + path, wait_until="networkidle")
                page.screenshot(path=OUTPUT / f"{kind}-{size}-{scheme}.png", full_page=True)
            page.close()


def take_for_docs(chromium: Browser, host: str) -> None:
    """Take the screenshots that the documentation shows."""
    page = chromium.new_page(viewport={"width": 1280, "height": HEIGHT})
    page.goto(host, wait_until="networkidle")
    page.screenshot(path=HERE / "home.png")
    page.goto(host + "backers/?on=2019-11-16", wait_until="networkidle")
    page.screenshot(path=HERE / "backers.png")
    page.goto(host + ARTICLE, wait_until="networkidle")
    claim = page.locator(".b-claim").filter(has_text="Russia backs").first
    claim.screenshot(path=HERE / "claim.png")
    page.close()


def main() -> None:
    """Build this repository's briefing, and take all screenshots."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = Path(temporary) / "site"
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", site],
            check=True,
            cwd=REPOSITORY,
        )
        handler = partial(Compressing, directory=str(site))
        chromium = playwright.chromium.launch(
            executable_path=browser(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            host = f"http://127.0.0.1:{server.server_port}/"
            take_all(chromium, host)
            take_for_docs(chromium, host)
            server.shutdown()
        chromium.close()
    print(f"{len(list(OUTPUT.glob('*.png')))} screenshots in {OUTPUT.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
