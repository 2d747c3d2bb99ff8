"""What the documents service keeps, one noun a file. Importing this package registers every table."""

from services.documents.models.activity import Activity
from services.documents.models.attendance import Attendance
from services.documents.models.base import Base
from services.documents.models.commendation import Commendation
from services.documents.models.delegate import Delegate, RevokedPass
from services.documents.models.distribution_entry import DistributionEntry
from services.documents.models.invitation import Invitation
from services.documents.models.obligation import Obligation
from services.documents.models.paper import Paper
from services.documents.models.plan import AppliedPlan, Plan
from services.documents.models.postponement import Postponement
from services.documents.models.seating_plan import SeatingPlan

__all__ = [
    "Activity",
    "AppliedPlan",
    "Attendance",
    "Base",
    "Commendation",
    "Delegate",
    "DistributionEntry",
    "Invitation",
    "Obligation",
    "Paper",
    "Plan",
    "Postponement",
    "RevokedPass",
    "SeatingPlan",
]
