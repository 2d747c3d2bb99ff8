"""Taking a step of a workflow, keeping who took it, when and why; and saying so to whoever comes too late.

    TOPIC = Process(TOPIC_WORKFLOW, {"select": Text("chọn chủ đề này", "selected this topic"), …})
    expect_version(session, topic, version, TOPIC)
    take_step(session, topic, TopicAction.SELECT, TOPIC, by=identity, at=now)

The caller announces the change (`chassis.messaging.outbox.record`), which makes the next version.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.language import Text
from chassis.web.problems import CHANGED_MEANWHILE, FORBIDDEN, STEP_NOT_POSSIBLE, Problem
from chassis.workflow import TransitionRefused, Workflow
from services.documents.models import Step
from services.documents.problems import DONE_MEANWHILE
from services.documents.queries.conference_facts import conference_zone
from services.documents.queries.history import last_step

SYSTEM = "Hệ thống"
"""Who did what nobody did."""


class Stepping(Protocol):
    """A row with a workflow (`chassis.db.aggregate.Aggregate`)."""

    id: Any
    conference: Any
    state: Any
    version: Any


@dataclass(frozen=True)
class Process:
    """A workflow, and what each of its actions did, in words that follow "đã" and a name: "đã chọn chủ đề này"."""

    workflow: Workflow[Any, Any]
    done: Mapping[str, Text]


def expect_version(session: Session, row: Stepping, version: int, process: Process) -> None:
    """Refuse to act on a page that is no longer true: raises `Problem` that says who did what meanwhile."""
    if row.version != version:
        raise done_meanwhile(session, row, process) or Problem(CHANGED_MEANWHILE)


def take_step(
    session: Session,
    row: Stepping,
    action: StrEnum,
    process: Process,
    *,
    by: Identity | None,
    at: datetime,
    reason: str | None = None,
) -> None:
    """Move the row on; by None it is the system itself that does it.

    Raises `Problem`: forbidden for the role; where the state does not allow it, who brought it there and when.
    """
    try:
        row.state = process.workflow.next(row.state, action, None if by is None else by.role)
    except TransitionRefused as refusal:
        if refusal.wrong_role:
            raise Problem(FORBIDDEN) from refusal
        members = {"state": refusal.state.value, "action": refusal.action.value}
        raise done_meanwhile(session, row, process, members) or Problem(STEP_NOT_POSSIBLE, members=members) from refusal
    keep_step(session, row, action, by=by, at=at, reason=reason)


def keep_step(
    session: Session, row: Stepping, action: str, *, by: Identity | None, at: datetime, reason: str | None = None
) -> None:
    """A line of history, also for what is no step of the workflow."""
    session.add(
        Step(
            conference=row.conference,
            about=row.id,
            action=str(action),
            state=str(row.state),
            by=SYSTEM if by is None else by.name,
            role=None if by is None else by.role.value,
            at=at,
            reason=reason,
        )
    )


def done_meanwhile(
    session: Session,
    row: Stepping,
    process: Process,
    members: dict[str, Any] | None = None,
    among: Collection[str] | None = None,
) -> Problem | None:
    """Who did what last, and when, of everything or of these actions; None where nothing was done."""
    step = last_step(session, row.id, among)
    done = None if step is None else process.done.get(step.action)
    if step is None or done is None:
        return None
    moment = moment_in_words(session, row.conference, step.at)
    return Problem(DONE_MEANWHILE, members=members, by=step.by, done=done, at=moment)


def moment_in_words(session: Session, conference: str, at: datetime) -> Text:
    """A moment by the clock of the conference, for a sentence."""
    at = at.astimezone(conference_zone(session, conference) or ZoneInfo("UTC"))
    return Text(f"{at:%H:%M}, {at.day}/{at.month}/{at.year}", f"{at:%H:%M, %d %b %Y}")
