"""The part of the path on which the approved film is scheduled, broadcast and shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chassis.clock import system_clock
from tests.contracts.world import Caller, Product
from tests.documents.showing import approve

KEPT = ("id", "kind", "title", "speaker", "delegate_id", "unit", "presentation_id", "minutes", "fixed_start")


def show_film(product: Product, here: str, sha256: str) -> str:
    """Everything that may happen to an approved film; then it is scheduled, with a slot that is to come: its id."""
    organizer, film = product.callers["organizer"], f"{here}/video-report"
    approve(product.databases["documents"], system_clock())
    item = _item_for_a_film(organizer, here)

    def step(path: str, **body: Any) -> Any:
        version = organizer.do("GET", f"{film}/schedule")["version"]
        return organizer.do("POST", f"{film}/{path}", {"version": version} | body)

    step("schedule", sha256=sha256, agenda_item_id=None)
    step("schedule", sha256=sha256, agenda_item_id=item)
    slot = {"channel": "Kênh TN1", "starts_at": (system_clock() - timedelta(hours=1)).isoformat()}
    one = step("broadcasts", **slot)["broadcasts"][0]["id"]
    step(f"broadcasts/{one}/change", **slot | {"channel": "Kênh TN2"})
    step(f"broadcasts/{one}/report", aired_at=system_clock().isoformat())
    step(f"broadcasts/{one}/take-back")
    step(f"broadcasts/{one}/remove")
    shown = {"sha256": sha256, "file_sha256": sha256, "started_at": system_clock().isoformat()}
    organizer.do("POST", f"{film}/showing/show", shown)
    step("showing/take-back", reason="Chiếu thử")
    step("unschedule", reason="Đổi mục")
    step("schedule", sha256=sha256, agenda_item_id=item)
    return str(step("broadcasts", **slot)["broadcasts"][0]["id"])


def _item_for_a_film(organizer: Caller, here: str) -> str:
    draft = organizer.do("GET", f"{here}/agenda/draft")
    items = [{name: item[name] for name in KEPT} for item in draft["items"]]
    change = {"version": draft["version"], "items": [*items, {"kind": "film", "title": "Phóng sự", "minutes": 15}]}
    return str(organizer.do("PUT", f"{here}/agenda/draft", change)["items"][-1]["id"])
