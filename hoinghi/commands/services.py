"""`hoinghi web|worker|migrate PART`: one process of the stack."""

from __future__ import annotations

import os
from pathlib import Path

import click

from hoinghi import settings
from hoinghi.layout import Layout
from hoinghi.server import observe

PART = click.Choice(settings.PARTS)
NICENESS = {"registration": 5, "gateway": 5, "documents": 10, "notification": 10}
"""As in nice(2). Workers leave the processor to whoever stands at a gate, those that render and send the most; each
still gets what nobody else asks for."""


@click.command()
@click.argument("part", type=PART)
@click.option("--port", type=int, required=True, help="Port to listen on.")
def web(part: str, port: int) -> None:
    """Serve the HTTP side of one service, or of the gateway."""
    from hoinghi.server import serve_part

    serve_part(part, port)


@click.command()
@click.argument("part", type=PART)
def worker(part: str) -> None:
    """Relay the events of one service, and react to those of others, until SIGTERM."""
    from chassis.messaging.worker import run_worker, stop_on_signals
    from hoinghi import parts

    observe(part)
    os.nice(NICENESS[part])
    run_worker(parts.service(part), parts.rabbitmq(part), stop_on_signals())


@click.command()
@click.argument("part", type=PART)
def migrate(part: str) -> None:
    """Bring the database of one service to the newest shape. Safe to run twice, or in two places at once."""
    from hoinghi import parts

    parts.migrate(part)


@click.command()
@click.argument("name", type=click.Choice(["postgresql", "rabbitmq"]))
@click.option("--stack", "directory", type=click.Path(path_type=Path), required=True, help="Directory of the stack.")
def server(name: str, directory: Path) -> None:
    """Run one of the stack's own servers in the foreground."""
    from hoinghi import servers

    layout = Layout.kept_in(directory)
    servers.run_postgresql(layout) if name == "postgresql" else servers.run_rabbitmq(layout)


COMMANDS = (web, worker, migrate, server)
