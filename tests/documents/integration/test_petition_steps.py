"""Every state × action × role of the petitions' two tables, asked for over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from chassis.auth.roles import Role
from services.documents.models import Petition
from services.documents.workflows.petition import ANSWERING, FORWARDING, PetitionAction, PetitionState, workflow_of
from tests.documents.petitioning import ABOVE, HOST, ROOM, Desk
from tests.documents.world import NOW, Documents

ROLES = (Role.ORGANIZER, Role.DEPARTMENT, Role.UNIT, Role.APPRAISER)
BODIES: dict[PetitionAction, dict[str, Any]] = {
    PetitionAction.CORRECT: {"content": "Lời khác"},
    PetitionAction.ASSIGN: {"room": ROOM},
    PetitionAction.DRAFT: {"answer": "Trả lời"},
    PetitionAction.RETURN: {"reason": "Chưa đạt"},
    PetitionAction.APPROVE: {},
    PetitionAction.FORWARD: {},
    PetitionAction.NOTE_REPLY: {"reply": "Ghi nhận"},
    PetitionAction.MERGE: {},
    PetitionAction.WITHDRAW: {"reason": "Thôi"},
}
_ROWS = (*ANSWERING.transitions, *FORWARDING.transitions)
MAY_ASK = {
    action: {
        role
        for each in (ANSWERING, FORWARDING)
        for row in each.transitions
        if row.action == action
        for role in row.roles
    }
    for action in PetitionAction
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("forwarded", [False, True])
def test_step_is_answered_as_the_table_says(planned: Documents, forwarded: bool) -> None:
    desk = Desk(planned)
    recipient = ABOVE if forwarded else HOST
    subject, other = desk.entered(recipient=recipient), desk.entered(recipient=recipient)
    answers, expected = {}, {}
    for state in PetitionState:
        for action in PetitionAction:
            for role in ROLES:
                case = (state.value, action.value, role.value)
                version = _put(planned, subject["id"], other["id"], state)
                body = {"version": version, "recipient": recipient, "into": other["id"]} | BODIES[action]
                answers[case] = _ask(desk, subject["id"], action, role, body)
                expected[case] = _expected(forwarded, state, action, role)
    assert answers == expected


def _expected(forwarded: bool, state: PetitionState, action: PetitionAction, role: Role) -> int:
    if role not in MAY_ASK[action]:
        return 403
    rows = [row for row in workflow_of(forwarded=forwarded).transitions if (row.source, row.action) == (state, action)]
    if not rows:
        return 409
    return 200 if role in rows[0].roles else 403


def _ask(desk: Desk, petition_id: str, action: PetitionAction, role: Role, body: dict[str, Any]) -> int:
    verb = {PetitionAction.CORRECT: "", PetitionAction.NOTE_REPLY: "/reply"}.get(action, f"/{action.value}")
    wanted = {PetitionAction.CORRECT: ("content", "recipient"), PetitionAction.MERGE: ("into",)}.get(action, ())
    sent = {name: body[name] for name in ("version", *wanted, *BODIES[action])}
    return desk.call("PATCH" if not verb else "POST", f"/{petition_id}{verb}", sent, role).status_code


def _put(documents: Documents, petition_id: str, other_id: str, state: PetitionState) -> int:
    """Put the petition into a state, as its facts have to be there; its version."""
    facts = {
        "state": state,
        "content": "Lời đầu",
        "room": ROOM,
        "draft": "Dự thảo",
        "answered_at": NOW if state == "answered" else None,
        "forwarded_at": NOW if state in ("forwarded", "replied") else None,
        "reply": "Ghi nhận" if state == "replied" else None,
        "merged_into": UUID(other_id) if state == "merged" else None,
    }
    with documents.service.database.write() as session:
        row = session.get_one(Petition, UUID(petition_id))
        for name, value in facts.items():
            setattr(row, name, value)
        return int(row.version)
