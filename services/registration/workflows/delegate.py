"""What becomes of a delegate.

    waiting ──admit──▶ registered ──confirm──▶ confirmed
       │                   │                    │   ▲
       ├──excuse───────────┼────────────────────┤   │ confirm
       │                   ▼                    ▼   │
       │                excused ◀───────────────────┘
       └──cancel──▶ cancelled ◀── cancel, from registered, confirmed and excused

    registered, confirmed ──substitute──▶ substituted

Who was excused from the waiting list and comes after all waits again (`wait`): a place is the organizer's to give.

`registered` and `confirmed` take a place of the unit's quota. Only a confirmed delegate holds a pass. The place of a
`substituted` delegate has passed to another person, for good: a way back is another hand-over.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.workflow import Transition, Workflow


class DelegateState(StrEnum):
    """Where a delegate is."""

    WAITING = "waiting"
    REGISTERED = "registered"
    CONFIRMED = "confirmed"
    EXCUSED = "excused"
    CANCELLED = "cancelled"
    SUBSTITUTED = "substituted"


class DelegateAction(StrEnum):
    """What can be done with one."""

    ADMIT = "admit"
    CONFIRM = "confirm"
    EXCUSE = "excuse"
    CANCEL = "cancel"
    SUBSTITUTE = "substitute"
    WAIT = "wait"


ASKED_FOR = tuple(action for action in DelegateAction if action != DelegateAction.WAIT)
"""What people ask for. Nobody asks to wait: it is what confirming comes to for who was excused while waiting."""

TAKES_A_PLACE = (DelegateState.REGISTERED, DelegateState.CONFIRMED)
"""The states that count against the quota."""
GONE = (DelegateState.CANCELLED, DelegateState.SUBSTITUTED)
"""The states of which nothing comes any more; the person may be named anew."""

_OFFICE = frozenset({Role.ORGANIZER})
_UNIT = frozenset({Role.ORGANIZER, Role.UNIT})
_PERSON = frozenset({Role.ORGANIZER, Role.UNIT, Role.DELEGATE})
_INVITEES = frozenset({Role.UNIT, Role.DELEGATE})
_PERSON_OR_DESK = _PERSON | {Role.RECEPTIONIST}

S, A = DelegateState, DelegateAction
DELEGATE_WORKFLOW = Workflow(
    "delegate",
    (
        Transition(S.WAITING, A.ADMIT, S.REGISTERED, _OFFICE),
        Transition(S.WAITING, A.EXCUSE, S.EXCUSED, _PERSON),
        Transition(S.WAITING, A.CANCEL, S.CANCELLED, _UNIT),
        Transition(S.REGISTERED, A.CONFIRM, S.CONFIRMED, _PERSON),
        Transition(S.REGISTERED, A.EXCUSE, S.EXCUSED, _PERSON),
        Transition(S.REGISTERED, A.CANCEL, S.CANCELLED, _UNIT),
        Transition(S.REGISTERED, A.SUBSTITUTE, S.SUBSTITUTED, _PERSON_OR_DESK),
        Transition(S.CONFIRMED, A.EXCUSE, S.EXCUSED, _PERSON),
        Transition(S.CONFIRMED, A.CANCEL, S.CANCELLED, _UNIT),
        Transition(S.CONFIRMED, A.SUBSTITUTE, S.SUBSTITUTED, _PERSON_OR_DESK),
        Transition(S.EXCUSED, A.CONFIRM, S.CONFIRMED, _PERSON),
        Transition(S.EXCUSED, A.CANCEL, S.CANCELLED, _UNIT),
        Transition(S.EXCUSED, A.WAIT, S.WAITING, _INVITEES),
    ),
)
