"""What becomes of a nomination for the medal (Kỷ niệm chương).

    nominated ──verify──▶ verified ──send──▶ sent ──award──▶ awarded
      │    ▲                 │                 └────decline──▶ not_awarded
      │    │ correct         │ return
      │    │                 ▼
      └────┴───return───▶ returned

The unit may withdraw it before it is sent upward.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.workflow import Transition, Workflow


class MedalState(StrEnum):
    """Where a nomination is."""

    NOMINATED = "nominated"
    RETURNED = "returned"
    VERIFIED = "verified"
    SENT = "sent"
    AWARDED = "awarded"
    NOT_AWARDED = "not_awarded"
    WITHDRAWN = "withdrawn"


class MedalAction(StrEnum):
    """What can be done with one."""

    CORRECT = "correct"
    VERIFY = "verify"
    RETURN = "return"
    SEND = "send"
    AWARD = "award"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


DEAD = (MedalState.NOT_AWARDED, MedalState.WITHDRAWN)
"""States of which no medal comes; the person may be nominated anew."""

_OFFICE = frozenset({Role.ORGANIZER})
_UNIT = frozenset({Role.ORGANIZER, Role.UNIT})

S, A = MedalState, MedalAction
MEDAL_WORKFLOW = Workflow(
    "medal nomination",
    (
        Transition(S.NOMINATED, A.VERIFY, S.VERIFIED, _OFFICE),
        Transition(S.NOMINATED, A.RETURN, S.RETURNED, _OFFICE),
        Transition(S.NOMINATED, A.CORRECT, S.NOMINATED, _UNIT),
        Transition(S.NOMINATED, A.WITHDRAW, S.WITHDRAWN, _UNIT),
        Transition(S.RETURNED, A.CORRECT, S.NOMINATED, _UNIT),
        Transition(S.RETURNED, A.WITHDRAW, S.WITHDRAWN, _UNIT),
        Transition(S.VERIFIED, A.SEND, S.SENT, _OFFICE),
        Transition(S.VERIFIED, A.RETURN, S.RETURNED, _OFFICE),
        Transition(S.VERIFIED, A.WITHDRAW, S.WITHDRAWN, _UNIT),
        Transition(S.SENT, A.SEND, S.SENT, _OFFICE),
        Transition(S.SENT, A.AWARD, S.AWARDED, _OFFICE),
        Transition(S.SENT, A.DECLINE, S.NOT_AWARDED, _OFFICE),
    ),
)
