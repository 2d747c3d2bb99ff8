"""The table of a comment on the film: every state, action and role."""

from __future__ import annotations

import itertools

import pytest

from chassis.auth.roles import Role
from chassis.contracts.video_reports import COMMENT_CATEGORIES
from chassis.workflow import TransitionRefused
from services.documents.models import CommentCategory
from services.documents.rendering.film_appraisal import CRITERIA
from services.documents.workflows.video_comment import (
    DONE,
    REPLY,
    VIDEO_COMMENT_WORKFLOW,
    WRITE,
    VideoCommentAction,
    VideoCommentState,
)

S, A = VideoCommentState, VideoCommentAction
SENDERS, JUDGES = {Role.BROADCASTER, Role.ORGANIZER}, {Role.APPRAISER, Role.ORGANIZER}
EXPECTED: dict[tuple[VideoCommentState, VideoCommentAction], tuple[VideoCommentState, set[Role]]] = {
    (S.OPEN, A.MARK_FIXED): (S.FIXED, SENDERS),
    (S.FIXED, A.TAKE_BACK): (S.OPEN, SENDERS),
    (S.OPEN, A.CONFIRM): (S.CONFIRMED, JUDGES),
    (S.FIXED, A.CONFIRM): (S.CONFIRMED, JUDGES),
    (S.OPEN, A.NOT_FIXED): (S.OPEN, JUDGES),
    (S.FIXED, A.NOT_FIXED): (S.OPEN, JUDGES),
    (S.CONFIRMED, A.REOPEN): (S.OPEN, JUDGES),
    (S.OPEN, A.WITHDRAW): (S.WITHDRAWN, JUDGES),
}


@pytest.mark.parametrize(("state", "action"), list(itertools.product(S, A)))
def test_step_leads_where_the_table_says_for_the_roles_it_names(
    state: VideoCommentState, action: VideoCommentAction
) -> None:
    expected = EXPECTED.get((state, action))
    everybody: list[Role | None] = [*Role, None]
    for role in everybody:
        if expected is not None and (role is None or role in expected[1]):
            assert VIDEO_COMMENT_WORKFLOW.next(state, action, role) is expected[0]
        else:
            with pytest.raises(TransitionRefused):
                VIDEO_COMMENT_WORKFLOW.next(state, action, role)


def test_every_action_has_words() -> None:
    assert set(DONE) == {*A, WRITE, REPLY}


def test_categories_are_the_lines_of_the_verdict() -> None:
    assert tuple(CommentCategory) == COMMENT_CATEGORIES
    assert len(CommentCategory) == len(CRITERIA)
