"""Delegates as lists and pages show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.web.lists import Page, page_of
from chassis.web.problems import FieldFault, invalid_input, reader_language
from chassis.web.resource import found
from services.registration import rules
from services.registration.models import Affiliation, CheckIn, Delegate, ParticipantCategory, Unit
from services.registration.names import SEARCH_HELP, name_matches
from services.registration.operations.announcing import delegate_link
from services.registration.operations.persons import BETWEEN_UNITS, lock_delegate, units_of
from services.registration.operations.quota import on_list_of
from services.registration.operations.steps import workflow_of
from services.registration.phones import masked_phone, shown_phone
from services.registration.private_links import PrivateLinks
from services.registration.queries.conferences import category_names
from services.registration.queries.history import seen_history_of
from services.registration.queries.presence import STANDS, standing_check_in
from services.registration.queries.substitutes import before_and_after, chain_of
from services.registration.workflows.delegate import ASKED_FOR, DelegateAction, DelegateState

_RANK = (
    select(ParticipantCategory.protocol_rank)
    .where(ParticipantCategory.conference == Delegate.conference, ParticipantCategory.code == Delegate.category)
    .scalar_subquery()
)
_LEAVING = (DelegateAction.EXCUSE, DelegateAction.CANCEL, DelegateAction.SUBSTITUTE)


def list_delegates(
    session: Session, slug: str, arguments: Mapping[str, Any], identity: Identity, links: PrivateLinks
) -> Page[dict[str, Any]]:
    """Delegates in the order of Vietnamese names; a unit sees its own only.

    Raises `Problem` invalid-input for a receptionist who does not say whom to look for.
    """
    if arguments["q"] is None and not rules.may_browse_delegates(identity):
        raise invalid_input([FieldFault("/query/q", SEARCH_HELP.in_language(reader_language()))])
    # Ids first and rows afterwards: what is counted and sorted, maybe all of a conference, stays narrow.
    statement = select(Delegate.id).where(Delegate.conference == slug)
    for condition in conditions(slug, arguments, identity):
        statement = statement.where(condition)
    page = page_of(
        session,
        statement,
        arguments,
        sortable={
            "full_name": Delegate.sort_name,
            "protocol_rank": _RANK,
            "unit": Delegate.unit,
            "state": Delegate.state,
            "registered_at": Delegate.registered_at,
        },
        default_sort="full_name",
        tie_breaker=Delegate.id,
    )
    rows = {row.id: row for row in session.scalars(select(Delegate).where(Delegate.id.in_(page.items)))}
    items = delegate_views(session, slug, [rows[each] for each in page.items], identity, links)
    return Page(items, page.page, page.page_size, page.total)


def delegate_of(session: Session, slug: str, delegate_id: UUID, identity: Identity, *, lock: bool = False) -> Delegate:
    """One delegate, locked when they are to be changed. Raises `Problem` not-found, also for a foreign one."""
    delegate = found(session.get(Delegate, delegate_id))
    mine = rules.may_touch_delegate(identity, delegate.id, units_of(session, delegate), delegate.invitation_id)
    found(delegate if delegate.conference == slug and mine else None)
    if lock:
        lock_delegate(session, delegate)
    return delegate


def guest_of(session: Session, invitation_id: UUID) -> Delegate | None:
    """The delegate that an invited guest became."""
    return session.scalar(select(Delegate).where(Delegate.invitation_id == invitation_id))


def delegate_view(session: Session, delegate: Delegate, identity: Identity, links: PrivateLinks) -> dict[str, Any]:
    """What the reader may see of one delegate."""
    return delegate_views(session, delegate.conference, [delegate], identity, links)[0]


def delegate_views(
    session: Session, slug: str, delegates: Sequence[Delegate], identity: Identity, links: PrivateLinks
) -> list[dict[str, Any]]:
    """What the reader may see of them: a handful of queries, however many they are."""
    ids = [delegate.id for delegate in delegates]
    categories, units = category_names(session, slug), _unit_names(session, slug)
    check_ins, affiliations = _check_ins(session, ids), _affiliations(session, ids)
    chained = before_and_after(session, delegates)
    phone = shown_phone if rules.may_see_phone(identity) else masked_phone
    return [
        {
            "id": delegate.id,
            "full_name": delegate.full_name,
            **_said(delegate, affiliations.get(delegate.id, []), identity),
            "phone": phone(delegate.phone),
            "category": delegate.category,
            "category_name": categories[delegate.category],
            "unit": delegate.unit,
            **_unit_facts(delegate, affiliations.get(delegate.id, []), units),
            "invitation_id": delegate.invitation_id,
            "state": delegate.state,
            **chained[delegate.id],
            "seat": delegate.shown_seat,
            "present": delegate.id in check_ins,
            "check_in": check_ins.get(delegate.id),
            "registered_at": delegate.registered_at,
            "version": delegate.version,
            "actions": _actions(delegate, identity, present=delegate.id in check_ins),
            "link": delegate_link(links, delegate) if _shows_link(delegate, identity) else None,
        }
        for delegate in delegates
    ]


def _said(delegate: Delegate, affiliations: Sequence[Affiliation], identity: Identity) -> dict[str, Any]:
    """What was said of them; a unit beside the first sees what it said itself."""
    own = next((one for one in affiliations if identity.role == Role.UNIT and one.unit == identity.unit), None)
    source = own or delegate
    email = source.email if rules.may_see_email(identity) else None
    return {"post": source.post, "email": email, "kind": source.kind}


def _unit_facts(
    delegate: Delegate, affiliations: Sequence[Affiliation], names: Mapping[str, str]
) -> dict[str, str | list[dict[str, str]] | None]:
    own = [] if delegate.unit is None else [names[delegate.unit]]
    others = [{"unit": one.unit, "unit_name": names[one.unit]} for one in affiliations]
    every = own + [other["unit_name"] for other in others]
    return {"unit_name": BETWEEN_UNITS.join(every) or delegate.organisation, "affiliations": others}


def _affiliations(session: Session, delegates: Sequence[UUID]) -> dict[UUID, list[Affiliation]]:
    found_ones: dict[UUID, list[Affiliation]] = defaultdict(list)
    beside = select(Affiliation).where(Affiliation.delegate_id.in_(delegates))
    for affiliation in session.scalars(beside.order_by(Affiliation.named_at, Affiliation.unit)):
        found_ones[affiliation.delegate_id].append(affiliation)
    return found_ones


def detailed_view(session: Session, delegate: Delegate, identity: Identity, links: PrivateLinks) -> dict[str, Any]:
    """The same with their history, and the chain of their place when it was handed over."""
    chain = chain_of(session, delegate)
    return delegate_view(session, delegate, identity, links) | {
        "history": seen_history_of(session, delegate, identity),
        "chain": chain if len(chain) > 1 else [],
    }


def _actions(delegate: Delegate, identity: Identity, *, present: bool) -> list[DelegateAction]:
    actions = workflow_of(delegate).actions(delegate.state, identity.role)
    return [action for action in actions if action in ASKED_FOR and not (present and action in _LEAVING)]


def _shows_link(delegate: Delegate, identity: Identity) -> bool:
    return delegate.state != DelegateState.CANCELLED and rules.may_see_links(identity)


def _unit_names(session: Session, slug: str) -> dict[str, str]:
    return {row.code: row.name for row in session.execute(select(Unit.code, Unit.name).where(Unit.conference == slug))}


def _check_ins(session: Session, delegates: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    standing = select(CheckIn).where(CheckIn.delegate_id.in_(delegates), STANDS)
    return {
        line.delegate_id: {"id": line.id, "gate": line.gate, "scanned_at": line.scanned_at, "by": line.by}
        for line in session.scalars(standing)
        if line.delegate_id is not None
    }


def conditions(slug: str, arguments: Mapping[str, Any], identity: Identity) -> Iterable[Any]:
    """What a delegate must be to be on the list that `arguments` ask for, and that the reader may see."""
    if identity.role == Role.UNIT:
        yield on_list_of(slug, identity.unit or "")
    if arguments["q"] is not None:
        yield name_matches(Delegate.search_name, arguments["q"])
    if arguments["unit"] is not None:
        yield on_list_of(slug, arguments["unit"])
    for name in ("category", "state", "kind"):
        if arguments[name] is not None:
            yield getattr(Delegate, name) == arguments[name]
    if arguments["present"] is not None:
        yield standing_check_in().exists() == arguments["present"]
    if arguments["has_email"] is not None:
        yield Delegate.email.is_not(None) == arguments["has_email"]
