"""Phiếu kiểm tra kỹ thuật phóng sự: what the machine found in one cut, rule by rule, and what is to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from services.documents.film.inspection.names import RULES, SEVERITIES
from services.documents.film.inspection.report import WORST_FIRST, Finding, InspectionReport, Severity
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.rendering.body import body_style, labelled, note, part_style
from services.documents.rendering.fonts import ensure_fonts
from services.documents.rendering.heading import HeadingBlocks
from services.documents.rendering.loudness_chart import LoudnessChart
from services.documents.rendering.pages import PageForm, render_pages
from services.documents.rendering.papers import Conference, RenderedPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.signature import maker_and_signature
from services.documents.rendering.table import Column, RuledTable, numbered, table
from services.documents.rendering.text import or_dots, printable
from services.documents.rendering.title import title_block
from services.documents.rendering.words import moment_in_words

_REMINDER = "Kết quả do máy đo, để tham khảo khi thẩm định. Thời điểm ghi theo phút:giây:khung hình."
_GROUP = 8
"""Letters of a checksum that stand together, to be compared by eye."""


@dataclass(frozen=True)
class FilmInspectionPaper:
    """One cut and what was found in it. What is None stays dots."""

    conference: Conference
    report: InspectionReport
    asked: Thresholds
    inspected_at: datetime
    title: str | None = None
    broadcaster: str | None = None
    cut: int | None = None
    """Which cut it is, from 1."""
    file_name: str | None = None
    sha256: str | None = None
    signer_name: str | None = None


def render_film_inspection(paper: FilmInspectionPaper, profile: FormatProfile) -> RenderedPaper:
    """The phiếu as a file. Raises `FontsMissing`."""
    ensure_fonts()
    form = PageForm(profile)
    title = f"Phiếu kiểm tra kỹ thuật phóng sự {paper.conference.short_title}"
    return render_pages(_story(paper, form), form, title=title, author=paper.conference.host)


def _story(paper: FilmInspectionPaper, form: PageForm) -> list[Flowable]:
    profile, report = form.profile, paper.report
    when = moment_in_words(paper.inspected_at.astimezone(paper.conference.zone))
    signed = maker_and_signature(paper.conference, paper.signer_name, profile)
    return [
        HeadingBlocks(paper.conference, profile, "", None),
        *title_block("PHIẾU KIỂM TRA KỸ THUẬT", or_dots(paper.title), profile),
        labelled("Đơn vị thực hiện:", paper.broadcaster, form),
        labelled("Bản gửi:", None if paper.cut is None else f"lần {paper.cut}", form),
        labelled("Tên tệp:", paper.file_name, form),
        labelled("Mã kiểm tra (SHA-256):", _grouped(paper.sha256), form),
        labelled("Kiểm tra lúc:", when, form),
        labelled("Kết quả:", _summary(report), form),
        note(_REMINDER, profile),
        Spacer(1, 6),
        table(_findings(report.findings), form.text_width),
        *_chart(paper, form),
        # A signature never stands on a page without a line of what is signed.
        KeepTogether([*_to_mend(report, profile), Spacer(1, 10), signed]),
    ]


def _summary(report: InspectionReport) -> str:
    """`không đạt 2, cần xem lại 1, đạt 13`."""
    counted = ((SEVERITIES[each].vi.lower(), report.count(each)) for each in WORST_FIRST)
    parts = ", ".join(f"{name} {count}" for name, count in counted if count)
    return f"{SEVERITIES[report.verdict].vi} ({parts})"


def _findings(findings: Sequence[Finding]) -> RuledTable:
    columns = [
        Column("STT", 11, "centre"),
        Column("Nội dung", 36),
        Column("Kết quả đo", 88),
        Column("Đánh giá", 30, "centre"),
    ]
    rows = numbered([RULES[each.rule].vi, each.message_vi, SEVERITIES[each.severity].vi] for each in findings)
    return RuledTable(columns, rows)


def _chart(paper: FilmInspectionPaper, form: PageForm) -> list[Flowable]:
    report, asked = paper.report, paper.asked
    duration = max(report.facts.duration_ms or 0, report.facts.audio_ms or 0)
    if not report.curve.momentary and not report.passages:
        return []
    band = (asked.loudness - asked.loudness_good_within, asked.loudness + asked.loudness_good_within)
    chart = LoudnessChart(report.curve, report.passages, duration, band)
    legend = "Nét đậm: loudness trong 3 giây; nét nhạt: trong 0,4 giây; dải xám: mức yêu cầu."
    head = Paragraph("Diễn biến tiếng và hình", part_style(form.profile))
    return [KeepTogether([head, chart, note(legend, form.profile)])]


def _to_mend(report: InspectionReport, profile: FormatProfile) -> list[Flowable]:
    """What to do, once each: several rules may ask for the same export."""
    asking = (each for each in report.findings if each.severity is not Severity.GOOD and each.mend_vi)
    mends = dict.fromkeys(each.mend_vi for each in asking)
    if not mends:
        return []
    lines = [Paragraph(f"- {escape(printable(mend))}", body_style(profile)) for mend in mends]
    return [Paragraph("Cần làm", part_style(profile)), *lines]


def _grouped(checksum: str | None) -> str | None:
    if checksum is None:
        return None
    return " ".join(checksum[start : start + _GROUP] for start in range(0, len(checksum), _GROUP))
