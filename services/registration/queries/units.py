"""Units with their answer and the numbers of their delegates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.web.lists import Page, page_of
from services.registration import rules
from services.registration.models import (
    Affiliation,
    Answer,
    Delegate,
    DelegateKind,
    Invitation,
    ParticipantCategory,
    Unit,
)
from services.registration.names import name_matches
from services.registration.phones import masked_phone, shown_phone
from services.registration.queries.conferences import category_names
from services.registration.queries.presence import standing_check_in
from services.registration.workflows.delegate import DelegateState

_INVITED = (Invitation.conference == Unit.conference) & (Invitation.unit == Unit.code)
_CATEGORY = (ParticipantCategory.conference == Unit.conference) & (ParticipantCategory.code == Unit.category)


def list_units(session: Session, slug: str, arguments: Mapping[str, Any], identity: Identity) -> Page[dict[str, Any]]:
    """Units by protocol rank, then in Vietnamese order; a unit sees itself only."""
    statement = (
        select(Unit).outerjoin(Invitation, _INVITED).join(ParticipantCategory, _CATEGORY).where(Unit.conference == slug)
    )
    for condition in _conditions(arguments, identity):
        statement = statement.where(condition)
    page = page_of(
        session,
        statement,
        arguments,
        sortable={
            "protocol_rank": ParticipantCategory.protocol_rank,
            "code": Unit.code,
            "name": Unit.sort_name,
            "quota": Unit.quota,
        },
        default_sort="protocol_rank",
        tie_breaker=Unit.sort_name,
    )
    return Page(_views(session, slug, page.items, identity), page.page, page.page_size, page.total)


def _conditions(arguments: Mapping[str, Any], identity: Identity) -> Iterable[Any]:
    if identity.role == Role.UNIT:
        yield Unit.code == (identity.unit or "")
    if arguments["q"] is not None:
        yield name_matches(Unit.search_name, arguments["q"])
    if arguments["category"] is not None:
        yield Unit.category == arguments["category"]
    if arguments["answer"] == "none":
        yield Invitation.answer.is_(None) & Invitation.id.is_not(None)
    elif arguments["answer"] is not None:
        yield Invitation.answer == Answer(arguments["answer"])


def _views(session: Session, slug: str, units: Sequence[Unit], identity: Identity) -> list[dict[str, Any]]:
    codes = [unit.code for unit in units]
    names = category_names(session, slug)
    invited = select(Invitation).where(Invitation.conference == slug, Invitation.unit.in_(codes))
    invitations = {invitation.unit: invitation for invitation in session.scalars(invited)}
    numbers = _numbers(session, slug, codes)
    phone = shown_phone if rules.may_see_focal_point_phone(identity) else masked_phone
    return [
        {
            "code": unit.code,
            "name": unit.name,
            "category": unit.category,
            "category_name": names[unit.category],
            "quota": unit.quota,
            "invited": unit.invited,
            "in_plan": unit.in_plan,
            "focal_point_name": unit.focal_point_name,
            "focal_point_email": unit.focal_point_email,
            "focal_point_phone": phone(unit.focal_point_phone),
            **_answer(invitations.get(unit.code)),
            **numbers.get(unit.code, _NOBODY),
        }
        for unit in units
    ]


def _answer(invitation: Invitation | None) -> dict[str, Any]:
    if invitation is None:
        return {"invitation_id": None, "answer": None, "attending": 0}
    return {"invitation_id": invitation.id, "answer": invitation.answer, "attending": invitation.attending}


_NOBODY = {"registered": 0, "confirmed": 0, "waiting": 0, "present": 0}


def _numbers(session: Session, slug: str, codes: Sequence[str]) -> dict[str, dict[str, int]]:
    def in_state(state: DelegateState) -> Any:
        return func.count().filter(Delegate.state == state)

    named = union_all(
        select(Delegate.id, Delegate.unit).where(Delegate.conference == slug, Delegate.unit.in_(codes)),
        select(Affiliation.delegate_id, Affiliation.unit).where(
            Affiliation.conference == slug, Affiliation.unit.in_(codes)
        ),
    ).subquery()
    counted = (
        select(
            named.c.unit,
            in_state(DelegateState.REGISTERED),
            in_state(DelegateState.CONFIRMED),
            in_state(DelegateState.WAITING),
            func.count().filter(standing_check_in().exists()),
        )
        .join(Delegate, Delegate.id == named.c.id)
        .where(Delegate.kind != DelegateKind.UNLISTED)
        .group_by(named.c.unit)
    )
    return {unit: dict(zip(_NOBODY, numbers, strict=True)) for unit, *numbers in session.execute(counted)}
