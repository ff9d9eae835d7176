"""The generator's modules depend on each other in one direction, and on MkDocs in one place."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "generator"
HOSTS = {"mkdocs", "material", "properdocs"}

LAYERS = (
    {"plugin", "cli"},
    {"preview", "diff", "formatting", "new"},
    {"site"},
    {"gallery"},
    {"pictures"},
    {"views", "exports"},
    {"library"},
    {"schema"},
    {"model"},
    {"frontmatter"},
    {"dates", "vocabulary"},
    {"problems"},
)
"""From the edges to the core, as the README describes it; the rest lies between."""


def module_name(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def imported(file: Path) -> Iterator[str]:
    """Everything that a module imports, those imports that only the type checker sees included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: write the whole name of the module"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in MODULES else node.module or ""


def layer(module: str) -> int | None:
    part = module.removeprefix("generator.").partition(".")[0]
    return next((number for number, parts in enumerate(LAYERS) if part in parts), None)


@pytest.mark.parametrize("module", MODULES)
def test_only_the_plugin_knows_mkdocs(module):
    hosts = {name.partition(".")[0] for name in imported(MODULES[module])} & HOSTS
    assert not hosts or module == "generator.plugin"


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_from_the_edges_to_the_core(module):
    mine = layer(module)
    for name in imported(MODULES[module]):
        theirs = layer(name) if name in MODULES else None
        if mine is not None and theirs is not None:
            assert theirs >= mine, f"{module} must not know {name}"


def test_no_module_leads_back_to_itself():
    graph = {
        module: {name for name in imported(file) if name in MODULES and name != module}
        for module, file in MODULES.items()
    }
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the cycle


def test_checking_content_does_not_load_mkdocs():
    program = (
        "import sys, generator.cli;"
        "sys.exit(', '.join({name.partition('.')[0] for name in sys.modules} & "
        f"{HOSTS!r}) or 0)"
    )
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
