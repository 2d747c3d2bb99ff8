"""Many delegates from a spreadsheet: what would become of each row, and making it so.

    rows ──▶ Ledger.judge: added, waiting, merged, unchanged, or what is wrong ──▶ apply_rows, in one transaction

The rules are those of `register_delegate`; they are decided from what is read once, as five thousand rows are many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.language import Text
from chassis.messaging.outbox import NewFact, record_facts
from services.registration.locks import LOCK
from services.registration.models import Affiliation, Answer, Delegate, DelegateKind, Invitation, Step, Unit
from services.registration.names import folded, name_order
from services.registration.operations.affiliate import affiliate
from services.registration.operations.announcing import delegate_data
from services.registration.operations.persons import lock_delegate, lock_persons
from services.registration.operations.register_delegate import first_state
from services.registration.operations.sheet_rows import Fault, SheetRow
from services.registration.parts import Parts
from services.registration.workflows.delegate import GONE, TAKES_A_PLACE, DelegateState
from services.registration.workflows.invitation import OPEN


class Fate(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    WAITING = "waiting"
    MERGED = "merged"
    UNCHANGED = "unchanged"


@dataclass
class Person:
    """Somebody on a list already, or named by an earlier row (`id` is None until it is written)."""

    id: UUID | None
    phone: str | None
    state: DelegateState
    units: set[str]
    row: int | None = None


@dataclass(frozen=True)
class Judged:
    """A row and what becomes of it; `person` is who it is merged with."""

    row: SheetRow
    unit: str
    fate: Fate
    person: Person


@dataclass
class Judgement:
    """All rows of a file, judged."""

    rows: list[Judged] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    faulty: int = 0

    def counts(self) -> dict[str, int]:
        """How many rows come to what."""
        each = Counter(judged.fate.value for judged in self.rows)
        return {fate.value: each[fate.value] for fate in Fate} | {"faulty": self.faulty}


@dataclass(frozen=True)
class _Seat:
    """A unit as a row needs to know it."""

    unit: Unit
    objection: Text | None


class Ledger:
    """The lists of a conference as they are, and as the rows judged so far would make them."""

    def __init__(self, session: Session, conference: str, by: Identity) -> None:
        self._by = by
        self._seats = _seats(session, conference, by)
        self._taken = _taken(session, conference)
        self._people = _people(session, conference)
        self._codes = {folded(seat.unit.name): code for code, seat in self._seats.items()}
        self._codes |= {f" {code}": code for code in self._seats}

    def judge(self, rows: Iterable[SheetRow | list[Fault]]) -> Judgement:
        """What becomes of each row. A person on a list already is seen to before new ones take places."""
        judgement = Judgement()
        new: list[tuple[SheetRow, str]] = []
        for row in rows:
            wrong = row if isinstance(row, list) else self._one(row, new, judgement)
            if wrong:
                judgement.faults.extend(wrong)
                judgement.faulty += 1
        for row, code in new:
            wrong = self._new(row, code, judgement)
            if wrong:
                judgement.faults.extend(wrong)
                judgement.faulty += 1
        judgement.faults.sort(key=lambda fault: fault.row)
        return judgement

    def _one(self, row: SheetRow, new: list[tuple[SheetRow, str]], judgement: Judgement) -> list[Fault]:
        code = self._by.unit if self._by.role == Role.UNIT else self._codes.get(_unit_text(row.unit))
        if code is None:
            return [self._unit_fault(row)]
        seat = self._seats.get(code)
        if seat is None or seat.objection is not None:
            text = seat.objection if seat and seat.objection else _NO_SUCH_UNIT
            return [Fault(row.row, row.unit_column, text)]
        if self._by.role == Role.UNIT and row.unit is not None and self._codes.get(_unit_text(row.unit)) != code:
            return [Fault(row.row, row.unit_column, _FOREIGN_UNIT)]
        person = self._known(row, code)
        if person is None:
            new.append((row, code))
            return []
        return self._on_a_list(row, code, person, judgement)

    def _known(self, row: SheetRow, code: str) -> Person | None:
        """The same person by name and phone; without a phone, one of this name on the unit's own list."""
        namesakes = self._people.get(row.search_name, [])
        if row.phone is None:
            return next((person for person in namesakes if code in person.units), None)
        same = [person for person in namesakes if person.phone == row.phone]
        return next((person for person in same if code in person.units), same[0] if same else None)

    def _on_a_list(self, row: SheetRow, code: str, person: Person, judgement: Judgement) -> list[Fault]:
        if code in person.units:
            if person.row is not None:
                return [Fault(row.row, None, _repeats(person.row))]
            judgement.rows.append(Judged(row, code, Fate.UNCHANGED, person))
            return []
        if person.state in TAKES_A_PLACE:
            if self._is_full(code) and self._by.role != Role.ORGANIZER:
                return [Fault(row.row, None, _full(self._seats[code].unit.quota))]
            self._taken[code] += 1
        elif person.state == DelegateState.WAITING and not self._is_full(code):
            person.state = DelegateState.REGISTERED
            self._taken[code] += 1
        person.units.add(code)
        judgement.rows.append(Judged(row, code, Fate.MERGED, person))
        return []

    def _new(self, row: SheetRow, code: str, judgement: Judgement) -> list[Fault]:
        person = self._known(row, code)
        if person is not None:
            return self._on_a_list(row, code, person, judgement)
        state = first_state(self._taken[code], self._seats[code].unit.quota)
        person = Person(None, row.phone, state, {code}, row.row)
        self._people[row.search_name].append(person)
        if state == DelegateState.REGISTERED:
            self._taken[code] += 1
        fate = Fate.ADDED if state == DelegateState.REGISTERED else Fate.WAITING
        judgement.rows.append(Judged(row, code, fate, person))
        return []

    def _is_full(self, code: str) -> bool:
        return self._taken[code] >= self._seats[code].unit.quota

    def _unit_fault(self, row: SheetRow) -> Fault:
        if row.unit is None:
            return Fault(row.row, row.unit_column, Text("Đơn vị: chưa có", "Unit: is missing"))
        return Fault(
            row.row,
            row.unit_column,
            Text(f"Đơn vị: không có “{row.unit}” trong kế hoạch", f"Unit: “{row.unit}” is not in the plan"),
        )


