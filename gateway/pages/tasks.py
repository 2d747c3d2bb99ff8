"""What waits for a person today, each with its one action; drawn from the services for each role.

A service that does not answer costs its own tasks only; the page then says that the list is not complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from chassis.auth.roles import Role
from gateway.auth.reader import Reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.clients.transport import ServiceUnavailable

SERVICES = ("registration", "documents", "notification")
COMING = ("registered", "confirmed")
"""States of the delegates who hold one of the places a unit answered for."""
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Task:
    """One thing to do. `due` is a date or moment as services write it; `tone` one of good, warn, bad, calm."""

    title: str
    action: str
    url: str
    detail: str = ""
    due: str | None = None
    tone: str = "calm"
    timezone: str | None = None
    """The clock by which `due` is counted in days; None for the usual one."""


@dataclass
class TaskList:
    """The tasks, and whether a service did not answer."""

    tasks: list[Task] = field(default_factory=list)
    complete: bool = True

    def add_from(self, source: Source, *arguments: Any, about: str = "") -> None:
        """Add what a source finds; `about` says with each which conference it belongs to."""
        try:
            self.tasks += [_named(task, about) for task in source(*arguments)]
        except (ServiceProblem, ServiceUnavailable):
            self.complete = False


Conference = Mapping[str, Any]
Source = Callable[..., Iterator[Task]]


def tasks_for(reader: Reader, conferences: list[dict[str, Any]]) -> TaskList:
    """Everything that waits for this person: what can be done at once first, then by deadline."""
    found = TaskList()
    for conference in conferences:
        about = conference["short_title"] if len(conferences) > 1 else ""
        for source in BY_ROLE.get(reader.role, ()):
            found.add_from(source, conference, about=about)
    if reader.role is Role.ADMINISTRATOR:
        for service in SERVICES:
            found.add_from(_dead_events, service)
    found.tasks.sort(key=lambda task: task.due or "")
    return found


def _named(task: Task, about: str) -> Task:
    return replace(task, detail=" · ".join(filter(None, (task.detail, about)))) if about else task


def page_url(endpoint: str, **values: Any) -> str:
    """The address of a page; the start page where there is no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else url_for("home.show")


def _total(service: str, slug: str, noun: str, **filters: Any) -> int:
    answer = services().named(service).get(path("conferences", slug, noun), page_size=1, **filters)
    return int(answer["total"])


def _drafts(conference: Conference) -> Iterator[Task]:
    slug = conference["slug"]
    count = _total("registration", slug, "invitations", state="draft")
    if count:
        yield Task(
            ngettext("%(num)d giấy mời chưa gửi", "%(num)d giấy mời chưa gửi", count),
            _("Gửi giấy mời"),
            page_url("invitations.index", slug=slug, state="draft"),
            tone="warn",
        )


def _waiting_delegates(conference: Conference) -> Iterator[Task]:
    slug = conference["slug"]
    count = _total("registration", slug, "delegates", state="waiting")
    if count:
        yield Task(
            ngettext("%(num)d đại biểu chờ quyết định", "%(num)d đại biểu chờ quyết định", count),
            _("Xem danh sách chờ"),
            page_url("delegates.index", slug=slug, state="waiting"),
            tone="warn",
        )


def _conflicts(conference: Conference) -> Iterator[Task]:
    slug = conference["slug"]
    count = _total("registration", slug, "check-in-conflicts", state="open")
    if count:
        yield Task(
            ngettext("%(num)d lượt quét chờ quyết định", "%(num)d lượt quét chờ quyết định", count),
            _("Quyết định"),
            page_url("conflicts.index", slug=slug),
            tone="bad",
        )


def _unanswered(conference: Conference) -> Iterator[Task]:
    slug = conference["slug"]
    asked = {"kind": "unit", "state": "issued", "answer": "none"}
    count = _total("registration", slug, "invitations", **asked)
    if count:
        yield Task(
            ngettext("%(num)d đơn vị chưa trả lời giấy mời", "%(num)d đơn vị chưa trả lời giấy mời", count),
            _("Xem đơn vị chưa trả lời"),
            page_url("invitations.index", slug=slug, **asked),
        )


def _failed_messages(conference: Conference) -> Iterator[Task]:
    slug = conference["slug"]
    count = _total("notification", slug, "messages", state="failed")
    if count:
        yield Task(
            ngettext("%(num)d thư không gửi được", "%(num)d thư không gửi được", count),
            _("Xem thư lỗi"),
            page_url("messages.index", slug=slug, state="failed"),
            tone="bad",
        )


def _obligations(conference: Conference) -> Iterator[Task]:
    """One task for each obligation and deadline, however many units owe it."""
    slug = conference["slug"]
    for state, tone in (("overdue", "bad"), ("due_soon", "warn"), ("open", "calm")):
        for items in _by_obligation(_owed(slug, state)):
            yield Task(
                items[0]["title"],
                _("Xem nhiệm vụ"),
                page_url("obligations.index", slug=slug, q=items[0]["code"]),
                detail=_who_owes(items),
                due=last_moment(items[0]),
                tone=tone,
                timezone=conference.get("timezone"),
            )


