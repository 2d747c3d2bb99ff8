"""Signing in with a password: sessions, their ends, and what a stranger may learn."""

from __future__ import annotations

from chassis.auth.roles import Role
from tests.gateway.conftest import World


def test_page_of_signed_in_person_shows_todays_tasks(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    page = client.get("/")
    assert page.status_code == 200
    assert "Việc cần làm hôm nay" in page.text
