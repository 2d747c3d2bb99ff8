"""News of the judging of the film: broadcaster, appraisers and office hear what concerns them, once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from services.notification.models import MessageKind
from tests.notification.world import FACTS, World

FILM = UUID(int=95)
PEOPLE = [
    {"post": "Trưởng ban", "name": "Trần Thử Duyệt", "email": "duyet@ban.example"},
    {"post": "Phó Trưởng ban", "name": "Lê Thử Xem", "email": "xem@ban.example"},
    {"post": "Chánh Văn phòng", "name": None, "email": None},
]
JUDGED: dict[str, Any] = {
    "video_report_id": FILM,
    "recipient_name": "Trần Văn Thử",
    "recipient_email": "dai@mau.example",
    "decision": "changes_requested",
    "by": "Trần Thử Duyệt",
    "appraisers": PEOPLE,
    "comments": [],
}
LATE = datetime(2024, 6, 24, 16, 59, 59, tzinfo=UTC)
APPRAISED, DUE = "documents.video_appraised.v1", "documents.video_appraisal_due.v1"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def told(world: World) -> list[tuple[MessageKind, str | None]]:
    return [(message.kind, message.recipient_email) for message in world.messages()]


@pytest.mark.parametrize("decision", ["changes_requested", "approved", "reopened"])
def test_broadcaster_is_told_of_the_verdict(world: World, decision: str) -> None:
    world.tell(APPRAISED, FILM, **JUDGED | {"decision": decision})
    assert told(world) == [(MessageKind.FILM_JUDGED, "dai@mau.example")]


def test_nobody_is_told_that_somebody_began(world: World) -> None:
    world.tell(APPRAISED, FILM, **JUDGED | {"decision": "begun"})
    assert told(world) == []


def test_other_appraisers_are_asked_once_one_has_agreed(world: World) -> None:
    event = world.tell(APPRAISED, FILM, **JUDGED | {"decision": "agreed"})
    with world.service.database.write() as session:
        world.service.handlers[event.type](session, event)
    assert told(world) == [(MessageKind.FILM_AGREED, "xem@ban.example")]


def test_office_is_asked_where_no_appraiser_has_an_address(world: World) -> None:
    world.tell(APPRAISED, FILM, **JUDGED | {"decision": "agreed", "appraisers": PEOPLE[2:]})
    assert told(world) == [(MessageKind.FILM_AGREED, FACTS["contact_email"])]


@pytest.mark.parametrize(
    ("days_left", "emails"),
    [
        (3, ["duyet@ban.example", "xem@ban.example"]),
        (-1, ["duyet@ban.example", "xem@ban.example", FACTS["contact_email"]]),
    ],
)
def test_appraisers_are_reminded_and_the_office_hears_when_it_is_late(
    world: World, days_left: int, emails: list[str]
) -> None:
    news = {name: JUDGED[name] for name in ("video_report_id", "recipient_name", "recipient_email", "appraisers")}
    world.tell(DUE, FILM, **news, days_left=days_left, last_moment=LATE)
    assert sorted(told(world)) == sorted((MessageKind.FILM_DUE, email) for email in emails)
