"""Judging the film: by one person or two, on the cut that was watched and no other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from chassis.auth.roles import Role
from tests.documents.filming import SHA256
from tests.documents.judging import OTHER, Bench, bench
from tests.documents.world import Documents

B = Role.BROADCASTER
APPRAISED = "documents.video_appraised.v1"


@pytest.fixture
def judges(planned: Documents, plan_source: str) -> Bench:
    return bench(planned, plan_source)


@pytest.fixture
def two(planned: Documents, plan_source: str) -> Bench:
    return bench(planned, plan_source, people=2)


def approved(shown: dict[str, Any]) -> tuple[str, int | None, str | None]:
    return shown["state"], shown["approved_number"], shown["approved_sha256"]


def test_one_person_approves_and_the_checksum_is_frozen(judges: Bench) -> None:
    judges.cut()
    assert judges.film()["actions"] == ["request_changes", "approve"]
    shown = judges.judge("approve", word="Đồng ý phát").get_json()
    assert approved(shown) == ("approved", 1, SHA256)
    assert [(each["state"]) for each in shown["versions"]] == ["approved"]
    [verdict] = shown["verdicts"]
    assert {name: verdict[name] for name in ("number", "sha256", "decision", "word", "by", "stands")} == {
        "number": 1,
        "sha256": SHA256,
        "decision": "approve",
        "word": "Đồng ý phát",
        "by": "Đồng chí An",
        "stands": True,
    }
    assert judges.owed()[0] == "accepted"
    news = judges.documents.recorded(APPRAISED)[-1].body
    assert (news["decision"], news["sha256"], news["agreed"], news["must_agree"]) == ("approved", SHA256, 1, 1)
    assert [each["email"] for each in news["appraisers"]] == ["duyet@photho.example", "vanphong@photho.example"]


def test_two_different_people_have_to_agree(two: Bench) -> None:
    two.cut()
    assert two.film()["actions"] == ["request_changes", "agree"]
    agreed = two.judge("approve").get_json()
    assert approved(agreed) == ("under_appraisal", None, None)
    assert agreed["actions"] == ["request_changes"]
    assert two.film(who="binh")["actions"] == ["request_changes", "approve"]
    again = two.judge("approve")
    assert (again.status_code, again.get_json()["type"]) == (409, "/problems/already-agreed")
    assert approved(two.judge("approve", who="binh").get_json()) == ("approved", 1, SHA256)
    assert [each.body["decision"] for each in two.documents.recorded(APPRAISED)] == ["begun", "agreed", "approved"]
    assert [step["action"] for step in two.film()["history"]] == ["upload", "inspect", "begin", "agree", "approve"]


def test_two_people_at_the_same_moment_are_two_and_one_person_twice_is_one(two: Bench) -> None:
    two.cut()
    with ThreadPoolExecutor(2) as at_once:
        answers = list(at_once.map(lambda _: two.judge("approve").status_code, range(2)))
    assert sorted(answers) == [200, 409]
    assert approved(two.film()) == ("under_appraisal", None, None)


def test_agreement_to_a_cut_that_was_replaced_counts_for_nothing(two: Bench) -> None:
    two.cut()
    two.judge("approve")
    watched = two.seen
    two.cut(OTHER)
    two.seen, current = watched, two.seen
    refused = two.judge("approve", who="binh")
    assert (refused.status_code, refused.get_json()["type"]) == (409, "/problems/cut-changed")
    two.seen = current
    assert approved(two.judge("approve", who="binh").get_json())[0] == "under_appraisal"
    assert approved(two.judge("approve").get_json()) == ("approved", 2, current)


@pytest.mark.parametrize("verb", ["begin", "request-changes", "approve"])
def test_every_judging_call_is_refused_when_the_cut_changed_meanwhile(judges: Bench, verb: str) -> None:
    judges.cut(begun=verb != "begin")
    watched = judges.seen
    judges.cut(OTHER, begun=verb != "begin")
    judges.seen = watched
    words: dict[str, Any] = {"word": "Xin sửa"} if verb != "begin" else {}
    answer = judges.judge(verb, **words)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/cut-changed")


def test_changes_are_asked_for_with_something_that_must_be_fixed_or_a_reason(judges: Bench) -> None:
    judges.cut()
    judges.comment(weight="advice")
    answer = judges.judge("request-changes")
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/no-changes-said")
    shown = judges.judge("request-changes", word="Phim dài quá").get_json()
    assert (shown["state"], shown["versions"][0]["state"]) == ("changes_requested", "changes_requested")
    assert judges.owed() == ("returned", None)
    news = judges.documents.recorded(APPRAISED)[-1].body
    assert (news["decision"], news["word"], [each["weight"] for each in news["comments"]]) == (
        "changes_requested",
        "Phim dài quá",
        ["advice"],
    )


def test_what_must_be_fixed_stands_in_the_way_until_it_is_confirmed(judges: Bench) -> None:
    judges.cut()
    comment = judges.comment()
    judges.comment(weight="advice")
    answer = judges.judge("approve")
    assert (answer.status_code, answer.get_json()["type"], answer.get_json()["left"]) == (
        409,
        "/problems/film-must-fix-left",
        1,
    )
    judges.step(comment, "confirm")
    assert judges.judge("approve").status_code == 200
    assert [each["weight"] for each in judges.comments(B)] == ["advice"]


def test_request_for_changes_ends_the_agreement_before_it(two: Bench) -> None:
    two.cut()
    two.judge("approve")
    two.documents.clock.now += timedelta(minutes=1)
    two.judge("request-changes", who="binh", word="Chưa được")
    assert [(each["by"], each["stands"]) for each in two.film()["verdicts"]] == [
        ("Đồng chí Binh", True),
        ("Đồng chí An", False),
    ]
    two.judge("reopen", role=Role.ORGANIZER, who="vp", word="Đã làm rõ")
    assert two.film()["actions"] == ["request_changes", "agree"]


def test_office_reopens_what_was_approved_and_another_cut_may_come(judges: Bench) -> None:
    judges.cut()
    judges.judge("approve")
    assert judges.judge("reopen", word="Có ý kiến").status_code == 403
    assert judges.judge("reopen", role=Role.ORGANIZER).status_code == 422
    shown = judges.judge("reopen", role=Role.ORGANIZER, who="vp", word="Có ý kiến").get_json()
    assert approved(shown) == ("under_appraisal", None, None)
    assert judges.owed()[0] == "received"
    judges.cut(OTHER)
    assert approved(judges.judge("approve").get_json()) == ("approved", 2, judges.seen)


def test_second_decision_on_one_cut_hears_of_the_first(judges: Bench) -> None:
    judges.cut()
    judges.judge("approve", who="binh")
    answer = judges.judge("request-changes", word="Xin sửa")
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/done-meanwhile")
    assert "Đồng chí Binh đã duyệt phim" in answer.get_json()["detail"]


def test_cut_is_judged_once_it_is_inspected(judges: Bench) -> None:
    judges.cut(begun=False)
    assert judges.film()["actions"] == ["begin"]
    assert judges.judge("approve").status_code == 409
    assert judges.judge("begin").get_json()["state"] == "under_appraisal"
