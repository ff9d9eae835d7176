"""Offers ``briefing fmt``: headers in one order and form."""

from pathlib import Path

import click
from mkdocs_briefing.commands.check_report import absolute, visible
from mkdocs_briefing.commands.content_paths import content_paths, refuse_paths_outside
from mkdocs_briefing.commands.fmt.files import format_files
from mkdocs_briefing.core.problems import Problem, summary


@click.command()
@content_paths
@click.option("--check", is_flag=True, help="Write nothing; say which files would change.")
@click.pass_context
def fmt(context: click.Context, paths: tuple[Path, ...], check: bool, content: Path) -> None:
    """Put the headers of articles, actors and conflicts into one order and form.

    With PATHs, only those of these files and folders. What a header says stays as it is, and
    so do remarks and the text below. A file whose header cannot be read is left alone, and its
    problem printed.

    The exit code is 0 where all is in form now, 1 where a file has a problem or, with --check,
    would change, 2 on wrong use.
    """
    refuse_paths_outside(content, paths)
    places = {absolute(path) for path in paths}

    def chosen(path: Path) -> bool:
        place = absolute(path)
        return not places or not places.isdisjoint((place, *place.parents))

    problems: list[Problem] = []
    files = changed = 0
    for outcome in format_files(content, root=Path.cwd(), chosen=chosen, write=not check):
        files += 1
        changed += outcome.changed
        problems += outcome.problems
        if outcome.changed:
            click.echo(f"{'would change' if check else 'formatted'} {visible(outcome.path)}")
        for problem in outcome.problems:
            click.echo(visible(str(problem)), err=True)
    of = f"of {files} file{'' if files == 1 else 's'}"
    click.echo(f"{changed} {of} {'would change' if check else 'changed'}", err=True)
    if problems:
        click.echo(summary(problems), err=True)
    context.exit(1 if problems or (check and changed) else 0)