def _owed(slug: str, state: str) -> list[dict[str, Any]]:
    owed: list[dict[str, Any]] = []
    page, total = 1, 1
    while len(owed) < total:
        query = {"state": state, "page": page, "page_size": MOST_AT_ONCE}
        answer = services().documents.get(path("conferences", slug, "obligations"), **query)
        if not answer["items"]:
            break
        owed += answer["items"]
        page, total = page + 1, int(answer["total"])
    return owed


def _by_obligation(owed: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for item in owed:
        grouped.setdefault((item["code"], last_moment(item)), []).append(item)
    return list(grouped.values())


def _who_owes(items: list[dict[str, Any]]) -> str:
    if len(items) == 1:
        return str(items[0]["unit_name"])
    return str(ngettext("%(num)d đơn vị", "%(num)d đơn vị", len(items)))


def last_moment(item: Mapping[str, Any]) -> str:
    """The last second in which an obligation is met in time, by the reading of "trước ngày" that the plan chose."""
    return str(item["due_reading_strict"] if item["policy"] == "before" else item["due_reading_lenient"])


def _own_invitation(conference: Conference) -> Iterator[Task]:
    slug = conference["slug"]
    answer = services().registration.get(path("conferences", slug, "invitations"), page_size=5)
    for invitation in answer["items"]:
        if invitation["state"] == "issued":
            yield Task(
                _("Trả lời giấy mời dự %(title)s", title=conference["short_title"]),
                _("Trả lời giấy mời"),
                page_url("my.show", slug=slug),
                due=conference["starts_at"],
                tone="warn",
            )
        elif invitation.get("answer") == "attends":
            yield from _unnamed(conference, invitation)


def _unnamed(conference: Conference, invitation: Mapping[str, Any]) -> Iterator[Task]:
    named = sum(_total("registration", conference["slug"], "delegates", state=state) for state in COMING)
    missing = (invitation.get("attending") or 0) - named
    if missing > 0:
        yield Task(
            ngettext("Còn %(num)d đại biểu chưa ghi tên", "Còn %(num)d đại biểu chưa ghi tên", missing),
            _("Ghi tên đại biểu"),
            page_url("my.show", slug=conference["slug"]),
            due=conference["starts_at"],
            tone="warn",
        )


def _own_delegate(conference: Conference) -> Iterator[Task]:
    slug = conference["slug"]
    own = services().registration.get(path("conferences", slug, "me"))
    thing = own.get("delegate") or own.get("invitation") or {}
    if thing.get("state") in ("registered", "issued"):
        yield Task(
            _("Xác nhận dự %(title)s", title=conference["short_title"]),
            _("Xác nhận"),
            page_url("my.show", slug=slug),
            due=conference["starts_at"],
            tone="warn",
        )
    elif thing.get("state") == "confirmed" or own.get("delegate", {}).get("state") == "confirmed":
        yield Task(
            _("Thẻ đại biểu dự %(title)s", title=conference["short_title"]),
            _("Mở thẻ"),
            page_url("my.show", slug=slug),
            due=conference["starts_at"],
            tone="good",
        )


def _gate(conference: Conference) -> Iterator[Task]:
    yield Task(
        _("Đón đại biểu dự %(title)s", title=conference["short_title"]),
        _("Mở trang điểm danh"),
        page_url("gate.show", slug=conference["slug"]),
        detail=str(conference.get("hall") or ""),
        due=conference["starts_at"],
    )


def _chairing(conference: Conference) -> Iterator[Task]:
    yield Task(
        _("Xem tình hình có mặt: %(title)s", title=conference["short_title"]),
        _("Mở trang chủ trì"),
        page_url("chair.show", slug=conference["slug"]),
        due=conference["starts_at"],
    )


def _dead_events(service: str) -> Iterator[Task]:
    count = int(services().named(service).get("/failed-events", state="dead", page_size=1)["total"])
    if count:
        yield Task(
            ngettext("%(num)d sự kiện lỗi cần xử lý", "%(num)d sự kiện lỗi cần xử lý", count),
            _("Xem sự kiện lỗi"),
            url_for("failed_events.index", service=service),
            detail=service,
            tone="bad",
        )


BY_ROLE: dict[Role, tuple[Source, ...]] = {
    Role.ORGANIZER: (_conflicts, _drafts, _waiting_delegates, _unanswered, _failed_messages, _obligations),
    Role.UNIT: (_own_invitation, _obligations),
    Role.DELEGATE: (_own_delegate,),
    Role.RECEPTIONIST: (_gate,),
    Role.CHAIR: (_chairing,),
    Role.DEPARTMENT: (_obligations,),
    Role.APPRAISER: (_obligations,),
    Role.BROADCASTER: (_obligations,),
    Role.ADMINISTRATOR: (_failed_messages,),
}
