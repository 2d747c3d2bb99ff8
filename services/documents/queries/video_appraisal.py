"""What the plan says of who judges the film, and what was said and decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from services.documents.models import FilmDecision, Plan, VideoComment, VideoReport, VideoVerdict, VideoVersion
from services.documents.workflows.video_comment import UNSETTLED
from services.documents.workflows.video_report import VIDEO_REPORT_WORKFLOW, VideoReportAction, VideoReportState


def film_plan(session: Session, conference: str) -> dict[str, Any]:
    """The plan's part about the film; empty where it has none."""
    content: dict[str, Any] = session.scalar(select(Plan.content).where(Plan.conference == conference)) or {}
    return content.get("video_report") or {}


def must_agree(session: Session, conference: str) -> int:
    """How many different people must say yes: two where the plan wants it."""
    return 2 if film_plan(session, conference).get("two_person_approval") else 1


def cut_of(session: Session, film: VideoReport) -> VideoVersion | None:
    """The newest version; None before the first."""
    where = (VideoVersion.video_report_id == film.id, VideoVersion.number == film.current_number)
    return session.scalar(select(VideoVersion).where(*where))


def standing_agreements(session: Session, cut: VideoVersion) -> Sequence[VideoVerdict]:
    """Who said yes to this cut, and still does."""
    wanted = select(VideoVerdict).where(
        VideoVerdict.version_id == cut.id,
        VideoVerdict.decision == FilmDecision.APPROVE,
        VideoVerdict.ended_at.is_(None),
    )
    return session.scalars(wanted.order_by(VideoVerdict.at)).all()


def verdicts_of(session: Session, film: VideoReport) -> Sequence[VideoVerdict]:
    """Every verdict on every cut, the newest first."""
    wanted = select(VideoVerdict).where(VideoVerdict.video_report_id == film.id)
    return session.scalars(wanted.order_by(VideoVerdict.at.desc(), VideoVerdict.id)).all()


def counts_on(film: VideoReport, verdict: VideoVerdict) -> bool:
    """Whether it is a yes to the current cut that still stands."""
    return (
        verdict.decision is FilmDecision.APPROVE and verdict.ended_at is None and verdict.number == film.current_number
    )


def unsettled_comments(session: Session, film: VideoReport) -> Sequence[VideoComment]:
    """What is open, or said to be fixed and not yet confirmed; in the order of the film."""
    wanted = select(VideoComment).where(
        VideoComment.video_report_id == film.id, VideoComment.state.in_([state.value for state in UNSETTLED])
    )
    return session.scalars(wanted.order_by(VideoComment.from_ms, VideoComment.at, VideoComment.id)).all()


def offered_steps(
    film_state: VideoReportState, identity: Identity, agreements: Sequence[VideoVerdict], needed: int
) -> list[VideoReportAction]:
    """What the reader may do now: `agree` where another person has to follow, `approve` where theirs is the last."""
    offered = list(VIDEO_REPORT_WORKFLOW.actions(film_state, identity.role))
    not_now = {VideoReportAction.AGREE if len(agreements) + 1 >= needed else VideoReportAction.APPROVE}
    if any(each.subject == identity.subject for each in agreements):
        not_now = {VideoReportAction.AGREE, VideoReportAction.APPROVE}
    return [action for action in offered if action not in not_now]
