"""`hoinghi web|worker|migrate PART`: one process of the stack."""

from __future__ import annotations

import signal
import threading

import click

from hoinghi import parts, settings

PART = click.Choice(settings.PARTS)


@click.command()
@click.argument("part", type=PART)
@click.option("--port", type=int, required=True, help="Port on this machine's loopback (or HOINGHI_BIND).")
def web(part: str, port: int) -> None:
    """Serve the HTTP side of one service, or of the gateway."""
    from hoinghi.server import serve_part

    serve_part(part, port)


@click.command()
@click.argument("part", type=PART)
def worker(part: str) -> None:
    """Relay the events of one service, and react to those of others, until SIGTERM."""
    from chassis.messaging.worker import run_worker

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run_worker(parts.service(part), parts.rabbitmq_messaging(part), stop)


@click.command()
@click.argument("part", type=PART)
def migrate(part: str) -> None:
    """Bring the database of one service to the newest shape. Safe to run twice, or in two places at once."""
    parts.migrate(part)


COMMANDS = (web, worker, migrate)
