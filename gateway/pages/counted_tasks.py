"""Tasks that say how many things of a kind wait: one row a kind, and who is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from chassis.auth.roles import Role
from gateway.auth.reader import services
from gateway.clients.services import path
from gateway.pages.task import Task, page_url


@dataclass(frozen=True)
class Waiting:
    """Things that a service counts by filters, and the page that shows them."""

    service: str
    noun: str
    """As in the address of their list in the API."""
    filters: Mapping[str, str]
    title: Callable[[int], str]
    """What is said of so many of them."""
    action: object
    """Translated when it is shown."""
    page: str
    tone: str = "calm"
    page_filters: Mapping[str, str] | None = None
    """Filters of the page; None: those of the count."""

    def tasks(self, conference: Mapping[str, Any]) -> Iterator[Task]:
        """One task when any of them wait."""
        slug = conference["slug"]
        count = total(self.service, slug, self.noun, **self.filters)
        if count:
            shown = self.filters if self.page_filters is None else self.page_filters
            yield Task(self.title(count), str(self.action), page_url(self.page, slug=slug, **shown), tone=self.tone)


def total(service: str, slug: str, noun: str, **filters: Any) -> int:
    """How many things of a kind the reader may see."""
    answer = services().named(service).get(path("conferences", slug, noun), page_size=1, **filters)
    return int(answer["total"])


@dataclass(frozen=True)
class _Kind:
    """A kind of things with states, to make its rows with."""

    service: str
    noun: str
    page: str
    page_filters: Mapping[str, str] | None = field(default=None)

    def in_state(self, state: str, title: Callable[[int], str], action: object, tone: str = "calm") -> Waiting:
        return self.by({"state": state}, title, action, tone)

    def by(self, filters: Mapping[str, str], title: Callable[[int], str], action: object, tone: str) -> Waiting:
        return Waiting(self.service, self.noun, filters, title, action, self.page, tone, self.page_filters)


_INVITATIONS = _Kind("registration", "invitations", "invitations.index")
_DELEGATES = _Kind("registration", "delegates", "delegates.index")
_CONFLICTS = _Kind("registration", "check-in-conflicts", "conflicts.index", {})
_MESSAGES = _Kind("notification", "messages", "messages.index")
_OBLIGATIONS = _Kind("documents", "obligations", "obligations.index")
_TOPICS = _Kind("documents", "topics", "topics.index")
_OWN_TOPICS = _Kind("documents", "topics", "topics.index", {})
_ACTIVITIES = _Kind("documents", "activity-reports", "activities.index")
_OWN_ACTIVITIES = _Kind("documents", "activity-reports", "activities.index", {})
_PETITIONS = _Kind("documents", "petitions", "petitions.index")
_MEDALS = _Kind("documents", "medal-nominations", "medals.index")

FAILED_MESSAGES = _MESSAGES.in_state(
    "failed",
    lambda count: ngettext("%(num)d thư không gửi được", "%(num)d thư không gửi được", count),
    _("Xem thư lỗi"),
    "bad",
)
TO_APPRAISE = (
    _OBLIGATIONS.by(
        {"submission_state": "received"},
        lambda count: ngettext("%(num)d bài chờ thẩm định", "%(num)d bài chờ thẩm định", count),
        _("Xem bài đã nộp"),
        "warn",
    ),
    _OBLIGATIONS.by(
        {"submission_state": "under_appraisal"},
        lambda count: ngettext("%(num)d bài đang thẩm định", "%(num)d bài đang thẩm định", count),
        _("Thẩm định tiếp"),
        "calm",
    ),
)
OWN_ACTIVITIES = (
    _OWN_ACTIVITIES.in_state(
        "sent_back",
        lambda count: ngettext("%(num)d hoạt động cần báo lại", "%(num)d hoạt động cần báo lại", count),
        _("Báo lại"),
        "warn",
    ),
    _OWN_ACTIVITIES.by(
        {"overdue": "true"},
        lambda count: ngettext("%(num)d hoạt động quá hạn chưa báo", "%(num)d hoạt động quá hạn chưa báo", count),
        _("Báo kết quả"),
        "bad",
    ),
)


def _drafted(tone: str) -> Waiting:
    """Answers to petitions that wait for approval."""
    return _PETITIONS.in_state(
        "drafted",
        lambda count: ngettext("%(num)d trả lời chờ duyệt", "%(num)d trả lời chờ duyệt", count),
        _("Duyệt trả lời"),
        tone,
    )


COUNTED: dict[Role, tuple[Waiting, ...]] = {
    Role.ORGANIZER: (
        _CONFLICTS.in_state(
            "open",
            lambda count: ngettext("%(num)d lượt quét chờ quyết định", "%(num)d lượt quét chờ quyết định", count),
            _("Quyết định"),
            "bad",
        ),
        _INVITATIONS.in_state(
            "draft",
            lambda count: ngettext("%(num)d giấy mời chưa gửi", "%(num)d giấy mời chưa gửi", count),
            _("Gửi giấy mời"),
            "warn",
        ),
        _DELEGATES.in_state(
            "waiting",
            lambda count: ngettext("%(num)d đại biểu chờ quyết định", "%(num)d đại biểu chờ quyết định", count),
            _("Xem danh sách chờ"),
            "warn",
        ),
        _INVITATIONS.by(
            {"kind": "unit", "state": "issued", "answer": "none"},
            lambda count: ngettext(
                "%(num)d đơn vị chưa trả lời giấy mời", "%(num)d đơn vị chưa trả lời giấy mời", count
            ),
            _("Xem đơn vị chưa trả lời"),
            "calm",
        ),
        _TOPICS.in_state(
            "proposed",
            lambda count: ngettext("%(num)d chủ đề tham luận chờ chọn", "%(num)d chủ đề tham luận chờ chọn", count),
            _("Chọn chủ đề"),
            "warn",
        ),
        _TOPICS.in_state(
            "declined",
            lambda count: ngettext(
                "%(num)d chủ đề bị đơn vị từ chối tham luận", "%(num)d chủ đề bị đơn vị từ chối tham luận", count
            ),
            _("Chọn đơn vị khác"),
            "bad",
        ),
        _ACTIVITIES.in_state(
            "done",
            lambda count: ngettext(
                "%(num)d báo cáo hoạt động chờ xác nhận", "%(num)d báo cáo hoạt động chờ xác nhận", count
            ),
            _("Xem báo cáo"),
        ),
        FAILED_MESSAGES,
        _OBLIGATIONS.by(
            {"extension_asked": "true"},
            lambda count: ngettext("%(num)d đơn vị xin gia hạn", "%(num)d đơn vị xin gia hạn", count),
            _("Trả lời xin gia hạn"),
            "warn",
        ),
        *TO_APPRAISE,
        _PETITIONS.in_state(
            "received",
            lambda count: ngettext("%(num)d kiến nghị chưa giao", "%(num)d kiến nghị chưa giao", count),
            _("Giao phòng"),
            "warn",
        ),
        _drafted("calm"),
        _MEDALS.in_state(
            "nominated",
            lambda count: ngettext(
                "%(num)d đề nghị xét tặng chờ xác nhận", "%(num)d đề nghị xét tặng chờ xác nhận", count
            ),
            _("Xác nhận số năm"),
            "warn",
        ),
    ),
    Role.UNIT: (
        *OWN_ACTIVITIES,
        _MEDALS.in_state(
            "returned",
            lambda count: ngettext(
                "%(num)d đề nghị xét tặng cần bổ sung", "%(num)d đề nghị xét tặng cần bổ sung", count
            ),
            _("Bổ sung"),
            "bad",
        ),
    ),
    Role.DEPARTMENT: (
        _OWN_TOPICS.in_state(
            "revision_asked",
            lambda count: ngettext(
                "%(num)d chủ đề tham luận cần chỉnh lại", "%(num)d chủ đề tham luận cần chỉnh lại", count
            ),
            _("Chỉnh lại"),
            "warn",
        ),
        _OWN_TOPICS.in_state(
            "draft",
            lambda count: ngettext("%(num)d chủ đề tham luận chưa gửi", "%(num)d chủ đề tham luận chưa gửi", count),
            _("Gửi Văn phòng"),
        ),
        *OWN_ACTIVITIES,
        *TO_APPRAISE,
        _PETITIONS.in_state(
            "returned",
            lambda count: ngettext("%(num)d trả lời bị trả lại", "%(num)d trả lời bị trả lại", count),
            _("Hoàn thiện"),
            "bad",
        ),
        _PETITIONS.in_state(
            "assigned",
            lambda count: ngettext("%(num)d kiến nghị chờ tham mưu", "%(num)d kiến nghị chờ tham mưu", count),
            _("Dự thảo trả lời"),
            "warn",
        ),
    ),
    Role.APPRAISER: (*TO_APPRAISE, _drafted("warn")),
    Role.BROADCASTER: OWN_ACTIVITIES,
    Role.ADMINISTRATOR: (FAILED_MESSAGES,),
}
"""What waits for whom, by number."""
