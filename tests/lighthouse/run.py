"""Asks Lighthouse about five kinds of pages, and fails where a score is below 95.

    python tests/lighthouse/run.py

The site is built into a temporary folder and served from there as a host would, compressed.
Lighthouse looks as it does by default: as a phone on a slow line. It has to be installed in
this folder, with `npm ci`; `make lighthouse` does both.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Final

HERE: Final = Path(__file__).resolve().parent
REPOSITORY: Final = HERE.parents[1]
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
PAGES: Final = {
    "home": "",
    "article": "articles/2019-11-us-calls-on-lna-to-halt/",
    "actor": "actors/russia/",
    "backers": "backers/",
    "chronology": "chronology/",
}
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
LEAST: Final = 95


class Compressing(SimpleHTTPRequestHandler):
    """Serves files compressed, and keeps quiet."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.copyfile(BytesIO(body), self.wfile)

    def log_message(self, *arguments: object) -> None:
        pass


def browser() -> str:
    wanted = (os.environ.get("BROWSER_PATH"), *BROWSERS)
    found = next((path for name in wanted if name and (path := shutil.which(name))), None)
    return found or sys.exit("No browser: install Chromium, or set BROWSER_PATH.")


def audit(url: str, report: Path) -> dict[str, object]:
    """Lighthouse's report on one page, as it writes it."""
    subprocess.run(
        [
            HERE / "node_modules" / ".bin" / "lighthouse",
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
            " --disable-background-networking --no-first-run",
        ],
        check=True,
        env={**os.environ, "CHROME_PATH": browser()},
    )
    return json.loads(report.read_text(encoding="utf-8"))


def shortfalls(report: dict[str, object]) -> list[str]:
    """The audits that cost a score, each with what it says."""
    weighed = {
        one["id"]
        for category in report["categories"].values()
        for one in category["auditRefs"]
        if one["weight"]
    }
    return [
        f"    {name}: {found['score']} {found['title']} {found.get('displayValue', '')}"
        for name, found in report["audits"].items()
        if name in weighed and found["score"] is not None and found["score"] < 0.9
    ]


def main() -> int:
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", site],
            check=True,
            cwd=REPOSITORY,
        )
        handler = partial(Compressing, directory=str(site))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            host = f"http://127.0.0.1:{server.server_port}/"
            print("".join(f"{word:<16}" for word in ("page", *CATEGORIES)))
            failed = False
            for kind, path in PAGES.items():
                report = audit(host + path, Path(temporary) / f"{kind}.json")
                scores = [round(report["categories"][one]["score"] * 100) for one in CATEGORIES]
                print("".join(f"{word:<16}" for word in (kind, *scores)), flush=True)
                if min(scores) < LEAST:
                    failed = True
                    print("\n".join(shortfalls(report)), flush=True)
            server.shutdown()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
