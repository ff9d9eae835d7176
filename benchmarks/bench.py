"""Times builds of synthetic dossiers, beside plain MkDocs and Hugo on the same files.

    python benchmarks/bench.py [ARTICLES ...] [--runs N] [--seed SEED] [--write --date DATE]

For each size one dossier is written to a temporary folder and built in four ways: as a
briefing, as a briefing without search, by plain MkDocs with Material's search and a short
navigation, and by Hugo with bare templates. Each build is a process of its own, and they take
turns (A B C D A B C D). The report gives medians.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final

from results import against, parse, parser, publish, table
from sites import ENVIRONMENT, WAYS, Way, write_project

SIZES: Final = (100, 1000, 10000)

STOCK_BARS: Final = {
    ("without search", 1000): 1.0,
    ("without search", 10000): 1.0,
    ("briefing", 1000): 1.6,
    ("briefing", 10000): 1.6,
}
"""By way and size: the longest time, in builds of plain MkDocs."""
GROWTH_BARS: Final = {(1000, 10000): 1.3}
"""By two sizes: how much longer an article may take at the second size."""
MEMORY_BARS: Final = {("without search", 10000): 500.0}
"""By way and size: the largest process, in megabytes. Pagefind is a process of its own."""
PAGE_BARS: Final = {("briefing", 10000): 400.0}
"""By way and size: the largest page, in kilobytes."""

MB: Final = 1_000_000
KB: Final = 1000
KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """The cost and the output of one build."""

    seconds: float
    processor: float
    memory: int
    output: int
    pages: int
    largest: int
    """The size of the largest page."""


@dataclass(frozen=True, slots=True)
class Result:
    """The median of several builds of one dossier."""

    way: str
    articles: int
    runs: tuple[Run, ...]

    def of(self, measure: str) -> float:
        return float(median(getattr(run, measure) for run in self.runs))

    @property
    def each(self) -> float:
        """Milliseconds an article."""
        return 1000 * self.of("seconds") / self.articles


class BuildError(Exception):
    """A build failed, so there is no time to report."""


def build(folder: Path, way: Way) -> Run:
    """Build the dossier in a folder once, in its own process.

    Raises:
        BuildError: the build failed, or logged something.
    """
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    command = way.build()
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, env=ENVIRONMENT
        )
        # Only wait4 reports the usage of a single child.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        messages = log.read().decode(errors="replace").strip()
    if process.returncode or messages:
        raise BuildError(f"exit status {process.returncode}\n{messages[:2000]}")
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = [path.stat().st_size for path in files if path.suffix == ".html"]
    return Run(
        seconds=seconds,
        processor=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss * (1 if sys.platform == "darwin" else KIB),
        output=sum(path.stat().st_size for path in files),
        pages=len(pages),
        largest=max(pages),
    )


def measure(articles: int, runs: int, seed: int) -> list[Result]:
    """Build one dossier in each way in turn."""
    runs_of: dict[str, list[Run]] = {name: [] for name in WAYS}
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
        folder = Path(name)
        write_project(folder, articles, seed)
        for turn in range(runs):
            for way in WAYS:
                run = build(folder, WAYS[way])
                runs_of[way].append(run)
                note = f"{articles} articles, {way}, run {turn + 1}: {run.seconds:.1f} s"
                print(note, file=sys.stderr)
    return [Result(way, articles, tuple(finished)) for way, finished in runs_of.items()]


# The report


def report(results: Sequence[Result]) -> Iterator[str]:
    """Yield the figures as a Markdown table, followed by a list of ratios."""
    header = (
        *("articles", "build", "seconds", "ms an article", "processor seconds"),
        *("peak memory, MB", "output, MB", "pages", "largest, kB"),
    )
    rows = (
        (
            f"{result.articles:,}",
            result.way,
            f"{result.of('seconds'):.1f}",
            f"{result.each:.1f}",
            f"{result.of('processor'):.1f}",
            f"{result.of('memory') / MB:.0f}",
            f"{result.of('output') / MB:.1f}",
            f"{result.of('pages'):,.0f}",
            f"{result.of('largest') / KB:,.0f}",
        )
        for result in results
    )
    yield f"Median of {len(results[0].runs)}, by turns."
    yield ""
    yield from table(header, rows, names=2)
    yield ""
    yield from (f"- {line}" for line in comparisons(results))


def comparisons(results: Sequence[Result]) -> Iterator[str]:
    """Yield a sentence for each ratio, by the clock: a briefing uses all processors."""
    found = {(result.way, result.articles): result for result in results}
    sizes = sorted({articles for _, articles in found})
    for articles in sizes:
        stock = found["stock", articles].of("seconds")
        for way in ("without search", "briefing", "hugo"):
            yield against(
                f"{way.capitalize()}, at {articles:,} articles, in builds of plain MkDocs",
                found[way, articles].of("seconds") / stock,
                STOCK_BARS.get((way, articles)),
            )
    for (way, articles), result in found.items():
        if bar := MEMORY_BARS.get((way, articles)):
            what = f"Peak memory {way}, at {articles:,} articles"
            yield against(what, result.of("memory") / MB, bar, " MB")
        if bar := PAGE_BARS.get((way, articles)):
            what = f"Largest page, at {articles:,} articles"
            yield against(what, result.of("largest") / KB, bar, " kB")
    for fewer, more in pairwise(sizes):
        for way in WAYS:
            yield against(
                f"{way.capitalize()}: an article at {more:,} compared with {fewer:,}",
                found[way, more].each / found[way, fewer].each,
                GROWTH_BARS.get((fewer, more)) if way == "briefing" else None,
            )


def main() -> None:
    options = parser(__doc__)
    options.add_argument("sizes", type=int, nargs="*", default=SIZES, metavar="ARTICLES")
    options.add_argument("--runs", type=int, default=3, help="builds of each kind and size")
    options.add_argument("--seed", type=int, default=1, help="of the random dossiers")
    arguments = parse(options)
    results: list[Result] = []
    for articles in sorted(set(arguments.sizes)):
        try:
            results += measure(articles, arguments.runs, arguments.seed)
        except BuildError as failure:
            sys.exit(f"{articles} articles: {failure}")
    publish("builds", report(results), arguments)


if __name__ == "__main__":
    main()
