"""Defines the command ``briefing fmt``."""

from pathlib import Path

import click
from mkdocs_briefing.commands.check_report import absolute
from mkdocs_briefing.commands.console import show
from mkdocs_briefing.commands.content_paths import content_paths, refuse_paths_outside
from mkdocs_briefing.commands.fmt.files import format_files
from mkdocs_briefing.core.problems import Problem, errors, summary


@click.command()
@content_paths
@click.option("--check", is_flag=True, help="Write nothing; list the files that would change.")
@click.pass_context
def fmt(context: click.Context, paths: tuple[Path, ...], check: bool, content: Path) -> None:
    """Format the headers of articles, actors and conflicts.

    With PATHs, only those files and folders. The values of a header, its comments and the
    text below it stay as they are. A file whose header cannot be read is not changed, and its
    problem is printed.

    The exit code is 0 if all files are formatted now, 1 if a file has an error or, with
    --check, would change, 2 on wrong use.
    """
    refuse_paths_outside(content, paths)
    chosen = {absolute(path) for path in paths}

    def is_chosen(path: Path) -> bool:
        place = absolute(path)
        return not chosen or not chosen.isdisjoint((place, *place.parents))

    problems: list[Problem] = []
    files = changed = 0
    for outcome in format_files(content, root=Path.cwd(), is_chosen=is_chosen, write=not check):
        files += 1
        changed += outcome.changed
        problems += outcome.problems
        if outcome.changed:
            show(f"{'would change' if check else 'formatted'} {outcome.path}")
        if outcome.problems:
            show(*map(str, outcome.problems), err=True)
    of = f"of {files} file{'' if files == 1 else 's'}"
    show(f"{changed} {of} {'would change' if check else 'changed'}", err=True)
    if problems:
        show(summary(problems), err=True)
    context.exit(1 if errors(problems) or (check and changed) else 0)
