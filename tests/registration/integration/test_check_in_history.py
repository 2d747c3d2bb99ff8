"""Any interleaving of scans, undos, revocations, batches and retries ends as the same facts in order of time do.

Three stations with clocks that are minutes off scan two delegates, with and without a network; the office excuses and
confirms, undoes and decides meanwhile; stations bring in what they did late, in any order, and more than once.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.messaging.tables import outbox
from services.registration.models import CheckIn, CheckInConflict, CheckInUndo, Outcome, Pass
from services.registration.workflows.check_in_log import (
    Decision,
    DecisionFact,
    Facts,
    ScanFact,
    UndoFact,
    fold,
)
from tests.registration.world import ORGANIZER, Registration, plan

USUAL = settings(
    max_examples=10,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(USUAL, max_examples=300, stateful_step_count=60, derandomize=False)
STATIONS, PEOPLE = st.integers(0, 2), st.integers(0, 1)
WAYS = st.sampled_from(["pass", "pass", "old", "code", "name"])


@dataclass
class Station:
    """A device with a clock of its own, what it has not brought in yet, and what it sent before."""

    identity: Identity
    ahead: timedelta
    waiting: list[Any] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)
    batches: list[tuple[list[Any], list[Any]]] = field(default_factory=list)


class Door(RuleBasedStateMachine):
    """One conference of the service in `registration`."""

    registration: ClassVar[Registration]

    def __init__(self) -> None:
        super().__init__()
        self.slug = f"hoi-nghi-{uuid4().hex[:12]}"
        self.registration.publish_plan(plan(conference=self.slug))
        self.stations = [
            Station(
                Identity(f"station/{name}", Role.RECEPTIONIST, f"Máy {name}", conference=self.slug, station=name),
                timedelta(minutes=minutes),
            )
            for name, minutes in (("a", 0), ("b", 7), ("c", -13))
        ]
        self.people = [self._named(f"Đại biểu {number}") for number in range(2)]
        self.passes = [[self._confirmed(person)] for person in self.people]
        self.asked: list[tuple[Station, dict[str, Any], tuple[int, Any]]] = []
        self.sent: set[str] = set()

    def call(self, who: Identity, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        self.registration.clock.move(milliseconds=1)
        response = self.registration.call(who, method, path, body, slug=self.slug)
        assert response.status_code < 500, response.text
        return response.status_code, response.get_json()

    def _named(self, name: str) -> str:
        body = {"unit": "huyen-dai-tu", "full_name": name, "kind": "delegate"}
        return str(self.call(ORGANIZER, "POST", "/delegates", body)[1]["id"])

    def _confirmed(self, person: str) -> Any:
        self.call(ORGANIZER, "POST", f"/delegates/{person}/confirm")
        return self.call(ORGANIZER, "GET", f"/delegates/{person}/pass")[1]

    def clock_of(self, station: Station) -> datetime:
        return self.registration.clock() + station.ahead

    @rule(seconds=st.integers(1, 400))
    def time_passes(self, seconds: int) -> None:
        self.registration.clock.move(seconds=seconds)

    @rule(scans=st.lists(st.tuples(STATIONS, PEOPLE, st.sampled_from([0, 0, 5, 90, 400])), min_size=1, max_size=5))
    def scans_with_a_network(self, scans: list[tuple[int, int, int]]) -> None:
        for station, person, delay in scans:
            self.registration.clock.move(seconds=30)
            self.scan_with_a_network(station, person, delay)

    def scan_with_a_network(self, station: int, person: int, delay: int) -> None:
        here, held = self.stations[station], self.passes[person][-1]
        now = self.clock_of(here)
        times = {"scanned_at": (now - timedelta(seconds=delay)).isoformat(), "sent_at": now.isoformat()}
        body = {"pass": held["text"], "gate": "a", "scan_id": str(uuid4()), **times}
        answer = self.call(here.identity, "POST", "/check-ins", body)
        self.sent.add(body["scan_id"])
        here.scans.append(body["scan_id"])
        self.asked.append((here, body, answer))

    @precondition(lambda self: self.asked)
    @rule(chance=st.randoms(use_true_random=False))
    def scan_is_repeated(self, chance: random.Random) -> None:
        station, body, answer = chance.choice(self.asked)
        again = body | {"sent_at": self.clock_of(station).isoformat()}
        assert self.call(station.identity, "POST", "/check-ins", again) == answer

    @rule(scans=st.lists(st.tuples(STATIONS, PEOPLE, WAYS, st.booleans()), min_size=1, max_size=5))
    def scans_without_a_network(self, scans: list[tuple[int, int, str, bool]]) -> None:
        for station, person, way, admitted in scans:
            self.registration.clock.move(seconds=30)
            self.scan_without_a_network(station, person, way, admitted=admitted)

    def scan_without_a_network(self, station: int, person: int, way: str, *, admitted: bool) -> None:
        here, held = self.stations[station], self.passes[person]
        ways = {
            "pass": {"pass": held[-1]["text"]},
            "old": {"pass": held[0]["text"]},
            "code": {"code": held[-1]["code"]},
            "name": {"delegate_id": self.people[person]},
        }
        scan = {"scan_id": str(uuid4()), "gate": "b", "scanned_at": self.clock_of(here).isoformat()}
        here.waiting.append(scan | {"admitted": admitted or way == "pass"} | ways[way])
        here.scans.append(scan["scan_id"])

    @precondition(lambda self: any(each.scans for each in self.stations))
    @rule(chance=st.randoms(use_true_random=False))
    def undo_without_a_network(self, chance: random.Random) -> None:
        here = chance.choice([each for each in self.stations if each.scans])
        undo = {"undo_id": str(uuid4()), "scan_id": chance.choice(here.scans), "reason": "Nhầm người"}
        here.waiting.append(undo | {"undone_at": self.clock_of(here).isoformat()})

    @precondition(lambda self: any(each.waiting for each in self.stations))
    @rule(chance=st.randoms(use_true_random=False))
    def network_returns(self, chance: random.Random) -> None:
        here = chance.choice([each for each in self.stations if each.waiting])
        batch, here.waiting = here.waiting, []
        chance.shuffle(batch)
        here.batches.append((batch, self._sync(here, batch)))

    @precondition(lambda self: any(each.batches for each in self.stations))
    @rule(chance=st.randoms(use_true_random=False))
    def batch_is_repeated(self, chance: random.Random) -> None:
        here = chance.choice([each for each in self.stations if each.batches])
        batch, verdicts = chance.choice(here.batches)
        assert self._sync(here, batch) == verdicts

    def _sync(self, station: Station, batch: list[Any]) -> list[Any]:
        body = {"sent_at": self.clock_of(station).isoformat(), "entries": batch}
        status, answer = self.call(station.identity, "POST", "/check-ins/batch", body)
        assert status == 200, answer
        results: list[Any] = answer["results"]
        names = [next(entry[name] for name in ("undo_id", "scan_id") if name in entry) for entry in batch]
        assert [each.get("undo_id") or each["scan_id"] for each in results] == names
        self.sent |= {entry["scan_id"] for entry in batch if "undo_id" not in entry}
        return results

    @precondition(lambda self: self.asked or any(each.batches for each in self.stations))
    @rule(person=PEOPLE)
    def office_excuses(self, person: int) -> None:
        self.call(ORGANIZER, "POST", f"/delegates/{self.people[person]}/excuse", {"reason": "Ốm"})

    @rule(person=PEOPLE)
    def office_confirms_again(self, person: int) -> None:
        status, _ = self.call(ORGANIZER, "POST", f"/delegates/{self.people[person]}/confirm")
        if status == 200:
            self.passes[person].append(self.call(ORGANIZER, "GET", f"/delegates/{self.people[person]}/pass")[1])

    @rule(person=PEOPLE)
    def office_undoes(self, person: int) -> None:
        standing = self.call(ORGANIZER, "GET", f"/check-ins?outcome=accepted&delegate={self.people[person]}")[1]
        for line in standing["items"]:
            status, _ = self.call(ORGANIZER, "POST", f"/check-ins/{line['id']}/undo", {"reason": "Nhầm người"})
            assert status == 200

    @rule(decision=st.sampled_from(["count", "discard"]))
    def office_decides(self, decision: str) -> None:
        for conflict in self.call(ORGANIZER, "GET", "/check-in-conflicts?state=open&page_size=1")[1]["items"]:
            body = {"decision": decision, "reason": "Đã xem sổ"}
            status, _ = self.call(ORGANIZER, "POST", f"/check-in-conflicts/{conflict['id']}/resolve", body)
            assert status == 200

    @invariant()
    def log_is_what_its_facts_say_in_order_of_time(self) -> None:
        kept = Kept.of(self.registration, self.slug)
        assert {str(line.scan_id) for line in kept.lines} == self.sent
        for delegate, facts in kept.facts().items():
            expected = {line: (each.outcome, each.first_id) for line, each in fold(facts).items()}
            lines = [line for line in kept.lines if line.delegate_id == delegate]
            assert {line.id: (line.outcome, line.first_id) for line in lines} == expected
            assert [line.outcome for line in lines].count(Outcome.ACCEPTED) <= 1
        opened = {each.check_in_id for each in kept.conflicts if each.decision is None}
        assert opened == {line.id for line in kept.lines if line.outcome == Outcome.CONFLICT}

    def teardown(self) -> None:
        """The network is back everywhere: nothing is missing, and what was announced is what stands."""
        for station in self.stations:
            if station.waiting:
                self._sync(station, station.waiting)
        self.log_is_what_its_facts_say_in_order_of_time()
        told = Kept.of(self.registration, self.slug).told()
        standing = {str(line.id) for line in Kept.of(self.registration, self.slug).lines if line.outcome == "accepted"}
        assert {line for line, kinds in told.items() if kinds[-1] == "attendance_recorded"} == standing
        present = self.call(ORGANIZER, "GET", "/attendance")[1]["by_gate"]
        assert sum(gate["present"] for gate in present) == len(standing)


@dataclass(frozen=True)
class Kept:
    """What the database keeps of one conference."""

    lines: list[CheckIn]
    undos: list[CheckInUndo]
    passes: list[Pass]
    conflicts: list[CheckInConflict]
    news: list[Any]

    @classmethod
    def of(cls, registration: Registration, slug: str) -> Kept:
        with registration.service.database.read() as session:

            def rows(model: Any) -> list[Any]:
                return list(session.scalars(select(model).where(model.conference == slug)))

            news = session.execute(select(outbox).where(outbox.c.conference == slug).order_by(outbox.c.position)).all()
            return cls(rows(CheckIn), rows(CheckInUndo), rows(Pass), rows(CheckInConflict), list(news))

    def facts(self) -> dict[UUID, Facts]:
        """By delegate, in an order that has nothing to do with time."""
        facts: dict[UUID, Facts] = defaultdict(Facts)
        for line in sorted(self.lines, key=lambda each: each.id):
            if line.delegate_id is not None:
                let_in = line.admitted or (line.admitted is None and line.answered == Outcome.ACCEPTED)
                facts[line.delegate_id].scans.append(
                    ScanFact(
                        line.id, line.scan_id, line.happened_at, line.received_at, line.problem, let_in=bool(let_in)
                    )
                )
        for undo in self.undos:
            facts[undo.delegate_id].undos.append(UndoFact(undo.check_in_id, undo.happened_at))
        for held in self.passes:
            if held.revoked_at is not None:
                facts[held.delegate_id].departures.append(held.revoked_at)
        for conflict in self.conflicts:
            if conflict.decision in (Decision.COUNT, Decision.DISCARD) and conflict.resolved_at is not None:
                decided = DecisionFact(conflict.check_in_id, conflict.decision, conflict.resolved_at)
                facts[conflict.delegate_id].decisions.append(decided)
        return facts

    def told(self) -> dict[str, list[str]]:
        """The kinds of events about each check-in; recorded and undone take turns, without a gap."""
        told: dict[str, list[str]] = defaultdict(list)
        for row in self.news:
            if row.subject.startswith("check_in/"):
                told[row.subject.removeprefix("check_in/")].append(row.type.split(".")[1])
                assert row.sequence == len(told[row.subject.removeprefix("check_in/")])
        turns = ["attendance_recorded", "attendance_undone"]
        assert all(kinds == [turns[number % 2] for number in range(len(kinds))] for kinds in told.values())
        return told


def _run(registration: Registration, how: settings) -> None:
    class DoorHere(Door):
        pass

    DoorHere.registration = registration
    run_state_machine_as_test(DoorHere, settings=how)


def test_any_interleaving_ends_as_the_facts_in_order_of_time(registration: Registration) -> None:
    quick = registration.service.database.dialect == "sqlite"
    _run(registration, USUAL if quick else settings(USUAL, max_examples=5))


@pytest.mark.soak
def test_many_interleavings_end_as_the_facts_in_order_of_time(registration: Registration) -> None:
    _run(registration, LONG)


Happening = tuple[int, int, bool]
"""Station, minute, and whether it is the undo of the station's scan before."""


