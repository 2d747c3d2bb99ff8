"""The conference under load: an account, a plan, invitations that are out."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from pathlib import Path

from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from gateway.operations.accounts import create_account
from hoinghi import settings
from tests.faults.client import Client
from tests.faults.load import UNITS

SLUG = "thu-loi-2026"
PLAN = Path(__file__).parent / "plan.yaml"
PLACES = 100
"""Places of each unit in the plan file."""
CAPACITY = 1500
"""Seats of the hall in the plan file."""


def open_conference(environment: Mapping[str, str], url: str, *, delegates: int) -> Client:
    """Let an organizer sign in, apply the plan with as many places as there will be delegates, invite all units."""
    client = Client(url)
    client.sign_in(*_organizer(environment))
    quota = -(-delegates // UNITS)
    source = PLAN.read_text(encoding="utf-8").replace(f"quota: {PLACES}", f"quota: {quota}")
    source = source.replace(f"capacity: {CAPACITY}", f"capacity: {max(CAPACITY, quota * UNITS)}")
    client.post("/plans/apply", {"source": source}, key="plan")
    while client.get(f"/conferences/{SLUG}/invitations").body.get("total", 0) < UNITS:
        time.sleep(0.1)
    issued = client.post(f"/conferences/{SLUG}/invitations/issue", {"ids": None}, key="issue").body
    assert issued["issued"] == UNITS
    return client


def _organizer(environment: Mapping[str, str]) -> tuple[str, str]:
    email, password = "van-phong@thuloi.example", secrets.token_urlsafe(12)
    database = Database(environment[settings.database_setting("gateway")])
    with database.write() as session:
        create_account(
            session, email=email, password=password, full_name="Văn phòng", role=Role.ORGANIZER, clock=system_clock
        )
    database.dispose()
    return email, password