_NO_SUCH_UNIT = Text("Đơn vị: không có trong kế hoạch", "Unit: is not in the plan")
_FOREIGN_UNIT = Text("Đơn vị: không phải đơn vị của đồng chí", "Unit: is not yours")
_NOT_INVITED = Text("Đơn vị: giấy mời chưa gửi hoặc đã thu hồi", "Unit: its invitation is not out, or was taken back")
_DECLINED = Text("Đơn vị: đã trả lời không dự", "Unit: has declined")


def _repeats(row: int) -> Text:
    return Text(f"trùng với dòng {row} của tệp", f"repeats row {row} of the file")


def _full(quota: int) -> Text:
    return Text(
        f"đại biểu đã có tên ở nơi khác và đơn vị đã hết {quota} chỉ tiêu",
        f"the person is on another list and the unit's quota of {quota} is used up",
    )


def _unit_text(text: str | None) -> str:
    return folded(text or "") if text is None or "-" not in text or " " in text else f" {text}"


def _seats(session: Session, conference: str, by: Identity) -> dict[str, _Seat]:
    answers = {
        invitation.unit: invitation
        for invitation in session.scalars(
            select(Invitation).where(Invitation.conference == conference, Invitation.unit.is_not(None))
        )
    }
    units = session.scalars(select(Unit).where(Unit.conference == conference)).all()
    return {unit.code: _Seat(unit, _objection(answers.get(unit.code), by)) for unit in units}


def _objection(invitation: Invitation | None, by: Identity) -> Text | None:
    if by.role != Role.ORGANIZER and (invitation is None or invitation.state not in OPEN):
        return _NOT_INVITED
    return _DECLINED if invitation is not None and invitation.answer == Answer.DECLINES else None


def _taken(session: Session, conference: str) -> dict[str, int]:
    taken: dict[str, int] = defaultdict(int)
    counted = select(Delegate.unit, func.count()).where(
        Delegate.conference == conference,
        Delegate.state.in_(TAKES_A_PLACE),
        Delegate.unit.is_not(None),
        Delegate.kind != DelegateKind.UNLISTED,
    )
    beside = (
        select(Affiliation.unit, func.count())
        .join(Delegate, Delegate.id == Affiliation.delegate_id)
        .where(Affiliation.conference == conference, Delegate.state.in_(TAKES_A_PLACE))
    )
    for statement in (counted.group_by(Delegate.unit), beside.group_by(Affiliation.unit)):
        for unit, count in session.execute(statement):
            taken[str(unit)] += count
    return taken


