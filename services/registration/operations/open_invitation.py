"""Whether an invitation may still be acted upon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.web.problems import Problem, ProblemType
from services.registration.models import Answer, Invitation, Unit
from services.registration.problems import INVITATION_NOT_OPEN, UNIT_DECLINED
from services.registration.workflows.invitation import OPEN


def require_open(session: Session, unit: Unit, by: Identity) -> None:
    """Refuse what an uninvited unit may not do. Exact while the unit is locked: a withdrawal waits for it.

    Raises `Problem` unit-declined, and invitation-not-open for a unit that was not (or is no longer) invited; the
    office may go ahead of the invitation.
    """
    require_one_open(session, [unit], by)


def require_one_open(session: Session, units: Sequence[Unit], by: Identity) -> None:
    """The same for a person whom several units named: one of them that may send somebody is enough."""
    objections = [_objection(session, unit, by) for unit in units]
    if objections and all(objections):
        raise Problem(cast(ProblemType, objections[0]))


def _objection(session: Session, unit: Unit, by: Identity) -> ProblemType | None:
    invitation = session.scalar(
        select(Invitation)
        .where(Invitation.conference == unit.conference, Invitation.unit == unit.code)
        .execution_options(populate_existing=True)
    )
    is_open = invitation is not None and invitation.state in OPEN
    if by.role != Role.ORGANIZER and not is_open:
        return INVITATION_NOT_OPEN
    declined = invitation is not None and invitation.answer == Answer.DECLINES
    return UNIT_DECLINED if declined else None
