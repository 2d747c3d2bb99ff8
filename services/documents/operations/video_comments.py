"""Comments on the film: written by appraisers, answered and fixed by the broadcaster, confirmed by appraisers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from chassis.film_time import moment_on_film
from chassis.messaging import outbox
from chassis.web.problems import FORBIDDEN, STEP_NOT_POSSIBLE, FieldFault, Problem, reader_language
from services.documents import rules
from services.documents.models import CommentCategory, VideoComment, VideoReport, VideoVersion, Weight
from services.documents.operations.film_in_hand import FilmInHand
from services.documents.operations.steps import Process, done_meanwhile, expect_version, keep_step, take_step
from services.documents.operations.video_process import FILM, current_cut
from services.documents.problems.film import AFTER_THE_END, MOMENT_OUTSIDE_FILM
from services.documents.queries.film_playback import length_ms
from services.documents.workflows.video_comment import (
    BY_THE_BROADCASTER,
    DONE,
    REPLY,
    VIDEO_COMMENT_WORKFLOW,
    WRITE,
    VideoCommentAction,
    VideoCommentState,
)
from services.documents.workflows.video_report import MENDED_IN, VideoReportState

COMMENTED = "documents.video_commented.v1"
CHANGED = "documents.video_comment_changed.v1"
COMMENT = Process(VIDEO_COMMENT_WORKFLOW, DONE)
LATEST_AFTER_END = timedelta(seconds=1)
"""A film of 14:59,96 ends at 15:00 for whoever writes its end."""


def write_comment(hand: FilmInHand, data: Mapping[str, Any]) -> VideoComment:
    """Pin a comment to a moment or a span of the cut under appraisal. Several appraisers may do so side by side.

    Raises `Problem`: cut-changed, done-meanwhile, moment-outside-film, step-not-possible.
    """
    session, film, by, now = hand.session, hand.film, hand.by, hand.clock()
    cut = current_cut(session, film, data["sha256"])
    _expect_state(session, film, (VideoReportState.UNDER_APPRAISAL,), WRITE)
    _expect_within(session, cut, data)
    comment = VideoComment(
        id=uuid4(),
        conference=film.conference,
        video_report_id=film.id,
        number=cut.number,
        seen_on=cut.number,
        from_ms=data["from_ms"],
        to_ms=data["to_ms"],
        category=CommentCategory(data["category"]),
        weight=Weight(data["weight"]),
        text=data["text"],
        state=VideoCommentState.OPEN,
        by=by.name,
        role=by.role.value,
        subject=by.subject,
        at=now,
        version=0,
    )
    session.add(comment)
    session.flush()
    keep_step(session, comment, WRITE, by=by, at=now)
    outbox.record(session, comment, COMMENTED, _told(film, comment), clock=hand.clock)
    return comment


def reply_to_comment(hand: FilmInHand, comment: VideoComment, text: str) -> None:
    """Answer in its thread; how it stands does not change."""
    keep_step(hand.session, comment, REPLY, by=hand.by, at=hand.clock(), reason=text)
    outbox.record(hand.session, comment, CHANGED, _told(hand.film, comment), clock=hand.clock)


def step_comment(hand: FilmInHand, comment: VideoComment, action: VideoCommentAction, data: Mapping[str, Any]) -> None:
    """Take one step. Appraisers judge it on the cut that they name; whoever else did something first is named.

    Raises `Problem`: cut-changed, forbidden (to withdraw another's), done-meanwhile, step-not-possible.
    """
    session, film = hand.session, hand.film
    if action not in BY_THE_BROADCASTER:
        current_cut(session, film, data["sha256"])
    expect_version(session, comment, data["version"], COMMENT)
    if action is VideoCommentAction.WITHDRAW and not rules.withdraws_comment(hand.by, comment.subject):
        raise Problem(FORBIDDEN)
    allowed = MENDED_IN if action in BY_THE_BROADCASTER else (VideoReportState.UNDER_APPRAISAL,)
    _expect_state(session, film, allowed, action)
    take_step(session, comment, action, COMMENT, by=hand.by, at=hand.clock(), reason=data["text"])
    if action not in BY_THE_BROADCASTER:
        comment.seen_on = film.current_number or comment.seen_on
    outbox.record(session, comment, CHANGED, _told(film, comment), clock=hand.clock)


def _expect_state(session: Session, film: VideoReport, states: tuple[VideoReportState, ...], action: str) -> None:
    if film.state not in states:
        members = {"state": film.state.value, "action": str(action)}
        raise done_meanwhile(session, film, FILM, members) or Problem(STEP_NOT_POSSIBLE, members=members)


def _expect_within(session: Session, cut: VideoVersion, data: Mapping[str, Any]) -> None:
    """What lies beyond is said at its field, too. A cut whose length nobody measured takes any moment."""
    length = length_ms(session, cut)
    if length is None:
        return
    for name in ("from_ms", "to_ms"):
        if timedelta(milliseconds=(data[name] or 0) - length) > LATEST_AFTER_END:
            said = {"cut": cut.number, "length": moment_on_film(length // 1000 * 1000)}
            fault = FieldFault(f"/{name}", AFTER_THE_END.in_language(reader_language(), **said))
            raise Problem(MOMENT_OUTSIDE_FILM, members={"errors": [fault.body()]}, **said)


def _told(film: VideoReport, comment: VideoComment) -> dict[str, Any]:
    return {
        "conference": comment.conference,
        "comment_id": comment.id,
        "video_report_id": film.id,
        "unit": film.unit,
        "number": comment.number,
        "seen_on": comment.seen_on,
        "from_ms": comment.from_ms,
        "to_ms": comment.to_ms,
        "category": comment.category.value,
        "weight": comment.weight.value,
        "text": comment.text,
        "state": comment.state.value,
        "released": comment.released_at is not None,
    }
