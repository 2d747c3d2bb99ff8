"""`hoinghi run` and `hoinghi stack`: start the product."""

from __future__ import annotations

import click

from chassis.config import InvalidSettings
from hoinghi import settings


@click.command()
def run() -> None:
    """Start the embedded mode: everything in one process, no server needed."""
    from hoinghi.embedded import serve

    var = settings.var_directory()
    settings.apply_environment(settings.embedded_environment(var))
    try:
        serve(settings.port())
    except InvalidSettings as error:
        raise click.ClickException(str(error)) from error


@click.command()
def stack() -> None:
    """Start the stack: RabbitMQ, PostgreSQL, a web process and a worker for each service, and the gateway."""
    from hoinghi.stack import serve

    serve(settings.var_directory(), settings.port())


COMMANDS = (run, stack)
