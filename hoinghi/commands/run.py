"""`hoinghi run` and `hoinghi stack`: start the product."""

from __future__ import annotations

import click

from hoinghi.settings import RunConfig


@click.command()
def run() -> None:
    """Start the embedded mode: everything in one process, no server needed."""
    from hoinghi.server import serve_embedded

    serve_embedded(RunConfig.from_environment())


@click.command()
def stack() -> None:
    """Start the stack: RabbitMQ, PostgreSQL, a web process and a worker for each service, and the gateway."""
    from hoinghi.stack import serve

    serve(RunConfig.from_environment())


COMMANDS = (run, stack)
