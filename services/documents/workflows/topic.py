"""What becomes of a topic (chủ đề tham luận), from a room's idea to a place in the agenda.

    draft ──send──▶ proposed ──select──▶ selected ──accept──▶ accepted ──receive_text──▶ text_received
                     ▲    │                 │                    │                        │  ▲   │
      send ──────────┤    └─ask_revision─┐  └──decline──┐        │          return_text ──┘  │   └─approve_text─┐
       │             │                   ▼              ▼        │               ▼           │                  ▼
       │             └────── revision_asked         declined ◀───┘          text_returned ───┘              appraised
       │                                               │                                                      │  ▲
       └───────────────────────────────────────────────┘                                        schedule ─────┘  │
                                                                                                    ▼            │
    set_aside ◀── set_aside, from all between proposed and appraised                             scheduled ──────┘
    withdrawn ◀── withdraw, by the room while nobody has selected it                                     unschedule

What was set aside or withdrawn comes back by `restore`: to the office's table, or to the room's drafts.
`update` and `name_presenter` leave the state as it is: they are in the table for who may do them, and when.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.workflow import Transition, Workflow


class TopicState(StrEnum):
    """Where a topic is."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    REVISION_ASKED = "revision_asked"
    SET_ASIDE = "set_aside"
    WITHDRAWN = "withdrawn"
    SELECTED = "selected"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    TEXT_RECEIVED = "text_received"
    TEXT_RETURNED = "text_returned"
    APPRAISED = "appraised"
    SCHEDULED = "scheduled"


class TopicAction(StrEnum):
    """What can be done with one."""

    UPDATE = "update"
    SEND = "send"
    WITHDRAW = "withdraw"
    SELECT = "select"
    ASK_REVISION = "ask_revision"
    SET_ASIDE = "set_aside"
    RESTORE = "restore"
    ACCEPT = "accept"
    DECLINE = "decline"
    NAME_PRESENTER = "name_presenter"
    RECEIVE_TEXT = "receive_text"
    TAKE_TEXT_BACK = "take_text_back"
    RETURN_TEXT = "return_text"
    APPROVE_TEXT = "approve_text"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"


S, A = TopicState, TopicAction

IN_THE_ROOM = (S.DRAFT, S.WITHDRAWN)
"""Nobody but the room and the office knows of these."""
WITH_THE_UNIT = (
    S.SELECTED,
    S.DECLINED,
    S.ACCEPTED,
    S.TEXT_RECEIVED,
    S.TEXT_RETURNED,
    S.APPRAISED,
    S.SCHEDULED,
)
"""What the presenting unit knows of."""
PUT_FORWARD = (S.PROPOSED, S.REVISION_ASKED, S.SET_ASIDE, *WITH_THE_UNIT)
"""What counts as proposed by the room, whatever became of it."""
TO_BE_PRESENTED = tuple(state for state in WITH_THE_UNIT if state != S.DECLINED)
"""What is presented unless something comes between."""

_OFFICE = frozenset({Role.ORGANIZER})
_ROOM = frozenset({Role.ORGANIZER, Role.DEPARTMENT})
_PRESENTER = frozenset({Role.ORGANIZER, Role.UNIT})
_TEXT: frozenset[Role] = frozenset()
"""Nobody's: the text is handed in and appraised as an obligation, and the topic follows."""

