"""Every address × every role: who may call it, and that nobody gets to see what is another unit's."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chassis.auth.roles import Role
from tests.registration.world import ORGANIZER, OTHER_UNIT, Registration, of_role, plan, problem

O, A, U, D, R, C = (  # noqa: E741 (as in the description of the API)
    Role.ORGANIZER,
    Role.ADMINISTRATOR,
    Role.UNIT,
    Role.DELEGATE,
    Role.RECEPTIONIST,
    Role.CHAIR,
)
P, DEP, G = Role.APPRAISER, Role.DEPARTMENT, Role.GATEWAY
EVERYONE = frozenset(Role) - {G}
ID = uuid4()

PERMITTED: dict[tuple[str, str], frozenset[Role]] = {
    ("GET", "//conferences"): EVERYONE,
    ("GET", ""): EVERYONE,
    ("GET", "/categories"): EVERYONE,
    ("GET", "/gates"): EVERYONE,
    ("GET", "/pass-key"): EVERYONE,
    ("GET", "/units"): frozenset({O, A, R, C, DEP, P, U}),
    ("GET", "/invitations"): frozenset({O, U}),
    ("POST", "/invitations"): frozenset({O}),
    ("POST", "/invitations/issue"): frozenset({O}),
    ("GET", f"/invitations/{ID}"): frozenset({O, U, D}),
    ("POST", f"/invitations/{ID}/issue"): frozenset({O}),
    ("POST", f"/invitations/{ID}/reissue"): frozenset({O}),
    ("POST", f"/invitations/{ID}/withdraw"): frozenset({O}),
    ("PUT", f"/invitations/{ID}/answer"): frozenset({O, U, D}),
    ("GET", "/delegates"): frozenset({O, R, C, U}),
    ("POST", "/delegates"): frozenset({O, U}),
    ("GET", f"/delegates/{ID}"): frozenset({O, R, U, D}),
    ("PATCH", f"/delegates/{ID}"): frozenset({O, U}),
    ("POST", f"/delegates/{ID}/confirm"): frozenset({O, U, D}),
    ("POST", f"/delegates/{ID}/excuse"): frozenset({O, U, D}),
    ("POST", f"/delegates/{ID}/admit"): frozenset({O}),
    ("POST", f"/delegates/{ID}/cancel"): frozenset({O, U}),
    ("POST", f"/delegates/{ID}/substitute"): frozenset({O, R, U, D}),
    ("GET", f"/delegates/{ID}/pass"): frozenset({O, R, U, D}),
    ("GET", "/delegates/namesakes"): frozenset({O}),
    ("POST", "/delegates/bulk"): frozenset({O}),
    ("GET", "/delegates.xlsx"): frozenset({O, U}),
    ("GET", "/delegates-template.xlsx"): frozenset({O, U}),
    ("POST", "/delegate-imports"): frozenset({O, U}),
    ("GET", f"/delegate-imports/{ID}"): frozenset({O, U}),
    ("POST", f"/delegate-imports/{ID}/apply"): frozenset({O, U}),
    ("POST", f"/delegates/{ID}/merge"): frozenset({O}),
    ("POST", f"/delegates/{ID}/tell-apart"): frozenset({O}),
    ("GET", "/unlisted-guests"): frozenset({O, R}),
    ("POST", "/unlisted-guests"): frozenset({O, R}),
    ("POST", f"/unlisted-guests/{ID}/decide"): frozenset({O, R}),
    ("GET", "/check-ins"): frozenset({O, R, C}),
    ("POST", "/check-ins"): frozenset({O, R}),
    ("POST", f"/check-ins/{ID}/undo"): frozenset({O, R}),
    ("GET", "/roster"): frozenset({O, R}),
    ("POST", "/check-ins/batch"): frozenset({O, R}),
    ("GET", "/check-ins/rejected"): frozenset({O}),
    ("GET", "/check-in-conflicts"): frozenset({O}),
    ("POST", f"/check-in-conflicts/{ID}/resolve"): frozenset({O}),
    ("GET", "/attendance"): frozenset({O, R, C, A, DEP, P}),
    ("GET", "/commendations"): frozenset({O, R, C}),
    ("POST", "/commendations"): frozenset({O}),
    ("PUT", "/commendations/order"): frozenset({O}),
    ("PATCH", f"/commendations/{ID}"): frozenset({O}),
    ("PUT", f"/commendations/{ID}/proxy"): frozenset({O, R, C}),
    ("POST", f"/commendations/{ID}/call"): frozenset({O, R, C}),
    ("POST", f"/commendations/{ID}/receive"): frozenset({O, R, C}),
    ("POST", f"/commendations/{ID}/take-back"): frozenset({O, R, C}),
    ("POST", f"/commendations/{ID}/remove"): frozenset({O}),
    ("GET", "/seating"): frozenset({O, R, C}),
    ("POST", "/seating/propose"): frozenset({O}),
    ("PUT", "/seating/seats/<seat>"): frozenset({O}),
    ("POST", "/seating/publish"): frozenset({O}),
    ("GET", "/me"): frozenset({U, D}),
    ("POST", "//private-links"): frozenset({G}),
    ("GET", "//failed-events"): frozenset({A}),
    ("GET", "//failed-events/dead-letters"): frozenset({A}),
    ("POST", f"//failed-events/{ID}/replay"): frozenset({A}),
    ("POST", f"//failed-events/{ID}/discard"): frozenset({A}),
}


def test_addresses_are_open_to_their_roles_and_no_other(registration: Registration) -> None:
    allowed = {
        (method, path): {role for role in Role if _status(registration, method, path, role) != 403}
        for method, path in PERMITTED
    }
    assert allowed == PERMITTED


def _status(registration: Registration, method: str, path: str, role: Role) -> int:
    return registration.call(of_role(role), method, path, None if method == "GET" else {}).status_code


def test_every_address_is_in_the_table(registration: Registration) -> None:
    known = {
        (method, path[1:] if path.startswith("//") else f"/conferences/<slug>{path}".replace(str(ID), "<id>"))
        for method, path in PERMITTED
    }
    served = set()
    for rule in registration.service.web.url_map.iter_rules():
        if not rule.endpoint.endswith(("alive", "ready", "metrics")) and "openapi" not in rule.rule:
            address = "/".join("<id>" if part.startswith("<uuid:") else part for part in rule.rule.split("/"))
            served |= {(method, address) for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
    assert served == {(method, path.replace(str(ID), "<id>")) for method, path in known}


def test_nobody_comes_without_an_identity(registration: Registration) -> None:
    answers = {problem(registration.call(None, method, path, None)) for method, path in PERMITTED}
    assert answers == {(401, "not-signed-in")}


FOREIGN_DELEGATE = ("", "/pass", "/confirm", "/excuse", "/cancel")


@pytest.mark.parametrize("rest", FOREIGN_DELEGATE)
def test_delegate_of_another_unit_is_not_found(registration: Registration, rest: str) -> None:
    delegate, _held = registration.confirmed()
    method = "GET" if rest in ("", "/pass") else "POST"
    body = None if method == "GET" else {"reason": "Không phải việc của mình"}
    response = registration.call(OTHER_UNIT, method, f"/delegates/{delegate['id']}{rest}", body)
    assert problem(response) == (404, "not-found")


def test_foreign_invitation_cannot_be_answered(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    path = f"/invitations/{invitation['id']}/answer"
    assert problem(registration.call(OTHER_UNIT, "PUT", path, {"answer": "declines"})) == (404, "not-found")


def test_things_of_another_conference_are_not_found(registration: Registration) -> None:
    delegate, _held = registration.confirmed()
    invitation = registration.issue("so-y-te")
    registration.publish_plan(plan(conference="hoi-nghi-khac"))
    for path in (f"/delegates/{delegate['id']}", f"/invitations/{invitation['id']}"):
        assert problem(registration.call(ORGANIZER, "GET", path, slug="hoi-nghi-khac")) == (404, "not-found")
