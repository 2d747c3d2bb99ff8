"""Items of the agenda in which a film may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.agenda import Slot, entry_of, slots
from services.documents.models import Agenda, AgendaVersion
from services.documents.queries.agenda_occasion import Occasion, agenda_occasion
from services.documents.workflows.agenda import AgendaItemKind


@dataclass(frozen=True)
class FilmSlot:
    """An item of kind `film` in its time. `published`: whether everybody sees it so."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    published: bool


def film_slots(session: Session, conference: str) -> list[FilmSlot]:
    """By time; an item that was published stands in its published time, also when the draft dropped it since."""
    occasion = agenda_occasion(session, conference)
    if occasion is None:
        return []
    agenda = session.get(Agenda, conference)
    wanted = select(AgendaVersion).where(AgendaVersion.conference == conference)
    version = session.scalar(wanted.order_by(AgendaVersion.number.desc()).limit(1))
    drafted = [] if agenda is None else slots(map(entry_of, agenda.draft))
    published = [] if version is None else slots(map(entry_of, version.items))
    found = {each.entry.id: _slot(each, occasion, published=False) for each in drafted if _is_film(each)}
    found |= {each.entry.id: _slot(each, occasion, published=True) for each in published if _is_film(each)}
    return sorted(found.values(), key=lambda slot: (slot.starts_at, str(slot.id)))


def film_slot(session: Session, conference: str, item_id: UUID | None) -> FilmSlot | None:
    """One of them; None for an item that is not there any more."""
    return next((each for each in film_slots(session, conference) if each.id == item_id), None)


def _is_film(slot: Slot) -> bool:
    return slot.entry.kind is AgendaItemKind.FILM


def _slot(slot: Slot, occasion: Occasion, *, published: bool) -> FilmSlot:
    entry = slot.entry
    begins, ends = occasion.moment(slot.begins), occasion.moment(slot.ends)
    return FilmSlot(entry.id, entry.title, begins, ends, entry.minutes, published)
