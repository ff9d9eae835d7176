"""Offers the ``briefing`` command, which checks content without building a site, and more."""

from pathlib import Path

import click
from mkdocs_briefing.commands.diff.command import diff
from mkdocs_briefing.commands.fmt.command import fmt
from mkdocs_briefing.commands.new.command import new
from mkdocs_briefing.commands.options import check_paths, paths_in_content
from mkdocs_briefing.commands.reports import FORMATS, Report
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.exports.json_schemas import KINDS, schema_file
from mkdocs_briefing.site.registry import GENERATED


@click.group()
@click.version_option(package_name="mkdocs-briefing", prog_name="briefing")
def main() -> None:
    """Work on a briefing site: who stands with whom, what happened, on whose word."""


main.add_command(diff)
main.add_command(fmt)
main.add_command(new)


@main.command()
@paths_in_content
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
    check_paths(paths, content)
    root = Path.cwd()
    reading = read(content, root=root, drafts=True, generated=GENERATED)
    report = Report(reading.problems, reading.first_sights)
    if paths:
        report = report.below(paths, root)
    click.echo(FORMATS[form](report))
    context.exit(1 if report.failed else 0)


@main.command()
@click.argument("kind", type=click.Choice(list(KINDS)), default="article")
def schema(kind: str) -> None:
    """Print what the header of an article, an actor or a conflict may hold, as JSON Schema."""
    click.echo(schema_file(kind), nl=False)
