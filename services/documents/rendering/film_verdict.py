"""Phiếu thẩm định phóng sự as one appraiser decided it: the form of the tờ trình, filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from chassis.film_time import span_on_film
from services.documents.rendering.body import body_style, labelled, note, part_style
from services.documents.rendering.film_appraisal import CHOICES, CRITERIA, CRITERIA_COLUMNS, boxes
from services.documents.rendering.fonts import ensure_fonts
from services.documents.rendering.heading import HeadingBlocks
from services.documents.rendering.pages import PageForm, render_pages
from services.documents.rendering.papers import Conference, RenderedPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.signature import foot, unknown_signature
from services.documents.rendering.table import Cell, RuledTable, table
from services.documents.rendering.text import or_dots, printable
from services.documents.rendering.title import title_block
from services.documents.rendering.words import moment_in_words

_ENDED = "Phiếu này đã hết hiệu lực: bản phim được mở lại thẩm định hoặc có yêu cầu sửa sau đó."

_TECHNICAL = len(CRITERIA) - 1
_ROW = 6.0
"""Millimetres: what stands in a row is printed, nobody writes there."""


@dataclass(frozen=True)
class VerdictRemark:
    """What the appraiser said about a moment or a span. `criterion`: which line of the phiếu, from 0."""

    criterion: int
    must_fix: bool
    from_ms: int
    to_ms: int | None
    text: str


@dataclass(frozen=True)
class FilmVerdictPaper:
    """One verdict. What is None stays dots."""

    conference: Conference
    title: str
    broadcaster: str
    cut: int
    file_name: str
    sha256: str
    appraiser: str
    post: str | None
    approved: bool
    word: str | None
    decided_at: datetime
    stands: bool
    remarks: Sequence[VerdictRemark] = ()
    measured: str | None = None
    """What the machine found against the cut, for the line about its technical quality."""


def render_film_verdict(paper: FilmVerdictPaper, profile: FormatProfile) -> RenderedPaper:
    """The phiếu as a file. Raises `FontsMissing`."""
    ensure_fonts()
    form = PageForm(profile)
    title = f"Phiếu thẩm định phóng sự {paper.conference.short_title}"
    return render_pages(_story(paper, form), form, title=title, author=paper.conference.host)


def _story(paper: FilmVerdictPaper, form: PageForm) -> list[Flowable]:
    profile = form.profile
    flush = ParagraphStyle("flush", body_style(profile), firstLineIndent=0)
    when = moment_in_words(paper.decided_at.astimezone(paper.conference.zone))
    signed = foot([], unknown_signature(profile, "NGƯỜI THẨM ĐỊNH", paper.appraiser))
    ended = [] if paper.stands else [note(_ENDED, profile)]
    return [
        HeadingBlocks(paper.conference, profile, "", None),
        *title_block("PHIẾU THẨM ĐỊNH", or_dots(paper.title), profile),
        *ended,
        labelled("Đơn vị thực hiện:", paper.broadcaster, form),
        labelled("Bản phim:", f"bản {paper.cut}, tệp {paper.file_name}", form),
        labelled("Mã kiểm tra (SHA-256):", paper.sha256, form),
        labelled("Người thẩm định:", " – ".join(filter(None, (paper.appraiser, paper.post))), form),
        Spacer(1, 6),
        table(_criteria(paper), form.text_width),
        Paragraph("Kết luận", part_style(profile)),
        Paragraph(boxes(CHOICES[0] if paper.approved else CHOICES[1]), flush),
        # A signature never stands on a page without a line of what is signed.
        KeepTogether(
            [
                Paragraph(f"<b>Ý kiến khác:</b> {escape(printable(paper.word or 'không'))}", flush),
                labelled("Thời điểm kết luận:", when, form),
                Spacer(1, 6),
                signed,
            ]
        ),
    ]


def _criteria(paper: FilmVerdictPaper) -> RuledTable:
    """A line for each criterion. Who approves finds every line good; who sends back says which are not."""
    rows: list[list[Cell]] = []
    for place, text in enumerate(CRITERIA):
        said = [each for each in paper.remarks if each.criterion == place]
        wrong = any(each.must_fix for each in said) and not paper.approved
        good = "x" if paper.approved else ""
        lines = [paper.measured] if paper.measured and place == _TECHNICAL else []
        lines += [f"{span_on_film(each.from_ms, each.to_ms)}: {each.text.rstrip('.;')}" for each in said]
        rows.append([place + 1, text, "" if wrong else good, "x" if wrong else "", "; ".join(lines)])
    return RuledTable(CRITERIA_COLUMNS, rows, row_height=_ROW)
