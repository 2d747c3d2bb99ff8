"""Comments on the film: pinned to its time, answered, fixed, confirmed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.web.blueprint import Blueprint
from chassis.web.resource import found, permit
from services.documents import rules
from services.documents.operations.video_comments import reply_to_comment, step_comment, write_comment
from services.documents.queries.video_comments import comment_of, comment_view, comments_of
from services.documents.queries.video_report import film_of
from services.documents.resources.film_base import FilmResource
from services.documents.schemas.video_comment import (
    NewVideoCommentSchema,
    VideoCommentSchema,
    VideoCommentsSchema,
    VideoCommentStepSchema,
    VideoCommentVerdictSchema,
    VideoReplySchema,
)
from services.documents.workflows.video_comment import VideoCommentAction

blueprint = Blueprint(
    "video-comments",
    __name__,
    url_prefix="/conferences/<slug>/video-report/comments",
    description="What appraisers say about moments of the film.",
)


class CommentResource(FilmResource):
    """What resources about comments share."""

    def step(self, slug: str, comment_id: UUID, data: dict[str, Any], action: VideoCommentAction) -> dict[str, Any]:
        """Take a step."""
        hand = self.in_hand(slug)
        comment = comment_of(self.session, hand.film, comment_id, self.identity, lock=True)
        step_comment(hand, comment, action, data)
        return comment_view(self.session, hand.film, comment, self.identity)


@blueprint.route("")
class VideoComments(CommentResource):
    """The comments on the film of a conference."""

    @permit(*rules.FILM_READERS)
    @blueprint.doc(operationId="list_video_comments")
    @blueprint.response(200, VideoCommentsSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """List comments in the order of the film. The broadcaster sees them once a verdict was given."""
        film = film_of(self.session, self.owed(slug))
        items = [] if film is None else comments_of(self.session, film, self.identity)
        return {"items": [comment_view(self.session, found(film), each, self.identity) for each in items]}

    @permit(*rules.FILM_JUDGES)
    @blueprint.doc(operationId="write_video_comment")
    @blueprint.arguments(NewVideoCommentSchema)
    @blueprint.response(201, VideoCommentSchema)
    @blueprint.problems(409)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Pin a comment to a moment or a span of the cut under appraisal."""
        hand = self.in_hand(slug)
        comment = write_comment(hand, data)
        return comment_view(self.session, hand.film, comment, self.identity)


@blueprint.route("/<uuid:comment_id>/replies")
class CommentReplies(CommentResource):
    """Answers."""

    @permit(*rules.FILM_TALKERS)
    @blueprint.doc(operationId="reply_to_video_comment")
    @blueprint.arguments(VideoReplySchema)
    @blueprint.response(201, VideoCommentSchema)
    def post(self, data: dict[str, Any], slug: str, comment_id: UUID) -> dict[str, Any]:
        """Answer a comment."""
        hand = self.in_hand(slug)
        comment = comment_of(self.session, hand.film, comment_id, self.identity, lock=True)
        reply_to_comment(hand, comment, data["text"])
        return comment_view(self.session, hand.film, comment, self.identity)


@blueprint.route("/<uuid:comment_id>/mark-fixed")
class MarkFixed(CommentResource):
    """The broadcaster's word."""

    @permit(*rules.FILM_SENDERS)
    @blueprint.doc(operationId="mark_video_comment_fixed")
    @blueprint.arguments(VideoCommentStepSchema)
    @blueprint.response(200, VideoCommentSchema)
    def post(self, data: dict[str, Any], slug: str, comment_id: UUID) -> dict[str, Any]:
        """Say that it is fixed, and how; an appraiser confirms it."""
        return self.step(slug, comment_id, data, VideoCommentAction.MARK_FIXED)


@blueprint.route("/<uuid:comment_id>/take-back")
class TakeFixedBack(CommentResource):
    """The broadcaster's second thought."""

    @permit(*rules.FILM_SENDERS)
    @blueprint.doc(operationId="take_back_video_comment_fixed")
    @blueprint.arguments(VideoCommentStepSchema)
    @blueprint.response(200, VideoCommentSchema)
    def post(self, data: dict[str, Any], slug: str, comment_id: UUID) -> dict[str, Any]:
        """Say that it is not fixed after all."""
        return self.step(slug, comment_id, data, VideoCommentAction.TAKE_BACK)


@blueprint.route("/<uuid:comment_id>/confirm")
class ConfirmFixed(CommentResource):
    """Fixed."""

    @permit(*rules.FILM_JUDGES)
    @blueprint.doc(operationId="confirm_video_comment")
    @blueprint.arguments(VideoCommentVerdictSchema)
    @blueprint.response(200, VideoCommentSchema)
    def post(self, data: dict[str, Any], slug: str, comment_id: UUID) -> dict[str, Any]:
        """Confirm that it is fixed on the cut that was watched, or settled by an answer."""
        return self.step(slug, comment_id, data, VideoCommentAction.CONFIRM)


@blueprint.route("/<uuid:comment_id>/not-fixed")
class NotFixed(CommentResource):
    """Not fixed."""

    @permit(*rules.FILM_JUDGES)
    @blueprint.doc(operationId="refuse_video_comment")
    @blueprint.arguments(VideoCommentVerdictSchema)
    @blueprint.response(200, VideoCommentSchema)
    def post(self, data: dict[str, Any], slug: str, comment_id: UUID) -> dict[str, Any]:
        """Say that it is not fixed on the cut that was watched: it stays open."""
        return self.step(slug, comment_id, data, VideoCommentAction.NOT_FIXED)


@blueprint.route("/<uuid:comment_id>/reopen")
class ReopenComment(CommentResource):
    """Open again."""

    @permit(*rules.FILM_JUDGES)
    @blueprint.doc(operationId="reopen_video_comment")
    @blueprint.arguments(VideoCommentVerdictSchema)
    @blueprint.response(200, VideoCommentSchema)
    def post(self, data: dict[str, Any], slug: str, comment_id: UUID) -> dict[str, Any]:
        """Open a comment again that was confirmed."""
        return self.step(slug, comment_id, data, VideoCommentAction.REOPEN)


@blueprint.route("/<uuid:comment_id>/withdraw")
class WithdrawComment(CommentResource):
    """Taken back."""

    @permit(*rules.FILM_JUDGES)
    @blueprint.doc(operationId="withdraw_video_comment")
    @blueprint.arguments(VideoCommentVerdictSchema)
    @blueprint.response(200, VideoCommentSchema)
    def post(self, data: dict[str, Any], slug: str, comment_id: UUID) -> dict[str, Any]:
        """Withdraw an open comment: its writer, or the office."""
        return self.step(slug, comment_id, data, VideoCommentAction.WITHDRAW)
