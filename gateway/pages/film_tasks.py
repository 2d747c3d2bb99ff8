"""Tasks about the approved film: to be scheduled, and to be reported once it was on air."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.task import Conference, Task, page_url


def film_schedule_tasks(conference: Conference) -> Iterator[Task]:
    """For the office what is to be scheduled; for the broadcaster, too, what was not reported."""
    slug = conference["slug"]
    try:
        plan = services().documents.get(path("conferences", slug, "video-report", "schedule"))
    except ServiceProblem as problem:
        if problem.status != 404:
            raise
        return
    page, zone = page_url("film_schedule.show", slug=slug), conference.get("timezone")
    if plan["state"] == "approved" and require_reader().role is Role.ORGANIZER:
        title = _("Phóng sự đã duyệt, chờ xếp lịch chiếu")
        yield Task(title, _("Xếp lịch chiếu"), page, due=conference["starts_at"], tone="warn", timezone=zone)
    overdue = [each for each in plan["broadcasts"] if each["overdue"]]
    if overdue:
        count = len(overdue)
        title = ngettext("%(num)d giờ phát sóng chưa báo đã phát", "%(num)d giờ phát sóng chưa báo đã phát", count)
        about = {"detail": ", ".join(each["channel"] for each in overdue[:3]), "due": overdue[0]["starts_at"]}
        yield Task(title, _("Báo đã phát"), page, tone="bad", timezone=zone, **about)
