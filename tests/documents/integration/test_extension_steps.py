"""Every state × action × role of a request for more time, asked for over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from chassis.auth.roles import Role
from services.documents.models import Extension
from services.documents.workflows.extension import EXTENSION_WORKFLOW, ExtensionAction, ExtensionState
from tests.documents.handing_in import HERE, UNIT, owed, step
from tests.documents.world import NOW, Documents

A, S = ExtensionAction, ExtensionState
STEPS: dict[ExtensionAction, tuple[str, dict[str, Any]]] = {
    A.GRANT: ("grant", {"granted_to": "2025-03-14"}),
    A.REFUSE: ("refuse", {"word": "Không kịp tổng hợp"}),
    A.WITHDRAW: ("withdraw", {}),
}
ROLES = [role for role in Role if role is not Role.GATEWAY]
DAY = NOW.date().replace(day=14)
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _asked(documents: Documents) -> dict[str, Any]:
    wanted = {"wanted_to": "2025-03-14", "reason": "Đang chờ số liệu của xã"}
    shown: dict[str, Any] = step(documents, owed(documents), "extension/ask", Role.UNIT, **wanted).get_json()
    return shown


def _put(documents: Documents, obligation: str, state: ExtensionState) -> None:
    """Have one request, in this state."""
    decided = state in (S.GRANTED, S.REFUSED)
    facts = {
        "state": state,
        "granted_to": DAY if state is S.GRANTED else None,
        "decided_at": NOW if decided else None,
        "decided_by": "Đồng chí Thử" if decided else None,
    }
    with documents.service.database.write() as session:
        rows = session.query(Extension).filter_by(obligation_id=UUID(obligation)).order_by(Extension.asked_at).all()
        for row in rows[1:]:
            session.delete(row)
        session.flush()
        session.execute(update(Extension).where(Extension.id == rows[0].id).values(**facts))


def _expected(state: ExtensionState, action: ExtensionAction, role: Role) -> int:
    if not any(row.action is action and role in row.roles for row in EXTENSION_WORKFLOW.transitions):
        return 403
    if action is A.GRANT:
        return 200  # Also unasked, or to another day than was granted before.
    rows = [row for row in EXTENSION_WORKFLOW.transitions if (row.source, row.action) == (state, action)]
    return 200 if rows else 409


@pytest.mark.parametrize("state", list(S))
def test_every_step_by_every_role_is_as_the_table_says(planned: Documents, state: ExtensionState) -> None:
    obligation = _asked(planned)["id"]
    seen, expected = {}, {}
    for action, (name, body) in STEPS.items():
        for role in ROLES:
            _put(planned, obligation, state)
            scope = {"unit": UNIT} if role in (Role.UNIT, Role.BROADCASTER, Role.DEPARTMENT) else {}
            sent = {"version": owed(planned)["version"]} | body
            path = f"{HERE}/obligations/{obligation}/extension/{name}"
            seen[action, role] = planned.call("POST", path, role, json=sent, **scope).status_code
            expected[action, role] = _expected(state, action, role)
    assert seen == expected


def test_who_takes_back_what_was_decided_hears_who_decided(planned: Documents) -> None:
    granted = step(planned, _asked(planned), "extension/grant", Role.ORGANIZER, granted_to="2025-03-14").get_json()
    answer = step(planned, granted, "extension/withdraw", Role.UNIT)
    assert (answer.status_code, answer.get_json()["state"]) == (409, "granted")
    assert answer.get_json()["detail"].startswith("Đồng chí Thử đã gia hạn lúc 09:00, 1/3/2025.")


def test_nothing_is_decided_where_nothing_was_asked(planned: Documents) -> None:
    answer = step(planned, owed(planned), "extension/refuse", Role.ORGANIZER, word="Không")
    assert answer.status_code == 404
