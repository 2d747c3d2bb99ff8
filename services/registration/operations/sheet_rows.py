"""What the cells of a list of delegates say, and what is wrong with them, in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from marshmallow import ValidationError, validate
from openpyxl.utils import get_column_letter

from chassis.language import Text
from chassis.web.problems import Problem
from services.registration.models import DelegateKind
from services.registration.names import folded
from services.registration.operations.sheet_file import MOST_ROWS, Line, SheetCell
from services.registration.phones import parse_phone
from services.registration.problems import SHEET_TOO_MANY_ROWS, SHEET_WITHOUT_HEADER

HEADS: dict[str, Text] = {
    "full_name": Text("Họ và tên", "Full name"),
    "post": Text("Chức vụ", "Post"),
    "phone": Text("Điện thoại", "Phone"),
    "email": Text("E-mail", "E-mail address"),
    "kind": Text("Tư cách", "Attends as"),
    "unit": Text("Đơn vị", "Unit"),
}
KINDS: dict[DelegateKind, Text] = {
    DelegateKind.DELEGATE: Text("Đại biểu", "Delegate"),
    DelegateKind.PRESENTER: Text("Tham luận", "Presenter"),
    DelegateKind.COMMENDED: Text("Được khen thưởng", "Commended"),
}
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text begins that a spreadsheet program takes for a formula; an export writes it after an apostrophe."""
_LONGEST = 200
_EMAIL = validate.Email()
_ALIASES = {"so dien thoai": "phone", "email": "email", "thu dien tu": "email", "ma don vi": "unit"}
_KIND_OF = {folded(text): kind for kind, words in KINDS.items() for text in (words.vi, words.en, kind.value)}
_FIELD_OF = {folded(text).strip(): field for field, words in HEADS.items() for text in (words.vi, words.en)} | _ALIASES


@dataclass(frozen=True)
class Fault:
    """What is wrong in one place; `column` is its letter, None when the row as a whole is meant."""

    row: int
    column: str | None
    text: Text

    def body(self) -> dict[str, Any]:
        """As a job keeps it."""
        return {"row": self.row, "column": self.column, "vi": self.text.vi, "en": self.text.en}


@dataclass(frozen=True)
class SheetRow:
    """A person whom the sheet names. `unit` is what stands in its cell."""

    row: int
    full_name: str
    post: str | None
    phone: str | None
    email: str | None
    kind: DelegateKind
    unit: str | None
    unit_column: str | None = None

    @property
    def search_name(self) -> str:
        """The folded name."""
        return folded(self.full_name)

    def details(self) -> dict[str, Any]:
        """As a naming says it."""
        return {name: getattr(self, name) for name in ("full_name", "post", "phone", "email", "kind")}


def rows_of(lines: Iterable[Line]) -> Iterator[SheetRow | list[Fault]]:
    """Each row of the list, or what is wrong with it. Raises `Problem` without a header, and for too many rows."""
    columns: Mapping[str, int] | None = None
    count = 0
    for number, cells in lines:
        if columns is None:
            columns = _header(cells)
            if columns is None and number > _HEADER_WITHIN:
                break
            continue
        count += 1
        if count > MOST_ROWS:
            raise Problem(SHEET_TOO_MANY_ROWS, rows=MOST_ROWS)
        yield _Reader(number, cells, columns).row()
    if columns is None:
        raise Problem(SHEET_WITHOUT_HEADER)


_HEADER_WITHIN = 20


def _header(cells: tuple[SheetCell, ...]) -> Mapping[str, int] | None:
    columns: dict[str, int] = {}
    for place, cell in enumerate(cells):
        field = _FIELD_OF.get(folded(str(cell.value or "").replace("*", "")).strip())
        if field is not None:
            columns.setdefault(field, place)
    return columns if "full_name" in columns else None


