"""The conference as it runs: what is on, what comes next, what is to be expected of the rest."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.roles import Role
from services.documents.agenda.run import Actual, Expected, Forecast, forecast
from services.documents.models import Agenda, AgendaItemRun
from services.documents.queries.agenda import PublishedAgenda, item_view
from services.documents.queries.film_on_agenda import FilmOnAgenda, film_on_agenda
from services.documents.workflows.agenda import AGENDA_ITEM_WORKFLOW


def expected(session: Session, published: PublishedAgenda, now: datetime) -> Forecast:
    """The published agenda with what happened to it, and when the rest is to be expected."""
    here = select(AgendaItemRun).where(AgendaItemRun.conference == published.version.conference)
    actual = {each.item_id: Actual(each.state, each.started_at, each.finished_at) for each in session.scalars(here)}
    return forecast(published.slots, actual, published.occasion.starts_at, now)


def run_view(session: Session, published: PublishedAgenda, role: Role, now: datetime) -> dict[str, Any]:
    """All of it, as of now; `actions` are what this role may do with each item."""
    slug, occasion, found = published.version.conference, published.occasion, expected(session, published, now)
    agenda, film = session.get(Agenda, slug), film_on_agenda(session, slug)
    return {
        "version": 0 if agenda is None else agenda.run_version,
        "number": published.version.number,
        "title": occasion.title,
        "hall": occasion.hall,
        "timezone": str(occasion.zone),
        "now": now,
        "begun": found.begun,
        "drift_minutes": found.drift,
        "current": found.current and found.current.slot.entry.id,
        "upcoming": [each.slot.entry.id for each in found.upcoming],
        "items": [_item(each, published, role, film) for each in found.items],
    }


def _item(each: Expected, published: PublishedAgenda, role: Role, film: FilmOnAgenda | None) -> dict[str, Any]:
    return item_view(each.slot, published.occasion, film) | {
        "state": each.actual.state,
        "started_at": each.actual.started_at,
        "finished_at": each.actual.finished_at,
        "expected_starts_at": each.begins_at,
        "expected_ends_at": each.ends_at,
        "actions": AGENDA_ITEM_WORKFLOW.actions(each.actual.state, role),
    }
