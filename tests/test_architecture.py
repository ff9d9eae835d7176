"""Imports run down the list of rooms, and only ``host`` knows MkDocs."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "generator" / "mkdocs_briefing"
HOSTS = {"mkdocs", "material", "properdocs"}
FLOORS = (
    {"host", "commands"},
    {"site"},
    {"pictures", "pages", "exports"},
    {"content", "standings"},
    {"markdown"},
    {"wording"},
    {"model"},
    {"core"},
)
"""From the top down. A room may import itself and those below; not one beside it."""


def module_name(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def imported(file: Path) -> Iterator[str]:
    """Everything that a module imports, including what only the type checker sees."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: write the full name of the module"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in MODULES else node.module or ""


def room(module: str) -> str:
    return module.split(".")[1]


def floor(module: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room(module) in rooms)


INSIDE = [module for module in MODULES if module != PACKAGE.name]


def test_every_module_stands_in_a_room():
    assert {room(module) for module in INSIDE} == set().union(*FLOORS)


MANY_MODULES = 10
LISTED_ELSEWHERE = {"pages"}
"""Kinds of pages are listed in ``site/registry.py``."""


@pytest.mark.parametrize("folder", sorted({file.parent for file in MODULES.values()}))
def test_a_large_room_tells_of_each_module(folder):
    """So that whoever enters a room knows where to begin."""
    modules = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    named = set(re.findall(r"``(\w+)``", told))
    assert told
    assert modules <= named or len(modules) <= MANY_MODULES or folder.name in LISTED_ELSEWHERE


@pytest.mark.parametrize("module", INSIDE)
def test_imports_run_down(module):
    sideways_or_up = [
        name
        for name in imported(MODULES[module])
        if name in MODULES and room(name) != room(module) and floor(name) <= floor(module)
    ]
    assert sideways_or_up == []


@pytest.mark.parametrize("module", MODULES)
def test_only_host_imports_mkdocs(module):
    hosts = {name.partition(".")[0] for name in imported(MODULES[module])} & HOSTS
    assert not hosts or room(module) == "host"


def test_parts_of_pages_know_no_page():
    parts = [module for module in INSIDE if ".pages.parts" in module]
    assert parts
    pages = {module for module in INSIDE if room(module) == "pages"} - set(parts)
    assert [(one, name) for one in parts for name in imported(MODULES[one]) if name in pages] == []


def test_imports_have_no_cycle():
    graph = {
        module: {name for name in imported(file) if name in MODULES and name != module}
        for module, file in MODULES.items()
    }
    assert any(graph.values()), "no module imports another"
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the cycle


def test_commands_do_not_load_mkdocs():
    program = (
        "import sys, mkdocs_briefing.commands.cli;"
        "sys.exit(', '.join({name.partition('.')[0] for name in sys.modules} & "
        f"{HOSTS!r}) or 0)"
    )
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


PRINTERS = {"commands/console.py", "core/terminal.py"}
"""What they print passes ``core.terminal.visible``; everything else prints through them."""
PRINTS = re.compile(
    r"""\b(?:print|pprint|input)\(|\bclick\.(?:s?echo|prompt|confirm|style|pause|edit|launch)\b
    |\bsys\.(?:__)?std(?:out|err)(?:__)?\.(?:write|buffer)|\bos\.write\([12]\b|\btraceback\.print_""",
    re.VERBOSE,
)


@pytest.mark.parametrize("module", MODULES)
def test_nothing_prints_past_the_one_place(module):
    file = MODULES[module]
    printed = PRINTS.findall(file.read_text(encoding="utf-8"))
    assert bool(printed) == (file.relative_to(PACKAGE).as_posix() in PRINTERS)


TESTS = Path(__file__).parent


@pytest.mark.parametrize("file", sorted(TESTS.rglob("test_*.py")), ids=lambda file: file.name)
def test_names_of_tests_have_at_most_ten_words(file):
    names = [
        node.name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert names
    assert [name for name in names if len(name.split("_")) > 11] == []
