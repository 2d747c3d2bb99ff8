"""`hoinghi failed list|replay|discard PART`: events that a part could not apply."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import click

from chassis.db.database import Database
from chassis.messaging import failed_events
from hoinghi import settings

PART = click.argument("part", type=click.Choice(settings.PARTS))
EVENT = click.argument("event_id", type=click.UUID)


@click.group()
def failed() -> None:
    """See, replay, or set aside events that failed."""


@failed.command(name="list")
@PART
def list_failed(part: str) -> None:
    """List the events of PART that wait for a retry, for their turn, or (dead) for a person."""
    with _database(part).read() as session:
        rows = failed_events.list_failed(session)
    for row in rows:
        click.echo(f"{row.id}  {row.state:<8} {row.type:<40} {row.subject}  {row.error or '(waits for its turn)'}")
    click.echo(f"{len(rows)}")


@failed.command()
@PART
@EVENT
def replay(part: str, event_id: UUID) -> None:
    """Try an event anew; later events of its subject follow."""
    with _database(part).write() as session, _found():
        failed_events.replay(session, event_id)


@failed.command()
@PART
@EVENT
@click.option("--reason", required=True, help="Why it is set aside; kept with it.")
def discard(part: str, event_id: UUID, reason: str) -> None:
    """Set an event aside for good; its subject's next event goes on."""
    with _database(part).write() as session, _found():
        failed_events.discard(session, event_id, reason)


@contextmanager
def _found() -> Iterator[None]:
    try:
        yield
    except failed_events.NotFailed as error:
        raise click.ClickException(f"no failed event {error}") from error


def _database(part: str) -> Database:
    environment = settings.embedded_environment(settings.RunConfig.from_environment())
    return Database(environment[settings.database_setting(part)])


COMMANDS = (failed,)
