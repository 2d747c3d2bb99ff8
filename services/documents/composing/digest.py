"""Composes the digest of reports (báo cáo tổng hợp), which is printed and written for Word alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from services.documents.composing.obligation_list import STATES, TIMELINESS
from services.documents.form_check.rule import OutlineSection
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.queries.digest import Digest, DigestUnit, LeftOut, Standing, Which
from services.documents.rendering import Column, DigestEntry, DigestList, DigestPaper, DigestSection
from services.documents.rendering.table import Cell, RuledTable, numbered
from services.documents.rendering.words import day_in_figures, moment_in_words
from services.documents.workflows.submission import CAME, SubmissionState

TABLE = "(Bảng biểu{place}: xem trong tệp của đơn vị.)"
PICTURES = "(Có {count} hình, {places}: xem trong tệp của đơn vị.)"
CUT = "(Báo cáo dài, phần còn lại xem trong tệp của đơn vị.)"
_NAMES = {"table": "bảng", "picture": "hình"}
_PLACES = {"page": "trang", "paragraph": "đoạn"}
_NUMBER = Column("STT", 11, "centre")
_BOARD = (
    _NUMBER,
    Column("Đơn vị", 43),
    Column("Hết hạn ngày", 24, "centre"),
    Column("Nộp lúc", 36, "centre"),
    Column("Kết quả", 28),
    Column("Ghi chú", 23),
)
_MISSING = (_NUMBER, Column("Đơn vị", 83), Column("Hết hạn ngày", 24, "centre"), Column("Ghi chú", 47))
_LEFT_OUT = (_NUMBER, Column("Đơn vị", 66), Column("Lý do", 88))
_NOT_TEXT = (_NUMBER, Column("Đơn vị", 52), Column("Số lượng", 30), Column("Ở đâu", 72))


def digest_paper(facts: ConferenceFacts, digest: Digest, now: datetime) -> DigestPaper:
    """Each section with what every unit says of it; at the end who sent it when, who did not, what was not read."""
    zone = facts.conference.zone
    missing = digest.standing(Standing.MISSING, Standing.RETURNED)
    with_exhibits = [each for each in digest.units if each.left_out]
    left_out = digest.standing(Standing.UNREADABLE, Standing.READING, Standing.NOT_ACCEPTED)
    return DigestPaper(
        conference=facts.conference,
        about=digest.title,
        opening=_opening(digest, now.astimezone(zone)),
        sections=[_section(digest, place, section) for place, section in enumerate(digest.outline)],
        appendix=[
            DigestList("1. Theo đơn vị", RuledTable(_BOARD, numbered(_sent(each, zone) for each in digest.units))),
            DigestList(
                f"2. Đơn vị chưa nộp ({len(missing)})",
                RuledTable(_MISSING, numbered(_owes(each, zone) for each in missing)),
            ),
            DigestList(
                f"3. Bài chưa đưa vào tổng hợp ({len(left_out)})",
                RuledTable(_LEFT_OUT, numbered([each.unit_name, _why(each)] for each in left_out)),
            ),
            DigestList(
                f"4. Bảng và hình không đưa vào ({sum(len(each.left_out) for each in with_exhibits)})",
                RuledTable(_NOT_TEXT, numbered(_exhibits(each, digest.outline) for each in with_exhibits)),
            ),
        ],
        signer_name=facts.signer_name,
    )


def _opening(digest: Digest, local: datetime) -> list[str]:
    figures = digest.figures()
    taken = "đã được chấp nhận" if digest.which is Which.ACCEPTED else "đã nộp"
    came = (
        f"Tính đến {moment_in_words(local)}: {figures['owed']} đơn vị có nhiệm vụ báo cáo; {figures['came']} đơn vị đã"
        f" nộp ({figures['in_time']} đúng hạn, {figures['late']} muộn), trong đó {figures['accepted']} báo cáo đã được"
        f" chấp nhận. {figures['returned']} báo cáo đã trả lại để hoàn thiện và {figures['missing']} đơn vị chưa nộp;"
        f" trong số này {figures['overdue']} đơn vị đã quá hạn."
    )
    about = (
        f"Bản này tổng hợp {figures['taken']} báo cáo {taken}, giữ nguyên văn của từng đơn vị, sắp xếp theo đề cương"
        " để biên tập. Tình hình nộp, đơn vị chưa nộp và báo cáo chưa đưa vào tổng hợp được nêu ở Phụ lục."
    )
    tables, pictures = figures["tables_left_out"], figures["pictures_left_out"]
    if not tables + pictures:
        return [came, about]
    exhibits = (
        f"{tables} bảng và {pictures} hình trong các báo cáo không đưa vào bản này; vị trí từng bảng, từng hình được"
        " nêu ở mục 4 của Phụ lục để lấy từ tệp của đơn vị."
    )
    return [came, about, exhibits]


def _section(digest: Digest, place: int, section: OutlineSection) -> DigestSection:
    taken = digest.taken(place)
    named = {each.unit for each in taken}
    without = [each.unit_name for each in digest.standing(Standing.TAKEN) if each.unit not in named]
    return DigestSection(
        title=section.name,
        depth=section.depth,
        entries=[_entry(each, place) for each in taken],
        remark=f"Không thấy mục này trong báo cáo của: {'; '.join(without)}." if section.leaf and without else "",
    )


def _entry(unit: DigestUnit, place: int) -> DigestEntry:
    last = max(number for number, lines in enumerate(unit.sections) if lines)
    tables = iter(unit.left_out_of(place, "table"))
    lines = [_table(next(tables, None)) if line is None else line for line in unit.sections[place]]
    pictures = unit.left_out_of(place, "picture")
    remarks = [PICTURES.format(count=len(pictures), places=_places(pictures))] if pictures else []
    if unit.cut and place == last:
        remarks.append(CUT)
    return DigestEntry(unit.unit_name, lines, " ".join(remarks))


def _table(where: LeftOut | None) -> str:
    return TABLE.format(place="" if where is None else f", {_places([where])}")


def _places(exhibits: Sequence[LeftOut]) -> str:
    """`đoạn 4, 9`: all of one report are counted by the same."""
    numbers = dict.fromkeys(str(each.number) for each in exhibits)
    return f"{_PLACES[exhibits[0].where]} {', '.join(numbers)}"


def _below(outline: Sequence[OutlineSection], place: int) -> str:
    """` (mục III.3)`: the numbers that lead to a section; of one without a number those above it."""
    numbers: dict[int, str] = {}
    for section in outline[: place + 1]:
        numbers = {depth: number for depth, number in numbers.items() if depth < section.depth}
        numbers[section.depth] = section.number
    path = ".".join(filter(None, numbers.values()))
    return f" (mục {path})" if path else ""


def _exhibits(unit: DigestUnit, outline: Sequence[OutlineSection]) -> list[Cell]:
    counts = [(sum(each.what == what for each in unit.left_out), name) for what, name in _NAMES.items()]
    places = [
        f"{_NAMES[what]} ở {_places(found)}{_below(outline, place)}"
        for place in range(len(outline))
        for what in _NAMES
        if (found := unit.left_out_of(place, what))
    ]
    return [unit.unit_name, ", ".join(f"{count} {name}" for count, name in counts if count), "; ".join(places)]


def _sent(unit: DigestUnit, zone: ZoneInfo) -> list[Cell]:
    note = TIMELINESS[unit.timeliness] if unit.timeliness else "quá hạn" if unit.overdue else ""
    extended = "gia hạn" if unit.extended else ""
    return [
        unit.unit_name,
        _day(unit.last_moment, zone),
        _moment(unit.came_at, zone) if unit.came_at else "",
        STATES[unit.state],
        ", ".join(filter(None, (note, extended))),
    ]


def _owes(unit: DigestUnit, zone: ZoneInfo) -> list[Cell]:
    returned = "trả lại, chưa nộp lại" if unit.state is SubmissionState.RETURNED else ""
    overdue = "quá hạn" if unit.overdue else "chưa đến hạn"
    return [unit.unit_name, _day(unit.last_moment, zone), ", ".join(filter(None, (overdue, returned)))]


def _why(unit: DigestUnit) -> str:
    if unit.problem is not None:
        return unit.problem.vi
    return "Đã nộp, chưa được chấp nhận." if unit.state in CAME else ""


def _day(moment: datetime, zone: ZoneInfo) -> str:
    """The last day that is in time."""
    return day_in_figures(moment.astimezone(zone))


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%H:%M} {day_in_figures(local)}"
