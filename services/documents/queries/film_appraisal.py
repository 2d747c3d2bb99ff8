"""What the plan says about the film, for the paper by which it is put before its appraisers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import Obligation, Plan
from services.documents.plan.leaves import length_of_time
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.rendering import AppraiserLine, FilmAppraisalPaper

KIND = "video_report"


def film_appraisal(session: Session, conference: str, facts: ConferenceFacts) -> FilmAppraisalPaper | None:
    """The paper; None when nobody owes a film. A later day that was granted is the day that holds."""
    where = (Obligation.conference == conference) & (Obligation.kind == KIND) & Obligation.dropped_at.is_(None)
    owed = session.scalars(
        select(Obligation).where(where).order_by(Obligation.position, Obligation.id).limit(1)
    ).first()
    if owed is None:
        return None
    content: dict[str, Any] = session.scalar(select(Plan.content).where(Plan.conference == conference)) or {}
    film = content.get("video_report") or {}
    contact = next((each["contact"] for each in content["obligations"] if each["code"] == owed.code), None) or {}
    length = film.get("duration")
    return FilmAppraisalPaper(
        conference=facts.conference,
        title=owed.title,
        broadcaster=owed.unit_name,
        length_seconds=None if length is None else int(length_of_time(length).total_seconds()),
        good_within_seconds=film.get("good_within_seconds"),
        warn_within_seconds=film.get("warn_within_seconds"),
        due_date=owed.extended_to or owed.due_date,
        exclusive=owed.extended_to is None and owed.policy == "before",
        contact_name=contact.get("name"),
        contact_phone=contact.get("phone"),
        shown_at_conference=film.get("shown_at_conference"),
        broadcast_on=film.get("broadcast_on", ()),
        appraisers=[AppraiserLine(each["post"], each["name"]) for each in film.get("appraisers", ())],
    )
