"""What all units reported for one obligation of the plan, put side by side by the sections of its outline."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.language import Text
from chassis.vietnamese import word_key
from services.documents import rules
from services.documents.file_types import DOCX, PDF
from services.documents.form_check.rule import OutlineSection
from services.documents.models import Obligation, ReportText, Submission, Upload
from services.documents.queries.form_checks import plan_content, task_for
from services.documents.queries.obligations import Today, obligations
from services.documents.queries.timeliness import Timeliness, timeliness_at
from services.documents.workflows.submission import CAME, SubmissionState

WHOLE = OutlineSection(number="", title="Nội dung báo cáo", depth=0, leaf=True)
"""The only section of a report without an outline."""
LINK = Text("Đơn vị gửi đường liên kết: {link}", "The unit sent a link: {link}")
OTHER_FILE = Text("Tệp “{filename}” không phải văn bản Word hay PDF.", "“{filename}” is no Word document and no PDF.")
TYPED = Text(
    "Đơn vị gõ báo cáo ngắn vào trang nộp, không theo đề cương.", "The unit typed a short report, not by the outline."
)
READING = Text("Tệp vừa nộp, hệ thống đang đọc.", "The file has just come and is being read.")
ELSEWHERE = Text("Việc này được ghi nhận ở trang khác, không có tệp.", "This is kept on another page, without a file.")
READABLE = frozenset({DOCX.media_type, PDF.media_type})
_ANY = {"state": None, "q": None}


class Which(StrEnum):
    """Whose reports are put together."""

    ACCEPTED = "accepted"
    CAME = "came"


class Standing(StrEnum):
    """How a unit stands in a digest."""

    TAKEN = "taken"
    """Its text is in."""
    READING = "reading"
    UNREADABLE = "unreadable"
    """It came, and nothing could be taken of it: `problem` says why, its places filled."""
    NOT_ACCEPTED = "not_accepted"
    """It came; only accepted ones were asked for."""
    RETURNED = "returned"
    MISSING = "missing"


@dataclass(frozen=True)
class LeftOut:
    """A table or picture (`what`) that is not taken along, in the section of this place.

    `number` is that of the page, or of the paragraph (counted without empty ones) that a table begins with and that a
    picture is in or follows: `where` says which.
    """

    what: str
    section: int
    where: str
    number: int


@dataclass(frozen=True)
class DigestUnit:
    """One unit that owes the report. `sections` are lines in the outline's order; None stands for a table."""

    obligation_id: UUID
    unit: str
    unit_name: str
    standing: Standing
    state: SubmissionState
    came_at: datetime | None
    last_moment: datetime
    extended: bool
    timeliness: Timeliness | None
    overdue: bool
    problem: Text | None = None
    sections: tuple[tuple[str | None, ...], ...] = ()
    cut: bool = False
    left_out: tuple[LeftOut, ...] = ()

    def left_out_of(self, place: int, what: str) -> list[LeftOut]:
        """Its tables, or its pictures, of one section."""
        return [each for each in self.left_out if each.section == place and each.what == what]


@dataclass(frozen=True)
class Digest:
    """The reports of one obligation; units by their names."""

    code: str
    title: str
    kind: str
    which: Which
    outline: tuple[OutlineSection, ...]
    units: tuple[DigestUnit, ...]

    def standing(self, *standings: Standing) -> list[DigestUnit]:
        """The units that stand so."""
        return [each for each in self.units if each.standing in standings]

    def taken(self, place: int) -> list[DigestUnit]:
        """The units that have text in a section."""
        return [each for each in self.units if place < len(each.sections) and each.sections[place]]

    def figures(self) -> dict[str, int]:
        """How many owe it, how many reports came and how, how many are missing."""
        units = self.units
        return {
            "owed": len(units),
            "came": sum(each.state in CAME for each in units),
            "accepted": sum(each.state is SubmissionState.ACCEPTED for each in units),
            "in_time": sum(each.timeliness in (Timeliness.EARLY, Timeliness.IN_TIME) for each in units),
            "late": sum(each.timeliness is Timeliness.LATE for each in units),
            "returned": len(self.standing(Standing.RETURNED)),
            "missing": len(self.standing(Standing.MISSING)),
            "overdue": sum(each.overdue for each in units),
            "taken": len(self.standing(Standing.TAKEN)),
            "reading": len(self.standing(Standing.READING)),
            "unreadable": len(self.standing(Standing.UNREADABLE)),
            "tables_left_out": self._left_out("table"),
            "pictures_left_out": self._left_out("picture"),
        }

    def _left_out(self, what: str) -> int:
        return sum(each.what == what for unit in self.units for each in unit.left_out)


def outline_key(outline: Sequence[OutlineSection]) -> str:
    """Equal for two outlines exactly when the same text is found by both."""
    return hashlib.sha256(json.dumps([asdict(each) for each in outline]).encode()).hexdigest()


def digest_lines(session: Session, conference: str, identity: Identity, today: Today) -> list[dict[str, Any]]:
    """The obligations of the plan of which a digest can be made, in its order, with how many reports came."""
    planned = {each["code"] for each in (plan_content(session, conference) or {"obligations": ()})["obligations"]}
    by_code: defaultdict[str, list[Obligation]] = defaultdict(list)
    for each in session.scalars(obligations(conference, identity, _ANY, today).order_by(Obligation.position)):
        if each.code in planned and each.kind not in rules.FULFILLED_ELSEWHERE:
            by_code[each.code].append(each)
    return [_line(code, owed) for code, owed in by_code.items()]


