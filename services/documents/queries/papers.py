"""Rendered papers, as far as a reader may know of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, cast, false, func, select, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session, undefer

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from services.documents import rules
from services.documents.models import Delegate, Paper

SORTABLE = {"rendered_at": Paper.rendered_at, "title": Paper.title, "kind": Paper.kind}


def papers(session: Session, conference: str, identity: Identity, filters: dict[str, Any]) -> Select[Paper]:
    """The papers of a conference that the reader may open, without their files. Filters: `kind`, `about`."""
    statement = select(Paper).where(Paper.conference == conference, _visible_to(session, identity))
    if filters["kind"] is not None:
        statement = statement.where(Paper.kind == filters["kind"])
    if filters["about"] is not None:
        statement = statement.where(Paper.about == filters["about"])
    return statement


def paper_with_file(session: Session, conference: str, identity: Identity, paper_id: UUID) -> Paper | None:
    """One paper with its file, or None when there is none that the reader may open."""
    where = (Paper.id == paper_id) & (Paper.conference == conference)
    visible = _visible_to(session, identity)
    return session.scalar(select(Paper).where(where, visible).options(undefer(Paper.content)))


def badge_of(session: Session, conference: str, delegate_id: UUID) -> Paper | None:
    """The badge that a delegate is to be given now, with its file; None while there is none, or none that holds."""
    where = (Paper.conference == conference) & (Paper.about == delegate_id) & (Paper.kind == "badge") & Paper.current
    newest = select(Paper).where(where).order_by(Paper.rendered_at.desc(), Paper.id).limit(1)
    return session.scalar(newest.options(undefer(Paper.content)))


def _visible_to(session: Session, identity: Identity) -> ColumnElement[bool]:
    if rules.reads_every_paper(identity):
        return true()
    if identity.role == Role.UNIT:
        # A guest's paper has no unit: a reader without one must not match it.
        return false() if identity.unit is None else Paper.current & _is_of_unit(session, identity.unit)
    return Paper.current & Paper.about.in_(rules.own_subjects(identity))


def _is_of_unit(session: Session, unit: str) -> ColumnElement[bool]:
    """A unit's own paper; and a badge as long as the delegate stands for the unit, beside others or alone."""
    named = select(Delegate.id).where(
        Delegate.conference == Paper.conference, (Delegate.unit == unit) | _named_beside_others(session, unit)
    )
    badge = Paper.kind == "badge"
    return (~badge & (Paper.unit == unit)) | (badge & Paper.about.in_(named))


def _named_beside_others(session: Session, unit: str) -> ColumnElement[bool]:
    if session.get_bind().dialect.name == "postgresql":
        return cast(Delegate.affiliations, JSONB).contains([{"unit": unit}])
    each = func.json_each(Delegate.affiliations).table_valued("value")
    return select(each.c.value).where(func.json_extract(each.c.value, "$.unit") == unit).exists()
