"""Conferences, their categories and gates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from chassis.web.lists import Page, page_of
from chassis.web.resource import found
from services.registration.models import Conference, Gate, ParticipantCategory


def conference_of(session: Session, slug: str) -> Conference:
    """The conference. Raises `Problem` not-found."""
    return found(session.get(Conference, slug))


def list_conferences(
    session: Session, arguments: Mapping[str, Any], only: str | None, *, now: datetime
) -> Page[Conference]:
    """All conferences, unless sorted otherwise the nearest first: those to come by their day, then those that were.

    `only` one for a caller whose identity is limited to it.
    """
    over = Conference.ends_at < now
    statement = select(Conference)
    if arguments["sort"] is None:
        statement = statement.order_by(over, case((~over, Conference.starts_at)))
    if only is not None:
        statement = statement.where(Conference.slug == only)
    sortable = {"slug": Conference.slug, "starts_at": Conference.starts_at, "title": Conference.title}
    return page_of(
        session,
        statement,
        arguments,
        sortable=sortable,
        default_sort="-starts_at",
        tie_breaker=Conference.slug,
    )


def list_categories(session: Session, slug: str, arguments: Mapping[str, Any]) -> Page[ParticipantCategory]:
    """The participant categories, by protocol rank."""
    here = ParticipantCategory
    return page_of(
        session,
        select(here).where(here.conference == slug),
        arguments,
        sortable={"protocol_rank": here.protocol_rank, "code": here.code, "name": here.name},
        default_sort="protocol_rank",
        tie_breaker=here.code,
    )


def list_gates(session: Session, slug: str, arguments: Mapping[str, Any]) -> Page[Gate]:
    """The gates."""
    return page_of(
        session,
        select(Gate).where(Gate.conference == slug),
        arguments,
        sortable={"code": Gate.code, "name": Gate.name},
        default_sort="code",
        tie_breaker=Gate.code,
    )


def category_names(session: Session, slug: str) -> dict[str, str]:
    """Names of the categories by code."""
    here = ParticipantCategory
    rows: Sequence[Any] = session.execute(select(here.code, here.name).where(here.conference == slug)).all()
    return {row.code: row.name for row in rows}
