"""The agenda over HTTP: drafted from the plan, changed by several at once, undone, published, moved."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from services.documents.operations.agenda_draft import place_presentation, withdraw_presentation
from tests.documents.world import SLUG, Documents

PUBLISHED = "documents.agenda_published.v1"
FIELDS = ("id", "kind", "title", "speaker", "delegate_id", "unit", "presentation_id", "minutes", "fixed_start")


def draft(documents: Documents, role: Role = Role.ORGANIZER) -> dict[str, Any]:
    answer: dict[str, Any] = documents.get("/agenda/draft", role).get_json()
    return answer


def send(documents: Documents, method: str, path: str, body: Any) -> TestResponse:
    return documents.call(method, f"/conferences/{SLUG}/agenda{path}", json=body)


def change(documents: Documents, edit: Any, version: int | None = None) -> TestResponse:
    """Change the items of the draft by `edit`, which is given them as they are sent."""
    now = draft(documents)
    items = [{name: each[name] for name in FIELDS} for each in now["items"]]
    edit(items)
    return send(documents, "PUT", "/draft", {"version": now["version"] if version is None else version, "items": items})


def publish(documents: Documents, reason: str | None = None) -> TestResponse:
    return send(documents, "POST", "/publish", {"version": draft(documents)["version"], "reason": reason})


def lines(agenda: dict[str, Any]) -> list[str]:
    return [f"{each['starts_at'][11:16]} {each['title']}" for each in agenda["items"]]


def shorten_report(items: list[dict[str, Any]]) -> None:
    items[1]["minutes"] = 20


def test_first_draft_is_the_usual_agenda_of_the_plan(planned: Documents) -> None:
    now = draft(planned)
    assert lines(now) == [
        "07:30 Tuyên bố lý do",
        "07:40 Báo cáo sơ kết",
        "08:10 Tham luận",
        "08:30 Giải lao",
        "08:45 Kết luận hội nghị",
    ]
    assert (now["published"], now["changed_by"]) == (None, "Hệ thống")


def test_flaws_stand_at_their_items(planned: Documents) -> None:
    found = [[flaw["sentence"] for flaw in each["problems"]] for each in draft(planned)["items"]]
    assert found == [[], [], ["Chưa có người thực hiện."], ["Trước mục này còn trống 10 phút."], []]


def test_applying_the_plan_again_leaves_what_was_drafted(planned: Documents, plan_source: str) -> None:
    change(planned, shorten_report)
    planned.apply(plan_source.replace("capacity: 60", "capacity: 80"))
    assert draft(planned)["items"][1]["minutes"] == 20


def test_another_length_moves_what_follows(planned: Documents) -> None:
    assert lines(change(planned, shorten_report).get_json())[2] == "08:00 Tham luận"


def test_stale_draft_is_refused_with_who_did_what(planned: Documents) -> None:
    seen = draft(planned)["version"]
    change(planned, shorten_report)
    answer = change(planned, lambda items: items.reverse(), version=seen)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/agenda-changed-meanwhile")
    assert answer.get_json()["detail"] == (
        "Đồng chí Thử lúc 09:00: Đổi thời lượng “Báo cáo sơ kết” từ 30 thành 20 phút."
        " Thao tác của đồng chí chưa được lưu. Xin xem bản mới nhất rồi làm lại."
    )
    assert draft(planned)["items"][1]["minutes"] == 20


def test_same_draft_again_is_no_change(planned: Documents) -> None:
    before = draft(planned)["version"]
    assert change(planned, lambda items: None).get_json()["version"] == before


def test_changes_are_undone_one_after_the_other(planned: Documents) -> None:
    first = lines(draft(planned))
    change(planned, shorten_report)
    change(planned, lambda items: items.pop())
    for _ in range(2):
        send(planned, "POST", "/draft/undo", {"version": draft(planned)["version"]})
    assert lines(draft(planned)) == first


def test_nothing_is_left_to_undo_before_the_first_draft(planned: Documents) -> None:
    send(planned, "POST", "/draft/undo", {"version": 1})
    answer = send(planned, "POST", "/draft/undo", {"version": 2})
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/nothing-to-undo")


def test_item_twice_is_bad_input(planned: Documents) -> None:
    answer = change(planned, lambda items: items.append(items[0]))
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/items")


def test_nobody_but_the_office_sees_what_is_not_published(planned: Documents) -> None:
    assert planned.get("/agenda/draft", Role.UNIT, unit="xa-an-binh").status_code == 403
    answer = planned.get("/agenda", Role.UNIT, unit="xa-an-binh")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/no-agenda")


def test_published_agenda_is_told_with_all_its_items(planned: Documents) -> None:
    publish(planned, "Đã duyệt")
    (told,) = planned.recorded(PUBLISHED)
    assert (told.subject, told.body["number"], told.body["reason"]) == (f"agenda/{SLUG}", 1, "Đã duyệt")
    assert [(each["title"], each["starts_at"]) for each in told.body["items"]][:2] == [
        ("Tuyên bố lý do", "2025-03-21T07:30:00+07:00"),
        ("Báo cáo sơ kết", "2025-03-21T07:40:00+07:00"),
    ]
    assert lines(planned.get("/agenda", Role.RECEPTIONIST).get_json()) == lines(draft(planned))


def test_draft_says_how_it_differs_from_what_was_published(planned: Documents) -> None:
    publish(planned)
    change(planned, lambda items: items[0].update(minutes=15))
    now = draft(planned)
    assert [each["sentence"] for each in now["differences"]] == [
        "Đổi thời lượng “Tuyên bố lý do” từ 10 thành 15 phút.",
        "Giờ của “Tuyên bố lý do”: 07:30–07:40 thành 07:30–07:45.",
        "Giờ của “Báo cáo sơ kết”: 07:40–08:10 thành 07:45–08:15.",
        "Giờ của “Tham luận”: 08:10–08:20 thành 08:15–08:25.",
    ]
    assert planned.get("/agenda").get_json()["items"][0]["minutes"] == 10


def test_second_publication_tells_what_changed_and_who_speaks(planned: Documents) -> None:
    publish(planned)
    delegate = str(planned.receive_delegate("confirmed")["delegate_id"])
    change(planned, lambda items: items[2].update(speaker="Nguyễn Thử Ân", delegate_id=delegate))
    publish(planned)
    body = planned.recorded(PUBLISHED)[-1].body
    assert [each["delegate_id"] for each in body["items"]] == [None, None, delegate, None, None]
    assert [each["vi"] for each in body["changes"]] == ["Đổi người thực hiện “Tham luận”: … thành Nguyễn Thử Ân."]


def test_what_was_published_cannot_be_published_again(planned: Documents) -> None:
    publish(planned)
    assert publish(planned).get_json()["type"] == "/problems/agenda-unchanged"


def test_own_item_is_marked_for_its_delegate_and_unit(planned: Documents) -> None:
    delegate = str(planned.receive_delegate("confirmed")["delegate_id"])
    change(planned, lambda items: items[2].update(delegate_id=delegate, speaker="Nguyễn Thử Ân"))
    publish(planned)
    for scope in ({"role": Role.DELEGATE, "delegate": delegate}, {"role": Role.UNIT, "unit": "xa-an-binh"}):
        items = planned.get("/agenda", **scope).get_json()["items"]  # type: ignore[arg-type]
        assert [each["own"] for each in items] == [False, False, True, False, False]


def test_moved_conference_takes_its_agenda_along(planned: Documents, plan_source: str) -> None:
    publish(planned)
    change(planned, shorten_report)
    planned.apply(plan_source.replace("date: 2025-03-21", "date: 2025-03-25"))
    body = planned.recorded(PUBLISHED)[-1].body
    assert (body["number"], body["cause"], body["items"][3]["starts_at"]) == (
        2,
        "postponed",
        "2025-03-25T08:30:00+07:00",
    )
    assert [each["minutes"] for each in planned.get("/agenda").get_json()["items"]] == [10, 30, 10, 15, 15]


def test_presentation_takes_the_place_kept_for_one_and_leaves_it(planned: Documents) -> None:
    presentation = uuid4()
    with planned.service.database.write() as session:
        place_presentation(session, SLUG, presentation, "Chuyển đổi số", "Sở Y tế", 8, clock=planned.clock)
    placed = draft(planned)["items"][2]
    assert (placed["title"], placed["presentation_id"], placed["minutes"]) == ("Chuyển đổi số", str(presentation), 8)
    with planned.service.database.write() as session:
        withdraw_presentation(session, SLUG, presentation, clock=planned.clock)
    assert [each["kind"] for each in draft(planned)["items"]] == ["opening", "report", "break", "closing"]


def test_further_presentation_comes_after_the_last_one(planned: Documents) -> None:
    with planned.service.database.write() as session:
        for title in ("Một", "Hai"):
            place_presentation(session, SLUG, uuid4(), title, "Sở Y tế", 8, clock=planned.clock)
    assert [each["title"] for each in draft(planned)["items"]][2:4] == ["Một", "Hai"]
