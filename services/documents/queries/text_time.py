"""How long the text of a presentation takes that a unit has handed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import ReportText, Submission, Topic
from services.documents.topics import speaking_time


def spoken(text: str, minutes: int | None) -> dict[str, Any]:
    """The estimate for a text, and what it means for a time limit."""
    time = speaking_time(text)
    verdict = None
    if minutes is not None:
        verdict = "too_long" if time.exceeds(minutes) else "tight" if time.may_exceed(minutes) else "fits"
    return {
        "syllables": time.syllables,
        "seconds": time.seconds,
        "least_seconds": time.least_seconds,
        "most_seconds": time.most_seconds,
        "verdict": verdict,
    }


def text_time(session: Session, obligation_id: UUID) -> dict[str, Any] | None:
    """The estimate for what stands of an obligation, against the limit of its topic.

    None while nothing is there or the worker has not read it, and for what cannot be read: a scan, a link.
    """
    text = _text(session, obligation_id)
    if not text:
        return None
    return spoken(text, session.scalar(select(Topic.minutes).where(Topic.obligation_id == obligation_id)))


def _text(session: Session, obligation_id: UUID) -> str:
    wanted = (
        select(Submission.text, ReportText.sections)
        .outerjoin(ReportText, ReportText.id == Submission.id)
        .where(Submission.obligation_id == obligation_id, Submission.withdrawn_at.is_(None))
        .order_by(Submission.number.desc())
        .limit(1)
    )
    row = session.execute(wanted).first()
    if row is None:
        return ""
    return row.text or "\n".join(line for lines in row.sections or () for line in lines if line)
