"""What a new plan would take away although people have already worked on it."""

from __future__ import annotations

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from chassis.language import Text
from services.documents.models import Delegate, Invitation, Obligation
from services.documents.plan import Plan, units_meant


def removed_work(session: Session, before: Plan, after: Plan) -> list[Text]:
    """A sentence for each unit, guest or obligation that would go, in the order of the plan.

    A unit is worked on when its invitation was answered or it has named delegates, a guest when they have answered,
    and an obligation once a step of its work was recorded.
    """
    slug = before.conference.slug
    return [*_invitees(_busy_invitees(session, slug), before, after), *_obligations(session, slug, after)]


def _busy_invitees(session: Session, slug: str) -> set[str]:
    answered = select(Invitation.invitee_code).where(Invitation.conference == slug, Invitation.answer.is_not(None))
    named = select(Delegate.unit).where(Delegate.conference == slug, Delegate.unit.is_not(None))
    return set(session.scalars(union(answered, named)))


def _invitees(busy: set[str], before: Plan, after: Plan) -> list[Text]:
    kept = {unit.code for unit in after.units} | {guest.code for guest in after.guests}
    gone = busy - kept
    units = [_unit(unit.name) for unit in before.units if unit.code in gone]
    return units + [_guest(guest.full_name) for guest in before.guests if guest.code in gone]


def _obligations(session: Session, slug: str, after: Plan) -> list[Text]:
    where = (Obligation.conference == slug) & Obligation.worked_on_at.is_not(None)
    worked_on = session.scalars(select(Obligation).where(where).order_by(Obligation.position, Obligation.unit))
    owed = {(each.code, unit.code) for each in after.obligations for unit in units_meant(after, each.owed_by)}
    return [_obligation(each.unit_name, each.title) for each in worked_on if (each.code, each.unit) not in owed]


def _unit(name: str) -> Text:
    return Text(
        f"“{name}” đã trả lời giấy mời hoặc đã cử đại biểu.",
        f"“{name}” has answered its invitation or named delegates.",
    )


def _guest(name: str) -> Text:
    return Text(f"Đồng chí “{name}” đã trả lời giấy mời.", f"“{name}” has answered the invitation.")


def _obligation(unit: str, title: str) -> Text:
    return Text(f"“{unit}” đã bắt đầu thực hiện “{title}”.", f"“{unit}” has begun to work on “{title}”.")
