"""`hoinghi audit check`: whether the audit trail is as it was written."""

from __future__ import annotations

import click

from chassis.db.database import Database
from gateway.operations.audit_trail import inspect_trail
from hoinghi import settings


@click.group()
def audit() -> None:
    """Look after the audit trail."""


@audit.command()
def check() -> None:
    """Read the whole chain; prints its length and last hash. Ends with 1 at a line that was changed."""
    environment = settings.embedded_environment(settings.RunConfig.from_environment())
    with Database(environment[settings.database_setting("gateway")]).read() as session:
        found = inspect_trail(session)
    if not found.intact:
        raise click.ClickException(f"the line {found.broken_at}, after {found.entries} good ones, is not as written")
    click.echo(f"{found.entries}  {found.head}")


COMMANDS = (audit,)
