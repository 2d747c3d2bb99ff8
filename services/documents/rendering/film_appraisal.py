"""Tờ trình thẩm định phóng sự, and a phiếu thẩm định to be filled in by each appraiser.

What the plan knows of the film is printed; what is known only when the film is there stays dots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from services.documents.rendering.body import body_style, labelled, part_style
from services.documents.rendering.fonts import ensure_fonts
from services.documents.rendering.heading import HeadingBlocks, number_line
from services.documents.rendering.pages import PageForm, render_series
from services.documents.rendering.papers import Conference, RenderedPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.signature import distribution, foot, unknown_signature
from services.documents.rendering.table import Column, RuledTable, numbered, table
from services.documents.rendering.text import DOTS, NO_BREAK, or_dots, printable
from services.documents.rendering.title import title_block
from services.documents.rendering.words import day_in_figures, phone_in_groups

KIND = "TTr"
CRITERIA = (
    "Nội dung chính trị, tư tưởng; sự phù hợp với chủ đề",
    "Số liệu, sự kiện, tên người, chức danh, địa danh",
    "Hình ảnh, bố cục, nhịp phim",
    "Lời bình, âm thanh, âm nhạc",
    "Chữ trên hình, phụ đề",
    "Thời lượng và chất lượng kỹ thuật",
)
"""What a phiếu asks an appraiser about."""
CRITERIA_COLUMNS = (
    Column("STT", 11, "centre"),
    Column("Nội dung thẩm định", 66),
    Column("Đạt", 14, "centre"),
    Column("Cần sửa", 18, "centre"),
    Column("Ý kiến (kèm thời điểm trên phim)", 56),
)
CHOICES = ("Đồng ý phát", "Chỉnh sửa rồi trình lại", "Không đồng ý")
"""How a phiếu ends."""
_ROW = 8.5
"""Millimetres: room for a remark."""
_BLANK_ROWS = 1


@dataclass(frozen=True)
class AppraiserLine:
    """Who appraises: the post as the plan has it, and the name where it is known."""

    post: str
    name: str | None = None


@dataclass(frozen=True)
class FilmAppraisalPaper:
    """The film as the plan has it. What is None stays dots."""

    conference: Conference
    title: str | None = None
    broadcaster: str | None = None
    length_seconds: int | None = None
    good_within_seconds: int | None = None
    warn_within_seconds: int | None = None
    due_date: date | None = None
    exclusive: bool = True
    """Whether the due day itself is too late: `trước ngày`."""
    contact_name: str | None = None
    contact_phone: str | None = None
    shown_at_conference: bool | None = None
    broadcast_on: Sequence[str] = ()
    appraisers: Sequence[AppraiserLine] = ()


def render_film_appraisal(paper: FilmAppraisalPaper, profile: FormatProfile) -> RenderedPaper:
    """The tờ trình and after it a phiếu for each appraiser, each from a page of its own. Raises `FontsMissing`."""
    ensure_fonts()
    form = PageForm(profile)
    sheets = [_verdict(paper, appraiser, form) for appraiser in paper.appraisers or (AppraiserLine(""),)]
    title = f"Tờ trình thẩm định phóng sự {paper.conference.short_title}"
    return render_series([_submission(paper, form), *sheets], form, title=title, author=paper.conference.host)


def _submission(paper: FilmAppraisalPaper, form: PageForm) -> list[Flowable]:
    conference, profile = paper.conference, form.profile
    body = body_style(profile)
    signed = foot(distribution((), profile), unknown_signature(profile))
    about = f"Thẩm định phóng sự phục vụ {conference.occasion}"
    request = f"Kính trình lãnh đạo xem xét, thẩm định và cho ý kiến{profile.closing}"
    return [
        HeadingBlocks(conference, profile, number_line(KIND, None, conference, profile), None),
        *title_block("TỜ TRÌNH", about, profile),
        labelled("Kính trình:", "; ".join(each.post for each in paper.appraisers), form),
        Paragraph(escape(_occasion(paper)), body),
        *_known_of_the_film(paper, form),
        Paragraph("<b>Bản gửi thẩm định:</b>", body),
        labelled("Ngày nhận:", None, form),
        labelled("Thời lượng thực tế:", None, form),
        labelled("Tên tệp, mã kiểm tra:", None, form),
        KeepTogether([Paragraph(request, body), Spacer(1, 12), signed]),
    ]


def _occasion(paper: FilmAppraisalPaper) -> str:
    gap = DOTS * 3
    return (
        f"Thực hiện Kế hoạch số {gap}, ngày {gap} về việc tổ chức {printable(paper.conference.title)}, {gap * 3}"
        " kính trình thẩm định phóng sự với các nội dung sau:"
    )


def _known_of_the_film(paper: FilmAppraisalPaper, form: PageForm) -> list[Flowable]:
    return [
        labelled("Tên phóng sự:", paper.title, form),
        labelled("Đơn vị thực hiện:", paper.broadcaster, form),
        labelled("Thời lượng theo kế hoạch:", _length(paper), form),
        labelled("Hạn gửi để thẩm định:", _deadline(paper), form),
        labelled("Nơi phát:", _where(paper), form),
        labelled("Đầu mối liên hệ:", _contact(paper), form),
    ]


def _length(paper: FilmAppraisalPaper) -> str | None:
    if paper.length_seconds is None:
        return None
    minutes, seconds = divmod(paper.length_seconds, 60)
    words = f"{minutes:02d} phút" + (f" {seconds:02d} giây" if seconds else "")
    if paper.good_within_seconds is None or paper.warn_within_seconds is None:
        return words
    return (
        f"{words} (chênh trong {paper.good_within_seconds} giây là đạt,"
        f" quá {paper.warn_within_seconds} giây là không đạt)"
    )


def _deadline(paper: FilmAppraisalPaper) -> str | None:
    if paper.due_date is None:
        return None
    day = day_in_figures(paper.due_date)
    return f"trước ngày {day}" if paper.exclusive else f"hết ngày {day}"


def _where(paper: FilmAppraisalPaper) -> str | None:
    here = ["tại Hội nghị"] if paper.shown_at_conference else []
    return "; ".join([*here, *map(printable, paper.broadcast_on)]) or None


def _contact(paper: FilmAppraisalPaper) -> str | None:
    phone = f"điện thoại {phone_in_groups(paper.contact_phone)}" if paper.contact_phone else ""
    return ", ".join(part for part in (printable(paper.contact_name or ""), phone) if part) or None


def _verdict(paper: FilmAppraisalPaper, appraiser: AppraiserLine, form: PageForm) -> list[Flowable]:
    profile = form.profile
    body = body_style(profile)
    flush = ParagraphStyle("flush", body, firstLineIndent=0)
    dots = DOTS * int(form.text_width / profile.body_size - 1)
    signed = foot([], unknown_signature(profile, "NGƯỜI THẨM ĐỊNH", appraiser.name))
    return [
        HeadingBlocks(paper.conference, profile, "", None),
        *title_block("PHIẾU THẨM ĐỊNH", or_dots(paper.title), profile),
        labelled("Đơn vị thực hiện:", paper.broadcaster, form),
        labelled("Người thẩm định:", appraiser.name, form),
        labelled("Chức vụ:", appraiser.post, form),
        Spacer(1, 6),
        table(_criteria(), form.text_width),
        Paragraph("Kết luận (đánh dấu một ô)", part_style(profile)),
        Paragraph(boxes(), flush),
        labelled("Ý kiến khác:", None, form),
        # A signature never stands on a page without a line of what is signed.
        KeepTogether([Paragraph(dots, flush), Spacer(1, 6), signed]),
    ]


def boxes(ticked: str | None = None) -> str:
    """The ends to choose from, side by side, one of them ticked or none."""
    marks = {words: f"{NO_BREAK}x{NO_BREAK}" if words == ticked else NO_BREAK * 3 for words in CHOICES}
    return (NO_BREAK * 4).join(f"[{mark}]{NO_BREAK}{words.replace(' ', NO_BREAK)} " for words, mark in marks.items())


def _criteria() -> RuledTable:
    asked = [*CRITERIA, *[""] * _BLANK_ROWS]
    return RuledTable(CRITERIA_COLUMNS, numbered([text, "", "", ""] for text in asked), row_height=_ROW)
