"""What becomes of an invitation.

    draft ──issue──▶ issued ──answer──▶ answered ─┐ answer, reissue
      │                │ ▲                │  ▲────┘
      └──withdraw──────┴─┼──▶ withdrawn ◀─┘
                         └── reissue ──┘

Re-issuing makes the links of earlier issues unusable; an answer that was given stays.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.workflow import Transition, Workflow


class InvitationState(StrEnum):
    """Where an invitation is."""

    DRAFT = "draft"
    ISSUED = "issued"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class InvitationAction(StrEnum):
    """What can be done with one."""

    ISSUE = "issue"
    REISSUE = "reissue"
    ANSWER = "answer"
    WITHDRAW = "withdraw"


OPEN = (InvitationState.ISSUED, InvitationState.ANSWERED)
"""The states in which an invitation holds: its link opens, and it can be acted upon."""

_OFFICE = frozenset({Role.ORGANIZER})
_INVITEE = frozenset({Role.ORGANIZER, Role.UNIT, Role.DELEGATE})

S, A = InvitationState, InvitationAction
INVITATION_WORKFLOW = Workflow(
    "invitation",
    (
        Transition(S.DRAFT, A.ISSUE, S.ISSUED, _OFFICE),
        Transition(S.DRAFT, A.WITHDRAW, S.WITHDRAWN, _OFFICE),
        Transition(S.ISSUED, A.ANSWER, S.ANSWERED, _INVITEE),
        Transition(S.ISSUED, A.REISSUE, S.ISSUED, _OFFICE),
        Transition(S.ISSUED, A.WITHDRAW, S.WITHDRAWN, _OFFICE),
        Transition(S.ANSWERED, A.ANSWER, S.ANSWERED, _INVITEE),
        Transition(S.ANSWERED, A.REISSUE, S.ANSWERED, _OFFICE),
        Transition(S.ANSWERED, A.WITHDRAW, S.WITHDRAWN, _OFFICE),
        Transition(S.WITHDRAWN, A.REISSUE, S.ISSUED, _OFFICE),
    ),
)
