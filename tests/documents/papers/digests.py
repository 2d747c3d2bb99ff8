"""Báo cáo tổng hợp, as the service composes it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from chassis.language import Text
from services.documents.composing.digest import digest_paper
from services.documents.form_check.from_plan import task_of
from services.documents.form_check.rule import Task
from services.documents.plan import load_plan
from services.documents.queries.digest import Digest, DigestUnit, LeftOut, Standing, Which
from services.documents.queries.timeliness import Timeliness
from services.documents.rendering import render_digest
from services.documents.workflows.submission import SubmissionState
from tests.documents.form_corpus.report_text import filler
from tests.documents.papers.conference import FACTS, ZONE

AS_OF = datetime(2024, 6, 26, 8, 0, tzinfo=ZONE)
DUE = datetime(2024, 6, 19, 23, 59, 59, tzinfo=ZONE)
PLAN = Path(__file__).parents[3] / "plans" / "thai-nguyen-2024.yaml"


def seed_task() -> Task:
    """What the seed plan asks of the reports of districts."""
    task = task_of(load_plan(PLAN.read_text(encoding="utf-8")), "bao-cao-so-ket")
    assert task is not None
    return task


TASK = seed_task()


def unit(number: int, name: str, standing: Standing, state: SubmissionState, **facts: object) -> DigestUnit:
    """An invented unit."""
    came = state in (SubmissionState.ACCEPTED, SubmissionState.RECEIVED)
    named: dict[str, object] = {
        "came_at": DUE - timedelta(days=number) if came else None,
        "timeliness": Timeliness.IN_TIME if came else None,
        "extended": False,
        "overdue": not came,
    }
    return DigestUnit(
        obligation_id=UUID(int=number),
        unit=f"unit-{number}",
        unit_name=name,
        standing=standing,
        state=state,
        last_moment=DUE,
        **(named | facts),  # type: ignore[arg-type]
    )


def texts(start: int, words: int = 45, *, without: int = -1) -> tuple[tuple[str | None, ...], ...]:
    """Something in each section that holds text, but for one."""
    return tuple(
        (filler(words, start + place), filler(words // 2, start)) if section.leaf and place != without else ()
        for place, section in enumerate(TASK.outline)
    )


LAST = max(place for place, section in enumerate(TASK.outline) if section.leaf)


def tabled(sections: tuple[tuple[str | None, ...], ...]) -> tuple[tuple[str | None, ...], ...]:
    """The same with two tables in the last section."""
    return (*sections[:LAST], (None, *sections[LAST], None), *sections[LAST + 1 :])


def digest(**changes: object) -> Digest:
    """Two reports in full, and a unit for every other way to stand."""
    units = (
        unit(
            1,
            "Ban Tuyên giáo Huyện ủy Đại Từ",
            Standing.TAKEN,
            SubmissionState.ACCEPTED,
            sections=texts(0),
            cut=True,
            left_out=(LeftOut("picture", LAST, "page", 7),),
        ),
        unit(
            2,
            "Ban Tuyên giáo Thành ủy Phổ Yên",
            Standing.TAKEN,
            SubmissionState.ACCEPTED,
            sections=tabled(texts(3, without=4)),
            left_out=(
                *(LeftOut("table", LAST, "paragraph", number) for number in (61, 64)),
                LeftOut("picture", 1, "paragraph", 9),
            ),
        ),
        unit(3, "Hội Nông dân tỉnh", Standing.NOT_ACCEPTED, SubmissionState.RECEIVED, timeliness=Timeliness.LATE),
        unit(
            4,
            "Tỉnh đoàn",
            Standing.UNREADABLE,
            SubmissionState.ACCEPTED,
            problem=Text("Tệp là bản quét (ảnh chụp), không có chữ để lấy.", "A scan."),
        ),
        unit(5, "Hội Cựu chiến binh tỉnh", Standing.RETURNED, SubmissionState.RETURNED, extended=True),
        unit(6, "Đảng ủy Khối các cơ quan tỉnh", Standing.MISSING, SubmissionState.AWAITED),
    )
    named: dict[str, object] = {"title": "Báo cáo kết quả tham mưu cấp ủy công tác xây dựng Đảng 6 tháng đầu năm 2024"}
    named |= {"code": "bao-cao-so-ket", "kind": "report", "which": Which.ACCEPTED}
    return Digest(**(named | {"outline": TASK.outline, "units": units} | changes))  # type: ignore[arg-type]


IN_FORM = {"digest": partial(render_digest, digest_paper(FACTS, digest(), AS_OF))}
