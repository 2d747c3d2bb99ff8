"""News of the film: a letter to its broadcaster, and one to each of its appraisers, else to the office."""

from __future__ import annotations

from uuid import UUID

import pytest

from services.notification.models import MessageKind
from tests.notification.world import FACTS, World

FILM, VERSION = UUID(int=93), UUID(int=94)
INSPECTED = "documents.video_inspected.v1"
NEWS = {
    "version_id": VERSION,
    "video_report_id": FILM,
    "outcome": "inspected",
    "recipient_email": "daumoi@dai.example",
    "appraisers": [
        {"post": "Lãnh đạo Ban", "name": None, "email": "lanhdao@tuyengiao.example"},
        {"post": "Trưởng phòng", "name": None, "email": None},
        {"post": "Chánh Văn phòng", "name": "Lê Thị Thử", "email": "chanh@tuyengiao.example"},
    ],
}
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def letters(world: World) -> list[tuple[MessageKind, str | None]]:
    return [(message.kind, message.recipient_email) for message in world.messages()]


def test_broadcaster_and_appraisers_are_told_once(world: World) -> None:
    for _ in range(2):
        world.tell(INSPECTED, FILM, **NEWS)
    assert sorted(letters(world), key=str) == sorted(
        [
            (MessageKind.FILM_INSPECTED, "daumoi@dai.example"),
            (MessageKind.FILM_READY, "lanhdao@tuyengiao.example"),
            (MessageKind.FILM_READY, "chanh@tuyengiao.example"),
        ],
        key=str,
    )


@pytest.mark.parametrize(
    "changes", [{"appraisers": []}, {"outcome": "could_not"}], ids=["nobody named", "cannot be opened"]
)
def test_office_is_told_where_no_appraiser_is(world: World, changes: dict[str, object]) -> None:
    world.tell(INSPECTED, FILM, **NEWS | changes)
    assert (MessageKind.FILM_READY, FACTS["contact_email"]) in letters(world)
    assert len(letters(world)) == 2
