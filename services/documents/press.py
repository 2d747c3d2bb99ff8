"""Turns what the service knows into printed papers: the one place that calls `rendering`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from services.documents.models import Delegate
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.rendering import (
    AttendanceReport,
    BadgePaper,
    BadgeSize,
    InvitationPaper,
    ListPaper,
    NameTent,
    RenderedPaper,
    SeatingPaper,
    Sheet,
    profile_named,
    render_attendance_report,
    render_badge,
    render_badge_sheet,
    render_invitation,
    render_list,
    render_name_tents,
    render_seating_plan,
    render_workbook,
)
from services.documents.rendering.fonts import FONT_FILES, ensure_fonts
from services.documents.rendering.papers import DelegateKind


@dataclass(frozen=True)
class Press:
    """Where private links lead, and where the type is. Methods raise `FontsMissing` while the type is not there."""

    public_url: str
    font_directory: Path

    @property
    def ready(self) -> bool:
        """Whether the type files are in their place."""
        return all((self.font_directory / name).is_file() for name in FONT_FILES.values())

    def invitation(self, facts: ConferenceFacts, invited: dict[str, Any], issued_at: datetime) -> RenderedPaper:
        """The giấy mời for the data of registration.invitation_issued, in the conference's format profile."""
        ensure_fonts(self.font_directory)
        paper = InvitationPaper(
            conference=facts.conference,
            invitee_kind=invited["invitee_kind"],
            invitee_name=invited["invitee_name"],
            invitee_post=invited["invitee_post"],
            quota=invited["quota"],
            number=invited["number"],
            issued_at=issued_at,
            link=self.public_url.rstrip("/") + invited["link"],
            purpose=_purpose(facts.asked_to.get(invited["invitee_code"], "dự"), facts.conference.title),
            signer_name=facts.signer_name,
        )
        return render_invitation(paper, profile_named(facts.format_profile))

    def badge(self, facts: ConferenceFacts, delegate: Delegate) -> RenderedPaper:
        """The badge of one delegate who holds a pass, to be printed at home or shown on a phone."""
        ensure_fonts(self.font_directory)
        return render_badge(_badge_paper(facts, delegate), BadgeSize.A6)

    def badge_sheet(self, facts: ConferenceFacts, delegates: Iterable[Delegate], size: BadgeSize) -> RenderedPaper:
        """All these badges in one file, in this order. Raises `NothingToPrint` when there are none."""
        ensure_fonts(self.font_directory)
        return render_badge_sheet((_badge_paper(facts, delegate) for delegate in delegates), size)

    def attendance_report(self, facts: ConferenceFacts, report: AttendanceReport) -> RenderedPaper:
        """The chair's report, in the conference's format profile."""
        ensure_fonts(self.font_directory)
        return render_attendance_report(report, profile_named(facts.format_profile))

    def list(self, facts: ConferenceFacts, paper: ListPaper) -> RenderedPaper:
        """A list to be printed, in the conference's format profile."""
        ensure_fonts(self.font_directory)
        return render_list(paper, profile_named(facts.format_profile))

    def workbook(self, facts: ConferenceFacts, paper: ListPaper) -> bytes:
        """The same list as a workbook, which needs no type of ours."""
        return render_workbook(paper, profile_named(facts.format_profile))

    def seating_plan(self, facts: ConferenceFacts, paper: SeatingPaper, sheet: Sheet) -> RenderedPaper:
        """The hall on one sheet, in the conference's format profile."""
        ensure_fonts(self.font_directory)
        return render_seating_plan(paper, profile_named(facts.format_profile), sheet)

    def name_tents(self, facts: ConferenceFacts, tents: Iterable[NameTent]) -> RenderedPaper:
        """A name tent on each page. Raises `NothingToPrint` when there are none."""
        ensure_fonts(self.font_directory)
        return render_name_tents(facts.conference, tents)


def _badge_paper(facts: ConferenceFacts, delegate: Delegate) -> BadgePaper:
    if delegate.pass_text is None or delegate.pass_code is None:
        raise ValueError(f"delegate {delegate.id} holds no pass")
    category = facts.category(delegate.category)
    return BadgePaper(
        conference=facts.conference,
        full_name=delegate.full_name,
        post=delegate.post,
        unit_name=delegate.unit_name,
        category_name=category.name,
        protocol_rank=category.protocol_rank,
        pass_text=delegate.pass_text,
        code=delegate.pass_code,
        kind=cast(DelegateKind, delegate.kind),
        seat=delegate.seat,
    )


def _purpose(asked_to: str, title: str) -> str:
    """The label before the conference's title: "dự và chỉ đạo hội nghị" is `Dự và chỉ đạo` before `Hội nghị …`."""
    if title.casefold().startswith("hội nghị"):
        asked_to = asked_to.removesuffix(" hội nghị")
    return asked_to[:1].upper() + asked_to[1:]
