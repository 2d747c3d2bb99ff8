"""What the documents service keeps, one noun a file. Importing this package registers every table."""

from services.documents.models.activity import Activity
from services.documents.models.activity_reminder import ActivityReminder
from services.documents.models.activity_report import ActivityReport
from services.documents.models.agenda import Agenda, AgendaChange, AgendaItemRun, AgendaVersion
from services.documents.models.attendance import Attendance
from services.documents.models.base import Base
from services.documents.models.commendation import Commendation
from services.documents.models.delegate import Delegate, RevokedPass
from services.documents.models.distribution_entry import DistributionEntry
from services.documents.models.extension import Extension
from services.documents.models.film_work import FilmWork
from services.documents.models.form_check import FormCheck
from services.documents.models.invitation import Invitation
from services.documents.models.medal_nomination import MedalNomination
from services.documents.models.obligation import Obligation
from services.documents.models.paper import Paper
from services.documents.models.petition import Petition
from services.documents.models.plan import AppliedPlan, Plan
from services.documents.models.postponement import Postponement
from services.documents.models.print_job import PrintJob, PrintKind, PrintState
from services.documents.models.remark import Remark, Weight
from services.documents.models.report_text import ReportText
from services.documents.models.seating_plan import SeatingPlan
from services.documents.models.step import Step
from services.documents.models.submission import Submission
from services.documents.models.topic import Topic
from services.documents.models.upload import Upload
from services.documents.models.video_comment import CommentCategory, VideoComment
from services.documents.models.video_copy import CopyState, VideoCopy
from services.documents.models.video_inspection import InspectionState, VideoInspection
from services.documents.models.video_reminder import VideoReminder
from services.documents.models.video_report import VideoReport, VideoVersion, VideoVersionState
from services.documents.models.video_schedule import BroadcastState, VideoBroadcast, VideoSchedule
from services.documents.models.video_upload import Refusal, VideoUpload, VideoUploadState
from services.documents.models.video_verdict import FilmDecision, VideoVerdict

__all__ = [
    "Activity",
    "ActivityReminder",
    "ActivityReport",
    "Agenda",
    "AgendaChange",
    "AgendaItemRun",
    "AgendaVersion",
    "AppliedPlan",
    "Attendance",
    "Base",
    "BroadcastState",
    "Commendation",
    "CommentCategory",
    "CopyState",
    "Delegate",
    "DistributionEntry",
    "Extension",
    "FilmDecision",
    "FilmWork",
    "FormCheck",
    "InspectionState",
    "Invitation",
    "MedalNomination",
    "Obligation",
    "Paper",
    "Petition",
    "Plan",
    "Postponement",
    "PrintJob",
    "PrintKind",
    "PrintState",
    "Refusal",
    "Remark",
    "ReportText",
    "RevokedPass",
    "SeatingPlan",
    "Step",
    "Submission",
    "Topic",
    "Upload",
    "VideoBroadcast",
    "VideoComment",
    "VideoCopy",
    "VideoInspection",
    "VideoReminder",
    "VideoReport",
    "VideoSchedule",
    "VideoUpload",
    "VideoUploadState",
    "VideoVerdict",
    "VideoVersion",
    "VideoVersionState",
    "Weight",
]
