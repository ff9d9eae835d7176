"""Runs ``briefing schema``, which prints what a header may hold."""

import click
from mkdocs_briefing.commands.console import show
from mkdocs_briefing.exports.json_schemas import KINDS, schema_file


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)), default="article")
def schema(kind: str) -> None:
    """Print what the header of an article, an actor or a conflict may hold, as JSON Schema."""
    show(*schema_file(kind).splitlines())
