"""Tasks that are shown one by one, each with its deadline and the page where it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.counted_tasks import total
from gateway.pages.done_elsewhere import place_to_do
from gateway.pages.film_tasks import film_schedule_tasks
from gateway.pages.task import Conference, Source, Task, page_url

COMING = ("registered", "confirmed")
"""States of the delegates who hold one of the places a unit answered for."""
MOST_AT_ONCE = 500
NOT_FOUND = 404


def _obligations(conference: Conference) -> Iterator[Task]:
    """One task for each obligation and deadline, however many units owe it."""
    slug = conference["slug"]
    for state, tone in (("overdue", "bad"), ("due_soon", "warn"), ("open", "calm")):
        for items in _by_obligation(_owed(slug, state)):
            yield Task(
                items[0]["title"],
                _("Xem nhiệm vụ"),
                page_url("obligations.index", slug=slug, code=items[0]["code"], state=state),
                detail=_who_owes(items),
                due=last_moment(items[0]),
                tone=tone,
                timezone=conference.get("timezone"),
            )


def _own_obligations(conference: Conference) -> Iterator[Task]:
    """What the reader's own unit or room owes, each with the page where it is handed in; what was returned first."""
    slug, unit = conference["slug"], require_reader().identity.unit
    if unit is None:
        return
    for state, tone in (("overdue", "bad"), ("due_soon", "warn"), ("open", "calm")):
        for item in _owed(slug, state, unit=unit):
            returned = item["submission_state"] == "returned"
            url, action = _where_done(slug, item)
            yield Task(
                item["title"],
                _("Xem nhận xét, nộp lại") if returned else action,
                url,
                detail=_("Đã trả lại kèm nhận xét") if returned else "",
                due=last_moment(item),
                tone="bad" if returned else tone,
                timezone=conference.get("timezone"),
            )


def _where_done(slug: str, item: Mapping[str, Any]) -> tuple[str, str]:
    """The page where it is done, and the word for it."""
    if item["kind"] == "video_report":
        return page_url("film.show", slug=slug), _("Gửi phim")
    place = place_to_do(slug, item, require_reader().role)
    if place is not None:
        return place.url, str(place.label)
    return page_url("submissions.show", slug=slug, obligation_id=item["id"]), _("Nộp bài")


def _film_to_appraise(conference: Conference) -> Iterator[Task]:
    """The cut that waits for its appraisers, unless the reader has agreed to it already."""
    slug = conference["slug"]
    try:
        film = services().documents.get(path("conferences", slug, "video-report"))
    except ServiceProblem as problem:
        if problem.status != NOT_FOUND:
            raise
        return
    if not {"begin", "agree", "approve"} & set(film["actions"]):
        return
    agreed = [each["by"] for each in film["verdicts"] if each["stands"] and each["decision"] == "approve"]
    yield Task(
        _("Thẩm định phóng sự, bản %(number)s", number=film["versions"][0]["number"]),
        _("Xem phim và thẩm định"),
        page_url("film.show", slug=slug),
        detail=_("%(by)s đã đồng ý, cần người thứ hai", by=agreed[0]) if agreed else film["unit_name"],
        due=film["appraisal_due"],
        tone="warn",
        timezone=conference.get("timezone"),
    )


def _owed(slug: str, state: str, **filters: Any) -> list[dict[str, Any]]:
    owed: list[dict[str, Any]] = []
    page, total = 1, 1
    while len(owed) < total:
        query = filters | {"state": state, "page": page, "page_size": MOST_AT_ONCE}
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


def _own_presentations(conference: Conference) -> Iterator[Task]:
    """What a unit is asked to present. The text that it owes once it accepts is among its obligations."""
    slug = conference["slug"]
    for topic in services().documents.get(path("conferences", slug, "topics"), page_size=MOST_AT_ONCE)["items"]:
        if topic["state"] == "selected":
            yield Task(
                _("Trả lời về tham luận “%(title)s”", title=topic["title"]),
                _("Nhận lời hoặc từ chối"),
                page_url("topics.index", slug=slug),
                due=topic["text_due"],
                tone="warn",
            )


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
    named = sum(total("registration", conference["slug"], "delegates", state=state) for state in COMING)
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


def dead_events(service: str) -> Iterator[Task]:
    """How many events of a service nobody could apply: the administrator's task."""
    count = int(services().named(service).get("/failed-events", state="dead", page_size=1)["total"])
    if count:
        yield Task(
            ngettext("%(num)d sự kiện lỗi cần xử lý", "%(num)d sự kiện lỗi cần xử lý", count),
            _("Xem sự kiện lỗi"),
            url_for("failed_events.index", service=service),
            detail=service,
            tone="bad",
        )


SINGLE: dict[Role, tuple[Source, ...]] = {
    Role.ORGANIZER: (_film_to_appraise, _obligations, film_schedule_tasks),
    Role.UNIT: (_own_invitation, _own_presentations, _own_obligations),
    Role.DELEGATE: (_own_delegate,),
    Role.RECEPTIONIST: (_gate,),
    Role.CHAIR: (_chairing,),
    Role.DEPARTMENT: (_own_obligations,),
    Role.APPRAISER: (_film_to_appraise, _obligations),
    Role.BROADCASTER: (_own_obligations, film_schedule_tasks),
}
"""What is shown to whom."""
