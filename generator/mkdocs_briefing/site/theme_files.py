"""Lists the files that MkDocs copies from the theme into the site."""

import os
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from mkdocs_briefing.core.outputs import Output

_PACKAGE: Final = Path(__file__).parents[1]
IN_WHEEL: Final = (_PACKAGE / "theme").is_dir()
"""The wheel carries the theme inside the package; a checkout has it beside ``generator/``."""
THEME: Final = (_PACKAGE if IN_WHEEL else _PACKAGE.parents[1]) / "theme"

_TEMPLATES: Final = (".html", ".md", ".py", ".pyc", ".yml")
"""What MkDocs reads from a theme and does not copy."""
_CODE: Final = (".css", ".js")
_DEPTH: Final = 2
"""How many names the path of a folder such as ``assets/javascripts`` has."""


def _material() -> Path | None:
    """The templates of Material, without importing it."""
    spec = find_spec("material")
    folders = spec.submodule_search_locations if spec is not None else None
    return Path(next(iter(folders)), "templates") if folders else None


PACKAGED: Final = tuple(str(folder) for folder in (THEME, _material()) if folder is not None)
"""The folders of the briefing's own theme and of Material, which every site has."""


@lru_cache(maxsize=16)
def theme_outputs(folders: tuple[str, ...] = PACKAGED) -> tuple[Output, ...]:
    """Return the places that files of a theme take on the site.

    Where a packaged theme has scripts or styles, the whole folder is kept for it: their names
    change from one version to the next.

    Args:
        folders: of the theme; the packaged ones may be among them.
    """
    kept = {
        "/".join(path.split("/")[:_DEPTH])
        for folder in set(folders) & set(PACKAGED)
        for path in _files(folder)
        if path.endswith(_CODE) and path.count("/") >= _DEPTH
    }
    paths = {path for folder in folders for path in _files(folder)}
    return (
        *kept_folders(sorted(kept)),
        *(
            Output(path, f"the theme's file {path}")
            for path in sorted(paths)
            if "/".join(path.split("/")[:_DEPTH]) not in kept
        ),
    )


def kept_folders(paths: Iterable[str]) -> tuple[Output, ...]:
    """Return the places of folders of which no file of the content may be."""
    return tuple(
        Output(path, f"the generated folder {path}/", is_kept_folder=True) for path in paths
    )


def _files(folder: str) -> tuple[str, ...]:
    found: list[str] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(parent, name).relative_to(folder).as_posix()
            for name in names
            if not name.startswith(".") and not name.endswith(_TEMPLATES)
        ]
    return tuple(found)
