"""Offers the ``briefing`` command, which checks content without building a site, and more."""

from pathlib import Path

import click

from generator.diff.command import diff
from generator.exports.json_schemas import KINDS, written
from generator.formatting.command import fmt
from generator.library import read
from generator.new.command import new
from generator.reports import FORMATS, Report, located


@click.group()
@click.version_option(package_name="mkdocs-briefing", prog_name="briefing")
def main() -> None:
    """Work on a briefing site: who stands with whom, what happened, on whose word."""


main.add_command(diff)
main.add_command(fmt)
main.add_command(new)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]…")
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="content",
    show_default=True,
    metavar="DIR",
    help="The folder with articles/, actors/ and conflicts/.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For people, for annotations in a GitHub workflow, or for programs.",
)
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], content: Path, form: str) -> None:
    """Print every problem of the content, drafts included.

    With PATHs, only the problems of these files and folders. All of the content is read all
    the same, as what is wrong in one file can hang on another.

    The exit code is 0 with none or with warnings only, 1 with errors, 2 on wrong use.
    """
    root, whole = Path.cwd(), content.resolve()
    for path in paths:
        place = located(path)
        if not (place.is_relative_to(whole) or whole.is_relative_to(place)):
            raise click.BadParameter(f"{path} does not lie in {content}.", param_hint="PATH")
    reading = read(content, root=root, drafts=True)
    report = Report(reading.problems, reading.first_sights)
    if paths:
        report = report.below(paths, root)
    click.echo(FORMATS[form](report))
    context.exit(1 if report.failed else 0)


@main.command()
@click.argument("kind", type=click.Choice(list(KINDS)), default="article")
def schema(kind: str) -> None:
    """Print what the header of an article, an actor or a conflict may hold, as JSON Schema."""
    click.echo(written(kind), nl=False)
