"""Every state × action × role, over HTTP, as the workflow tables say."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from services.registration.workflows.delegate import ASKED_FOR, DELEGATE_WORKFLOW, DelegateAction, DelegateState
from services.registration.workflows.invitation import INVITATION_WORKFLOW, InvitationAction, InvitationState
from tests.registration.world import ORGANIZER, SLUG, Registration, of_role

WHY = {"reason": "Bận việc đột xuất"}
INSTEAD = {"full_name": "Vũ Thị Thay", "post": "Phó Giám đốc"}
BODIES: dict[str, Any] = {"excuse": WHY, "cancel": WHY, "substitute": INSTEAD}
PEOPLE: dict[str, frozenset[Role]] = {
    **{row.action: row.roles for row in DELEGATE_WORKFLOW.transitions},
    **{row.action: row.roles for row in INVITATION_WORKFLOW.transitions},
}


def _expected(workflow: Any, state: Any, action: Any, role: Role) -> tuple[int, Any]:
    """Forbidden to a role that may never take the step; else what the table says."""
    if role not in PEOPLE[action]:
        return 403, state
    row = next((row for row in workflow.transitions if (row.source, row.action) == (state, action)), None)
    done = 201 if action == DelegateAction.SUBSTITUTE else 200
    return (done, row.target) if row is not None and role in row.roles else (409, state)


def _own_unit(role: Role, delegate: Any) -> Identity:
    if role == Role.UNIT:
        return Identity("account/u", role, "Đầu mối", unit="so-y-te")
    if role == Role.DELEGATE:
        return Identity("link/d", role, "Đại biểu", conference=SLUG, delegate=delegate["id"])
    return of_role(role)


def _steps(registration: Registration, delegate: Any, *actions: str) -> Any:
    for action in actions:
        path, status = f"/delegates/{delegate['id']}", 201 if action == "substitute" else 200
        registration.send(ORGANIZER, "POST", f"{path}/{action}", BODIES.get(action), status)
        delegate = registration.get(ORGANIZER, path)
    return delegate


def _waiting(registration: Registration) -> Any:
    return [registration.register(f"Đại biểu {number}") for number in range(3)][2]


DELEGATES: dict[DelegateState, Callable[[Registration], Any]] = {
    DelegateState.WAITING: _waiting,
    DelegateState.REGISTERED: lambda registration: registration.register(),
    DelegateState.CONFIRMED: lambda registration: _steps(registration, registration.register(), "confirm"),
    DelegateState.EXCUSED: lambda registration: _steps(registration, registration.register(), "excuse"),
    DelegateState.CANCELLED: lambda registration: _steps(registration, registration.register(), "cancel"),
    DelegateState.SUBSTITUTED: lambda registration: _steps(registration, registration.register(), "substitute"),
}


@pytest.mark.parametrize("state", DelegateState)
def test_delegate_takes_the_steps_of_the_table_and_no_other(registration: Registration, state: DelegateState) -> None:
    outcomes, expected = {}, {}
    registration.issue("so-y-te")
    delegate = DELEGATES[state](registration)
    for action, role in itertools.product(ASKED_FOR, Role):
        path = f"/delegates/{delegate['id']}/{action}"
        status = registration.call(_own_unit(role, delegate), "POST", path, BODIES.get(action)).status_code
        after = registration.get(ORGANIZER, f"/delegates/{delegate['id']}")["state"]
        outcomes[action, role] = (status, after)
        expected[action, role] = _expected(DELEGATE_WORKFLOW, state, action, role)
        if after != state:
            _leave(registration)
            delegate = DELEGATES[state](registration)
    assert outcomes == expected


def _leave(registration: Registration) -> None:
    """Take everybody off the list, so that the quota is free for the next case."""
    for state in ("waiting", "registered", "confirmed", "excused"):
        for one in registration.get(ORGANIZER, "/delegates", state=state)["items"]:
            registration.send(ORGANIZER, "POST", f"/delegates/{one['id']}/cancel", WHY)


@pytest.mark.parametrize("state", DelegateState)
def test_buttons_of_a_delegate_are_the_steps_of_the_table(registration: Registration, state: DelegateState) -> None:
    delegate = DELEGATES[state](registration)
    for role in (Role.ORGANIZER, Role.UNIT, Role.DELEGATE):
        shown = registration.get(_own_unit(role, delegate), f"/delegates/{delegate['id']}")["actions"]
        assert shown == [
            row.action
            for row in DELEGATE_WORKFLOW.transitions
            if row.source == state and role in row.roles and row.action in ASKED_FOR
        ]


def _invitation(registration: Registration, *actions: str) -> Any:
    """A new guest's invitation after these steps."""
    body = {"full_name": "Lý Văn Khách", "post": "Nguyên Bí thư", "category": "leaders"}
    invitation = registration.send(ORGANIZER, "POST", "/invitations", body, 201)
    for action in actions:
        invitation = registration.send(ORGANIZER, *_request(invitation, action))
    return invitation


