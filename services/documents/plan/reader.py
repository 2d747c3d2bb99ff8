"""A tree becomes a plan, as far as it can: what cannot be read is reported and replaced by a blank."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, TypeVar, cast

from chassis.language import Text
from services.documents.plan.finding import Finding, error
from services.documents.plan.hints import Key, Kind, keys_of, kind_of
from services.documents.plan.leaves import BLANKS, LEAVES, WrongValue
from services.documents.plan.node import Entry, Listing, Node, Scalar, Table, repeated
from services.documents.plan.shapes import LONGEST_LINE, Bounds, Length, Shape

Model = TypeVar("Model")

_FORMS = {
    "table": Text("một nhóm mục (khóa: giá trị)", "a table (key: value)"),
    "list": Text("một danh sách, mỗi dòng bắt đầu bằng dấu gạch (-)", "a list, each line beginning with a hyphen (-)"),
    "choice": Text("một giá trị", "one value"),
    "leaf": Text("một giá trị", "one value"),
}
_LONGEST_QUOTE = 60
_LONGEST_LIST = 2_000
_MOST_COMPARED = 2_000
_MOST_SUGGESTIONS = 200


def quoted(text: str) -> str:
    """What was written, short enough for a message and without what cannot be printed."""
    printable = "".join(character if character.isprintable() else "�" for character in text[:_LONGEST_QUOTE])
    return f"“{printable}…”" if len(text) > _LONGEST_QUOTE else f"“{printable}”"


def suggestion(word: str, known: list[str]) -> Text:
    """Asks "did you mean" the nearest known word; says nothing where none is near, or there are too many to compare."""
    if len(known) > _MOST_COMPARED:
        return Text("", "")
    close = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return Text(f"; có phải là “{close[0]}”?", f"; did you mean “{close[0]}”?") if close else Text("", "")


class Reader:
    """Reads by the model's hints. `findings` grows; blanks stand where something could not be read."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def read(self, table: type[Model], node: Node) -> Model:
        """The whole tree as a `table`."""
        return cast(Model, self._table(kind_of(table), node, ""))

    def _value(self, kind: Kind, node: Node, path: str) -> Any:
        if isinstance(node, Scalar) and node.is_null:
            return self._nothing(kind, node, path)
        if kind.form == "table":
            return self._table(kind, node, path)
        if kind.form == "list":
            return self._list(kind, node, path)
        return self._scalar(kind, node, path)

    def _nothing(self, kind: Kind, node: Scalar, path: str) -> Any:
        if kind.optional:
            return None
        if kind.form == "list":
            return ()
        self._report(node.line, path, Text("chưa có nội dung; mục này bắt buộc", "nothing is given; this is required"))
        return blank(kind)

    def _table(self, kind: Kind, node: Node, path: str) -> Any:
        if not isinstance(node, Table):
            return self._wrong_form(kind, node, path)
        self._report_repeated(node, path)
        keys = keys_of(kind.inner)
        entries = {entry.key: entry for entry in reversed(node.entries)}
        for entry in node.entries:
            if entry.key not in keys:
                self._report_unknown(entry, list(keys), path)
        return kind.inner(**self._values(keys, entries, node, path))

    def _values(self, keys: dict[str, Key], entries: dict[str, Entry], node: Table, path: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, key in keys.items():
            if name in entries:
                values[name] = self._given(key, entries[name], child(path, name))
            elif key.required:
                self._report(node.line, child(path, name), Text(f"thiếu mục “{name}”", f"“{name}” is missing"))
                values[name] = blank(key.kind)
        return {name: value for name, value in values.items() if value is not _DEFAULT}

    def _given(self, key: Key, entry: Entry, path: str) -> Any:
        """A key with nothing behind it takes its default, as if it were not there."""
        if isinstance(entry.value, Scalar) and entry.value.is_null and not key.required:
            return _DEFAULT
        return self._value(key.kind, entry.value, path)

    def _list(self, kind: Kind, node: Node, path: str) -> tuple[Any, ...]:
        if not isinstance(node, Listing) or kind.item is None:
            self._wrong_form(kind, node, path)
            return ()
        if len(node.items) > _LONGEST_LIST:
            most = _LONGEST_LIST
            self._report(
                node.line, path, Text(f"danh sách quá dài: tối đa {most}", f"the list is too long: at most {most}")
            )
            return ()
        return tuple(self._value(kind.item, item, f"{path}[{index}]") for index, item in enumerate(node.items))

    def _scalar(self, kind: Kind, node: Node, path: str) -> Any:
        if not isinstance(node, Scalar):
            return self._wrong_form(kind, node, path)
        try:
            return _choice(kind, node.text) if kind.form == "choice" else _leaf(kind, node.text)
        except WrongValue as wrong:
            self._report(node.line, path, _not_expected(node.text, wrong.expected))
            return blank(kind)

    def _wrong_form(self, kind: Kind, node: Node, path: str) -> Any:
        expected = _FORMS[kind.form]
        self._report(node.line, path, Text(f"phải là {expected.vi}", f"must be {expected.en}"))
        return blank(kind)

    def _report_repeated(self, table: Table, path: str) -> None:
        for first, again in repeated(table):
            name = quoted(again.key)
            message = Text(
                f"mục {name} lặp lại; đã có ở dòng {first.line}",
                f"{name} is repeated; it is on line {first.line} already",
            )
            self._report(again.line, child(path, again.key), message)

    def _report_unknown(self, entry: Entry, known: list[str], path: str) -> None:
        compared = known if len(self.findings) < _MOST_SUGGESTIONS else []
        name, hint = quoted(entry.key), suggestion(entry.key, compared)
        self._report(
            entry.line,
            child(path, entry.key),
            Text(f"không có mục {name}{hint.vi}", f"there is no key {name}{hint.en}"),
        )

    def _report(self, line: int, path: str, message: Text) -> None:
        self.findings.append(error(line, path, message))


_DEFAULT = object()


def child(path: str, name: str) -> str:
    """The path of a key below a path."""
    return f"{path}.{name}" if path else name


def blank(kind: Kind) -> Any:
    """Stands in for what could not be read."""
    if kind.optional:
        return None
    if kind.form == "table":
        return kind.inner(**{name: blank(key.kind) for name, key in keys_of(kind.inner).items() if key.required})
    if kind.form == "list":
        return ()
    return next(iter(cast(Any, kind.inner))) if kind.form == "choice" else BLANKS[kind.inner]


def _choice(kind: Kind, text: str) -> Any:
    choices = [str(member.value) for member in cast(Any, kind.inner)]
    if text in choices:
        return kind.inner(text)
    hint, listed = suggestion(text, choices), ", ".join(choices)
    raise WrongValue(Text(f"một trong: {listed}{hint.vi}", f"one of: {listed}{hint.en}"))


def _leaf(kind: Kind, text: str) -> Any:
    value = LEAVES[kind.inner](text)
    if kind.inner is str:
        return _shaped(kind, value)
    for marker in kind.markers:
        if isinstance(marker, Bounds) and not marker.least <= value <= marker.most:
            raise WrongValue(
                Text(f"số từ {marker.least} đến {marker.most}", f"a number from {marker.least} to {marker.most}")
            )
    return value


def _shaped(kind: Kind, text: str) -> str:
    longest = next((marker.most for marker in kind.markers if isinstance(marker, Length)), LONGEST_LINE)
    if len(text) > longest:
        raise WrongValue(Text(f"nội dung không quá {longest} ký tự", f"a text of at most {longest} characters"))
    for marker in kind.markers:
        if isinstance(marker, Shape):
            return _kept(marker, text)
    return text


def _kept(shape: Shape, text: str) -> str:
    kept = shape.parse(text)
    if kept is None:
        raise WrongValue(shape.expected)
    return kept


def _not_expected(text: str, expected: Text) -> Text:
    return Text(
        f"{quoted(text)} không đúng; phải là {expected.vi}", f"{quoted(text)} will not do; it must be {expected.en}"
    )
