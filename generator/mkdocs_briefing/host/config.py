"""Adjusts the settings in ``mkdocs.yml`` to what a briefing needs."""

import logging
from os import PathLike, fspath
from pathlib import Path
from typing import Final

from mkdocs.config.base import Config, ValidationError
from mkdocs.config.config_options import ExtraScriptValue, ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs_briefing.core.file_types import added_endings
from mkdocs_briefing.host import search
from mkdocs_briefing.host.plugin_checks import NO_ADDRESS, refuse_unusable, told_limits
from mkdocs_briefing.host.repository import adjust_repository
from mkdocs_briefing.host.style_sheets import STYLE_SHEET
from mkdocs_briefing.host.theme import briefing_theme

log = logging.getLogger("mkdocs.plugins.briefing")

SEARCH_SCRIPT: Final = "assets/briefing/search.js"
SNIPPETS: Final = "pymdownx.snippets"


class FileEndings(ListOfItems[str]):
    """A list of endings of file names, such as ``.kml``."""

    def __init__(self, default: list[str]) -> None:
        super().__init__(Type(str), default=default)

    def run_validation(self, value: object) -> list[str]:
        """Return the endings in lower case.

        Raises:
            ValidationError: one is no ending of a file name.
        """
        try:
            return sorted(added_endings(super().run_validation(value)))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class Settings(Config):
    """The options of the plugin in ``mkdocs.yml``.

    Attributes:
        search: whether pages have a search. Beside Material's own search they have none.
        also_publish: endings of files that are published unchanged besides those of the list.
        poll: whether a preview looks for changes twice a second, for file systems that do not
            report them.
    """

    search = Type(bool, default=True)
    also_publish = FileEndings(default=[])
    poll = Type(bool, default=False)


def adjust_config(config: MkDocsConfig, settings: Settings) -> None:
    """Check the site's settings, and add the theme, style sheets and scripts of the briefing.

    Raises:
        ConfigurationError: the theme is not Material, or snippets could read any file.
    """
    check_snippets(config)
    refuse_unusable(config)
    adjust_repository(config)
    config.theme = briefing_theme(config.theme)
    for sentence in told_limits(config):
        log.warning(sentence)
    if not config.site_url:
        log.info(NO_ADDRESS)
    # A new list each time: MkDocs shares its default list between builds.
    config.extra_css = [STYLE_SHEET, *config.extra_css]
    # Every external link is a cited source. Material's own notice would be an exception.
    config.extra.setdefault("generator", False)
    if has_search(config, settings):
        config.extra_javascript = [_module_script(SEARCH_SCRIPT), *config.extra_javascript]
    elif _wants_search(config, settings):
        log.warning(search.NOT_INSTALLED)


def has_search(config: MkDocsConfig, settings: Settings) -> bool:
    """Whether pages get the briefing's search."""
    return _wants_search(config, settings) and search.is_available()


def _wants_search(config: MkDocsConfig, settings: Settings) -> bool:
    # Both searches would use the same keys and the same place in the header.
    return settings.search and "material/search" not in config.plugins


def check_snippets(config: MkDocsConfig) -> None:
    """Check that no Markdown text can include files from outside the content folder.

    Raises:
        ConfigurationError: ``pymdownx.snippets`` may read other files, or download some.
    """
    if SNIPPETS not in config.markdown_extensions:
        return
    options = config.mdx_configs.get(SNIPPETS, {})
    base_path = options.get("base_path", ".")
    folders = [base_path] if isinstance(base_path, str | PathLike) else base_path
    content = Path(config.docs_dir).resolve()
    is_inside = all(Path(fspath(folder)).resolve().is_relative_to(content) for folder in folders)
    if not is_inside or not options.get("restrict_base_path", True) or options.get("url_download"):
        raise ConfigurationError(
            f"{SNIPPETS}: with these options any article could include files from outside "
            f"{config.docs_dir}; write base_path: {content.name} and restrict_base_path: true, "
            "and remove url_download"
        )


def _module_script(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.type = "module"
    return script
