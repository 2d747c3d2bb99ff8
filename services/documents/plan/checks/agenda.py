"""The usual agenda: whether it fits the conference."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from chassis.language import Text
from services.documents.plan.finding import Finding, error, warning
from services.documents.plan.load import Draft
from services.documents.plan.model import Plan


def agenda_fits(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """All minutes together are no more than the conference has."""
    minutes = sum(item.minutes for item in plan.agenda)
    if not plan.agenda or draft.unreadable:
        return
    length = _minutes(plan.conference.ends) - _minutes(plan.conference.starts)
    if minutes > length:
        message = Text(
            f"các mục chương trình cộng lại {minutes} phút, hội nghị chỉ có {length} phút",
            f"the items of the agenda take {minutes} minutes, the conference has {length}",
        )
        yield warning(draft.line("agenda"), "agenda", message)


def fixed_times_are_within(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A fixed time is one of the conference."""
    conference = plan.conference
    for index, item in enumerate(plan.agenda):
        path = f"agenda[{index}].starts"
        if item.starts is None or draft.unreadable or conference.starts <= item.starts < conference.ends:
            continue
        message = Text(
            f"{item.starts:%H:%M} ngoài giờ họp ({conference.starts:%H:%M}–{conference.ends:%H:%M})",
            f"{item.starts:%H:%M} is not within the conference ({conference.starts:%H:%M}–{conference.ends:%H:%M})",
        )
        yield error(draft.line(path), path, message)


def _minutes(clock_time: time) -> int:
    return clock_time.hour * 60 + clock_time.minute


CHECKS = (agenda_fits, fixed_times_are_within)
