"""Activities on the whole path: units are reminded and report, the office confirms and sends back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from services.documents.operations.remind_activities import ActivityWatch
from tests.contracts.world import BROADCASTER, OTHER_UNIT, UNIT, Caller, Product

HELD = "2025-03-12"


def hold_activities(product: Product, here: str, file: bytes) -> dict[str, str]:
    """Every event of an activity; three units have one each, with a file that shows it: their ids, by the unit."""
    office = product.callers["organizer"]
    reports = office.do("GET", f"{here}/activity-reports?activity=bai-dang")["items"]
    own = {report["unit"]: report for report in reports}
    morning_after = datetime.fromisoformat(reports[0]["last_moment"]) + timedelta(hours=9)
    assert ActivityWatch(product.databases["documents"], lambda: morning_after).look() >= len(reports)

    def step(caller: Caller, report: Any, verb: str, **more: Any) -> Any:
        return caller.do(
            "POST", f"{here}/activity-reports/{report['id']}/{verb}", {"version": report["version"]} | more
        )

    for unit, report in own.items():
        caller = product.callers["unit"] if unit == UNIT else office
        sent = caller.call("POST", f"{here}/uploads", data=file, query_string={"filename": "anh.pdf"}).get_json()
        begun = step(caller, report, "start")
        own[unit] = step(caller, begun, "report", held_on=HELD, place="Nhà văn hóa", upload_id=sent["id"])
    step(office, own[OTHER_UNIT], "confirm")
    step(office, own[BROADCASTER], "send-back", reason="Thiếu ảnh")
    return {unit: report["id"] for unit, report in own.items()}
