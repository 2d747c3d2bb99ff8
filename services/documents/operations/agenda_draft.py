"""Changes of the draft of an agenda. Each is kept with who did it and what the draft was before, to be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.language import Text
from chassis.web.problems import Problem, reader_language
from chassis.web.resource import found
from services.documents.agenda import DifferenceKind, Entry, differences, entry_data
from services.documents.models import Agenda, AgendaChange, Plan
from services.documents.operations.agenda_topics import brought_back, require_ready, settle_topics
from services.documents.operations.compare_plan import plan_of
from services.documents.operations.steps import SYSTEM
from services.documents.problems.agenda import AGENDA_CHANGED_MEANWHILE, AGENDA_NOT_IN_PLAN, NOTHING_TO_UNDO
from services.documents.queries.agenda import both, entries_of, undoable_change
from services.documents.queries.agenda_occasion import Occasion, agenda_occasion
from services.documents.workflows.agenda import AgendaItemKind

AFTER_PRESENTATIONS = (AgendaItemKind.COMMENDATION, AgendaItemKind.DIRECTION, AgendaItemKind.CLOSING)
"""Before the first of these a presentation is put where there is none yet."""
_MOST_TOLD = 3


@dataclass(frozen=True)
class LockedAgenda:
    """The agenda, locked until the transaction ends, with its occasion."""

    row: Agenda
    occasion: Occasion

    @property
    def entries(self) -> list[Entry]:
        """The items of the draft."""
        return entries_of(self.row.draft)


def locked_agenda(session: Session, slug: str) -> LockedAgenda:
    """Take hold of the agenda for a change; an empty one where there is none. Raises `Problem` not-found."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"agenda/{slug}"))))
    occasion = found(agenda_occasion(session, slug))
    row = session.get(Agenda, slug, populate_existing=True)
    if row is None:
        row = Agenda(
            conference=slug, draft=[], draft_version=0, published_number=0, run_version=0, told_drift=[], version=0
        )
        session.add(row)
        session.flush()
    return LockedAgenda(row, occasion)


def expect_draft(session: Session, agenda: LockedAgenda, version: int) -> None:
    """Refuse a page that is no longer true: raises `Problem` that says who did what meanwhile."""
    if agenda.row.draft_version != version:
        raise changed_meanwhile(session, agenda, "draft", version)


def changed_meanwhile(session: Session, agenda: LockedAgenda, track: str, version: int) -> Problem:
    """Says what was done since this version, by whom and when."""
    here = AgendaChange
    since = select(here).where(here.conference == agenda.row.conference, here.track == track, here.number > version)
    done = session.scalars(since.order_by(here.number.desc()).limit(_MOST_TOLD)).all()
    language = reader_language()
    words = [_told(change, agenda.occasion.zone).in_language(language) for change in reversed(done)]
    return Problem(AGENDA_CHANGED_MEANWHILE, members={"meanwhile": words}, done=" ".join(words))


def _told(change: AgendaChange, zone: ZoneInfo) -> Text:
    at, said = change.at.astimezone(zone), change.sentences
    vi, en = (" ".join(each[language] for each in said[:_MOST_TOLD]) for language in ("vi", "en"))
    # Titles may hold braces, and a `Text` is filled like a pattern.
    return Text(
        *(
            text.replace("{", "{{").replace("}", "}}")
            for text in (f"{change.by} lúc {at:%H:%M}: {vi}", f"{change.by} at {at:%H:%M}: {en}")
        )
    )


def replace_draft(
    session: Session, slug: str, items: Sequence[Mapping[str, Any]], version: int, *, by: Identity, clock: Clock
) -> None:
    """Let the draft be these items, in this order; nothing happens where nothing differs.

    An item without an id, or with one that the draft does not have, is new and gets an id of its own. Raises `Problem`
    agenda-changed-meanwhile, presentation-not-ready, not-found.
    """
    agenda = locked_agenda(session, slug)
    expect_draft(session, agenda, version)
    known = {entry.id for entry in agenda.entries}
    entries = [_entry(item, agenda.occasion, item["id"] if item["id"] in known else None) for item in items]
    require_ready(session, slug, agenda.entries, entries)
    change_draft(session, agenda, entries, by=by, clock=clock)


def change_draft(
    session: Session, agenda: LockedAgenda, entries: Sequence[Entry], *, by: Identity | None, clock: Clock
) -> bool:
    """Keep the draft and what was done to it; whether anything differs. By None it is the system itself.

    Topics follow: those in it are scheduled, those taken out are not.
    """
    clock_of = agenda.occasion.clock
    changes = differences(agenda.entries, entries, clock_of, clock_of)
    done = [each.sentence for each in changes if each.kind is not DifferenceKind.TIME]
    if not done and agenda.entries == list(entries):
        return False
    _keep(session, agenda, entries, done or [Text("Sửa chương trình.", "Changed the agenda.")], by, clock)
    return True


def undo_change(session: Session, slug: str, version: int, *, by: Identity, clock: Clock) -> None:
    """Bring back the draft as it was before the last change that still holds. Undone again, the one before that.

    Raises `Problem` agenda-changed-meanwhile, nothing-to-undo, not-found.
    """
    agenda = locked_agenda(session, slug)
    expect_draft(session, agenda, version)
    last = undoable_change(session, slug)
    if last is None or last.before is None:
        raise Problem(NOTHING_TO_UNDO)
    last.undone = True
    entries, left_out = brought_back(session, slug, agenda.entries, entries_of(last.before))
    done = [
        Text("Hoàn tác:", "Undone:"),
        *(Text(each["vi"], each["en"]) for each in last.sentences),
        *left_out,
    ]
    _keep(session, agenda, entries, done, by, clock, undone=True)


