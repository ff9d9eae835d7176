"""Reads from ``mkdocs.yml`` what the commands need, which run without MkDocs.

The file may have tags that MkDocs and its extensions would run (``!ENV``, ``!!python/name:``).
Only the form of the file is read here, so no tag does anything.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import yaml
from mkdocs_briefing.commands.check_report import absolute
from mkdocs_briefing.core.file_types import added_endings

NAMES: Final = ("mkdocs.yml", "mkdocs.yaml")
"""The names under which MkDocs looks for its settings, the first one first."""

_PLUGIN: Final = "briefing"


class SettingsError(Exception):
    """The settings cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings of a site that commands go by.

    Attributes:
        docs_dir: the folder of the content, as it is written.
        also_published: endings of files that the editor allows besides the list.
    """

    docs_dir: str = "content"
    also_published: frozenset[str] = frozenset()


def settings_in(config: bytes) -> SiteSettings:
    """Return the settings in the text of a ``mkdocs.yml``.

    Raises:
        SettingsError: it is not YAML, or a setting of the plugin is wrong.
    """
    try:
        root = yaml.compose(config.decode("utf-8", "replace"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise SettingsError(f"{NAMES[0]} cannot be read as YAML") from error
    settings = dict(_pairs(root))
    folder = settings.get("docs_dir")
    options = dict(_pairs(_plugin_options(settings.get("plugins"))))
    try:
        also_published = added_endings(list(_texts(options.get("also_publish"))))
    except ValueError as error:
        raise SettingsError(f"also_publish in {NAMES[0]}: {error}") from error
    docs_dir = folder.value if isinstance(folder, yaml.ScalarNode) else SiteSettings().docs_dir
    return SiteSettings(docs_dir, also_published)


def settings_above(content: Path) -> SiteSettings:
    """Return the settings of the site that a content folder belongs to.

    They are those of the nearest ``mkdocs.yml`` above the folder; without one, the defaults.

    Raises:
        click.UsageError: that file cannot be read.
    """
    file = _nearest(absolute(content).parents)
    return SiteSettings() if file is None else _settings_of(file)


def site_folder(inside: Path) -> Path | None:
    """Return the nearest folder with a ``mkdocs.yml``: a folder itself, or one above it."""
    file = _nearest((absolute(inside), *absolute(inside).parents))
    return None if file is None else file.parent


def needed_site(instead: str = "") -> Path:
    """Return the folder with ``mkdocs.yml`` that a command runs in, or below.

    Args:
        instead: what else the command could be told; the end of a sentence.

    Raises:
        click.UsageError: there is none.
    """
    site = site_folder(Path.cwd())
    if site is None:
        raise click.UsageError(
            f"this is no briefing: there is no {NAMES[0]} here or in a folder above. Go to the "
            f"folder of a briefing{instead}. To start a briefing, write briefing init FOLDER."
        )
    return site


def default_content() -> Path:
    """Return the content folder of the briefing that a command runs in, or below.

    Raises:
        click.UsageError: there is none.
    """
    here = Path.cwd()
    usual = Path(SiteSettings().docs_dir)
    if site_folder(here) is None and usual.is_dir():
        return usual
    site = needed_site(", or name its content with --content DIR")
    file = _nearest([site])
    assert file is not None, "the folder has been found by it"
    content = site / _settings_of(file).docs_dir
    if not content.is_dir():
        raise click.UsageError(
            f"docs_dir in {file} names no folder: {content}; correct it, or make the folder"
        )
    try:
        return Path(os.path.relpath(content, here))
    except ValueError:  # on another drive
        return content


def _nearest(folders: Iterable[Path]) -> Path | None:
    files = (folder / name for folder in folders for name in NAMES)
    return next((file for file in files if file.is_file()), None)


def _settings_of(file: Path) -> SiteSettings:
    try:
        return settings_in(file.read_bytes())
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}") from error


def _plugin_options(plugins: yaml.Node | None) -> yaml.Node | None:
    """Return the options of the plugin, which MkDocs lets one write in two forms."""
    entries = [plugins]
    if isinstance(plugins, yaml.SequenceNode):
        entries = list(plugins.value)
    for entry in entries:
        for name, options in _pairs(entry):
            if name == _PLUGIN:
                return options
    return None


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key.value, value


def _texts(node: yaml.Node | None) -> Iterator[str]:
    if isinstance(node, yaml.SequenceNode):
        yield from (one.value if isinstance(one, yaml.ScalarNode) else "" for one in node.value)
    elif node is not None and node.value:
        raise ValueError("write a list, such as [.kml]")
