"""Petitions of the small plan, as people of each role deal with them."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from tests.documents.world import SLUG, Documents

UNIT, OTHER_UNIT = "xa-an-binh", "xa-dong-thap"
ROOM, OTHER_ROOM = "phong-khoa-giao", "phong-tong-hop"
HOST, ABOVE = "ban-tuyen-giao", "tinh-uy"
HERE = f"/conferences/{SLUG}/petitions"

Petition = dict[str, Any]


class Desk:
    """Calls about petitions, each as who usually makes it."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents

    def call(self, method: str, path: str, body: Any = None, role: Role = Role.ORGANIZER, **scope: Any) -> TestResponse:
        return self.documents.call(method, HERE + path, role, json=body, **(own_scope(role) | scope))

    def entered(self, role: Role = Role.UNIT, **facts: Any) -> Petition:
        """A petition that is entered; by the unit itself, to the host, unless told otherwise."""
        body = {"content": "Bổ sung kinh phí đào tạo báo cáo viên", "recipient": HOST, "unit": UNIT} | facts
        answer = self.call("POST", "", body, role, **({"unit": body["unit"]} if role == Role.UNIT else {}))
        assert answer.status_code == 201, answer.text
        return dict(answer.get_json())

    def step(self, petition: Petition, verb: str, role: Role = Role.ORGANIZER, **body: Any) -> Petition:
        """The petition after a step that has to succeed."""
        answer = self.call("POST", f"/{petition['id']}/{verb}", {"version": petition["version"]} | body, role)
        assert answer.status_code == 200, answer.text
        return dict(answer.get_json())

    def assigned(self, **facts: Any) -> Petition:
        return self.step(self.entered(**facts), "assign", room=ROOM)

    def drafted(self, **facts: Any) -> Petition:
        return self.step(self.assigned(**facts), "draft", Role.DEPARTMENT, answer="Sẽ bố trí trong quý III")

    def shown(self, petition: Petition, role: Role = Role.ORGANIZER, **scope: Any) -> Petition:
        return dict(self.call("GET", f"/{petition['id']}", None, role, **scope).get_json())

    def numbers(self, query: str = "", role: Role = Role.ORGANIZER, **scope: Any) -> list[int]:
        """Numbers of the petitions in a list."""
        items = self.call("GET", f"?{query}", None, role, **scope).get_json()["items"]
        return [each["number"] for each in items]


def own_scope(role: Role) -> dict[str, str]:
    """The unit that a role stands for here."""
    return {Role.UNIT: {"unit": UNIT}, Role.DEPARTMENT: {"unit": ROOM}}.get(role, {})
