"""Paper and margins, of every page of a PDF and every section of a .docx."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chassis.language import Text
from services.documents.finding_words import number
from services.documents.form_check.facts import Facts, Sheet
from services.documents.form_check.report import Finding, Place
from services.documents.form_check.rule import MarginRule, Task
from services.documents.form_check.texts import finding

PAPERS = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "LETTER": (215.9, 279.4), "LEGAL": (215.9, 355.6)}
PAPER_TOLERANCE = 2.0
"""Millimetres. Programs round sizes; Letter is 6 mm off A4."""
MARGIN_TOLERANCE = 1.0
"""Millimetres, of margins that are set."""
TEXT_TOLERANCE = 2.0
"""Millimetres that the text of a PDF may reach into a margin: letters hang over, programs round."""
WHITE_TOLERANCE = 6.0
"""Millimetres more than asked at the left of a full page: indents and numbering begin further in."""
_SIDES = {
    "top": Text("trên", "top"),
    "bottom": Text("dưới", "bottom"),
    "left": Text("trái", "left"),
    "right": Text("phải", "right"),
}


def check_paper(facts: Facts, task: Task) -> Sequence[Finding]:
    """Whether every sheet is of the paper asked. A single sheet in landscape is for a wide table, all are a mistake."""
    if task.rule is None:
        return []
    wanted = task.rule.paper
    size = PAPERS.get(wanted.upper().strip())
    if size is None:
        return [finding("paper_unknown", wanted=wanted)]
    wrong: dict[tuple[int, int], list[Sheet]] = {}
    for sheet in facts.sheets:
        if not _is_paper(sheet, size):
            wrong.setdefault((round(sheet.width), round(sheet.height)), []).append(sheet)
    if wrong:
        return [
            finding("paper_wrong", place_of(sheets[0]), width=width, height=height, where=where(sheets), wanted=wanted)
            for (width, height), sheets in wrong.items()
        ]
    if facts.sheets and all(sheet.landscape for sheet in facts.sheets):
        return [finding("paper_landscape", place_of(facts.sheets[0]))]
    return [finding("paper_ok", wanted=wanted)]


def check_margins(facts: Facts, task: Task) -> Sequence[Finding]:
    """Whether the margins of every upright sheet of the right paper are as the format profile asks.

    A scan is shifted and turned a little: its margins are not those of the text.
    """
    if task.rule is None or facts.scan or facts.recognised:
        return []
    size = PAPERS.get(task.rule.paper.upper().strip())
    measured = [sheet for sheet in facts.sheets if sheet.margins is not None and not sheet.landscape]
    measured = [sheet for sheet in measured if size is None or _is_paper(sheet, size)]
    if not measured:
        return [finding("margins_unknown")] if all(sheet.margins is None for sheet in facts.sheets) else []
    groups: dict[tuple[tuple[str, int], ...], list[Sheet]] = {}
    for sheet in measured:
        if wrong := _wrong_sides(sheet, task.rule.margins):
            # Text leaves another rest on every page: PDFs are told by the sides alone.
            key = tuple(wrong.items()) if sheet.exact else tuple((side, 0) for side in wrong)
            groups.setdefault(key, []).append(sheet)
    wanted = _wanted(task.rule.margins)
    found = [
        finding(
            "margins_wrong",
            place_of(sheets[0]),
            where=where(sheets),
            sides=_told_sides(_wrong_sides(sheets[0], task.rule.margins), task.rule.margins),
            wanted=wanted,
        )
        for sheets in groups.values()
    ]
    return found or [finding("margins_ok")]


def place_of(sheet: Sheet) -> Place:
    """The first place of a finding."""
    return Place(sheet.kind, sheet.number, sheet.quote)


def where(sheets: Sequence[Sheet]) -> Text:
    """`trang 1, 3–5` or `phần 2`."""
    numbers = _ranges(sheet.number for sheet in sheets)
    if sheets[0].kind == "page":
        return Text(f"trang {numbers}", f"page {numbers}")
    return Text(f"phần (section) {numbers}", f"section {numbers}")


def _ranges(numbers: Iterable[int]) -> str:
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _is_paper(sheet: Sheet, size: tuple[float, float]) -> bool:
    upright = sorted((sheet.width, sheet.height))
    return all(abs(is_ - asked) <= PAPER_TOLERANCE for is_, asked in zip(upright, size, strict=True))


def _wrong_sides(sheet: Sheet, rule: MarginRule) -> dict[str, int]:
    """The sides that are off, with what they measure, whole millimetres."""
    wrong = {}
    for side, measured in (sheet.margins or {}).items():
        least, most = rule.side(side).least, rule.side(side).most
        if sheet.exact:
            off = not least - MARGIN_TOLERANCE <= measured <= most + MARGIN_TOLERANCE
        else:
            too_far_in = side == "left" and sheet.full and measured > most + WHITE_TOLERANCE
            off = measured < least - TEXT_TOLERANCE or too_far_in
        if off:
            wrong[side] = round(measured)
    return wrong


def _told_sides(wrong: dict[str, int], rule: MarginRule) -> Text:
    return Text(
        ", ".join(f"lề {_SIDES[side].vi} {is_} mm (yêu cầu {_asked(rule, side).vi})" for side, is_ in wrong.items()),
        ", ".join(f"{_SIDES[side].en} {is_} mm (asked {_asked(rule, side).en})" for side, is_ in wrong.items()),
    )


def _asked(rule: MarginRule, side: str) -> Text:
    asked = rule.side(side)
    least, most = number(asked.least), number(asked.most)
    return least if asked.least == asked.most else Text(f"{least.vi}–{most.vi}", f"{least.en}–{most.en}")


def _wanted(rule: MarginRule) -> Text:
    return Text(
        ", ".join(f"{name.vi} {_asked(rule, side).vi} mm" for side, name in _SIDES.items()),
        ", ".join(f"{name.en} {_asked(rule, side).en} mm" for side, name in _SIDES.items()),
    )
