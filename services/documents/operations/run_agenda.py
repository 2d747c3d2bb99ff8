"""Steps in the hall: an item begins, is over, is left out, or a slip is taken back. Each is news at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.language import Text
from chassis.messaging import outbox
from chassis.web.problems import FORBIDDEN, STEP_NOT_POSSIBLE, Problem
from chassis.web.resource import found
from chassis.workflow import TransitionRefused
from services.documents.models import Agenda, AgendaChange, AgendaItemRun
from services.documents.operations.agenda_draft import changed_meanwhile, locked_agenda
from services.documents.operations.tell_drift import tell_drift
from services.documents.problems.agenda import ANOTHER_ITEM_RUNS, NO_AGENDA
from services.documents.queries.agenda import PublishedAgenda, both, published_agenda
from services.documents.queries.agenda_run import expected
from services.documents.workflows.agenda import AGENDA_ITEM_WORKFLOW, AgendaItemAction, AgendaItemState

S, A = AgendaItemState, AgendaItemAction
STARTED = "documents.agenda_item_started.v1"
FINISHED = "documents.agenda_item_finished.v1"
TAKEN_BACK = "documents.agenda_item_taken_back.v1"
_DONE = {
    A.START: Text("Bắt đầu “{title}”.", "Began “{title}”."),
    A.FINISH: Text("Kết thúc “{title}”.", "Finished “{title}”."),
    A.SKIP: Text("Bỏ qua “{title}”.", "Skipped “{title}”."),
    A.TAKE_BACK: Text("Hoàn tác “{title}”.", "Took back “{title}”."),
}


def step_agenda_item(
    session: Session, slug: str, item_id: UUID, action: AgendaItemAction, version: int, *, by: Identity, clock: Clock
) -> None:
    """Take a step with one item; starting it finishes the one that is on. The next speakers hear of a long drift.

    Where an item comes back while another is on, nobody could tell which of the two is: that is refused.

    Raises `Problem`: agenda-changed-meanwhile (who did what), step-not-possible, another-item-runs, forbidden,
    no-agenda, not-found.
    """
    agenda = locked_agenda(session, slug)
    published = published_agenda(session, slug)
    if published is None:
        raise Problem(NO_AGENDA)
    titles = {slot.entry.id: slot.entry.title for slot in published.slots}
    found(titles.get(item_id))
    if agenda.row.run_version != version:
        raise changed_meanwhile(session, agenda, "run", version)
    now = clock()
    running = _running(session, slug)
    if running is not None and running.item_id != item_id and action is A.START:
        title = titles.get(running.item_id, "…")
        _step(session, agenda.row, running, A.FINISH, title, by=by, now=now)
        _announce(session, published, running, A.FINISH, title, now, clock)
    run = session.get(AgendaItemRun, item_id) or _first(session, slug, item_id)
    _step(session, agenda.row, run, action, titles[item_id], by=by, now=now)
    _announce(session, published, run, action, titles[item_id], now, clock)
    tell_drift(session, agenda.row, published, now, clock)


def _running(session: Session, slug: str) -> AgendaItemRun | None:
    here = select(AgendaItemRun).where(AgendaItemRun.conference == slug, AgendaItemRun.state == S.RUNNING)
    return session.scalars(here).first()


def _first(session: Session, slug: str, item_id: UUID) -> AgendaItemRun:
    run = AgendaItemRun(item_id=item_id, conference=slug, state=S.WAITING, version=0)
    session.add(run)
    return run


def _step(
    session: Session,
    agenda: Agenda,
    run: AgendaItemRun,
    action: AgendaItemAction,
    title: str,
    *,
    by: Identity,
    now: datetime,
) -> None:
    try:
        target = AGENDA_ITEM_WORKFLOW.next(run.state, action, by.role)
    except TransitionRefused as refusal:
        if refusal.wrong_role:
            raise Problem(FORBIDDEN) from refusal
        members = {"state": refusal.state.value, "action": refusal.action.value}
        raise Problem(STEP_NOT_POSSIBLE, members=members) from refusal
    _keep_one_running(session, agenda.conference, run, target)
    run.state = target
    run.started_at, run.finished_at = _times(run, target, action, now)
    agenda.run_version += 1
    said = _DONE[action]
    session.add(
        AgendaChange(
            conference=agenda.conference,
            track="run",
            number=agenda.run_version,
            sentences=[both(Text(said.in_language("vi", title=title), said.in_language("en", title=title)))],
            before=None,
            undone=False,
            by=by.name,
            role=by.role.value,
            at=now,
        )
    )


def _keep_one_running(session: Session, slug: str, run: AgendaItemRun, target: AgendaItemState) -> None:
    running = _running(session, slug)
    if target is S.RUNNING and running is not None and running is not run:
        published = found(published_agenda(session, slug))
        title = next((slot.entry.title for slot in published.slots if slot.entry.id == running.item_id), "…")
        raise Problem(ANOTHER_ITEM_RUNS, title=title)


def _times(
    run: AgendaItemRun, target: AgendaItemState, action: AgendaItemAction, now: datetime
) -> tuple[datetime | None, datetime | None]:
    """When it began and when it was over, after the step. A slip that is taken back leaves the beginning as it was."""
    if target is S.RUNNING:
        return (now if action is A.START else run.started_at), None
    if target is S.WAITING:
        return None, None
    return run.started_at, now


def _announce(
    session: Session,
    published: PublishedAgenda,
    run: AgendaItemRun,
    action: AgendaItemAction,
    title: str,
    now: datetime,
    clock: Clock,
) -> None:
    session.flush()
    drift = expected(session, published, now).drift
    data: dict[str, Any] = {
        "conference": run.conference,
        "item_id": run.item_id,
        "title": title,
        "drift_minutes": drift,
    }
    if action is A.START:
        outbox.record(session, run, STARTED, data | {"started_at": now}, clock=clock)
    elif action is A.TAKE_BACK:
        outbox.record(session, run, TAKEN_BACK, data | {"state": run.state.value}, clock=clock)
    else:
        data |= {"finished_at": now, "skipped": action is A.SKIP}
        outbox.record(session, run, FINISHED, data, clock=clock)
