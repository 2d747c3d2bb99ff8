"""Giấy mời: the invitation of a unit or of a person by name, on A4 or A5."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Literal
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer
from reportlab.platypus.flowables import TopPadder

from services.documents.rendering.body import body_style, labelled
from services.documents.rendering.document import NothingToPrint
from services.documents.rendering.fonts import ensure_fonts
from services.documents.rendering.heading import HeadingBlocks, number_line
from services.documents.rendering.link_panel import LinkPanel
from services.documents.rendering.pages import PageForm, render_series
from services.documents.rendering.papers import Conference, InvitationPaper, RenderedPaper
from services.documents.rendering.profile import FormatProfile, on_a5
from services.documents.rendering.signature import distribution, foot, signature
from services.documents.rendering.text import NO_BREAK, or_dots, printable
from services.documents.rendering.title import title_block
from services.documents.rendering.words import period_in_words, phone_in_groups

InvitationSheet = Literal["a4", "a5"]
SHEETS: dict[InvitationSheet, tuple[float, float]] = {"a4": A4, "a5": A5}

_QR_SIDES: dict[InvitationSheet, float] = {"a4": 25 * mm, "a5": 18 * mm}


def render_invitation(paper: InvitationPaper, profile: FormatProfile, sheet: InvitationSheet = "a4") -> RenderedPaper:
    """The invitation as a file. What the plan does not know stays dots, to be filled in by hand.

    A text that is too long for one page goes on to a second one with a page number.
    Raises `FontsMissing`.
    """
    return render_invitations([paper], profile, sheet)


def render_invitations(
    papers: Iterable[InvitationPaper], profile: FormatProfile, sheet: InvitationSheet = "a4"
) -> RenderedPaper:
    """Invitations to one conference in one file, each from a page of its own.

    They are taken one by one as they are laid out. Raises `NothingToPrint`, `FontsMissing`.
    """
    ensure_fonts()
    remaining = iter(papers)
    first = next(remaining, None)
    if first is None:
        raise NothingToPrint("there is no invitation to print")
    form = PageForm(on_a5(profile) if sheet == "a5" else profile, sheet=SHEETS[sheet])
    stories = (_story(paper, form, _QR_SIDES[sheet]) for paper in chain([first], remaining))
    conference = first.conference
    return render_series(stories, form, title=f"Giấy mời {conference.short_title}", author=conference.host)


def _story(paper: InvitationPaper, form: PageForm, qr_side: float) -> list[Flowable]:
    conference, profile = paper.conference, form.profile
    issued = paper.issued_at.astimezone(conference.zone).date() if paper.issued_at else None
    signed = foot(distribution(paper.distribution, profile), signature(conference, paper.signer_name, profile))
    story: list[Flowable] = [
        HeadingBlocks(conference, profile, number_line("GM", paper.number, conference, profile), issued),
        *title_block("GIẤY MỜI", f"Dự {conference.occasion}", profile),
        *_body(paper, form),
        # A signature never stands on a page without a line of what is signed.
        KeepTogether([_closing(paper, profile), Spacer(1, 12), signed]),
    ]
    if paper.link:
        story.append(TopPadder(LinkPanel(paper.link, paper.invitee_kind, qr_side)))
    return story


def _body(paper: InvitationPaper, form: PageForm) -> list[Flowable]:
    conference = paper.conference
    when = period_in_words(conference.starts_at, conference.ends_at, conference.zone)
    title = Paragraph(
        f"<b>{escape(printable(paper.purpose))}:</b> {escape(or_dots(conference.title))}", body_style(form.profile)
    )
    return [
        *_invitee(paper, form),
        title,
        labelled("Thời gian:", when, form),
        labelled("Địa điểm:", conference.where, form),
        labelled("Chủ trì:", conference.chair, form),
        labelled("Đầu mối liên hệ:", _contact(conference), form),
    ]


def _invitee(paper: InvitationPaper, form: PageForm) -> list[Flowable]:
    if paper.invitee_kind == "unit":
        return [labelled("Trân trọng kính mời:", paper.invitee_name, form, bold_value=True)]
    name = f"Đồng chí {printable(paper.invitee_name)}" if printable(paper.invitee_name) else ""
    invited = "Trân trọng kính mời:" if name else "Trân trọng kính mời: Đồng chí"
    return [labelled(invited, name, form, bold_value=True), labelled("Chức vụ:", paper.invitee_post, form)]


def _contact(conference: Conference) -> str:
    name, phone, email = conference.contact_name, conference.contact_phone, conference.contact_email
    parts = [
        printable(name) if name else "",
        f"điện thoại {phone_in_groups(printable(phone))}".replace(" ", NO_BREAK) if phone else "",
        f"thư{NO_BREAK}điện{NO_BREAK}tử {printable(email)}" if email else "",
    ]
    return ", ".join(part for part in parts if part)


def _closing(paper: InvitationPaper, profile: FormatProfile) -> Paragraph:
    return Paragraph(_request(paper) + profile.closing, body_style(profile))


def _request(paper: InvitationPaper) -> str:
    if paper.invitee_kind == "guest":
        return "Kính mong đồng chí sắp xếp thời gian tham dự"
    if paper.quota > 0:
        return f"Đề nghị quý cơ quan, đơn vị cử {paper.quota:02d} đại biểu tham dự đúng thành phần, thời gian nêu trên"
    return "Đề nghị quý cơ quan, đơn vị cử đại biểu tham dự đúng thành phần, thời gian nêu trên"
