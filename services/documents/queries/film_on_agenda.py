"""The approved film as the agenda knows it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import VideoReport, VideoSchedule
from services.documents.queries.film_playback import approved_version, length_ms


@dataclass(frozen=True)
class FilmOnAgenda:
    """Its length in seconds, a begun one counted; None: not measured."""

    seconds: int | None
    item_id: UUID | None
    """None while it is not scheduled into an item."""


def film_on_agenda(session: Session, conference: str) -> FilmOnAgenda | None:
    """The film that was approved; None while none is."""
    approved = select(VideoReport).where(VideoReport.conference == conference, VideoReport.approved_number.is_not(None))
    film = session.scalars(approved.order_by(VideoReport.created_at).limit(1)).first()
    version = None if film is None else approved_version(session, film)
    if film is None or version is None:
        return None
    length, schedule = length_ms(session, version), session.get(VideoSchedule, film.id)
    seconds = None if length is None else ceil(length / 1000)
    return FilmOnAgenda(seconds, None if schedule is None else schedule.agenda_item_id)
