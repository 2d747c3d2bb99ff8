"""Appraising what was handed in: taking it up, remarks, and the decision. Each decision is announced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging import outbox
from chassis.web.problems import CHANGED_MEANWHILE, STEP_NOT_POSSIBLE, Problem
from services.documents.models import Obligation, Remark, Submission, Weight
from services.documents.operations.announce_obligation import announced
from services.documents.operations.obligations import SUBMISSION, versions_of
from services.documents.operations.steps import expect_version, keep_step, take_step
from services.documents.operations.topic_text import follow_text
from services.documents.problems.submissions import MUST_FIX_LEFT, NOTHING_TO_MEND
from services.documents.workflows.submission import SubmissionAction, SubmissionState

EVENTS = {
    SubmissionAction.BEGIN: "documents.submission_taken_up.v1",
    SubmissionAction.RETURN: "documents.submission_returned.v1",
    SubmissionAction.ACCEPT: "documents.submission_accepted.v1",
    SubmissionAction.REOPEN: "documents.submission_reopened.v1",
}
REMARKED, REMARK_REMOVED = "remark", "remove_remark"


def appraise(
    session: Session,
    obligation: Obligation,
    action: SubmissionAction,
    version: int,
    word: str | None,
    *,
    by: Identity,
    clock: Clock,
) -> None:
    """Take it up, return it, accept it, or reopen what was accepted.

    A return says what is to be mended, and what has to be mended is not accepted. Raises `Problem`: forbidden,
    done-meanwhile, step-not-possible, nothing-to-mend, must-fix-left.
    """
    expect_version(session, obligation, version, SUBMISSION)
    submission = _standing(session, obligation)
    remarks = remarks_on(session, submission.id)
    take_step(session, obligation, action, SUBMISSION, by=by, at=clock(), reason=word)
    returned = action is SubmissionAction.RETURN
    obligation.came_at = None if returned else submission.handed_in_at.replace(microsecond=0)
    if action is SubmissionAction.RETURN and not remarks and word is None:
        raise Problem(NOTHING_TO_MEND)
    if action is SubmissionAction.ACCEPT and any(remark.weight is Weight.MUST_FIX for remark in remarks):
        raise Problem(MUST_FIX_LEFT)
    judged = action in (SubmissionAction.RETURN, SubmissionAction.ACCEPT)
    submission.decision = obligation.state.value if judged else None
    submission.word = word if judged else submission.word
    told = announced(obligation) | {"submission_id": submission.id, "number": submission.number, "word": word}
    if judged:
        told |= {"remarks": [_told(remark) for remark in remarks]}
    outbox.record(session, obligation, EVENTS[action], told, clock=clock)
    follow_text(session, obligation, by=by, clock=clock, reason=word)


def add_remark(
    session: Session, obligation: Obligation, data: Mapping[str, Any], *, by: Identity, clock: Clock
) -> Remark:
    """Say something about a place of the version under appraisal. Several appraisers may do so side by side."""
    submission = _under_appraisal(session, obligation)
    remark = Remark(
        id=uuid4(),
        conference=obligation.conference,
        submission_id=submission.id,
        place=data["place"],
        finding=data["finding"],
        weight=Weight(data["weight"]),
        text=data["text"],
        by=by.name,
        role=by.role.value,
        at=clock(),
    )
    session.add(remark)
    session.flush()
    return remark


def remove_remark(session: Session, obligation: Obligation, remark_id: UUID, *, by: Identity, clock: Clock) -> None:
    """Take a remark back before the decision; that it was there stays in the history.

    Raises `Problem` changed-meanwhile when it is not there (any more).
    """
    submission = _under_appraisal(session, obligation)
    remark = session.get(Remark, remark_id)
    if remark is None or remark.submission_id != submission.id:
        raise Problem(CHANGED_MEANWHILE)
    keep_step(session, obligation, REMARK_REMOVED, by=by, at=clock(), reason=remark.text)
    session.delete(remark)
    session.flush()


def remarks_on(session: Session, submission_id: UUID) -> list[Remark]:
    """What was said about a version, the earliest first."""
    wanted = select(Remark).where(Remark.submission_id == submission_id).order_by(Remark.at, Remark.id)
    return list(session.scalars(wanted))


def _under_appraisal(session: Session, obligation: Obligation) -> Submission:
    if obligation.state is not SubmissionState.UNDER_APPRAISAL:
        raise Problem(STEP_NOT_POSSIBLE, members={"state": obligation.state.value, "action": REMARKED})
    return _standing(session, obligation)


def _standing(session: Session, obligation: Obligation) -> Submission:
    """The version that counts: the last one that was not withdrawn."""
    standing = [each for each in versions_of(session, obligation.id) if each.withdrawn_at is None]
    if not standing:
        # Other work fulfilled it: there is nothing here to appraise.
        raise Problem(STEP_NOT_POSSIBLE, members={"state": obligation.state.value})
    return standing[-1]


def _told(remark: Remark) -> dict[str, Any]:
    return {"place": remark.place, "weight": remark.weight.value, "text": remark.text}
