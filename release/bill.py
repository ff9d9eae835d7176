"""Writes the bill of materials of an environment, in CycloneDX, without a trace of this machine."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def bill(python: Path) -> str:
    """The bill of materials of the environment of a Python, as JSON; the same for the same parts.

    Raises:
        subprocess.CalledProcessError: there is no such environment.
        ValueError: something in it names a path of this machine.
    """
    command = (
        *(sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", "pyproject.toml"),
        *("--output-reproducible", "--short-PURLs", "--output-format", "JSON", python),
    )
    made = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    document = json.loads(made.stdout)
    # Where a part was fetched from is this machine's business; name and version say what it is.
    _without_references(document)
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    for trace in ("file:", str(ROOT), str(Path.home()) + "/"):
        if trace in text:
            raise ValueError(f"the bill of materials names {trace}")
    return text


def _without_references(node: Any) -> None:  # noqa: ANN401 - JSON
    if isinstance(node, dict):
        node.pop("externalReferences", None)
    for inner in node.values() if isinstance(node, dict) else node:
        if isinstance(inner, dict | list):
            _without_references(inner)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(bill(Path(sys.argv[1])), encoding="utf-8")
