"""What is done about an obligation: handing in, withdrawing; and what other work fulfils."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging import outbox
from chassis.web.problems import Problem
from services.documents import rules
from services.documents.models import Obligation, Submission, Upload
from services.documents.operations.announce_obligation import announced
from services.documents.operations.steps import Process, expect_version, take_step
from services.documents.operations.topic_text import follow_text
from services.documents.operations.uploads import use_upload
from services.documents.problems.submissions import FORM_NOT_TAKEN, HANDED_IN_ELSEWHERE
from services.documents.queries.timeliness import timeliness_at
from services.documents.workflows.submission import DONE, SUBMISSION_WORKFLOW, SubmissionAction, SubmissionState

RECEIVED = "documents.submission_received.v1"
WITHDRAWN = "documents.submission_withdrawn.v1"
FULFILLED = "documents.obligation_fulfilled.v1"
SUBMISSION = Process(SUBMISSION_WORKFLOW, DONE)


def hand_in(
    session: Session, obligation: Obligation, data: Mapping[str, Any], *, by: Identity, clock: Clock
) -> Submission:
    """Hand in the next version: `upload_id`, `link` or `text`, and a `note`. Announced, which is the receipt.

    Raises `Problem`: forbidden, done-meanwhile, handed-in-elsewhere, form-not-taken, upload-gone.
    """
    expect_version(session, obligation, data["version"], SUBMISSION)
    if obligation.kind in rules.FULFILLED_ELSEWHERE:
        raise Problem(HANDED_IN_ELSEWHERE)
    if data["text"] is not None and obligation.kind not in rules.TYPED:
        raise Problem(FORM_NOT_TAKEN)
    now = clock()
    begin_work(obligation, now)
    take_step(session, obligation, SubmissionAction.HAND_IN, SUBMISSION, by=by, at=now, reason=data["note"])
    obligation.came_at = now.replace(microsecond=0)
    submission, upload = _version(session, obligation, data, by, now)
    told = announced(obligation) | _receipt(obligation, submission, upload)
    outbox.record(session, obligation, RECEIVED, told, clock=clock)
    follow_text(session, obligation, by=by, clock=clock)
    return submission


def withdraw(
    session: Session, obligation: Obligation, version: int, reason: str | None, *, by: Identity, clock: Clock
) -> None:
    """Take back what nobody has begun to appraise. Where an earlier version was returned, that stands again."""
    expect_version(session, obligation, version, SUBMISSION)
    now = clock()
    take_step(session, obligation, SubmissionAction.WITHDRAW, SUBMISSION, by=by, at=now, reason=reason)
    obligation.came_at = None
    open_versions = [each for each in versions_of(session, obligation.id) if each.withdrawn_at is None]
    for submission in open_versions:
        if submission.decision is None:
            submission.withdrawn_at = now
    if any(each.decision == "returned" for each in open_versions):
        take_step(session, obligation, SubmissionAction.STAND_RETURNED, SUBMISSION, by=None, at=now)
    outbox.record(session, obligation, WITHDRAWN, announced(obligation), clock=clock)
    follow_text(session, obligation, by=by, clock=clock, reason=reason)


def fulfil_obligation(
    session: Session,
    conference: str,
    kind: str,
    unit: str,
    stands: SubmissionState,
    *,
    clock: Clock,
    came_at: datetime | None = None,
) -> None:
    """Let other work say how an obligation of this kind stands: `awaited`, `received`, `returned` or `accepted`.

    For what is not handed in as a file: topics once proposed, petitions once sent, the film once uploaded. What
    stands so already, and a unit that owes nothing of this kind, changes nothing. Announced once for each change.
    `came_at`: when it came, where that was before now.
    """
    where = (Obligation.conference == conference, Obligation.kind == kind, Obligation.unit == unit)
    owed = select(Obligation).where(*where, Obligation.dropped_at.is_(None)).order_by(Obligation.id)
    for obligation in session.scalars(owed.with_for_update()).all():
        if obligation.state != stands:
            _let_stand(session, obligation, stands, clock, came_at)


def versions_of(session: Session, obligation_id: UUID) -> list[Submission]:
    """Everything that was handed in, the first version first."""
    wanted = select(Submission).where(Submission.obligation_id == obligation_id).order_by(Submission.number)
    return list(session.scalars(wanted))


_TO = {
    SubmissionState.AWAITED: SubmissionAction.TAKE_BACK,
    SubmissionState.RECEIVED: SubmissionAction.COME,
    SubmissionState.ACCEPTED: SubmissionAction.COMPLETE,
    SubmissionState.RETURNED: SubmissionAction.SEND_BACK,
}
_MISSING = (SubmissionState.AWAITED, SubmissionState.RETURNED)


def _let_stand(
    session: Session, obligation: Obligation, stands: SubmissionState, clock: Clock, came_at: datetime | None
) -> None:
    now = clock()
    begin_work(obligation, now)
    take_step(session, obligation, _TO[stands], SUBMISSION, by=None, at=now)
    obligation.came_at = None if stands in _MISSING else (obligation.came_at or (came_at or now).replace(microsecond=0))
    outbox.record(session, obligation, FULFILLED, announced(obligation), clock=clock)
    follow_text(session, obligation, by=None, clock=clock)


def begin_work(obligation: Obligation, now: datetime) -> None:
    """Note that somebody did something about it: from now on no plan removes it unasked."""
    obligation.worked_on_at = obligation.worked_on_at or now


def _version(
    session: Session, obligation: Obligation, data: Mapping[str, Any], by: Identity, now: datetime
) -> tuple[Submission, Upload | None]:
    upload = None
    if data["upload_id"] is not None:
        upload = use_upload(session, data["upload_id"], obligation.conference, by=by, now=now)
    last = session.scalar(select(func.max(Submission.number)).where(Submission.obligation_id == obligation.id))
    submission = Submission(
        id=uuid4(),
        conference=obligation.conference,
        obligation_id=obligation.id,
        number=(last or 0) + 1,
        upload_id=data["upload_id"],
        link=data["link"],
        text=data["text"],
        note=data["note"],
        handed_in_by=by.name,
        handed_in_role=by.role.value,
        handed_in_at=now,
    )
    session.add(submission)
    return submission, upload


def _receipt(obligation: Obligation, submission: Submission, upload: Upload | None) -> dict[str, Any]:
    return {
        "submission_id": submission.id,
        "number": submission.number,
        "form": submission.form,
        "filename": upload.filename if upload else None,
        "media_type": upload.media_type if upload else None,
        "size": upload.size if upload else None,
        "sha256": upload.sha256 if upload else None,
        "link": submission.link,
        "handed_in_by": submission.handed_in_by,
        "handed_in_at": submission.handed_in_at,
        "timeliness": timeliness_at(obligation, submission.handed_in_at).value,
    }
