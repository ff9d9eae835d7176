"""Runs tests against an installed wheel, in a copy of this repository without the package."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = ("generator", "theme", "site", "dist", "build", ".*")
TESTS = ("unit", "test_build.py", "test_golden.py", "test_invalid.py", "test_publish.py")
"""The tests of what the program does; others test how this repository is kept."""


def run_tests(python: str) -> int:
    """Return the exit code of pytest.

    Args:
        python: an interpreter that has the wheel and the test requirements installed.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (copy / "site").mkdir()
        shutil.copy(ROOT / "site" / ".gitignore", copy / "site")
        tests = [f"tests/{name}" for name in TESTS]
        command = [str(Path(python).absolute()), "-m", "pytest", "-q", *tests]
        return subprocess.run(command, cwd=copy, check=False).returncode


if __name__ == "__main__":
    sys.exit(run_tests(sys.argv[1]))
