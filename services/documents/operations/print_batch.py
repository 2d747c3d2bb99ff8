"""What a file of many papers holds: which papers, in which order, and a fingerprint of everything printed on them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.vietnamese import file_name
from services.documents.composing.lists import name_tent
from services.documents.models import Invitation, PrintKind
from services.documents.press import Press, badge_paper
from services.documents.queries.badges import badge_holders
from services.documents.queries.conference_facts import ConferenceFacts, conference_facts
from services.documents.queries.hall import attendees
from services.documents.rendering import BadgePaper, BadgeSize, InvitationPaper, NameTent, RenderedPaper

Item = InvitationPaper | NameTent | BadgePaper
Drawn = Callable[[], None]
"""Called after each paper; what it raises ends the work."""

EDITION = 1
"""Raised when the form of these papers changes: files of the earlier form are then made anew."""
_NAMES = {PrintKind.INVITATIONS: "giấy mời", PrintKind.NAME_TENTS: "biển tên", PrintKind.BADGES: "thẻ đại biểu"}


@dataclass(frozen=True)
class PrintBatch:
    """The papers of one file. `choices` hold `category`, `unit`, `delegate_kind` (None: all), and the paper's size."""

    kind: PrintKind
    choices: Mapping[str, Any]
    facts: ConferenceFacts
    items: Sequence[Item]

    @cached_property
    def fingerprint(self) -> str:
        """Equal for two batches exactly when their files are equal."""
        printed = {
            "edition": EDITION,
            "kind": self.kind,
            "size": self.choices["size"],
            "profile": self.facts.format_profile,
            "conference": asdict(self.facts.conference),
            "items": [asdict(item) | {"conference": None} for item in self.items],
        }
        return hashlib.sha256(json.dumps(printed, sort_keys=True, default=str).encode()).hexdigest()

    @property
    def filename(self) -> str:
        """Under which the file is saved."""
        words = [_NAMES[self.kind], self.choices["size"] or "", self.choices["unit"] or self.choices["category"] or ""]
        return file_name(" ".join(word for word in words if word), "pdf")

    def beginning(self, most: int) -> PrintBatch:
        """The first papers only."""
        return replace(self, items=self.items[:most])

    def render(self, press: Press, drawn: Drawn = lambda: None) -> RenderedPaper:
        """The file. Raises `NothingToPrint`, `FontsMissing`, `TextTooLongForCode`, and whatever `drawn` raises."""
        items: Any = _told(self.items, drawn)
        if self.kind == PrintKind.INVITATIONS:
            return press.invitations(self.facts, items, self.choices["size"])
        if self.kind == PrintKind.BADGES:
            return press.badge_sheet(items, BadgeSize(self.choices["size"]))
        return press.name_tents(self.facts, items)


def print_batch(
    session: Session, conference: str, kind: PrintKind, choices: Mapping[str, Any], press: Press, now: datetime
) -> PrintBatch:
    """What would be printed now. Raises `ConferenceUnknown`."""
    facts = conference_facts(session, conference)
    return PrintBatch(kind, choices, facts, _GATHERED[kind](session, conference, choices, facts, press, now))


def _invitations(
    session: Session, conference: str, choices: Mapping[str, Any], facts: ConferenceFacts, press: Press, _now: datetime
) -> list[InvitationPaper]:
    """Those that are out, by number."""
    out = select(Invitation).where(Invitation.conference == conference, Invitation.state == "issued")
    if choices["category"] is not None:
        out = out.where(Invitation.category == choices["category"])
    if choices["unit"] is not None:
        out = out.where(Invitation.invitee_kind == "unit", Invitation.invitee_code == choices["unit"])
    rows = session.scalars(out.order_by(Invitation.number, Invitation.id))
    return [press.invitation_paper(facts, _printed(row), row.issued_at) for row in rows]


def _printed(row: Invitation) -> dict[str, Any]:
    names = ("invitee_kind", "invitee_code", "invitee_name", "invitee_post", "quota", "number", "link")
    return {name: getattr(row, name) for name in names}


def _name_tents(
    session: Session, conference: str, choices: Mapping[str, Any], facts: ConferenceFacts, _press: Press, now: datetime
) -> list[NameTent]:
    wanted = {"category": choices["category"], "unit": choices["unit"], "kind": choices["delegate_kind"]}
    return [name_tent(each) for each in attendees(session, conference, facts, now, wanted)]


def _badges(
    session: Session, conference: str, choices: Mapping[str, Any], facts: ConferenceFacts, _press: Press, _now: datetime
) -> list[BadgePaper]:
    wanted = {"category": choices["category"], "unit": choices["unit"], "kind": choices["delegate_kind"]}
    return [
        badge_paper(facts, holder)
        for holder in badge_holders(session, conference, facts)
        if all(text is None or getattr(holder, name) == text for name, text in wanted.items())
    ]


_GATHERED: Mapping[PrintKind, Callable[..., Sequence[Item]]] = {
    PrintKind.INVITATIONS: _invitations,
    PrintKind.NAME_TENTS: _name_tents,
    PrintKind.BADGES: _badges,
}


def _told(items: Sequence[Item], drawn: Drawn) -> Iterator[Item]:
    for item in items:
        yield item
        drawn()
