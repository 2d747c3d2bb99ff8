"""What stations did without a network, brought in as batches."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from tests.registration.world import ORGANIZER, SLUG, Registration, problem

STATION_A = Identity("station/a", Role.RECEPTIONIST, "Máy quét cửa A", conference=SLUG, station="a" * 32)
STATION_B = Identity("station/b", Role.RECEPTIONIST, "Máy quét cửa B", conference=SLUG, station="b" * 32)


def scanned(at: datetime, *, gate: str = "a", admitted: bool = True, **way: Any) -> dict[str, Any]:
    """A scan made without a network."""
    return {"scan_id": str(uuid4()), "gate": gate, "scanned_at": at.isoformat(), "admitted": admitted, **way}


def undo_of(scan: dict[str, Any], at: datetime) -> dict[str, Any]:
    """A scan taken back without a network."""
    return {
        "undo_id": str(uuid4()),
        "scan_id": scan["scan_id"],
        "undone_at": at.isoformat(),
        "reason": "Nhầm người",
    }


def sync(registration: Registration, who: Identity, *entries: Any, sent_at: datetime | None = None) -> list[Any]:
    """The verdicts on a batch."""
    body = {"sent_at": (sent_at or registration.clock()).isoformat(), "entries": list(entries)}
    results: list[Any] = registration.send(who, "POST", "/check-ins/batch", body)["results"]
    return results


def outcomes(results: list[Any]) -> list[str]:
    return [result["outcome"] for result in results]


def log_of(registration: Registration, **filters: str) -> dict[str, str]:
    """What every line counts as, by scan_id."""
    lines = registration.get(ORGANIZER, "/check-ins", page_size=500, **filters)["items"]
    return {line["scan_id"]: line["outcome"] for line in lines}


def test_each_entry_gets_its_verdict_in_the_order_sent(registration: Registration) -> None:
    delegate, held = registration.confirmed(post="Phó Giám đốc")
    now = registration.clock()
    first, again = scanned(now, **{"pass": held["text"]}), scanned(now + timedelta(seconds=1), code=held["code"])
    forged = scanned(now, **{"pass": "KHÔNG PHẢI THẺ"}, admitted=False)
    registration.clock.move(hours=1)
    accepted, duplicate, refused = sync(registration, STATION_A, first, again, forged)
    assert accepted == {
        "scan_id": first["scan_id"],
        "outcome": "accepted",
        "check_in_id": accepted["check_in_id"],
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
    }
    assert (duplicate["outcome"], duplicate["first"]["by"]) == ("duplicate", "Máy quét cửa A")
    assert (refused["outcome"], refused["problem"]["type"]) == ("refused", "/problems/pass-forged")


def test_earlier_scan_of_another_station_wins_when_it_arrives_later(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    earlier = scanned(registration.clock(), **{"pass": held["text"]})
    registration.clock.move(minutes=5)
    later = scanned(registration.clock(), gate="b", **{"pass": held["text"]})
    registration.clock.move(minutes=5)
    assert outcomes(sync(registration, STATION_B, later)) == ["accepted"]
    registration.news()
    assert outcomes(sync(registration, STATION_A, earlier)) == ["accepted"]
    assert log_of(registration) == {earlier["scan_id"]: "accepted", later["scan_id"]: "duplicate"}
    assert registration.news() == [("attendance_undone", "check_in", 2), ("attendance_recorded", "check_in", 1)]


def test_clock_of_a_station_is_corrected_by_when_it_sent(registration: Registration) -> None:
    """Station B is an hour ahead: its scan seems later and was earlier."""
    _delegate, held = registration.confirmed()
    ahead = timedelta(hours=1)
    by_b = scanned(registration.clock() + ahead, gate="b", **{"pass": held["text"]})
    registration.clock.move(minutes=1)
    by_a = scanned(registration.clock(), **{"pass": held["text"]})
    registration.clock.move(minutes=1)
    sync(registration, STATION_A, by_a)
    sync(registration, STATION_B, by_b, sent_at=registration.clock() + ahead)
    assert log_of(registration) == {by_b["scan_id"]: "accepted", by_a["scan_id"]: "duplicate"}


def test_same_batch_again_gets_the_same_verdicts(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    scan = scanned(registration.clock(), **{"pass": held["text"]})
    entries = [
        scan,
        undo_of(scan, registration.clock()),
        {"scan_id": 7},
        scanned(registration.clock(), code="22222222"),
    ]
    registration.clock.move(minutes=1)
    first = sync(registration, STATION_A, *entries)
    registration.news()
    registration.clock.move(minutes=1)
    assert sync(registration, STATION_A, *entries) == first
    assert registration.news() == []


def test_scan_answered_online_keeps_its_answer_in_a_batch(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    scan = scanned(registration.clock(), **{"pass": held["text"]})
    online = registration.scan(STATION_A, **{name: scan[name] for name in ("scan_id", "gate", "scanned_at", "pass")})
    assert sync(registration, STATION_A, scan)[0]["check_in_id"] == online.get_json()["check_in_id"]


def test_malformed_entry_spoils_no_other_and_is_kept(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    good = scanned(registration.clock(), **{"pass": held["text"]})
    bad: list[Any] = [None, 7, "x", [], {}, {"scan_id": "a\0b\ud800"}, good | {"gate": None}, good | {"odd\0": 1}]
    results = sync(registration, STATION_A, *bad, good)
    assert outcomes(results) == ["refused"] * len(bad) + ["accepted"]
    assert {result["problem"]["type"] for result in results[:-1]} == {"/problems/entry-malformed"}
    kept = registration.get(ORGANIZER, "/check-ins/rejected", page_size=50)["items"]
    assert {row["id"] for row in kept} == {result["check_in_id"] for result in results[:-1]}


def test_scan_id_with_other_content_is_refused_and_kept(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    scan = scanned(registration.clock(), **{"pass": held["text"]})
    assert outcomes(sync(registration, STATION_A, scan, scan | {"gate": "b"})) == ["accepted", "refused"]
    again = sync(registration, STATION_A, scan | {"gate": "b"})
    kept = registration.get(ORGANIZER, "/check-ins/rejected")["items"]
    assert [(row["id"], row["problem"]) for row in kept] == [(again[0]["check_in_id"], "scan-id-reused")]


def test_scan_that_a_station_turned_away_counts_for_nothing(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    away = scanned(registration.clock(), admitted=False, **{"pass": held["text"]})
    (verdict,) = sync(registration, STATION_A, away)
    assert (verdict["outcome"], verdict["problem"]["type"]) == ("refused", "/problems/turned-away")
    assert registration.scan(STATION_A, **{"pass": held["text"]}).status_code == 201


def test_scan_that_was_turned_away_is_a_duplicate_once_an_earlier_one_arrives(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    early = registration.clock()
    turned_away = scanned(early + timedelta(minutes=5), delegate_id=delegate["id"], admitted=False)
    registration.clock.move(minutes=10)
    assert outcomes(sync(registration, STATION_A, turned_away)) == ["refused"]
    times = {"scanned_at": early.isoformat(), "sent_at": registration.clock().isoformat()}
    late = {"pass": held["text"], "gate": "a", "scan_id": str(uuid4()), **times}
    assert registration.call(STATION_B, "POST", "/check-ins", late).status_code == 201
    assert log_of(registration) == {late["scan_id"]: "accepted", turned_away["scan_id"]: "duplicate"}


def test_scan_before_the_pass_was_revoked_that_arrives_later_is_a_conflict(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    scan = scanned(registration.clock(), **{"pass": held["text"]})
    registration.clock.move(minutes=1)
    registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/excuse", {"reason": "Ốm"})
    registration.news()
    assert outcomes(sync(registration, STATION_A, scan)) == ["conflict"]
    assert registration.news() == [("check_in_conflict_opened", "check_in_conflict", 1)]
    assert open_conflicts(registration) == ["left"]


@pytest.mark.parametrize("way", ["pass", "code", "delegate_id"])
def test_dead_pass_that_a_station_let_in_is_a_conflict(registration: Registration, way: str) -> None:
    delegate, held = registration.confirmed()
    registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/excuse", {"reason": "Ốm"})
    registration.clock.move(minutes=1)
    shown = {"pass": held["text"], "code": held["code"], "delegate_id": delegate["id"]}
    (verdict,) = sync(registration, STATION_A, scanned(registration.clock(), **{way: shown[way]}))
    reason = "delegate-not-confirmed" if way == "delegate_id" else "pass-revoked"
    assert (verdict["outcome"], verdict["problem"]["type"]) == ("conflict", f"/problems/{reason}")
    assert open_conflicts(registration) == ["not_admissible"]


def test_scan_of_another_gate_before_an_undo_is_a_conflict(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    offline = scanned(registration.clock(), gate="b", **{"pass": held["text"]})
    registration.clock.move(minutes=1)
    line = registration.scan(STATION_A, **{"pass": held["text"]}).get_json()["check_in_id"]
    registration.clock.move(minutes=1)
    registration.send(ORGANIZER, "POST", f"/check-ins/{line}/undo", {"reason": "Nhầm người"})
    assert outcomes(sync(registration, STATION_B, offline)) == ["conflict"]
    assert open_conflicts(registration) == ["undone"]


def test_counted_conflict_makes_the_delegate_present(registration: Registration) -> None:
    line, conflict = _conflict(registration)
    registration.news()
    resolved = _resolve(registration, conflict, "count")
    assert (resolved["decision"], resolved["reason"], resolved["resolved_by"]) == ("count", "Đã xem sổ", "Văn phòng")
    assert log_of(registration)[line] == "accepted"
    assert registration.news() == [
        ("check_in_conflict_resolved", "check_in_conflict", 2),
        ("attendance_recorded", "check_in", 1),
    ]


def test_delegate_whose_conflict_was_counted_is_among_the_present(registration: Registration) -> None:
    _line, conflict = _conflict(registration)
    _resolve(registration, conflict, "count")
    totals = registration.get(ORGANIZER, "/attendance")["totals"]
    assert {name: totals[name] for name in ("confirmed", "present", "absent", "excused")} == {
        "confirmed": 1,
        "present": 1,
        "absent": 0,
        "excused": 0,
    }


def test_discarded_conflict_stays_refused(registration: Registration) -> None:
    line, conflict = _conflict(registration)
    _resolve(registration, conflict, "discard")
    assert (log_of(registration)[line], open_conflicts(registration)) == ("refused", [])


def test_counted_conflict_that_is_contradicted_later_is_open_again(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    by_b = scanned(registration.clock(), gate="b", **{"pass": held["text"]})
    registration.clock.move(minutes=1)
    by_a = registration.scan(STATION_A, **{"pass": held["text"]}).get_json()["check_in_id"]
    registration.clock.move(minutes=1)
    registration.send(ORGANIZER, "POST", f"/check-ins/{by_a}/undo", {"reason": "Nhầm người"})
    sync(registration, STATION_B, by_b)
    conflict = registration.get(ORGANIZER, "/check-in-conflicts")["items"][0]["id"]
    _resolve(registration, conflict, "count")
    registration.clock.move(minutes=1)
    again = scanned(registration.clock(), **{"pass": held["text"]})
    taken_back = undo_of(again, registration.clock())
    registration.news()
    sync(registration, STATION_A, again, taken_back)
    assert log_of(registration)[by_b["scan_id"]] == "conflict"
    assert open_conflicts(registration) == ["undone"]
    assert registration.news() == [
        ("attendance_undone", "check_in", 2),
        ("check_in_conflict_opened", "check_in_conflict", 3),
    ]
    _resolve(registration, conflict, "count")
    assert log_of(registration)[by_b["scan_id"]] == "accepted"


def test_conflict_is_decided_once(registration: Registration) -> None:
    _line, conflict = _conflict(registration)
    _resolve(registration, conflict, "discard")
    body = {"decision": "count", "reason": "Xem lại"}
    again = registration.call(ORGANIZER, "POST", f"/check-in-conflicts/{conflict}/resolve", body)
    assert problem(again) == (409, "conflict-decided")


def test_undo_of_a_line_in_conflict_settles_it(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    scan = scanned(registration.clock(), **{"pass": held["text"]})
    registration.clock.move(minutes=1)
    registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/excuse", {"reason": "Ốm"})
    sync(registration, STATION_A, scan)
    assert outcomes(sync(registration, STATION_A, undo_of(scan, registration.clock()))) == ["undone"]
    conflicts = registration.get(ORGANIZER, "/check-in-conflicts")["items"]
    assert [(each["decision"], each["check_in"]["outcome"]) for each in conflicts] == [("settled", "undone")]


def _conflict(registration: Registration) -> tuple[str, str]:
    """scan_id of a line in conflict, and the conflict."""
    delegate, held = registration.confirmed()
    registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/excuse", {"reason": "Ốm"})
    registration.clock.move(minutes=1)
    scan = scanned(registration.clock(), **{"pass": held["text"]})
    sync(registration, STATION_A, scan)
    return scan["scan_id"], registration.get(ORGANIZER, "/check-in-conflicts")["items"][0]["id"]


def _resolve(registration: Registration, conflict: str, decision: str) -> Any:
    body = {"decision": decision, "reason": "Đã xem sổ"}
    return registration.send(ORGANIZER, "POST", f"/check-in-conflicts/{conflict}/resolve", body)


def open_conflicts(registration: Registration) -> list[str]:
    return [each["kind"] for each in registration.get(ORGANIZER, "/check-in-conflicts", state="open")["items"]]


@pytest.mark.parametrize("who", [STATION_B, Identity("account/r9", Role.RECEPTIONIST, "Lễ tân")])
def test_scan_of_another_station_is_not_undone(registration: Registration, who: Identity) -> None:
    _delegate, held = registration.confirmed()
    scan = scanned(registration.clock(), **{"pass": held["text"]})
    line = sync(registration, STATION_A, scan)[0]["check_in_id"]
    refused = registration.call(who, "POST", f"/check-ins/{line}/undo", {"reason": "Nhầm người"})
    assert problem(refused) == (403, "undo-not-yours")
    (verdict,) = sync(registration, who, undo_of(scan, registration.clock()))
    assert (verdict["outcome"], verdict["problem"]["type"]) == ("refused", "/problems/undo-not-yours")


def test_station_undoes_its_scan_for_ten_minutes_and_the_organizer_at_any_time(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    line = registration.scan(STATION_A, **{"pass": held["text"]}).get_json()["check_in_id"]
    registration.clock.move(minutes=11)
    late = registration.call(STATION_A, "POST", f"/check-ins/{line}/undo", {"reason": "Nhầm người"})
    assert problem(late) == (409, "undo-too-late")
    undone = registration.send(ORGANIZER, "POST", f"/check-ins/{line}/undo", {"reason": "Nhầm người"})
    assert (undone["outcome"], undone["undone_by"], undone["undone_reason"]) == ("undone", "Văn phòng", "Nhầm người")


def test_undo_of_an_unknown_scan_is_refused_and_kept(registration: Registration) -> None:
    nothing = undo_of({"scan_id": str(uuid4())}, registration.clock())
    (verdict,) = sync(registration, STATION_A, nothing)
    assert (verdict["undo_id"], verdict["problem"]["type"]) == (nothing["undo_id"], "/problems/scan-unknown")
    assert registration.get(ORGANIZER, "/check-ins/rejected")["total"] == 1


@pytest.mark.parametrize("entries", [[], [{}] * 1001])
def test_batch_has_one_to_a_thousand_entries(registration: Registration, entries: list[Any]) -> None:
    body = {"sent_at": registration.clock().isoformat(), "entries": entries}
    assert problem(registration.call(STATION_A, "POST", "/check-ins/batch", body)) == (422, "invalid-input")


def test_batch_of_more_than_a_megabyte_is_refused_in_words(registration: Registration) -> None:
    body = {"sent_at": registration.clock().isoformat(), "entries": ["x" * 1024 * 1024]}
    assert problem(registration.call(STATION_A, "POST", "/check-ins/batch", body)) == (413, "batch-too-large")


def test_two_batches_with_the_same_people_at_once_let_each_in_once(registration: Registration) -> None:
    texts = [registration.confirmed(f"Đại biểu {number}", "huyen-dai-tu")[1]["text"] for number in range(3)]
    now = registration.clock()
    batches = [
        (who, [scanned(now, gate=gate, **{"pass": text}) for text in order])
        for who, gate, order in ((STATION_A, "a", texts), (STATION_B, "b", texts[::-1])) * 3
    ]
    answers: list[list[Any]] = []
    together = threading.Barrier(len(batches))

    def send(who: Identity, entries: list[Any]) -> None:
        together.wait()
        answers.append(sync(registration, who, *entries))

    threads = [threading.Thread(target=send, args=batch) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counted = list(log_of(registration).values())
    assert (len(answers), counted.count("accepted"), counted.count("duplicate")) == (6, 3, 15)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE check_ins SET gate = 'b'",
        "UPDATE check_ins SET happened_at = scanned_at",
        "UPDATE check_ins SET problem = 'pass-forged'",
        "DELETE FROM check_ins",
        "UPDATE check_in_undos SET reason = 'khác'",
        "DELETE FROM check_in_undos",
        "DELETE FROM rejected_entries",
    ],
)
def test_database_refuses_to_change_what_was_logged(registration: Registration, statement: str) -> None:
    _delegate, held = registration.confirmed()
    scan = scanned(registration.clock(), **{"pass": held["text"]})
    sync(registration, STATION_A, scan, undo_of(scan, registration.clock()), {})
    with pytest.raises(DatabaseError, match="append-only"), registration.service.database.write() as session:
        session.execute(text(statement))
