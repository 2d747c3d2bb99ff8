"""The `hoinghi` command: run a mode, work with plans, look after messages and accounts."""

from __future__ import annotations

import click

from hoinghi.commands import accounts, failed, plan, run, services


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hoinghi")
def main() -> None:
    """Hội nghị: from the plan to a scanned pass."""


for group in (run, plan, services, failed, accounts):
    for command in group.COMMANDS:
        main.add_command(command)
