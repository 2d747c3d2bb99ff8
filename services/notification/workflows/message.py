"""The life of a message.

    waiting ──▶ queued ──▶ sending ──▶ sent
       │          ▲  ▲        ├──▶ failed ────┐
       ▼          │  └────────┤               ├─ retry (a person) ──▶ queued
    no_address ───┘           └──▶ uncertain ─┘

`failed` and `no_address` are queued once more for the next channel (`fall_back`) where there is one.
`waiting` lacks its paper, `no_address` an e-mail address. `uncertain` may have arrived: only a person sends it again.
What is not yet sent is `cancelled` when it no longer holds; a reminder also when the office wants it so.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.workflow import Transition, Workflow

OFFICE = frozenset({Role.ORGANIZER, Role.ADMINISTRATOR})
SYSTEM: frozenset[Role] = frozenset()


class MessageState(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    QUEUED = "queued"
    NO_ADDRESS = "no_address"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


class MessageAction(StrEnum):
    """What happens to a message."""

    QUEUE = "queue"
    LACK_ADDRESS = "lack_address"
    START = "start"
    DELIVER = "deliver"
    DEFER = "defer"
    FAIL = "fail"
    DOUBT = "doubt"
    CANCEL = "cancel"
    RETRY = "retry"
    FALL_BACK = "fall_back"
    """To the next channel."""


_S, _A = MessageState, MessageAction

MESSAGE_WORKFLOW: Workflow[MessageState, MessageAction] = Workflow(
    "message",
    [
        Transition(_S.WAITING, _A.QUEUE, _S.QUEUED, SYSTEM),
        Transition(_S.WAITING, _A.LACK_ADDRESS, _S.NO_ADDRESS, SYSTEM),
        Transition(_S.WAITING, _A.CANCEL, _S.CANCELLED, SYSTEM),
        Transition(_S.NO_ADDRESS, _A.QUEUE, _S.QUEUED, SYSTEM),
        Transition(_S.NO_ADDRESS, _A.CANCEL, _S.CANCELLED, SYSTEM),
        Transition(_S.QUEUED, _A.START, _S.SENDING, SYSTEM),
        Transition(_S.QUEUED, _A.LACK_ADDRESS, _S.NO_ADDRESS, SYSTEM),
        Transition(_S.QUEUED, _A.CANCEL, _S.CANCELLED, OFFICE),
        Transition(_S.SENDING, _A.DELIVER, _S.SENT, SYSTEM),
        Transition(_S.SENDING, _A.DEFER, _S.QUEUED, SYSTEM),
        Transition(_S.SENDING, _A.FAIL, _S.FAILED, SYSTEM),
        Transition(_S.SENDING, _A.DOUBT, _S.UNCERTAIN, SYSTEM),
        Transition(_S.SENDING, _A.CANCEL, _S.CANCELLED, SYSTEM),
        # The answer of a server that another sender had already given up waiting for.
        Transition(_S.UNCERTAIN, _A.DELIVER, _S.SENT, SYSTEM),
        Transition(_S.UNCERTAIN, _A.RETRY, _S.QUEUED, OFFICE),
        Transition(_S.FAILED, _A.RETRY, _S.QUEUED, OFFICE),
        Transition(_S.FAILED, _A.CANCEL, _S.CANCELLED, SYSTEM),
        Transition(_S.FAILED, _A.FALL_BACK, _S.QUEUED, SYSTEM),
        Transition(_S.NO_ADDRESS, _A.FALL_BACK, _S.QUEUED, SYSTEM),
    ],
)


def actions_on(state: MessageState, role: Role, *, obsolete: bool, reminder: bool) -> tuple[MessageAction, ...]:
    """What this role may do with a message now. Nothing with one that no longer holds; only reminders are stopped."""
    if obsolete:
        return ()
    offered = MESSAGE_WORKFLOW.actions(state, role)
    return tuple(action for action in offered if reminder or action is not MessageAction.CANCEL)
