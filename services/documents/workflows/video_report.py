"""What becomes of the film (phóng sự), from the first upload to the hall.

    draft ──upload──▶ uploaded ──inspect──▶ inspected ──begin──▶ under_appraisal ──approve──▶ approved
                       ▲                                          │  ▲  └─agree (first of two)   │   ▲
                       │                          request_changes │  └────────reopen────────────┤   │
                       │                                          ▼                       schedule   unschedule
                       └────────────upload────────────── changes_requested                       ▼   │
                                                                                              scheduled
    A new cut may arrive until one is approved: `upload` leads to uploaded                  show │   ▲
    from everywhere before `approved`, and its appraisal starts anew.                            ▼   │ take_back
                                                                                               shown ┘
    `schedule` on `scheduled` moves it to another item of the agenda.

From `approved` on the file stands: whoever wants another cut has the office reopen the appraisal first.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.auth.roles import Role
from chassis.language import Text
from chassis.workflow import Transition, Workflow


class VideoReportState(StrEnum):
    """How far the film is."""

    DRAFT = "draft"
    UPLOADED = "uploaded"
    INSPECTED = "inspected"
    UNDER_APPRAISAL = "under_appraisal"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    SHOWN = "shown"


class VideoReportAction(StrEnum):
    """What is done with it."""

    UPLOAD = "upload"
    INSPECT = "inspect"
    BEGIN = "begin"
    REQUEST_CHANGES = "request_changes"
    AGREE = "agree"
    APPROVE = "approve"
    REOPEN = "reopen"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    SHOW = "show"
    TAKE_BACK = "take_back"


S, A = VideoReportState, VideoReportAction

TAKES_CUTS = (S.DRAFT, S.UPLOADED, S.INSPECTED, S.UNDER_APPRAISAL, S.CHANGES_REQUESTED)
"""States in which a new cut may arrive."""
MENDED_IN = TAKES_CUTS[1:]
"""States in which the broadcaster says of a comment that it is fixed."""

_SENDERS = frozenset({Role.BROADCASTER, Role.ORGANIZER})
_JUDGES = frozenset({Role.APPRAISER, Role.ORGANIZER})
_OFFICE = frozenset({Role.ORGANIZER})
_STAGE = frozenset({Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR})
_SYSTEM: frozenset[Role] = frozenset()

VIDEO_REPORT_WORKFLOW = Workflow(
    "video_report",
    (
        *(Transition(state, A.UPLOAD, S.UPLOADED, _SENDERS) for state in TAKES_CUTS),
        Transition(S.UPLOADED, A.INSPECT, S.INSPECTED, _SYSTEM),
        Transition(S.INSPECTED, A.BEGIN, S.UNDER_APPRAISAL, _JUDGES),
        Transition(S.UNDER_APPRAISAL, A.REQUEST_CHANGES, S.CHANGES_REQUESTED, _JUDGES),
        Transition(S.UNDER_APPRAISAL, A.AGREE, S.UNDER_APPRAISAL, _JUDGES),
        Transition(S.UNDER_APPRAISAL, A.APPROVE, S.APPROVED, _JUDGES),
        Transition(S.CHANGES_REQUESTED, A.REOPEN, S.UNDER_APPRAISAL, _OFFICE),
        Transition(S.APPROVED, A.REOPEN, S.UNDER_APPRAISAL, _OFFICE),
        Transition(S.APPROVED, A.SCHEDULE, S.SCHEDULED, _OFFICE),
        Transition(S.SCHEDULED, A.SCHEDULE, S.SCHEDULED, _OFFICE),
        Transition(S.SCHEDULED, A.UNSCHEDULE, S.APPROVED, _OFFICE),
        Transition(S.SCHEDULED, A.SHOW, S.SHOWN, _STAGE),
        Transition(S.SHOWN, A.TAKE_BACK, S.SCHEDULED, _STAGE),
    ),
)

DONE: dict[str, Text] = {
    A.UPLOAD: Text("gửi một bản phim", "sent a cut"),
    A.INSPECT: Text("kiểm tra kỹ thuật xong", "finished the inspection"),
    A.BEGIN: Text("nhận thẩm định phim", "began to appraise the film"),
    A.REQUEST_CHANGES: Text("yêu cầu sửa phim", "asked for changes"),
    A.AGREE: Text("đồng ý duyệt phim", "agreed to the film"),
    A.APPROVE: Text("duyệt phim", "approved the film"),
    A.REOPEN: Text("mở lại để thẩm định", "reopened the appraisal"),
    A.SCHEDULE: Text("xếp lịch chiếu", "scheduled the film"),
    A.UNSCHEDULE: Text("bỏ lịch chiếu", "took the film off the schedule"),
    A.SHOW: Text("chiếu phim", "showed the film"),
    A.TAKE_BACK: Text("ghi lại là chưa chiếu", "noted that it was not shown"),
}
BROADCASTS_DONE: dict[str, Text] = {
    "plan_broadcast": Text("thêm giờ phát sóng", "planned a broadcast"),
    "change_broadcast": Text("đổi giờ phát sóng", "moved a broadcast"),
    "remove_broadcast": Text("bỏ giờ phát sóng", "dropped a broadcast"),
    "report_broadcast": Text("báo phim đã phát sóng", "reported a broadcast"),
    "take_broadcast_back": Text("rút lại báo cáo phát sóng", "took a broadcast's report back"),
}
"""What is done with its slots on channels, which moves it nowhere."""
