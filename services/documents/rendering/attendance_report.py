"""Báo cáo tình hình có mặt: what the chair reads out, and whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer

from services.documents.rendering.body import body_style, part_style
from services.documents.rendering.fonts import ensure_fonts
from services.documents.rendering.heading import HeadingBlocks, number_line
from services.documents.rendering.pages import PageForm, render_pages
from services.documents.rendering.papers import Conference, RenderedPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.signature import distribution, foot, signature
from services.documents.rendering.table import Cell, Column, RuledTable, numbered, table
from services.documents.rendering.text import printable
from services.documents.rendering.title import title_block
from services.documents.rendering.words import moment_in_words, phone_in_groups

KIND = "BC"

_HEAD_WITH_ROWS = 40 * mm


@dataclass(frozen=True)
class HallNumbers:
    """Numbers of persons: of the whole hall, or of one category by its name."""

    name: str
    invited: int
    confirmed: int
    present: int
    excused: int
    substituted: int
    """Of those confirmed, who come in the place of another."""
    unlisted: int
    """Guests outside the list who were let in: counted apart from all others."""

    @property
    def absent(self) -> int:
        """Confirmed and not here."""
        return self.confirmed - self.present


@dataclass(frozen=True)
class MissingUnit:
    """A unit with confirmed delegates of whom nobody is here, and whom to call."""

    name: str
    confirmed: int
    focal_point_name: str | None = None
    focal_point_phone: str | None = None


@dataclass(frozen=True)
class SubstitutePerson:
    """Somebody who comes in the place of another (`instead_of`, where that name is known)."""

    full_name: str
    post: str | None
    unit_name: str
    instead_of: str | None
    came_at: datetime | None


@dataclass(frozen=True)
class UnlistedPerson:
    """A guest outside the list who was let in."""

    full_name: str
    about: str
    """Post and unit, as far as they are known."""
    came_at: datetime | None


@dataclass(frozen=True)
class AttendanceReport:
    """Who was here at one moment."""

    conference: Conference
    as_of: datetime
    totals: HallNumbers
    categories: Sequence[HallNumbers]
    missing_units: Sequence[MissingUnit]
    substitutes: Sequence[SubstitutePerson]
    unlisted: Sequence[UnlistedPerson]
    signer_name: str | None = None


def render_attendance_report(report: AttendanceReport, profile: FormatProfile) -> RenderedPaper:
    """The report as a file; parts about nobody say so in a line. Raises `FontsMissing`."""
    ensure_fonts()
    form = PageForm(profile)
    title = f"Báo cáo tình hình có mặt {report.conference.short_title}"
    return render_pages(_story(report, form), form, title=title, author=report.conference.host)


def _story(report: AttendanceReport, form: PageForm) -> list[Flowable]:
    conference, profile = report.conference, form.profile
    day = report.as_of.astimezone(conference.zone).date()
    receivers = ("Chủ trì Hội nghị", profile.distribution_default[-1])
    signed = foot(distribution(receivers, profile), signature(conference, report.signer_name, profile))
    return [
        HeadingBlocks(conference, profile, number_line(KIND, None, conference, profile), day),
        *title_block("BÁO CÁO", f"Tình hình đại biểu dự {conference.occasion}", profile),
        Paragraph(escape(_summary(report)), body_style(profile)),
        *_part("1. Có mặt theo thành phần", _by_category(report), form),
        # A head never stands alone at the end of a page, and a long table begins on the page it is on.
        CondPageBreak(_HEAD_WITH_ROWS),
        *_part("2. Đơn vị chưa có đại biểu đến", _missing(report), form),
        CondPageBreak(_HEAD_WITH_ROWS),
        *_part("3. Đại biểu đi thay", _substitutes(report), form),
        # A signature never stands on a page without a line of what is signed.
        KeepTogether([*_part("4. Khách ngoài danh sách", _unlisted(report), form), Spacer(1, 16), signed]),
    ]


def _summary(report: AttendanceReport) -> str:
    totals = report.totals
    when = moment_in_words(report.as_of.astimezone(report.conference.zone))
    share = f" (đạt {_percent(totals.present, totals.confirmed)})" if totals.confirmed else ""
    return (
        f"Tính đến {when}, tại {printable(report.conference.hall)}: triệu tập {totals.invited} đại biểu;"
        f" xác nhận dự {totals.confirmed}; có mặt {totals.present}{share}; chưa đến {totals.absent};"
        f" vắng có lý do {totals.excused}; đi thay {totals.substituted}; khách ngoài danh sách {totals.unlisted}."
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%".replace(".", ",").replace(",0%", "%")


def _part(title: str, content: RuledTable, form: PageForm) -> list[Flowable]:
    """A headed table."""
    body = body_style(form.profile)
    head = part_style(form.profile)
    if not content.rows:
        return [Paragraph(escape(title), head), Paragraph("Không có.", ParagraphStyle("nobody", body))]
    return [Paragraph(escape(title), head), table(content, form.text_width)]


def _by_category(report: AttendanceReport) -> RuledTable:
    columns = [
        Column("STT", 11, "centre"),
        Column("Thành phần", 43),
        Column("Triệu tập", 17, "right"),
        Column("Xác nhận", 17, "right"),
        Column("Có mặt", 18, "right"),
        Column("Chưa đến", 22, "right"),
        Column("Đi thay", 20, "right"),
        Column("Ngoài DS", 17, "right"),
    ]
    rows = numbered(_numbers(category) for category in report.categories)
    return RuledTable(columns, rows, total=["", *_numbers(report.totals)])


def _numbers(numbers: HallNumbers) -> list[Cell]:
    return [
        numbers.name,
        numbers.invited,
        numbers.confirmed,
        numbers.present,
        numbers.absent,
        numbers.substituted,
        numbers.unlisted,
    ]


def _missing(report: AttendanceReport) -> RuledTable:
    columns = [
        Column("STT", 11, "centre"),
        Column("Đơn vị", 62),
        Column("Số đại biểu", 18, "right"),
        Column("Đầu mối", 44),
        Column("Điện thoại", 30),
    ]
    rows = numbered(
        [unit.name, unit.confirmed, unit.focal_point_name or "", phone_in_groups(unit.focal_point_phone or "")]
        for unit in report.missing_units
    )
    return RuledTable(columns, rows)


def _substitutes(report: AttendanceReport) -> RuledTable:
    columns = [
        Column("STT", 11, "centre"),
        Column("Người đi thay", 42),
        Column("Đơn vị", 54),
        Column("Thay đồng chí", 38),
        Column("Có mặt lúc", 20, "centre"),
    ]
    rows = numbered(
        [each.full_name, each.unit_name, each.instead_of or "", _clock(each.came_at, report)]
        for each in report.substitutes
    )
    return RuledTable(columns, rows)


def _unlisted(report: AttendanceReport) -> RuledTable:
    columns = [
        Column("STT", 11, "centre"),
        Column("Họ và tên", 48),
        Column("Chức vụ, đơn vị", 86),
        Column("Có mặt lúc", 20, "centre"),
    ]
    rows = numbered([each.full_name, each.about, _clock(each.came_at, report)] for each in report.unlisted)
    return RuledTable(columns, rows)


def _clock(moment: datetime | None, report: AttendanceReport) -> str:
    return f"{moment.astimezone(report.conference.zone):%H:%M}" if moment else "–"
