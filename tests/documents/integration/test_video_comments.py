"""Comments on the film: pinned, released with a verdict, fixed, confirmed, carried over to the next cut."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chassis.auth.roles import Role
from tests.documents.filming import SHA256
from tests.documents.judging import COMMENT, OTHER, Bench, bench
from tests.documents.showing import approve, reopened
from tests.documents.world import NOW, Documents

B = Role.BROADCASTER


@pytest.fixture
def judges(planned: Documents, plan_source: str) -> Bench:
    return bench(planned, plan_source)


def test_comment_is_pinned_to_a_span_of_the_cut_and_told(judges: Bench) -> None:
    judges.cut()
    comment = judges.comment(text="  Sai   tên xã ")
    assert {name: comment[name] for name in COMMENT} == COMMENT
    assert (comment["number"], comment["seen_on"], comment["carried"], comment["state"]) == (1, 1, False, "open")
    assert (comment["by"], comment["released"]) == ("Đồng chí An", False)
    assert comment["actions"] == ["confirm", "withdraw"]
    assert [step["action"] for step in comment["thread"]] == ["write"]
    [news] = judges.documents.recorded("documents.video_commented.v1")
    assert (news.body["from_ms"], news.body["weight"], news.body["released"]) == (75_000, "must_fix", False)


def test_comments_stand_in_the_order_of_the_film_whoever_wrote_them(judges: Bench) -> None:
    judges.cut()
    for who, from_ms, to_ms in (("an", 9_000, None), ("binh", 1, 2), ("an", 0, None)):
        judges.comment(who=who, from_ms=from_ms, to_ms=to_ms)
    assert [(each["from_ms"], each["by"]) for each in judges.comments()] == [
        (0, "Đồng chí An"),
        (1, "Đồng chí Binh"),
        (9_000, "Đồng chí An"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"from_ms": -1},
        {"from_ms": 86_400_001},
        {"to_ms": 75_000},
        {"from_ms": "75"},
        {"category": "khac"},
        {"weight": "khac"},
        {"text": " "},
        {"sha256": "A" * 64},
    ],
)
def test_comment_that_makes_no_sense_is_refused(judges: Bench, wrong: dict[str, Any]) -> None:
    judges.cut()
    answer = judges.call("POST", "/comments", {"sha256": SHA256} | COMMENT | wrong)
    assert (answer.status_code, judges.comments()) == (422, [])


@pytest.mark.parametrize(
    ("beyond", "field"),
    [({"from_ms": 91_001, "to_ms": None}, "from_ms"), ({"from_ms": 80_000, "to_ms": 91_001}, "to_ms")],
)
def test_comment_on_a_moment_after_the_end_of_the_cut_is_refused_at_its_field(
    judges: Bench, beyond: dict[str, Any], field: str
) -> None:
    judges.cut()
    _measure(judges, 90_000)
    answer = judges.call("POST", "/comments", {"sha256": judges.seen} | COMMENT | beyond)
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/moment-outside-film")
    assert "Bản 1 chỉ dài 01:30" in answer.get_json()["detail"]
    assert answer.get_json()["errors"] == [{"pointer": f"/{field}", "detail": "Sau điểm cuối của bản 1 (dài 01:30)."}]


def test_comment_on_the_end_of_the_cut_may_be_written_to_the_second(judges: Bench) -> None:
    judges.cut()
    _measure(judges, 89_960)
    assert judges.comment(from_ms=90_000, to_ms=None)["from_ms"] == 90_000


def _measure(judges: Bench, duration_ms: int) -> None:
    """The cut under appraisal is so long."""
    approve(judges.documents.service.database, NOW, duration_ms=duration_ms)
    reopened(judges.documents)


def test_comment_is_written_while_the_cut_is_under_appraisal_only(judges: Bench) -> None:
    judges.cut(begun=False)
    answer = judges.call("POST", "/comments", {"sha256": SHA256} | COMMENT)
    assert (answer.status_code, answer.get_json()["state"]) == (409, "inspected")
    judges.judge("begin")
    judges.judge("approve", who="binh")
    answer = judges.call("POST", "/comments", {"sha256": SHA256} | COMMENT)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/done-meanwhile")
    assert "Đồng chí Binh đã duyệt phim" in answer.get_json()["detail"]


def test_comment_on_a_cut_that_was_replaced_is_refused_and_says_by_whom(judges: Bench) -> None:
    judges.cut()
    watched = judges.seen
    judges.cut(OTHER)
    answer = judges.call("POST", "/comments", {"sha256": watched} | COMMENT)
    said = answer.get_json()
    assert (answer.status_code, said["type"], said["number"], said["sha256"]) == (
        409,
        "/problems/cut-changed",
        2,
        judges.seen,
    )
    assert "Bản 2 do Đồng chí Thử gửi lúc 09:00, 1/3/2025" in said["detail"]
    assert judges.comments() == []


def test_broadcaster_sees_comments_with_the_verdict_and_not_what_was_said_before(judges: Bench) -> None:
    judges.cut()
    comment = judges.comment()
    judges.call("POST", f"/comments/{comment['id']}/replies", {"text": "Nội bộ: hỏi lại xã"}, who="binh")
    assert judges.comments(B) == []
    assert judges.call("POST", f"/comments/{comment['id']}/replies", {"text": "?"}, role=B).status_code == 404
    judges.documents.clock.now = NOW + timedelta(hours=1)
    assert judges.judge("request-changes").status_code == 200
    [seen] = judges.comments(B)
    assert (seen["text"], seen["thread"], seen["actions"]) == ("Sai tên xã", [], ["mark_fixed"])
    judges.call("POST", f"/comments/{comment['id']}/replies", {"text": "Theo văn bản nào ạ?"}, role=B, who="dai")
    assert [(step["by"], step["reason"]) for step in judges.comments(B)[0]["thread"]] == [
        ("Đồng chí Dai", "Theo văn bản nào ạ?")
    ]
    assert len(judges.comments()[0]["thread"]) == 3


def test_open_comments_are_carried_to_the_next_cut_and_each_is_confirmed_or_not(judges: Bench) -> None:
    judges.cut()
    fixed, forgotten = judges.comment(from_ms=1_000, to_ms=None), judges.comment(from_ms=2_000, to_ms=None)
    settled = judges.comment(from_ms=3_000, to_ms=None, weight="advice")
    assert judges.step(settled, "confirm").get_json()["state"] == "confirmed"
    judges.judge("request-changes")
    marked = judges.step(judges.comments(B)[0], "mark-fixed", text="Đã thay chữ").get_json()
    assert (marked["state"], marked["thread"][-1]["reason"]) == ("fixed", "Đã thay chữ")
    judges.cut(OTHER)
    carried = {each["id"]: each for each in judges.comments()}
    assert [carried[each["id"]]["carried"] for each in (fixed, forgotten, settled)] == [True, True, False]
    assert carried[fixed["id"]]["actions"] == ["confirm", "not_fixed"]
    assert judges.step(carried[fixed["id"]], "confirm", who="binh").get_json()["state"] == "confirmed"
    still = judges.step(carried[forgotten["id"]], "not-fixed", text="Vẫn sai").get_json()
    assert (still["state"], still["carried"], still["number"], still["seen_on"]) == ("open", False, 1, 2)
    news = [each.body["state"] for each in judges.documents.recorded("documents.video_comment_changed.v1")]
    assert news == ["confirmed", "fixed", "confirmed", "open"]


def test_fixed_is_taken_back_and_a_confirmed_comment_reopened(judges: Bench) -> None:
    judges.cut()
    judges.comment()
    judges.judge("request-changes")
    marked = judges.step(judges.comments(B)[0], "mark-fixed").get_json()
    assert judges.step(marked, "take-back", text="Nhầm").get_json()["state"] == "open"
    judges.cut(OTHER)
    confirmed = judges.step(judges.comments()[0], "confirm").get_json()
    assert confirmed["actions"] == ["reopen"]
    assert judges.step(confirmed, "reopen").get_json()["state"] == "open"


def test_second_person_at_one_comment_hears_what_the_first_did(judges: Bench) -> None:
    judges.cut()
    comment = judges.comment()
    judges.step(comment, "confirm", who="binh")
    answer = judges.step(comment, "withdraw")
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/done-meanwhile")
    assert "Đồng chí Binh đã xác nhận đã sửa lúc 09:00, 1/3/2025" in answer.get_json()["detail"]


def test_comment_is_withdrawn_by_its_writer_or_the_office(judges: Bench) -> None:
    judges.cut()
    comment = judges.comment()
    assert [each["actions"] for each in judges.comments(who="binh")] == [["confirm"]]
    assert judges.step(comment, "withdraw", who="binh").status_code == 403
    assert judges.step(comment, "withdraw").get_json()["state"] == "withdrawn"
    other = judges.comment()
    assert judges.step(other, "withdraw", who="vp", role=Role.ORGANIZER).status_code == 200


def test_comments_of_a_film_are_not_anothers(judges: Bench) -> None:
    judges.cut()
    judges.comment()
    assert judges.documents.get("/video-report/comments", B, unit="xa-an-binh").status_code == 404
    assert judges.documents.get("/video-report/comments", Role.UNIT, unit="xa-an-binh").status_code == 403
    assert len(judges.comments(Role.ADMINISTRATOR)) == 1


def test_film_before_its_first_cut_has_no_comments(judges: Bench) -> None:
    assert judges.comments() == []
    assert judges.call("POST", "/comments", {"sha256": SHA256} | COMMENT).status_code == 404
