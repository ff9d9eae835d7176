"""Times ``briefing check`` on a synthetic dossier, including the start of Python.

python benchmarks/bench_check.py [ARTICLES] [--runs N] [--seed SEED]
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Final

from make_dossier import write

ARTICLES: Final = 2000
LIMIT: Final = 2.0
"""Seconds of wall-clock time."""


def run(folder: Path) -> tuple[float, float]:
    """Return the wall-clock and the processor seconds of one check."""
    before = getrusage(RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        [Path(sys.executable).with_name("briefing"), "check"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    seconds = time.perf_counter() - start
    after = getrusage(RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=int, nargs="?", default=ARTICLES, metavar="ARTICLES")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1, help="of the random dossier")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
        folder = Path(name)
        write(folder / "content", arguments.articles, arguments.seed)
        runs = [run(folder) for _ in range(arguments.runs)]
    seconds, used = (median(figures) for figures in zip(*runs, strict=True))
    print(
        f"briefing check, {arguments.articles:,} articles, median of {arguments.runs}: "
        f"{seconds:.2f} s ({used:.2f} s of processor time)"
    )
    if arguments.articles == ARTICLES:
        print(f"The limit: {LIMIT:.0f} s on two otherwise idle cores.")


if __name__ == "__main__":
    main()
