"""What becomes of what a unit owes.

    awaited ──hand_in──▶ received ──begin──▶ under_appraisal ──accept──▶ accepted
       ▲                 ▲  │  ▲                   │                       │
       └────withdraw─────┼──┘  │                 return                  reopen
                         │     └──hand_in── returned ◀┘     (to under_appraisal; so is what was returned by mistake)

A newer version may follow until somebody begins to appraise; after a return the next one starts anew. What is
withdrawn stays in the history, and where an earlier version had been returned, that is how things stand again.
What other work fulfils (topics, petitions, the film) comes, is complete or has to be mended by the system's own steps.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.language import Text
from chassis.workflow import Transition, Workflow


class SubmissionState(StrEnum):
    """How far an obligation is."""

    AWAITED = "awaited"
    RECEIVED = "received"
    UNDER_APPRAISAL = "under_appraisal"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class SubmissionAction(StrEnum):
    """What is done about it."""

    HAND_IN = "hand_in"
    WITHDRAW = "withdraw"
    BEGIN = "begin"
    RETURN = "return"
    ACCEPT = "accept"
    REOPEN = "reopen"
    STAND_RETURNED = "stand_returned"
    COME = "come"
    COMPLETE = "complete"
    SEND_BACK = "send_back"
    TAKE_BACK = "take_back"


CAME = frozenset({SubmissionState.RECEIVED, SubmissionState.UNDER_APPRAISAL, SubmissionState.ACCEPTED})
"""States in which nothing is asked of the unit any more: no deadline runs, nobody is reminded."""

_GIVERS = frozenset({Role.UNIT, Role.ORGANIZER, Role.DEPARTMENT, Role.BROADCASTER})
_JUDGES = frozenset({Role.ORGANIZER, Role.APPRAISER, Role.DEPARTMENT})
_OFFICE = frozenset({Role.ORGANIZER})
_SYSTEM: frozenset[Role] = frozenset()

S, A = SubmissionState, SubmissionAction
SUBMISSION_WORKFLOW = Workflow(
    "submission",
    (
        Transition(S.AWAITED, A.HAND_IN, S.RECEIVED, _GIVERS),
        Transition(S.RECEIVED, A.HAND_IN, S.RECEIVED, _GIVERS),
        Transition(S.RETURNED, A.HAND_IN, S.RECEIVED, _GIVERS),
        Transition(S.RECEIVED, A.WITHDRAW, S.AWAITED, _GIVERS),
        Transition(S.RECEIVED, A.BEGIN, S.UNDER_APPRAISAL, _JUDGES),
        Transition(S.UNDER_APPRAISAL, A.ACCEPT, S.ACCEPTED, _JUDGES),
        Transition(S.UNDER_APPRAISAL, A.RETURN, S.RETURNED, _JUDGES),
        Transition(S.ACCEPTED, A.REOPEN, S.UNDER_APPRAISAL, _OFFICE),
        Transition(S.RETURNED, A.REOPEN, S.UNDER_APPRAISAL, _OFFICE),
        Transition(S.AWAITED, A.STAND_RETURNED, S.RETURNED, _SYSTEM),
        *(Transition(state, A.COME, S.RECEIVED, _SYSTEM) for state in S if state is not S.RECEIVED),
        *(Transition(state, A.COMPLETE, S.ACCEPTED, _SYSTEM) for state in S if state is not S.ACCEPTED),
        *(Transition(state, A.SEND_BACK, S.RETURNED, _SYSTEM) for state in S if state is not S.RETURNED),
        *(Transition(state, A.TAKE_BACK, S.AWAITED, _SYSTEM) for state in S if state is not S.AWAITED),
    ),
)

DONE: dict[str, Text] = {
    A.HAND_IN: Text("nộp một bản", "handed in a version"),
    A.WITHDRAW: Text("rút bản đã nộp", "withdrew what was handed in"),
    A.BEGIN: Text("nhận thẩm định", "began to appraise it"),
    A.RETURN: Text("trả lại kèm nhận xét", "returned it with remarks"),
    A.ACCEPT: Text("chấp nhận", "accepted it"),
    A.REOPEN: Text("mở lại để thẩm định", "reopened it"),
    A.STAND_RETURNED: Text("trở về bản bị trả lại", "went back to the returned version"),
    A.COME: Text("ghi nhận đã có", "noted that it has come"),
    A.COMPLETE: Text("ghi nhận đã xong", "noted that it is complete"),
    "ask_extension": Text("xin gia hạn", "asked for an extension"),
    "withdraw_extension": Text("rút đề nghị gia hạn", "withdrew the request for an extension"),
    "grant_extension": Text("gia hạn", "granted an extension"),
    "refuse_extension": Text("không gia hạn", "refused an extension"),
    A.SEND_BACK: Text("ghi nhận phải sửa", "noted that it has to be mended"),
    A.TAKE_BACK: Text("ghi nhận chưa có", "noted that it is missing again"),
}
