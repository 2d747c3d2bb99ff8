"""Propose seats for everybody, or for some people among the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from services.registration.models import SeatAssignment
from services.registration.operations.locked_seating import locked_seating
from services.registration.queries.attendants import Attendant, attendants_of, coming
from services.registration.seating import Hall, Proposal, Reason, propose


@dataclass(frozen=True)
class Move:
    """Somebody whose seat a proposal changes; `seat` is None where they lose the one they had."""

    attendant: Attendant
    seat: str | None


@dataclass(frozen=True)
class Proposed:
    """What a proposal changes, and whom it could not seat."""

    moves: list[Move]
    unseated: list[tuple[Attendant, Reason]]


def propose_seats(
    session: Session,
    conference: str,
    *,
    version: int,
    delegates: Sequence[UUID] | None,
    dry_run: bool,
    by: Identity,
    clock: Clock,
) -> Proposed:
    """Seat everybody anew but those whom a person seated; or only `delegates`, while all others keep their seats.

    A dry run tells what would change and changes nothing. Raises `Problem` hall-not-described or changed-meanwhile.
    """
    seating = locked_seating(session, conference, version)
    attendants = attendants_of(session, conference)
    kept = _kept(seating.hall, attendants, None if delegates is None else frozenset(delegates))
    proposal = propose(seating.hall, coming(attendants), kept)
    proposed = _proposed(attendants, proposal)
    if proposed.moves and not dry_run:
        _apply(session, conference, proposed.moves, by, clock)
        seating.touch(by, clock)
    return proposed


def _kept(hall: Hall, attendants: Sequence[Attendant], moved: frozenset[UUID] | None) -> dict[UUID, str]:
    """Seats that stay: of people who are to come, in the hall as it is now."""
    kept = {}
    for each in attendants:
        if each.assignment is None or not each.coming or each.assignment.seat not in hall.seats:
            continue
        if each.assignment.manual if moved is None else each.delegate.id not in moved:
            kept[each.delegate.id] = each.assignment.seat
    return kept


def _proposed(attendants: Sequence[Attendant], proposal: Proposal) -> Proposed:
    wanted = {each.delegate.id: proposal.seats.get(each.delegate.id) for each in attendants}
    moves = [Move(each, wanted[each.delegate.id]) for each in attendants if each.seat != wanted[each.delegate.id]]
    reasons = proposal.unseated
    unseated = [(each, reasons[each.delegate.id]) for each in attendants if each.delegate.id in reasons]
    return Proposed(moves, unseated)


def _apply(session: Session, conference: str, moves: Sequence[Move], by: Identity, clock: Clock) -> None:
    # All leave their seats before anybody sits down: no seat is held twice in between.
    for move in moves:
        if move.attendant.assignment is not None:
            session.delete(move.attendant.assignment)
    session.flush()
    now = clock()
    session.add_all(
        SeatAssignment(
            delegate_id=move.attendant.delegate.id,
            conference=conference,
            seat=move.seat,
            manual=False,
            assigned_at=now,
            assigned_by=by.name,
        )
        for move in moves
        if move.seat is not None
    )
    session.flush()
