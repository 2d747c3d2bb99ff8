"""Who sits where (sơ đồ chỗ ngồi): the hall, a proposal by protocol, what is wrong with a seating. All of it pure."""

from services.registration.seating.conflicts import Conflict, ConflictKind, Seated, find_conflicts
from services.registration.seating.hall import Hall, HallRow, Seat, hall_of
from services.registration.seating.person import Person
from services.registration.seating.proposal import Proposal, Reason, propose

__all__ = [
    "Conflict",
    "ConflictKind",
    "Hall",
    "HallRow",
    "Person",
    "Proposal",
    "Reason",
    "Seat",
    "Seated",
    "find_conflicts",
    "hall_of",
    "propose",
]
