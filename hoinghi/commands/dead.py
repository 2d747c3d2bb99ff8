"""`hoinghi dead list|requeue PART`: messages that a part could not read at all, or that killed it.

On RabbitMQ they lie in `<part>.dead`, which the user `operator` may read: its address is in
`HOINGHI_OPERATOR_AMQP_URL`, or known from the stack under `HOINGHI_VAR`. In the embedded mode they lie in the part's
database.
"""

from __future__ import annotations

import os
from uuid import UUID

import click

from chassis.db.database import Database
from chassis.messaging import dead_letters
from chassis.messaging.dead_letters import DeadLetter
from chassis.messaging.topology import OPERATOR
from hoinghi import settings
from hoinghi.layout import FILE, Layout

ADDRESS = "HOINGHI_OPERATOR_AMQP_URL"
PART = click.argument("part", type=click.Choice(settings.PARTS))
LIMIT = 100


@click.group()
def dead() -> None:
    """See dead letters, and have them tried again."""


@dead.command(name="list")
@PART
def list_dead(part: str) -> None:
    """List the oldest dead letters of PART, without their content: it is personal."""
    letters = _letters(part)
    for letter in letters:
        click.echo(f"{letter.id or '-':<36}  {letter.type or '-':<40} {letter.reason}")
    click.echo(f"{len(letters)}")


@dead.command()
@PART
@click.option("--id", "event_id", type=click.UUID, help="Only the letter of this event.")
def requeue(part: str, event_id: UUID | None) -> None:
    """Give dead letters of PART back to be read again, once what was wrong is mended."""
    url = _operator_url()
    if url is not None:
        returned = dead_letters.requeue(url, part, message_id=None if event_id is None else str(event_id))
    else:
        sources = {each: _database(each) for each in settings.PARTS}
        returned = dead_letters.give_back(sources[part], sources, event_id=event_id)
    click.echo(f"{returned}")


def _letters(part: str) -> list[DeadLetter]:
    url = _operator_url()
    if url is not None:
        return dead_letters.peek(url, part, LIMIT)
    with _database(part).read() as session:
        return dead_letters.kept(session, LIMIT)


def _operator_url() -> str | None:
    """The operator's address at the broker; None in the embedded mode."""
    directory = settings.RunConfig.from_environment().directory
    if os.environ.get(ADDRESS) or not (directory / FILE).exists():
        return os.environ.get(ADDRESS) or None
    return Layout.kept_in(directory).amqp_url(OPERATOR)


def _database(part: str) -> Database:
    environment = settings.embedded_environment(settings.RunConfig.from_environment())
    return Database(environment[settings.database_setting(part)])


COMMANDS = (dead,)
