"""Offers the ``briefing`` command, which checks content without building a site."""

from collections.abc import Sequence
from pathlib import Path

import click

from generator.directory import FirstSight
from generator.library import read
from generator.problems import errors, summary


@click.group()
@click.version_option(package_name="mkdocs-briefing", prog_name="briefing")
def main() -> None:
    """Work on a briefing site: who stands with whom, what happened, on whose word."""


@main.command()
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="content",
    show_default=True,
    metavar="DIR",
    help="The folder with articles/, actors/ and conflicts/.",
)
@click.pass_context
def check(context: click.Context, content: Path) -> None:
    """Print every problem of the content, drafts included.

    The exit code is 0 with none or with warnings only, 1 with errors, 2 on wrong use.
    """
    reading = read(content, root=Path.cwd(), drafts=True)
    for problem in reading.problems:
        click.echo(str(problem))
    if reading.first_sights:
        click.echo(f"{counted(reading.first_sights)} named without a profile:")
    for sight in reading.first_sights:
        click.echo(f"  {sight.actor.name} ({sight.at})")
    click.echo(summary(reading.problems))
    context.exit(1 if errors(reading.problems) else 0)


def counted(sights: Sequence[FirstSight]) -> str:
    """How many actors, with the verb."""
    return "1 actor is" if len(sights) == 1 else f"{len(sights)} actors are"