def _request(invitation: Any, action: str) -> tuple[str, str, dict[str, Any]]:
    path = f"/invitations/{invitation['id']}/{action}"
    if action == "answer":
        return "PUT", path, {"answer": "attends"}
    return "POST", path, {"version": invitation["version"]}


INVITATIONS: dict[InvitationState, tuple[str, ...]] = {
    InvitationState.DRAFT: (),
    InvitationState.ISSUED: ("issue",),
    InvitationState.ANSWERED: ("issue", "answer"),
    InvitationState.WITHDRAWN: ("issue", "withdraw"),
}


def _invited(role: Role, invitation: Any) -> Identity:
    if role == Role.DELEGATE:
        return Identity("link/g", role, "Khách", conference=SLUG, invitation=invitation["id"])
    return of_role(role)


@pytest.mark.parametrize("state", InvitationState)
def test_invitation_takes_the_steps_of_the_table_and_no_other(
    registration: Registration, state: InvitationState
) -> None:
    outcomes, expected = {}, {}
    invitation = _invitation(registration, *INVITATIONS[state])
    for action, role in itertools.product(InvitationAction, set(Role) - {Role.UNIT}):
        method, path, body = _request(invitation, action)
        status = registration.call(_invited(role, invitation), method, path, body).status_code
        after = registration.get(ORGANIZER, f"/invitations/{invitation['id']}")
        outcomes[action, role] = (status, after["state"])
        expected[action, role] = _expected(INVITATION_WORKFLOW, state, action, role)
        if after["version"] != invitation["version"]:
            invitation = _invitation(registration, *INVITATIONS[state])
    assert outcomes == expected


UNIT = Identity("account/u", Role.UNIT, "Đầu mối", unit="so-y-te")


@pytest.mark.parametrize("state", InvitationState)
def test_unit_takes_the_steps_of_the_table_and_no_other(registration: Registration, state: InvitationState) -> None:
    outcomes, expected = {}, {}
    invitation = registration.invitation("so-y-te")
    for step in INVITATIONS[state]:
        invitation = registration.send(ORGANIZER, *_request(invitation, step))
    for action in sorted(InvitationAction, key=lambda one: one == InvitationAction.ANSWER):
        response = registration.call(UNIT, *_request(invitation, action))
        outcomes[action] = (response.status_code, registration.invitation("so-y-te")["state"])
        expected[action] = _expected(INVITATION_WORKFLOW, state, action, Role.UNIT)
    assert outcomes == expected


@pytest.mark.parametrize("state", InvitationState)
def test_buttons_of_an_invitation_are_the_steps_of_the_table(
    registration: Registration, state: InvitationState
) -> None:
    invitation = _invitation(registration, *INVITATIONS[state])
    for role in (Role.ORGANIZER, Role.DELEGATE):
        shown = registration.get(_invited(role, invitation), f"/invitations/{invitation['id']}")["actions"]
        table = INVITATION_WORKFLOW.transitions
        assert shown == [row.action for row in table if row.source == state and role in row.roles]
