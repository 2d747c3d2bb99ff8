"""Shorthands for what is handed in."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from tests.documents import files
from tests.documents.world import SLUG, Documents

UNIT, OTHER = "xa-an-binh", "xa-dong-thap"
HERE = f"/conferences/{SLUG}"


def upload(
    documents: Documents, content: bytes = files.DOCX, filename: str = "Báo cáo.docx", **scope: Any
) -> TestResponse:
    role = scope.pop("role", Role.UNIT)
    scope = scope or {"unit": UNIT}
    headers = {"Authorization": f"Bearer {documents.token(role, **scope)}"}
    return documents.client.post(f"{HERE}/uploads", query_string={"filename": filename}, data=content, headers=headers)


def owed(documents: Documents, code: str = "bao-cao", unit: str = UNIT) -> dict[str, Any]:
    items = documents.get(f"/obligations?code={code}&unit={unit}").get_json()["items"]
    obligation: dict[str, Any] = documents.get(f"/obligations/{items[0]['id']}").get_json()
    return obligation


def hand_in(documents: Documents, obligation: dict[str, Any], *, unit: str = UNIT, **given: Any) -> TestResponse:
    body = {"version": obligation["version"]} | (given or {"upload_id": upload(documents).get_json()["id"]})
    path = f"{HERE}/obligations/{obligation['id']}/submissions"
    return documents.call("POST", path, Role.UNIT, json=body, unit=unit)


def step(
    documents: Documents, obligation: dict[str, Any], name: str, role: Role = Role.APPRAISER, **body: Any
) -> TestResponse:
    """A step on an obligation as it was looked at."""
    scope = {"unit": UNIT} if role is Role.UNIT else {}
    body = {"version": obligation["version"]} | body
    return documents.call("POST", f"{HERE}/obligations/{obligation['id']}/{name}", role, json=body, **scope)


def taken_up(documents: Documents) -> dict[str, Any]:
    """A report that was handed in and is under appraisal."""
    received = hand_in(documents, owed(documents)).get_json()
    shown: dict[str, Any] = step(documents, received, "take-up").get_json()
    return shown
