"""Builds the site's theme: Material, with the briefing's templates in front."""

import os
from copy import deepcopy
from typing import Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.exceptions import ConfigurationError
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir
from mkdocs_briefing.host.theme_checks import ThemeDirs
from mkdocs_briefing.site.theme_files import THEME

# Material's social cards add to the palette, so it has to be a list.
PALETTE: Final = [
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "toggle": {"icon": "material/weather-night", "name": "Switch to dark mode"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "toggle": {"icon": "material/weather-sunny", "name": "Switch to light mode"},
    },
]


def briefing_theme(theme: Theme) -> Theme:
    """Return the theme with the briefing's templates behind the user's and before Material's.

    Raises:
        ConfigurationError: the theme is not Material, and does not extend it.
    """
    if theme.name == "mkdocs":
        # MkDocs' default, where `mkdocs.yml` names no theme.
        theme = Theme(name="material", custom_dir=theme.custom_dir)
    if get_theme_dir("material") not in theme.dirs:
        raise ConfigurationError(
            f'theme: the briefing needs Material and cannot use the theme "{theme.name}"; '
            "write theme: material, or remove theme from mkdocs.yml"
        )
    theme.dirs.insert(0 if theme.custom_dir is None else 1, str(THEME))
    # Material would load fonts from another web host, and pages make no such requests.
    theme["font"] = False
    if "palette" not in theme:
        theme["palette"] = deepcopy(PALETTE)
    make_env = theme.get_env

    def get_env() -> Environment:
        env = make_env()
        env.loader = _VisibleFiles(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]
    return theme


class _VisibleFiles(FileSystemLoader):
    """Lists no file in a hidden folder, as MkDocs copies none of them.

    Material's icons are ten thousand such files, and to list them took a tenth of a second of each
    build.
    """

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for folder in self.searchpath:
            for below, folders, files in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                path = os.path.relpath(below, folder).replace(os.sep, "/")
                found.update(files if path == "." else (f"{path}/{name}" for name in files))
        return sorted(found)


def name_material_templates(env: Environment, theme: Theme) -> None:
    """Let ``material/base.html`` be Material's own template, beside the briefing's ``base.html``.

    Then every template gets the briefing's frame, also an editor's ``main.html``, which extends
    ``base.html`` as Material's documentation says.
    """
    assert env.loader is not None, "MkDocs gives each environment the folders of the theme"
    behind = theme.dirs[theme.dirs.index(str(THEME)) + 1 :]
    env.loader = ChoiceLoader([env.loader, PrefixLoader({"material": FileSystemLoader(behind)})])


def theme_dirs(theme: Theme) -> ThemeDirs:
    """Return the folders in which the theme's templates and icons lie."""
    return ThemeDirs(tuple(theme.dirs), theme.custom_dir)
