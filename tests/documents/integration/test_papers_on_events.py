"""Papers are rendered on the news of registration, once for each reason, and travel in the event."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis.testing.pdf import pdf_page_sizes, pdf_qr_texts, pdf_text
from services.documents.operations.refresh_badges import refresh_badges
from services.documents.queries.conference_facts import ConferenceUnknown
from tests.documents.world import PUBLIC_URL, SLUG, Documents, new_pass

RENDERED = "documents.document_rendered.v1"
A4 = [(210, 297)]


def _file(body: dict[str, Any]) -> bytes:
    return base64.b64decode(body["content"], validate=True)


def _downloads(documents: Documents, **filters: str) -> list[bytes]:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    items = documents.get(f"/papers?{query}").get_json()["items"]
    return [documents.get(f"/papers/{each['id']}/content").data for each in items]


def test_issued_invitation_is_rendered_and_announced(planned: Documents) -> None:
    invited = planned.receive_invitation(number=27)
    (event,) = planned.recorded(RENDERED)
    body = dict(event.body)
    content = _file(body)
    assert (event.subject, event.sequence) == (f"paper/{body['paper_id']}", 1)
    assert {name: value for name, value in body.items() if name not in ("content", "paper_id")} == {
        "conference": SLUG,
        "kind": "invitation",
        "about": str(invited["invitation_id"]),
        "reason": f"invitation:{invited['invitation_id']}:1",
        "filename": "giay-moi-27-xa-an-binh.pdf",
        "media_type": "application/pdf",
        "sha256": hashlib.sha256(content).hexdigest(),
        "pages": 1,
        "about_sequence": None,
    }
    assert pdf_page_sizes(content) == A4
    assert pdf_qr_texts(content, 150) == [f"{PUBLIC_URL}{invited['link']}"]


def test_badge_with_another_seat_says_which_news_it_follows(planned: Documents) -> None:
    delegate = planned.receive_delegate("confirmed", seat="A-05")
    planned.receive_delegate("updated", **delegate | {"seat": "B-07"})
    bodies = [event.body for event in planned.recorded(RENDERED)]
    assert [(body["about_sequence"], "B-07" in pdf_text(_file(body))) for body in bodies] == [(1, False), (2, True)]


def test_invitation_bears_number_date_and_signer_of_the_conference(planned: Documents) -> None:
    planned.receive_invitation(number=27)
    text = pdf_text(_file(planned.recorded(RENDERED)[0].body))
    expected = (
        "Số 27-GM/BTGHU",
        "Phố Thơ, ngày 01 tháng 3 năm 2025",
        "Trân trọng kính mời: Xã An Bình",
        "Nguyễn Thử Nghiệm",
    )
    assert [words for words in expected if words not in text] == []


def test_invitation_follows_the_format_profile_of_the_plan(documents: Documents, plan_source: str) -> None:
    documents.apply(plan_source.replace("format_profile: party", "format_profile: nd30"))
    documents.receive_invitation()
    text = pdf_text(_file(documents.recorded(RENDERED)[0].body))
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" not in text


def test_guest_is_asked_to_do_what_the_plan_says(planned: Documents) -> None:
    planned.receive_invitation(
        invitee_kind="guest", invitee_code="bi-thu", invitee_name="Trần Thử Khách", invitee_post="Bí thư Huyện ủy"
    )
    text = pdf_text(_file(planned.recorded(RENDERED)[0].body))
    assert "Dự và chỉ đạo: Hội nghị tổng kết công tác năm 2024" in text


def test_purpose_is_written_out_before_a_title_that_does_not_say_conference(
    documents: Documents, plan_source: str
) -> None:
    documents.apply(plan_source.replace("title: Hội nghị tổng kết công tác", "title: Tổng kết công tác"))
    documents.receive_invitation(invitee_kind="guest", invitee_code="bi-thu", invitee_name="Trần Thử Khách")
    text = pdf_text(_file(documents.recorded(RENDERED)[0].body))
    assert "Dự và chỉ đạo hội nghị: Tổng kết công tác năm 2024" in text


def test_the_same_issue_told_again_is_rendered_once(planned: Documents) -> None:
    invited = planned.receive_invitation()
    planned.receive_invitation(**invited)
    assert len(planned.recorded(RENDERED)) == 1


def test_issue_anew_retires_the_earlier_paper(planned: Documents) -> None:
    invited = planned.receive_invitation()
    planned.receive_invitation(**invited | {"issue": 2, "link": "/i/moi"})
    papers = planned.get("/papers?sort=title").get_json()["items"]
    assert sorted((each["reason"].rsplit(":", 1)[1], each["current"]) for each in papers) == [("1", False), ("2", True)]
    assert len(planned.recorded(RENDERED)) == 2


def test_corrected_invitation_is_rendered_anew_with_the_date_of_its_issue(planned: Documents) -> None:
    issued_at = planned.clock()
    invited = planned.receive_invitation(number=27)
    planned.clock.now += timedelta(days=3)
    planned.receive_invitation("updated", **(invited | {"invitee_name": "Xã An Bình Mới", "issued_at": issued_at}))
    first, second = planned.recorded(RENDERED)
    assert (second.subject, second.sequence, second.body["reason"]) == (first.subject, 2, first.body["reason"])
    text = pdf_text(_file(second.body))
    assert "Trân trọng kính mời: Xã An Bình Mới" in text
    assert "ngày 01 tháng 3 năm 2025" in text
    assert _downloads(planned, about=str(invited["invitation_id"])) == [_file(second.body)]


def test_withdrawn_invitation_has_no_current_paper(planned: Documents) -> None:
    invited = planned.receive_invitation()
    planned.receive_invitation("withdrawn", **invited)
    assert [each["current"] for each in planned.get("/papers").get_json()["items"]] == [False]


def test_confirmed_delegate_gets_a_badge_whose_code_is_the_pass(planned: Documents) -> None:
    delegate = planned.receive_delegate("confirmed")
    (event,) = planned.recorded(RENDERED)
    content = _file(event.body)
    assert (event.body["kind"], event.body["about"], event.body["reason"], event.body["filename"]) == (
        "badge",
        str(delegate["delegate_id"]),
        f"pass:{delegate['pass']['pass_id']}",
        "the-dai-bieu-nguyen-thu-an.pdf",
    )
    assert pdf_qr_texts(content, 150) == [delegate["pass"]["text"]]
    text = pdf_text(content).casefold()
    code = delegate["pass"]["code"]
    expected = (delegate["full_name"], delegate["unit_name"], f"{code[:4]} {code[4:]}")
    assert [words for words in expected if words.casefold() not in text] == []


def test_registered_delegate_has_no_badge_yet(planned: Documents) -> None:
    planned.receive_delegate("registered")
    assert planned.recorded(RENDERED) == []


def test_the_same_confirmation_told_again_is_rendered_once(planned: Documents) -> None:
    delegate = planned.receive_delegate("confirmed")
    planned.receive_delegate("confirmed", **delegate)
    assert len(planned.recorded(RENDERED)) == 1


def test_corrected_name_corrects_the_badge_and_announces_it_under_the_same_reason(planned: Documents) -> None:
    delegate = planned.receive_delegate("confirmed")
    planned.receive_delegate("updated", **delegate | {"full_name": "Nguyễn Thử Ấn"})
    (badge,) = _downloads(planned, kind="badge")
    assert "nguyễn thử ấn" in pdf_text(badge).casefold()
    assert pdf_qr_texts(badge, 150) == [delegate["pass"]["text"]]
    first, second = planned.recorded(RENDERED)
    assert (second.subject, second.sequence, second.body["reason"]) == (first.subject, 2, first.body["reason"])
    assert _file(second.body) == badge


def test_badges_follow_the_plan_to_another_hall(planned: Documents, plan_source: str) -> None:
    delegates = [planned.receive_delegate("confirmed", full_name=f"Nguyễn Thử {name}") for name in ("An", "Bình")]
    retired = planned.receive_delegate("confirmed", **delegates[1] | {"pass": new_pass(planned.clock())})
    assert _refreshed(planned) == 0
    assert planned.apply(plan_source.replace("hall: Hội trường lớn", "hall: Nhà văn hóa mới")).status_code == 200
    before = len(planned.recorded(RENDERED))
    assert (_refreshed(planned), _refreshed(planned)) == (2, 0)
    corrected = planned.recorded(RENDERED)[before:]
    assert sorted(event.body["reason"] for event in corrected) == sorted(
        f"pass:{delegate['pass']['pass_id']}" for delegate in (delegates[0], retired)
    )
    assert all("Nhà văn hóa mới" in pdf_text(_file(event.body)) for event in corrected)


def test_badges_on_which_nothing_changed_are_left_alone(planned: Documents, plan_source: str) -> None:
    planned.receive_delegate("confirmed")
    assert planned.apply(plan_source.replace("capacity: 60", "capacity: 61")).status_code == 200
    assert _refreshed(planned) == 1
    assert len(planned.recorded(RENDERED)) == 1


def _refreshed(documents: Documents) -> int:
    press = documents.service.web.extensions["hoinghi"].parts.press
    with documents.service.database.write() as session:
        return refresh_badges(session, press, documents.clock)


def test_new_pass_retires_the_badge_of_the_old_one(planned: Documents) -> None:
    delegate = planned.receive_delegate("confirmed")
    planned.receive_delegate("confirmed", **delegate | {"pass": new_pass(planned.clock())})
    papers = planned.get("/papers").get_json()["items"]
    assert sorted((each["reason"] == f"pass:{delegate['pass']['pass_id']}", each["current"]) for each in papers) == [
        (False, True),
        (True, False),
    ]


def test_excused_delegate_has_no_current_badge(planned: Documents) -> None:
    delegate = planned.receive_delegate("confirmed")
    planned.receive_delegate("excused", **delegate | {"state": "excused", "reason": "Đi công tác"})
    assert [each["current"] for each in planned.get("/papers").get_json()["items"]] == [False]


def test_revoked_pass_is_printed_no_more(planned: Documents) -> None:
    delegate = planned.receive_delegate("confirmed")
    planned.receive_revocation(delegate)
    assert planned.get("/badges.pdf").get_json()["type"] == "/problems/no-badges"


def test_pass_revoked_before_its_confirmation_arrives_is_not_rendered(planned: Documents) -> None:
    delegate = {"delegate_id": UUID(int=1), "pass": new_pass(planned.clock())}
    planned.receive_revocation(delegate)
    planned.receive_delegate("confirmed", **delegate)
    assert planned.recorded(RENDERED) == []


def test_news_of_a_conference_without_a_plan_waits_for_it(documents: Documents) -> None:
    with pytest.raises(ConferenceUnknown):
        documents.receive_invitation()
    assert documents.recorded(RENDERED) == []


def test_paper_is_stored_whole(planned: Documents) -> None:
    planned.receive_invitation()
    assert _downloads(planned) == [_file(planned.recorded(RENDERED)[0].body)]


def test_service_is_ready_when_the_fonts_are_there(planned: Documents) -> None:
    answer = planned.client.get("/readyz")
    assert (answer.status_code, answer.get_json()["fonts"]) == (200, True)
