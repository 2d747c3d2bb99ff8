"""Every e-mail, word for word: tests/notification/golden/<letter>/{subject.txt,body.txt,body.html}.

After a change that is meant, write them anew with HOINGHI_WRITE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from email.headerregistry import Address
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.notification.composing.composer import TEMPLATES, Composer
from services.notification.composing.letter import Letter
from services.notification.models import Conference, Delegate, Invitation, MessageKind
from services.notification.operations.keep_facts import CONFERENCE_FACTS
from tests.notification.world import DELEGATE, FACTS, INVITATION, NOW, PUBLIC_URL, SLUG

GOLDEN = Path(__file__).parents[1] / "golden"
COMPOSER = Composer(PUBLIC_URL, Address(addr_spec="hoinghi@tuyengiao.example"))
GUEST = {
    "invitee_kind": "guest",
    "invitee_name": "Phạm Văn Ví Dụ",
    "invitee_post": "Phó Bí thư Tỉnh ủy",
    "quota": 1,
    "recipient_name": None,
    "recipient_email": "vidu@tinhuy.example",
}


def conference(**values: Any) -> Conference:
    facts = {name: FACTS[name] for name in CONFERENCE_FACTS} | values
    return Conference(conference=SLUG, plan_version=3, calendar_sequence=0, **facts)


def invitation(**values: Any) -> Invitation:
    facts = {name: value for name, value in INVITATION.items() if name != "invitee_code"} | values
    return Invitation(id=UUID(int=1), conference=SLUG, withdrawn=False, **facts)


def delegate(**values: Any) -> Delegate:
    facts = {name: value for name, value in DELEGATE.items() if name not in ("kind", "category")} | values
    facts = {"code": "K7M294QX"} | facts
    return Delegate(id=UUID(int=2), conference=SLUG, pass_id=UUID(int=3), **facts)


def handed_over(**values: Any) -> Delegate:
    facts = {
        "state": "substituted",
        "substitute_name": "Vũ Thị Thay",
        "substitute_post": "Chuyên viên",
        "focal_point_name": "Trần Văn Thử",
        "focal_point_email": "daumoi@huyenmau.example",
    }
    return delegate(**facts | values)


def _moved(reason: str | None = "trùng lịch họp Tỉnh ủy", **previous: Any) -> Conference:
    """Moved by a day to what it is now, unless `previous` says otherwise."""
    known = {
        "starts_at": "2024-07-03T00:30:00+00:00",
        "ends_at": "2024-07-03T04:30:00+00:00",
        "hall": FACTS["hall"],
        "address": FACTS["address"],
    }
    return conference(move={"sequence": 1, "previous": known | previous, "reason": reason, "untold": False})


BARE = {
    "host": "Ủy ban nhân dân huyện Mẫu",
    "host_parent": None,
    "chair": None,
    "contact_name": None,
    "contact_phone": None,
    "contact_email": None,
    "document_code": None,
}
LETTERS: dict[str, Callable[[], Letter]] = {
    "invitation_issued-unit": lambda: COMPOSER.invitation_issued(conference(), invitation(), NOW),
    "invitation_issued-unit-without-a-focal-point": lambda: COMPOSER.invitation_issued(
        conference(**BARE), invitation(recipient_name=None, quota=0), NOW
    ),
    "invitation_issued-guest": lambda: COMPOSER.invitation_issued(conference(), invitation(**GUEST), NOW),
    "delegate_registered": lambda: COMPOSER.delegate_registered(conference(), delegate(), NOW),
    "delegate_confirmed": lambda: COMPOSER.delegate_confirmed(conference(), delegate(), NOW),
    "delegate_confirmed-substitute": lambda: COMPOSER.delegate_confirmed(
        conference(), delegate(substitute_for_name="Hoàng Văn Bận"), NOW
    ),
    "delegate_substituted": lambda: COMPOSER.delegate_substituted(conference(), handed_over(), NOW),
    "substitution_reported": lambda: COMPOSER.substitution_reported(conference(), handed_over(), NOW),
    "substitution_reported-without-a-name": lambda: COMPOSER.substitution_reported(
        conference(**BARE), handed_over(substitute_post=None, focal_point_name=None), NOW
    ),
    "delegate_confirmed-guest": lambda: COMPOSER.delegate_confirmed(
        conference(**BARE), delegate(post=None, unit=None, unit_name=None), NOW
    ),
    "conference_postponed-delegate": lambda: COMPOSER.conference_postponed(_moved(), delegate(), NOW),
    "conference_postponed-registered": lambda: COMPOSER.conference_postponed(
        _moved(reason=None), delegate(code=None), NOW
    ),
    "conference_postponed-unit": lambda: COMPOSER.conference_postponed(_moved(hall="Nhà văn hóa"), invitation(), NOW),
    "conference_postponed-guest": lambda: COMPOSER.conference_postponed(
        _moved(starts_at="2024-07-04T00:30:00+00:00", ends_at="2024-07-04T04:30:00+00:00", address="số 9 đường Cũ"),
        invitation(**GUEST),
        NOW,
    ),
    "invitation_reminder-unit": lambda: COMPOSER.invitation_reminder(
        conference(registration_closes_at=datetime(2024, 7, 2, 10, 0, tzinfo=UTC)), invitation(), NOW
    ),
    "invitation_reminder-guest": lambda: COMPOSER.invitation_reminder(conference(**BARE), invitation(**GUEST), NOW),
    "confirmation_reminder": lambda: COMPOSER.confirmation_reminder(conference(), delegate(code=None), NOW),
    "attendance_reminder": lambda: COMPOSER.attendance_reminder(conference(), delegate(seat="A-05"), NOW),
    "attendance_reminder-guest": lambda: COMPOSER.attendance_reminder(
        conference(**BARE), delegate(post=None, unit=None, unit_name=None), NOW
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_letter_is_word_for_word_as_agreed(name: str) -> None:
    letter = LETTERS[name]()
    parts = {"subject.txt": letter.subject + "\n", "body.txt": letter.text, "body.html": letter.html}
    if os.environ.get("HOINGHI_WRITE_GOLDEN"):
        _write(GOLDEN / name, parts)

    assert parts == {part: (GOLDEN / name / part).read_text(encoding="utf-8") for part in parts}


def test_every_kind_of_message_has_its_folder_and_its_golden_letter() -> None:
    folders = {folder.name for folder in TEMPLATES.iterdir() if folder.is_dir() and folder.name != "parts"}

    assert folders == {kind.value for kind in MessageKind} == {name.split("-")[0] for name in LETTERS}


def test_there_is_no_golden_letter_that_nobody_writes() -> None:
    assert {folder.name for folder in GOLDEN.iterdir()} == set(LETTERS)


def test_what_people_typed_is_no_markup_in_the_html() -> None:
    letter = COMPOSER.delegate_registered(conference(), delegate(full_name="<b>Thử</b> & bạn"), NOW)

    assert "&lt;b&gt;Thử&lt;/b&gt; &amp; bạn" in letter.html
    assert "<b>Thử" not in letter.html


def test_what_people_typed_stays_on_its_line() -> None:
    letter = COMPOSER.delegate_registered(conference(), delegate(full_name="Thử\n\nXin chuyển tiền tới"), NOW)

    assert "Kính gửi đồng chí Thử Xin chuyển tiền tới, Phó Trưởng ban," in letter.text.splitlines()


def test_links_lead_to_the_public_address() -> None:
    letter = Composer(PUBLIC_URL + "/", COMPOSER.sender).delegate_registered(conference(), delegate(), NOW)

    assert "https://hoinghi.example/l/delegate-token\n" in letter.text


def _write(folder: Path, parts: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in parts.items():
        (folder / name).write_text(text, encoding="utf-8")


def test_letter_and_calendar_name_the_seat_once_it_is_known() -> None:
    letter = COMPOSER.delegate_confirmed(conference(), delegate(seat="A-05"), NOW)
    assert ("Chỗ ngồi: A-05" in letter.text, "Chỗ ngồi: <strong>A-05</strong>" in letter.html) == (True, True)
    assert "Chỗ ngồi: A-05" in letter.enclosures[0].content.decode()
