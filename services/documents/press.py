"""Turns what the service knows into printed papers: the one place that calls `rendering`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from services.documents.composing.digest_word import digest_word
from services.documents.composing.list_word import list_word
from services.documents.form_check.rule import FormRule
from services.documents.models import Delegate
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.rendering import (
    AgendaPaper,
    AttendanceReport,
    BadgePaper,
    BadgeSize,
    DigestPaper,
    FilmAppraisalPaper,
    FilmInspectionPaper,
    FilmVerdictPaper,
    InvitationPaper,
    InvitationSheet,
    ListPaper,
    NameTent,
    RenderedPaper,
    SeatingPaper,
    Sheet,
    profile_named,
    render_agenda,
    render_attendance_report,
    render_badge,
    render_badge_sheet,
    render_digest,
    render_film_appraisal,
    render_film_inspection,
    render_film_verdict,
    render_invitation,
    render_invitations,
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
        paper = self.invitation_paper(facts, invited, issued_at)
        return render_invitation(paper, profile_named(facts.format_profile))

    def invitation_paper(
        self, facts: ConferenceFacts, invited: Mapping[str, Any], issued_at: datetime | None
    ) -> InvitationPaper:
        """What stands on a giấy mời. A link that is not known is not printed."""
        link = invited["link"]
        return InvitationPaper(
            conference=facts.conference,
            invitee_kind=invited["invitee_kind"],
            invitee_name=invited["invitee_name"],
            invitee_post=invited["invitee_post"],
            quota=invited["quota"] or 0,
            number=invited["number"],
            issued_at=issued_at,
            link=self.public_url.rstrip("/") + link if link else None,
            purpose=_purpose(facts.asked_to.get(invited["invitee_code"], "dự"), facts.conference.title),
            signer_name=facts.signer_name,
        )

    def invitations(
        self, facts: ConferenceFacts, papers: Iterable[InvitationPaper], sheet: InvitationSheet
    ) -> RenderedPaper:
        """All these invitations in one file. Raises `NothingToPrint` when there are none."""
        ensure_fonts(self.font_directory)
        return render_invitations(papers, profile_named(facts.format_profile), sheet)

    def badge(self, facts: ConferenceFacts, delegate: Delegate) -> RenderedPaper:
        """The badge of one delegate who holds a pass, to be printed at home or shown on a phone."""
        ensure_fonts(self.font_directory)
        return render_badge(badge_paper(facts, delegate), BadgeSize.A6)

    def badge_sheet(self, badges: Iterable[BadgePaper], size: BadgeSize) -> RenderedPaper:
        """All these badges in one file, in this order. Raises `NothingToPrint` when there are none."""
        ensure_fonts(self.font_directory)
        return render_badge_sheet(badges, size)

    def attendance_report(self, facts: ConferenceFacts, report: AttendanceReport) -> RenderedPaper:
        """The chair's report, in the conference's format profile."""
        ensure_fonts(self.font_directory)
        return render_attendance_report(report, profile_named(facts.format_profile))

    def agenda(self, facts: ConferenceFacts, paper: AgendaPaper) -> RenderedPaper:
        """The agenda, in the conference's format profile."""
        ensure_fonts(self.font_directory)
        return render_agenda(paper, profile_named(facts.format_profile))

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

    def film_appraisal(self, facts: ConferenceFacts, paper: FilmAppraisalPaper) -> RenderedPaper:
        """The tờ trình of the film with its phiếu, in the conference's format profile."""
        ensure_fonts(self.font_directory)
        return render_film_appraisal(paper, profile_named(facts.format_profile))

    def film_verdict(self, facts: ConferenceFacts, paper: FilmVerdictPaper) -> RenderedPaper:
        """What one appraiser decided about a cut of the film, in the conference's format profile."""
        ensure_fonts(self.font_directory)
        return render_film_verdict(paper, profile_named(facts.format_profile))

    def list_for_word(self, facts: ConferenceFacts, paper: ListPaper) -> bytes:
        """A list as a .docx that can be worked in; it needs no type of ours."""
        return list_word(paper, profile_named(facts.format_profile))

    def film_inspection(self, facts: ConferenceFacts, paper: FilmInspectionPaper) -> RenderedPaper:
        """What the machine found in a cut of the film, in the conference's format profile."""
        ensure_fonts(self.font_directory)
        return render_film_inspection(paper, profile_named(facts.format_profile))

    def digest(
        self,
        facts: ConferenceFacts,
        paper: DigestPaper,
        rule: FormRule | None,
        drawn: Callable[[], None] = lambda: None,
    ) -> RenderedPaper:
        """What units reported, put together: as PDF, or for Word in the form that `rule` asks for."""
        profile = profile_named(facts.format_profile)
        if rule is None:
            ensure_fonts(self.font_directory)
            return render_digest(paper, profile, drawn)
        content = digest_word(paper, profile, rule, drawn)
        return RenderedPaper(content, 0, hashlib.sha256(content).hexdigest())

    def name_tents(self, facts: ConferenceFacts, tents: Iterable[NameTent]) -> RenderedPaper:
        """A name tent on each page. Raises `NothingToPrint` when there are none."""
        ensure_fonts(self.font_directory)
        return render_name_tents(facts.conference, tents)


def badge_paper(facts: ConferenceFacts, delegate: Delegate) -> BadgePaper:
    """What stands on the badge of a delegate who holds a pass."""
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