TOPIC_WORKFLOW = Workflow(
    "topic",
    (
        Transition(S.DRAFT, A.UPDATE, S.DRAFT, _ROOM),
        Transition(S.DRAFT, A.SEND, S.PROPOSED, _ROOM),
        Transition(S.DRAFT, A.WITHDRAW, S.WITHDRAWN, _ROOM),
        Transition(S.WITHDRAWN, A.RESTORE, S.DRAFT, _ROOM),
        Transition(S.PROPOSED, A.SELECT, S.SELECTED, _OFFICE),
        Transition(S.PROPOSED, A.ASK_REVISION, S.REVISION_ASKED, _OFFICE),
        Transition(S.PROPOSED, A.SET_ASIDE, S.SET_ASIDE, _OFFICE),
        Transition(S.PROPOSED, A.UPDATE, S.PROPOSED, _ROOM),
        Transition(S.PROPOSED, A.WITHDRAW, S.WITHDRAWN, _ROOM),
        Transition(S.REVISION_ASKED, A.UPDATE, S.REVISION_ASKED, _ROOM),
        Transition(S.REVISION_ASKED, A.SEND, S.PROPOSED, _ROOM),
        Transition(S.REVISION_ASKED, A.SET_ASIDE, S.SET_ASIDE, _OFFICE),
        Transition(S.REVISION_ASKED, A.WITHDRAW, S.WITHDRAWN, _ROOM),
        Transition(S.SET_ASIDE, A.RESTORE, S.PROPOSED, _OFFICE),
        Transition(S.SELECTED, A.ACCEPT, S.ACCEPTED, _PRESENTER),
        Transition(S.SELECTED, A.DECLINE, S.DECLINED, _PRESENTER),
        Transition(S.SELECTED, A.SET_ASIDE, S.SET_ASIDE, _OFFICE),
        Transition(S.DECLINED, A.UPDATE, S.DECLINED, _ROOM),
        Transition(S.DECLINED, A.SEND, S.PROPOSED, _ROOM),
        Transition(S.DECLINED, A.SET_ASIDE, S.SET_ASIDE, _OFFICE),
        Transition(S.ACCEPTED, A.NAME_PRESENTER, S.ACCEPTED, _PRESENTER),
        Transition(S.ACCEPTED, A.RECEIVE_TEXT, S.TEXT_RECEIVED, _TEXT),
        Transition(S.ACCEPTED, A.DECLINE, S.DECLINED, _PRESENTER),
        Transition(S.ACCEPTED, A.SET_ASIDE, S.SET_ASIDE, _OFFICE),
        Transition(S.TEXT_RECEIVED, A.APPROVE_TEXT, S.APPRAISED, _TEXT),
        Transition(S.TEXT_RECEIVED, A.RETURN_TEXT, S.TEXT_RETURNED, _TEXT),
        Transition(S.TEXT_RECEIVED, A.RECEIVE_TEXT, S.TEXT_RECEIVED, _TEXT),
        Transition(S.TEXT_RECEIVED, A.TAKE_TEXT_BACK, S.ACCEPTED, _TEXT),
        Transition(S.TEXT_RECEIVED, A.NAME_PRESENTER, S.TEXT_RECEIVED, _PRESENTER),
        Transition(S.TEXT_RECEIVED, A.SET_ASIDE, S.SET_ASIDE, _OFFICE),
        Transition(S.TEXT_RETURNED, A.RECEIVE_TEXT, S.TEXT_RECEIVED, _TEXT),
        Transition(S.TEXT_RETURNED, A.NAME_PRESENTER, S.TEXT_RETURNED, _PRESENTER),
        Transition(S.TEXT_RETURNED, A.SET_ASIDE, S.SET_ASIDE, _OFFICE),
        Transition(S.APPRAISED, A.SCHEDULE, S.SCHEDULED, _OFFICE),
        Transition(S.APPRAISED, A.RECEIVE_TEXT, S.TEXT_RECEIVED, _TEXT),
        Transition(S.APPRAISED, A.NAME_PRESENTER, S.APPRAISED, _PRESENTER),
        Transition(S.APPRAISED, A.SET_ASIDE, S.SET_ASIDE, _OFFICE),
        Transition(S.SCHEDULED, A.UNSCHEDULE, S.APPRAISED, _OFFICE),
        Transition(S.SCHEDULED, A.NAME_PRESENTER, S.SCHEDULED, _PRESENTER),
    ),
)
