"""Groups the subcommands of ``briefing``."""

from pkgutil import resolve_name
from typing import Final

import click
from mkdocs_briefing.commands.console import Commands

_COMMANDS: Final = {
    "check": "mkdocs_briefing.commands.check:check",
    "diff": "mkdocs_briefing.commands.diff.command:diff",
    "fmt": "mkdocs_briefing.commands.fmt.command:fmt",
    "init": "mkdocs_briefing.commands.init.command:init",
    "new": "mkdocs_briefing.commands.new.command:new",
    "schema": "mkdocs_briefing.commands.schema:schema",
    "upgrade": "mkdocs_briefing.commands.upgrade:upgrade",
}
"""Where each command is. Only the one that is asked for is imported: all of them take as long
as reading two hundred articles."""


class _Briefing(Commands):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = resolve_name(_COMMANDS[cmd_name])
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            # The near names are looked for among commands that are imported.
            raise click.NoSuchCommand(
                error.command_name, possibilities=_COMMANDS, ctx=ctx
            ) from None


@click.group(cls=_Briefing)
@click.version_option(package_name="mkdocs-briefing", prog_name="briefing")
def main() -> None:
    """Work on a briefing site: who stands with whom, what happened, on whose word."""
