"""What a new plan would take away although people have already worked on it."""

from __future__ import annotations

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from chassis.language import Text
from services.documents.models import Delegate, Invitation, MedalNomination, Obligation, Petition, Topic
from services.documents.plan import Plan, units_meant


def removed_work(session: Session, before: Plan, after: Plan) -> list[Text]:
    """A sentence for each unit, guest or obligation that would go, in the order of the plan.

    A unit is worked on when its invitation was answered, it has named delegates, petitioned or nominated somebody, or
    drafts answers as a room; a guest when they have answered, and an obligation once a step of its work was recorded.
    """
    slug = before.conference.slug
    busy = _busy_invitees(session, slug)
    return [
        *_invitees(busy, before, after),
        *_askers(_busy_askers(session, slug) - busy, before, after),
        *_obligations(session, slug, after),
    ]


def _busy_invitees(session: Session, slug: str) -> set[str]:
    answered = select(Invitation.invitee_code).where(Invitation.conference == slug, Invitation.answer.is_not(None))
    named = select(Delegate.unit).where(Delegate.conference == slug, Delegate.unit.is_not(None))
    return set(session.scalars(union(answered, named)))


def _busy_askers(session: Session, slug: str) -> set[str]:
    asked = select(Petition.unit).where(Petition.conference == slug)
    answering = select(Petition.room).where(Petition.conference == slug, Petition.room.is_not(None))
    nominated = select(MedalNomination.unit).where(MedalNomination.conference == slug)
    return set(session.scalars(union(asked, answering, nominated)))


def _askers(busy: set[str], before: Plan, after: Plan) -> list[Text]:
    gone = busy - {unit.code for unit in after.units}
    return [_asker(unit.name) for unit in before.units if unit.code in gone]


def _invitees(busy: set[str], before: Plan, after: Plan) -> list[Text]:
    kept = {unit.code for unit in after.units} | {guest.code for guest in after.guests}
    gone = busy - kept
    units = [_unit(unit.name) for unit in before.units if unit.code in gone]
    return units + [_guest(guest.full_name) for guest in before.guests if guest.code in gone]


def _obligations(session: Session, slug: str, after: Plan) -> list[Text]:
    where = (Obligation.conference == slug) & Obligation.worked_on_at.is_not(None) & Obligation.dropped_at.is_(None)
    where &= Obligation.id.not_in(select(Topic.obligation_id).where(Topic.obligation_id.is_not(None)))
    worked_on = session.scalars(select(Obligation).where(where).order_by(Obligation.position, Obligation.unit))
    owed = {(each.code, unit.code) for each in after.obligations for unit in units_meant(after, each.owed_by)}
    return [_obligation(each.unit_name, each.title) for each in worked_on if (each.code, each.unit) not in owed]


def _unit(name: str) -> Text:
    return Text(
        f"“{name}” đã trả lời giấy mời hoặc đã cử đại biểu.",
        f"“{name}” has answered its invitation or named delegates.",
    )


def _asker(name: str) -> Text:
    return Text(
        f"“{name}” có kiến nghị hoặc đề nghị xét tặng đang ghi trong hệ thống.",
        f"“{name}” has petitions or nominations on record.",
    )


def _guest(name: str) -> Text:
    return Text(f"Đồng chí “{name}” đã trả lời giấy mời.", f"“{name}” has answered the invitation.")


def _obligation(unit: str, title: str) -> Text:
    return Text(f"“{unit}” đã bắt đầu thực hiện “{title}”.", f"“{unit}” has begun to work on “{title}”.")
