"""What units owe, with both readings of the deadline and its state at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, or_, select

from chassis.auth.identity import Identity
from chassis.vietnamese import without_accents
from services.documents import rules
from services.documents.models import Extension, Obligation
from services.documents.workflows.extension import ExtensionState
from services.documents.workflows.submission import CAME

DUE_SOON_DAYS = 7
"""How many days before its last day an obligation is `due_soon`; the day itself is 0."""

SORTABLE = {
    "due_date": Obligation.last_moment,
    "unit_name": Obligation.unit_name,
    "title": Obligation.title,
    "code": Obligation.code,
    "position": Obligation.position,
}


class ObligationState(StrEnum):
    """How near the last moment is, by the policy of the plan; what came and was not returned waits no more."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    CAME = "came"


@dataclass(frozen=True)
class Today:
    """The present moment on the conference's calendar."""

    now: datetime
    zone: ZoneInfo

    @property
    def _late_from(self) -> datetime:
        """Deadlines up to here are over: the whole of a last second is still in time."""
        return self.now - timedelta(seconds=1)

    @property
    def _soon_until(self) -> datetime:
        """Deadlines before this moment are near: the end of the day `DUE_SOON_DAYS` from today."""
        day = self.now.astimezone(self.zone).date() + timedelta(days=DUE_SOON_DAYS + 1)
        return datetime.combine(day, time(), self.zone)

    def days_left(self, obligation: Obligation) -> int:
        """Days on the office's calendar until the last day; 0 on that day, negative after it."""
        last_day = obligation.last_moment.astimezone(self.zone).date()
        return (last_day - self.now.astimezone(self.zone).date()).days

    def state(self, obligation: Obligation) -> ObligationState:
        """The state of an obligation now."""
        if obligation.state in CAME:
            return ObligationState.CAME
        if obligation.last_moment <= self._late_from:
            return ObligationState.OVERDUE
        return ObligationState.DUE_SOON if obligation.last_moment < self._soon_until else ObligationState.OPEN

    def is_late(self) -> ColumnElement[bool]:
        """What came after its last moment, and what has not come although that is over."""
        came_late = and_(Obligation.came_at.is_not(None), Obligation.came_at > Obligation.last_moment)
        missing = and_(Obligation.came_at.is_(None), Obligation.last_moment <= self._late_from)
        return or_(came_late, missing)

    def clause(self, state: str) -> ColumnElement[bool]:
        """The same as `state`, for the database."""
        came = Obligation.state.in_(CAME)
        if state == ObligationState.CAME:
            return came
        if state == ObligationState.OVERDUE:
            return and_(~came, Obligation.last_moment <= self._late_from)
        if state == ObligationState.DUE_SOON:
            near = and_(Obligation.last_moment > self._late_from, Obligation.last_moment < self._soon_until)
            return and_(~came, near)
        return and_(~came, Obligation.last_moment >= self._soon_until)


def obligations(conference: str, identity: Identity, filters: Mapping[str, Any], today: Today) -> Select[Obligation]:
    """The obligations that the reader may know of.

    Filters: `unit`, `code`, `kind`, `state`, `submission_state`, `extension_asked`, `late`, `q` (words, accents aside).
    """
    statement = select(Obligation).where(Obligation.conference == conference, Obligation.dropped_at.is_(None))
    statement = statement.where(*_visible(identity))
    for column in ("unit", "code", "kind"):
        if filters.get(column) is not None:
            statement = statement.where(getattr(Obligation, column) == filters[column])
    if filters.get("submission_state") is not None:
        statement = statement.where(Obligation.state == filters["submission_state"])
    if filters.get("extension_asked"):
        asked = select(Extension.obligation_id).where(Extension.state == ExtensionState.ASKED)
        statement = statement.where(Obligation.id.in_(asked))
    if filters.get("late") is not None:
        late = today.is_late()
        statement = statement.where(late if filters["late"] else ~late)
    if filters["state"] is not None:
        statement = statement.where(today.clause(filters["state"]))
    for word in _words(filters["q"] or ""):
        statement = statement.where(Obligation.folded.contains(word, autoescape=True))
    return statement


def _visible(identity: Identity) -> list[ColumnElement[bool]]:
    """The same as `rules.sees_obligation`, for the database."""
    if rules.limited_to_own_unit(identity):
        return [Obligation.unit == identity.unit]
    if rules.limited_to_own_field(identity):
        of_field = Obligation.appraised_by.contains(f" {identity.unit} ", autoescape=True)
        return [or_(Obligation.unit == identity.unit, of_field)]
    return []


def _words(text: str) -> list[str]:
    """The words of a search as they stand in `folded`. PostgreSQL knows no NUL, which no word has anyway."""
    return without_accents(text.replace("\0", " ")).lower().split()
