"""Compares results with the bars, prints them, and puts them into the README."""

import argparse
import os
import platform
import sys
from collections.abc import Iterable
from datetime import date as Day
from importlib.metadata import version
from pathlib import Path
from typing import Final

README: Final = Path(__file__).with_name("README.md")
END: Final = "<!-- to here -->"
PACKAGES: Final = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pagefind")


def parser(description: str | None) -> argparse.ArgumentParser:
    """Return a parser of what every benchmark is given."""
    made = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    made.add_argument("--write", action="store_true", help="put the results into README.md")
    made.add_argument("--date", type=Day.fromisoformat, help="the day, for --write")
    return made


def parse(made: argparse.ArgumentParser) -> argparse.Namespace:
    arguments = made.parse_args()
    if arguments.write and arguments.date is None:
        made.error("--write needs --date, such as --date 2026-01-31")
    return arguments


def against(what: str, value: float, bar: float | None, unit: str = "") -> str:
    """Return a sentence on a value, and on the bar if there is one; a lower value is better."""
    sentence = f"{what}: {value:.2f}{unit}"
    if bar is None:
        return f"{sentence}."
    return f"{sentence}; the bar is {bar:.2f}{unit}, {'met' if value <= bar else '**not met**'}."


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], names: int = 1) -> list[str]:
    """Return the lines of a Markdown table; all columns but the first ones hold numbers."""
    rule = (":---",) * names + ("---:",) * (len(header) - names)
    return [f"| {' | '.join(cells)} |" for cells in (header, rule, *rows)]


def publish(name: str, lines: Iterable[str], arguments: argparse.Namespace) -> None:
    """Print results, and put them between their markers in the README if that is asked for."""
    text = "\n".join(lines)
    print(text, flush=True)
    if arguments.write:
        begin = f"<!-- {name} from here -->"
        before, found, rest = README.read_text(encoding="utf-8").partition(begin)
        if not found:
            sys.exit(f"README.md has no marker {begin}")
        text = f"{circumstances(arguments.date)}\n\n{text}"
        _, _, after = rest.partition(END)
        README.write_text(f"{before}{begin}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def circumstances(day: Day) -> str:
    """Describe when and on what the benchmark ran, without naming the machine."""
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    return (
        f"Measured on {day.isoformat()}: Python {platform.python_version()}, {versions}; "
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
