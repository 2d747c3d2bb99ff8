"""What becomes of a petition (đề xuất, kiến nghị). Two tables, by whom it is addressed to.

To the host itself: a department room drafts the answer, a leader approves it or sends it back.

    received ──assign──▶ assigned ──draft──▶ drafted ──approve──▶ answered
                            ▲                 │  ▲
                            │ assign   return │  │ draft
                            │                 ▼  │
                            └───────────── returned

To a superior body: it is forwarded and never answered in that body's place; the body's reply is noted when it comes.

    received ──assign──▶ assigned
       └──────forward──────┴────▶ forwarded ──note_reply──▶ replied

Until then it may be corrected, withdrawn, or merged into another that says the same.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.workflow import Transition, Workflow


class PetitionState(StrEnum):
    """Where a petition is."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    DRAFTED = "drafted"
    RETURNED = "returned"
    ANSWERED = "answered"
    FORWARDED = "forwarded"
    REPLIED = "replied"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class PetitionAction(StrEnum):
    """What can be done with one."""

    CORRECT = "correct"
    ASSIGN = "assign"
    DRAFT = "draft"
    RETURN = "return"
    APPROVE = "approve"
    FORWARD = "forward"
    NOTE_REPLY = "note_reply"
    MERGE = "merge"
    WITHDRAW = "withdraw"


OPEN = (PetitionState.RECEIVED, PetitionState.ASSIGNED, PetitionState.DRAFTED, PetitionState.RETURNED)
"""The states in which something is still to be done at the host."""
IN_THE_ROOM = (PetitionState.ASSIGNED, PetitionState.DRAFTED, PetitionState.RETURNED)
"""What a unit sees as one: a room works on the answer."""

_OFFICE = frozenset({Role.ORGANIZER})
_ROOM = frozenset({Role.ORGANIZER, Role.DEPARTMENT})
_LEADERS = frozenset({Role.ORGANIZER, Role.APPRAISER})
_UNIT = frozenset({Role.ORGANIZER, Role.UNIT})
_ALL = frozenset({Role.ORGANIZER, Role.DEPARTMENT, Role.UNIT})

S, A = PetitionState, PetitionAction
_SHARED = (
    Transition(S.RECEIVED, A.CORRECT, S.RECEIVED, _ALL),
    Transition(S.RECEIVED, A.ASSIGN, S.ASSIGNED, _OFFICE),
    Transition(S.RECEIVED, A.MERGE, S.MERGED, _OFFICE),
    Transition(S.RECEIVED, A.WITHDRAW, S.WITHDRAWN, _UNIT),
    Transition(S.ASSIGNED, A.CORRECT, S.ASSIGNED, _ROOM),
    Transition(S.ASSIGNED, A.ASSIGN, S.ASSIGNED, _OFFICE),
    Transition(S.ASSIGNED, A.MERGE, S.MERGED, _OFFICE),
    Transition(S.ASSIGNED, A.WITHDRAW, S.WITHDRAWN, _UNIT),
)
"""The steps that both ways begin with, so that a correction of the recipient may change the way."""

ANSWERING = Workflow(
    "petition",
    (
        *_SHARED,
        Transition(S.ASSIGNED, A.DRAFT, S.DRAFTED, _ROOM),
        Transition(S.DRAFTED, A.APPROVE, S.ANSWERED, _LEADERS),
        Transition(S.DRAFTED, A.RETURN, S.RETURNED, _LEADERS),
        Transition(S.DRAFTED, A.DRAFT, S.DRAFTED, _ROOM),
        Transition(S.DRAFTED, A.MERGE, S.MERGED, _OFFICE),
        Transition(S.DRAFTED, A.WITHDRAW, S.WITHDRAWN, _UNIT),
        Transition(S.RETURNED, A.DRAFT, S.DRAFTED, _ROOM),
        Transition(S.RETURNED, A.ASSIGN, S.ASSIGNED, _OFFICE),
        Transition(S.RETURNED, A.MERGE, S.MERGED, _OFFICE),
        Transition(S.RETURNED, A.WITHDRAW, S.WITHDRAWN, _UNIT),
    ),
)
FORWARDING = Workflow(
    "forwarded petition",
    (
        *_SHARED,
        Transition(S.RECEIVED, A.FORWARD, S.FORWARDED, _OFFICE),
        Transition(S.ASSIGNED, A.FORWARD, S.FORWARDED, _OFFICE),
        Transition(S.FORWARDED, A.FORWARD, S.FORWARDED, _OFFICE),
        Transition(S.FORWARDED, A.NOTE_REPLY, S.REPLIED, _OFFICE),
    ),
)


def workflow_of(*, forwarded: bool) -> Workflow[PetitionState, PetitionAction]:
    """The table for a petition to a superior body (`forwarded`), or to the host itself."""
    return FORWARDING if forwarded else ANSWERING
