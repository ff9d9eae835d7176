"""Times a preview: from its start to the first page, and from saving an article to its page.

    python benchmarks/bench_preview.py [ARTICLES ...] [--edits N] [--turns N] [--write --date DATE]

A preview is `mkdocs serve` or `hugo server`, in a process of its own. A briefing, plain MkDocs
and Hugo take turns, one preview at a time. Each edit adds a sentence below the header, and the
next one changes the title in the header. After each, the page of the article is asked for until it
shows the edit. The report gives medians, in seconds.
"""

import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from results import against, parse, parser, publish, table
from sites import ENVIRONMENT, WAYS, Way, write_project

SIZES: Final = (25, 1000, 10000)
COMPARED: Final = ("briefing", "stock", "hugo")
SLOW: Final = ("stock", 1000)
"""Plain MkDocs builds everything at each edit. From this size on, it gets one edit a turn."""
SAVE_BARS: Final = {25: 0.3, 1000: 0.3, 10000: 1.0}
"""By size: seconds from saving an article to its page, whatever was edited."""
HUGO_BARS: Final = {1000: 1.0}
"""By size: the same, in times of Hugo."""
FIRST_BARS: Final = {1000: 1.5, 10000: 8.0}
"""By size: seconds from the start to the first page."""
TITLE: Final = re.compile("^title: .*", re.MULTILINE)
PATIENCE: Final = 300.0
"""Seconds to wait for a page."""
PAUSE: Final = 1.5
"""Seconds between two edits: nobody saves more often."""


@dataclass(slots=True)
class Result:
    """What was measured of the previews of one dossier in one way; seconds and megabytes."""

    firsts: list[float] = field(default_factory=list)
    texts: list[float] = field(default_factory=list)
    headers: list[float] = field(default_factory=list)
    memory: float = 0

    @property
    def first(self) -> float:
        return median(self.firsts)


def main() -> None:
    """Measure each size, and print a table."""
    options = parser(__doc__)
    options.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="ARTICLES")
    options.add_argument("--edits", type=int, default=10, help="how often to save an article")
    options.add_argument("--turns", type=int, default=2, help="how often to start each preview")
    arguments = parse(options)
    results: dict[tuple[str, int], Result] = {}
    for articles in sorted(set(arguments.sizes)):
        with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
            folder = Path(name)
            write_project(folder, articles)
            for turn in range(arguments.turns):
                for way in COMPARED:
                    edits = arguments.edits // arguments.turns
                    if way == SLOW[0] and articles >= SLOW[1]:
                        edits = 1
                    result = results.setdefault((way, articles), Result())
                    measure(folder, WAYS[way], max(1, edits), result)
                    print(f"{articles} articles, {way}, turn {turn + 1}", file=sys.stderr)
    publish("previews", report(results), arguments)


def report(results: dict[tuple[str, int], Result]) -> Iterator[str]:
    """Yield the figures as a Markdown table, followed by what they are compared with."""
    header = ("articles", "preview", "first page, s", "text to page, s", "header to page, s")
    rows = (
        (
            f"{articles:,}",
            way,
            f"{result.first:.2f}",
            f"{median(result.texts):.2f}",
            f"{median(result.headers):.2f}",
            f"{result.memory:.0f}",
            f"{len(result.texts)}",
        )
        for (way, articles), result in results.items()
    )
    yield from table((*header, "memory, MB", "edits of each"), rows, names=2)
    yield ""
    for (way, articles), result in results.items():
        if way == "briefing":
            hugo = results["hugo", articles]
            size = f"at {articles:,} articles"
            first = against(f"First page, {size}", result.first, FIRST_BARS.get(articles), " s")
            yield f"- {first}"
            for edited, own, others in (
                ("Text", result.texts, hugo.texts),
                ("Header", result.headers, hugo.headers),
            ):
                seconds, of_hugo = median(own), median(own) / median(others)
                what = f"{edited} to page, {size}"
                yield f"- {against(what, seconds, SAVE_BARS.get(articles), ' s')}"
                yield f"- {against(f'{what}, in times of Hugo', of_hugo, HUGO_BARS.get(articles))}"


def measure(folder: Path, way: Way, edits: int, result: Result) -> None:
    """Run one preview, and add what it takes to a result."""
    articles = sorted((folder / way.content / "articles").rglob("*.md"))
    article = articles[len(articles) // 2]
    address = article.relative_to(folder / way.content).with_suffix("").as_posix()
    text = article.read_text(encoding="utf-8")
    begun = time.monotonic()
    with serving(folder, way) as (root, process):
        wait_for("<title>", root)
        result.firsts.append(time.monotonic() - begun)
        wait_for("<title>", f"{root}{address}/")
        edited = text
        for number in range(edits):
            sentence, title = f"Edit {number} of this article.", f"Title {number} of this article"
            edited = f"{edited}\n{sentence}\n"
            result.texts.append(save(article, edited, sentence, f"{root}{address}/"))
            edited = TITLE.sub(f"title: {title}", edited, count=1)
            result.headers.append(save(article, edited, title, f"{root}{address}/"))
        result.memory = max(result.memory, peak_memory(process))
    article.write_text(text, encoding="utf-8")


def save(article: Path, text: str, mark: str, url: str) -> float:
    """Save an article, and return the seconds until its page shows the mark."""
    time.sleep(PAUSE)
    saved = time.monotonic()
    article.write_text(text, encoding="utf-8")
    wait_for(mark, url)
    return time.monotonic() - saved


@contextmanager
def serving(folder: Path, way: Way) -> Iterator[tuple[str, int]]:
    """Run a preview; yield its address and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        way.serve(port),
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            if process.poll() is not None:
                raise SystemExit("The preview has ended.")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.02)
        yield f"http://127.0.0.1:{port}/", process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE)


def wait_for(text: str, url: str) -> None:
    """Ask for a page until it holds a text."""
    begun = time.monotonic()
    while text not in page(url):
        if time.monotonic() > begun + PATIENCE:
            raise SystemExit(f"The page never showed “{text}”.")
        time.sleep(0.005)


def page(url: str) -> str:
    """Return a page; an empty text for one that is not there."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            body: bytes = answer.read()
    except urllib.error.HTTPError:
        return ""
    return body.decode("utf-8")


def peak_memory(process: int) -> float:
    """Return the peak memory of a process in megabytes; 0 where the system does not say."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1_000_000


if __name__ == "__main__":
    main()
