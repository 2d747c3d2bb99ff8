"""What becomes of an item of the agenda while the conference is held.

    waiting ──start──▶ running ──finish──▶ finished
      │ ▲  ▲             │ ▲                  │
      │ │  └──take_back──┘ └────take_back─────┘
      │ └──take_back──┐
      └────skip──▶ skipped

One item is on at a time: starting the next one finishes the one that is running. A slip is taken back one step at a
time; every step stays in the history.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.workflow import Transition, Workflow


class AgendaItemKind(StrEnum):
    """What an item of the agenda is."""

    OPENING = "opening"
    FILM = "film"
    REPORT = "report"
    PRESENTATION = "presentation"
    COMMENDATION = "commendation"
    DIRECTION = "direction"
    CLOSING = "closing"
    BREAK = "break"
    OTHER = "other"


class AgendaItemState(StrEnum):
    """How far an item is."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    SKIPPED = "skipped"


class AgendaItemAction(StrEnum):
    """What is done with one in the hall."""

    START = "start"
    FINISH = "finish"
    SKIP = "skip"
    TAKE_BACK = "take_back"


_RUNS = frozenset({Role.ORGANIZER, Role.CHAIR})

S, A = AgendaItemState, AgendaItemAction
AGENDA_ITEM_WORKFLOW = Workflow(
    "agenda_item",
    (
        Transition(S.WAITING, A.START, S.RUNNING, _RUNS),
        Transition(S.WAITING, A.SKIP, S.SKIPPED, _RUNS),
        Transition(S.RUNNING, A.FINISH, S.FINISHED, _RUNS),
        Transition(S.RUNNING, A.TAKE_BACK, S.WAITING, _RUNS),
        Transition(S.FINISHED, A.TAKE_BACK, S.RUNNING, _RUNS),
        Transition(S.SKIPPED, A.TAKE_BACK, S.WAITING, _RUNS),
    ),
)
