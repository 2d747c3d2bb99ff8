"""Giấy mời: the invitation of a unit or of a person by name, on A4."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer
from reportlab.platypus.flowables import TopPadder

from services.documents.rendering.body import body_style
from services.documents.rendering.fonts import ensure_fonts
from services.documents.rendering.heading import HeadingBlocks, number_line
from services.documents.rendering.link_panel import LinkPanel
from services.documents.rendering.pages import PageForm, render_pages
from services.documents.rendering.papers import Conference, InvitationPaper, RenderedPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.signature import distribution, foot, signature
from services.documents.rendering.text import or_dots, printable
from services.documents.rendering.title import title_block
from services.documents.rendering.words import period_in_words, phone_in_groups

NO_BREAK = "\u00a0"


def render_invitation(paper: InvitationPaper, profile: FormatProfile) -> RenderedPaper:
    """The invitation as a file. What the plan does not know stays dots, to be filled in by hand.

    A text that is too long for one page goes on to a second one with a page number.
    Raises `FontsMissing`.
    """
    ensure_fonts()
    conference = paper.conference
    title = f"Giấy mời {conference.short_title}"
    return render_pages(_story(paper, profile), PageForm(profile), title=title, author=conference.host)


def _story(paper: InvitationPaper, profile: FormatProfile) -> list[Flowable]:
    conference = paper.conference
    issued = paper.issued_at.astimezone(conference.zone).date() if paper.issued_at else None
    signed = foot(distribution(paper.distribution, profile), signature(conference, paper.signer_name, profile))
    story: list[Flowable] = [
        HeadingBlocks(conference, profile, number_line("GM", paper.number, conference, profile), issued),
        *title_block("GIẤY MỜI", f"Dự {conference.short_title}", profile),
        *_body(paper, profile),
        # A signature never stands on a page without a line of what is signed.
        KeepTogether([_closing(paper, profile), Spacer(1, 12), signed]),
    ]
    if paper.link:
        story.append(TopPadder(LinkPanel(paper.link, paper.invitee_kind)))
    return story


def _body(paper: InvitationPaper, profile: FormatProfile) -> list[Flowable]:
    conference, style = paper.conference, body_style(profile)
    loose = ParagraphStyle("loose", style, alignment=TA_LEFT)
    when = period_in_words(conference.starts_at, conference.ends_at, conference.zone)
    return [
        *_invitee(paper, loose),
        _labelled(f"{printable(paper.purpose)}:", or_dots(conference.title), style),
        _labelled("Thời gian:", when, style),
        _labelled("Địa điểm:", _place(conference) or or_dots(None), style),
        _labelled("Chủ trì:", or_dots(conference.chair), style),
        _labelled("Liên hệ:", _contact(conference) or or_dots(None), style),
    ]


def _labelled(label: str, value: str, style: ParagraphStyle) -> Paragraph:
    unbroken = escape(label.replace(" ", NO_BREAK))
    return Paragraph(f"<b>{unbroken}</b> {escape(value)}", style)


def _invitee(paper: InvitationPaper, style: ParagraphStyle) -> list[Flowable]:
    name = or_dots(paper.invitee_name)
    called = f"Đồng chí {name}" if paper.invitee_kind == "guest" else name
    lines: list[Flowable] = [Paragraph(f"Trân trọng kính mời: <b>{escape(called)}</b>", style)]
    if paper.invitee_kind == "guest":
        lines.append(_labelled("Chức vụ:", or_dots(paper.invitee_post), style))
    return lines


def _place(conference: Conference) -> str:
    parts = [printable(conference.hall), printable(conference.address)]
    return ", ".join(part for part in parts if part)


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
