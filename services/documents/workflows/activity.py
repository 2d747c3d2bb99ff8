"""What becomes of an activity of the plan with one of the units that hold it.

    planned ──start──▶ under_way ──report──▶ done ──confirm──▶ confirmed
       │                  │                 ▲ │ ▲ report          │
       ├──report──────────┼─────────────────┘ │ └──────reopen─────┘
       │                  │                   └──send_back──▶ sent_back ──report──▶ done
       └──note_not_held───┴──▶ not_held ──start, report──▶ under_way, done; ──send_back──▶ sent_back

`done` and `not_held` are what the unit says; `confirmed` is the office's word.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.workflow import Transition, Workflow


class ActivityState(StrEnum):
    """How far it is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    SENT_BACK = "sent_back"
    NOT_HELD = "not_held"
    CONFIRMED = "confirmed"


class ActivityAction(StrEnum):
    """What can be done."""

    START = "start"
    REPORT = "report"
    NOTE_NOT_HELD = "note_not_held"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"
    REOPEN = "reopen"


S, A = ActivityState, ActivityAction
OPEN = (S.PLANNED, S.UNDER_WAY, S.SENT_BACK)
"""What the unit still has to do something about."""

_OWNER = frozenset({Role.ORGANIZER, Role.UNIT, Role.DEPARTMENT, Role.BROADCASTER})
_OFFICE = frozenset({Role.ORGANIZER})

ACTIVITY_WORKFLOW = Workflow(
    "activity",
    (
        Transition(S.PLANNED, A.REPORT, S.DONE, _OWNER),
        Transition(S.PLANNED, A.START, S.UNDER_WAY, _OWNER),
        Transition(S.PLANNED, A.NOTE_NOT_HELD, S.NOT_HELD, _OWNER),
        Transition(S.UNDER_WAY, A.REPORT, S.DONE, _OWNER),
        Transition(S.UNDER_WAY, A.NOTE_NOT_HELD, S.NOT_HELD, _OWNER),
        Transition(S.DONE, A.CONFIRM, S.CONFIRMED, _OFFICE),
        Transition(S.DONE, A.SEND_BACK, S.SENT_BACK, _OFFICE),
        Transition(S.DONE, A.REPORT, S.DONE, _OWNER),
        Transition(S.SENT_BACK, A.REPORT, S.DONE, _OWNER),
        Transition(S.SENT_BACK, A.NOTE_NOT_HELD, S.NOT_HELD, _OWNER),
        Transition(S.NOT_HELD, A.REPORT, S.DONE, _OWNER),
        Transition(S.NOT_HELD, A.START, S.UNDER_WAY, _OWNER),
        Transition(S.NOT_HELD, A.SEND_BACK, S.SENT_BACK, _OFFICE),
        Transition(S.CONFIRMED, A.REOPEN, S.DONE, _OFFICE),
    ),
)
