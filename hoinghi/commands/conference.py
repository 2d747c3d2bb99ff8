"""`hoinghi conference postpone SLUG --to DATE`: move a conference from the command line."""

from __future__ import annotations

import getpass
from datetime import datetime, time

import click
from sqlalchemy.orm import Session

from chassis.clock import system_clock
from chassis.web.problems import Problem
from hoinghi.commands.plan import LANGUAGE, documents, language_of, print_changes
from services.documents.operations.postpone_conference import Prospect, foresee_postponement, postpone_conference
from services.documents.plan import Move, PlanRefused

DAY, CLOCK = click.DateTime(["%Y-%m-%d"]), click.DateTime(["%H:%M"])


@click.group()
def conference() -> None:
    """Look after a conference."""


@conference.command()
@click.argument("slug")
@click.option("--to", type=DAY, required=True, help="The new day.")
@click.option("--starts", type=CLOCK, help="The new time it starts at; without it the time of day stays.")
@click.option("--ends", type=CLOCK, help="The new time it ends at; without it, it is as long as it was.")
@click.option("--hall", help="The new hall.")
@click.option("--address", help="The new address.")
@click.option("--move-deadlines", is_flag=True, help="What is still to be handed in is due so much later, too.")
@click.option("--reason", default="", help="Why, for the letters.")
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
@LANGUAGE
def postpone(
    slug: str,
    to: datetime,
    starts: datetime | None,
    ends: datetime | None,
    hall: str | None,
    address: str | None,
    move_deadlines: bool,
    reason: str,
    yes: bool,
    language: str,
) -> None:
    """Move the conference SLUG. Passes stay good; everybody concerned is told once."""
    chosen = language_of(language)
    move = Move(to.date(), _clock(starts), _clock(ends), hall, address, move_deadlines)
    try:
        with documents() as session:
            prospect = foresee_postponement(session, slug, move, system_clock())
        print_changes(prospect.changes, chosen)
        if not yes:
            click.confirm("Dời?" if chosen == "vi" else "Move it?", abort=True)
        with documents() as session:
            version = _postpone(session, slug, move, reason, prospect)
    except Problem as problem:
        raise click.ClickException(str(problem.body(chosen)["detail"])) from problem
    except PlanRefused as refusal:
        raise click.ClickException(
            " ".join(each.message_vi if chosen == "vi" else each.message_en for each in refusal.findings)
        ) from refusal
    click.echo(f"{slug}: version {version}")


def _clock(given: datetime | None) -> time | None:
    return None if given is None else given.time()


def _postpone(session: Session, slug: str, move: Move, reason: str, prospect: Prospect) -> int:
    done = postpone_conference(
        session,
        slug,
        move,
        reason or None,
        prospect.plan_version,
        postponed_by=getpass.getuser(),
        clock=system_clock,
    )
    return done.plan_version


COMMANDS = (conference,)
