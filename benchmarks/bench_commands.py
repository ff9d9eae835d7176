"""Times `briefing check` and `briefing diff` on dossiers, including the start of Python.

    python benchmarks/bench_commands.py [--runs N] [--seed SEED] [--write --date DATE]

The two sides of the diff are a dossier and the same with one article edited.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Final

from make_dossier import write
from results import against, parse, parser, publish, table

CHECKED: Final = 2000
CHECK_BAR: Final = 2.0
"""Seconds of wall-clock time, on two otherwise idle cores."""
COMPARED: Final = 1000
DIFF_BAR: Final = 3.0

Run = tuple[float, float]
"""The wall-clock and the processor seconds of one command."""


def run(folder: Path, *arguments: str) -> Run:
    before = getrusage(RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        [Path(sys.executable).with_name("briefing"), *arguments],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    seconds = time.perf_counter() - start
    after = getrusage(RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used


def checks(folder: Path, arguments: argparse.Namespace) -> list[Run]:
    """Check a dossier."""
    write(folder / "content", CHECKED, arguments.seed)
    return [run(folder, "check") for _ in range(arguments.runs)]


def diffs(folder: Path, arguments: argparse.Namespace) -> list[Run]:
    """Compare a dossier with itself after one edit."""
    write(folder / "before/content", COMPARED, arguments.seed)
    shutil.copytree(folder / "before", folder / "after")
    edited = sorted((folder / "after/content/articles").glob("*.md"))[COMPARED // 2]
    edited.write_text(f"{edited.read_text('utf-8')}\nOne more sentence.\n", encoding="utf-8")
    return [run(folder, "diff", "before", "after") for _ in range(arguments.runs)]


def report(results: Sequence[tuple[str, int, float, list[Run]]]) -> Iterator[str]:
    """Yield the figures as a Markdown table, followed by what they are compared with."""
    rows, sentences = [], []
    for name, articles, bar, runs in results:
        seconds, used = (median(figures) for figures in zip(*runs, strict=True))
        rows.append((f"`briefing {name}`", f"{articles:,}", f"{seconds:.2f}", f"{used:.2f}"))
        what = f"`briefing {name}`, at {articles:,} articles"
        sentences.append(f"- {against(what, seconds, bar, ' s')}")
    yield from table(("command", "articles", "seconds", "processor seconds"), rows)
    yield ""
    yield from sentences


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--seed", type=int, default=1, help="of the random dossiers")
    arguments = parse(options)
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
        results = [
            ("check", CHECKED, CHECK_BAR, checks(Path(name, "check"), arguments)),
            ("diff", COMPARED, DIFF_BAR, diffs(Path(name, "diff"), arguments)),
        ]
    publish("commands", report(results), arguments)


if __name__ == "__main__":
    main()
