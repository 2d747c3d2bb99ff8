"""The film, and petitions: rules that could not be carried out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from chassis.language import Text
from services.documents.plan.audience import units_meant
from services.documents.plan.checks.dates import written
from services.documents.plan.finding import Finding, error, warning
from services.documents.plan.load import Draft
from services.documents.plan.model import ObligationKind, Plan, VideoReport


def film_can_be_judged(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A length, a tolerance in order, and as many appraisers as must agree."""
    film = plan.video_report
    if film is None:
        return
    for path, wrong, message in _slips(film):
        if wrong and not draft.is_blank(path):
            yield error(draft.line(path), path, message)


def film_is_owed_by_its_broadcaster(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """The film's obligation is one for a film, and the broadcaster owes it."""
    film = plan.video_report
    owed = next((obligation for obligation in plan.obligations if film and obligation.code == film.obligation), None)
    if film is None or owed is None:
        return
    path = "video_report.obligation"
    if owed.kind is not ObligationKind.VIDEO_REPORT and not draft.unreadable:
        yield error(
            draft.line(path),
            path,
            Text(f"“{owed.code}” không phải loại video_report", f"“{owed.code}” is not of kind video_report"),
        )
    if film.broadcaster and film.broadcaster not in {unit.code for unit in units_meant(plan, owed.owed_by)}:
        message = Text(
            f"“{film.broadcaster}” không có trong owed_by của “{owed.code}”",
            f"“{film.broadcaster}” is not in owed_by of “{owed.code}”",
        )
        yield error(draft.line(path), path, message)


def film_is_appraised_in_time(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Its appraisal is over before it is shown, and not before it is owed."""
    film, day, path = plan.video_report, plan.conference.date, "video_report.appraisal_due"
    due = None if film is None else film.appraisal_due
    if film is None or due is None or date.min in (due, day):
        return
    owed = next((obligation.due for obligation in plan.obligations if obligation.code == film.obligation), date.min)
    if film.shown_at_conference and due > day:
        message = Text(
            f"hạn thẩm định {written(due)} sau ngày hội nghị {written(day)}",
            f"appraised by {written(due)}, after the conference on {written(day)}",
        )
        yield warning(draft.line(path), path, message)
    if due < owed:
        message = Text(
            f"hạn thẩm định {written(due)} trước hạn nộp phim {written(owed)}",
            f"appraised by {written(due)}, before the film is due on {written(owed)}",
        )
        yield warning(draft.line(path), path, message)


def petitions_have_recipients(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Petitions are addressed to somebody."""
    asked = any(obligation.kind is ObligationKind.PETITIONS for obligation in plan.obligations)
    path = "petition_recipients"
    if asked and not plan.petition_recipients and not draft.unreadable:
        message = Text(
            "có kiến nghị phải nộp nhưng chưa có nơi nhận kiến nghị",
            "petitions are owed, but there is nobody to address them to",
        )
        yield error(draft.line(path), path, message)


def _slips(film: VideoReport) -> Iterator[tuple[str, bool, Text]]:
    yield (
        "video_report.duration",
        film.duration <= timedelta(0),
        Text("thời lượng phải lớn hơn 0", "the length must be more than 0"),
    )
    yield (
        "video_report.good_within_seconds",
        film.good_within_seconds > film.warn_within_seconds,
        Text("good_within_seconds lớn hơn warn_within_seconds", "good_within_seconds is more than warn_within_seconds"),
    )
    if (inspection := film.inspection) is not None:
        yield (
            "video_report.inspection.loudness_good_within",
            inspection.loudness_good_within > inspection.loudness_warn_within,
            Text(
                "loudness_good_within lớn hơn loudness_warn_within",
                "loudness_good_within is more than loudness_warn_within",
            ),
        )
    needed = 2 if film.two_person_approval else 1
    yield (
        "video_report.appraisers",
        len(film.appraisers) < needed,
        Text(f"cần ít nhất {needed} người thẩm định", f"at least {needed} appraisers are needed"),
    )


CHECKS = (
    film_can_be_judged,
    film_is_owed_by_its_broadcaster,
    film_is_appraised_in_time,
    petitions_have_recipients,
)
