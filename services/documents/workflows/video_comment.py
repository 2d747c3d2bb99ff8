"""What becomes of a comment on the film, from the appraiser who writes it to the one who sees that it is fixed.

    open ──mark_fixed──▶ fixed ──confirm──▶ confirmed
     │  ◀──take_back──────┘ │                   │
     │  ◀──not_fixed────────┘                   │
     ├──confirm──▶ confirmed ◀─(an answer may settle it, without a new cut)
     │  ◀──reopen───────────────────────────────┘
     └──withdraw──▶ withdrawn

A new cut carries over what is open or said to be fixed: each is to be confirmed, or said not to be fixed, on it.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.language import Text
from chassis.workflow import Transition, Workflow


class VideoCommentState(StrEnum):
    """How far a comment is."""

    OPEN = "open"
    FIXED = "fixed"
    """The broadcaster says so; an appraiser has not seen it yet."""
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class VideoCommentAction(StrEnum):
    """What is done with one."""

    MARK_FIXED = "mark_fixed"
    TAKE_BACK = "take_back"
    CONFIRM = "confirm"
    NOT_FIXED = "not_fixed"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


S, A = VideoCommentState, VideoCommentAction

UNSETTLED = (S.OPEN, S.FIXED)
"""What a new cut carries over, and what stands in the way of an approval where it must be fixed."""
BY_THE_BROADCASTER = frozenset({A.MARK_FIXED, A.TAKE_BACK})

_SENDERS = frozenset({Role.BROADCASTER, Role.ORGANIZER})
_JUDGES = frozenset({Role.APPRAISER, Role.ORGANIZER})

VIDEO_COMMENT_WORKFLOW = Workflow(
    "video_comment",
    (
        Transition(S.OPEN, A.MARK_FIXED, S.FIXED, _SENDERS),
        Transition(S.FIXED, A.TAKE_BACK, S.OPEN, _SENDERS),
        *(Transition(state, A.CONFIRM, S.CONFIRMED, _JUDGES) for state in UNSETTLED),
        *(Transition(state, A.NOT_FIXED, S.OPEN, _JUDGES) for state in UNSETTLED),
        Transition(S.CONFIRMED, A.REOPEN, S.OPEN, _JUDGES),
        Transition(S.OPEN, A.WITHDRAW, S.WITHDRAWN, _JUDGES),
    ),
)

WRITE, REPLY = "write", "reply"
DONE: dict[str, Text] = {
    WRITE: Text("viết nhận xét này", "wrote this comment"),
    REPLY: Text("trả lời nhận xét này", "answered this comment"),
    A.MARK_FIXED: Text("báo đã sửa", "said that it is fixed"),
    A.TAKE_BACK: Text("báo là chưa sửa", "said that it is not fixed yet"),
    A.CONFIRM: Text("xác nhận đã sửa", "confirmed that it is fixed"),
    A.NOT_FIXED: Text("ghi là chưa đạt", "noted that it is not fixed"),
    A.REOPEN: Text("mở lại nhận xét này", "reopened this comment"),
    A.WITHDRAW: Text("rút nhận xét này", "withdrew this comment"),
}
