"""Defines what the commands that look at a content folder have in common."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click
from mkdocs_briefing.commands.check_report import located

F = TypeVar("F", bound=Callable[..., Any])


def paths_in_content(command: F) -> F:
    """Add the arguments ``paths`` and the option ``content`` to a command."""
    chosen = click.argument(
        "paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]…"
    )
    folder = click.option(
        "--content",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default="content",
        show_default=True,
        metavar="DIR",
        help="The folder with articles/, actors/ and conflicts/.",
    )
    return chosen(folder(command))


def check_paths(paths: Iterable[Path], content: Path) -> None:
    """Refuse paths that have nothing to do with the content.

    Raises:
        click.BadParameter: one lies outside of the folder.
    """
    whole = content.resolve()
    for path in paths:
        place = located(path)
        if not (place.is_relative_to(whole) or whole.is_relative_to(place)):
            raise click.BadParameter(f"{path} does not lie in {content}.", param_hint="PATH")
