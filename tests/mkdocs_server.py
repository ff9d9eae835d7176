"""Runs MkDocs commands in forks of one process that has loaded MkDocs already.

Loading takes half of the time of a small build. Each command still runs in a process of its
own, with its own folder, environment, output and exit code, as ``python -m mkdocs`` would.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

TIMEOUT = 120
"""Seconds that a command may take."""

LOADED = (
    "asyncio",
    "material.extensions.emoji",
    "material.plugins.search.plugin",
    "mkdocs.__main__",
    "mkdocs.commands.build",
    "mkdocs_briefing.host.plugin",
    "pagefind",
    "pymdownx.superfences",
)


def run(
    arguments: Sequence[str], cwd: Path, env: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run ``mkdocs`` with these arguments, in a folder, with these variables besides."""
    server = started()
    assert server.stdin is not None
    assert server.stdout is not None
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder, name) for name in ("stdout", "stderr")]
        request = [list(arguments), str(cwd), {**os.environ, **env}, list(map(str, outputs))]
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        stdout, stderr = (file.read_text(encoding="utf-8") for file in outputs)
    return subprocess.CompletedProcess(["mkdocs", *arguments], code, stdout, stderr)


@cache
def started() -> subprocess.Popen[str]:
    """The process that forks; it ends with the one that started it, whose pipe it reads."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.mkdocs_server"],
        cwd=Path(__file__).resolve().parents[1],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def serve() -> None:
    for name in LOADED:
        importlib.import_module(name)
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            work(*json.loads(line))
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def work(arguments: list[str], cwd: str, env: dict[str, str], outputs: list[str]) -> None:
    """Be ``python -m mkdocs`` from now on, until the end."""
    signal.alarm(TIMEOUT)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in enumerate(outputs, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.path[0] = cwd
    sys.argv = ["mkdocs", *arguments]
    code = 0
    try:
        sys.modules["mkdocs.__main__"].cli(prog_name="python -m mkdocs")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001 - what Python itself would do with it
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    serve()
