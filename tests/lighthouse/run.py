"""Asks Lighthouse about the largest page of each kind, and fails where a score is too low.

    python tests/lighthouse/run.py [--articles NUMBER | --site FOLDER] [--tries NUMBER] [KIND ...]

The site of this repository, or one of so many invented articles, is built into a temporary
folder and served from there as a host would, compressed. Lighthouse looks as it does by default:
as a phone on a slow line. It has to be installed in this folder, with `npm ci`;
`make lighthouse` does both. On a busy machine, the best of several tries is nearer to the truth.
"""

import argparse
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
FOLDERS: Final = {
    "article": "articles",
    "listing": "articles/by-year",
    "actor": "actors",
    "conflict": "conflicts",
    "table": "backers",
    "year": "chronology",
    "guide": "contribute/guide",
}
"""Kinds of which there can be many pages, by the folder that they are in."""
SINGLE: Final = (
    *("", "about", "actors", "articles", "backers", "chronology", "conflicts"),
    *("contribute", "data", "sources"),
)
"""The folders of kinds with one page each. Nobody is led to the page for missing addresses."""
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
LEAST: Final = 95
LEAST_IN_LARGE: Final = 90
"""The lowest score of a page of many articles."""


LARGE: Final = """\
site_name: Benchmark
docs_dir: content
theme: material
plugins: [briefing]
"""


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


def kinds(site: Path) -> dict[str, str]:
    """The address of a page of each kind that a site has; of many pages, the largest."""
    found = {one or "home": f"{one}/" if one else "" for one in SINGLE if (site / one).is_dir()}
    for kind, folder in FOLDERS.items():
        pages = (site / folder).glob("*/index.html")
        largest = max(pages, key=lambda page: page.stat().st_size, default=None)
        if largest is not None:
            found[kind] = f"{largest.parent.relative_to(site).as_posix()}/"
    return found


def build(folder: Path, articles: int | None) -> Path:
    """Build this repository's site, or one of invented articles; return where it is."""
    project, strict = REPOSITORY, ["--strict"]
    if articles is not None:
        project, strict = folder / "project", []
        make = REPOSITORY / "benchmarks/make_dossier.py"
        subprocess.run([sys.executable, make, project / "content", str(articles)], check=True)
        (project / "mkdocs.yml").write_text(LARGE, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *strict]
    subprocess.run([*command, "--site-dir", folder / "site"], check=True, cwd=project)
    return folder / "site"


def judge(url: str, folder: Path, least: int, tries: int) -> tuple[list[int], list[str]]:
    """The best score in each category, and what cost the others theirs in the last try."""
    best = [0] * len(CATEGORIES)
    told: list[str] = []
    for _ in range(tries):
        report = audit(url, folder / "report.json")
        scores = [round(report["categories"][one]["score"] * 100) for one in CATEGORIES]
        best = [max(pair) for pair in zip(best, scores, strict=True)]
        told = shortfalls(report)
        if min(best) >= least:
            break
    return best, told


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, help="how many articles to invent")
    parser.add_argument("--site", type=Path, help="a site of many articles that is built already")
    parser.add_argument("--tries", type=int, default=1, help="how often to ask about one page")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="the only kinds to ask about")
    arguments = parser.parse_args()
    least = LEAST_IN_LARGE if arguments.articles or arguments.site else LEAST
    with tempfile.TemporaryDirectory() as temporary:
        site = arguments.site or build(Path(temporary), arguments.articles)
        handler = partial(Compressing, directory=str(site))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            host = f"http://127.0.0.1:{server.server_port}/"
            print("".join(f"{word:<16}" for word in ("page", *CATEGORIES)))
            failed = False
            for kind, path in kinds(site).items():
                if arguments.kinds and kind not in arguments.kinds:
                    continue
                scores, told = judge(host + path, Path(temporary), least, arguments.tries)
                print("".join(f"{word:<16}" for word in (kind, *scores)), flush=True)
                # What costs a point elsewhere than in the time it takes is a mistake.
                if told and min(scores) < 100:
                    print("\n".join(told), flush=True)
                failed = failed or min(scores) < least
            server.shutdown()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
