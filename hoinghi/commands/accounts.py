"""`hoinghi account create|password|enable`: accounts looked after at the machine itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.web.problems import Problem
from gateway.models.account import Account
from gateway.operations.accounts import change_password, create_account, enable_account, find_by_email
from hoinghi import parts, settings

PEOPLE = [role.value for role in Role if role is not Role.GATEWAY]


@click.group()
def account() -> None:
    """Look after accounts."""


@account.command()
@click.argument("email")
@click.option("--role", type=click.Choice(PEOPLE), required=True)
@click.option("--name", required=True, help="The person's full name.")
@click.option("--unit", help="Code of the unit that the role acts for.")
@click.option("--conference", help="Slug; without it the account is for every conference.")
@click.password_option()
def create(email: str, role: str, name: str, unit: str | None, conference: str | None, password: str) -> None:
    """Let the person with this EMAIL sign in."""
    environment = settings.embedded_environment(settings.RunConfig.from_environment())
    parts.migrate("gateway", environment)
    database = Database(environment[settings.database_setting("gateway")])
    try:
        with database.write() as session:
            create_account(
                session,
                email=email,
                password=password,
                full_name=name,
                role=Role(role),
                unit=unit,
                conference=conference,
                clock=system_clock,
            )
    except Problem as problem:
        body = problem.body("en")
        raise click.ClickException(f"{body['detail']} {body.get('errors', '')}") from problem


@account.command()
@click.argument("email")
@click.password_option()
def password(email: str, password: str) -> None:
    """Give the person with this EMAIL another password; their sessions and tokens end."""
    try:
        with _account_of(email) as (session, found):
            change_password(session, found, password)
    except Problem as problem:
        body = problem.body("en")
        raise click.ClickException(f"{body['detail']} {body.get('errors', '')}") from problem


@account.command()
@click.argument("email")
def enable(email: str) -> None:
    """Let the person with this EMAIL sign in again, for example the only administrator."""
    with _account_of(email) as (_session, found):
        enable_account(found)


@contextmanager
def _account_of(email: str) -> Iterator[tuple[Session, Account]]:
    """The account in a transaction of its own. Raises `ClickException` when there is none."""
    environment = settings.embedded_environment(settings.RunConfig.from_environment())
    database = Database(environment[settings.database_setting("gateway")])
    with database.write() as session:
        found = find_by_email(session, email)
        if found is None:
            raise click.ClickException(f"no account has the address {email}")
        yield session, found


COMMANDS = (account,)
