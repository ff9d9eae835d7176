"""Defines the arguments of commands that work on some files of a content folder."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click
from mkdocs_briefing.commands.check_report import absolute
from mkdocs_briefing.commands.mkdocs_yml import default_content

F = TypeVar("F", bound=Callable[..., Any])


def content_paths(command: F) -> F:
    """Add the argument ``paths`` and the option ``content`` to a command."""
    paths = click.argument(
        "paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]…"
    )
    content = click.option(
        "--content",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=default_content,
        show_default="docs_dir of mkdocs.yml, here or above",
        metavar="DIR",
        help="The folder with articles/, actors/ and conflicts/.",
    )
    return paths(content(command))


def refuse_paths_outside(content: Path, paths: Iterable[Path]) -> None:
    """Refuse paths that neither lie in the content folder nor contain it.

    Raises:
        click.BadParameter: a path lies elsewhere.
    """
    folder = content.resolve()
    for path in paths:
        resolved = absolute(path)
        if not (resolved.is_relative_to(folder) or folder.is_relative_to(resolved)):
            raise click.BadParameter(f"{path} is not in {content}.", param_hint="PATH")
