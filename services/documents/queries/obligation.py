"""One obligation with everything about it, and the lists it stands in."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.web.resource import found
from services.documents import rules
from services.documents.models import Extension, Obligation, Remark, Submission, Upload
from services.documents.queries.history import history_of
from services.documents.queries.obligations import Today
from services.documents.queries.text_time import text_time
from services.documents.queries.timeliness import is_in_time, timeliness_at
from services.documents.workflows.extension import ASK_EXTENSION, ExtensionAction, ExtensionState
from services.documents.workflows.submission import CAME, SUBMISSION_WORKFLOW, SubmissionAction

SPOKEN = "presentation"
"""The kind of obligation whose text is read out."""
NEEDS_GIVER = frozenset({SubmissionAction.HAND_IN, SubmissionAction.WITHDRAW})


def obligation_of(
    session: Session, conference: str, obligation_id: UUID, identity: Identity, *, lock: bool = False
) -> Obligation:
    """An obligation that the reader may know of. Raises `Problem` not-found."""
    wanted = select(Obligation).where(Obligation.id == obligation_id, Obligation.conference == conference)
    obligation = found(session.scalar(wanted.with_for_update() if lock else wanted))
    return found(obligation if rules.sees_obligation(identity, obligation.unit, obligation.appraised_by) else None)


def submission_of(session: Session, obligation: Obligation, submission_id: UUID) -> Submission:
    """A version of what was handed in for an obligation. Raises `Problem` not-found."""
    submission = session.get(Submission, submission_id)
    return found(submission if submission is not None and submission.obligation_id == obligation.id else None)


def obligation_line(obligation: Obligation, today: Today) -> dict[str, Any]:
    """An obligation as lists show it."""
    came = obligation.came_at
    return {
        "id": obligation.id,
        "version": obligation.version,
        "code": obligation.code,
        "title": obligation.title,
        "kind": obligation.kind,
        "unit": obligation.unit,
        "unit_name": obligation.unit_name,
        "due_date": obligation.due_date,
        "extended_to": obligation.extended_to,
        "policy": obligation.policy,
        "due_reading_strict": obligation.strict_until,
        "due_reading_lenient": obligation.lenient_until,
        "state": today.state(obligation),
        "days_left": today.days_left(obligation),
        "submission_state": obligation.state.value,
        "came_at": came,
        "timeliness": None if came is None else timeliness_at(obligation, came),
        "source": obligation.source,
    }


def obligation_view(session: Session, obligation: Obligation, identity: Identity, today: Today) -> dict[str, Any]:
    """The whole of one obligation, as far as the reader may see."""
    return obligation_line(obligation, today) | {
        "actions": actions_on(session, obligation, identity),
        "submissions": submissions_view(session, obligation, identity),
        "extensions": extensions_of(session, obligation.id),
        "history": history_of(session, obligation.id),
        "speaking_time": text_time(session, obligation.id) if obligation.kind == SPOKEN else None,
    }


def actions_on(session: Session, obligation: Obligation, identity: Identity) -> list[str]:
    """What the reader may do now: the buttons of a page."""
    if obligation.dropped_at is not None:
        return []
    gives = identity.role in rules.GIVERS and rules.gives_for(identity, obligation.unit)
    judges = rules.judges(identity, obligation.unit, obligation.appraised_by)
    offered = () if obligation.kind in rules.FULFILLED_ELSEWHERE else _steps(obligation, identity)
    actions = [action.value for action in offered if (gives if action in NEEDS_GIVER else judges)]
    if SubmissionAction.RETURN in offered and judges:
        actions.append("remark")
    return actions + _extension_actions(session, obligation, identity, gives)


def submissions_view(session: Session, obligation: Obligation, identity: Identity) -> list[dict[str, Any]]:
    """Every version, the newest first. What is said about one under appraisal is for those who appraise."""
    wanted = (
        select(Submission, Upload)
        .outerjoin(Upload, Upload.id == Submission.upload_id)
        .where(Submission.obligation_id == obligation.id)
        .order_by(Submission.number.desc())
    )
    remarks = _remarks(session, obligation.id)
    judges = rules.judges(identity, obligation.unit, obligation.appraised_by)
    return [
        _submission(obligation, each, upload) | {"remarks": remarks[each.id] if judges or each.decision else []}
        for each, upload in session.execute(wanted)
    ]


def extensions_of(session: Session, obligation_id: UUID) -> list[Extension]:
    """Every request for more time and every grant, the newest first."""
    wanted = select(Extension).where(Extension.obligation_id == obligation_id)
    return list(session.scalars(wanted.order_by(Extension.asked_at.desc(), Extension.id)))


def _steps(obligation: Obligation, identity: Identity) -> tuple[SubmissionAction, ...]:
    return SUBMISSION_WORKFLOW.actions(obligation.state, identity.role)


def _extension_actions(session: Session, obligation: Obligation, identity: Identity, gives: bool) -> list[str]:
    if obligation.state in CAME:
        return []
    asked = any(each.state is ExtensionState.ASKED for each in extensions_of(session, obligation.id))
    organizes = identity.role == Role.ORGANIZER
    offered = {
        ASK_EXTENSION: gives and not organizes and not asked,
        ExtensionAction.WITHDRAW.value: gives and not organizes and asked,
        ExtensionAction.GRANT.value: organizes,
        ExtensionAction.REFUSE.value: organizes and asked,
    }
    return [name for name, possible in offered.items() if possible]


def _remarks(session: Session, obligation_id: UUID) -> defaultdict[UUID, list[Remark]]:
    wanted = (
        select(Remark)
        .join(Submission, Submission.id == Remark.submission_id)
        .where(Submission.obligation_id == obligation_id)
        .order_by(Remark.at, Remark.id)
    )
    by_version: defaultdict[UUID, list[Remark]] = defaultdict(list)
    for remark in session.scalars(wanted):
        by_version[remark.submission_id].append(remark)
    return by_version


def _submission(obligation: Obligation, submission: Submission, upload: Upload | None) -> dict[str, Any]:
    at = submission.handed_in_at
    return {
        "id": submission.id,
        "number": submission.number,
        "form": submission.form,
        "filename": upload.filename if upload else None,
        "media_type": upload.media_type if upload else None,
        "size": upload.size if upload else None,
        "sha256": upload.sha256 if upload else None,
        "link": submission.link,
        "text": submission.text,
        "note": submission.note,
        "handed_in_by": submission.handed_in_by,
        "handed_in_role": submission.handed_in_role,
        "handed_in_at": at,
        "withdrawn_at": submission.withdrawn_at,
        "decision": submission.decision,
        "word": submission.word,
        "timeliness": timeliness_at(obligation, at),
        "in_time_strict": is_in_time(at, obligation.strict_until),
        "in_time_lenient": is_in_time(at, obligation.lenient_until),
    }
