"""The `hoinghi` command: run a mode, work with plans, look after messages and accounts.

A topic's code is loaded when one of its commands is used: what `hoinghi run` does not need costs it nothing.
"""

from __future__ import annotations

import importlib

import click

from chassis.config import InvalidSettings

TOPICS = {
    "run": "run",
    "stack": "run",
    "plan": "plan",
    "conference": "conference",
    "web": "services",
    "worker": "services",
    "migrate": "services",
    "server": "services",
    "failed": "failed",
    "dead": "dead",
    "account": "accounts",
    "audit": "audit",
    "reference": "reference",
}
"""Command → its module in `hoinghi.commands`."""


class Topics(click.Group):
    """A group that imports a command when it is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the table."""
        return list(TOPICS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None for an unknown name."""
        if cmd_name not in TOPICS:
            return None
        module = importlib.import_module(f"hoinghi.commands.{TOPICS[cmd_name]}")
        commands: tuple[click.Command, ...] = module.COMMANDS
        return next(command for command in commands if command.name == cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; settings that are wrong end it with words instead of a trace."""
        try:
            return super().invoke(ctx)
        except InvalidSettings as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Topics, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hoinghi")
def main() -> None:
    """Hội nghị: from the plan to a scanned pass."""