def _people(session: Session, conference: str) -> dict[str, list[Person]]:
    beside: dict[UUID, set[str]] = defaultdict(set)
    for delegate_id, unit in session.execute(
        select(Affiliation.delegate_id, Affiliation.unit).where(Affiliation.conference == conference)
    ):
        beside[delegate_id].add(unit)
    listed = select(Delegate.id, Delegate.search_name, Delegate.phone, Delegate.state, Delegate.unit).where(
        Delegate.conference == conference, Delegate.state.not_in(GONE)
    )
    people: dict[str, list[Person]] = defaultdict(list)
    for row in session.execute(listed.order_by(Delegate.registered_at, Delegate.id)):
        units = beside[row.id] | ({row.unit} if row.unit else set())
        people[row.search_name].append(Person(row.id, row.phone, row.state, units))
    return people


def lock_lists(session: Session, conference: str, rows: Sequence[SheetRow | list[Fault]]) -> None:
    """Nobody else changes the lists until the transaction ends: names first, then units, as everywhere."""
    lock_persons(session, conference, {row.search_name for row in rows if isinstance(row, SheetRow)})
    units = select(Unit).where(Unit.conference == conference).order_by(Unit.code)
    session.scalars(units.with_for_update(key_share=True)).all()


def apply_rows(
    session: Session, conference: str, judgement: Judgement, *, by: Identity, parts: Parts, clock: Clock
) -> None:
    """Write what was judged under `lock_lists`: people on a list already, new ones in a few statements, the rest."""
    for judged in judgement.rows:
        if judged.fate is Fate.MERGED and judged.person.id is not None:
            _merge(session, conference, judged, by=by, parts=parts, clock=clock)
    _add(
        session,
        conference,
        [each for each in judgement.rows if each.fate in (Fate.ADDED, Fate.WAITING)],
        by,
        parts,
        clock,
    )
    for judged in judgement.rows:
        if judged.fate is Fate.MERGED and judged.person.row is not None:
            _merge(session, conference, judged, by=by, parts=parts, clock=clock)


def _merge(session: Session, conference: str, judged: Judged, *, by: Identity, parts: Parts, clock: Clock) -> None:
    delegate = session.get_one(Delegate, judged.person.id)
    lock_delegate(session, delegate, beside=judged.unit)
    unit = session.get_one(Unit, (conference, judged.unit), with_for_update=LOCK)
    affiliate(session, delegate, unit, judged.row.details(), by=by, parts=parts, clock=clock)


def _add(session: Session, conference: str, added: Sequence[Judged], by: Identity, parts: Parts, clock: Clock) -> None:
    if not added:
        return
    now = clock()
    units = {unit.code: unit for unit in session.scalars(select(Unit).where(Unit.conference == conference))}
    delegates = [_delegate(conference, judged, units[judged.unit], now) for judged in added]
    session.execute(insert(Delegate), [_columns(delegate) for delegate in delegates])
    steps = {"conference": conference, "action": "register", "by": by.name, "role": by.role.value, "at": now}
    session.execute(
        insert(Step), [{**steps, "about": each.id, "state": each.state.value, "reason": None} for each in delegates]
    )
    facts = []
    for judged, delegate in zip(added, delegates, strict=True):
        judged.person.id = delegate.id
        data = delegate_data(session, delegate, parts, unit_name=units[judged.unit].name)
        facts.append(NewFact(delegate.id, 1, "registration.delegate_registered.v1", data))
    record_facts(session, facts, clock=clock)


def _delegate(conference: str, judged: Judged, unit: Unit, now: Any) -> Delegate:
    row = judged.row
    waits = judged.fate is Fate.WAITING
    return Delegate(
        id=uuid4(),
        conference=conference,
        search_name=row.search_name,
        sort_name=name_order(row.full_name),
        category=unit.category,
        unit=unit.code,
        invitation_id=None,
        state=DelegateState.WAITING if waits else DelegateState.REGISTERED,
        registered_at=now,
        version=1,
        **row.details(),
    )


def _columns(delegate: Delegate) -> dict[str, Any]:
    names = (
        "id", "conference", "kind", "full_name", "search_name", "sort_name", "post", "email", "phone", "category",
        "unit", "state", "registered_at", "version",
    )  # fmt: skip
    return {name: getattr(delegate, name) for name in names}