class _Reader:
    """Reads one row; what is wrong is gathered, so that a row is told everything at once."""

    def __init__(self, number: int, cells: tuple[SheetCell, ...], columns: Mapping[str, int]) -> None:
        self._number = number
        self._cells = cells
        self._columns = columns
        self._faults: list[Fault] = []

    def row(self) -> SheetRow | list[Fault]:
        full_name = self._name()
        post, phone, email = self._text("post"), self._phone(), self._email()
        kind, unit = self._kind(), self._text("unit")
        if self._faults:
            return self._faults
        return SheetRow(self._number, full_name, post, phone, email, kind, unit, self._letter("unit"))

    def _cell(self, field: str) -> SheetCell:
        place = self._columns.get(field)
        return SheetCell(None) if place is None or place >= len(self._cells) else self._cells[place]

    def _fault(self, field: str, vi: str, en: str) -> None:
        self._faults.append(
            Fault(self._number, self._letter(field), Text(f"{HEADS[field].vi}: {vi}", f"{HEADS[field].en}: {en}"))
        )

    def _letter(self, field: str) -> str | None:
        place = self._columns.get(field)
        return None if place is None else get_column_letter(place + 1)

    def _text(self, field: str) -> str | None:
        """A cell's text, tidied; None when it is empty or wrong, which is then said."""
        cell = self._cell(field)
        wrong = _no_text(cell)
        if wrong is not None:
            self._fault(field, wrong.vi, wrong.en)
            return None
        text = unicodedata.normalize("NFC", " ".join(str("" if cell.value is None else cell.value).split()))
        if text[:1] == "'" and text[1:].startswith(BEGINS_A_FORMULA):
            text = text[1:]
        if len(text) > _LONGEST:
            self._fault(field, f"dài quá {_LONGEST} ký tự", f"longer than {_LONGEST} characters")
            return None
        if any(unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn", "Cf") for character in text):
            self._fault(field, "có ký tự ẩn; xin gõ lại", "has invisible characters; type it again")
            return None
        return text or None

    def _name(self) -> str:
        before = len(self._faults)
        text = self._text("full_name")
        if text is None:
            if len(self._faults) == before:
                self._fault("full_name", "chưa có; mỗi dòng cần họ và tên", "is missing; every row needs one")
            return ""
        if not any(character.isalpha() for character in text):
            self._fault("full_name", f"“{text}” không phải tên người", f"“{text}” is not a person's name")
        return text

    def _phone(self) -> str | None:
        cell = self._cell("phone")
        if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and not cell.formula:
            # Spreadsheets take the leading zero of a number away.
            whole = f"{cell.value:.0f}"
            return self._parsed_phone("0" + whole if len(whole) == _WITHOUT_ZERO else whole)
        text = self._text("phone")
        return None if text is None else self._parsed_phone(text)

    def _parsed_phone(self, text: str) -> str | None:
        try:
            return parse_phone(text)
        except ValueError:
            self._fault(
                "phone",
                f"“{text}” không phải số điện thoại, ví dụ đúng: 0900.000.001",
                f"“{text}” is not a phone number; one is 0900.000.001",
            )
            return None

    def _email(self) -> str | None:
        text = self._text("email")
        if text is None:
            return None
        try:
            return _EMAIL(text)
        except ValidationError:
            self._fault(
                "email",
                f"“{text}” không phải địa chỉ e-mail, ví dụ đúng: ten@donvi.example",
                f"“{text}” is not an e-mail address; one is name@unit.example",
            )
            return None

    def _kind(self) -> DelegateKind:
        text = self._text("kind")
        if text is None:
            return DelegateKind.DELEGATE
        kind = _KIND_OF.get(folded(text))
        if kind is None:
            vi, en = (", ".join(getattr(words, language) for words in KINDS.values()) for language in ("vi", "en"))
            self._fault(
                "kind", f"“{text}” không có; chọn một trong: {vi}", f"“{text}” is not known; choose one of: {en}"
            )
            return DelegateKind.DELEGATE
        return kind


_WITHOUT_ZERO = 9


def _no_text(cell: SheetCell) -> Text | None:
    """Why a cell's value is no text that somebody wrote; None when it may be one."""
    if cell.formula:
        return Text("là công thức; xin dán giá trị", "is a formula; paste the value")
    if cell.error:
        return Text(f"có lỗi {cell.value}; xin gõ lại", f"has the error {cell.value}; type it again")
    if isinstance(cell.value, bool):
        return Text("là giá trị đúng/sai, không phải chữ", "is a truth value, not a text")
    if isinstance(cell.value, datetime | date | time):
        return Text("là ngày giờ, không phải chữ", "is a date or time, not a text")
    return None