def draft_from_plan(session: Session, slug: str, version: int, *, by: Identity, clock: Clock) -> None:
    """Begin anew from the usual agenda of the plan. Raises `Problem` agenda-not-in-plan and as `replace_draft`."""
    agenda = locked_agenda(session, slug)
    expect_draft(session, agenda, version)
    usual = _usual(session, slug, agenda.occasion)
    if not usual:
        raise Problem(AGENDA_NOT_IN_PLAN)
    change_draft(session, agenda, usual, by=by, clock=clock)


def first_draft(session: Session, slug: str, clock: Clock) -> None:
    """Make the first draft from the plan that was just applied, while nobody has touched the agenda."""
    agenda = locked_agenda(session, slug)
    if agenda.row.draft_version == 0 and not agenda.row.draft:
        change_draft(session, agenda, _usual(session, slug, agenda.occasion), by=None, clock=clock)


def place_presentation(
    session: Session,
    slug: str,
    presentation_id: UUID,
    title: str,
    speaker: str | None,
    minutes: int,
    *,
    unit: str | None = None,
    delegate_id: UUID | None = None,
    by: Identity | None = None,
    clock: Clock,
) -> None:
    """Give a presentation its place in the draft, or bring the place it has up to date.

    It takes the first place that the plan kept for one (a presentation without a speaker); where there is none, it
    comes after the last presentation, or before commendations, directions and the closing. Raises `Problem` not-found.
    """
    agenda = locked_agenda(session, slug)
    entries = agenda.entries
    facts: dict[str, Any] = {
        "kind": AgendaItemKind.PRESENTATION,
        "title": title,
        "speaker": speaker,
        "delegate_id": delegate_id,
        "unit": unit,
        "presentation_id": presentation_id,
        "minutes": minutes,
    }
    at = _place_of(entries, presentation_id)
    if at is not None:
        entries[at] = replace(entries[at], **facts)
    else:
        entries.insert(_new_place(entries), Entry(id=uuid4(), **facts))
    change_draft(session, agenda, entries, by=by, clock=clock)


def withdraw_presentation(
    session: Session, slug: str, presentation_id: UUID, *, by: Identity | None = None, clock: Clock
) -> None:
    """Take a presentation out of the draft; nothing happens where it is not in it. Raises `Problem` not-found."""
    agenda = locked_agenda(session, slug)
    entries = [entry for entry in agenda.entries if entry.presentation_id != presentation_id]
    change_draft(session, agenda, entries, by=by, clock=clock)


def _place_of(entries: Sequence[Entry], presentation_id: UUID) -> int | None:
    """Where the presentation is, else the first place kept for one."""
    own = (at for at, entry in enumerate(entries) if entry.presentation_id == presentation_id)
    kept = (at for at, entry in enumerate(entries) if entry.kind is AgendaItemKind.PRESENTATION and _is_open(entry))
    return next(own, next(kept, None))


def _is_open(entry: Entry) -> bool:
    return (entry.presentation_id, *entry.person) == (None, None, None, None)


def _new_place(entries: Sequence[Entry]) -> int:
    given = [at for at, entry in enumerate(entries) if entry.kind is AgendaItemKind.PRESENTATION]
    if given:
        return given[-1] + 1
    return next((at for at, entry in enumerate(entries) if entry.kind in AFTER_PRESENTATIONS), len(entries))


def _entry(item: Mapping[str, Any], occasion: Occasion, id_: UUID | None = None) -> Entry:
    start = item["fixed_start"]
    began = occasion.starts_at.astimezone(occasion.zone)
    fixed = None if start is None else (start.hour * 60 + start.minute) - (began.hour * 60 + began.minute)
    names = ("kind", "title", "minutes", "speaker", "delegate_id", "unit", "presentation_id")
    return Entry(id=id_ or uuid4(), fixed=fixed, **{name: item[name] for name in names})


def _usual(session: Session, slug: str, occasion: Occasion) -> list[Entry]:
    return [
        _entry(
            {
                "kind": item.kind,
                "title": item.title,
                "minutes": item.minutes,
                "speaker": item.who,
                "unit": item.unit,
                "delegate_id": None,
                "presentation_id": None,
                "fixed_start": item.starts,
            },
            occasion,
        )
        for item in plan_of(session.get_one(Plan, slug)).agenda
    ]


def _keep(
    session: Session,
    agenda: LockedAgenda,
    entries: Sequence[Entry],
    done: Sequence[Text],
    by: Identity | None,
    clock: Clock,
    *,
    undone: bool = False,
) -> None:
    row = agenda.row
    session.add(
        AgendaChange(
            conference=row.conference,
            track="draft",
            number=row.draft_version + 1,
            sentences=[both(text) for text in done],
            before=row.draft,
            undone=undone,
            by=SYSTEM if by is None else by.name,
            role=None if by is None else by.role.value,
            at=clock(),
        )
    )
    before = agenda.entries
    row.draft = [entry_data(entry) for entry in entries]
    row.draft_version += 1
    session.flush()
    settle_topics(session, row.conference, before, entries, by=by, clock=clock)
