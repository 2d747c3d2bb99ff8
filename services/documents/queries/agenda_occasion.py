"""When and where the agenda of a conference takes place, and what it is judged by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.agenda import Circumstances, Entry, Speaker
from services.documents.models import Delegate, Plan
from services.documents.plan.leaves import length_of_time
from services.documents.queries.film_on_agenda import film_on_agenda


@dataclass(frozen=True)
class Occasion:
    """The conference's time and place (aware moments, in its zone)."""

    title: str
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    hall: str
    address: str

    @property
    def length(self) -> int:
        """Whole minutes from beginning to end."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def moment(self, minutes: int) -> datetime:
        """The moment so long after the beginning."""
        return self.starts_at + timedelta(minutes=minutes)

    def clock(self, minutes: int) -> str:
        """The same as the clock on the wall shows it: `08:30`."""
        return f"{self.moment(minutes).astimezone(self.zone):%H:%M}"


def occasion_of_facts(facts: dict[str, Any]) -> Occasion:
    """From the kept `ConferenceFacts` of a plan (`Plan.facts`)."""
    zone = ZoneInfo(facts["timezone"])
    return Occasion(
        facts["title"],
        datetime.fromisoformat(facts["starts_at"]).astimezone(zone),
        datetime.fromisoformat(facts["ends_at"]).astimezone(zone),
        zone,
        facts["hall"],
        facts["address"],
    )


def agenda_occasion(session: Session, slug: str) -> Occasion | None:
    """When and where; None when no plan was applied for the conference."""
    facts = session.scalar(select(Plan.facts).where(Plan.conference == slug))
    return None if facts is None else occasion_of_facts(facts)


def circumstances(session: Session, slug: str, occasion: Occasion, entries: Sequence[Entry]) -> Circumstances:
    """What the plan and the list of delegates say that these items are judged by."""
    content = session.scalar(select(Plan.content).where(Plan.conference == slug)) or {}
    film, rule = content.get("video_report"), content.get("topic_rule")
    approved = film_on_agenda(session, slug)
    planned = None if film is None else int(length_of_time(film["duration"]).total_seconds())
    return Circumstances(
        length=occasion.length,
        film_seconds=planned if approved is None or approved.seconds is None else approved.seconds,
        film_item=None if approved is None else approved.item_id,
        presentation_minutes=None if rule is None else rule["minutes"],
        speakers=_speakers(session, slug, {entry.delegate_id for entry in entries if entry.delegate_id is not None}),
    )


def _speakers(session: Session, slug: str, ids: Iterable[UUID]) -> dict[UUID, Speaker]:
    here = select(Delegate).where(Delegate.conference == slug)
    known = session.scalars(here.where(Delegate.id.in_(ids))).all()
    instead = session.scalars(here.where(Delegate.substitute_for.in_([each.id for each in known])))
    names = {each.substitute_for: each.full_name for each in instead}
    return {each.id: Speaker(each.full_name, each.state, names.get(each.id)) for each in known}
