"""A paired station checks people in at its gates only; what it sends of others is kept with the reason."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from tests.registration.world import ORGANIZER, SLUG, Registration, plan, problem

OF_GATE_A = Identity("station/a", Role.RECEPTIONIST, "Máy quét cửa A", conference=SLUG, station="a" * 32, gates=("a",))
OF_GATE_B = Identity("station/b", Role.RECEPTIONIST, "Máy quét cửa B", conference=SLUG, station="b" * 32, gates=("b",))
GUEST = {"full_name": "Vũ Văn Khách", "reason": "Đi cùng đoàn"}


def _log(registration: Registration) -> list[tuple[str, str | None]]:
    lines = registration.get(ORGANIZER, "/check-ins")["items"]
    return [(line["outcome"], line["problem"]) for line in lines]


def _sync(registration: Registration, who: Identity, **scan: Any) -> Any:
    entry = {"scan_id": str(uuid4()), "scanned_at": registration.clock().isoformat(), **scan}
    body = {"sent_at": registration.clock().isoformat(), "entries": [entry]}
    return registration.send(who, "POST", "/check-ins/batch", body)["results"][0]


def _unlisted(registration: Registration, gate: str) -> dict[str, Any]:
    return GUEST | {"gate": gate, "scan_id": str(uuid4()), "scanned_at": registration.clock().isoformat()}


def test_station_checks_in_at_its_own_gate(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    assert registration.scan(OF_GATE_A, **{"pass": held["text"]}).status_code == 201


def test_scan_of_another_gate_is_refused_and_kept(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    assert problem(registration.scan(OF_GATE_A, gate="b", **{"pass": held["text"]})) == (422, "gate-not-paired")
    assert _log(registration) == [("refused", "gate-not-paired")]


def test_batch_entry_of_another_gate_that_nobody_was_let_in_by_is_refused_and_kept(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    verdict = _sync(registration, OF_GATE_A, gate="b", admitted=False, **{"pass": held["text"]})
    assert (verdict["outcome"], verdict["problem"]["type"]) == ("refused", "/problems/gate-not-paired")
    assert _log(registration) == [("refused", "gate-not-paired")]


def test_batch_entry_of_another_gate_that_let_somebody_in_waits_for_a_decision(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    verdict = _sync(registration, OF_GATE_A, gate="b", admitted=True, **{"pass": held["text"]})
    assert verdict["outcome"] == "conflict"
    assert _log(registration) == [("conflict", "gate-not-paired")]


def test_station_enters_no_unlisted_guest_at_another_gate(registration: Registration) -> None:
    answer = registration.call(OF_GATE_A, "POST", "/unlisted-guests", _unlisted(registration, "b"))
    assert problem(answer) == (422, "gate-not-paired")


def test_second_person_at_another_gate_lets_a_guest_in_where_they_stand(registration: Registration) -> None:
    facts = plan()["facts"] | {"unlisted_needs_second_person": True}
    registration.publish_plan(plan(plan_version=2, facts=facts))
    guest = registration.send(OF_GATE_A, "POST", "/unlisted-guests", _unlisted(registration, "a"), 201)
    word = {"decision": "vouch", "word": "Đã hỏi trưởng đoàn"}
    registration.send(OF_GATE_B, "POST", f"/unlisted-guests/{guest['id']}/decide", word)
    (line,) = registration.get(ORGANIZER, "/check-ins")["items"]
    assert (line["gate"], line["outcome"]) == ("a", "accepted")
