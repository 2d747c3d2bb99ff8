"""What applying a plan would change, against the plan in force."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from chassis.language import Text
from services.documents.plan.hints import keys_of
from services.documents.plan.model import Plan, SeatRow
from services.documents.plan.spoken import shortened, spoken
from services.documents.plan.words import NOUNS, field_words

ChangeKind = Literal["added", "removed", "changed"]

_LONGEST_NAME = 80


@dataclass(frozen=True)
class Change:
    """One change. `noun` is a key of the plan ("units"); `code` says which entry, empty for what there is only one of.

    `field` is a path inside it ("focal_point.email"), `order` for entries in another order, and empty for an entry
    that came or went. `old` and `new` are the plan's own values: None, text, number, date, tuple, dataclass.
    """

    kind: ChangeKind
    noun: str
    code: str
    name: str
    field: str
    old: Any
    new: Any

    @property
    def sentence_vi(self) -> str:
        """The change in one Vietnamese sentence."""
        return self.sentence.vi

    @property
    def sentence_en(self) -> str:
        """The change in one English sentence."""
        return self.sentence.en

    @property
    def sentence(self) -> Text:
        """The change in one sentence, in both languages."""
        noun, which = NOUNS[self.noun], f" “{shortened(self.name, _LONGEST_NAME)}”" if self.name else ""
        if self.kind == "added":
            return Text(f"Thêm {noun.vi}{which}.", f"Add {noun.en}{which}.")
        if self.kind == "removed":
            return Text(f"Bỏ {noun.vi}{which}.", f"Remove {noun.en}{which}.")
        if self.field == "order":
            return Text(f"Đổi thứ tự {noun.vi}.", f"Change the order: {noun.en}.")
        return self._changed(noun, which)

    def _changed(self, noun: Text, which: str) -> Text:
        field, old, new = field_words(self.field) if self.field else None, spoken(self.old), spoken(self.new)
        vi, en = f"{noun.vi.capitalize()}{which}", f"{noun.en.capitalize()}{which}"
        if field:
            vi, en = f"{vi}: {field.vi}", f"{en}: {field.en}"
        return Text(f"{vi} từ {old.vi} thành {new.vi}.", f"{en} from {old.en} to {new.en}.")


def diff(old: Plan | None, new: Plan) -> list[Change]:
    """Every change from `old` to `new`, in the order of the model; all is added where there was no plan.

    Entries are the same when their code is (the unit of a department, the name of a line of the invitation or
    distribution list): a changed code reads as one removed and one added.
    """
    return [change for noun in keys_of(Plan) for change in _of(noun, old, new)]


def _of(noun: str, old: Plan | None, new: Plan) -> Iterator[Change]:
    before, after = getattr(old, noun) if old else None, getattr(new, noun)
    if keys_of(Plan)[noun].kind.form == "list" and noun != "reminder_days":
        yield from _entries(noun, before or (), after)
    elif before is None and after is not None:
        yield _came_or_went("added", noun, after)
    elif before is not None and after is None:
        yield _came_or_went("removed", noun, before)
    elif before is not None:
        yield from _fields(noun, "", _flat(before), _flat(after))


def _entries(noun: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Change]:
    was, now = {_code(entry): entry for entry in before}, {_code(entry): entry for entry in after}
    for code, entry in was.items():
        if code not in now:
            yield _came_or_went("removed", noun, entry)
    for code, entry in now.items():
        if code not in was:
            yield _came_or_went("added", noun, entry)
        elif was[code] != entry:
            yield from _fields(noun, _name(entry), _flat(was[code]), _flat(entry), code)
    stayed_before, stayed_after = [code for code in was if code in now], [code for code in now if code in was]
    if stayed_before != stayed_after:
        yield Change("changed", noun, "", "", "order", tuple(stayed_before), tuple(stayed_after))


def _came_or_went(kind: ChangeKind, noun: str, value: Any) -> Change:
    old, new = (None, value) if kind == "added" else (value, None)
    single = not isinstance(value, tuple) and hasattr(value, "__dataclass_fields__")
    code, name = (_code(value), _name(value)) if single else ("", "")
    return Change(kind, noun, code, name, "", old, new)


def _fields(noun: str, name: str, was: dict[str, Any], now: dict[str, Any], code: str = "") -> Iterator[Change]:
    for path in dict.fromkeys((*was, *now)):
        if was.get(path) != now.get(path):
            yield Change("changed", noun, code, name, path, was.get(path), now.get(path))


def _flat(value: Any, path: str = "") -> dict[str, Any]:
    """Each field that is not itself a table, by its path: only what differs in a contact is told, not all of it."""
    if isinstance(value, tuple) and value and isinstance(value[0], SeatRow):
        return {path: tuple(row.name for row in value)} | {f"{path}[{row.name}]": row for row in value}
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return {path: value}
    flat: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        flat |= _flat(getattr(value, field.name), f"{path}.{field.name}" if path else field.name)
    return flat


def _code(entry: Any) -> str:
    return next((str(getattr(entry, key)) for key in ("code", "slug", "unit", "name") if hasattr(entry, key)), "")


def _name(entry: Any) -> str:
    names = ("short_name", "name", "full_name", "short_title", "title", "unit")
    return next((str(value) for key in names if (value := getattr(entry, key, None))), "")
