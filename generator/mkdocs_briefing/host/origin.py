"""Knows what a preview is made from, and whether only its content has changed since."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import time_ns
from typing import TypeAlias

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load
from mkdocs_briefing.content.file_reader import SETTLED
from mkdocs_briefing.content.known_content import KnownContent
from mkdocs_briefing.site.theme_files import IN_WHEEL, THEME

Surroundings: TypeAlias = tuple[object, frozenset[tuple[Path, int, int]]]
"""The settings, and the path, time and size of each file of theirs and of the theme."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What the pages of a preview are made from.

    Attributes:
        config: of the build.
        surroundings: the settings and the theme as they were before the build.
        known: the content.
    """

    config: MkDocsConfig
    surroundings: Surroundings
    known: KnownContent

    @property
    def is_all_that_changes(self) -> bool:
        """Whether the content may have changed, and nothing else."""
        # Another plugin may look at all files, as it does in a build.
        is_alone = len(self.config.plugins) == 1 and not self.config.hooks
        return is_alone and self.surroundings == surroundings_of(self.config)


def surroundings_of(config: MkDocsConfig) -> Surroundings | None:
    """Return what a site depends on besides its content, as far as anybody may edit it."""
    path = Path(config.config_file_path)
    folders = {config.theme.custom_dir, None if IN_WHEEL else str(THEME)}
    files = (file for folder in folders if folder for file in Path(folder).rglob("*"))
    try:
        with path.open("rb") as opened:
            # With the files that it inherits from.
            settings = yaml_load(opened)
    except (OSError, ConfigurationError):
        return None
    return settings, frozenset(_stamps((path, *files)))


def _stamps(files: tuple[Path, ...]) -> Iterator[tuple[Path, int, int]]:
    for file in files:
        try:
            status = file.stat()
        except OSError:
            # Editors write files that are gone a moment later, and links that lead nowhere.
            continue
        newest = max(status.st_mtime_ns, status.st_ctime_ns)
        # Of a file that is being written the time may not show the next change, so that it
        # must not be the same as the next one.
        is_settled = (now := time_ns()) - newest > SETTLED
        yield file, newest if is_settled else now, status.st_size
