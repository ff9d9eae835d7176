"""Groups the subcommands of ``briefing``."""

import click
from mkdocs_briefing.commands.check import check
from mkdocs_briefing.commands.console import Commands
from mkdocs_briefing.commands.diff.command import diff
from mkdocs_briefing.commands.fmt.command import fmt
from mkdocs_briefing.commands.init.command import init
from mkdocs_briefing.commands.new.command import new
from mkdocs_briefing.commands.schema import schema
from mkdocs_briefing.commands.upgrade import upgrade


@click.group(cls=Commands)
@click.version_option(package_name="mkdocs-briefing", prog_name="briefing")
def main() -> None:
    """Work on a briefing site: who stands with whom, what happened, on whose word."""


for command in (check, diff, fmt, init, new, schema, upgrade):
    main.add_command(command)
