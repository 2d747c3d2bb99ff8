"""The agenda as readers see it: the draft with what is to be mended, and what was published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.language import Language, Text
from services.documents.agenda import Difference, Entry, Slot, differences, ends, entry_of, flaws_of, slots
from services.documents.models import Agenda, AgendaChange, AgendaVersion, Delegate, Plan
from services.documents.queries.agenda_occasion import Occasion, agenda_occasion, circumstances
from services.documents.queries.film_on_agenda import FilmOnAgenda, film_on_agenda
from services.documents.rendering import AgendaLine


@dataclass(frozen=True)
class PublishedAgenda:
    """The version that holds, in the times that hold now."""

    version: AgendaVersion
    occasion: Occasion
    slots: list[Slot]


def entries_of(stored: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """Stored items as such."""
    return [entry_of(each) for each in stored]


def published_agenda(session: Session, slug: str) -> PublishedAgenda | None:
    """What was published last; None where nothing was."""
    version = latest_version(session, slug)
    occasion = agenda_occasion(session, slug)
    if version is None or occasion is None:
        return None
    return PublishedAgenda(version, occasion, slots(entries_of(version.items)))


def latest_version(session: Session, slug: str) -> AgendaVersion | None:
    """The last publication."""
    here = select(AgendaVersion).where(AgendaVersion.conference == slug).order_by(AgendaVersion.number.desc())
    return session.scalars(here.limit(1)).first()


def versions(session: Session, slug: str, language: Language) -> list[dict[str, Any]]:
    """Every publication, the last one first, with what it changed in words."""
    here = select(AgendaVersion).where(AgendaVersion.conference == slug).order_by(AgendaVersion.number.desc())
    return [
        _publication(each) | {"cause": each.cause, "changes": [change[language] for change in each.changes]}
        for each in session.scalars(here)
    ]


def draft_view(session: Session, slug: str, language: Language) -> dict[str, Any] | None:
    """The draft in its times, with what is to be mended and how it differs from what was published."""
    occasion = agenda_occasion(session, slug)
    if occasion is None:
        return None
    agenda = session.get(Agenda, slug)
    entries = entries_of(agenda.draft if agenda is not None else ())
    flaws = flaws_of(entries, circumstances(session, slug, occasion, entries), occasion.clock)
    last, version = _last_change(session, slug), latest_version(session, slug)
    undoable, film = undoable_change(session, slug), film_on_agenda(session, slug)
    return {
        "version": 0 if agenda is None else agenda.draft_version,
        "changed_at": last and last.at,
        "changed_by": last and last.by,
        "starts_at": occasion.starts_at,
        "ends_at": occasion.ends_at,
        "finishes_at": occasion.moment(ends(slots(entries))),
        "items": [
            item_view(slot, occasion, film)
            | {
                "delegate_id": slot.entry.delegate_id,
                "presentation_id": slot.entry.presentation_id,
                "fixed_start": None if slot.entry.fixed is None else occasion.clock(slot.entry.fixed),
                "problems": [_flaw(flaw, language) for flaw in flaws if flaw.entry_id == slot.entry.id],
            }
            for slot in slots(entries)
        ],
        "problems": [_flaw(flaw, language) for flaw in flaws if flaw.entry_id is None],
        "differences": _differences(version, entries, occasion, language),
        "published": version and _publication(version),
        "undoes": undoable and " ".join(each[language] for each in undoable.sentences),
        "in_plan": _plan_has_agenda(session, slug),
    }


def item_view(slot: Slot, occasion: Occasion, film: FilmOnAgenda | None) -> dict[str, Any]:
    """An item in its time, as everybody may see it; of the item in which the film is shown also the film's length."""
    entry = slot.entry
    return {
        "id": entry.id,
        "kind": entry.kind,
        "title": entry.title,
        "speaker": entry.speaker,
        "unit": entry.unit,
        "minutes": entry.minutes,
        "starts_at": occasion.moment(slot.begins),
        "ends_at": occasion.moment(slot.ends),
        "film_seconds": film.seconds if film is not None and film.item_id == entry.id else None,
    }


