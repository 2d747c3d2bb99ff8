"""Invitations as lists and pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.web.lists import Page, page_of
from chassis.web.resource import found
from services.registration import rules
from services.registration.locks import LOCK
from services.registration.models import Invitation
from services.registration.names import name_matches
from services.registration.operations.announcing import invitation_link
from services.registration.phones import masked_phone, shown_phone
from services.registration.private_links import PrivateLinks
from services.registration.workflows.invitation import INVITATION_WORKFLOW, OPEN

SHOWN = (
    "id",
    "number",
    "issue",
    "state",
    "invitee_kind",
    "invitee_code",
    "invitee_name",
    "invitee_post",
    "category",
    "recipient_name",
    "recipient_email",
    "quota",
    "answer",
    "attending",
    "reason",
    "answered_at",
    "issued_at",
    "delivery",
    "delivery_error",
    "version",
)

_FILTERS = {"kind": Invitation.invitee_kind, "state": Invitation.state, "delivery": Invitation.delivery}


def list_invitations(
    session: Session, slug: str, arguments: Mapping[str, Any], identity: Identity, links: PrivateLinks
) -> Page[dict[str, Any]]:
    """Invitations by number; a unit sees its own only."""
    statement = select(Invitation).where(Invitation.conference == slug)
    for condition in _conditions(arguments, identity):
        statement = statement.where(condition)
    page = page_of(
        session,
        statement,
        arguments,
        sortable={
            "number": Invitation.number,
            "invitee_name": Invitation.search_name,
            "issued_at": Invitation.issued_at,
            "answered_at": Invitation.answered_at,
        },
        default_sort="number",
        tie_breaker=Invitation.id,
    )
    items = [invitation_view(invitation, identity, links) for invitation in page.items]
    return Page(items, page.page, page.page_size, page.total)


def invitation_of(
    session: Session, slug: str, invitation_id: UUID, identity: Identity, *, lock: bool = False
) -> Invitation:
    """One invitation, locked when it is to be changed. Raises `Problem` not-found, also for a foreign one."""
    options: dict[str, Any] = {"with_for_update": LOCK, "populate_existing": True} if lock else {}
    invitation = found(session.get(Invitation, invitation_id, **options))
    mine = rules.may_touch_invitation(identity, invitation.id, invitation.unit)
    return found(invitation if invitation.conference == slug and mine else None)


def own_invitation(session: Session, slug: str, identity: Identity) -> Invitation | None:
    """The invitation of the unit or guest who asks."""
    statement = select(Invitation).where(Invitation.conference == slug)
    if identity.role == Role.UNIT:
        return session.scalar(statement.where(Invitation.unit == (identity.unit or "")))
    if identity.invitation is None:
        return None
    return session.scalar(statement.where(Invitation.id == UUID(identity.invitation)))


def invitation_view(invitation: Invitation, identity: Identity, links: PrivateLinks) -> dict[str, Any]:
    """What the reader may see of it. `link` is null except for the organizer, and while no link opens."""
    phone = shown_phone if rules.may_see_phone(identity) else masked_phone
    opens = invitation.state in OPEN
    return {
        **{name: getattr(invitation, name) for name in SHOWN},
        "recipient_phone": phone(invitation.recipient_phone),
        "actions": INVITATION_WORKFLOW.actions(invitation.state, identity.role),
        "link": invitation_link(links, invitation) if opens and rules.may_see_links(identity) else None,
    }


def _conditions(arguments: Mapping[str, Any], identity: Identity) -> Iterable[Any]:
    if identity.role == Role.UNIT:
        yield Invitation.unit == (identity.unit or "")
    if arguments["q"] is not None:
        yield name_matches(Invitation.search_name, arguments["q"])
    for name, column in _FILTERS.items():
        if arguments[name] is not None:
            yield column == arguments[name]
    if arguments["answer"] == "none":
        yield Invitation.answer.is_(None)
    elif arguments["answer"] is not None:
        yield Invitation.answer == arguments["answer"]
    if arguments["has_email"] is not None:
        yield Invitation.recipient_email.is_not(None) == arguments["has_email"]
