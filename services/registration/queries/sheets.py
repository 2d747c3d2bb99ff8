"""Lists of delegates as spreadsheets: the template to fill in, and what is on a list now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.language import Language, Text
from services.registration.models import Delegate, Unit
from services.registration.operations.sheet_file import MOST_ROWS
from services.registration.operations.sheet_rows import BEGINS_A_FORMULA, HEADS, KINDS
from services.registration.private_links import PrivateLinks
from services.registration.queries.delegates import conditions, delegate_views
from services.registration.workflows.delegate import DelegateState

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = {"full_name": 28, "post": 26, "phone": 16, "email": 28, "kind": 18, "unit": 40}
_HEAD_FILL = PatternFill("solid", fgColor="F3E6E8")
_STATES: dict[str, Text] = {
    "waiting": Text("Chờ quyết định", "Waiting"),
    "registered": Text("Đã ghi tên", "Registered"),
    "confirmed": Text("Đã xác nhận", "Confirmed"),
    "excused": Text("Vắng có lý do", "Excused"),
    "cancelled": Text("Đã rút tên", "Taken off"),
    "substituted": Text("Đã có người đi thay", "Substituted"),
}
_PRESENT = Text("Có mặt", "Present")
_STATE = Text("Trạng thái", "State")
_CATEGORY = Text("Thành phần", "Category")
_YES = Text("x", "x")
_UNLISTED = Text("Ngoài danh sách", "Unlisted")
_NOTES = (
    Text("Cách điền", "How to fill this in"),
    Text("Mỗi dòng một đại biểu, từ dòng 2 của trang đầu. Không đổi dòng tiêu đề.", "One delegate a row, from row 2."),
    Text("Cột có dấu * bắt buộc.", "Columns with * are required."),
    Text("Điện thoại giúp nhận ra một người có tên ở hai danh sách: một chỗ, một thẻ.",
         "The phone tells that a person is on two lists: one seat, one pass."),
    Text("Tư cách và Đơn vị: chọn trong danh sách thả xuống.", "Attends as, Unit: choose from the drop-down."),
    Text("Chỉ dán giá trị, không dán công thức. Tối đa 5.000 dòng.", "Paste values, no formulas. At most 5,000 rows."),
)  # fmt: skip
_EXAMPLE = {
    "full_name": Text("Lê Thị Ví Dụ", "Lê Thị Ví Dụ"),
    "post": Text("Phó Trưởng phòng", "Deputy head"),
    "phone": Text("0900.000.001", "0900.000.001"),
    "email": Text("vi-du@donvi.example", "vi-du@donvi.example"),
    "kind": KINDS[next(iter(KINDS))],
}


def written_safely(text: str | None) -> str | None:
    """Text that no spreadsheet program takes for a formula: one that begins like one gets an apostrophe before it."""
    return f"'{text}" if text and text.startswith(BEGINS_A_FORMULA) else text


def template(session: Session, slug: str, identity: Identity, language: Language) -> bytes:
    """An empty sheet with its header and drop-downs, notes, and an example on a sheet of its own."""
    fields = _fields(identity)
    units = [] if identity.role == Role.UNIT else _unit_names(session, slug)
    book = Workbook()
    sheet = book.active
    sheet.title = Text("Danh sách", "List").in_language(language)
    _write_head(sheet, fields, language)
    sheet.freeze_panes = "A2"
    _write_notes(book, fields, language, units)
    lists = book.create_sheet(Text("Lựa chọn", "Choices").in_language(language))
    for words in KINDS.values():
        lists.append([words.in_language(language)])
    for number, name in enumerate(units, start=1):
        lists.cell(number, 2, written_safely(name))
    title = lists.title
    _offer(sheet, fields, "kind", f"'{title}'!$A$1:$A${len(KINDS)}")
    if units:
        _offer(sheet, fields, "unit", f"'{title}'!$B$1:$B${len(units)}")
    return _saved(book)


def export_delegates(
    session: Session,
    slug: str,
    arguments: Mapping[str, Any],
    identity: Identity,
    links: PrivateLinks,
    language: Language,
) -> bytes:
    """The whole of a filtered list, in the order of Vietnamese names; what the reader may not see is left out."""
    listed = select(Delegate).where(Delegate.conference == slug, *conditions(slug, arguments, identity))
    rows = session.scalars(listed.order_by(Delegate.sort_name, Delegate.id)).all()
    book = Workbook(write_only=True)
    sheet = book.create_sheet(Text("Đại biểu", "Delegates").in_language(language))
    heads = [HEADS[name] for name in HEADS] + [_CATEGORY, _STATE, _PRESENT]
    for number, width in enumerate([*_WIDTHS.values(), 26, 18, 10], start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_head_cell(sheet, head.in_language(language)) for head in heads])
    for start in range(0, len(rows), 500):
        for view in delegate_views(session, slug, rows[start : start + 500], identity, links):
            sheet.append([written_safely(text) for text in _line(view, language)])
    return _saved(book)


def _line(view: Mapping[str, Any], language: Language) -> Iterable[str | None]:
    kind = KINDS.get(view["kind"], _UNLISTED)
    yield view["full_name"]
    yield view["post"]
    yield view["phone"]
    yield view["email"]
    yield kind.in_language(language)
    yield view["unit_name"]
    yield view["category_name"]
    yield _STATES[DelegateState(view["state"]).value].in_language(language)
    yield _YES.in_language(language) if view["present"] else None


def _fields(identity: Identity) -> list[str]:
    return [name for name in HEADS if name != "unit" or identity.role != Role.UNIT]


def _unit_names(session: Session, slug: str) -> Sequence[str]:
    invited = select(Unit.name).where(Unit.conference == slug, Unit.invited.is_(True)).order_by(Unit.sort_name)
    return session.scalars(invited).all()


def _write_head(sheet: Any, fields: Sequence[str], language: Language) -> None:
    for number, name in enumerate(fields, start=1):
        required = "*" if name in ("full_name", "unit") else ""
        cell = sheet.cell(1, number, f"{HEADS[name].in_language(language)}{required}")
        cell.font, cell.fill = Font(bold=True), _HEAD_FILL
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS[name]
        if name == "phone":
            for row in range(2, 302):
                sheet.cell(row, number).number_format = "@"


def _write_notes(book: Any, fields: Sequence[str], language: Language, units: Sequence[str]) -> None:
    notes = book.create_sheet(Text("Hướng dẫn và ví dụ", "Notes and example").in_language(language))
    for note in _NOTES:
        notes.append([note.in_language(language)])
        notes.cell(notes.max_row, 1).alignment = Alignment(wrap_text=False)
    notes["A1"].font = Font(bold=True)
    notes.append([])
    notes.append([HEADS[name].in_language(language) for name in fields])
    example = {name: words.in_language(language) for name, words in _EXAMPLE.items()}
    notes.append([example.get(name, units[0] if units else None) for name in fields])
    for number, name in enumerate(fields, start=1):
        notes.column_dimensions[get_column_letter(number)].width = _WIDTHS[name]


def _offer(sheet: Any, fields: Sequence[str], name: str, choices: str) -> None:
    letter = get_column_letter(fields.index(name) + 1)
    validation = DataValidation(type="list", formula1=choices, allow_blank=True)
    validation.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.add_data_validation(validation)


def _head_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font, cell.fill = Font(bold=True), _HEAD_FILL
    return cell


def _saved(book: Any) -> bytes:
    into = BytesIO()
    book.save(into)
    return into.getvalue()
