"""Times a preview: from its start to the first page, and from saving an article to its page.

    python benchmarks/bench_preview.py [ARTICLES ...] [--edits N]

The preview is ``mkdocs serve`` in a process of its own. After each edit the page of the article
is asked for until it shows the edit. The report gives medians, in seconds.
"""

import argparse
import os
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
from pathlib import Path
from statistics import median
from typing import Final

from make_dossier import write

SIZES: Final = (25, 1000, 10000)
CONFIG: Final = "site_name: Benchmark\ndocs_dir: content\ntheme: material\nplugins: [briefing]\n"
PATIENCE: Final = 300.0
"""Seconds to wait for a page."""
PAUSE: Final = 1.5
"""Seconds between two edits: nobody saves more often."""


def main() -> None:
    """Measure each size, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", nargs="*", type=int, default=SIZES)
    parser.add_argument("--edits", type=int, default=10, help="how often to save an article")
    arguments = parser.parse_args()
    print("| articles | first page, s | save to page, s | slowest, s | memory, MB |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for count in arguments.articles:
        with tempfile.TemporaryDirectory(prefix="preview-") as folder:
            print(measured(Path(folder), count, arguments.edits), flush=True)


def measured(folder: Path, count: int, edits: int) -> str:
    """Return a line of the table for a dossier of so many articles."""
    write(folder / "content", count, 1)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    article = sorted((folder / "content/articles").rglob("*.md"))[count // 2]
    address = article.relative_to(folder / "content").with_suffix("").as_posix()
    begun = time.monotonic()
    with serving(folder) as (root, process):
        page(root)
        first = time.monotonic() - begun
        page(f"{root}{address}/")
        text = article.read_text(encoding="utf-8")
        waits = []
        for number in range(edits):
            time.sleep(PAUSE)
            mark = f"Edit {number} of this article."
            saved = time.monotonic()
            article.write_text(f"{text}\n{mark}\n", encoding="utf-8")
            while mark not in page(f"{root}{address}/"):
                if time.monotonic() > saved + PATIENCE:
                    raise SystemExit("The page never showed the edit.")
                time.sleep(0.005)
            waits.append(time.monotonic() - saved)
        memory = peak_memory(process)
    numbers = f"{first:.2f} | {median(waits):.2f} | {max(waits):.2f} | {memory:.0f}"
    return f"| {count:,} | {numbers} |"


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, int]]:
    """Run a preview; yield its address and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "-a", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
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
        process.wait(timeout=30)


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
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
