"""What the lists of accounts, of stations and of the audit trail select."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from chassis.web.lists import Page, page_of
from gateway.models.account import Account
from gateway.models.audit_entry import AuditEntry
from gateway.models.station import Station


def list_accounts(session: Session, arguments: Mapping[str, Any]) -> Page[Any]:
    """Accounts, filtered by `q` (name or e-mail) and `role`."""
    statement: Select[Any] = select(Account)
    if arguments.get("q"):
        q = arguments["q"]
        statement = statement.where(
            or_(Account.email.contains(q.lower(), autoescape=True), Account.full_name.icontains(q, autoescape=True))
        )
    if arguments.get("role"):
        statement = statement.where(Account.role == arguments["role"])
    sortable = {"full_name": Account.full_name, "email": Account.email, "role": Account.role}
    return page_of(session, statement, arguments, sortable=sortable, default_sort="full_name", tie_breaker=Account.id)


def list_stations(session: Session, slug: str, arguments: Mapping[str, Any]) -> Page[Any]:
    """Stations of a conference, the newest first; with `ended` false, only those that are or may be in use."""
    statement: Select[Any] = select(Station).where(Station.conference == slug)
    if not arguments.get("ended", True):
        statement = statement.where(Station.ended_at.is_(None))
    sortable = {"name": Station.name, "created_at": Station.created_at, "seen_at": Station.seen_at}
    return page_of(session, statement, arguments, sortable=sortable, default_sort="-created_at", tie_breaker=Station.id)


def list_audit_entries(session: Session, arguments: Mapping[str, Any]) -> Page[Any]:
    """Lines of the audit trail, newest first, filtered by `conference`, `role`, and `q` (name, target)."""
    statement: Select[Any] = select(AuditEntry)
    if arguments.get("conference"):
        statement = statement.where(AuditEntry.conference == arguments["conference"])
    if arguments.get("role"):
        statement = statement.where(AuditEntry.role == arguments["role"])
    if arguments.get("q"):
        q = arguments["q"]
        statement = statement.where(
            or_(AuditEntry.name.icontains(q, autoescape=True), AuditEntry.target.icontains(q, autoescape=True))
        )
    return page_of(
        session, statement, arguments, sortable={"at": AuditEntry.at}, default_sort="-at", tie_breaker=AuditEntry.id
    )
