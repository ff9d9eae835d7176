"""Builds the site's theme: Material, with the briefing's templates in front."""

from typing import Final

from mkdocs.exceptions import ConfigurationError
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir
from mkdocs_briefing.host.theme_checks import ThemeDirs
from mkdocs_briefing.site.theme_files import THEME

PALETTE: Final = (
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
)


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
        theme["palette"] = PALETTE
    return theme


def theme_dirs(theme: Theme) -> ThemeDirs:
    """Return the folders in which the theme's templates and icons lie."""
    return ThemeDirs(tuple(theme.dirs), theme.custom_dir)
