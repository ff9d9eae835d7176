"""Checks and builds content that costs as much as it can, under a limit of memory.

    python benchmarks/bench_bombs.py [KIND ...] [--size BYTES] [--check] [--keep FOLDER]

The kinds are those of ``tests/bombs.py``. For each it prints what ``briefing check`` and
``mkdocs build`` took: seconds by the clock, seconds of processor time, the memory of the largest
process, and what they said last. The bars are 60 seconds and 1 GB for 5 MB on two idle cores.
"""

import argparse
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.bombs import BOMBS, put  # noqa: E402 - found only once the root is on the path

SIZE: Final = 5_000_000
SECONDS: Final = 60.0
MEMORY: Final = 1_000_000_000
PATIENCE: Final = 120
"""Seconds after which a command is given up."""
MOST_MEMORY: Final = 4_000_000_000
"""Bytes of addresses that a process may ask for."""
MB: Final = 1_000_000
KIB: Final = 1024

SITE: Final = """\
site_name: Bomb
docs_dir: content
theme: material
plugins: [briefing]
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took and said."""

    seconds: float
    processor: float
    memory: int
    code: int
    said: str

    @property
    def is_met(self) -> bool:
        return self.seconds <= SECONDS and self.memory <= MEMORY

    def __str__(self) -> str:
        mark = "" if self.is_met else " **not met**"
        return (
            f"{self.seconds:6.1f} s ({self.processor:6.1f} s), {self.memory / MB:6.0f} MB, "
            f"exit {self.code}{mark}: {self.said}"
        )


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command, and all that it starts, within the limits."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    told = folder / "told.txt"
    with told.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("peak.py")), *command],
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            start_new_session=True,
            preexec_fn=limit,  # noqa: PLW1509 - there are no threads
        )
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    text = told.read_text(encoding="utf-8", errors="replace")
    peak = re.search(r"^peak (\d+)$", text, re.MULTILINE)
    lines = [line for line in text.splitlines() if not line.startswith("peak ")]
    costly = next((line for line in lines if "too-costly" in line), "")
    said = f"{len(text):,} bytes; {costly or (lines or [''])[-1]}"[:240]
    return Run(seconds, processor, int(peak[1]) * KIB if peak else 0, process.returncode, said)


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measure(kind: str, size: int, folder: Path, *, only_check: bool) -> bool:
    """Print what a kind of bomb costs; return whether the bars are met."""
    put(folder / "content", BOMBS[kind](size))
    (folder / "mkdocs.yml").write_text(SITE)
    print(f"{kind}: {size_of(folder / 'content'):,} bytes", flush=True)
    briefing = str(Path(sys.executable).with_name("briefing"))
    runs = [run([briefing, "check"], folder)]
    print(f"  check {runs[0]}", flush=True)
    if not only_check:
        runs.append(run([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder))
        site = folder / "site"
        written = size_of(site) / MB if site.exists() else 0
        print(f"  build {runs[1]} ({written:.0f} MB written)", flush=True)
    return all(one.is_met for one in runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kinds", nargs="*", default=list(BOMBS), metavar="KIND")
    parser.add_argument("--size", type=int, default=SIZE, help="bytes of content")
    parser.add_argument("--check", action="store_true", help="check only, and build nothing")
    arguments = parser.parse_args()
    missed = []
    for kind in arguments.kinds:
        with tempfile.TemporaryDirectory(prefix="briefing-bomb-") as name:
            if not measure(kind, arguments.size, Path(name), only_check=arguments.check):
                missed.append(kind)
    print(f"{len(arguments.kinds) - len(missed)} of {len(arguments.kinds)} within the bars")
    if missed:
        sys.exit(f"not within: {', '.join(missed)}")


if __name__ == "__main__":
    main()
