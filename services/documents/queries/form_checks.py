"""What the form check said of everything that was handed in for an obligation, and what it is asked to look for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.form_check.from_plan import task_of_data
from services.documents.form_check.rule import Task
from services.documents.models import FormCheck, Plan, Submission, Upload

WAITING, NOT_CHECKED = "waiting", "not_checked"
"""States of versions without a row: those whose turn comes, and pictures, tables, links and texts."""


def plan_content(session: Session, conference: str) -> dict[str, Any] | None:
    """The applied plan as data; None without one."""
    return session.scalar(select(Plan.content).where(Plan.conference == conference))


def task_for(session: Session, conference: str, obligation: str) -> Task | None:
    """What texts for an obligation are checked against; None where the plan has no such code."""
    content = plan_content(session, conference)
    return task_of_data(content, obligation) if content is not None else None


def form_rules(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The obligations whose texts have a form or an outline, with what is asked of them in short."""
    rules = {each["code"]: each for each in content["format_rules"]}
    return [
        {
            "code": owed["code"],
            "title": owed["title"],
            "kind": owed["kind"],
            "outline": owed["outline"] is not None,
            **_asked(rules.get(owed["format"])),
        }
        for owed in content["obligations"]
        if owed["format"] is not None or owed["outline"] is not None
    ]


def _asked(rule: Mapping[str, Any] | None) -> dict[str, Any]:
    names = ("paper", "font", "font_size", "pages_about", "models_least", "models_most")
    return {name: rule[name] if rule is not None else None for name in names}


def form_checks_of(session: Session, obligation_id: UUID, checkable: frozenset[str]) -> list[dict[str, Any]]:
    """One line for each version, the newest first: how far its check is, and its report once there is one."""
    wanted = (
        select(Submission, Upload, FormCheck)
        .outerjoin(Upload, Upload.id == Submission.upload_id)
        .outerjoin(FormCheck, FormCheck.id == Submission.id)
        .where(Submission.obligation_id == obligation_id)
        .order_by(Submission.number.desc())
    )
    return [_line(submission, upload, check, checkable) for submission, upload, check in session.execute(wanted)]


def _line(
    submission: Submission, upload: Upload | None, check: FormCheck | None, checkable: frozenset[str]
) -> dict[str, Any]:
    return {
        "submission_id": submission.id,
        "number": submission.number,
        "filename": upload.filename if upload else None,
        "media_type": upload.media_type if upload else None,
        "state": check.state.value if check else _state_without(submission, upload, checkable),
        "started_at": check.started_at if check else None,
        "finished_at": check.finished_at if check else None,
        "report": check.report if check else None,
    }


def _state_without(submission: Submission, upload: Upload | None, checkable: frozenset[str]) -> str:
    waits = upload is not None and upload.media_type in checkable and submission.withdrawn_at is None
    return WAITING if waits else NOT_CHECKED
