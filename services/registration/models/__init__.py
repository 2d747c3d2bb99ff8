"""The registration service's tables, one noun a file."""

from services.registration.models.affiliation import Affiliation
from services.registration.models.base import Base
from services.registration.models.check_in import CheckIn
from services.registration.models.check_in_conflict import CheckInConflict
from services.registration.models.check_in_undo import CheckInUndo
from services.registration.models.commendation import Commendation
from services.registration.models.conference import Conference
from services.registration.models.delegate import Delegate, DelegateKind
from services.registration.models.delegate_import import DelegateImport, ImportMode, ImportState
from services.registration.models.gate import Gate
from services.registration.models.invitation import Answer, Delivery, Invitation, InviteeKind
from services.registration.models.namesakes import Namesakes
from services.registration.models.participant_category import ParticipantCategory
from services.registration.models.pass_ import Pass
from services.registration.models.rejected_entry import RejectedEntry
from services.registration.models.seating_plan import SeatAssignment, SeatingPlan
from services.registration.models.step import Step
from services.registration.models.unit import Unit
from services.registration.models.unlisted_guest import UnlistedGuest
from services.registration.workflows.check_in_log import Outcome

__all__ = [
    "Affiliation",
    "Answer",
    "Base",
    "CheckIn",
    "CheckInConflict",
    "CheckInUndo",
    "Commendation",
    "Conference",
    "Delegate",
    "DelegateImport",
    "DelegateKind",
    "Delivery",
    "Gate",
    "ImportMode",
    "ImportState",
    "Invitation",
    "InviteeKind",
    "Namesakes",
    "Outcome",
    "ParticipantCategory",
    "Pass",
    "RejectedEntry",
    "SeatAssignment",
    "SeatingPlan",
    "Step",
    "Unit",
    "UnlistedGuest",
]