@settings(USUAL, max_examples=15)
@given(
    st.lists(
        st.tuples(STATIONS, st.integers(0, 40), st.booleans()), min_size=2, max_size=9, unique_by=lambda it: it[1]
    ),
    st.randoms(use_true_random=False),
)
def _arrive_in_two_orders(happenings: list[Happening], chance: random.Random) -> None:
    registration = _arrive_in_two_orders.registration  # type: ignore[attr-defined]
    ended = []
    for shuffled in (False, True):
        door = type("DoorHere", (Door,), {"registration": registration})()
        entries = list(_entries(door, sorted(happenings, key=lambda each: each[1])))
        registration.clock.move(hours=1)
        if shuffled:
            chance.shuffle(entries)
        for station, entry in entries if shuffled else sorted(entries, key=lambda each: "undo_id" in each[1]):
            # A station sends its scan before the undo of it, as it happened.
            door.stations[station].waiting.append(entry)
        for station in chance.sample(door.stations, 3) if shuffled else door.stations:
            if station.waiting:
                door._sync(station, station.waiting)
        lines = Kept.of(registration, door.slug).lines
        ended.append([line.outcome for line in sorted(lines, key=lambda each: each.happened_at)])
    assert ended[0] == ended[1]


def _entries(door: Door, happenings: Iterable[Happening]) -> Iterable[tuple[int, Any]]:
    start, before = door.registration.clock(), dict[int, str]()
    for station, minute, is_undo in happenings:
        at = (start + timedelta(minutes=minute) + door.stations[station].ahead).isoformat()
        if is_undo and station in before:
            yield (
                station,
                {"undo_id": str(uuid4()), "scan_id": before.pop(station), "undone_at": at, "reason": "Nhầm người"},
            )
        else:
            before[station] = str(uuid4())
            scan = {"scan_id": before[station], "gate": "a", "scanned_at": at, "admitted": True}
            yield station, scan | {"pass": door.passes[0][0]["text"]}


def test_order_in_which_stations_find_a_network_does_not_matter(registration: Registration) -> None:
    _arrive_in_two_orders.registration = registration  # type: ignore[attr-defined]
    _arrive_in_two_orders()
