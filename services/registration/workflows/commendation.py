"""What becomes of a commendation on the stage.

    waiting ──call──▶ called ──receive──▶ received
       ▲                │ ▲                  │
       └───take_back────┘ └────take_back─────┘

A mistake on the stage is taken back one step at a time; every step stays in the history.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.workflow import Transition, Workflow


class CommendationState(StrEnum):
    """How far it is."""

    WAITING = "waiting"
    CALLED = "called"
    RECEIVED = "received"


class CommendationAction(StrEnum):
    """What the stage does."""

    CALL = "call"
    RECEIVE = "receive"
    TAKE_BACK = "take_back"


_STAGE = frozenset({Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR})

S, A = CommendationState, CommendationAction
COMMENDATION_WORKFLOW = Workflow(
    "commendation",
    (
        Transition(S.WAITING, A.CALL, S.CALLED, _STAGE),
        Transition(S.CALLED, A.RECEIVE, S.RECEIVED, _STAGE),
        Transition(S.CALLED, A.TAKE_BACK, S.WAITING, _STAGE),
        Transition(S.RECEIVED, A.TAKE_BACK, S.CALLED, _STAGE),
    ),
)
