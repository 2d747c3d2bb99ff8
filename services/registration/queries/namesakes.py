"""Delegates of one name who may be the same person (có thể trùng)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from chassis.auth.identity import Identity
from chassis.web.lists import Page
from services.registration.models import Delegate, Namesakes
from services.registration.private_links import PrivateLinks
from services.registration.queries.delegates import delegate_views
from services.registration.workflows.delegate import GONE

_Kept, _Other = aliased(Delegate), aliased(Delegate)


def list_namesakes(
    session: Session, slug: str, arguments: Mapping[str, Any], identity: Identity, links: PrivateLinks
) -> Page[dict[str, Any]]:
    """Pairs that nobody has decided about, in the order of names; the one who would be kept first."""
    pairs = (
        select(_Kept.id, _Other.id)
        .join(_Other, and_(_Other.conference == _Kept.conference, _Other.search_name == _Kept.search_name))
        .where(
            _Kept.conference == slug,
            _Kept.state.not_in(GONE),
            _Other.state.not_in(GONE),
            _comes_before(),
            ~_decided(),
        )
    )
    size, number = arguments["page_size"], arguments["page"]
    total = session.scalar(select(func.count()).select_from(pairs.subquery())) or 0
    ordered = pairs.order_by(_Kept.sort_name, _Kept.id, _Other.registered_at, _Other.id)
    rows = session.execute(ordered.limit(size).offset((number - 1) * size)).all()
    shown = _views(session, slug, {each for row in rows for each in row}, identity, links)
    return Page([{"first": shown[one], "second": shown[other]} for one, other in rows], number, size, total)


def _comes_before() -> ColumnElement[bool]:
    """A guest before a delegate of a unit, and of two alike the one named first."""
    guest, other_guest = _Kept.invitation_id.is_not(None), _Other.invitation_id.is_not(None)
    earlier = or_(
        _Kept.registered_at < _Other.registered_at,
        and_(_Kept.registered_at == _Other.registered_at, _Kept.id < _Other.id),
    )
    return or_(and_(guest, ~other_guest), and_(guest == other_guest, earlier))


def _decided() -> ColumnElement[bool]:
    either = or_(
        and_(Namesakes.first_id == _Kept.id, Namesakes.second_id == _Other.id),
        and_(Namesakes.first_id == _Other.id, Namesakes.second_id == _Kept.id),
    )
    return exists().where(either)


def _views(
    session: Session, slug: str, ids: set[UUID], identity: Identity, links: PrivateLinks
) -> dict[UUID, dict[str, Any]]:
    delegates = session.scalars(select(Delegate).where(Delegate.id.in_(ids))).all()
    return {view["id"]: view for view in delegate_views(session, slug, delegates, identity, links)}
