"""Comments on the film as a reader may see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.web.resource import found
from services.documents import rules
from services.documents.models import Step, VideoComment, VideoReport
from services.documents.queries.history import history_of
from services.documents.workflows.video_comment import (
    BY_THE_BROADCASTER,
    UNSETTLED,
    VIDEO_COMMENT_WORKFLOW,
    VideoCommentAction,
    VideoCommentState,
)
from services.documents.workflows.video_report import MENDED_IN, VideoReportState

_SHOWN = (
    "id",
    "version",
    "number",
    "seen_on",
    "from_ms",
    "to_ms",
    "category",
    "weight",
    "text",
    "state",
    "by",
    "role",
    "at",
)


def comments_of(session: Session, film: VideoReport, identity: Identity) -> Sequence[VideoComment]:
    """All that the reader may know of, in the order of the film; for the broadcaster, once a verdict was given."""
    wanted = select(VideoComment).where(VideoComment.video_report_id == film.id)
    if not rules.sees_unreleased(identity):
        wanted = wanted.where(VideoComment.released_at.is_not(None))
    return session.scalars(wanted.order_by(VideoComment.from_ms, VideoComment.at, VideoComment.id)).all()


def comment_of(
    session: Session, film: VideoReport, comment_id: UUID, identity: Identity, *, lock: bool = False
) -> VideoComment:
    """One of them. Raises `Problem` not-found."""
    wanted = select(VideoComment).where(VideoComment.id == comment_id, VideoComment.video_report_id == film.id)
    comment = found(session.scalar(wanted.with_for_update() if lock else wanted))
    seen = rules.sees_unreleased(identity) or comment.released_at is not None
    return found(comment if seen else None)


def comment_view(session: Session, film: VideoReport, comment: VideoComment, identity: Identity) -> dict[str, Any]:
    """A comment with its thread, and what the reader may do about it now.

    `carried`: it was not yet looked at on the current cut. What appraisers said before the verdict stays among them.
    """
    shown = {name: getattr(comment, name) for name in _SHOWN}
    return shown | {
        "carried": is_carried(film, comment),
        "released": comment.released_at is not None,
        "actions": actions_on(film, comment, identity),
        "thread": _thread(session, comment, identity),
    }


def is_carried(film: VideoReport, comment: VideoComment) -> bool:
    """Whether it came over from an earlier cut and is still to be confirmed, or said not to be fixed, on this one."""
    return comment.state in UNSETTLED and comment.seen_on < (film.current_number or 0)


def actions_on(film: VideoReport, comment: VideoComment, identity: Identity) -> list[VideoCommentAction]:
    """What the reader may do with it while the film is where it is."""
    offered = VIDEO_COMMENT_WORKFLOW.actions(comment.state, identity.role)
    return [action for action in offered if _is_possible(film, comment, action, identity)]


def _is_possible(film: VideoReport, comment: VideoComment, action: VideoCommentAction, identity: Identity) -> bool:
    if action in BY_THE_BROADCASTER:
        return film.state in MENDED_IN and comment.released_at is not None
    if film.state is not VideoReportState.UNDER_APPRAISAL:
        return False
    if action is VideoCommentAction.NOT_FIXED:
        return comment.state is VideoCommentState.FIXED or is_carried(film, comment)
    return action is not VideoCommentAction.WITHDRAW or rules.withdraws_comment(identity, comment.subject)


def _thread(session: Session, comment: VideoComment, identity: Identity) -> list[Step]:
    steps = history_of(session, comment.id)
    if rules.sees_unreleased(identity) or comment.released_at is None:
        return list(steps)
    # The first line is the comment itself.
    return [step for step in steps[1:] if step.at >= comment.released_at]
