"""A verdict on a cut of the film, as its paper shows it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.film.inspection.report import Outcome
from services.documents.models import (
    CommentCategory,
    FilmDecision,
    Obligation,
    VideoComment,
    VideoInspection,
    VideoReport,
    VideoVerdict,
    VideoVersion,
    Weight,
)
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.queries.film_thresholds import film_appraisers
from services.documents.rendering import FilmVerdictPaper, VerdictRemark
from services.documents.workflows.video_comment import VideoCommentState

_LINES = list(CommentCategory)


def film_verdict(session: Session, facts: ConferenceFacts, owed: Obligation, verdict: VideoVerdict) -> FilmVerdictPaper:
    """The phiếu: what its writer had said of this cut until then. A post only where the plan names the person."""
    cut = session.get_one(VideoVersion, verdict.version_id)
    named = {each["name"]: each["post"] for each in film_appraisers(session, verdict.conference) if each["name"]}
    return FilmVerdictPaper(
        conference=facts.conference,
        title=owed.title,
        broadcaster=owed.unit_name,
        cut=verdict.number,
        file_name=cut.filename,
        sha256=verdict.sha256,
        appraiser=verdict.by,
        post=named.get(verdict.by),
        approved=verdict.decision is FilmDecision.APPROVE,
        word=verdict.word,
        decided_at=verdict.at,
        stands=verdict.stands,
        remarks=[_remark(each) for each in _said(session, verdict)],
        measured=_measured(session.get(VideoInspection, cut.id)),
    )


def _measured(found: VideoInspection | None) -> str | None:
    """Failed rules alone: whoever reads that the film is good has to know of them."""
    if found is not None and found.outcome == Outcome.COULD_NOT:
        return "Máy không mở được tệp"
    return f"Máy đo: không đạt {found.failures} chỉ tiêu" if found is not None and found.failures else None


def _remark(comment: VideoComment) -> VerdictRemark:
    must_fix = comment.weight is Weight.MUST_FIX
    return VerdictRemark(_LINES.index(comment.category), must_fix, comment.from_ms, comment.to_ms, comment.text)


def last_word(session: Session, film: VideoReport) -> str | None:
    """What was said with the last request for changes; None when it was more than a cut ago."""
    wanted = select(VideoVerdict.word).where(
        VideoVerdict.video_report_id == film.id,
        VideoVerdict.number == film.current_number,
        VideoVerdict.decision == FilmDecision.REQUEST_CHANGES,
        VideoVerdict.ended_at.is_(None),
    )
    return session.scalar(wanted)


def _said(session: Session, verdict: VideoVerdict) -> list[VideoComment]:
    wanted = select(VideoComment).where(
        VideoComment.video_report_id == verdict.video_report_id,
        VideoComment.number == verdict.number,
        VideoComment.subject == verdict.subject,
        VideoComment.at <= verdict.at,
        VideoComment.state != VideoCommentState.WITHDRAWN,
    )
    return list(session.scalars(wanted.order_by(VideoComment.from_ms, VideoComment.at)))