def published_view(session: Session, published: PublishedAgenda, identity: Identity) -> dict[str, Any]:
    """The published agenda, in which a delegate or unit finds their own items marked."""
    occasion, own = published.occasion, own_items(session, published.slots, identity)
    film = film_on_agenda(session, published.version.conference)
    return _publication(published.version) | {
        "title": occasion.title,
        "hall": occasion.hall,
        "address": occasion.address,
        "timezone": str(occasion.zone),
        "starts_at": occasion.starts_at,
        "ends_at": occasion.moment(ends(published.slots)),
        "items": [item_view(slot, occasion, film) | {"own": slot.entry.id in own} for slot in published.slots],
    }


def agenda_lines(placed: Iterable[Slot], occasion: Occasion) -> list[AgendaLine]:
    """The items as they are printed."""
    return [
        AgendaLine(occasion.moment(slot.begins), occasion.moment(slot.ends), slot.entry.title, slot.entry.speaker)
        for slot in placed
    ]


def draft_lines(session: Session, slug: str) -> list[AgendaLine]:
    """The items of the draft as they are printed; none where no plan was applied."""
    agenda, occasion = session.get(Agenda, slug), agenda_occasion(session, slug)
    if agenda is None or occasion is None:
        return []
    return agenda_lines(slots(entries_of(agenda.draft)), occasion)


def own_items(session: Session, placed: Sequence[Slot], identity: Identity) -> set[Any]:
    """The items that are the reader's: a delegate's; or a unit's, its delegates' among them."""
    if identity.delegate is not None:
        return {slot.entry.id for slot in placed if str(slot.entry.delegate_id) == identity.delegate}
    if identity.unit is None:
        return set()
    named = {slot.entry.delegate_id for slot in placed}
    of_unit = select(Delegate.id).where(Delegate.unit == identity.unit, Delegate.id.in_(named - {None}))
    people = set(session.scalars(of_unit))
    return {slot.entry.id for slot in placed if slot.entry.unit == identity.unit or slot.entry.delegate_id in people}


def undoable_change(session: Session, slug: str) -> AgendaChange | None:
    """The last change of the draft that was not taken back."""
    here = select(AgendaChange).where(
        AgendaChange.conference == slug, AgendaChange.track == "draft", AgendaChange.undone.is_(False)
    )
    return session.scalars(here.order_by(AgendaChange.number.desc()).limit(1)).first()


def told(found: Iterable[Difference]) -> list[dict[str, str]]:
    """Differences as they are kept: in both languages."""
    return [{"change": each.kind.value, "item_id": str(each.entry_id), **both(each.sentence)} for each in found]


def both(text: Text) -> dict[str, str]:
    """A text as it is kept."""
    return {"vi": text.vi, "en": text.en}


def _differences(
    version: AgendaVersion | None, entries: Sequence[Entry], occasion: Occasion, language: Language
) -> list[dict[str, Any]]:
    if version is None:
        return []
    found = differences(entries_of(version.items), entries, occasion.clock, occasion.clock)
    return [
        {"change": each.kind, "item_id": each.entry_id, "sentence": both(each.sentence)[language]} for each in found
    ]


def _last_change(session: Session, slug: str) -> AgendaChange | None:
    here = select(AgendaChange).where(AgendaChange.conference == slug, AgendaChange.track == "draft")
    return session.scalars(here.order_by(AgendaChange.number.desc()).limit(1)).first()


def _publication(version: AgendaVersion) -> dict[str, Any]:
    names = ("number", "published_at", "published_by", "reason")
    return {name: getattr(version, name) for name in names}


def _flaw(flaw: Any, language: Language) -> dict[str, Any]:
    return {"code": flaw.code, "severity": flaw.severity, "sentence": both(flaw.sentence)[language]}


def _plan_has_agenda(session: Session, slug: str) -> bool:
    content = session.scalar(select(Plan.content).where(Plan.conference == slug))
    return bool(content and content.get("agenda"))
