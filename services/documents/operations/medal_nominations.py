"""Nominations for the medal: the unit nominates, the office verifies and sends, the superior body decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.language import Text
from chassis.messaging.outbox import record
from chassis.vietnamese import without_accents
from chassis.web.problems import NOT_FOUND, Problem
from chassis.web.resource import found
from services.documents.models import MedalNomination
from services.documents.operations.steps import Process, keep_step, take_step
from services.documents.problems import NOT_IN_THE_PLAN
from services.documents.queries.plan_lists import focal_point, plan_lists
from services.documents.workflows.medal_nomination import MEDAL_WORKFLOW, MedalAction, MedalState

NOMINATED = "documents.medal_nominated.v1"
UPDATED = "documents.medal_nomination_updated.v1"
RETURNED = "documents.medal_nomination_returned.v1"
DECIDED = "documents.medal_decided.v1"
MEDAL = Process(
    MEDAL_WORKFLOW,
    {
        "nominate": Text("đề nghị xét tặng", "made this nomination"),
        "correct": Text("sửa đề nghị này", "corrected this nomination"),
        "verify": Text("xác nhận số năm công tác", "verified the years of service"),
        "return": Text("trả lại đề nghị này", "sent this nomination back"),
        "send": Text("gửi đề nghị lên cấp trên", "sent this nomination upward"),
        "award": Text("ghi kết quả được tặng", "noted that the medal was awarded"),
        "decline": Text("ghi kết quả không được tặng", "noted that the medal was not awarded"),
        "withdraw": Text("rút đề nghị này", "withdrew this nomination"),
    },
)
_FACTS = ("full_name", "birth_year", "post", "years_of_service", "awarded_before", "merits")
_UNIT = Text("đơn vị này", "such unit")


def nominate(session: Session, slug: str, data: Mapping[str, Any], *, by: Identity, clock: Clock) -> MedalNomination:
    """Keep a unit's nomination, whatever the rules say of it: they warn.

    Raises `Problem`: not-found without a plan and for another unit than a unit's own, not-in-the-plan.
    """
    units = found(plan_lists(session, slug)).units
    unit = data["unit"] or by.unit
    if by.role == Role.UNIT and unit != by.unit:
        raise Problem(NOT_FOUND)
    if unit is None or unit not in units:
        raise Problem(NOT_IN_THE_PLAN, what=_UNIT)
    nomination = MedalNomination(
        conference=slug,
        unit=unit,
        unit_name=units[unit],
        state=MedalState.NOMINATED,
        nominated_at=clock(),
        version=0,
    )
    _write(nomination, data)
    session.add(nomination)
    session.flush()
    keep_step(session, nomination, "nominate", by=by, at=clock())
    record(session, nomination, NOMINATED, _news(nomination), clock=clock)
    return nomination


def correct_nomination(
    session: Session, nomination: MedalNomination, data: Mapping[str, Any], *, by: Identity, clock: Clock
) -> None:
    """Correct it, or complete what was sent back. Raises `Problem`: forbidden, step-not-possible, done-meanwhile."""
    _step(session, nomination, MedalAction.CORRECT, by, clock())
    _write(nomination, data)
    nomination.verified_years = None
    _announce(session, nomination, MedalAction.CORRECT, clock)


def verify_nomination(session: Session, nomination: MedalNomination, years: int, *, by: Identity, clock: Clock) -> None:
    """Keep the years that the papers prove, also fewer than the rule asks for. Raises as `correct_nomination`."""
    _step(session, nomination, MedalAction.VERIFY, by, clock())
    nomination.verified_years = years
    _announce(session, nomination, MedalAction.VERIFY, clock)


def return_nomination(
    session: Session, nomination: MedalNomination, reason: str, *, by: Identity, clock: Clock
) -> None:
    """Send it back to its unit: `medal_nomination_returned`. Raises as `correct_nomination`."""
    _step(session, nomination, MedalAction.RETURN, by, clock(), reason)
    record(session, nomination, RETURNED, _told(session, nomination) | {"reason": reason}, clock=clock)


def send_nomination(
    session: Session, nomination: MedalNomination, data: Mapping[str, Any], *, by: Identity, clock: Clock
) -> None:
    """Send it upward, or note number and date of the document. Raises as `correct_nomination`."""
    _step(session, nomination, MedalAction.SEND, by, clock())
    nomination.document_number, nomination.document_date = data["document_number"], data["document_date"]
    _announce(session, nomination, MedalAction.SEND, clock)


def decide_nomination(
    session: Session, nomination: MedalNomination, reason: str | None, *, awarded: bool, by: Identity, clock: Clock
) -> None:
    """Note the superior body's decision: `medal_decided`. Raises as `correct_nomination`."""
    _step(session, nomination, MedalAction.AWARD if awarded else MedalAction.DECLINE, by, clock(), reason)
    record(
        session, nomination, DECIDED, _told(session, nomination) | {"awarded": awarded, "reason": reason}, clock=clock
    )


def withdraw_nomination(
    session: Session, nomination: MedalNomination, reason: str, *, by: Identity, clock: Clock
) -> None:
    """It is no longer asked for. Raises as `correct_nomination`."""
    _step(session, nomination, MedalAction.WITHDRAW, by, clock(), reason)
    _announce(session, nomination, MedalAction.WITHDRAW, clock)


def _step(
    session: Session,
    nomination: MedalNomination,
    action: MedalAction,
    by: Identity,
    at: datetime,
    reason: str | None = None,
) -> None:
    take_step(session, nomination, action, MEDAL, by=by, at=at, reason=reason)


def _write(nomination: MedalNomination, data: Mapping[str, Any]) -> None:
    for name in _FACTS:
        setattr(nomination, name, data[name])
    nomination.folded_name = without_accents(nomination.full_name).lower()


def _announce(session: Session, nomination: MedalNomination, action: MedalAction, clock: Clock) -> None:
    record(session, nomination, UPDATED, _news(nomination) | {"action": action}, clock=clock)


def _news(nomination: MedalNomination) -> dict[str, Any]:
    return {
        "conference": nomination.conference,
        "nomination_id": nomination.id,
        "unit": nomination.unit,
        "unit_name": nomination.unit_name,
        "full_name": nomination.full_name,
        "post": nomination.post,
        "state": nomination.state.value,
    }


def _told(session: Session, nomination: MedalNomination) -> dict[str, Any]:
    return _news(nomination) | focal_point(session, nomination.conference, nomination.unit)
