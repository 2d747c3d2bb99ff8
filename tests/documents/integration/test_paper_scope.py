"""Who may see and open which papers."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from chassis.auth.roles import Role
from tests.documents.world import Documents

GUEST = {"invitee_kind": "guest", "invitee_code": "bi-thu", "invitee_name": "Trần Thử Khách"}
DONG_THAP = {"unit": "xa-dong-thap", "unit_name": "Xã Đông Tháp"}


def _titles(documents: Documents, role: Role, **scope: Any) -> list[str]:
    return [each["title"] for each in documents.get("/papers?sort=title", role, **scope).get_json()["items"]]


@pytest.fixture
def filed(planned: Documents) -> dict[str, Any]:
    """Papers of two units, two delegates and a guest."""
    return {
        "documents": planned,
        "invitation": planned.receive_invitation(number=1),
        "foreign_invitation": planned.receive_invitation(
            number=2, invitee_code="xa-dong-thap", invitee_name="Xã Đông Tháp"
        ),
        "guest": planned.receive_invitation(number=3, **GUEST),
        "delegate": planned.receive_delegate("confirmed", full_name="Lê Thử Bình"),
        "foreign_delegate": planned.receive_delegate("confirmed", full_name="Võ Thử Cường", **DONG_THAP),
    }


def test_organizer_sees_every_paper(filed: dict[str, Any]) -> None:
    assert _titles(filed["documents"], Role.ORGANIZER) == [
        "Giấy mời số 1: Xã An Bình",
        "Giấy mời số 2: Xã Đông Tháp",
        "Giấy mời số 3: Trần Thử Khách",
        "Thẻ đại biểu: Lê Thử Bình",
        "Thẻ đại biểu: Võ Thử Cường",
    ]


def test_unit_sees_its_own_papers(filed: dict[str, Any]) -> None:
    titles = _titles(filed["documents"], Role.UNIT, unit="xa-an-binh")
    assert titles == ["Giấy mời số 1: Xã An Bình", "Thẻ đại biểu: Lê Thử Bình"]


def test_delegate_sees_their_own_badge(filed: dict[str, Any]) -> None:
    delegate = str(filed["delegate"]["delegate_id"])
    assert _titles(filed["documents"], Role.DELEGATE, delegate=delegate) == ["Thẻ đại biểu: Lê Thử Bình"]


def test_guest_sees_their_own_invitation(filed: dict[str, Any]) -> None:
    invitation = str(filed["guest"]["invitation_id"])
    assert _titles(filed["documents"], Role.DELEGATE, invitation=invitation) == ["Giấy mời số 3: Trần Thử Khách"]


def test_reader_without_a_scope_sees_nothing(filed: dict[str, Any]) -> None:
    assert _titles(filed["documents"], Role.UNIT) == []
    assert _titles(filed["documents"], Role.DELEGATE) == []


def test_unit_opens_its_own_paper_and_finds_no_foreign_one(filed: dict[str, Any]) -> None:
    documents: Documents = filed["documents"]
    items = documents.get("/papers").get_json()["items"]
    statuses = {
        each["title"]: documents.get(f"/papers/{each['id']}/content", Role.UNIT, unit="xa-an-binh").status_code
        for each in items
    }
    assert statuses == {
        "Giấy mời số 1: Xã An Bình": 200,
        "Giấy mời số 2: Xã Đông Tháp": 404,
        "Giấy mời số 3: Trần Thử Khách": 404,
        "Thẻ đại biểu: Lê Thử Bình": 200,
        "Thẻ đại biểu: Võ Thử Cường": 404,
    }


def test_unit_no_longer_opens_the_badge_of_a_dead_pass(filed: dict[str, Any]) -> None:
    documents: Documents = filed["documents"]
    documents.receive_revocation(filed["delegate"])
    assert _titles(documents, Role.UNIT, unit="xa-an-binh") == ["Giấy mời số 1: Xã An Bình"]


BESIDE = [{"unit": "xa-dong-thap", "unit_name": "Xã Đông Tháp"}]


def test_every_unit_that_named_a_delegate_downloads_the_badge(planned: Documents) -> None:
    planned.receive_delegate("confirmed", full_name="Lê Thử Bình", affiliations=BESIDE)
    (badge,) = planned.get("/papers", Role.UNIT, unit="xa-dong-thap").get_json()["items"]
    answers = [
        planned.get(f"/papers/{badge['id']}/content", Role.UNIT, unit=unit).status_code
        for unit in ("xa-an-binh", "xa-dong-thap", "xa-tay-ho")
    ]
    assert answers == [200, 200, 404]


def test_unit_that_takes_a_delegate_off_its_list_loses_the_badge(planned: Documents) -> None:
    delegate = planned.receive_delegate("confirmed", full_name="Lê Thử Bình", affiliations=BESIDE)
    planned.receive_delegate("updated", **delegate | {"affiliations": []})
    assert _titles(planned, Role.UNIT, unit="xa-dong-thap") == []
    assert _titles(planned, Role.UNIT, unit="xa-an-binh") == ["Thẻ đại biểu: Lê Thử Bình"]


def test_first_unit_that_takes_a_delegate_off_its_list_loses_the_badge(planned: Documents) -> None:
    delegate = planned.receive_delegate("confirmed", full_name="Lê Thử Bình", affiliations=BESIDE)
    planned.receive_delegate("updated", **delegate | BESIDE[0] | {"affiliations": []})
    assert _titles(planned, Role.UNIT, unit="xa-an-binh") == []
    assert _titles(planned, Role.UNIT, unit="xa-dong-thap") == ["Thẻ đại biểu: Lê Thử Bình"]


def test_download_is_an_attachment_nobody_keeps(filed: dict[str, Any]) -> None:
    documents: Documents = filed["documents"]
    paper = documents.get("/papers?kind=invitation&sort=title").get_json()["items"][0]
    answer = documents.get(f"/papers/{paper['id']}/content")
    assert (answer.mimetype, answer.headers["Content-Disposition"], answer.headers["Cache-Control"]) == (
        "application/pdf",
        'attachment; filename="giay-moi-1-xa-an-binh.pdf"',
        "private, no-store",
    )


def test_papers_are_filtered_by_what_they_are_about(filed: dict[str, Any]) -> None:
    delegate = filed["delegate"]["delegate_id"]
    items = filed["documents"].get(f"/papers?about={delegate}").get_json()["items"]
    assert [each["title"] for each in items] == ["Thẻ đại biểu: Lê Thử Bình"]


def test_paper_of_another_conference_is_not_found(filed: dict[str, Any]) -> None:
    documents: Documents = filed["documents"]
    paper = documents.get("/papers").get_json()["items"][0]
    answer = documents.call("GET", f"/conferences/hoi-nghi-khac/papers/{paper['id']}/content")
    assert answer.status_code == 404


def test_unknown_paper_is_not_found(planned: Documents) -> None:
    assert planned.get(f"/papers/{uuid4()}/content").status_code == 404


READERS = {
    "/plan": {Role.ORGANIZER, Role.ADMINISTRATOR, Role.DEPARTMENT, Role.APPRAISER},
    "/obligations": {
        Role.ORGANIZER,
        Role.ADMINISTRATOR,
        Role.DEPARTMENT,
        Role.APPRAISER,
        Role.UNIT,
        Role.BROADCASTER,
    },
    "/activities": {Role.ORGANIZER, Role.ADMINISTRATOR, Role.DEPARTMENT, Role.APPRAISER, Role.UNIT},
    "/distribution-list": {Role.ORGANIZER, Role.ADMINISTRATOR, Role.DEPARTMENT, Role.APPRAISER, Role.UNIT},
    "/report-outline": {Role.ORGANIZER, Role.ADMINISTRATOR, Role.DEPARTMENT, Role.APPRAISER, Role.UNIT},
    "/papers": {Role.ORGANIZER, Role.UNIT, Role.DELEGATE},
}


@pytest.mark.parametrize("path", READERS)
def test_each_address_is_open_to_its_readers_only(planned: Documents, path: str) -> None:
    opened = {role for role in Role if planned.get(path, role, unit="xa-an-binh").status_code == 200}
    assert opened == READERS[path]


def test_only_the_organizer_prints_all_badges(filed: dict[str, Any]) -> None:
    documents: Documents = filed["documents"]
    assert {role for role in Role if documents.get("/badges.pdf", role).status_code == 200} == {Role.ORGANIZER}
