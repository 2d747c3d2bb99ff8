"""Giấy mời: the invitation of a unit or of a person by name, on A4."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Paragraph, Spacer
from reportlab.platypus.flowables import HRFlowable, TopPadder

from services.documents.rendering.document import PaperCanvas, rendered
from services.documents.rendering.fonts import BOLD, REGULAR, ensure_fonts
from services.documents.rendering.heading import HeadingBlocks
from services.documents.rendering.link_panel import LinkPanel
from services.documents.rendering.papers import Conference, InvitationPaper, RenderedPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.signature import signature_and_distribution
from services.documents.rendering.text import or_dots, printable
from services.documents.rendering.words import period_in_words, phone_in_groups

NO_BREAK = "\u00a0"


def render_invitation(paper: InvitationPaper, profile: FormatProfile) -> RenderedPaper:
    """The invitation as a file. What the plan does not know stays dots, to be filled in by hand.

    A text that is too long for one page goes on to a second one with a page number.
    Raises `FontsMissing`.
    """
    ensure_fonts()
    buffer = BytesIO()
    document = _document(buffer, profile)

    def canvas_of(filename: Any, **options: Any) -> PaperCanvas:
        canvas = PaperCanvas(filename, **options)
        canvas.describe(f"Giấy mời {paper.conference.short_title}", paper.conference.host)
        return canvas

    document.build(_story(paper, profile), canvasmaker=canvas_of)
    return rendered(buffer, document.page)


def _document(buffer: BytesIO, profile: FormatProfile) -> BaseDocTemplate:
    margins, (width, height) = profile.margins, A4
    frame = Frame(
        margins.left * mm,
        margins.bottom * mm,
        width - (margins.left + margins.right) * mm,
        height - (margins.top + margins.bottom) * mm,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def number_page(canvas: Canvas, document: Any) -> None:
        if document.page > 1:
            canvas.setFont(REGULAR, profile.page_number_size)
            canvas.drawCentredString(width / 2, height - margins.top / 2 * mm, str(document.page))

    # The canvas says what the file is about; the template would write its own words over it.
    document = BaseDocTemplate(buffer, pagesize=A4, pageTemplates=[PageTemplate(frames=[frame], onPage=number_page)])
    document.title = document.author = document.subject = document.creator = document.producer = None
    return document


def _story(paper: InvitationPaper, profile: FormatProfile) -> list[Flowable]:
    conference = paper.conference
    issued = paper.issued_at.astimezone(conference.zone).date() if paper.issued_at else None
    story: list[Flowable] = [
        HeadingBlocks(conference, profile, paper.number, issued),
        *_title(conference, profile),
        *_body(paper, profile),
        # A signature never stands on a page without a line of what is signed.
        KeepTogether([_closing(paper, profile), Spacer(1, 12), signature_and_distribution(paper, profile)]),
    ]
    if paper.link:
        story.append(TopPadder(LinkPanel(paper.link, paper.invitee_kind)))
    return story


def _title(conference: Conference, profile: FormatProfile) -> list[Flowable]:
    title = ParagraphStyle("title", fontName=BOLD, fontSize=profile.title_size, leading=20, alignment=TA_CENTER)
    abstract = ParagraphStyle(
        "abstract",
        title,
        fontSize=profile.abstract_size,
        leading=profile.abstract_size * 1.25,
        leftIndent=36,
        rightIndent=36,
    )
    lines: list[Flowable] = [
        Spacer(1, 22),
        Paragraph("GIẤY MỜI", title),
        Paragraph(f"Dự {escape(printable(conference.short_title))}", abstract),
    ]
    if profile.abstract_mark:
        return [*lines, Paragraph(profile.abstract_mark, abstract), Spacer(1, 10)]
    return [*lines, HRFlowable(width="25%", thickness=0.75, color="black", spaceBefore=4, spaceAfter=14)]


def _body_style(profile: FormatProfile) -> ParagraphStyle:
    return ParagraphStyle(
        "body",
        fontName=REGULAR,
        fontSize=profile.body_size,
        leading=profile.body_leading,
        alignment=TA_JUSTIFY,
        firstLineIndent=profile.first_indent * mm,
        spaceAfter=profile.paragraph_gap,
        splitLongWords=1,
    )


def _body(paper: InvitationPaper, profile: FormatProfile) -> list[Flowable]:
    conference, style = paper.conference, _body_style(profile)
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
    return Paragraph(_request(paper) + profile.closing, _body_style(profile))


def _request(paper: InvitationPaper) -> str:
    if paper.invitee_kind == "guest":
        return "Kính mong đồng chí sắp xếp thời gian tham dự"
    if paper.quota > 0:
        return f"Đề nghị quý cơ quan, đơn vị cử {paper.quota:02d} đại biểu tham dự đúng thành phần, thời gian nêu trên"
    return "Đề nghị quý cơ quan, đơn vị cử đại biểu tham dự đúng thành phần, thời gian nêu trên"
