"""The table of the film: every state, action and role."""

from __future__ import annotations

import itertools

import pytest

from chassis.auth.roles import Role
from chassis.workflow import TransitionRefused
from services.documents.workflows.video_report import (
    DONE,
    TAKES_CUTS,
    VIDEO_REPORT_WORKFLOW,
    VideoReportAction,
    VideoReportState,
)

S, A = VideoReportState, VideoReportAction
Key = tuple[VideoReportState, VideoReportAction]
SENDERS, JUDGES, OFFICE = {Role.BROADCASTER, Role.ORGANIZER}, {Role.APPRAISER, Role.ORGANIZER}, {Role.ORGANIZER}
STAGE = {Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR}
NOBODY: set[Role] = set()
EXPECTED: dict[Key, tuple[VideoReportState, set[Role]]] = {
    (S.DRAFT, A.UPLOAD): (S.UPLOADED, SENDERS),
    (S.UPLOADED, A.UPLOAD): (S.UPLOADED, SENDERS),
    (S.INSPECTED, A.UPLOAD): (S.UPLOADED, SENDERS),
    (S.UNDER_APPRAISAL, A.UPLOAD): (S.UPLOADED, SENDERS),
    (S.CHANGES_REQUESTED, A.UPLOAD): (S.UPLOADED, SENDERS),
    (S.UPLOADED, A.INSPECT): (S.INSPECTED, NOBODY),
    (S.INSPECTED, A.BEGIN): (S.UNDER_APPRAISAL, JUDGES),
    (S.UNDER_APPRAISAL, A.REQUEST_CHANGES): (S.CHANGES_REQUESTED, JUDGES),
    (S.UNDER_APPRAISAL, A.AGREE): (S.UNDER_APPRAISAL, JUDGES),
    (S.UNDER_APPRAISAL, A.APPROVE): (S.APPROVED, JUDGES),
    (S.CHANGES_REQUESTED, A.REOPEN): (S.UNDER_APPRAISAL, OFFICE),
    (S.APPROVED, A.REOPEN): (S.UNDER_APPRAISAL, OFFICE),
    (S.APPROVED, A.SCHEDULE): (S.SCHEDULED, OFFICE),
    (S.SCHEDULED, A.SCHEDULE): (S.SCHEDULED, OFFICE),
    (S.SCHEDULED, A.UNSCHEDULE): (S.APPROVED, OFFICE),
    (S.SCHEDULED, A.SHOW): (S.SHOWN, STAGE),
    (S.SHOWN, A.TAKE_BACK): (S.SCHEDULED, STAGE),
}


@pytest.mark.parametrize(("state", "action"), list(itertools.product(S, A)))
def test_step_leads_where_the_table_says_for_the_roles_it_names(
    state: VideoReportState, action: VideoReportAction
) -> None:
    expected = EXPECTED.get((state, action))
    everybody: list[Role | None] = [*Role, None]
    for role in everybody:
        if expected is not None and (role is None or role in expected[1]):
            assert VIDEO_REPORT_WORKFLOW.next(state, action, role) is expected[0]
        else:
            with pytest.raises(TransitionRefused):
                VIDEO_REPORT_WORKFLOW.next(state, action, role)


def test_approved_film_is_not_replaced_and_every_action_has_words() -> None:
    assert set(TAKES_CUTS) == {S.DRAFT, S.UPLOADED, S.INSPECTED, S.UNDER_APPRAISAL, S.CHANGES_REQUESTED}
    assert set(DONE) == set(A)
