"""Makes the agenda known (công bố chương trình): the draft becomes the next version, and everybody hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging import outbox
from chassis.web.problems import Problem
from services.documents.agenda import Slot, differences, ends, slots
from services.documents.models import AgendaItemRun, AgendaVersion, Plan
from services.documents.operations.agenda_draft import LockedAgenda, expect_draft, locked_agenda
from services.documents.problems.agenda import AGENDA_EMPTY, AGENDA_ITEM_BEGUN, AGENDA_UNCHANGED
from services.documents.queries.agenda import both, entries_of, latest_version, told
from services.documents.queries.agenda_occasion import Occasion
from services.documents.workflows.agenda import AgendaItemState

PUBLISHED = "documents.agenda_published.v1"


def publish_agenda(
    session: Session, slug: str, version: int, reason: str | None, *, by: Identity, clock: Clock
) -> None:
    """Let the draft hold as the next version: `agenda_published`.

    Raises `Problem`: agenda-changed-meanwhile, agenda-empty, agenda-unchanged, agenda-item-begun, not-found.
    """
    agenda = locked_agenda(session, slug)
    expect_draft(session, agenda, version)
    last = latest_version(session, slug)
    if not agenda.row.draft:
        raise Problem(AGENDA_EMPTY)
    if last is not None and last.items == agenda.row.draft:
        raise Problem(AGENDA_UNCHANGED)
    _keep_what_begun(session, agenda, last)
    items, name = agenda.row.draft, by.name
    _publish(session, agenda, last, items, reason=reason, cause="edited", by=name, clock=clock)


def move_agenda(session: Session, plan: Plan, previous: Mapping[str, Any], clock: Clock) -> None:
    """Publish the agenda anew at the times of a conference that was moved; nothing where none was published.

    Its times count from the beginning, so they move by themselves; what is drafted stays drafted.
    """
    last = latest_version(session, plan.conference)
    moved = any(plan.facts[name] != previous[name] for name in ("starts_at", "ends_at"))
    if last is None or not moved:
        return
    agenda = locked_agenda(session, plan.conference)
    by, items = plan.applied_by, last.items
    _publish(session, agenda, last, items, reason=None, cause="postponed", by=by, clock=clock)


def _keep_what_begun(session: Session, agenda: LockedAgenda, last: AgendaVersion | None) -> None:
    """What has happened in the hall stays in the agenda."""
    kept = {entry.id for entry in agenda.entries}
    begun = select(AgendaItemRun.item_id).where(
        AgendaItemRun.conference == agenda.row.conference, AgendaItemRun.state != AgendaItemState.WAITING
    )
    titles = {} if last is None else {entry.id: entry.title for entry in entries_of(last.items)}
    for item_id in session.scalars(begun):
        if item_id not in kept:
            raise Problem(AGENDA_ITEM_BEGUN, title=titles.get(item_id, "…"))


def _publish(
    session: Session,
    agenda: LockedAgenda,
    last: AgendaVersion | None,
    items: list[dict[str, Any]],
    *,
    reason: str | None,
    cause: str,
    by: str,
    clock: Clock,
) -> None:
    occasion, now = agenda.occasion, clock()
    before = entries_of(last.items if last is not None else ())
    then = occasion if last is None else _as_it_was(occasion, last)
    found = differences(before, entries_of(items), then.clock, occasion.clock) if last is not None else []
    placed = slots(entries_of(items))
    row = agenda.row
    row.published_number += 1
    # How late it is, is told against the new times.
    row.told_drift = []
    version = AgendaVersion(
        conference=row.conference,
        number=row.published_number,
        items=items,
        starts_at=occasion.starts_at,
        changes=told(found),
        reason=reason,
        cause=cause,
        published_at=now,
        published_by=by,
    )
    session.add(version)
    data = {
        "conference": row.conference,
        "number": version.number,
        "cause": cause,
        "published_at": now,
        "published_by": by,
        "reason": reason,
        "starts_at": occasion.starts_at,
        "ends_at": occasion.moment(ends(placed)),
        "items": [item_facts(slot, occasion) for slot in placed],
        "changes": [both(each.sentence) for each in found],
    }
    outbox.record(session, row, PUBLISHED, data, clock=clock)


def item_facts(slot: Slot, occasion: Occasion) -> dict[str, Any]:
    """`AgendaItemFacts` of the contract."""
    entry = slot.entry
    return {
        "item_id": entry.id,
        "kind": entry.kind.value,
        "title": entry.title,
        "speaker": entry.speaker,
        "delegate_id": entry.delegate_id,
        "unit": entry.unit,
        "minutes": entry.minutes,
        "starts_at": occasion.moment(slot.begins),
        "ends_at": occasion.moment(slot.ends),
        "presentation_id": entry.presentation_id,
    }


def _as_it_was(occasion: Occasion, last: AgendaVersion) -> Occasion:
    starts_at = last.starts_at.astimezone(occasion.zone)
    return Occasion(
        occasion.title,
        starts_at,
        starts_at + (occasion.ends_at - occasion.starts_at),
        occasion.zone,
        occasion.hall,
        occasion.address,
    )
