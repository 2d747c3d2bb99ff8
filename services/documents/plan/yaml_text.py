"""YAML text to a tree with lines, safely: only the parser's events are used, no object is ever made of a tag.

Refused outright: more than 512 KiB, deeper than 20 levels, more than 50,000 values, aliases (a small file could
stand for a huge one), tags, several documents.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from chassis.language import Text
from services.documents.plan.node import Entry, Listing, Node, Scalar, Table

LARGEST_FILE = 512 * 1024
DEEPEST = 20
MOST_VALUES = 50_000
LONGEST_KEY = 64

_HINTS = {
    "mapping values are not allowed here": Text(
        "có dấu hai chấm trong nội dung hoặc thụt dòng sai; hãy đặt nội dung trong dấu ngoặc kép",
        "a colon inside a text, or wrong indentation; put the text in double quotes",
    ),
    "found character '\\t' that cannot start any token": Text(
        "thụt dòng bằng phím Tab; hãy dùng dấu cách", "indented with a tab; use spaces"
    ),
    "found unexpected end of stream": Text("thiếu dấu ngoặc kép đóng", "a closing quote is missing"),
    "found undefined alias": Text(
        "dấu * ở đầu nội dung; hãy đặt nội dung trong dấu ngoặc kép", "a text begins with *; put it in double quotes"
    ),
}


class UnreadableText(ValueError):
    """The text is not YAML as a plan may use it. `line` counts from 1; `message` says why, in both languages."""

    def __init__(self, line: int, message: Text) -> None:
        super().__init__(f"line {line}: {message.en}")
        self.line = line
        self.message = message


def parse(text: str | bytes) -> Node | None:
    """The tree of a text, in NFC; None where it holds nothing. Raises `UnreadableText` and nothing else."""
    decoded = _decoded(text)
    tree = _Tree()
    try:
        for event in islice(YAML(typ="safe", pure=True).parse(decoded), MOST_VALUES * 4):
            tree.take(event)
    except UnreadableText:
        raise
    except MarkedYAMLError as problem:
        raise _explained(problem) from problem
    except (YAMLError, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as problem:
        # The parser is written in Python and answers some malformed input with its own slips.
        raise UnreadableText(1, _unreadable(str(problem).splitlines()[0] if str(problem) else "?")) from problem
    return tree.root


def _decoded(text: str | bytes) -> str:
    size = len(text)
    if size > LARGEST_FILE:
        raise UnreadableText(
            1,
            Text(
                f"tệp quá lớn: tối đa {LARGEST_FILE // 1024} KiB",
                f"the file is too large: at most {LARGEST_FILE // 1024} KiB",
            ),
        )
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        decoded.encode("utf-8")
    except UnicodeError as problem:
        raise UnreadableText(
            1, Text("tệp không ở bảng mã UTF-8; hãy lưu lại với UTF-8", "the file is not UTF-8; save it as UTF-8")
        ) from problem
    return unicodedata.normalize("NFC", decoded)


def _unreadable(problem: str) -> Text:
    return Text(
        "không đọc được YAML; hãy xem lại dấu ngoặc, dấu hai chấm, dấu nháy và thụt dòng ở đây và dòng trên "
        f"(bộ đọc báo: {problem})",
        f"this is not readable YAML: {problem}",
    )


def _explained(problem: MarkedYAMLError) -> UnreadableText:
    mark = problem.problem_mark or problem.context_mark
    said = str(problem.problem or problem.context or "?")
    hint = _HINTS.get(said)
    message = (
        Text(f"không đọc được YAML: {hint.vi}", f"this is not readable YAML: {hint.en}") if hint else _unreadable(said)
    )
    return UnreadableText(mark.line + 1 if mark else 1, message)


class _Tree:
    """Builds the tree from events with a stack of its own, so that depth costs no recursion."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Listing | Table] = []
        self._key: list[Scalar | None] = []
        self._values = 0
        self._documents = 0

    def take(self, event: Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, DocumentStartEvent):
            self._begin_document(line)
        elif isinstance(event, CollectionEndEvent):
            self._open.pop()
            self._key.pop()
        elif isinstance(event, NodeEvent):
            self._count(line)
            self._place(self._node(event, line))

    def _begin_document(self, line: int) -> None:
        self._documents += 1
        if self._documents > 1:
            raise UnreadableText(
                line,
                Text("tệp có nhiều tài liệu; bỏ dòng ---", "the file holds several documents; remove the line ---"),
            )

    def _count(self, line: int) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            raise UnreadableText(line, Text("tệp có quá nhiều mục", "the file holds too many values"))

    def _node(self, event: NodeEvent, line: int) -> Node:
        if isinstance(event, AliasEvent):
            raise UnreadableText(
                line,
                Text(
                    "không dùng bí danh (*); hãy viết lại nội dung", "aliases (*) are not allowed; write the text again"
                ),
            )
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.ctag is not None:
            raise UnreadableText(line, Text("không dùng nhãn kiểu (!)", "tags (!) are not allowed"))
        if isinstance(event, ScalarEvent):
            return Scalar(line, unicodedata.normalize("NFC", event.value), quoted=event.style is not None)
        return Table(line) if isinstance(event, MappingStartEvent) else Listing(line)

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
        elif isinstance(parent := self._open[-1], Listing):
            parent.items.append(node)
        else:
            self._place_in_table(parent, node)
        if not isinstance(node, Scalar):
            self._push(node)

    def _place_in_table(self, parent: Table, node: Node) -> None:
        key = self._key[-1]
        if key is not None:
            parent.entries.append(Entry(key.line, key.text, node))
            self._key[-1] = None
        elif isinstance(node, Scalar) and len(node.text) <= LONGEST_KEY:
            self._key[-1] = node
        else:
            raise UnreadableText(node.line, Text("tên mục phải là một từ ngắn", "a key must be one short word"))

    def _push(self, node: Listing | Table) -> None:
        if len(self._open) >= DEEPEST:
            raise UnreadableText(
                node.line, Text(f"lồng quá sâu: tối đa {DEEPEST} cấp", f"nested too deeply: at most {DEEPEST} levels")
            )
        self._open.append(node)
        self._key.append(None)


def lines_of(tree: Node, path: str = "") -> Iterator[tuple[str, int]]:
    """Each path of the tree (`units[3].quota`) with its line."""
    yield path, tree.line
    if isinstance(tree, Listing):
        for index, item in enumerate(tree.items):
            yield from lines_of(item, f"{path}[{index}]")
    elif isinstance(tree, Table):
        for entry in tree.entries:
            child = f"{path}.{entry.key}" if path else entry.key
            yield from _entry_lines(entry, child)


def _entry_lines(entry: Entry, path: str) -> Iterator[tuple[str, int]]:
    for below, line in lines_of(entry.value, path):
        yield below, entry.line if below == path else line
