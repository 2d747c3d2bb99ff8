"""What becomes of a request for more time.

    asked ──grant──▶ granted       the organizer, perhaps to another day
      ├──refuse────▶ refused
      └──withdraw──▶ withdrawn     whoever owes it, while nobody has decided

The organizer may also grant one unasked, which begins as granted.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.workflow import Transition, Workflow


class ExtensionState(StrEnum):
    """How far it is."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ExtensionAction(StrEnum):
    """What is done about it; also what the obligation's history calls it."""

    GRANT = "grant_extension"
    REFUSE = "refuse_extension"
    WITHDRAW = "withdraw_extension"


ASK_EXTENSION = "ask_extension"
"""What the history calls the beginning of one."""

S, A = ExtensionState, ExtensionAction
EXTENSION_WORKFLOW = Workflow(
    "extension",
    (
        Transition(S.ASKED, A.GRANT, S.GRANTED, frozenset({Role.ORGANIZER})),
        Transition(S.ASKED, A.REFUSE, S.REFUSED, frozenset({Role.ORGANIZER})),
        Transition(
            S.ASKED, A.WITHDRAW, S.WITHDRAWN, frozenset({Role.UNIT, Role.ORGANIZER, Role.DEPARTMENT, Role.BROADCASTER})
        ),
    ),
)
