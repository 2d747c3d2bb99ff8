"""When news comes before the news that it stands on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.notification.models import Conference


class NotYetKnown(LookupError):
    """The event came before another that it stands on. The inbox tries it again, when that one has arrived."""


def known_conference(session: Session, slug: str) -> Conference:
    """The conference as the plan tells of it. Raises `NotYetKnown` while the plan has not arrived."""
    conference = session.get(Conference, slug)
    if conference is None:
        raise NotYetKnown(f"the plan of {slug} has not arrived")
    return conference
