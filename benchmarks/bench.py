"""Times builds of synthetic dossiers, beside stock MkDocs and Material on the same files.

    python benchmarks/bench.py [ARTICLES ...] [--runs N] [--seed SEED] [--write --date DATE]

For each size one dossier is written to a temporary folder and built in three ways: as a
briefing, as a briefing without search, and by plain MkDocs with Material's search and a short
navigation. Each build is a process of its own, and they take turns (A B C A B C). The report
gives medians.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final

from make_dossier import write

SIZES: Final = (100, 1000, 10000)
README: Final = Path(__file__).with_name("README.md")
BEGIN: Final = "<!-- bench.py writes from here -->"
END: Final = "<!-- to here -->"

BRIEFING: Final = """\
site_name: Benchmark
docs_dir: content
theme: material
plugins: [briefing]
"""
NO_INDEX: Final = """\
site_name: Benchmark
docs_dir: content
theme: material
plugins: [briefing: {search: false}]
"""
STOCK: Final = """\
site_name: Benchmark
docs_dir: content
theme: {name: material, font: false}
plugins: [search]
nav: [index.md]
not_in_nav: |
  /articles/
  /actors/
  /conflicts/
"""
BUILDERS: Final = {"briefing": BRIEFING, "without search": NO_INDEX, "stock": STOCK}

ADDED: Final = {
    "without search": "Everything but the search adds",
    "briefing": "Everything with the search adds",
}
ADDED_LIMIT: Final = {("without search", 1000): 1.0}
"""By builder and size: how much longer than stock it may take, in stock builds."""
GROWTH_LIMIT: Final = {(1000, 10000): 1.3}
"""By two sizes: how much longer an article may take at the second size."""

MB: Final = 1_000_000
KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """The cost and the output of one build."""

    seconds: float
    processor: float
    memory: int
    output: int
    pages: int


@dataclass(frozen=True, slots=True)
class Result:
    """The median of several builds of one dossier."""

    builder: str
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


def build(folder: Path, configuration: str) -> Run:
    """Build the dossier in a folder once, in its own process.

    Raises:
        BuildError: the build failed, or logged something.
    """
    (folder / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "-q"],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
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
    return Run(
        seconds=seconds,
        processor=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss * (1 if sys.platform == "darwin" else KIB),
        output=sum(path.stat().st_size for path in files),
        pages=sum(path.suffix == ".html" for path in files),
    )


def measure(articles: int, runs: int, seed: int) -> list[Result]:
    """Build one dossier with each builder in turn."""
    runs_of: dict[str, list[Run]] = {builder: [] for builder in BUILDERS}
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
        folder = Path(name)
        write(folder / "content", articles, seed)
        for turn in range(runs):
            for builder, configuration in BUILDERS.items():
                run = build(folder, configuration)
                runs_of[builder].append(run)
                note = f"{articles} articles, {builder}, run {turn + 1}: {run.seconds:.1f} s"
                print(note, file=sys.stderr)
    return [Result(builder, articles, tuple(finished)) for builder, finished in runs_of.items()]


# The report


def report(results: Sequence[Result]) -> str:
    """Return the figures as a Markdown table, followed by a list of ratios."""
    rows = [
        (
            f"{result.articles:,}",
            result.builder,
            f"{result.of('seconds'):.1f}",
            f"{result.each:.1f}",
            f"{result.of('processor'):.1f}",
            f"{result.of('memory') / MB:.0f}",
            f"{result.of('output') / MB:.1f}",
            f"{result.of('pages'):,.0f}",
        )
        for result in results
    ]
    header = (
        *("articles", "build", "seconds", "ms an article", "processor seconds"),
        *("peak memory, MB", "output, MB", "pages"),
    )
    rule = ("---:", ":---", *("---:",) * 6)
    lines = [f"| {' | '.join(cells)} |" for cells in (header, rule, *rows)]
    return "\n".join([*lines, "", *(f"- {line}" for line in ratios(results))])


def ratios(results: Iterable[Result]) -> list[str]:
    """Return a sentence for each ratio, by wall-clock and by processor time."""
    found = {(result.builder, result.articles): result for result in results}
    sizes = sorted({articles for _, articles in found})
    lines = []
    for articles in sizes:
        stock = found["stock", articles]
        for builder in ("briefing", "without search"):
            ratio = ratio_of(found[builder, articles], stock)
            lines.append(f"Compared with stock at {articles:,} articles, {builder}: {ratio}.")
        for builder, what in ADDED.items():
            added = found[builder, articles].of("seconds") / stock.of("seconds") - 1
            verdict = verdict_on(added, ADDED_LIMIT.get((builder, articles)))
            lines.append(f"{what} at {articles:,} articles: {added:.2f} of a stock build{verdict}.")
    for fewer, more in pairwise(sizes):
        for builder in BUILDERS:
            limit = GROWTH_LIMIT.get((fewer, more)) if builder == "briefing" else None
            lines.append(
                f"One article at {more:,} compared with {fewer:,}, {builder}: "
                f"{ratio_of(found[builder, more], found[builder, fewer], each=True, limit=limit)}."
            )
    return lines


def ratio_of(one: Result, other: Result, *, each: bool = False, limit: float | None = None) -> str:
    """Compare two results, and their ratio with a limit.

    Wall-clock time decides, because a briefing uses all processors.
    """
    scale = other.articles / one.articles if each else 1.0
    clock, processor = (
        scale * one.of(measure) / other.of(measure) for measure in ("seconds", "processor")
    )
    return f"{clock:.2f} by the clock, {processor:.2f} by processor time{verdict_on(clock, limit)}"


def verdict_on(ratio: float, limit: float | None) -> str:
    if limit is None:
        return ""
    return f"; the limit is {limit:.2f}, {'met' if ratio <= limit else '**not met**'}"


def circumstances(day: Day, runs: int) -> str:
    """Describe when and on what the benchmark ran, without naming the machine."""
    packages = ("mkdocs", "mkdocs-material", "markdown", "jinja2")
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    return (
        f"Measured on {day.isoformat()}: median of {runs}, in turn; "
        f"Python {platform.python_version()}, {versions}; "
        f"{platform.system()} on {processor()}, {os.cpu_count()} cores."
    )


def processor() -> str:
    """Return the name of the processor."""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.machine()


def put_between_markers(text: str) -> None:
    """Replace the results in the README beside this file."""
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, metavar="ARTICLES")
    parser.add_argument("--runs", type=int, default=3, help="builds of each kind and size")
    parser.add_argument("--seed", type=int, default=1, help="of the random dossiers")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    parser.add_argument("--date", type=Day.fromisoformat, help="the day, for --write")
    arguments = parser.parse_args()
    if arguments.write and arguments.date is None:
        parser.error("--write needs --date, such as --date 2026-01-31")
    results: list[Result] = []
    for articles in sorted(set(arguments.sizes)):
        try:
            results += measure(articles, arguments.runs, arguments.seed)
        except BuildError as failure:
            sys.exit(f"{articles} articles: {failure}")
    text = report(results)
    print(text)
    if arguments.write:
        put_between_markers(f"{circumstances(arguments.date, arguments.runs)}\n\n{text}")


if __name__ == "__main__":
    main()
