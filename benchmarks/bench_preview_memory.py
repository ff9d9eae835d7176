"""Measures whether a preview grows while its content is edited again and again.

    python benchmarks/bench_preview_memory.py [REBUILDS [ARTICLES]]

It builds a dossier as ``mkdocs serve`` does, in one process, with another edit each time: new
names, long texts, and every tenth time a mistake. It prints the memory of the process, its open
files and its objects. The limit: 10 % more at the end than after a tenth of the rebuilds.
"""

import gc
import logging
import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Final

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

REBUILDS: Final = 200
ARTICLES: Final = 20
ADDRESS: Final = "http://127.0.0.1:8000/"
LINES: Final = 20
"""How many lines to print."""
LIMIT: Final = 1.1


def memory() -> int:
    """The resident memory of this process, in KiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


def is_mistaken(number: int) -> bool:
    """Whether this edit is one with a mistake, which keeps the last pages."""
    return number % 10 == 9


def edit(article: Path, number: int) -> None:
    """Write the article anew, unlike each time before."""
    title = "titel" if is_mistaken(number) else "title"
    rows = "".join(
        f"  - {{by: 'Backer {number} {row} {'ж' * 500}', to: North, stance: backs}}\n"
        for row in range(20)
    )
    article.write_text(
        f"---\n{title}: Edit {number}\ndate: 2020-01-01\nsource: The Gazette\n"
        f"conflict: The edited war\nbacking:\n{rows}---\n"
        f"{f'Word{number} ' * 5000}\n",
        encoding="utf-8",
    )


def rebuild(site: Path, number: int) -> None:
    """Build the site in the folder we are in, as a preview does."""
    config = load_config("mkdocs.yml", site_dir=str(site))
    if number == 0:
        config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = ADDRESS
    with suppress(Abort) if is_mistaken(number) else nullcontext():
        build(config, serve_url=ADDRESS)


def main() -> int:
    rebuilds, articles = map(int, (*sys.argv[1:], *(REBUILDS, ARTICLES)[len(sys.argv) - 1 :]))
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        maker = Path(__file__).with_name("make_dossier.py")
        command = [sys.executable, str(maker), str(folder / "content"), str(articles)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (folder / "content/conflicts/edited.md").write_text(
            "---\ntitle: The edited war\nsides: [{name: North}, {name: South}]\n---\n", "utf-8"
        )
        (folder / "mkdocs.yml").write_text(
            "site_name: A preview\ndocs_dir: content\nplugins: [briefing]\n", encoding="utf-8"
        )
        os.chdir(folder)
        print("| rebuilds | memory, MiB | open files | objects |")
        print("|---:|---:|---:|---:|")
        settled = 0
        for number in range(rebuilds + 1):
            edit(folder / "content/articles/edited.md", number)
            rebuild(folder / "site", number)
            if number == rebuilds // 10:
                settled = memory()
            if number % max(1, rebuilds // LINES) == 0:
                files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a list, to be counted
                print(f"| {number} | {memory() // 1024} | {files} | {len(gc.get_objects())} |")
        os.chdir("/")
        return int(memory() > settled * LIMIT)


if __name__ == "__main__":
    sys.exit(main())
