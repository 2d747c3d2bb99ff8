"""Petitions: who sees which, how they are answered or forwarded, and what is told of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chassis.auth.roles import Role
from chassis.testing.pdf import pdf_text
from tests.documents.petitioning import ABOVE, HOST, OTHER_ROOM, OTHER_UNIT, ROOM, UNIT, Desk
from tests.documents.world import NOW, Documents


@pytest.fixture
def desk(planned: Documents) -> Desk:
    return Desk(planned)


def test_unit_enters_its_own_petition(desk: Desk) -> None:
    petition = desk.entered(content="  Bổ sung   kinh phí \n\n Sớm ban hành hướng dẫn ")
    assert {name: petition[name] for name in ("number", "unit", "unit_name", "content", "state", "forwarded")} == {
        "number": 1,
        "unit": UNIT,
        "unit_name": "Xã An Bình",
        "content": "Bổ sung kinh phí\nSớm ban hành hướng dẫn",
        "state": "received",
        "forwarded": False,
    }
    assert petition["actions"] == ["correct", "withdraw"]


def test_unit_enters_nothing_for_another_unit(desk: Desk) -> None:
    body = {"content": "Một việc", "recipient": HOST, "unit": OTHER_UNIT}
    assert desk.call("POST", "", body, Role.UNIT).status_code == 404


@pytest.mark.parametrize("wrong", [{"recipient": "khong-co"}, {"unit": "khong-co"}, {"content": " "}])
def test_what_the_plan_does_not_know_is_refused(desk: Desk, wrong: dict[str, str]) -> None:
    body = {"content": "Một việc", "recipient": HOST, "unit": UNIT} | wrong
    assert desk.call("POST", "", body).status_code == 422
    assert desk.numbers() == []


def test_room_enters_what_it_gathered_and_has_it_at_once(desk: Desk) -> None:
    petition = desk.entered(Role.DEPARTMENT, unit=OTHER_UNIT)
    assert (petition["state"], petition["room"], petition["unit"]) == ("assigned", ROOM, OTHER_UNIT)
    assert petition["actions"] == ["correct", "draft"]


def test_account_for_all_rooms_gives_nothing_to_a_room(desk: Desk) -> None:
    body = {"content": "Một việc", "recipient": HOST, "unit": UNIT}
    entered = desk.call("POST", "", body, Role.DEPARTMENT, unit=None).get_json()
    assert (entered["state"], entered["room"]) == ("received", None)
    assert desk.numbers(role=Role.DEPARTMENT, unit=None) == [1]


def test_everybody_sees_what_is_theirs(desk: Desk) -> None:
    desk.assigned()
    other = desk.entered(Role.UNIT, unit=OTHER_UNIT)
    assert desk.numbers() == [1, 2]
    assert desk.numbers(role=Role.APPRAISER) == [1, 2]
    assert desk.numbers(role=Role.UNIT) == [1]
    assert desk.numbers(role=Role.DEPARTMENT) == [1]
    assert desk.numbers(role=Role.DEPARTMENT, unit=OTHER_ROOM) == []
    assert desk.call("GET", f"/{other['id']}", role=Role.UNIT).status_code == 404
    assert desk.call("GET", f"/{other['id']}", role=Role.DEPARTMENT).status_code == 404


def test_list_is_filtered(desk: Desk) -> None:
    desk.drafted()
    desk.entered(unit=OTHER_UNIT, recipient=ABOVE, content="Sửa đổi Quy chế phối hợp")
    assert desk.numbers(f"recipient={ABOVE}") == [2]
    assert desk.numbers(f"room={ROOM}") == [1]
    assert desk.numbers(f"unit={OTHER_UNIT}") == [2]
    assert desk.numbers("state=drafted") == [1]
    assert desk.numbers("state=open&sort=-number") == [2, 1]
    assert desk.numbers("q=quy+che") == [2]


def test_room_drafts_and_a_leader_approves(desk: Desk) -> None:
    petition = desk.drafted()
    desk.documents.clock.now = NOW + timedelta(days=1)
    answered = desk.step(petition, "approve", Role.APPRAISER)
    assert (answered["state"], answered["answer"]) == ("answered", "Sẽ bố trí trong quý III")
    assert answered["answered_at"] == "2025-03-02T02:00:00+00:00"
    (news,) = desk.documents.recorded("documents.petition_answered.v1")
    assert (news.body["unit"], news.body["answer"]) == (UNIT, "Sẽ bố trí trong quý III")
    assert news.body["focal_point_email"] == "anbinh@photho.example"


def test_room_without_a_focal_point_is_nobody_to_write_to(desk: Desk) -> None:
    desk.assigned()
    (news,) = desk.documents.recorded("documents.petition_assigned.v1")
    assert (news.body["room"], news.body["focal_point_email"]) == (ROOM, None)


def test_draft_goes_back_with_what_is_to_be_mended(desk: Desk) -> None:
    returned = desk.step(desk.drafted(), "return", Role.APPRAISER, reason="Nêu rõ nguồn kinh phí")
    assert (returned["state"], returned["history"][-1]["reason"]) == ("returned", "Nêu rõ nguồn kinh phí")
    again = desk.step(returned, "draft", Role.DEPARTMENT, answer="Từ nguồn chi thường xuyên")
    assert (again["state"], again["draft"]) == ("drafted", "Từ nguồn chi thường xuyên")


def test_unit_sees_neither_draft_nor_remarks(desk: Desk) -> None:
    returned = desk.step(desk.drafted(), "return", reason="Chưa đạt")
    seen = desk.shown(returned, Role.UNIT)
    assert (seen["state"], seen["draft"], seen["answer"]) == ("assigned", None, None)
    assert [step["action"] for step in seen["history"]] == ["receive", "assign"]
    assert desk.numbers("state=returned", Role.UNIT) == []
    assert desk.numbers("state=assigned", Role.UNIT) == [1]


def test_petition_to_a_superior_body_is_forwarded_and_its_reply_noted(desk: Desk) -> None:
    petition = desk.entered(recipient=ABOVE)
    assert petition["forwarded"] is True
    forwarded = desk.step(petition, "forward")
    assert (forwarded["document_number"], forwarded["document_date"]) == (None, None)
    numbered = desk.step(forwarded, "forward", document_number="12-CV/BTGHU", document_date="2025-03-04")
    assert (numbered["document_number"], numbered["document_date"]) == ("12-CV/BTGHU", "2025-03-04")
    assert numbered["forwarded_at"] == forwarded["forwarded_at"]
    replied = desk.step(numbered, "reply", reply="Ghi nhận, sẽ xem xét")
    assert (replied["state"], replied["actions"]) == ("replied", [])
    assert desk.shown(replied, Role.UNIT)["reply"] == "Ghi nhận, sẽ xem xét"


def test_correcting_the_recipient_changes_the_way(desk: Desk) -> None:
    petition = desk.entered()
    changes = {"version": petition["version"], "content": petition["content"], "recipient": ABOVE}
    corrected = desk.call("PATCH", f"/{petition['id']}", changes).get_json()
    assert "forward" in corrected["actions"]
    assert "draft" not in corrected["actions"]


def test_correction_that_changes_nothing_is_no_step(desk: Desk) -> None:
    petition = desk.entered()
    same = {name: petition[name] for name in ("version", "content", "recipient")}
    corrected = desk.call("PATCH", f"/{petition['id']}", same).get_json()
    assert (corrected["version"], len(corrected["history"])) == (petition["version"], 1)


def test_units_of_merged_petitions_are_told_the_one_answer(desk: Desk) -> None:
    kept, first = desk.drafted(), desk.entered(unit=OTHER_UNIT)
    merged = desk.step(first, "merge", into=kept["id"])
    assert merged["merged_into"] == {"id": kept["id"], "number": 1, "unit_name": "Xã An Bình"}
    desk.step(desk.shown(kept), "approve")
    late = desk.step(desk.entered(unit="xa-tay-ho"), "merge", into=kept["id"])
    told = desk.documents.recorded("documents.petition_answered.v1")
    assert [news.body["unit"] for news in told] == [UNIT, OTHER_UNIT, "xa-tay-ho"]
    seen = desk.shown(merged, Role.UNIT, unit=OTHER_UNIT)
    assert (seen["state"], seen["answer"], seen["merged_into"]) == ("merged", "Sẽ bố trí trong quý III", None)
    assert [each["number"] for each in desk.shown(kept)["merged"]] == [2, late["number"]]


def test_what_was_merged_follows_into_the_next(desk: Desk) -> None:
    first, second, third = desk.entered(), desk.entered(), desk.entered()
    desk.step(first, "merge", into=second["id"])
    desk.step(desk.shown(second), "merge", into=third["id"])
    assert desk.shown(first)["merged_into"]["id"] == third["id"]


def test_petitions_that_do_not_belong_together_are_not_merged(desk: Desk) -> None:
    petition, above = desk.entered(), desk.entered(recipient=ABOVE)
    withdrawn = desk.step(desk.entered(), "withdraw", reason="Đã giải quyết")
    for into in (petition["id"], above["id"], withdrawn["id"]):
        body = {"version": petition["version"], "into": into}
        assert desk.call("POST", f"/{petition['id']}/merge", body).status_code == 422


def test_who_comes_too_late_is_told_who_did_what(desk: Desk) -> None:
    petition = desk.drafted()
    desk.step(petition, "return", Role.APPRAISER, reason="Chưa đạt")
    late = desk.call("POST", f"/{petition['id']}/approve", {"version": petition["version"]})
    assert late.status_code == 409
    assert late.get_json()["detail"].startswith("Đồng chí Thử đã trả lại dự thảo trả lời lúc 09:00, 1/3/2025.")


def test_choices_are_the_plans(desk: Desk) -> None:
    choices = desk.call("GET", "/choices", role=Role.UNIT).get_json()
    assert choices["units"] == [{"code": UNIT, "name": "Xã An Bình"}]
    assert [each["code"] for each in choices["rooms"]] == [OTHER_ROOM, ROOM]
    assert [each["forwarded"] for each in choices["recipients"]] == [True, False]


def test_summary_puts_petitions_under_their_recipients(desk: Desk) -> None:
    kept = desk.entered(content="Việc của Ban")
    desk.step(desk.entered(unit=OTHER_UNIT, content="Cũng việc ấy"), "merge", into=kept["id"])
    desk.step(desk.entered(recipient=ABOVE, content="Việc của Tỉnh ủy"), "forward")
    text = pdf_text(desk.documents.get("/petition-summary.pdf").data)
    after_head = text[text.index("Kiến nghị với") :]
    assert after_head.startswith("Kiến nghị với Tỉnh ủy (1) 1 Xã An Bình Việc của Tỉnh ủy Tỉnh ủy")
    assert "Kiến nghị với Ban Tuyên giáo Huyện ủy (1) 2 Xã An Bình; Xã Đông Tháp Việc của Ban" in after_head
    assert "Cũng việc ấy" not in text


def test_a_petition_longer_than_a_page_is_printed_whole(desk: Desk) -> None:
    desk.entered(content=" ".join(f"từ{number}" for number in range(600)))
    printed = desk.documents.get("/petition-summary.pdf")
    assert printed.status_code == 200
    assert "từ599" in pdf_text(printed.data)


OWED = """obligations:
  - code: kien-nghi
    title: Tham mưu trả lời kiến nghị
    kind: petitions
    due: 2025-03-12
    policy: before
    owed_by: [phong-khoa-giao]
"""


def test_obligation_of_a_room_stands_as_its_petitions_do(documents: Documents, plan_source: str) -> None:
    assert documents.apply(plan_source.replace("obligations:\n", OWED)).status_code == 200
    desk = Desk(documents)

    def stands() -> str:
        return str(documents.get("/obligations?code=kien-nghi").get_json()["items"][0]["submission_state"])

    drafted = desk.drafted()
    assert stands() == "received"
    second = desk.assigned()
    assert stands() == "awaited"
    desk.step(second, "withdraw", reason="Thôi")
    desk.step(desk.shown(drafted), "approve")
    assert stands() == "accepted"


def test_plan_that_drops_a_petitioner_is_asked_about(desk: Desk, plan_source: str) -> None:
    desk.entered(unit="xa-tay-ho")
    start, end = plan_source.index("  - code: xa-tay-ho"), plan_source.index("  - code: dai-phat-thanh\n")
    refused = desk.documents.apply(plan_source[:start] + plan_source[end:])
    assert refused.status_code == 409
    assert "“Xã Tây Hồ” có kiến nghị" in refused.get_json()["detail"]
