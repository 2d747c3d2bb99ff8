"""Petitions proposed from an accepted report; the file is read in a child process."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from services.documents.models import Submission
from tests.documents.form_corpus.report_text import Line
from tests.documents.form_corpus.word_xml import Form, body_of, package
from tests.documents.handing_in import hand_in, owed, upload
from tests.documents.petitioning import ABOVE, HOST, Desk
from tests.documents.world import Documents

REPORT = [
    Line("h0", "Kết quả", "I"),
    Line("h1", "Ưu điểm", "1"),
    Line("text", "Các xã đã triển khai kế hoạch đầy đủ."),
    Line("h0", "Kiến nghị", "II"),
    Line("text", "1. Với Tỉnh ủy:"),
    Line("text", "- Sớm ban hành hướng dẫn mới"),
    Line("text", "2. Với Ban Tuyên giáo Huyện ủy: bổ sung kinh phí tập huấn"),
]
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def handed(planned: Documents) -> tuple[str, str]:
    """Ids of the obligation and of the report that was handed in for it."""
    sent = upload(planned, package(body_of(REPORT, Form()), Form())).get_json()
    obligation = hand_in(planned, owed(planned), upload_id=sent["id"]).get_json()
    return obligation["id"], obligation["submissions"][0]["id"]


def ask(documents: Documents, handed: tuple[str, str]) -> Any:
    return documents.get(f"/obligations/{handed[0]}/submissions/{handed[1]}/petition-candidates")


def accept(documents: Documents, handed: tuple[str, str]) -> None:
    with documents.service.database.write() as session:
        session.get_one(Submission, UUID(handed[1])).decision = "accepted"


def test_report_that_is_not_accepted_proposes_nothing(planned: Documents, handed: tuple[str, str]) -> None:
    assert ask(planned, handed).status_code == 409


def test_each_petition_of_an_accepted_report_is_proposed_with_its_recipient(
    planned: Documents, handed: tuple[str, str]
) -> None:
    accept(planned, handed)
    Desk(planned).entered(content="Sớm ban hành hướng dẫn mới.", recipient=ABOVE)
    answer = ask(planned, handed).get_json()
    assert (answer["unit"], answer["readable"]) == ("xa-an-binh", True)
    assert answer["items"] == [
        {"content": "Sớm ban hành hướng dẫn mới", "recipient": ABOVE, "entered": True},
        {"content": "bổ sung kinh phí tập huấn", "recipient": HOST, "entered": False},
    ]
