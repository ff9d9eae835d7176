"""Reads the content for a build, adds what MkDocs and Material would fail at, logs problems."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs_briefing.content.file_reader import FileCache
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.core.problems import Problem, first_of
from mkdocs_briefing.core.terminal import visible
from mkdocs_briefing.host.outputs import addresses_for
from mkdocs_briefing.host.repository import content_folder
from mkdocs_briefing.host.theme import theme_dirs
from mkdocs_briefing.host.theme_checks import page_key_problems

log = logging.getLogger("mkdocs.plugins.briefing")

_LEVELS: Final = {"error": logging.ERROR, "warning": logging.WARNING}


class ContentError(BuildError):
    """The content has problems and must not be published; the last site stays."""


def read_content(
    config: MkDocsConfig,
    *,
    drafts: bool,
    also_published: Collection[str] = (),
    cache: FileCache | None = None,
) -> Reading:
    """Read the content folder.

    Args:
        config: says where the folder lies, and how its pages will be rendered.
        drafts: whether to include drafts.
        also_published: endings of files that the editor allows besides the list.
        cache: what was read of the files before.
    """
    root = Path(config.config_file_path).parent
    reading = read(
        Path(config.docs_dir),
        root=root,
        drafts=drafts,
        generated=addresses_for(config),
        also_published=also_published,
        cache=cache,
    )
    bodies, folder = reading.briefing.bodies, content_folder(config)
    problems = [
        *reading.problems,
        *page_key_problems(bodies, theme_dirs(config.theme), folder),
    ]
    return replace(reading, problems=first_of(problems))


def log_problems(problems: Iterable[Problem], *, as_info: bool) -> None:
    """Log every problem in one line, by default at the level of its severity."""
    for problem in problems:
        log.log(logging.INFO if as_info else _LEVELS[problem.severity], visible(str(problem)))
