"""Topics on the whole path: what the office does with them, and units answer."""

from __future__ import annotations

from typing import Any

from chassis.clock import system_clock
from services.documents.operations.obligations import fulfil_obligation
from services.documents.workflows.submission import SubmissionState
from tests.contracts.world import BROADCASTER, OTHER_UNIT, ROOM, SLUG, UNIT, Caller, Product

WHY = {"reason": "Có mô hình hay"}
PRESENTER = {"presenter_name": "Trần Thị Bình", "presenter_post": "Bí thư"}


def present_topics(product: Product, here: str) -> dict[str, str]:
    """Every event of a topic once; afterwards a unit and another unit have one each: their ids, by the unit."""
    office, unit = product.callers["organizer"], product.callers["unit"]

    def written(title: str, presented_by: str) -> Any:
        body = {"title": title, "unit": presented_by, "department": ROOM} | WHY
        return step(office, office.do("POST", f"{here}/topics", body), "send")

    def step(caller: Caller, topic: Any, verb: str, **more: Any) -> Any:
        return caller.do("POST", f"{here}/topics/{topic['id']}/{verb}", {"version": topic["version"]} | more)

    step(office, step(office, written("Chuyển đổi số", BROADCASTER), "ask-revision", **WHY), "send")
    step(office, written("Nếp sống mới", BROADCASTER), "withdraw")
    of_unit = step(office, written("Văn nghệ cơ sở", UNIT), "select", minutes=8)
    step(unit, of_unit, "accept", **PRESENTER)
    for stands in (SubmissionState.RECEIVED, SubmissionState.ACCEPTED):
        with product.databases["documents"].write() as session:
            fulfil_obligation(session, SLUG, "presentation", UNIT, stands, clock=system_clock)
    step(office, office.do("GET", f"{here}/topics/{of_unit['id']}"), "schedule")
    declined = step(office, written("Giáo dục truyền thống", OTHER_UNIT), "select")
    declined = step(office, declined, "decline", **WHY)
    dropped = step(office, step(office, written("Đọc sách", OTHER_UNIT), "select", minutes=8), "accept", **PRESENTER)
    step(office, dropped, "set-aside", **WHY)
    return {UNIT: of_unit["id"], OTHER_UNIT: declined["id"]}
