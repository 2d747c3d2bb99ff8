"""Scans at the gates."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from services.registration.passes import PassSigner
from tests.registration.world import (
    ORGANIZER,
    OTHER_RECEPTIONIST,
    RECEPTIONIST,
    SLUG,
    Registration,
    plan,
    problem,
)


def test_first_scan_of_a_pass_is_accepted(registration: Registration) -> None:
    delegate, held = registration.confirmed(post="Phó Giám đốc")
    response = registration.scan(**{"pass": held["text"]})
    body = response.get_json()
    assert (response.status_code, body) == (
        201,
        {
            "outcome": "accepted",
            "check_in_id": body["check_in_id"],
            "delegate": {
                "id": delegate["id"],
                "full_name": "Lê Thị Hòa",
                "post": "Phó Giám đốc",
                "unit_name": "Sở Y tế",
                "category": "departments",
                "category_name": "Sở, ban, ngành",
                "kind": "delegate",
                "substitute_for_name": None,
                "seat": None,
            },
        },
    )


def test_first_scan_is_announced(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    registration.events()
    accepted = registration.scan(**{"pass": held["text"]}).get_json()
    assert registration.events() == [
        {
            "conference": SLUG,
            "check_in_id": accepted["check_in_id"],
            "delegate_id": delegate["id"],
            "full_name": "Lê Thị Hòa",
            "unit": "so-y-te",
            "unit_name": "Sở Y tế",
            "category": "departments",
            "gate": "a",
            "scanned_at": "2026-06-01T01:00:00+00:00",
            "happened_at": "2026-06-01T01:00:00+00:00",
        }
    ]


def test_second_scan_of_a_pass_answers_duplicate(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    registration.scan(**{"pass": held["text"]})
    registration.news()
    registration.clock.move(minutes=3)
    response = registration.scan(OTHER_RECEPTIONIST, gate="b", **{"pass": held["text"]})
    body = response.get_json()
    assert (response.status_code, body["outcome"], body["first"]) == (
        200,
        "duplicate",
        {"gate": "a", "scanned_at": "2026-06-01T01:00:00+00:00", "by": "Lễ tân cửa A"},
    )
    assert registration.news() == []


@pytest.mark.parametrize("spelled", [str, str.lower, lambda code: f" {code[:4]}-{code[4:]} "])
def test_short_code_is_accepted_however_it_is_typed(registration: Registration, spelled: Callable[[str], str]) -> None:
    _delegate, held = registration.confirmed()
    assert registration.scan(code=spelled(held["code"])).status_code == 201


def test_delegate_found_by_name_is_accepted_without_a_pass(registration: Registration) -> None:
    delegate, _held = registration.confirmed()
    assert registration.scan(delegate_id=delegate["id"]).status_code == 201


def test_same_scan_again_gets_the_same_answer(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    content = {"pass": held["text"], "scan_id": str(uuid4())}
    first = registration.scan(**content)
    registration.news()
    again = registration.scan(**content)
    assert (again.status_code, again.get_json()) == (201, first.get_json())
    assert registration.news() == []


def test_same_duplicate_scan_again_gets_the_same_answer(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    registration.scan(**{"pass": held["text"]})
    content = {"pass": held["text"], "scan_id": str(uuid4())}
    first = registration.scan(**content)
    again = registration.scan(**content)
    assert (again.status_code, again.get_json()) == (200, first.get_json())


def test_same_refused_scan_again_gets_the_same_answer(registration: Registration) -> None:
    content = {"pass": "NOT A PASS", "scan_id": str(uuid4())}
    first = registration.scan(**content)
    again = registration.scan(**content)
    assert (again.status_code, again.get_json()) == (422, first.get_json())


def test_accepted_scan_gets_its_answer_again_after_the_pass_was_revoked(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    content = {"pass": held["text"], "scan_id": str(uuid4())}
    accepted = registration.scan(**content).get_json()
    registration.send(RECEPTIONIST, "POST", f"/check-ins/{accepted['check_in_id']}/undo", {"reason": "Nhầm người"})
    registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/excuse", {"reason": "Ốm"})
    assert registration.scan(**content).get_json() == accepted


@pytest.mark.parametrize("change", [{"gate": "b"}, {"scanned_at": "2026-06-01T00:59:00+00:00"}])
def test_scan_id_with_other_content_is_refused(registration: Registration, change: dict[str, str]) -> None:
    _delegate, held = registration.confirmed()
    content = {"pass": held["text"], "scan_id": str(uuid4())}
    registration.scan(**content)
    assert problem(registration.scan(**content | change)) == (409, "scan-id-reused")


def test_scan_time_in_another_zone_is_the_same_content(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    content = {"pass": held["text"], "scan_id": str(uuid4())}
    registration.scan(**content)
    again = registration.scan(**content | {"scanned_at": "2026-06-01T08:00:00+07:00"})
    assert again.status_code == 201


def _signer(registration: Registration) -> PassSigner:
    signer: PassSigner = registration.service.web.extensions["hoinghi"].parts.signer
    return signer


def _forged(registration: Registration) -> dict[str, str]:
    _delegate, held = registration.confirmed()
    text = held["text"]
    return {"pass": text[:100] + ("0" if text[100] != "0" else "1") + text[101:]}


def _expired(registration: Registration) -> dict[str, str]:
    _delegate, held = registration.confirmed()
    registration.clock.move(days=21)
    return {"pass": held["text"]}


def _revoked(registration: Registration) -> dict[str, str]:
    delegate, held = registration.confirmed()
    registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/excuse", {"reason": "Ốm"})
    return {"pass": held["text"]}


def _of_another_conference(registration: Registration) -> dict[str, str]:
    text = _signer(registration).text(uuid4(), "hoi-nghi-khac", registration.clock() + timedelta(days=9))
    return {"pass": text}


def _never_issued(registration: Registration) -> dict[str, str]:
    return {"pass": _signer(registration).text(uuid4(), SLUG, registration.clock() + timedelta(days=9))}


def _mistyped_code(registration: Registration) -> dict[str, str]:
    _delegate, held = registration.confirmed()
    return {"code": held["code"][:-1] + ("2" if held["code"][-1] != "2" else "3")}


def _code_of_nobody(_registration: Registration) -> dict[str, str]:
    return {"code": "22222222"}


def _nobody(_registration: Registration) -> dict[str, str]:
    return {"delegate_id": str(uuid4())}


def _unconfirmed(registration: Registration) -> dict[str, str]:
    return {"delegate_id": registration.register()["id"]}


def _unknown_gate(registration: Registration) -> dict[str, str]:
    _delegate, held = registration.confirmed()
    return {"pass": held["text"], "gate": "z"}


def _from_the_future(registration: Registration) -> dict[str, str]:
    _delegate, held = registration.confirmed()
    return {"pass": held["text"], "scanned_at": (registration.clock() + timedelta(minutes=6)).isoformat()}


REFUSED = {
    "pass-forged": _forged,
    "pass-forged (never issued)": _never_issued,
    "pass-expired": _expired,
    "pass-revoked": _revoked,
    "pass-of-another-conference": _of_another_conference,
    "code-unknown": _mistyped_code,
    "code-unknown (nobody's)": _code_of_nobody,
    "delegate-unknown": _nobody,
    "delegate-not-confirmed": _unconfirmed,
    "gate-unknown": _unknown_gate,
    "scanned-in-the-future": _from_the_future,
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_scan_is_refused_by_its_own_problem_type(registration: Registration, name: str) -> None:
    assert problem(registration.scan(**REFUSED[name](registration))) == (422, name.split(" ")[0])


@pytest.mark.parametrize("name", REFUSED)
def test_refused_scan_is_kept_in_the_log(registration: Registration, name: str) -> None:
    content = REFUSED[name](registration)
    registration.news()
    registration.scan(**content)
    log = registration.get(ORGANIZER, "/check-ins")["items"]
    assert [(line["outcome"], line["problem"]) for line in log] == [("refused", name.split(" ")[0])]
    assert registration.news() == []


def test_scan_a_little_ahead_of_our_clock_is_accepted(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    ahead = (registration.clock() + timedelta(minutes=4)).isoformat()
    assert registration.scan(scanned_at=ahead, **{"pass": held["text"]}).status_code == 201


def test_scan_before_expiry_that_arrives_late_is_accepted(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    scanned_at = registration.clock().isoformat()
    registration.clock.move(days=20)
    assert registration.scan(scanned_at=scanned_at, **{"pass": held["text"]}).status_code == 201


def test_log_keeps_both_clocks(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    scanned_at = registration.clock().isoformat()
    registration.clock.move(hours=1)
    registration.scan(scanned_at=scanned_at, **{"pass": held["text"]})
    line = registration.get(ORGANIZER, "/check-ins")["items"][0]
    assert (line["scanned_at"], line["received_at"]) == ("2026-06-01T01:00:00+00:00", "2026-06-01T02:00:00+00:00")


@pytest.mark.parametrize("ways", [{}, {"code": "22222222", "delegate_id": str(uuid4())}])
def test_scan_names_the_delegate_in_exactly_one_way(registration: Registration, ways: dict[str, str]) -> None:
    assert problem(registration.scan(**ways)) == (422, "invalid-input")


def test_scan_at_an_unknown_conference_is_not_found(registration: Registration) -> None:
    body = {"gate": "a", "scan_id": str(uuid4()), "scanned_at": registration.clock().isoformat(), "code": "22222222"}
    response = registration.call(RECEPTIONIST, "POST", "/check-ins", body, slug="khong-co")
    assert problem(response) == (404, "not-found")


def test_pass_of_one_conference_does_not_open_another(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    registration.publish_plan(plan(conference="hoi-nghi-khac"))
    body = {
        "gate": "a",
        "scan_id": str(uuid4()),
        "scanned_at": registration.clock().isoformat(),
        "pass": held["text"],
    }
    response = registration.call(RECEPTIONIST, "POST", "/check-ins", body, slug="hoi-nghi-khac")
    assert problem(response) == (422, "pass-of-another-conference")


def test_undone_check_in_is_announced(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    accepted = registration.scan(**{"pass": held["text"]}).get_json()
    registration.news()
    undone = registration.send(
        RECEPTIONIST, "POST", f"/check-ins/{accepted['check_in_id']}/undo", {"reason": "Nhầm người"}
    )
    assert undone["undone_at"] == "2026-06-01T01:00:00+00:00"
    assert registration.news() == [("attendance_undone", "check_in", 2)]


def test_next_scan_after_an_undo_is_the_first(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    accepted = registration.scan(**{"pass": held["text"]}).get_json()
    registration.send(RECEPTIONIST, "POST", f"/check-ins/{accepted['check_in_id']}/undo", {"reason": "Nhầm người"})
    assert registration.scan(**{"pass": held["text"]}).status_code == 201


def test_next_scan_after_an_undo_is_the_first_though_the_station_s_clock_is_behind(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    registration.clock.move(hours=1)
    accepted = registration.scan(**{"pass": held["text"]}).get_json()
    registration.clock.move(minutes=1)
    registration.send(RECEPTIONIST, "POST", f"/check-ins/{accepted['check_in_id']}/undo", {"reason": "Nhầm người"})
    registration.clock.move(minutes=1)
    behind = (registration.clock() - timedelta(minutes=20)).isoformat()
    assert registration.scan(scanned_at=behind, **{"pass": held["text"]}).status_code == 201
    duplicate = registration.scan(scanned_at=behind, **{"pass": held["text"]}).get_json()
    assert duplicate["outcome"] == "duplicate"


def test_scan_that_comes_late_is_told_who_came_and_counts_as_the_first(registration: Registration) -> None:
    """Two people with one pass: the second is not let in, and the log knows whose scan was earlier."""
    _delegate, held = registration.confirmed()
    earlier = registration.clock()
    registration.clock.move(seconds=20)
    first = registration.scan(gate="a", **{"pass": held["text"]}).get_json()
    registration.news()
    late = registration.scan(gate="b", scanned_at=earlier.isoformat(), **{"pass": held["text"]})
    assert (late.status_code, late.get_json()["outcome"]) == (200, "duplicate")
    log = registration.get(ORGANIZER, "/check-ins")["items"]
    told = {line["id"]: (line["answered"], line["outcome"]) for line in log}
    assert told == {
        first["check_in_id"]: ("accepted", "duplicate"),
        late.get_json()["check_in_id"]: ("duplicate", "accepted"),
    }
    assert registration.news() == [("attendance_undone", "check_in", 2), ("attendance_recorded", "check_in", 1)]


def test_time_of_a_scan_is_corrected_by_when_it_was_sent(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    registration.clock.move(hours=1)
    now, ahead = registration.clock(), timedelta(hours=2)
    scanned, sent = now + ahead - timedelta(seconds=30), now + ahead
    body = {"scanned_at": scanned.isoformat(), "sent_at": sent.isoformat(), "pass": held["text"]}
    assert registration.scan(**body).status_code == 201
    line = registration.get(ORGANIZER, "/check-ins")["items"][0]
    assert line["happened_at"] == (now - timedelta(seconds=30)).isoformat()


def test_check_in_is_undone_once(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    path = f"/check-ins/{registration.scan(**{'pass': held['text']}).get_json()['check_in_id']}/undo"
    registration.send(RECEPTIONIST, "POST", path, {"reason": "Nhầm người"})
    again = registration.call(RECEPTIONIST, "POST", path, {"reason": "Nhầm người"})
    assert problem(again) == (409, "check-in-not-standing")


def test_duplicate_cannot_be_undone(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    registration.scan(**{"pass": held["text"]})
    duplicate = registration.scan(**{"pass": held["text"]}).get_json()
    response = registration.call(
        RECEPTIONIST, "POST", f"/check-ins/{duplicate['check_in_id']}/undo", {"reason": "Nhầm người"}
    )
    assert problem(response) == (409, "check-in-not-standing")


def test_log_is_filtered(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    registration.scan(**{"pass": held["text"]})
    registration.scan(gate="b", **{"pass": held["text"]})
    registration.scan(gate="b", code="22222222")

    def outcomes(**filters: str) -> list[str]:
        return sorted(line["outcome"] for line in registration.get(ORGANIZER, "/check-ins", **filters)["items"])

    assert outcomes() == ["accepted", "duplicate", "refused"]
    assert outcomes(gate="b") == ["duplicate", "refused"]
    assert outcomes(outcome="accepted") == ["accepted"]
    assert outcomes(delegate=delegate["id"]) == ["accepted", "duplicate"]


def _at_once(scans: Sequence[Callable[[], TestResponse]]) -> list[TestResponse]:
    answers: list[TestResponse] = []
    together = threading.Barrier(len(scans))

    def run(scan: Callable[[], TestResponse]) -> None:
        together.wait()
        answers.append(scan())

    threads = [threading.Thread(target=run, args=(scan,)) for scan in scans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_two_gates_at_the_same_moment_one_lets_in(registration: Registration) -> None:
    passes = [registration.confirmed(f"Đại biểu {number}", "huyen-dai-tu")[1]["text"] for number in range(3)]
    registration.news()
    for text in passes:
        scans = [
            partial(registration.scan, who, gate=gate, **{"pass": text})
            for who, gate in ((RECEPTIONIST, "a"), (OTHER_RECEPTIONIST, "b")) * 3
        ]
        answers = _at_once(scans)
        assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 200, 200, 201]
        winner = next(answer for answer in answers if answer.status_code == 201).get_json()
        line = registration.get(ORGANIZER, "/check-ins", outcome="accepted", delegate=winner["delegate"]["id"])["items"]
        firsts = {answer.get_json()["first"]["gate"] for answer in answers if answer.status_code == 200}
        assert firsts == {line[0]["gate"]}
    assert registration.news() == [("attendance_recorded", "check_in", 1)] * 3


def test_one_scan_sent_many_times_at_once_is_kept_once(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    content = {"pass": held["text"], "scan_id": str(uuid4())}
    answers = _at_once([lambda: registration.scan(**content)] * 6)
    assert [answer.status_code for answer in answers] == [201] * 6
    assert registration.get(ORGANIZER, "/check-ins")["total"] == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"pass": "X" * 100_000}, "pass-forged"),
        ({"code": "4" * 5_000}, "code-unknown"),
        ({"pass": "\x00"}, "pass-forged"),
    ],
)
def test_whatever_was_scanned_has_its_line(registration: Registration, content: dict[str, str], reason: str) -> None:
    assert problem(registration.scan(**content)) == (422, reason)
    [line] = registration.get(ORGANIZER, "/check-ins")["items"]
    assert (line["outcome"], line["problem"]) == ("refused", reason)
