"""What becomes of a guest whom nobody named.

    waiting ──vouch──▶ confirmed ──cancel──▶ cancelled
       └─────────────refuse────────────────▶ cancelled

They wait only where the plan wants a second person's word; else they begin as confirmed. Of the steps of other
delegates the organizer alone takes one: cancelling who should not have been let in.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.workflow import Transition, Workflow
from services.registration.workflows.delegate import DelegateAction, DelegateState


class UnlistedAction(StrEnum):
    """What the second person can say."""

    VOUCH = "vouch"
    REFUSE = "refuse"


_OFFICE = frozenset({Role.ORGANIZER})
_DESK = frozenset({Role.ORGANIZER, Role.RECEPTIONIST})

S, A = DelegateState, UnlistedAction
UNLISTED_WORKFLOW: Workflow[DelegateState, UnlistedAction | DelegateAction] = Workflow(
    "unlisted guest",
    (
        Transition(S.WAITING, A.VOUCH, S.CONFIRMED, _DESK),
        Transition(S.WAITING, A.REFUSE, S.CANCELLED, _DESK),
        Transition(S.CONFIRMED, DelegateAction.CANCEL, S.CANCELLED, _OFFICE),
    ),
)
