"""Dates and times that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from chassis.language import Text
from services.documents.plan.finding import Finding, error, warning
from services.documents.plan.load import Draft
from services.documents.plan.model import Conference, Plan, SessionLength

_LONGEST_HALF_DAY = 6 * 60


def written(day: date) -> str:
    """As offices write it: `10/6/2024`."""
    return f"{day.day}/{day.month}/{day.year}"


def conference_is_in_its_window(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """The chosen day lies between the two days of the window."""
    window, day = plan.conference.window, plan.conference.date
    if window is None or date.min in (window.first, window.last, day):
        return
    if window.first > window.last:
        message = Text("ngày đầu sau ngày cuối", "the first day is after the last")
        yield error(draft.line("conference.window"), "conference.window", message)
    elif not window.first <= day <= window.last:
        first, last = written(window.first), written(window.last)
        message = Text(
            f"ngày hội nghị {written(day)} ngoài khoảng {first} – {last}",
            f"the day of the conference {written(day)} is outside {first} – {last}",
        )
        yield error(draft.line("conference.date"), "conference.date", message)


def conference_lies_ahead(draft: Draft, plan: Plan, today: date) -> Iterator[Finding]:
    """A day that has passed is last year's plan, or a wrong year; a plan may be kept for the record all the same."""
    day, path = plan.conference.date, "conference.date"
    if date.min < day < today:
        message = Text(f"ngày hội nghị {written(day)} đã qua", f"the day of the conference {written(day)} has passed")
        yield warning(draft.line(path), path, message)


def session_has_its_length(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """The conference ends after it begins, and half a day is not a whole one."""
    conference, path = plan.conference, "conference.ends"
    if draft.is_blank("conference.starts") or draft.is_blank(path):
        return
    minutes = _minutes(conference)
    if minutes <= 0:
        message = Text("giờ kết thúc không sau giờ bắt đầu", "the end is not after the beginning")
        yield error(draft.line(path), path, message)
    elif conference.length is not SessionLength.FULL_DAY and minutes > _LONGEST_HALF_DAY:
        message = Text(
            "dài hơn nửa ngày; kiểm tra lại giờ hoặc length", "longer than half a day; check the times or the length"
        )
        yield warning(draft.line(path), path, message)


def lists_close_before_the_conference(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A list that is open during the conference is never final."""
    conference, path = plan.conference, "conference.registration_closes"
    closes = conference.registration_closes
    if closes is None or conference.date == date.min or draft.is_blank("conference.starts"):
        return
    if closes > datetime.combine(conference.date, conference.starts):
        message = Text("danh sách khóa sau giờ khai mạc", "the lists close after the conference has begun")
        yield error(draft.line(path), path, message)


def obligations_are_due_in_time(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """What is due after the conference comes too late for it, unless the plan says that it is meant so."""
    for index, obligation in enumerate(plan.obligations):
        path, due = f"obligations[{index}].due", obligation.due
        if date.min in (due, plan.conference.date):
            continue
        if due > plan.conference.date and not obligation.after_conference:
            message = Text(
                f"hạn {written(due)} sau ngày hội nghị; nếu đúng ý, thêm after_conference: true",
                f"due {written(due)}, after the conference; if that is meant, add after_conference: true",
            )
            yield error(draft.line(path), path, message)
        yield from warn_before_the_plan(draft, plan, due, path)


def activities_run_forward(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """An activity ends after it begins, and a due date has its policy."""
    for index, activity in enumerate(plan.activities):
        path = f"activities[{index}]"
        if activity.starts_on and activity.ends_on and activity.starts_on > activity.ends_on:
            message = Text("ngày kết thúc trước ngày bắt đầu", "it ends before it begins")
            yield error(draft.line(f"{path}.ends_on"), f"{path}.ends_on", message)
        if activity.due and not activity.policy:
            message = Text(
                "có hạn nhưng thiếu policy: before hoặc by_end_of", "a due date needs its policy: before or by_end_of"
            )
            yield error(draft.line(f"{path}.due"), f"{path}.due", message)
        if activity.due:
            yield from warn_before_the_plan(draft, plan, activity.due, f"{path}.due")


def warn_before_the_plan(draft: Draft, plan: Plan, due: date, path: str) -> Iterator[Finding]:
    """Nobody can keep a date that had passed when the plan was issued."""
    issued = plan.conference.document_date
    if issued and due < issued and due != date.min:
        message = Text(
            f"hạn trước ngày ban hành kế hoạch {written(issued)}",
            f"due before the plan was issued on {written(issued)}",
        )
        yield warning(draft.line(path), path, message)


def _minutes(conference: Conference) -> int:
    starts, ends = conference.starts, conference.ends
    return (ends.hour * 60 + ends.minute) - (starts.hour * 60 + starts.minute)


CHECKS = (
    conference_is_in_its_window,
    session_has_its_length,
    lists_close_before_the_conference,
    obligations_are_due_in_time,
    activities_run_forward,
)
