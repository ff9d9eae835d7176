"""Times builds of synthetic dossiers, beside stock MkDocs and Material on the same files.

    python benchmarks/bench.py [ARTICLES ...] [--runs N] [--seed SEED] [--write --date DATE]

For each size one dossier is written to a temporary folder and built in three ways, each build
in a process of its own and by turns (A B C A B C): as a briefing, as one without a search, and
as it stands, with Material's search and a short navigation. What is reported is the median of
the runs.
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
    "without search": "What all pages of a briefing add",
    "briefing": "What they and the index for their search add",
}
ADDED_BAR: Final = {("without search", 1000): 1.0}
"""By builder and size: the most that what it adds to stock may take, in builds of stock."""
GROWTH_BAR: Final = {(1000, 10000): 1.3}
"""By two sizes: the most that an article may take at the second of its time at the first."""

MB: Final = 1_000_000
KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took, and what came of it."""

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
    """A build that did not end well has no time worth reporting."""


def build(folder: Path, configuration: str) -> Run:
    """Build the dossier in a folder once, in a process of its own.

    Raises:
        BuildError: the build failed, or had something to say.
    """
    (folder / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "-q"],
            cwd=folder,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        )
        # Of several children, only wait4 says which one took what.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode(errors="replace").strip()
    if process.returncode or words:
        raise BuildError(f"exit status {process.returncode}\n{words[:2000]}")
    files = [path for path in site.rglob("*") if path.is_file()]
    return Run(
        seconds=seconds,
        processor=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss * (1 if sys.platform == "darwin" else KIB),
        output=sum(path.stat().st_size for path in files),
        pages=sum(path.suffix == ".html" for path in files),
    )


def measure(articles: int, runs: int, seed: int) -> list[Result]:
    """Build one dossier by turns with each builder."""
    taken: dict[str, list[Run]] = {builder: [] for builder in BUILDERS}
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
        folder = Path(name)
        write(folder / "content", articles, seed)
        for turn in range(runs):
            for builder, configuration in BUILDERS.items():
                run = build(folder, configuration)
                taken[builder].append(run)
                note = f"{articles} articles, {builder}, run {turn + 1}: {run.seconds:.1f} s"
                print(note, file=sys.stderr)
    return [Result(builder, articles, tuple(done)) for builder, done in taken.items()]


# The report


def report(results: Sequence[Result]) -> str:
    """The figures as a table in Markdown, then what they come to."""
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
    return "\n".join([*lines, "", *(f"- {fact}" for fact in facts(results))])


def facts(results: Iterable[Result]) -> list[str]:
    """The ratios that matter, by the clock and by processor time."""
    found = {(result.builder, result.articles): result for result in results}
    sizes = sorted({articles for _, articles in found})
    said = []
    for articles in sizes:
        stock = found["stock", articles]
        for builder in ("briefing", "without search"):
            ratio = compared(found[builder, articles], stock)
            said.append(f"To stock at {articles:,} articles, {builder}: {ratio}.")
        for builder, what in ADDED.items():
            added = found[builder, articles].of("seconds") / stock.of("seconds") - 1
            verdict = judged(added, ADDED_BAR.get((builder, articles)))
            said.append(f"{what} at {articles:,} articles: {added:.2f} of a stock build{verdict}.")
    for fewer, more in pairwise(sizes):
        for builder in BUILDERS:
            bar = GROWTH_BAR.get((fewer, more)) if builder == "briefing" else None
            said.append(
                f"An article at {more:,} to one at {fewer:,}, {builder}: "
                f"{compared(found[builder, more], found[builder, fewer], each=True, most=bar)}."
            )
    return said


def compared(one: Result, other: Result, *, each: bool = False, most: float | None = None) -> str:
    """What one takes of the other's time, and whether that keeps within the bar.

    The clock decides: a briefing shares its work out to all processors.
    """
    scale = other.articles / one.articles if each else 1.0
    clock, processor = (
        scale * one.of(measure) / other.of(measure) for measure in ("seconds", "processor")
    )
    return f"{clock:.2f} by the clock, {processor:.2f} by processor time{judged(clock, most)}"


def judged(found: float, most: float | None) -> str:
    if most is None:
        return ""
    return f"; at most {most:.2f} is the bar, {'met' if found <= most else '**not met**'}"


def circumstances(day: Day, runs: int) -> str:
    """When, with what and on what it was measured; nothing that names a machine."""
    packages = ("mkdocs", "mkdocs-material", "markdown", "jinja2")
    with_what = ", ".join(f"{package} {version(package)}" for package in packages)
    return (
        f"Measured on {day.isoformat()}: median of {runs}, by turns; "
        f"Python {platform.python_version()}, {with_what}; "
        f"{platform.system()} on {processor()}, {os.cpu_count()} cores."
    )


def processor() -> str:
    """What the processor calls itself, as far as the system tells."""
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.machine()


def put_between_markers(text: str) -> None:
    """Replace what an earlier run wrote into the README beside this file."""
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, metavar="ARTICLES")
    parser.add_argument("--runs", type=int, default=3, help="builds of each kind and size")
    parser.add_argument("--seed", type=int, default=1, help="another one, other dossiers")
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
