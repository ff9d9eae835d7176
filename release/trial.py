"""Runs the tests against an installed wheel: in a copy of this repository without the program."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = ("generator", "theme", "site", "dist", "build", ".*")
TESTS = ("unit", "test_build.py", "test_golden.py", "test_invalid.py", "test_swap.py")
"""Those that ask what the program does; others ask how this repository is kept."""


def trial(python: str) -> int:
    """The exit code of pytest, run by a Python that has the wheel and what tests need."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (copy / "site").mkdir()
        shutil.copy(ROOT / "site" / ".gitignore", copy / "site")
        tests = [f"tests/{name}" for name in TESTS]
        command = [str(Path(python).absolute()), "-m", "pytest", "-q", *tests]
        return subprocess.run(command, cwd=copy, check=False).returncode


if __name__ == "__main__":
    sys.exit(trial(sys.argv[1]))
