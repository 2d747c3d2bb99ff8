"""Numbers of invitations: one after the other within a conference, never twice."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from services.registration.models import Conference


def next_number(session: Session, conference: str) -> int:
    """The next number. Whoever asks next waits until this transaction ends; after a rollback it is given again."""
    counted = (
        update(Conference)
        .where(Conference.slug == conference)
        .values(last_invitation_number=Conference.last_invitation_number + 1)
        .returning(Conference.last_invitation_number)
        .execution_options(synchronize_session=False)
    )
    return session.scalars(counted).one()
