"""`hoinghi run` and `hoinghi stack`: start the product."""

from __future__ import annotations

from collections.abc import Callable

import click

from chassis.config import InvalidSettings
from hoinghi.settings import RunConfig


@click.command()
def run() -> None:
    """Start the embedded mode: everything in one process, no server needed."""
    from hoinghi.server import serve_embedded

    _serve(serve_embedded)


@click.command()
def stack() -> None:
    """Start the stack: RabbitMQ, PostgreSQL, a web process and a worker for each service, and the gateway."""
    from hoinghi.stack import serve

    _serve(serve)


def _serve(serve: Callable[[RunConfig], None]) -> None:
    try:
        serve(RunConfig.from_environment())
    except InvalidSettings as error:
        raise click.ClickException(str(error)) from error


COMMANDS = (run, stack)
