"""Writes the software bill of materials (SBOM) of an environment, in CycloneDX."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def sbom(python: Path) -> str:
    """Return the SBOM of a Python's environment as JSON; the same packages make the same text.

    Args:
        python: the Python interpreter of the environment.

    Raises:
        subprocess.CalledProcessError: there is no such environment.
        ValueError: the SBOM would name a path of this machine.
    """
    command = (
        *(sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", "pyproject.toml"),
        *("--output-reproducible", "--short-PURLs", "--output-format", "JSON", python),
    )
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    document = json.loads(run.stdout)
    # References say where this machine fetched a package from; name and version are enough.
    _remove_references(document)
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    for trace in ("file:", str(ROOT), str(Path.home()) + "/"):
        if trace in text:
            raise ValueError(f"the SBOM names {trace}")
    return text


def _remove_references(node: Any) -> None:  # noqa: ANN401 - JSON
    if isinstance(node, dict):
        node.pop("externalReferences", None)
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, dict | list):
            _remove_references(child)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(sbom(Path(sys.argv[1])), encoding="utf-8")
