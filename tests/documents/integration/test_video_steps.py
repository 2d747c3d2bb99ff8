"""Every state × action × role of the tables of the film and of its comments, asked for over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, select, update

from chassis.auth.roles import Role
from services.documents.models import (
    VideoComment,
    VideoReport,
    VideoVerdict,
    VideoVersion,
    VideoVersionState,
)
from services.documents.workflows.video_comment import (
    BY_THE_BROADCASTER,
    VIDEO_COMMENT_WORKFLOW,
    VideoCommentAction,
    VideoCommentState,
)
from services.documents.workflows.video_report import VIDEO_REPORT_WORKFLOW, VideoReportAction, VideoReportState
from tests.documents.filming import SHA256
from tests.documents.judging import bench
from tests.documents.world import Documents

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ROLES = (Role.ORGANIZER, Role.APPRAISER, Role.BROADCASTER, Role.ADMINISTRATOR, Role.UNIT, Role.CHAIR)
S, A, C = VideoReportState, VideoReportAction, VideoCommentAction
FROZEN = (S.APPROVED, S.SCHEDULED, S.SHOWN)
VERBS = {A.BEGIN: "begin", A.REQUEST_CHANGES: "request-changes", A.APPROVE: "approve", A.REOPEN: "reopen"}


@pytest.mark.parametrize("people", [1, 2])
def test_film_takes_the_steps_of_the_table_and_no_other(planned: Documents, plan_source: str, people: int) -> None:
    judges = bench(planned, plan_source, people=people)
    judges.cut(begun=False)
    answers, expected = {}, {}
    for state in S:
        for action, verb in VERBS.items():
            for role in ROLES:
                _put_film(planned, state)
                body = {} if verb == "begin" else {"word": "Lý do"}
                case = (state.value, verb, role.value)
                answer = judges.judge(verb, role=role, **body)
                answers[case] = answer.get_json()["state"] if answer.status_code == 200 else answer.status_code
                meant = A.AGREE if people == 2 and action is A.APPROVE else action
                expected[case] = _expected(VIDEO_REPORT_WORKFLOW, state, meant, role)
    assert answers == expected


def test_comment_takes_the_steps_of_the_table_and_no_other(planned: Documents, plan_source: str) -> None:
    judges = bench(planned, plan_source)
    judges.cut()
    comment = judges.comment()
    judges.judge("request-changes")
    answers, expected = {}, {}
    for state in VideoCommentState:
        for action in C:
            for role in ROLES:
                _put_film(planned, S.CHANGES_REQUESTED if action in BY_THE_BROADCASTER else S.UNDER_APPRAISAL)
                comment["version"] = _put_comment(planned, state)
                case = (state.value, action.value, role.value)
                answer = judges.step(comment, action.value.replace("_", "-"), role=role)
                answers[case] = answer.get_json()["state"] if answer.status_code == 200 else answer.status_code
                expected[case] = _expected(VIDEO_COMMENT_WORKFLOW, state, action, role)
    assert answers == expected


@pytest.mark.parametrize("state", [state for state in S if state is not S.UNDER_APPRAISAL])
def test_comments_are_judged_while_the_cut_is_under_appraisal_only(
    planned: Documents, plan_source: str, state: VideoReportState
) -> None:
    judges = bench(planned, plan_source)
    judges.cut()
    comment = judges.comment()
    _put_film(planned, state)
    assert judges.step(comment, "confirm").status_code == 409
    assert [each["actions"] for each in judges.comments()] == [[]]


def _expected(workflow: Any, state: Any, action: Any, role: Role) -> Any:
    if role not in {each for row in workflow.transitions if row.action == action for each in row.roles}:
        return 403
    rows = [row for row in workflow.transitions if (row.source, row.action) == (state, action)]
    if not rows:
        return 409
    return rows[0].target.value if role in rows[0].roles else 403


def _put_film(documents: Documents, state: VideoReportState) -> None:
    """Put the film into a state, as its facts have to be there."""
    frozen = state in FROZEN
    facts = {
        "state": state,
        "current_number": None if state is S.DRAFT else 1,
        "approved_number": 1 if frozen else None,
        "approved_sha256": SHA256 if frozen else None,
    }
    with documents.service.database.write() as session:
        session.execute(delete(VideoVerdict))
        session.execute(update(VideoVersion).values(state=VideoVersionState.INSPECTED))
        session.execute(update(VideoReport).values(**facts))


def _put_comment(documents: Documents, state: VideoCommentState) -> int:
    with documents.service.database.write() as session:
        comment = session.scalars(select(VideoComment)).one()
        comment.state = state
        return comment.version