def digest_of(
    session: Session, conference: str, code: str, which: Which, identity: Identity | None, today: Today
) -> Digest | None:
    """The digest of one obligation, of the units that the reader may know of (None: all); None where there is none."""
    task = task_for(session, conference, code)
    # Only a code that a plan has is looked for: any other may hold what no database takes.
    owed = () if task is None else _owed(session, conference, code, identity, today)
    if task is None or not owed:
        return None
    outline = task.outline or (WHOLE,)
    versions = _versions(session, [each.id for each in owed])
    units = (_unit(each, which, outline, outline_key(task.outline), versions, today) for each in owed)
    return Digest(
        code=code,
        title=owed[0].title,
        kind=owed[0].kind,
        which=which,
        outline=outline,
        units=tuple(sorted(units, key=lambda each: word_key(each.unit_name))),
    )


def _owed(
    session: Session, conference: str, code: str, identity: Identity | None, today: Today
) -> Sequence[Obligation]:
    if identity is None:
        where = (Obligation.conference == conference) & (Obligation.code == code) & Obligation.dropped_at.is_(None)
        wanted = select(Obligation).where(where)
    else:
        wanted = obligations(conference, identity, _ANY | {"code": code}, today)
    return session.scalars(wanted.where(Obligation.kind.not_in(rules.FULFILLED_ELSEWHERE))).all()


def _line(code: str, owed: Sequence[Obligation]) -> dict[str, Any]:
    return {
        "code": code,
        "title": owed[0].title,
        "kind": owed[0].kind,
        "owed": len(owed),
        "came": sum(each.state in CAME for each in owed),
        "accepted": sum(each.state is SubmissionState.ACCEPTED for each in owed),
    }


_Version = tuple[Submission, Upload | None, ReportText | None]


def _versions(session: Session, obligation_ids: Sequence[UUID]) -> Mapping[UUID, _Version]:
    """What stands of each obligation: its newest version that was not taken back."""
    wanted = (
        select(Submission, Upload, ReportText)
        .outerjoin(Upload, Upload.id == Submission.upload_id)
        .outerjoin(ReportText, ReportText.id == Submission.id)
        .where(Submission.obligation_id.in_(obligation_ids), Submission.withdrawn_at.is_(None))
        .order_by(Submission.number)
    )
    return {
        submission.obligation_id: (submission, upload, text) for submission, upload, text in session.execute(wanted)
    }


def _unit(
    obligation: Obligation,
    which: Which,
    outline: Sequence[OutlineSection],
    key: str,
    versions: Mapping[UUID, _Version],
    today: Today,
) -> DigestUnit:
    came = obligation.came_at
    taken = _Taken(Standing.MISSING)
    if obligation.state is SubmissionState.RETURNED:
        taken = _Taken(Standing.RETURNED)
    elif which is Which.ACCEPTED and obligation.state in CAME and obligation.state is not SubmissionState.ACCEPTED:
        taken = _Taken(Standing.NOT_ACCEPTED)
    elif obligation.state in CAME:
        taken = _taken(versions.get(obligation.id), outline, key)
    return DigestUnit(
        obligation_id=obligation.id,
        unit=obligation.unit,
        unit_name=obligation.unit_name,
        standing=taken.standing,
        state=obligation.state,
        came_at=came,
        last_moment=obligation.last_moment,
        extended=obligation.extended_to is not None,
        timeliness=None if came is None else timeliness_at(obligation, came),
        overdue=came is None and timeliness_at(obligation, today.now) is Timeliness.LATE,
        problem=taken.problem,
        sections=taken.sections,
        cut=taken.cut,
        left_out=taken.left_out,
    )


@dataclass(frozen=True)
class _Taken:
    """What a version gives to the digest."""

    standing: Standing
    problem: Text | None = None
    sections: tuple[tuple[str | None, ...], ...] = ()
    cut: bool = False
    left_out: tuple[LeftOut, ...] = ()


def _taken(version: _Version | None, outline: Sequence[OutlineSection], key: str) -> _Taken:
    if version is None:
        return _Taken(Standing.UNREADABLE, ELSEWHERE)
    submission, upload, text = version
    if submission.text is not None:
        lines = tuple(line for line in submission.text.splitlines() if line.strip())
        if tuple(outline) == (WHOLE,):
            return _Taken(Standing.TAKEN, sections=(lines,))
        return _Taken(Standing.UNREADABLE, TYPED)
    if upload is None:
        return _Taken(Standing.UNREADABLE, _filled(LINK, link=submission.link or ""))
    if text is not None and text.read_at is not None and text.outline == key:
        return _read(text)
    if upload.media_type not in READABLE:
        return _Taken(Standing.UNREADABLE, _filled(OTHER_FILE, filename=upload.filename))
    return _Taken(Standing.READING, READING)


def _read(text: ReportText) -> _Taken:
    if text.problem is not None:
        return _Taken(Standing.UNREADABLE, Text(text.problem["vi"], text.problem["en"]))
    sections = tuple(tuple(lines) for lines in text.sections or ())
    left_out = tuple(LeftOut(**each) for each in text.left_out or ())
    return _Taken(Standing.TAKEN, sections=sections, cut=text.cut, left_out=left_out)


def _filled(text: Text, **values: str) -> Text:
    """Not to be filled again: what people wrote may hold braces."""
    return Text(text.in_language("vi", **values), text.in_language("en", **values))
